"""bdg activity …: add, import, list, export."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.commands import arguments
from app.commands.opened import opened, source_file, target_file, today, wrote
from app.domain.dates import format_date
from app.errors import ValidationError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.db.database import Database
    from app.domain.activities import ActivityDraft
    from app.queries.activities import ActivityRow
    from app.workflows.activities import PastePreview

_TEXTS = (
    ("--place", "nơi tổ chức"),
    ("--lead", "cơ quan chủ trì"),
    ("--group", "đối tượng tham gia"),
    ("--result", "kết quả"),
)
_WORKBOOKS = {".xlsx", ".xlsm"}


def add(nouns: Any) -> None:
    """Add the commands of activities."""
    activity = nouns.add_parser("activity", help="hoạt động")
    verbs = activity.add_subparsers(required=True, metavar="VIỆC", title="Việc")
    _add_record(verbs)

    read = verbs.add_parser(
        "import", help="đọc bảng hoạt động từ Excel hoặc tệp chữ có cột cách Tab"
    )
    read.add_argument("file", type=arguments.path, metavar="TỆP")
    read.set_defaults(run=read_file)

    listed = verbs.add_parser("list", help="mã, ngày, loại, tên, tổng, nam, nữ, kinh phí")
    export = verbs.add_parser("export", help="lưu bảng hoạt động thành tệp .xlsx")
    export.add_argument("out", type=arguments.path, metavar="TỆP")
    for verb, run in ((listed, list_all), (export, write_file)):
        verb.add_argument("--year", type=arguments.year, help="chỉ của năm này")
        verb.add_argument("--search", default="", type=arguments.words, help="có những chữ này")
        verb.set_defaults(run=run)


def _add_record(verbs: Any) -> None:
    record = verbs.add_parser("add", help="ghi một hoạt động; in ra mã")
    record.add_argument("--kind", required=True, type=arguments.words, help="mã loại hoạt động")
    record.add_argument("--title", required=True, type=arguments.words, help="tên hoạt động")
    record.add_argument("--date", required=True, type=arguments.day, help="ngày đầu")
    record.add_argument("--until", type=arguments.day, help="ngày cuối, khi kéo dài")
    for name, what in _TEXTS:
        record.add_argument(name, default="", type=arguments.words, help=what)
    record.add_argument(
        "--partner", action="append", default=[], type=arguments.words, help="cơ quan phối hợp"
    )
    for name, what in (("--men", "số nam"), ("--women", "số nữ"), ("--total", "tổng số người")):
        record.add_argument(name, type=arguments.count, help=what)
    for name, what in (("--quantity", "mã số lượng=số"), ("--money", "mã nguồn=số đồng")):
        record.add_argument(name, action="append", default=[], type=arguments.amount, help=what)
    record.set_defaults(run=record_one)


def record_one(chosen: Namespace) -> None:
    """Write one activity down; prints its id alone."""
    from app.domain.activities import ActivityDraft

    draft = ActivityDraft(
        kind_code=chosen.kind,
        title=chosen.title,
        starts_on=chosen.date,
        ends_on=chosen.until,
        place=chosen.place,
        lead=chosen.lead,
        partners=tuple(chosen.partner),
        target_group=chosen.group,
        men=chosen.men,
        women=chosen.women,
        total=chosen.total,
        quantities=tuple(chosen.quantity),
        money=tuple(chosen.money),
        result=chosen.result,
    )
    with opened(chosen, writes=True) as folder:
        print(folder.db.write(_record, [draft])[0])


def read_file(chosen: Namespace) -> None:
    """Write the rows of a file down: all of them, or none when one is wrong."""
    from app.backups.before import backup_before_import

    file = source_file(chosen.file)
    with opened(chosen, writes=True) as folder:
        preview = _preview(folder.db, file)
        _refuse_mistakes(preview)
        backup_before_import(folder.db, folder.paths)
        folder.db.write(_record, preview.drafts)
    repeated = sum(row.repeats for row in preview.rows)
    print(f"Đã ghi {len(preview.drafts)} hoạt động.")
    if repeated:
        print(f"Bỏ qua {repeated} dòng đã có trong sổ.", file=sys.stderr)
    if preview.unknown_columns:
        print(f"Không đọc các cột: {'; '.join(preview.unknown_columns)}.", file=sys.stderr)


def list_all(chosen: Namespace) -> None:
    """One line per activity, tab-separated; what is not known is empty."""
    from app.queries.activities import list_activities

    with opened(chosen, writes=False) as folder:
        rows = folder.db.read(list_activities, year=chosen.year, search=chosen.search)
    for row in rows:
        print("\t".join(_columns(row)))


def write_file(chosen: Namespace) -> None:
    """The table as a workbook."""
    from app.queries.activities import ActivityFilter
    from app.workflows.activities import export_activities

    if chosen.out.suffix.lower() != ".xlsx":
        raise ValidationError("Bảng hoạt động chỉ lưu được thành tệp .xlsx.")
    with opened(chosen, writes=False) as folder:
        wanted = ActivityFilter(year=chosen.year, search=chosen.search)
        export_activities(folder.db, target_file(chosen.out), wanted)
        wrote(folder.db, chosen.out, "Hoạt động")


def _record(session: "Session", drafts: "Sequence[ActivityDraft]") -> list[UUID]:
    """Write drafts down in their Action Month, which is made when the book has none yet."""
    from app.services.activities import record_pasted
    from app.services.campaigns import ensure_action_month

    days = [draft.starts_on for draft in drafts if draft.starts_on is not None]
    for year in {day.year for day in days if day.month >= 11}:
        ensure_action_month(session, year)
    return record_pasted(session, drafts)


def _preview(db: "Database", file: Path) -> "PastePreview":
    from app.workflows.activities import preview_block, preview_file

    if file.suffix.lower() in _WORKBOOKS:
        return preview_file(db, file, today())
    from app.documents.readers.decode import read_file as read_words
    from app.documents.sheets import parse_pasted
    from app.queries.activities import list_activities
    from app.queries.kinds import get_catalogues

    block = parse_pasted(read_words(file))
    return preview_block(block, db.read(get_catalogues), today(), db.read(list_activities))


def _refuse_mistakes(preview: "PastePreview") -> None:
    wrong = [(number, row.errors) for number, row in enumerate(preview.rows, 1) if row.errors]
    if wrong:
        shown = " ".join(
            f"Dòng {number}: {f'{title}: ' if title else ''}{why}"
            for number, errors in wrong[:3]
            for title, why in errors[:1]
        )
        more = f" (và {len(wrong) - 3} dòng nữa)" if len(wrong) > 3 else ""
        raise ValidationError(f"Chưa ghi dòng nào. {shown}{more}")
    if not preview.rows:
        raise ValidationError("Tệp không có dòng hoạt động nào.")


def _columns(row: "ActivityRow") -> tuple[str, ...]:
    numbers = (row.people.total, row.people.men, row.people.women, row.money_total)
    return (
        str(row.id),
        format_date(row.starts_on),
        row.kind_name,
        row.title,
        *("" if number is None else str(number) for number in numbers),
    )
