"""A bound number of a report: its key gives the figure and the records behind it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final
from urllib.parse import parse_qsl
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.figure_checks import judged_value, share_of, value_of
from app.domain.figure_rows import Column, change_between
from app.domain.indicators import Indicator, Ref, shown_places
from app.domain.papers import TaskState
from app.domain.periods import parse_period, year_before
from app.errors import NotFoundError
from app.queries.activities import ActivityFilter, ActivityRow, find_activities
from app.queries.figure_cells import list_figures, sex_rows
from app.queries.indicators import list_indicators
from app.queries.kinds import get_catalogues
from app.queries.measures import measure
from app.queries.received_activities import received_activities
from app.queries.tasks import TaskListRow, as_of, list_tasks
from app.queries.totals import totals

_TASKS: Final = "tasks."
_INDICATOR: Final = "indicator."
#: Of units' packages: the raw sum of a cell, the share from sums, how many units reported.
_SUM: Final = "sum."
_UNITS: Final = "units."
#: In place of a column: the difference to the same period a year before, as printed.
_CHANGE: Final = "change"
_PARTS: Final = {
    "campaign", "section", "kind", "from", "to", "year", "plan", "task", "period", "shared",
    "duty",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureKey:
    """ "people.women?campaign=…&section=communication" taken apart.

    ``shared``: the number stands in a table for others, where small sensitive counts are hidden.
    ``duty``: it counts what units sent for it about ``period``.
    """

    measure: str
    chosen: ActivityFilter
    year: int | None = None
    plan_id: UUID | None = None
    period: str = ""
    shared: bool = False
    duty: str = ""

    @property
    def place(self) -> tuple[str, Column]:
        """Indicator and column of a number of an indicator; shares and changes are of the total.

        Raises:
            NotFoundError: no such column.
        """
        name = self.measure.removeprefix(_INDICATOR).removeprefix(_SUM)
        code, _, column = name.partition(".")
        if column in ("", _CHANGE):
            return code, Column.TOTAL
        if column not in list(Column):
            raise NotFoundError("Không rõ số này lấy từ đâu.", detail=self.measure)
        return code, Column(column)

    @property
    def is_change(self) -> bool:
        """Whether the number is the difference to the year before."""
        return self.is_of_indicator and self.measure.endswith(f".{_CHANGE}")

    @property
    def periods(self) -> tuple[str, ...]:
        """Codes of the periods that a number of an indicator is of; a change has two."""
        if not self.is_change:
            return (self.period,)
        return self.period, year_before(parse_period(self.period)).code

    @property
    def is_of_indicator(self) -> bool:
        """Whether the number is a figure or a share of an indicator for ``period``."""
        return self.measure.startswith(_INDICATOR)

    @property
    def is_of_units(self) -> bool:
        """Whether the number comes from what units sent."""
        return bool(self.duty)

    @property
    def is_of_sum(self) -> bool:
        """Whether it is a sum of units' figures or a share from such sums."""
        return self.is_of_units and self.measure.startswith(_SUM)

    @property
    def is_of_tasks(self) -> bool:
        """Whether the number counts tasks of a plan, not activities."""
        return self.measure.startswith(_TASKS)


def parse_key(key: str) -> FigureKey:
    """Take a key apart.

    Raises:
        NotFoundError: the key does not follow the grammar (see ``app.queries.measures.measure``
            and "tasks.total|done|doing|planned|not_done" for the part before "?"; of tasks, "to" is
            the day at whose end they are counted).
    """
    name, _, rest = key.partition("?")
    try:
        parts = dict(parse_qsl(rest, strict_parsing=True)) if rest else {}
        if not parts.keys() <= _PARTS:
            raise ValueError(key)
        year = int(parts["year"]) if "year" in parts else None
        return FigureKey(
            measure=name,
            year=year,
            plan_id=_uuid(parts, "plan"),
            period=parts.get("period", ""),
            shared="shared" in parts,
            duty=parts.get("duty", ""),
            chosen=ActivityFilter(
                year=year,
                campaign_id=_uuid(parts, "campaign"),
                first=_day(parts, "from"),
                last=_day(parts, "to"),
                kind=parts.get("kind", ""),
                section=parts.get("section", ""),
                task_key=_uuid(parts, "task"),
            ),
        )
    except ValueError as error:
        raise NotFoundError("Không rõ số này lấy từ đâu.", detail=key) from error


class Numbers:
    """Answers keys, reading the same records once however many keys count them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kinds = cache(lambda: get_catalogues(session).kinds)
        self._indicators = cache(lambda: list_indicators(session, with_hidden=True))
        self._figures = cache(lambda period: sex_rows(list_figures(session, [period]), period))
        self._totals = cache(lambda duty, period: totals(session, duty, period))
        self._received = cache(lambda duty, period: received_activities(session, duty, period))
        self._activities: list[tuple[ActivityFilter, list[ActivityRow]]] = []

    def figure(self, key: str) -> int | Decimal | None:
        """The number a key stands for now; None when nobody wrote it down.

        "indicator.<code>?period=2026" is a share, "indicator.<code>.total|men|women?period=2026" a
        figure, "indicator.<code>.change?period=2026" what it is above the year
        before; the others are measures over activities and counts of tasks.

        Raises:
            NotFoundError: the key does not follow the grammar.
        """
        asked = parse_key(key)
        try:
            if asked.is_of_units:
                return self._of_units(asked)
            if asked.is_of_tasks:
                return len(tasks_behind(self._session, key))
            if asked.is_of_indicator:
                return self._indicator(asked)
            return measure(asked.measure, self._rows(asked.chosen), self._kinds())
        except (KeyError, ValueError) as error:
            raise NotFoundError("Không rõ số này lấy từ đâu.", detail=key) from error

    def _of_units(self, asked: FigureKey) -> int | Decimal | None:
        if asked.measure.startswith(_UNITS):
            sources = self._totals(asked.duty, asked.period).sources
            found = {"reported": len(sources.parts), "absent": len(sources.absent)}
            return found[asked.measure.removeprefix(_UNITS)]
        if asked.measure.startswith(_SUM):
            code, column = asked.place
            known = self._totals(asked.duty, asked.period)
            share = known.share(self._indicators()[code])
            return share.value if share else known.sum(code, column).value
        rows = of_part(self._received(asked.duty, asked.period), asked.chosen)
        return measure(asked.measure, rows, self._kinds())

    def _rows(self, chosen: ActivityFilter) -> list[ActivityRow]:
        known = next((rows for one, rows in self._activities if one == chosen), None)
        if known is None:
            known = self._found(chosen)
            self._activities.append((chosen, known))
        return known

    def _found(self, chosen: ActivityFilter) -> list[ActivityRow]:
        # Kinds and sections are picked out of what was read once for their period or campaign.
        if not (chosen.kind or chosen.section):
            return find_activities(self._session, chosen)
        return of_part(self._rows(replace(chosen, kind="", section="")), chosen)

    def _indicator(self, asked: FigureKey) -> Decimal | None:
        code, _, column = asked.measure.removeprefix(_INDICATOR).partition(".")
        if column == _CHANGE:
            return self._change(self._indicators()[code], asked.period)
        rows = self._figures(asked.period)
        if column:
            return value_of(rows, Ref(code, Column(column)))
        return share_of(self._indicators()[code], rows)

    def _change(self, indicator: Indicator, period: str) -> Decimal | None:
        earlier = year_before(parse_period(period)).code
        now, then = (judged_value(indicator, self._figures(one)) for one in (period, earlier))
        return change_between(now, then, shown_places(indicator))


def figure(session: Session, key: str) -> int | Decimal | None:
    """The number one key stands for now; see ``Numbers.figure``.

    Raises:
        NotFoundError: the key does not follow the grammar.
    """
    return Numbers(session).figure(key)


def records_behind(session: Session, key: str) -> list[ActivityRow]:
    """The activities a number was counted from, by date; none for a number of tasks.

    For people, money and quantities only the activities that add something are shown.

    Raises:
        NotFoundError: the key does not follow the grammar.
    """
    asked = parse_key(key)
    if asked.is_of_tasks or asked.is_of_indicator or asked.is_of_units:
        return []
    rows = find_activities(session, asked.chosen)
    if asked.measure == "count":
        return rows
    kinds = get_catalogues(session).kinds
    try:
        return [row for row in rows if measure(asked.measure, [row], kinds)]
    except KeyError as error:
        raise NotFoundError("Không rõ số này lấy từ đâu.", detail=key) from error


def tasks_behind(session: Session, key: str) -> list[TaskListRow]:
    """The tasks a number of tasks was counted from, each as it is now.

    With "to" in the key those that were in the state at the end of that day.

    Raises:
        NotFoundError: the key does not follow the grammar.
    """
    asked = parse_key(key)
    state = asked.measure.removeprefix(_TASKS)
    if not asked.is_of_tasks or (state != "total" and state not in list(TaskState)):
        raise NotFoundError("Không rõ số này lấy từ đâu.", detail=key)
    # Which day it is does not matter here: lateness is not counted by a key.
    tasks = list_tasks(session, today=date.max, year=asked.year, paper_id=asked.plan_id)
    day = asked.chosen.last
    return [
        task
        for task in tasks
        if state in ("total", (as_of(task, day) if day is not None else task).state)
    ]


def of_part(rows: Iterable[ActivityRow], chosen: ActivityFilter) -> list[ActivityRow]:
    """Those of a kind and of a section of the report, where the key names them."""
    return [
        row
        for row in rows
        if chosen.kind in ("", row.kind_code) and chosen.section in ("", row.section)
    ]


def _uuid(parts: dict[str, str], name: str) -> UUID | None:
    return UUID(parts[name]) if name in parts else None


def _day(parts: dict[str, str], name: str) -> date | None:
    return date.fromisoformat(parts[name]) if name in parts else None
