"""A data folder with two rows in every table, all of them written by the program's own ways."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import JSON, Boolean, Column, Date, Integer, String, Uuid
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.parcels import ReceivedState
from app.domain.text import fold
from app.exchange.canonical import canonical
from app.exchange.check_code import check_code
from app.exchange.key_file import key_text
from app.exchange.office_cards import CARD_SHAPE
from app.exchange.reading import read_package
from app.exchange.records import Records
from app.models import Base, ReportSeal
from app.models.base import Entity, UtcDateTime
from app.models.figure import DecimalText
from app.paths import DataPaths
from app.queries.seals import SealRow
from app.services.kept_files import keep_file
from app.services.received import keep_packages
from app.workflows.attachments import keep_content
from app.workflows.parcels.frozen import content_of
from app.workflows.parcels.keeping import Arrived, kept_form
from tests.exchange.offices import PAPER, PDF, PROVINCE, card, keys_of, records
from tests.workflows.parcels.senders import desk, made

NOW: Final = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
MODELS: Final = {one.__tablename__: one for one in Entity.__subclasses__()}
#: Values that constraints ask for; all others come from the column's type.
_FIXED: Final[dict[str, Any]] = {
    "paper.kind": "plan", "paper_version.state": "draft", "paper_node.mark": "arabic",
    "task_progress.state": "done", "figure.state": "value", "figure.sex": "total",
    "indicator_target.sex": "total", "indicator_target.set_by": "own", "officer.role": "officer",
    "office.reporting_line": "two_tier", "sent_package.state": "written", "sent_copy.way": "folder",
    "received_package.state": "accepted", "received_package.origin": "package",
    "received_package.counts": False, "received_package.file_sha256": None,
    "received_package.receipt_sha256": None, "unit_change.kind": "merge",
    "unit_card.state": "pinned", "activity.partners": ["Hội Phụ nữ"], "paper.plan_id": None,
    "paper_version.form": {}, "year_closing.closed": False, "paper_version.content_hash": "",
}  # fmt: skip

_BY_TYPE: Final[tuple[tuple[type[Any], Callable[[int], Any]], ...]] = (
    (Uuid, lambda number: uuid4()),
    (UtcDateTime, lambda number: NOW + timedelta(days=number)),
    (Date, lambda number: date(2026, 3, 1) + timedelta(days=number)),
    (Boolean, lambda number: True),
    (Integer, lambda number: 2020 + number),
    (JSON, lambda number: [f"Dòng {number}"]),
    (DecimalText, Decimal),
    (String, lambda number: f"Mẫu {number}"),
)


def value_of(column: Column[Any], number: int, known: dict[str, Any]) -> Any:
    """Something a column takes, another one for every number."""
    name = f"{column.table.name}.{column.name}"
    if name in _FIXED:
        return _FIXED[name]
    for key in column.foreign_keys:
        return known[f"{key.column.table.name}{number}"]
    return next(make(number) for kind, make in _BY_TYPE if isinstance(column.type, kind))


def row_of(name: str, number: int, known: dict[str, Any]) -> dict[str, Any]:
    """Values of every column of a table that the program does not keep for itself."""
    columns = Base.metadata.tables[name].columns
    return {
        one.name: value_of(one, number, known)
        for one in columns
        if one.name not in ("revision", "updated_at")
    }


def fill(db: Database, paths: DataPaths) -> None:
    """Two rows in every table."""
    known: dict[str, Any] = {}
    for number in (1, 2):
        db.write(_row_in_each, number, known, paths)
    db.write(_packages)


def _row_in_each(session: Session, number: int, known: dict[str, Any], paths: DataPaths) -> None:
    known[f"kept_file{number}"] = keep_file(session, f"tệp {number}".encode())
    for table in Base.metadata.sorted_tables:
        model = MODELS.get(table.name)
        if model is None:
            continue
        values = row_of(table.name, number, known) | dict(_fitting(table.name, number, paths))
        if "search" in values:
            values["search"] = _search(table.name, values)
        one = model(**values)
        session.add(one)
        session.flush()
        known[f"{table.name}{number}"] = one.id
        if isinstance(one, ReportSeal):
            _seal(session, one)


def _fitting(name: str, number: int, paths: DataPaths) -> Iterator[tuple[str, Any]]:
    """Fields that must fit something else."""
    if name in ("attachment", "paper_attachment"):
        kept = keep_content(paths, f"{name}{number}.txt", f"{name} {number}".encode(), "text/plain")
        yield from (("name", kept.name), ("sha256", kept.sha256), ("size", kept.size))
    if name == "office_key":
        own = PROVINCE.card if number == 1 else card(4, "79", "Sở Nội vụ tỉnh Mẫu")
        yield from (
            ("card", CARD_SHAPE.write(own)), ("fingerprint", own.fingerprint),
            ("secret", key_text(PROVINCE.keys if number == 1 else keys_of(4))),
        )  # fmt: skip
    if name == "quarantined_file":
        yield "sha256", sha256(f"tệp {number}".encode()).hexdigest()


def _search(name: str, values: dict[str, Any]) -> str:
    if name != "activity":
        return fold(f"{values['code']} {values['name']}")
    words = ("title", "place", "lead", "target_group", "result")
    return fold(" ".join((*(values[one] for one in words), *values["partners"])))


def _seal(session: Session, seal: ReportSeal) -> None:
    """Real frozen data behind a check code."""
    frozen = {
        "first": "2026-01-01", "last": "2026-12-31", "periods": {}, "left_out": [], "later": 0,
        "uncounted": 0, "records": {},
    }  # fmt: skip
    seal.records = keep_file(session, canonical(frozen))
    row = SealRow(
        **{name: getattr(seal, name) for name in SealRow.__dataclass_fields__}  # type: ignore[arg-type]
    )
    seal.content_hash = content_of(Records(), row)
    seal.check_code = check_code(seal.content_hash)
    session.flush()


def _packages(session: Session) -> None:
    """A package as it comes from a commune, with figures and activities."""
    content = made(50, 1, records(), papers={PAPER: PDF}).content
    arrived = Arrived(
        package=read_package(content, desk()), content=content, file_name="goi.bdg", received_at=NOW
    )
    keep_packages(session, [kept_form(arrived, ReceivedState.ACCEPTED, (), {})])


def stored(value: Any) -> Any:
    """A value as a hand with sqlite3 would write it."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}.000000"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return f"{value:f}" if isinstance(value, Decimal) else value
