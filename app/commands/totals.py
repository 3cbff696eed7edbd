"""bdg totals and bdg wall: what units sent, added up; who has sent, who is late."""

import json
import sys
from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import opened, target_file, today, wrote
from app.domain.papers import ReportType
from app.domain.periods import parse_period
from app.errors import NotFoundError

if TYPE_CHECKING:
    from app.db.database import Database
    from app.queries.total_sources import Sources
    from app.queries.wall import Wall

_REPORTS = (ReportType.YEAR, ReportType.HALF_YEAR, ReportType.ACTION_MONTH)


def add(nouns: Any) -> None:
    """Add the two nouns."""
    noun = nouns.add_parser("totals", help="tổng hợp số liệu của các đơn vị đã được tiếp nhận")
    noun.add_argument(
        "--duty", required=True, type=arguments.words, metavar="VIỆC", help="như report_year"
    )
    noun.add_argument("--period", required=True, type=arguments.words, metavar="KỲ")
    noun.add_argument("--by-unit", action="store_true", help="từng đơn vị thay cho tổng")
    how = noun.add_mutually_exclusive_group()
    how.add_argument(
        "--csv", type=arguments.path, metavar="RA.csv", help="ghi ra tệp; số nhỏ được che"
    )
    how.add_argument("--json", action="store_true", help="in ra dạng JSON")
    how.add_argument(
        "--compare", type=arguments.words, metavar="MÃ", help="các đơn vị cạnh nhau ở một chỉ tiêu"
    )
    how.add_argument(
        "--take", action="store_true", help="lấy tổng vào số liệu của cơ quan; in ra số ô đã ghi"
    )
    how.add_argument(
        "--report",
        choices=[str(one) for one in _REPORTS],
        help="lập báo cáo tổng hợp; in ra mã báo cáo",
    )
    noun.add_argument(
        "--replace",
        nargs="+",
        default=[],
        type=arguments.words,
        metavar="MÃ",
        help="cùng --take: chỉ tiêu mà tổng thay số đã ghi",
    )
    noun.add_argument(
        "--full", action="store_true", help="cùng --csv: không che số nhỏ, chỉ dùng trong cơ quan"
    )
    noun.set_defaults(run=show_totals)
    _add_wall(nouns)


def _add_wall(nouns: Any) -> None:
    board = nouns.add_parser("wall", help="đơn vị nào đã gửi, chưa gửi, chậm mấy ngày")
    board.add_argument("--year", type=arguments.year, metavar="NĂM", help="mặc định là năm nay")
    board.add_argument("--json", action="store_true", help="in ra dạng JSON")
    asked = board.add_mutually_exclusive_group()
    asked.add_argument(
        "--ask", type=arguments.words, metavar="VIỆC", help="yêu cầu các đơn vị gửi một báo cáo"
    )
    asked.add_argument("--close", type=arguments.words, metavar="VIỆC", help="chốt số tổng hợp")
    asked.add_argument("--reopen", type=arguments.words, metavar="VIỆC", help="mở lại, có lý do")
    asked.add_argument(
        "--remind",
        type=arguments.path,
        metavar="RA.pdf",
        help="công văn nhắc các đơn vị chậm: bản nháp trong sổ, một tệp PDF để in",
    )
    board.add_argument(
        "--by", type=arguments.day, metavar="NGÀY", help="cùng --remind: ngày đề nghị gửi"
    )
    board.add_argument(
        "--units",
        nargs="+",
        default=[],
        type=arguments.words,
        metavar="MÃ",
        help="cùng --remind: chỉ những đơn vị này",
    )
    board.add_argument("--due", type=arguments.day, metavar="NGÀY", help="cùng --ask: hạn gửi")
    board.add_argument(
        "--reason", type=arguments.words, default="", metavar="LÝ_DO", help="cùng --reopen"
    )
    board.set_defaults(run=show_wall)


def show_totals(chosen: Namespace) -> None:
    """Sums, a line for each indicator; who is not in them goes to the end."""
    writes = bool(chosen.take or chosen.report)
    with opened(chosen, writes=writes) as folder:
        if chosen.take:
            _take(folder.db, chosen)
        elif chosen.report:
            _report(folder.db, chosen)
        elif chosen.compare:
            _compare(folder.db, chosen)
        else:
            _show(folder.db, chosen)


def show_wall(chosen: Namespace) -> None:
    """A line for each unit and report of the year; counts of each report at the end."""
    from app.queries.wall import wall

    writes = bool(chosen.ask or chosen.close or chosen.reopen or chosen.remind)
    with opened(chosen, writes=writes) as folder:
        if writes:
            (_remind if chosen.remind else _settle)(folder.db, chosen)
            return
        found = folder.db.read(wall, chosen.year or today().year, today())
    if chosen.json:
        print(json.dumps(_plain_wall(found), ensure_ascii=False, indent=1))
        return
    for row in found.rows:
        name = f"{row.unit.name} (nay là {row.now})" if row.now else row.unit.name
        for column, cell in zip(found.columns, row.cells, strict=True):
            print(f"{row.unit.code}\t{name}\t{column.collection.name}\t{cell.words}")
    for column in found.columns:
        print(
            f"{column.collection.name}: {column.came}/{column.asked} đơn vị đã gửi, {column.done} đã "
            f"tính vào tổng ({column.complete} đủ chỉ tiêu), {column.late} chậm"
        )


def _settle(db: "Database", chosen: Namespace) -> None:
    """Ask for a report of the calendar, settle its totals, open them again."""
    from app.queries.collections import list_collections
    from app.services.collections import close, reopen
    from app.workflows.parcels.asking import ask_for

    year = chosen.year or today().year
    if chosen.ask:
        print(ask_for(db, chosen.ask, year, chosen.due))
        return
    duty = chosen.close or chosen.reopen
    row = next((one for one in db.read(list_collections, year) if one.duty == duty), None)
    if row is None:
        raise NotFoundError(f"Năm {year} chưa yêu cầu báo cáo “{duty}”.")
    if chosen.close:
        db.write(close, row.id, "bdg", datetime.now(UTC))
    else:
        db.write(reopen, row.id, chosen.reason)


def _remind(db: "Database", chosen: Namespace) -> None:
    """Letters to late units; prints the id of each."""
    from app.workflows.reminders import Remind, make_reminders, write_reminders

    path = target_file(chosen.remind)
    year = chosen.year or today().year
    command = Remind(year=year, codes=tuple(chosen.units), reply_by=chosen.by)
    made = make_reminders(db, command, today())
    write_reminders(db, made, path)
    wrote(db, path, "Công văn nhắc báo cáo")
    for one in made:
        print(one)


def _show(db: "Database", chosen: Namespace) -> None:
    from app.workflows.parcels.total_files import (
        as_plain,
        plain_lines,
        sum_rows,
        totals_sheet,
        unit_rows,
        write_csv,
    )

    sheet = totals_sheet(db, chosen.duty, chosen.period)
    if chosen.csv:
        write_csv(sheet, target_file(chosen.csv), by_unit=chosen.by_unit, full=chosen.full)
        wrote(db, chosen.csv, f"Số tổng hợp {chosen.period}")
    elif chosen.json:
        print(json.dumps(as_plain(sheet, by_unit=chosen.by_unit), ensure_ascii=False, indent=1))
    else:
        for line in plain_lines(unit_rows(sheet) if chosen.by_unit else sum_rows(sheet)):
            print(line)
        _print_absent(sheet.sources)


def _take(db: "Database", chosen: Namespace) -> None:
    from app.workflows.parcels.totals import take_totals

    taken = take_totals(db, chosen.duty, chosen.period, chosen.replace)
    for row in taken.left:
        code, name = row.indicator.code, row.indicator.name
        print(f"“{name}” ({code}) đã có số khác; giữ nguyên. Dùng --replace.", file=sys.stderr)
    for row in taken.refused:
        print(f"“{row.indicator.name}”: {row.why}", file=sys.stderr)
    _print_absent(taken.sources, sys.stderr)
    print(taken.cells)


def _report(db: "Database", chosen: Namespace) -> None:
    from app.workflows.parcels.summary import BuildSummary, build_summary

    command = BuildSummary(
        report_type=ReportType(chosen.report),
        duty=chosen.duty,
        period=parse_period(chosen.period),
    )
    print(build_summary(db, command, today(), datetime.now(UTC)))


def _compare(db: "Database", chosen: Namespace) -> None:
    from app.documents.builders.summary_facts import printed
    from app.domain.figures import format_number
    from app.domain.periods import year_before
    from app.queries.indicators import list_indicators
    from app.queries.total_tables import unit_lines
    from app.queries.totals import totals

    one = db.read(list_indicators, with_hidden=True).get(chosen.compare)
    if one is None:
        raise NotFoundError(f"Không có chỉ tiêu “{chosen.compare}” trong danh mục.")
    about = parse_period(chosen.period)
    found, before = (
        db.read(totals, chosen.duty, period.code) for period in (about, year_before(about))
    )
    for line in unit_lines(found, before, one):
        cells = (
            line.code,
            line.name,
            printed(line.value, one) if line.value is not None else line.why,
            f"{format_number(line.portion, 1)} %" if line.portion is not None else "",
            str(line.rank or ""),
            printed(line.before, one) if line.before is not None else "",
            "; ".join(line.remarks),
        )
        print("\t".join(cells))
    _print_absent(found.sources)


def _print_absent(sources: "Sources", stream: Any = None) -> None:
    for one in sources.absent:
        under = f" ({one.under})" if one.under else ""
        print(f"Chưa có số liệu\t{one.unit_name}{under}\t{one.why}", file=stream)
    for left in sources.left_out:
        print(f"Không cộng lại\t{left.part.unit_name}\t{left.why}", file=stream)


def _plain_wall(found: "Wall") -> dict[str, Any]:
    return {
        "year": found.year,
        "reports": [
            {
                "duty": one.collection.duty,
                "period": one.collection.period,
                "name": one.collection.name,
                "due_on": one.collection.due_on.isoformat(),
                "closed": one.collection.closed_at is not None,
                "asked": one.asked,
                "came": one.came,
                "done": one.done,
                "complete": one.complete,
                "late": one.late,
                "returned": one.returned,
            }
            for one in found.columns
        ],
        "units": [
            {
                "unit": row.unit.code,
                "name": row.unit.name,
                "now": row.now,
                "reports": [
                    {
                        "state": cell.state.value,
                        "deadline": cell.deadline.isoformat(),
                        "late": cell.late,
                        "changed": cell.changed,
                        "waiting": cell.waiting,
                        "package": str(cell.package_id) if cell.package_id else None,
                        "answered": cell.answered,
                        "expected": cell.expected,
                    }
                    for cell in row.cells
                ],
            }
            for row in found.rows
        ],
    }
