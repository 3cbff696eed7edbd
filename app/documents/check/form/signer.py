"""Rules of the signers' names (ô số 7b), and of the second signer of minutes."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.form.common import kind_of, replaced_line, shouted
from app.documents.check.passages import Sheet
from app.domain.papers import KIND_FORMS

_DEGREES: Final = r"(?:PGS|GS|TSKH|TS|ThS|BS(?:CK)?(?:\s?I{1,2})?|CK\s?I{1,2}|CN|KS|DS|LS|CVCC?|NGƯT|NGND|NSƯT|NSND)"
_TITLES: Final = (
    "Giáo sư|Phó giáo sư|Tiến sĩ|Thạc sĩ|Bác sĩ|Cử nhân|Kỹ sư|Dược sĩ|Luật sư|"
    "Nhà giáo ưu tú|Nhà giáo nhân dân|Thầy thuốc ưu tú|Thầy thuốc nhân dân|Nghệ sĩ ưu tú|"
    "Anh hùng lao động"
)
_PREFIX: Final = re.compile(
    rf"^(?:(?:{_DEGREES}\.+\s*|{_DEGREES}\s+(?=[A-ZĐ]\S+\s+\S)|(?i:{_TITLES})[\s.:]+))+"
)


def signer(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """The name: there, without degrees, in small letters with initials."""
    document = sheet.document
    if not document.signature.name.strip():
        message = "Chưa có họ tên người ký."
        yield Finding(rule="signer_missing", where="signer_name", message=message)
    kind = kind_of(sheet, facts)
    names = [("signer_name", document.signature.name), ("second_name", document.form.second_name)]
    for where, name in names:
        if name.strip():
            yield from _name(where, name)
    if kind is not None and KIND_FORMS[kind].two_signers:
        yield from _second(sheet)


def _name(where: str, name: str) -> Iterator[Finding]:
    bare = _PREFIX.sub("", name.strip())
    if bare and bare != name.strip():
        message = "Trước họ tên người ký không ghi học hàm, học vị, danh hiệu."
        yield replaced_line("signer_degree", where, message, name, bare)
    elif (new := _named(name.strip())) != name.strip():
        message = f"Họ tên người ký viết chữ thường, hoa chữ đầu mỗi tiếng: “{new}”."
        yield replaced_line("signer_capitals", where, message, name, new)


def _named(name: str) -> str:
    """ "NGUYỄN VĂN MẪU", "nguyễn văn mẫu" → "Nguyễn Văn Mẫu"; a filled-in mark stays."""
    if "[" in name:
        return name
    small = name.lower() if shouted(name) else name
    return " ".join(word[:1].upper() + word[1:] for word in small.split(" "))


def _second(sheet: Sheet) -> Iterator[Finding]:
    form = sheet.document.form
    if not form.second_name.strip() or not any(line.strip() for line in form.second_lines):
        message = "Biên bản phải có hai người ký: thư ký và chủ tọa."
        yield Finding(rule="second_signer", where="second_name", message=message)
