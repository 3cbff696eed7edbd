"""A file from anywhere checked, and written anew in the right form."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from app.documents.builders.content import PrintChoices, document_of
from app.documents.check.checker import Checker
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding, Severity
from app.documents.check.looks import PAGE, looks_of_papers
from app.documents.check.mending import mended
from app.documents.check.places import Places
from app.documents.layout import Layout
from app.documents.readers.from_file import FoundPaper, read_papers, read_source
from app.documents.readers.reading import AFTER_END
from app.documents.readers.to_content import content_of_reading
from app.domain.paper_content import PaperContent
from app.domain.text import fold
from app.errors import ValidationError
from app.jobs import JobContext
from app.workflows.importing import left_out

_Part = TypeVar("_Part")
#: Mends may open the way for others: a law without its number is then seen to stand there twice.
_MOST_ROUNDS: Final = 6
#: A paper of this program repeats its tasks under who does them.
_ON_PURPOSE: Final = frozenset({"duty_twice"})
_TITLE_YEAR: Final = re.compile(r"(?<!đến )\bnăm\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_LONGEST_QUOTE: Final = 80
_WRITTEN: Final = (".docx", ".pdf")
_UNMEASURED: Final = (
    "Tệp này không cho biết cỡ chữ, kiểu chữ, lề trang nên chỉ kiểm tra được câu chữ và bố cục. "
    "Muốn kiểm tra cả cách trình bày, hãy dùng tệp Word (.docx)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFinding:
    """A finding with its place in the officer's words: "Đoạn 12: “Căn cứ Luật …”", "Mục II.1"."""

    finding: Finding
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCheck:
    """One paper of a file; findings that block come first, then those of looks."""

    title: str
    findings: tuple[FileFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCheck:
    """The papers of a file in their order, and sentences about how it was read."""

    parts: tuple[PaperCheck, ...]
    remarks: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not any(part.findings for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remade:
    """A paper written anew: where, how many places a machine mended, what a person must mend."""

    title: str
    path: Path
    mends: int
    left: tuple[FileFinding, ...]
    remarks: tuple[str, ...] = ()


def check_file(path: Path, facts: CheckFacts, job: JobContext | None = None) -> FileCheck:
    """Everything the program can say about a file: its looks, its form, its words.

    Args:
        path: DOCX, DOC, PDF with text, or plain text; looks are known of a DOCX alone.
        facts: what the rules may ask; ``year`` and ``kind`` are taken from each paper.

    Raises:
        ValidationError: no paper in it, too big, locked, or a kind that is not read.
        DataFileError: missing or not readable.
        CancelledError: the officer asked to stop.
    """
    context = job or JobContext()
    source = read_source(path, context)
    reading = read_papers(source)
    looks = looks_of_papers(source)
    parts = []
    for at, (paper, of_looks) in enumerate(zip(reading.papers, looks, strict=True)):
        context.step(at, len(reading.papers), "Đang kiểm tra…")
        own = _facts_of(paper, facts, made_here=source.made_here)
        parts.append(_paper(paper, of_looks, own))
    remarks = (*reading.remarks, *(() if source.measured else (_UNMEASURED,)))
    return FileCheck(parts=tuple(parts), remarks=remarks)


def remake_file(
    path: Path,
    out: Path,
    layout: Layout,
    facts: CheckFacts,
    *,
    part: int | None = None,
    job: JobContext | None = None,
) -> list[Remade]:
    """Write the papers of a file anew in the decree's form, with all that a machine can mend.

    Args:
        path: the file; it is never written to.
        out: DOCX or PDF by its suffix; of several papers each goes to a file of its own, "-1", "-2".
        layout: sizes and margins as the office chose them.
        part: only this paper of the file, from 1.

    Raises:
        ValidationError: another suffix, ``out`` is the file itself, no such part, or as in
            ``check_file``.
        DataFileError: the file cannot be read or written.
        CancelledError: the officer asked to stop; papers that were written by then stay.
    """
    context = job or JobContext()
    if out.suffix.lower() not in _WRITTEN:
        raise ValidationError(
            f"Không biết lưu thành loại tệp “{out.suffix or out.name}”. Hãy đặt tên tệp có đuôi "
            ".docx hoặc .pdf."
        )
    source = read_source(path, context)
    papers = chosen_parts(read_papers(source).papers, part)
    targets = targets_of(out, len(papers))
    for target in targets:
        if _same_file(path, target):
            raise ValidationError(
                f"“{target.name}” là chính tệp đang đọc; tệp gốc được giữ nguyên. "
                "Hãy chọn tên tệp khác."
            )
    made = []
    for at, (paper, target) in enumerate(zip(papers, targets, strict=True)):
        context.step(at, len(papers), f"Đang ghi {target.name}")
        own = _facts_of(paper, facts, made_here=source.made_here)
        made.append(_remade(paper, target, layout, own))
    return made


def chosen_parts(parts: Sequence[_Part], number: int | None) -> list[_Part]:
    """All of them, or the one of this number from 1.

    Raises:
        ValidationError: there is none of this number.
    """
    if number is None:
        return list(parts)
    if not 1 <= number <= len(parts):
        raise ValidationError(f"Tệp có {len(parts)} văn bản, không có văn bản thứ {number}.")
    return [parts[number - 1]]


def targets_of(out: Path, count: int) -> list[Path]:
    """Where so many papers are written: ``out`` itself, or "-1", "-2" behind its name."""
    if count == 1:
        return [out]
    return [out.with_stem(f"{out.stem}-{number}") for number in range(1, count + 1)]


def _paper(paper: FoundPaper, looks: Iterable[Finding], facts: CheckFacts) -> PaperCheck:
    of_tree = _of_tree(_content(paper, facts), facts)
    of_looks = [FileFinding(finding=one, place=_look_place(one)) for one in looks]
    found = [*of_looks, *of_tree]
    found.sort(key=lambda one: one.finding.severity is not Severity.BLOCK)
    return PaperCheck(title=paper.title, findings=tuple(found))


def _facts_of(paper: FoundPaper, facts: CheckFacts, *, made_here: bool) -> CheckFacts:
    head = paper.reading.head
    # What only our office can know of itself is not asked of another office's paper.
    ours = _words(text for text, _bold in head.letterhead) == _words(facts.own_letterhead)
    return replace(
        facts if ours else replace(facts, signers=(), own_unit=""),
        year=_year(head.title) or head.year or facts.year,
        number_given=bool(head.number and head.day),
        kind="",
        own_paper=made_here,
    )


def _words(lines: Iterable[str]) -> str:
    return fold(" ".join(lines))


def _year(title: Iterable[str]) -> int | None:
    """The one that the title names: a report is signed in the year after its own."""
    years = _TITLE_YEAR.findall(" ".join(title))
    return int(years[-1]) if years else None


def _content(paper: FoundPaper, facts: CheckFacts) -> PaperContent:
    return content_of_reading(paper.reading, facts.year or facts.today.year)


def _of_tree(content: PaperContent, facts: CheckFacts) -> list[FileFinding]:
    choices = PrintChoices(show_assignments=False, show_task_annex=False, year=facts.year)
    document = document_of(content, choices)
    places = Places(document)
    return [
        FileFinding(finding=one, place=_tree_place(one, places.words(one.where)))
        for one in Checker(facts).check(document)
        if not (facts.own_paper and one.rule in _ON_PURPOSE)
    ]


def _look_place(finding: Finding) -> str:
    if finding.where == PAGE:
        return "Trang giấy"
    number = finding.where.partition(":")[2]
    return f"Đoạn {number}: “{finding.quote}”" if finding.quote else f"Đoạn {number}"


def _tree_place(finding: Finding, words: str) -> str:
    """Loose paragraphs are counted otherwise than those of the file: they are quoted too."""
    if not words.startswith("Đoạn "):
        return words
    quote = f": “{finding.quote}”" if 0 < len(finding.quote) <= _LONGEST_QUOTE else ""
    return f"Nội dung, đ{words[1:]}{quote}"


def _same_file(path: Path, target: Path) -> bool:
    return target.exists() and target.samefile(path)


def _remade(paper: FoundPaper, target: Path, layout: Layout, facts: CheckFacts) -> Remade:
    content, mends = _all_mended(_content(paper, facts), facts)
    document = document_of(content, PrintChoices(year=paper.reading.head.year))
    if target.suffix.lower() == ".pdf":
        from app.documents.render.to_pdf import render_pdf

        render_pdf(document, target, layout)
    else:
        from app.documents.render.to_docx import render_docx

        render_docx(document, target, layout)
    remarks = list(left_out(paper.reading))
    remarks += [words for words in paper.reading.left_over if words.startswith(AFTER_END)]
    if paper.images:
        remarks.append(f"Tệp có {len(paper.images)} hình; hình không đưa vào bản trình bày lại.")
    return Remade(
        title=paper.title,
        path=target,
        mends=mends,
        left=tuple(_of_tree(content, facts)),
        remarks=tuple(remarks),
    )


def _all_mended(content: PaperContent, facts: CheckFacts) -> tuple[PaperContent, int]:
    """The content after every mend of every finding, round by round; and how many there were."""
    checker = Checker(facts)
    choices = PrintChoices(show_assignments=False, show_task_annex=False, year=facts.year)
    count = 0
    for _round in range(_MOST_ROUNDS):
        before = content
        for finding in checker.check(document_of(content, choices)):
            if finding.mend is not None:
                changed = mended(content, finding.mend)
                count += changed != content
                content = changed
        if content == before:
            break
    return content, count
