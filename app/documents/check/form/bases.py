"""Rules of the legal bases (ô số 6): how they begin, what a law is cited by, repeats.

End marks are no part of a Document; of a file the rules of looks ask for them.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.form.common import kind_of, replaced_line
from app.documents.check.passages import Sheet
from app.domain.papers import PaperKind
from app.domain.text import fold

_OPENINGS: Final = ("Căn cứ ", "Thực hiện ", "Theo ", "Xét ")
_CITED: Final = re.compile(
    r"^(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|"
    r"Kế hoạch|Công văn|Hướng dẫn|Chương trình)\b",
    re.IGNORECASE,
)
_LAW: Final = re.compile(
    r"^(?:Căn cứ|Thực hiện|Theo)\s+(?:Bộ luật|Luật|Pháp lệnh)\b", re.IGNORECASE
)
_LAW_NUMBER: Final = re.compile(
    r"[\s(]*\bsố:?\s*\d+/(?:\d{4}/)?(?:QH|PL-UBTVQH|UBTVQH)\d*\)?|"
    r"[\s(]+\d+/(?:\d{4}/)?(?:QH|PL-UBTVQH|UBTVQH)\d+\)?"
)
_LAW_ISSUER: Final = re.compile(
    r"\s+(?:của|do)\s+(?:Quốc hội|(?:Ủy|Uỷ) ban [Tt]hường vụ Quốc hội)"
    r"(?:\s+(?:nước Cộng h(?:òa|oà) xã hội chủ nghĩa Việt Nam|ban hành|thông qua|khóa\s+[XIV]+))*"
)
_NUMBER: Final = re.compile(
    r"\d+/(?:\d{4}/)?[A-ZĐ][\w&.-]*(?:\s+ngày [\d/.-]+(?: tháng \d+ năm \d+)?)?"
)
#: Where no basis stands apart, the first paragraph may name them ("Thực hiện Kế hoạch số …").
_INLINE: Final = re.compile(r"^(?:Căn cứ|Thực hiện|Theo|Xét)\b")
_NEEDED: Final = (PaperKind.PLAN, PaperKind.DECISION)


def bases_missing(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """A plan and a decision name what they rest on."""
    document = sheet.document
    if any(basis.strip() for basis in document.bases):
        return
    if kind_of(sheet, facts) not in _NEEDED or _named_in_text(sheet):
        return
    message = "Chưa nêu căn cứ ban hành."
    yield Finding(rule="bases_missing", where="bases", message=message)


def _named_in_text(sheet: Sheet) -> bool:
    words = next((one.node.plain for one in sheet.placed if one.node.plain.strip()), "")
    return bool(_INLINE.match(words))


def bases(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """Each basis by itself, then those that stand twice."""
    lines = sheet.document.bases
    for at, line in enumerate(lines):
        if line.strip():
            yield from _opening(f"bases:{at}", line)
            yield from _law(f"bases:{at}", line)
    yield from _doubles(lines)


def _opening(where: str, line: str) -> Iterator[Finding]:
    bare = line.strip()
    if not bare.startswith(_OPENINGS):
        meant = next((word for word in _OPENINGS if bare.lower().startswith(word.lower())), "")
        new = f"{meant}{bare[len(meant) :]}" if meant else None
        if _CITED.match(bare):
            new = f"Căn cứ {bare}"
        message = "Căn cứ bắt đầu bằng “Căn cứ”, “Thực hiện”, “Theo” hoặc “Xét”."
        yield replaced_line("base_start", where, message, line, new)


def _law(where: str, line: str) -> Iterator[Finding]:
    if not _LAW.match(line.strip()):
        return
    new = _LAW_ISSUER.sub("", _LAW_NUMBER.sub("", line))
    if new != line:
        message = "Luật, pháp lệnh ở phần căn cứ không ghi số, ký hiệu, cơ quan ban hành."
        yield replaced_line("base_law", where, message, line, new)


def _doubles(lines: tuple[str, ...]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for at, line in enumerate(lines):
        found = _NUMBER.search(line)
        key = found[0] if found else fold(line).strip(" ;.,")
        first = seen.setdefault(key, at) if key else at
        if first != at:
            message = f"Căn cứ này đã có ở dòng {first + 1}."
            yield replaced_line("base_double", f"bases:{at}", message, line, "")
