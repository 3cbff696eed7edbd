"""bdg log: who changed what and when, of the whole book or of one record; what left the program."""

import csv
import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from app.commands import arguments
from app.commands.opened import find_id, opened
from app.domain.exports import WAY_WORDS

if TYPE_CHECKING:
    from app.db.database import Database
    from app.queries.change_log import LogFilter, LogRow
    from app.queries.export_log import ExportRow

_CHANGES: Final = ("at", "actor", "done", "kind", "record", "part", "field", "before", "after")
_MOST: Final = 1_000_000
_EXPORTS: Final = ("at", "actor", "way", "title", "file_name", "sha256")


def add(nouns: Any) -> None:
    """Add the command."""
    log = nouns.add_parser("log", help="nhật ký: ai sửa gì, lúc nào, từ gì thành gì")
    log.add_argument(
        "--record", type=arguments.words, default="", metavar="MÃ", help="một ghi chép"
    )
    log.add_argument("--from", dest="first", type=arguments.day, metavar="NGÀY", help="từ ngày")
    log.add_argument("--to", dest="last", type=arguments.day, metavar="NGÀY", help="đến hết ngày")
    log.add_argument("--actor", type=arguments.words, default="", metavar="TÊN", help="do ai làm")
    log.add_argument(
        "--exports", action="store_true", help="những gì đã in, đã lưu thành tệp, đã gửi đi"
    )
    log.add_argument(
        "--all", action="store_true", help="cả những gì chương trình tự ghi (thứ tự, dấu nội dung)"
    )
    form = log.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="in ra dạng CSV")
    form.add_argument("--json", action="store_true", help="in ra dạng JSON")
    log.set_defaults(run=show)


def show(chosen: Namespace) -> None:
    """The newest lines first, a line each, apart by tabs."""
    from app.queries.change_log import LogFilter

    wanted = LogFilter(actor=chosen.actor, first=chosen.first, last=chosen.last, quiet=chosen.all)
    with opened(chosen, writes=False) as folder:
        if chosen.exports:
            rows = [_export(row) for row in _exports(folder.db, wanted)]
        else:
            rows = [_change(row) for row in _lines(folder.db, wanted, chosen.record)]
    _print(rows, _EXPORTS if chosen.exports else _CHANGES, chosen)


def _lines(db: "Database", wanted: "LogFilter", record: str) -> "Sequence[LogRow]":
    from app.queries.change_log import list_log
    from app.queries.record_family import find_records, record_log

    if not record:
        return db.read(list_log, wanted, most=_MOST).rows
    tables = db.read(find_records)
    found = find_id(record, list(tables), "ghi chép")
    rows = db.read(record_log, tables[found], found, quiet=wanted.quiet)
    return [row for row in rows if wanted.holds(row.at, row.actor)]


def _exports(db: "Database", wanted: "LogFilter") -> "Sequence[ExportRow]":
    from app.queries.export_log import list_exports

    return db.read(list_exports, wanted, most=_MOST).rows


def _change(row: "LogRow") -> dict[str, str]:
    words = {name: str(getattr(row, name)) for name in _CHANGES}
    return {**words, "at": row.at.astimezone().isoformat()}


def _export(row: "ExportRow") -> dict[str, str]:
    words = {name: str(getattr(row, name)) for name in _EXPORTS}
    return {**words, "at": row.at.astimezone().isoformat(), "way": WAY_WORDS[row.way]}


def _print(rows: Sequence[dict[str, str]], names: Iterable[str], chosen: Namespace) -> None:
    if chosen.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    elif chosen.csv:
        writer = csv.DictWriter(sys.stdout, list(names), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _harmless(text) for key, text in row.items()} for row in rows)
    else:
        for row in rows:
            print("\t".join(" ".join(text.split()) for text in row.values()))


def _harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula stays a text."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
