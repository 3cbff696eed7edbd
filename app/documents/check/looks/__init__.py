"""How a file from elsewhere looks, beside the decree's form (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from app.documents.check.finding import Finding
from app.documents.check.looks import body, cells, drawn, ending, letters, pages, wording
from app.documents.check.looks.pieces import spots_of
from app.documents.check.looks.roles import items_of
from app.documents.check.looks.sheet import PAGE, LookSheet
from app.documents.readers.lines import Line
from app.documents.readers.papers import split_papers
from app.documents.readers.source_lines import lines_of_source
from app.documents.source import SourceFile

__all__ = ["PAGE", "check_looks", "looks_of_papers"]

LookRule = Callable[[LookSheet], Iterable[Finding]]
#: Of every file whose words are known.
_WORDS: Final[tuple[LookRule, ...]] = (
    wording.state_title,
    wording.number_line,
    wording.place_and_day,
    wording.type_name,
    wording.ends,
    ending.annex_labels,
)
#: Of files whose looks were measured.
_LOOKS: Final[tuple[LookRule, ...]] = (
    pages.pages,
    pages.page_numbers,
    letters.letters,
    cells.cell_looks,
    drawn.drawn_rules,
    body.body,
    ending.receivers_side,
    ending.annex_titles,
    ending.annex_references,
)


def check_looks(source: SourceFile) -> list[Finding]:
    """What is wrong with the looks of a file, in its order.

    ``where`` of a finding is "doan:12", the number of the paragraph in ``source.paragraphs()``, or
    "trang" for pages. Looks that are not known are no fault: of a file without looks only the
    wording of its form is checked.

    Raises:
        ValidationError: the file has no words.
    """
    return [found for paper in looks_of_papers(source) for found in paper]


def looks_of_papers(source: SourceFile) -> list[list[Finding]]:
    """The same for each paper of the file, told apart as ``read_papers`` does."""
    papers = split_papers(lines_of_source(source))
    starts = [1, *(_paragraph(paper[0]) for paper in papers[1:])]
    rules = (*_WORDS, *_LOOKS) if source.measured else _WORDS
    return [_checked(sheet, rules) for sheet in _sheets(source, starts)]


def _paragraph(line: Line) -> int:
    """Number of the paragraph that the line stands in; lines of a text are paragraphs."""
    return line.look.at if line.look else line.number


def _sheets(source: SourceFile, starts: Sequence[int]) -> Iterator[LookSheet]:
    spots = list(spots_of(source))
    ends = [*starts[1:], len(spots) + 1]
    opened: set[int] = set()
    for start, end in zip(starts, ends, strict=True):
        own = spots[start - 1 : end - 1]
        new = dict.fromkeys(spot.section for spot in own if spot.section not in opened)
        opened.update(new)
        yield LookSheet(
            items=tuple(items_of(own)),
            spots=tuple(own),
            sections=tuple((at, source.sections[at]) for at in new),
        )


def _checked(sheet: LookSheet, rules: Iterable[LookRule]) -> list[Finding]:
    found = dict.fromkeys(one for rule in rules for one in rule(sheet))
    return sorted(found, key=_order)


def _order(finding: Finding) -> int:
    """Pages first, then as the paragraphs stand."""
    _field, _, number = finding.where.partition(":")
    return int(number) if number.isdigit() else 0
