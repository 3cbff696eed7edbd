"""Years inside a sentence: which mean the plan's own year, and which must stay as they are."""

import re
from dataclasses import dataclass
from typing import Final

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)")
_PERIOD = re.compile(r"((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?!\d)")
_DATE: Final = r"ngày\s+(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_SYMBOL: Final = (
    r"\d{1,5}\w?\s?[-/]\s?(?:\d{4}/)?[A-ZĐ][A-Za-zĐđ]{0,10}(?:[-/&][A-ZĐa-z\d&]{1,12}){0,4}"
)
# A cited document: "số 47/KH-UBND ngày 07/06/2019", "Luật Bình đẳng giới ngày 29 tháng 11 năm 2006".
_CITATION = re.compile(
    rf"{_SYMBOL}(?:,?\s{{1,3}}{_DATE})?|(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)[^;.]{{0,90}}?\s{_DATE}"
)
# What is said about it, up to the words of this paper.
_CITED_TITLE = re.compile(
    r"[^;.)]*?(?=[;.)]|,\s*(?:Ủy ban|UBND|Ban|Phòng|Sở|Hội|xã|phường|các|cơ quan|công chức)\b|$)"
)
_MILESTONE = re.compile(r"(?:đến|tới|vào|trước|sau|từ)\s+(?:hết\s+|cuối\s+)?năm\s+$", re.IGNORECASE)
_LEAP_DAY = re.compile(r"\b29(/0?2/|\s+tháng\s+0?2\s+năm\s+)(?=\d{4})")
_ANNIVERSARY = re.compile(r"kỷ niệm\s+(?:lần thứ\s+)?\d+\s+năm", re.IGNORECASE)
# Older years are history: nobody takes them for the plan's.
_FAR_PAST: Final = 5


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words of last year that a person must look at."""

    found: str
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """From the year of the old plan to the year of the new one."""

    from_year: int
    to_year: int

    @property
    def length(self) -> int:
        return self.to_year - self.from_year


def advance_text(text: str, step: Step) -> tuple[str, list[Doubt]]:
    """The sentence for the new year, and what in it is not certain.

    Only the plan's own year moves on; periods, terms of office, cited documents and milestones
    ("đến năm 2030") stay.
    """
    sorter = _Sorter(text, step)
    pieces: list[str] = []
    end = 0
    for found in _YEAR.finditer(text):
        pieces += [text[end : found.start()], sorter.year(found)]
        end = found.end()
    pieces.append(text[end:])
    advanced, doubts = _mend_leap_day("".join(pieces), sorter.doubts)
    if found_jubilee := _ANNIVERSARY.search(text):
        doubts.append(Doubt(found_jubilee[0], "Năm kỷ niệm đổi theo từng năm."))
    return advanced, doubts


class _Sorter:
    """Sorts the years of one sentence; collects the doubts."""

    def __init__(self, text: str, step: Step) -> None:
        self.doubts: list[Doubt] = []
        self._text = text
        self._step = step
        self._periods = [found.span() for found in _PERIOD.finditer(text)]
        self._cited = [found.span() for found in _CITATION.finditer(text)]
        self._titles = [
            _CITED_TITLE.match(text, end).span()  # type: ignore[union-attr]
            for _, end in self._cited
        ]
        self._has_own_year = any(
            int(found[0]) == step.from_year and not self._is_bound(found.start())
            for found in _YEAR.finditer(text)
        )
        self._doubted: set[str] = set()

    def year(self, found: re.Match[str]) -> str:
        """The year as it stands in the new plan."""
        year, place = int(found[0]), found.start()
        if self._is_bound(place):
            self._doubt_bound(year, place)
        elif _MILESTONE.search(self._text, max(0, place - 24), place):
            if self._step.from_year - 1 <= year <= self._step.to_year:
                self._doubt(self._phrase(found), "Mốc thời gian này có còn đúng không?")
        elif year == self._step.from_year:
            if self._text.startswith(" là năm", found.end()):
                self._doubt(f"năm {year} là năm", "Câu này nói riêng về năm cũ, đã đổi số năm.")
            return str(self._step.to_year)
        else:
            return self._other_year(found, year)
        return found[0]

    def _doubt_bound(self, year: int, place: int) -> None:
        """A year of a cited document or of a period never moves on."""
        if span := _span_at(self._cited, place):
            self._doubt_citation(year, span)
        elif span := _span_at(self._periods, place):
            self._doubt_period(span)
        elif year == self._step.from_year:
            self._doubt(str(year), "Năm nằm trong tên văn bản được viện dẫn nên chưa đổi.")

    def _other_year(self, found: re.Match[str], year: int) -> str:
        phrase = self._phrase(found)
        step = self._step
        if year == step.from_year + 1 and self._has_own_year:
            self._doubt(phrase, f"Năm sau của kế hoạch cũ, đã đổi thành {year + step.length}.")
            return str(year + step.length)
        if year == step.from_year - 1:
            self._doubt(
                phrase, f"Năm trước của kế hoạch cũ; có đổi thành {year + step.length} không?"
            )
        elif step.from_year < year <= step.to_year:
            self._doubt(phrase, "Năm này nay là năm của kế hoạch; câu có còn đúng không?")
        elif step.from_year - _FAR_PAST <= year < step.from_year:
            self._doubt(phrase, "Năm cũ; câu có còn đúng không?")
        return found[0]

    def _doubt_citation(self, year: int, span: tuple[int, int]) -> None:
        if year == self._step.from_year:
            self._doubt(
                self._text[span[0] : span[1]],
                f"Văn bản của năm {year}; năm {self._step.to_year} có văn bản mới thay không?",
            )

    def _doubt_period(self, span: tuple[int, int]) -> None:
        words = self._text[span[0] : span[1]]
        last_year = int(words[-4:])
        if last_year < self._step.to_year and not _span_at(self._titles, span[0]):
            self._doubt(words, f"Giai đoạn này đã kết thúc trước năm {self._step.to_year}.")

    def _doubt(self, words: str, why: str) -> None:
        if words not in self._doubted:
            self._doubted.add(words)
            self.doubts.append(Doubt(words, why))

    def _phrase(self, found: re.Match[str]) -> str:
        """The year with the words before it."""
        return " ".join(self._text[max(0, found.start() - 60) : found.end()].split()[-5:])

    def _is_bound(self, place: int) -> bool:
        return any(_span_at(spans, place) for spans in (self._periods, self._cited, self._titles))


def _span_at(spans: list[tuple[int, int]], place: int) -> tuple[int, int] | None:
    return next(((start, end) for start, end in spans if start <= place < end), None)


def _mend_leap_day(text: str, doubts: list[Doubt]) -> tuple[str, list[Doubt]]:
    """29 February of a year that has none becomes the 28th."""
    found = _LEAP_DAY.search(text)
    if not found:
        return text, doubts
    year = int(text[found.end() : found.end() + 4])
    if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return text, doubts
    mended = text[: found.start()] + "28" + text[found.start() + 2 :]
    return mended, [
        *doubts,
        Doubt(f"29{found[1]}{year}", "Ngày không có trong năm, đã đổi thành 28."),
    ]
