"""Rules of the letterhead, the name of the type and the title (ô số 2, 5a, 5b)."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding, Mend
from app.documents.check.form.common import kind_of, replaced_line, shouted
from app.documents.check.passages import Sheet
from app.domain.papers import KIND_FORMS, PaperKind
from app.domain.text import upper_first

_SUBJECT: Final = re.compile(r"^\s*V/v\.?:?\s*", re.IGNORECASE)
_ABOUT: Final = re.compile(r"^\s*về\s+(?:việc\s+)?", re.IGNORECASE)
# A year that a programme runs to is not the paper's own.
_YEAR: Final = re.compile(r"(?<!đến )\b(?:năm)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_SHORT_BODIES: Final = {"UBND": "ỦY BAN NHÂN DÂN", "HĐND": "HỘI ĐỒNG NHÂN DÂN"}


def letterhead(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """The issuing body: there, in capitals, in full, its own name bold (ô số 2)."""
    lines = sheet.document.letterhead
    if not any(line.text.strip() for line in lines):
        yield Finding(
            rule="letterhead_missing", where="letterhead", message="Chưa có tên cơ quan ban hành."
        )
        return
    if not any(line.bold for line in lines):
        message = "Tên cơ quan ban hành phải in đậm."
        yield replaced_line("letterhead_bold", "letterhead:0", message, lines[-1].text)
    for at, line in enumerate(lines):
        where, text = f"letterhead:{at}", line.text
        if text != text.upper():
            message = "Tên cơ quan phải viết bằng chữ in hoa."
            yield replaced_line("letterhead_capitals", where, message, text, text.upper())
        short = text.upper().split(maxsplit=1)[:1]
        if line.bold and short and short[0] in _SHORT_BODIES:
            message = "Tên cơ quan ban hành phải ghi đầy đủ, không viết tắt."
            full = _SHORT_BODIES[short[0]] + text[len(short[0]) :]
            yield replaced_line("letterhead_full", where, message, text, full)


def type_name(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """The name of the type: there when the kind has one, in capitals (ô số 5a)."""
    name = sheet.document.type_name
    if not name.strip():
        kind = kind_of(sheet, facts)
        if kind is not None and KIND_FORMS[kind].type_name:
            message = "Chưa có tên loại văn bản, ví dụ KẾ HOẠCH."
            yield Finding(rule="type_missing", where="type_name", message=message)
    elif name != name.upper():
        message = "Tên loại văn bản phải viết bằng chữ in hoa."
        yield replaced_line("type_capitals", "type_name", message, name, name.upper())


def title(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """The trích yếu: there, small letters, no full stop, "V/v" for công văn only."""
    lines = [(at, line) for at, line in enumerate(sheet.document.title) if line.strip()]
    if not lines:
        message = "Chưa có trích yếu (tên gọi của văn bản)."
        yield Finding(rule="title_missing", where="title", message=message)
        return
    at, last = lines[-1]
    if last.rstrip()[-1] in ".;,:" and not last.rstrip().endswith("..."):
        message = "Trích yếu không có dấu ở cuối."
        yield replaced_line("title_end", f"title:{at}", message, last, last.rstrip(" .;,:"))
    whole = " ".join(line for _at, line in lines)
    if shouted(whole):
        message = "Trích yếu viết bằng chữ thường, không viết hoa cả dòng."
        at, first = lines[0]
        yield replaced_line("title_capitals", f"title:{at}", message, first)
    yield from _subject(sheet, facts, lines[0])


def _subject(sheet: Sheet, facts: CheckFacts, line: tuple[int, str]) -> Iterator[Finding]:
    at, first = line
    kind = kind_of(sheet, facts)
    has = _SUBJECT.match(first)
    if kind is PaperKind.LETTER and not has:
        bare = _ABOUT.sub("", first)
        new = f"V/v {bare[:1].lower()}{bare[1:]}"
        message = "Trích yếu của công văn bắt đầu bằng “V/v”."
        yield replaced_line("title_subject", f"title:{at}", message, first, new)
    if has and kind is not PaperKind.LETTER:
        new = upper_first(f"về việc {first[has.end() :]}")
        message = "Chỉ công văn mới ghi “V/v” ở trích yếu."
        yield replaced_line("title_subject", f"title:{at}", message, first, new)


def title_year(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """The title names another year than the paper's."""
    lines = sheet.document.title
    years = dict.fromkeys(_YEAR.findall(" ".join(lines)))
    if facts.year is None or not years or str(facts.year) in years:
        return
    named = ", ".join(years)
    message = f"Trích yếu ghi năm {named}, còn văn bản là của năm {facts.year}."
    year = next(iter(years))
    at = next((at for at, line in enumerate(lines) if year in line), 0)
    mend = Mend(f"title:{at}", year, str(facts.year)) if len(years) == 1 else None
    yield Finding(rule="title_year", where=f"title:{at}", message=message, quote=year, mend=mend)
