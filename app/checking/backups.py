"""Which backup still holds a record as history tells it."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from app.checking.findings import Finding, Group
from app.checking.values import plain_of
from app.db.backup import list_backups
from app.db.database import Database
from app.db.engine import connect_file, file_errors, key_of
from app.models import Base
from app.paths import DataPaths

_MOST_FINDINGS: Final = 60
_MOST_BACKUPS: Final = 40


def way_back(paths: DataPaths, db: Database, findings: Sequence[Finding]) -> Mapping[int, str]:
    """By the place of a finding: the newest backup in which the record is as it should be."""
    open_ = {
        number: one
        for number, one in enumerate(findings)
        if one.group is Group.RECORD and one.wanted is not None and not one.note and not one.cure
    }
    open_ = dict(list(open_.items())[:_MOST_FINDINGS])
    found: dict[int, str] = {}
    if not open_ or db.server:
        return found
    for backup in list_backups(paths.backups)[:_MOST_BACKUPS]:
        left = {number: one for number, one in open_.items() if number not in found}
        for number in _right_in(backup.path, key_of(db.engine), left):
            found[number] = (
                f"Bản sao lưu {backup.path.name} ({backup.made_at:%H:%M ngày %d/%m/%Y}) còn giữ "
                "đúng nội dung này."
            )
    return found


def _right_in(path: Path, key: bytes | None, left: Mapping[int, Finding]) -> list[int]:
    try:
        with closing(connect_file(path, key, read_only=True)) as connection:
            return [number for number, one in left.items() if _holds(connection, one)]
    except file_errors():
        return []


def _holds(connection: Any, finding: Finding) -> bool:
    place = finding.place
    if place is None or place.table not in Base.metadata.tables:
        return False
    column = finding.wanted or "id"
    query = f'SELECT "{column}" FROM "{place.table}" WHERE id = ?'  # noqa: S608 - names of ours
    try:
        row = connection.execute(query, (UUID(place.record).hex,)).fetchone()
    except ValueError:
        return False
    if row is None or finding.wanted == "id":
        return row is not None
    plain = plain_of(Base.metadata.tables[place.table].columns[column])(row[0])
    return bool(plain == finding.right)
