"""bdg unit: the list of units that report to us, in from a file, out, and what becomes of them."""

import json
import sys
from argparse import ArgumentTypeError, Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import opened, source_file, target_file, wrote
from app.errors import NotFoundError, ValidationError

if TYPE_CHECKING:
    from uuid import UUID

    from app.db.database import Database
    from app.queries.units import UnitRow
    from app.services.units import UnitDraft
    from app.workflows.unit_files import UnitSheet


def add(nouns: Any) -> None:
    """Add the command with its verbs."""
    unit = nouns.add_parser("unit", help="đơn vị báo cáo: danh sách, sáp nhập, đổi tên, chia tách")
    verbs = unit.add_subparsers(
        required=True, metavar="VIỆC", title="Việc", parser_class=arguments.Parser
    )
    _add_files(verbs)
    _add_one(verbs)
    _add_changes(verbs)


def _add_files(verbs: Any) -> None:
    back = verbs.add_parser("import", help="đọc danh sách đơn vị từ tệp")
    back.add_argument("file", metavar="TỆP", type=arguments.path, help=".xlsx, .xls hoặc .csv")
    back.add_argument("--dry-run", action="store_true", help="chỉ in ra sẽ ghi gì, không ghi")
    back.set_defaults(run=read_file)
    out = verbs.add_parser("export", help="danh sách ra tệp Excel; chưa có đơn vị nào thì là mẫu")
    out.add_argument("out", metavar="RA.xlsx", type=arguments.path)
    out.set_defaults(run=export)
    listed = verbs.add_parser("list", help="các đơn vị: mã, tên, mã cấp trên, thời gian, thẻ")
    listed.add_argument("--on", type=arguments.day, metavar="NGÀY", help="chỉ đơn vị có ngày này")
    listed.add_argument("--json", action="store_true", help="in ra dạng JSON")
    listed.set_defaults(run=show)


def _add_one(verbs: Any) -> None:
    one = verbs.add_parser("add", help="thêm một đơn vị")
    one.add_argument("unit", metavar="MÃ=TÊN", type=code_and_name, help="ví dụ 26734=Mẫu Thượng")
    _ask_level(one)
    one.add_argument("--parent", default="", type=arguments.words, metavar="MÃ", help="cấp trên")
    one.add_argument("--above", action="store_true", help="là cơ quan cấp trên của đơn vị mình")
    one.add_argument("--email", default="", type=arguments.words, metavar="THƯ")
    one.add_argument("--from", dest="first", type=arguments.day, metavar="NGÀY", help="từ ngày")
    one.set_defaults(run=add_one)


def _add_changes(verbs: Any) -> None:
    merge = verbs.add_parser("merge", help="nhiều đơn vị thành một từ một ngày")
    merge.add_argument("codes", nargs="+", metavar="MÃ", type=arguments.words, help="đơn vị cũ")
    merge.add_argument("--into", required=True, metavar="MÃ=TÊN", type=code_and_name)
    _ask_level(merge)
    _ask_day(merge)
    merge.set_defaults(run=merge_them)
    rename = verbs.add_parser("rename", help="đơn vị mang tên khác, có thể mã khác, từ một ngày")
    rename.add_argument("code", metavar="MÃ", type=arguments.words)
    rename.add_argument("--name", required=True, metavar="TÊN", type=arguments.words)
    rename.add_argument("--code", dest="new_code", default="", metavar="MÃ", type=arguments.words)
    _ask_level(rename)
    _ask_day(rename)
    rename.set_defaults(run=rename_it)
    split = verbs.add_parser("split", help="một đơn vị chia thành nhiều từ một ngày")
    split.add_argument("code", metavar="MÃ", type=arguments.words)
    split.add_argument(
        "--into", required=True, action="append", metavar="MÃ=TÊN", type=code_and_name
    )
    split.add_argument("--stays", action="store_true", help="đơn vị cũ vẫn còn")
    _ask_level(split)
    _ask_day(split)
    split.set_defaults(run=split_it)


def _ask_level(verb: Any) -> None:
    verb.add_argument(
        "--level", default="", type=arguments.words, metavar="CẤP", help="xa, phuong, huyen …"
    )


def _ask_day(verb: Any) -> None:
    verb.add_argument("--day", required=True, type=arguments.day, metavar="NGÀY", help="từ ngày")
    verb.add_argument(
        "--source", default="", type=arguments.words, metavar="LỜI", help="nghị quyết sắp xếp"
    )


def code_and_name(text: str) -> tuple[str, str]:
    """ "26734=Mẫu Thượng" → (code, name)."""
    code, equals, name = arguments.words(text).partition("=")
    if not (equals and code.strip() and name.strip()):
        raise ArgumentTypeError(f"“{text}” phải có dạng mã=tên, ví dụ 26734=Mẫu Thượng.")
    return code.strip(), name.strip()


def read_file(chosen: Namespace) -> int:
    """Every fault a line on the error stream, else what changes (dry) or how many units did.

    Returns:
        2 when anything is wrong; nothing is written then.
    """
    from app.backups.before import backup_before_import
    from app.workflows.unit_files import read_units, take_units

    file = source_file(chosen.file)
    with opened(chosen, writes=not chosen.dry_run) as folder:
        sheet = read_units(folder.db, file)
        for words in (*sheet.warnings, *sheet.problems):
            print(words, file=sys.stderr)
        if sheet.problems:
            print("Chưa ghi đơn vị nào. Hãy sửa các chỗ trên rồi đọc lại.", file=sys.stderr)
            return 2
        if chosen.dry_run:
            _print_preview(sheet)
        else:
            backup_before_import(folder.db, folder.paths)
            print(take_units(folder.db, sheet))
    return 0


def _print_preview(sheet: "UnitSheet") -> None:
    from app.workflows.unit_files import LINE_WORDS

    for line in sheet.lines:
        changes = "; ".join(f"{title}: {old} → {new}" for title, old, new in line.changes)
        print("\t".join((LINE_WORDS[line.state], line.draft.code, line.draft.name, changes)))


def export(chosen: Namespace) -> None:
    """Write the list; how many units."""
    from app.workflows.unit_files import export_units

    out = target_file(chosen.out)
    if out.suffix.lower() != ".xlsx":
        raise ValidationError("Tên tệp phải có đuôi .xlsx.")
    with opened(chosen, writes=False) as folder:
        print(export_units(folder.db, out))
        wrote(folder.db, out, "Danh sách đơn vị")


def show(chosen: Namespace) -> None:
    """A line for each unit, apart by tabs."""
    from app.queries.units import list_units

    with opened(chosen, writes=False) as folder:
        rows = folder.db.read(list_units, on=chosen.on)
    if chosen.json:
        print(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=1))
        return
    for row in rows:
        print("\t".join(_line(row)))


def add_one(chosen: Namespace) -> None:
    """Keep a new unit."""
    from app.domain.units import BEGINNING
    from app.services.units import UnitDraft, save_unit

    code, name = chosen.unit
    with opened(chosen, writes=True) as folder:
        draft = UnitDraft(
            code=code,
            name=name,
            level_code=chosen.level or _usual_level(folder.db, above=chosen.above),
            parent_code=chosen.parent,
            above=chosen.above,
            valid_from=chosen.first or BEGINNING,
            email=chosen.email,
        )
        folder.db.write(save_unit, draft)
    print(f"Đã thêm {name} (mã {code}).")


def merge_them(chosen: Namespace) -> None:
    """Several units become one."""
    from app.services.unit_changes import MergeUnits, merge_units

    with opened(chosen, writes=True) as folder:
        old = [_standing(folder.db, code, chosen.day) for code in chosen.codes]
        command = MergeUnits(
            predecessors=tuple(row.id for row in old),
            successor=_successor(chosen, chosen.into, old[0]),
            day=chosen.day,
        )
        _tell(folder.db, folder.db.write(merge_units, command))


def rename_it(chosen: Namespace) -> None:
    """A unit goes on under another name."""
    from app.services.unit_changes import RenameUnit, rename_unit

    with opened(chosen, writes=True) as folder:
        command = RenameUnit(
            unit_id=_standing(folder.db, chosen.code, chosen.day).id,
            name=chosen.name,
            day=chosen.day,
            code=chosen.new_code,
            level_code=chosen.level,
            source=chosen.source,
        )
        _tell(folder.db, folder.db.write(rename_unit, command))


def split_it(chosen: Namespace) -> None:
    """A unit falls into several."""
    from app.services.unit_changes import SplitUnit, split_unit

    with opened(chosen, writes=True) as folder:
        old = _standing(folder.db, chosen.code, chosen.day)
        command = SplitUnit(
            unit_id=old.id,
            successors=tuple(_successor(chosen, one, old) for one in chosen.into),
            day=chosen.day,
            stays=chosen.stays,
        )
        for unit in folder.db.write(split_unit, command):
            _tell(folder.db, unit)


def _successor(chosen: Namespace, new: tuple[str, str], old: "UnitRow") -> "UnitDraft":
    from app.services.units import UnitDraft

    code, name = new
    return UnitDraft(
        code=code,
        name=name,
        level_code=chosen.level or old.level_code,
        parent_code=old.parent_code,
        source=chosen.source,
    )


def _standing(db: "Database", code: str, day: date) -> "UnitRow":
    """The unit that bears a code on the day before something becomes of it."""
    from datetime import timedelta

    from app.queries.units import find_unit

    for on in (day - timedelta(days=1), day):
        found = db.read(find_unit, code, on)
        if found is not None:
            return found
    raise NotFoundError(f"Không có đơn vị nào mang mã “{code}” trước ngày đó. Xem: bdg unit list")


def _usual_level(db: "Database", *, above: bool) -> str:
    """A commune, or the level to which our own reports."""
    from app.workflows.parcels.enrolment import usual_upper_level

    return db.read(usual_upper_level) if above else "xa"


def _tell(db: "Database", unit: "UUID") -> None:
    from app.queries.units import get_unit

    row = db.read(get_unit, unit)
    if row is not None:
        print("\t".join(_line(row)))


def _line(row: "UnitRow") -> tuple[str, ...]:
    from app.domain.dates import format_date
    from app.domain.units import BEGINNING, CARD_WORDS

    first = "" if row.valid_from == BEGINNING else format_date(row.valid_from)
    card = CARD_WORDS[row.card] if row.card else "Chưa có thẻ"
    above = "cấp trên" if row.above else row.parent_code
    return row.code, row.full_name, above, first, format_date(row.valid_to), card, row.short_code


def _plain(row: "UnitRow") -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "full_name": row.full_name,
        "level": row.level_code,
        "parent": row.parent_code,
        "above": row.above,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "email": row.email,
        "phone": row.phone,
        "contact": row.contact,
        "card": str(row.card) if row.card else None,
        "short_code": row.short_code,
        "predecessors": [
            {"code": one.code, "name": one.name, "kind": str(one.kind), "day": one.day.isoformat()}
            for one in row.predecessors
        ],
    }
