"""The day and the number of a cited document: there, possible, and as the catalogue has them."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.check.facts import CheckFacts, LegalBasis
from app.documents.check.finding import Finding
from app.documents.check.passages import Part, Passage
from app.documents.check.proof.catalogue import basis_of, cited_as, laws_in
from app.documents.check.proof.citations import citations_of
from app.documents.check.proof.cited_days import WrittenDay, days_of, like_written
from app.documents.check.proof.wording import found_in
from app.domain.dates import format_date

_OLDEST: Final = 1945
_YEARS_AHEAD: Final = 15
_YEAR: Final = re.compile(
    r"(?:(?<=[Nn]ăm )|(?<=giai đoạn )|(?<=nhiệm kỳ ))(?P<year>\d{3,5})(?!\d|[.,]\d|[%/]|\s*(?:người|đồng|triệu))"
)
_SHORT_DAY: Final = re.compile(
    r"(?<![\d/.,\-])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/,.%]\d|[\d/])"
)
_NO_NUMBER: Final = re.compile(
    r"(?P<quote>(?:[Ss]ố\s*:?|[Kk]ế hoạch|[Qq]uyết định|[Cc]ông văn|[Bb]áo cáo)\s*[.…_]*\s*/\s?(?P<symbol>[A-ZĐ][A-Za-zĐđ]{0,9}-[A-ZĐ][\wĐđ&-]*))"
)
_NO_DAY: Final = re.compile(
    r"ngày[\s.…_]*tháng[\s.…_]*năm(?=\s*(?:(?:19|20)\d\d|[.…_]))(?:\s*\d{4})?"
    r"|ngày\s*[.…_]*\s*/\s*[.…_]*\s*/\s*\d{4}"
    r"|ngày\s*[.…_]+\s*tháng\s*[.…_\d]+\s*năm\s*\d{4}"
)
_WHOLE_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def possible_days(passage: Passage, text: str, facts: CheckFacts) -> Iterator[Finding]:
    """Rule date_impossible, and year_impossible of full days."""
    for written in days_of(text):
        if written.day is None:
            yield _no_such_day(passage, written.written)
        elif not _likely(written.day.year, facts):
            yield _no_such_year(passage, written.written, written.day.year, facts)
    if "/" not in text:
        return
    for found in _SHORT_DAY.finditer(text):
        # "3/4", "40/60" are shares; a day is said to be one.
        said = text[: found.start()].rstrip().lower().endswith(("ngày", "đến", "trước"))
        if said and not _in_calendar(int(found["day"]), int(found["month"])):
            yield _no_such_day(passage, found[0])


def possible_years(passage: Passage, text: str, facts: CheckFacts) -> Iterator[Finding]:
    """Rule year_impossible: "năm 2206", "giai đoạn 2202"."""
    if "ăm" not in text and "giai đoạn" not in text and "nhiệm kỳ" not in text:
        return
    for found in _YEAR.finditer(text):
        year = int(found["year"])
        if not _likely(year, facts):
            quote = f"{_word_before(text, found.start())} {found['year']}"
            yield _no_such_year(passage, quote, year, facts)


def _word_before(text: str, at: int) -> str:
    return text[:at].rstrip().rsplit(" ", 1)[-1]


def _in_calendar(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _WHOLE_DAYS[month - 1]


def _likely(year: int, facts: CheckFacts) -> bool:
    return _OLDEST <= year <= facts.today.year + _YEARS_AHEAD


def _no_such_day(passage: Passage, written: str) -> Finding:
    why = f"Lịch không có ngày {written}. Kiểm tra lại ngày, tháng."
    return found_in(passage, "date_impossible", written, why)


def _no_such_year(passage: Passage, quote: str, year: int, facts: CheckFacts) -> Finding:
    why = (
        f"Năm {year} khó có thể đúng (thường từ {_OLDEST} đến {facts.today.year + _YEARS_AHEAD}). "
        "Kiểm tra lại số năm."
    )
    return found_in(passage, "year_impossible", quote, why)


def cited_days(passage: Passage, text: str, facts: CheckFacts) -> Iterator[Finding]:
    """Rule cited_date: the day of a cited document is the catalogue's, and its number's year."""
    for citation in citations_of(text):
        if citation.day is None or citation.day.day is None:
            continue
        basis = basis_of(citation, facts)
        if basis is not None:
            yield from _against(passage, text, (citation.start, citation.day), basis)
        elif citation.year is not None and citation.day.day.year != citation.year:
            why = f"Số {citation.number} là của năm {citation.year}, ngày ghi năm {citation.day.day.year}."
            yield found_in(passage, "cited_date", text[citation.start : citation.day.end], why)
    for law in laws_in(text, facts):
        yield from _against(passage, text, (law.start, law.day), law.basis)


def _against(
    passage: Passage, text: str, cited: tuple[int, WrittenDay], basis: LegalBasis
) -> Iterator[Finding]:
    start, written = cited
    if basis.day is None or written.day == basis.day:
        return
    quote = text[start : written.end]
    new = text[start : written.start] + like_written(written.written, basis.day)
    why = f"{cited_as(basis)} ban hành ngày {format_date(basis.day)}, trong văn bản ghi ngày {written.written}."
    yield found_in(passage, "cited_date", quote, why, new)


def cited_blanks(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule cited_blank: number and day of a cited document are filled in."""
    if passage.part in {Part.PLACE, Part.LETTERHEAD} or text.startswith(
        ("(Kèm theo", "(Ban hành kèm")
    ):
        return
    if "/" in text:
        for found in _NO_NUMBER.finditer(text):
            why = f"Văn bản được nhắc đến còn thiếu số (…/{found['symbol']}). Ghi đủ số, ký hiệu."
            yield found_in(passage, "cited_blank", found["quote"], why)
    if "ngày" in text:
        for found in _NO_DAY.finditer(text):
            why = "Ngày, tháng của văn bản được nhắc đến còn để trống. Ghi đủ ngày, tháng, năm."
            yield found_in(passage, "cited_blank", found[0], why)
