"""Rules of the lines above the signature (ô số 7a): who signs for whom."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.form.common import kind_of, replaced_line
from app.documents.check.passages import Sheet
from app.domain.papers import KIND_FORMS

_RIGHT: Final = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\. \S")
_SHORT: Final = re.compile(r"^(TM|KT|TL|TUQ|Q)(?:\s*\.\s*|\s+)(?=\S)", re.IGNORECASE)
_ACTING: Final = re.compile(r"^QUYỀN\s+", re.IGNORECASE)
_DEPUTY: Final = "PHÓ "
_FOR: Final = "KT. "
_COLLECTIVE: Final = "TM. "
_HEADS: Final = (
    "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "TRƯỞNG", "PHÓ TRƯỞNG", "GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "BÍ THƯ",
)  # fmt: skip


def signature(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """Post lines: there, in capitals, abbreviations with their dot and space."""
    lines = sheet.document.signature.lines
    if not any(line.strip() for line in lines):
        message = "Chưa có chức vụ của người ký."
        yield Finding(rule="signature_missing", where="signature_lines", message=message)
    for at, line in enumerate(lines):
        where, bare = f"signature_lines:{at}", line.strip()
        if bare != bare.upper():
            message = "Quyền hạn, chức vụ của người ký viết bằng chữ in hoa."
            yield replaced_line("signature_capitals", where, message, line, bare.upper())
        new = _ACTING.sub("Q. ", _SHORT.sub(lambda found: f"{found[1].upper()}. ", bare))
        if new != bare and not _RIGHT.match(bare):
            message = f"Ghi “{new}”: chữ viết tắt có dấu chấm và dấu cách."
            yield replaced_line("signature_short", where, message, line, new)


def signature_order(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """TM. before a collective, KT. before the head a deputy stands for, PHÓ under KT."""
    kind = kind_of(sheet, facts)
    if kind is not None and KIND_FORMS[kind].two_signers:
        return
    lines = [line.strip().upper() for line in sheet.document.signature.lines]
    for at, line in enumerate(lines):
        raw, where = sheet.document.signature.lines[at], f"signature_lines:{at}"
        if line.startswith(_COLLECTIVE) and line.removeprefix(_COLLECTIVE).startswith(_HEADS):
            message = (
                "“TM.” ghi trước tên tập thể (ví dụ ỦY BAN NHÂN DÂN), không ghi trước chức vụ."
            )
            yield replaced_line("signature_order", where, message, raw)
        elif line.startswith(_FOR):
            yield from _for_head(lines, at, raw)
        elif line.startswith(_DEPUTY):
            yield from _deputy(lines, at, sheet.document.signature.lines)


def _for_head(lines: Sequence[str], at: int, raw: str) -> Iterator[Finding]:
    post = lines[at].removeprefix(_FOR)
    below = lines[at + 1] if at + 1 < len(lines) else ""
    if below != f"{_DEPUTY}{post}":
        where, message = f"signature_lines:{at}", f"Dưới “{lines[at]}” phải là “PHÓ {post}”."
        wrong = below.startswith(_DEPUTY)
        new = None if wrong or post.startswith(_DEPUTY) else f"{raw}\n{_DEPUTY}{post}"
        yield replaced_line("signature_order", where, message, raw, new)


def _deputy(lines: Sequence[str], at: int, raws: Sequence[str]) -> Iterator[Finding]:
    """A deputy's post needs "KT." above; the second post of a council's member does not."""
    post = lines[at].removeprefix(_DEPUTY)
    above = lines[at - 1] if at else ""
    message = f"Cấp phó ký thì phải có dòng “KT. {post}” ở trên."
    if above == post:
        where, raw = f"signature_lines:{at - 1}", raws[at - 1]
        yield replaced_line("signature_order", where, message, raw, f"{_FOR}{raw.strip()}")
    elif not above or above.startswith((_COLLECTIVE, "TL. ")):
        new = f"{_FOR}{post}\n{raws[at].strip()}"
        yield replaced_line("signature_order", f"signature_lines:{at}", message, raws[at], new)
