"""A closed year is read only: every flush is looked at, so no use case can pass by.

What belongs to a year: papers with all their parts, activities, figures and targets, duties ticked
off, Action Months. Packages do not: what comes in late is kept, and totals are closed by
themselves (collections). Personal data that must go, go from closed years too.
"""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.unitofwork import UOWTransaction

from app.domain.closed_years import ClosedYearError
from app.domain.papers import PaperState
from app.models import (
    Activity,
    ActivityMoney,
    ActivityQuantity,
    Attachment,
    Campaign,
    DutyDone,
    Figure,
    IndicatorTarget,
    Paper,
    PaperAttachment,
    PaperNode,
    PaperTask,
    PaperVersion,
    PaperWaiver,
    TaskProgress,
    YearClosing,
)
from app.models.redacting import is_in_any_year

#: The field that names the year, or a day of it.
_YEAR_OF: Final[dict[type, str]] = {
    Paper: "year",
    Campaign: "year",
    IndicatorTarget: "year",
    DutyDone: "year",
    Activity: "starts_on",
    Figure: "last",
}
#: The field that names the record whose year it is.
_PART_OF: Final[dict[type, tuple[str, type]]] = {
    PaperVersion: ("paper_id", Paper),
    PaperAttachment: ("paper_id", Paper),
    PaperWaiver: ("paper_id", Paper),
    PaperNode: ("version_id", PaperVersion),
    PaperTask: ("node_id", PaperNode),
    ActivityMoney: ("activity_id", Activity),
    ActivityQuantity: ("activity_id", Activity),
    Attachment: ("activity_id", Activity),
}
_CLOSED: Final = select(YearClosing.year, YearClosing.closed_at, YearClosing.closed_by).where(
    YearClosing.closed
)


def guard_years(session: Session) -> None:
    """Refuse every change of this session in a closed year (ClosedYearError)."""
    event.listen(session, "before_flush", _check)


def _check(session: Session, _context: UOWTransaction, _objects: object) -> None:
    if is_in_any_year(session):
        return
    touched = [item for item in _changed(session) if type(item) in _GUARDED]
    if not touched:
        return
    closed = {row.year: row for row in session.connection().execute(_CLOSED)}
    if not closed:
        return
    with session.no_autoflush:
        for item in touched:
            for year in _years(session, item):
                if year in closed:
                    raise ClosedYearError(year, closed[year].closed_at, closed[year].closed_by)


_GUARDED: Final = frozenset({*_YEAR_OF, *_PART_OF, TaskProgress})


def _changed(session: Session) -> Iterator[Any]:
    yield from session.new
    yield from session.deleted
    for item in session.dirty:
        if session.is_modified(item) and not _only_printed(item):
            yield item


def _only_printed(item: Any) -> bool:
    """A draft of a closed year may still be printed: nothing of what it says changes."""
    if not isinstance(item, PaperVersion) or item.state != PaperState.PRINTED:
        return False
    state = inspect(item)
    return all(
        attr.key in {"state", "updated_at", "revision"}
        for attr in state.mapper.column_attrs
        if state.attrs[attr.key].history.has_changes()
    )


def _years(session: Session, item: Any) -> Iterator[int]:
    """The year of a record; of one that is moved to another also the one before."""
    if isinstance(item, TaskProgress):
        yield from _years_of_task(session, item.task_key)
        return
    field = _YEAR_OF.get(type(item))
    if field is None:
        link, owner = _PART_OF[type(item)]
        found: Any = session.get(owner, getattr(item, link))
        if found is not None:
            yield from _years(session, found)
        return
    history = inspect(item).attrs[field].load_history()
    for value in {*(history.deleted or ()), getattr(item, field)}:
        if value is not None:
            yield value if isinstance(value, int) else value.year


def _years_of_task(session: Session, key: UUID) -> Iterator[int]:
    query = (
        select(Paper.year)
        .join(PaperVersion, PaperVersion.paper_id == Paper.id)
        .join(PaperNode, PaperNode.version_id == PaperVersion.id)
        .where(PaperNode.key == key)
        .distinct()
    )
    yield from session.connection().execute(query).scalars()
