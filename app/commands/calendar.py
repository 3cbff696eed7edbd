"""bdg calendar: what is due in a year or month, as lines, a sheet or a calendar file."""

import json
from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import opened, target_file, today, wrote
from app.errors import ValidationError

if TYPE_CHECKING:
    from pathlib import Path

    from app.db.database import Database
    from app.queries.calendar import YearCalendar
    from app.queries.duties import DutyRow


def add(nouns: Any) -> None:
    """Add the command."""
    calendar = nouns.add_parser("calendar", help="lịch việc của năm: việc, hạn, nơi nhận")
    calendar.add_argument("--year", type=arguments.year, metavar="NĂM", help="không ghi: năm nay")
    calendar.add_argument("--month", type=month, metavar="THÁNG", help="chỉ tháng này, từ 1 đến 12")
    calendar.add_argument(
        "--ics", type=arguments.path, metavar="TỆP.ics", help="tệp lịch cho điện thoại, máy tính"
    )
    calendar.add_argument(
        "--pdf", type=arguments.path, metavar="TỆP.pdf", help="mỗi tháng một trang A4"
    )
    calendar.add_argument("--json", action="store_true", help="in ra dạng JSON")
    calendar.set_defaults(run=show)


def month(text: str) -> int:
    """A month from 1 to 12."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 12):
        raise ArgumentTypeError(f"“{text}” không phải là tháng; hãy ghi từ 1 đến 12.")
    return int(text)


def show(chosen: Namespace) -> None:
    """Day, state, duty and receiver of each, apart by tabs; remarks below, begun by a tab."""
    from app.queries.calendar import get_calendar

    _check_ending(chosen.ics, ".ics")
    _check_ending(chosen.pdf, ".pdf")
    day = today()
    with opened(chosen, writes=False) as folder:
        found = folder.db.read(get_calendar, today=day, year=chosen.year or day.year)
        _write(folder.db, found, chosen)
    rows = found.of_month(chosen.month)
    if chosen.json:
        print(json.dumps([_row(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        _print(found, rows)


def _check_ending(path: "Path | None", ending: str) -> None:
    if path is not None and path.suffix.lower() != ending:
        raise ValidationError(f"Tên tệp phải có đuôi {ending}.")


def _write(db: "Database", found: "YearCalendar", chosen: Namespace) -> None:
    from app.workflows.calendar import MONTHS, save_calendar_file, save_month_sheets

    if chosen.ics:
        save_calendar_file(found, target_file(chosen.ics), chosen.month)
    if chosen.pdf:
        months = (chosen.month,) if chosen.month else MONTHS
        save_month_sheets(found, target_file(chosen.pdf), months)
    for path in filter(None, (chosen.ics, chosen.pdf)):
        wrote(db, path, f"Lịch việc năm {found.year}")


def _print(found: "YearCalendar", rows: "list[DutyRow]") -> None:
    from app.documents.builders.month_sheet import state_words
    from app.domain.dates import format_date
    from app.workflows.calendar import calendar_remarks

    for row in rows:
        print("\t".join((format_date(row.due), state_words(row), row.name, row.receiver)))
        for said in row.remarks:
            print(f"\t{said}")
    for said in calendar_remarks(found):
        print(f"\t{said}")


def _row(row: "DutyRow") -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "due": row.due.isoformat(),
        "state": str(row.state),
        "receiver": row.receiver,
        "period": row.period,
        "closing": [day.isoformat() for day in row.closing] if row.closing else None,
        "source": row.source,
        "checked": row.checked,
        "letter": row.letter,
        "remarks": list(row.remarks),
    }
