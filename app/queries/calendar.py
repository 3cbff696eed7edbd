"""The whole calendar of a year in one read."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.working_days import Holidays
from app.queries.duties import DutyRow, list_whole_year, load_holidays
from app.queries.office import OfficeRow, get_office


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCalendar:
    """Every duty of a year by day, its days off, and whose they are.

    ``office`` is "xã Song An, tỉnh Gia Lai"; ``office_id`` a short mark that never changes.
    """

    year: int
    office: str
    office_id: str
    duties: tuple[DutyRow, ...]
    holidays: Holidays

    @property
    def holidays_known(self) -> bool:
        """Whether the catalogue has this year's Tết."""
        return self.year in self.holidays.years

    def of_month(self, month: int | None) -> list[DutyRow]:
        """The duties due in a month; of the whole year for None."""
        return [row for row in self.duties if month in (None, row.due.month)]


def get_calendar(session: Session, *, today: date, year: int) -> YearCalendar:
    """The calendar of a year as it stands on a day."""
    office = get_office(session)
    return YearCalendar(
        year=year,
        office=_office_words(office),
        office_id=office.id.hex[:12] if office else "0",
        duties=tuple(list_whole_year(session, today=today, year=year)),
        holidays=load_holidays(session, year),
    )


def _office_words(office: OfficeRow | None) -> str:
    if office is None:
        return ""
    return ", ".join(part for part in (office.full_name, office.upper_unit) if part)
