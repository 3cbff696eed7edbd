"""Ask the units for a report of the calendar of duties, with its form and day filled in."""

from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.db.database import Database
from app.errors import NotFoundError
from app.queries.catalogue import list_entries
from app.queries.collections import OfferedReport, offered_reports
from app.queries.unit_trees import load_tree
from app.services.collections import AskReport, ask

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Asked for as long as nobody is on the list of units.
_USUAL: Final = "commune"


def offered(session: "Session", year: int) -> list[OfferedReport]:
    """What the calendar asks of units like ours in a year, by day; asked ones are marked."""
    levels = {one.code: str(one.data.get("tier", "")) for one in list_entries(session, "level")}
    tiers = {levels.get(node.level_code, "") for node in load_tree(session).nodes}
    return offered_reports(session, year, tiers - {""} or {_USUAL})


def ask_for(
    db: Database, duty: str, year: int, due_on: date | None = None, letter: str = ""
) -> UUID:
    """Ask for a report of the calendar.

    Args:
        due_on: instead of the calendar's day.
        letter: the paper that asks for it.

    Raises:
        NotFoundError: the calendar has no such report for our units.
        ConflictError: it is asked and its totals are settled.
    """
    found = next((one for one in db.read(offered, year) if one.duty == duty), None)
    if found is None:
        raise NotFoundError(
            f"Lịch báo cáo năm {year} không có việc “{duty}” cho các đơn vị. Hãy xem danh mục thời "
            "hạn trong Cài đặt."
        )
    command = AskReport(
        duty=found.duty,
        period=found.period.code,
        name=_named(found),
        template=found.template,
        due_on=due_on or found.due_on,
        letter=letter,
    )
    return db.write(ask, command)


def _named(found: OfferedReport) -> str:
    """ "Báo cáo năm 2026", "Báo cáo kết quả Tháng hành động năm 2026"."""
    year = found.period.year
    return f"{found.name} {year}" if found.name.endswith("năm") else f"{found.name} năm {year}"
