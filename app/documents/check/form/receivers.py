"""Rules of "Kính gửi" and "Nơi nhận" (ô số 9a, 9b)."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding, Mend
from app.documents.check.form.common import kind_of, replaced_line
from app.documents.check.passages import Sheet
from app.domain.papers import KIND_FORMS, KIND_WORDS, PaperKind
from app.domain.text import fold

_AS_ABOVE: Final = ("nhu tren", "nhu kinh gui")
_KEEP: Final = re.compile(r"^lưu\b", re.IGNORECASE)
_KEEP_FORM: Final = re.compile(r"^Lưu: VT\b")
_KEEP_START: Final = re.compile(r"^lưu\s*:?\s*(?:vt|văn thư)?\s*", re.IGNORECASE)
_DASHES: Final = "-–—+*• "


def addressees(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """There for công văn, tờ trình and a report to a higher body; not for a plan."""
    kind = kind_of(sheet, facts)
    lines = [line for line in sheet.document.addressees if line.strip()]
    if kind is None:
        return
    wanted = KIND_FORMS[kind].addressed
    if not lines and (wanted or kind is PaperKind.REPORT):
        words = "Báo cáo gửi cấp trên" if kind is PaperKind.REPORT else KIND_WORDS[kind]
        message = f"{words} phải có “Kính gửi”."
        yield Finding(rule="addressees_missing", where="addressees", message=message)
    if lines and wanted is False:
        message = f"{KIND_WORDS[kind]} không có “Kính gửi”, chỉ có “Nơi nhận”."
        yield replaced_line("addressees_extra", "addressees:0", message, lines[0], "")


def same_above(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """ "Như trên" opens the receivers when somebody is addressed, and only then."""
    lines = sheet.document.recipients
    addressed = any(line.strip() for line in sheet.document.addressees)
    kind = kind_of(sheet, facts)
    # A plan with "Kính gửi", or a công văn without, is told so already.
    wanted = KIND_FORMS[kind].addressed if kind is not None else None
    at = next((at for at, line in enumerate(lines) if _is_above(line)), None)
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if addressed and at is None and first is not None and wanted is not False:
        where, line = f"recipients:{first}", lines[first]
        message = "Đã có “Kính gửi” thì dòng đầu của “Nơi nhận” là “Như trên”."
        mend = Mend(where, line, f"Như trên;\n{line}")
        yield Finding(rule="same_above", where=where, message=message, quote=line, mend=mend)
    if at is not None and not addressed and kind is not None and wanted is False:
        message = "“Như trên” chỉ ghi khi văn bản có “Kính gửi”."
        yield replaced_line("same_above", f"recipients:{at}", message, lines[at], "")


def _is_above(line: str) -> bool:
    return fold(line).lstrip(_DASHES).startswith(_AS_ABOVE)


def recipients(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """The receivers: there, no empty item, one dash."""
    lines = sheet.document.recipients
    if not any(line.strip() for line in lines):
        yield Finding(rule="recipients_missing", where="recipients", message="Chưa có nơi nhận.")
        return
    for at, line in enumerate(lines):
        where, bare = f"recipients:{at}", line.removeprefix("- ").strip()
        words = bare.lstrip(_DASHES)
        if not words.strip(" ;,."):
            message = "Nơi nhận có một dòng trống."
            yield replaced_line("recipients_empty", where, message, line, "")
        elif words != bare:
            message = "Gạch đầu dòng ở nơi nhận được in sẵn, không ghi thêm."
            yield replaced_line("recipients_dash", where, message, line, words)


def keeping(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """The last line says where the paper is kept: "Lưu: VT, VHXH."."""
    lines = [(at, line) for at, line in enumerate(sheet.document.recipients) if line.strip()]
    if not lines:
        return
    kept = [(at, line) for at, line in lines if _KEEP.match(line.lstrip(_DASHES))]
    if not kept:
        at, last = lines[-1]
        message = "Dòng cuối của “Nơi nhận” là “Lưu: VT, …” (đơn vị soạn thảo)."
        mend = Mend(f"recipients:{at}", last, f"{last}\nLưu: VT.")
        yield Finding(
            rule="recipients_keep",
            where=f"recipients:{at}",
            message=message,
            quote=last,
            mend=mend,
        )
        return
    at, line = kept[-1]
    if at != lines[-1][0]:
        message = "Dòng “Lưu: …” phải là dòng cuối của “Nơi nhận”."
        yield replaced_line("recipients_keep", f"recipients:{at}", message, line)
    bare = line.lstrip(_DASHES)
    if not _KEEP_FORM.match(bare):
        rest = _KEEP_START.sub("", bare).lstrip(" ,;.-–")
        new = f"Lưu: VT, {rest}" if rest else "Lưu: VT."
        message = "Dòng cuối của “Nơi nhận” ghi theo mẫu “Lưu: VT, …”."
        yield replaced_line("recipients_keep", f"recipients:{at}", message, line, new)
