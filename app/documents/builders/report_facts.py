"""What a report is made from, and the counting of it with numbers bound to their records."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from app.documents.builders.report_figures import FormFact
from app.documents.builders.report_hidden import is_sensitive
from app.documents.builders.report_targets import TargetFact
from app.domain.fields import bind
from app.domain.figures import format_number
from app.domain.masking import HIDDEN, SMALL
from app.domain.papers import TaskState
from app.domain.periods import Period
from app.queries.activity_rows import ActivityRow
from app.queries.campaigns import CampaignRow
from app.queries.kinds import KindRow
from app.queries.measures import measure
from app.queries.progress import ProgressRow
from app.queries.tasks import TaskListRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReference:
    """The plan a report is about. ``number`` and ``day`` are blank until it is issued."""

    paper_id: UUID
    title: str
    number: str = ""
    symbol: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Some activities and the key part that finds the very same ones in the database.

    ``hidden`` are kinds whose people are not printed (``report_hidden``).
    """

    rows: tuple[ActivityRow, ...]
    scope: str
    kinds: Mapping[str, KindRow]
    hidden: frozenset[str] = frozenset()

    def of_section(self, section: str) -> "Counted":
        """Only those of one section of the report."""
        rows = tuple(row for row in self.rows if row.section == section)
        return replace(self, rows=rows, scope=f"{self.scope}&section={section}")

    def of_kind(self, kind: str) -> "Counted":
        """Only those of one kind."""
        rows = tuple(row for row in self.rows if row.kind_code == kind)
        return replace(self, rows=rows, scope=f"{self.scope}&kind={kind}")

    def number(self, name: str) -> int | None:
        """A measure over them; see ``app.queries.measures.measure``."""
        return measure(name, self.rows, self.kinds)

    def covers(self, name: str) -> bool:
        """Whether a number is hidden: people of hidden kinds, small counts of those helped.

        A sum over one hidden kind alone would be its number, once the others are taken away.
        """
        there = {row.kind_code for row in self.rows}
        if name in ("people.total", "people.men", "people.women"):
            return len(there & self.hidden) == 1
        if name != "amount" and not name.startswith("quantity."):
            return False
        helped = bool(there) and all(is_sensitive(code, self.kinds) for code in there)
        return helped and self.number(name) in SMALL

    def shown(self, name: str) -> str:
        """The number as printed, bound to its records; a count under 10 gets its 0 in front.

        A hidden one is a sign without records.
        """
        if self.covers(name):
            return HIDDEN
        value = self.number(name)
        return bind(
            f"{name}?{self.scope}",
            two_digits(value, money=name.startswith("money") and name != "money.unknown"),
        )

    def known_kinds(self) -> list[KindRow]:
        """Kinds that occur, in catalogue order; a kind that left the catalogue comes last."""
        codes = {row.kind_code: row for row in self.rows}
        found = [self.kinds.get(code) or _lost_kind(row) for code, row in codes.items()]
        return sorted(found, key=lambda kind: (kind.order, kind.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """Everything a report says beside its template.

    ``month`` counts the campaign's activities; ``all`` those the report is about: the campaign's
    for an Action Month report, those of the period for others; ``before`` those of the same days a
    year earlier. ``last`` is the closing day, which may lie after ``today``. ``targets`` are the
    indicators with their figures of ``period`` (its code); ``about`` is what the whole report is
    about, ``due`` the day it is to be sent. ``forms`` are the forms of its annexes by code.
    ``charts`` are the rows of the annex of charts, empty when none is wanted; ``uncharted`` more
    are guarded.
    """

    office: str
    year: int
    today: date
    first: date
    last: date
    all: Counted
    before: Counted | None = None
    month: Counted | None = None
    campaign: CampaignRow | None = None
    plan: PlanReference | None = None
    tasks: tuple[TaskListRow, ...] = ()
    targets: tuple[TargetFact, ...] = ()
    period: str = ""
    about: Period | None = None
    due: date | None = None
    forms: Mapping[str, FormFact] = field(default_factory=dict)
    charts: tuple[ProgressRow, ...] = ()
    uncharted: int = 0

    def tasks_in(self, *states: TaskState) -> tuple[TaskListRow, ...]:
        """Tasks in some states, in the plan's order."""
        return tuple(task for task in self.tasks if task.state in states)

    def shown_tasks(self, state: str) -> str:
        """How many tasks are in a state ("total" for all), bound to them."""
        count = sum(state in ("total", task.state) for task in self.tasks)
        plan = self.plan.paper_id if self.plan else ""
        return bind(f"tasks.{state}?plan={plan}", two_digits(count))


def two_digits(value: int | None, *, money: bool = False) -> str:
    """ "08" for 8 (habit of papers), "1.234" for 1234."""
    if value is not None and 0 < value < 10 and not money:
        return f"{value:02d}"
    return format_number(value)


def _lost_kind(row: ActivityRow) -> KindRow:
    return KindRow(
        row.kind_code, row.kind_name, "hoạt động", row.section, row.counts_people, False, 10**6, ()
    )
