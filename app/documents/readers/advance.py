"""Last year's plan → this year's: years and task periods moved on, left-overs listed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import uuid4

from app.documents.readers.old_names import OldName, find_old_names, shipped_old_names
from app.documents.readers.years import Step, advance_text
from app.domain.numbering import Mark, outline_marks
from app.domain.paper_content import LeftOver, NodeContent, PaperContent, PaperHead, TaskContent


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFacts:
    """What is known about the new year.

    ``signers`` are the names that may sign today, empty when not known; ``expired`` pairs the
    number of a document that is no longer in force with the reason to be shown.
    """

    signers: tuple[str, ...] = ()
    expired: tuple[tuple[str, str], ...] = ()
    old_names: tuple[OldName, ...] = field(default_factory=shipped_old_names)


def advance_year(
    content: PaperContent, from_year: int, to_year: int, facts: YearFacts | None = None
) -> tuple[PaperContent, tuple[LeftOver, ...]]:
    """The plan of another year, and everything in it that a person must confirm or mend.

    Number and day are cleared; nodes get new keys, since they belong to a new paper.
    """
    advancer = _Advancer(Step(from_year, to_year), facts or YearFacts())
    head = advancer.head(content.head)
    nodes = tuple(advancer.nodes(content.nodes))
    return PaperContent(head=head, nodes=nodes), tuple(advancer.left_overs)


class _Advancer:
    """Goes through a content once; ``left_overs`` are in the order of the paper."""

    def __init__(self, step: Step, facts: YearFacts) -> None:
        self.left_overs: list[LeftOver] = []
        self._step = step
        self._facts = facts
        self._where = ""

    def head(self, head: PaperHead) -> PaperHead:
        title = self._lines("Trích yếu", head.title)
        bases = self._lines("Căn cứ", head.bases)
        recipients = self._lines("Nơi nhận", head.recipients)
        self._check_signer(head)
        return replace(head, title=title, bases=bases, recipients=recipients, number="", day=None)

    def nodes(self, nodes: tuple[NodeContent, ...]) -> Iterator[NodeContent]:
        marks = outline_marks([(node.depth, node.mark) for node in nodes])
        path: list[str] = []
        for node, mark in zip(nodes, marks, strict=True):
            del path[node.depth :]
            path.append(mark.rstrip(".)") if node.mark is not Mark.NONE else "")
            self._where = _place(path, node)
            yield replace(
                node,
                heading=self._text(node.heading),
                text=self._text(node.text),
                task=self._task(node.task) if node.task else None,
                table=self._table(node.table),
                key=uuid4(),
            )

    def _lines(self, where: str, lines: tuple[str, ...]) -> tuple[str, ...]:
        self._where = where
        return tuple(map(self._text, lines))

    def _text(self, text: str) -> str:
        """The text of the new year; its doubts are listed under the place being read."""
        if not text:
            return text
        advanced, doubts = advance_text(text, self._step)
        for doubt in doubts:
            self._add(doubt.found, doubt.why)
        for found, name in find_old_names(text, self._facts.old_names, self._step.to_year):
            self._add(found, f"Tên cũ, không dùng từ {name.since:%d/%m/%Y}; nay là: {name.now}.")
        for number, reason in self._facts.expired:
            if _names_document(text, number):
                self._add(number, reason)
        return advanced

    def _task(self, task: TaskContent) -> TaskContent:
        if any(amount for _, amount in task.budget):
            self._add("Kinh phí", f"Số tiền của năm {self._step.from_year}; có còn đúng không?")
        return replace(
            task,
            budget=tuple((self._text(source), amount) for source, amount in task.budget),
            lead=self._text(task.lead),
            partners=tuple(map(self._text, task.partners)),
            starts_on=self._day(task.starts_on),
            ends_on=self._day(task.ends_on),
            output=self._text(task.output),
        )

    def _table(self, table: dict[str, Any] | None) -> dict[str, Any] | None:
        if not table:
            return table
        if table.get("chart"):
            # Last year's numbers drawn; the words above it stay, for a chart of this year.
            return None
        return {
            **table,
            "columns": [self._titled(column) for column in table["columns"]],
            "groups": [self._titled(group) for group in table.get("groups") or ()],
            "rows": [[self._text(str(cell)) for cell in row] for row in table["rows"]],
            "total": [self._text(str(cell)) for cell in table.get("total") or ()],
        }

    def _titled(self, column: Any) -> Any:
        """A column or a group of columns: a title, or a list that begins with one."""
        if isinstance(column, str):
            return self._text(column)
        return [self._text(str(column[0])), *column[1:]]

    def _day(self, day: date | None) -> date | None:
        """The same day some years later; 29 February becomes the 28th."""
        if day is None:
            return None
        try:
            return day.replace(year=day.year + self._step.length)
        except ValueError:
            return day.replace(year=day.year + self._step.length, day=28)

    def _check_signer(self, head: PaperHead) -> None:
        self._where = "Chữ ký"
        known = self._facts.signers
        if head.signer_name and head.signer_name not in known:
            why = "không có trong danh sách người ký" if known else "người ký của kế hoạch cũ"
            self._add(head.signer_name, f"Kiểm tra người ký: {why}.")

    def _add(self, found: str, why: str) -> None:
        left_over = LeftOver(where=self._where, found=found, why=why)
        if left_over not in self.left_overs[-20:]:
            self.left_overs.append(left_over)


def _names_document(text: str, number: str) -> bool:
    """Whether the document of this number is cited, not one whose number ends alike."""
    place = text.find(number)
    return place >= 0 and not text[max(0, place - 1) : place].isdigit()


def _place(path: list[str], node: NodeContent) -> str:
    """ "III.1: Đẩy mạnh các hoạt động …" for the officer to find the node."""
    marks = ".".join(mark for mark in path if mark and mark not in "-+")
    words = (node.heading or node.text).split()[:8]
    short = " ".join(words) + (" …" if len(words) == 8 else "")
    return f"{marks}: {short}" if marks else short
