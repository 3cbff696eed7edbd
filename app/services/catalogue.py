"""Catalogues: load the shipped rows, keep what the office changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.text import clean_line, clean_text, fold
from app.errors import ConflictError, NotFoundError, ValidationError
from app.models import CatalogueEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedEntry:
    """One row as the program ships it."""

    catalogue: str
    code: str
    name: str
    position: int
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str = ""
    source: str = ""
    checked: bool = False
    note: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveEntry:
    """A row as the office types it. ``entry_id`` None adds a row."""

    catalogue: str
    name: str
    code: str = ""
    entry_id: UUID | None = None
    seen_revision: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str = ""
    source: str = ""
    checked: bool = False
    note: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenEntry:
    """A row that came from above; ``replaces`` names the row whose place it takes.

    ``valid_to`` None leaves the last day as it is; ``shown``: a hidden row is shown again. ``note``
    None leaves the note.
    """

    catalogue: str
    code: str
    name: str
    source: str = ""
    valid_from: date | None = None
    replaces: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    valid_to: date | None = None
    shown: bool = False
    note: str | None = None


def load_entries(session: Session, entries: Sequence[ShippedEntry]) -> int:
    """Bring shipped rows in: new ones added, unchanged ones brought up to date.

    A row that the office added or changed (``own``) is never touched.

    Returns:
        how many rows were added or changed.
    """
    known = {(row.catalogue, row.code): row for row in session.scalars(select(CatalogueEntry))}
    changed = 0
    for shipped in entries:
        row = known.get((shipped.catalogue, shipped.code))
        if row is None:
            row = CatalogueEntry(catalogue=shipped.catalogue, code=shipped.code)
            session.add(row)
        elif row.own:
            continue
        changed += _differs(row, _shipped_values(shipped))
    return changed


def save_entry(session: Session, command: SaveEntry) -> UUID:
    """Add a row, or change one; it becomes the office's own.

    Raises:
        ValidationError: no name, or a period that ends before it begins, or a code twice.
        NotFoundError, ConflictError: gone, or changed after ``seen_revision``.
    """
    name = clean_text(command.name)
    if not name:
        raise ValidationError("Hãy ghi tên.", field="name")
    if command.valid_from and command.valid_to and command.valid_to < command.valid_from:
        raise ValidationError("Ngày hết hiệu lực đứng trước ngày có hiệu lực.", field="valid_to")
    row = _row_for(session, command, name)
    row.name, row.search = name, fold(f"{row.code} {name}")
    row.valid_from, row.valid_to = command.valid_from, command.valid_to
    row.replaced_by = clean_line(command.replaced_by)
    row.source, row.note = clean_line(command.source), clean_text(command.note)
    row.checked, row.data = command.checked, dict(command.data)
    row.own = True
    session.flush()
    return row.id


def take_over(session: Session, rows: Sequence[TakenEntry]) -> int:
    """Write rows that came from above; a replaced row ends the day before the new one begins.

    Returns:
        how many rows were written.
    """
    known = {(row.catalogue, row.code): row for row in session.scalars(select(CatalogueEntry))}
    last = max((row.position for row in known.values()), default=0)
    for taken in rows:
        row = known.get((taken.catalogue, taken.code))
        old = known.get((taken.catalogue, taken.replaces))
        if row is None:
            last += 1
            row = CatalogueEntry(catalogue=taken.catalogue, code=taken.code, position=last)
            session.add(row)
        row.name, row.search = taken.name, fold(f"{taken.code} {taken.name}")
        row.valid_from, row.source = taken.valid_from, clean_line(taken.source)
        row.data, row.own = dict(taken.data), True
        row.valid_to = taken.valid_to or row.valid_to
        row.hidden = bool(row.hidden) and not taken.shown
        row.note = row.note if taken.note is None else clean_text(taken.note)
        if old is not None and taken.valid_from is not None:
            row.position, row.valid_to = old.position, old.valid_to
            old.valid_to, old.replaced_by = taken.valid_from - timedelta(days=1), taken.code
            old.own = True
    return len(rows)


def hide_entry(session: Session, entry_id: UUID) -> None:
    """Leave a row out of lists; records that name it keep it."""
    _get(session, entry_id).hidden = True


def restore_entry(session: Session, entry_id: UUID) -> None:
    """Show a hidden row again."""
    _get(session, entry_id).hidden = False


def _shipped_values(shipped: ShippedEntry) -> dict[str, Any]:
    return {
        "name": shipped.name,
        "search": fold(f"{shipped.code} {shipped.name}"),
        "valid_from": shipped.valid_from,
        "valid_to": shipped.valid_to,
        "replaced_by": shipped.replaced_by,
        "source": shipped.source,
        "checked": shipped.checked,
        "note": shipped.note,
        "data": dict(shipped.data),
        "position": shipped.position,
    }


def _differs(row: CatalogueEntry, values: Mapping[str, Any]) -> bool:
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _row_for(session: Session, command: SaveEntry, name: str) -> CatalogueEntry:
    if command.entry_id is not None:
        row = _get(session, command.entry_id)
        if row.revision != command.seen_revision:
            raise ConflictError(
                "Dòng này vừa được sửa ở nơi khác nên chưa ghi lại. Hãy mở lại rồi sửa tiếp."
            )
        return row
    code = clean_line(command.code) or name[:200]
    same = CatalogueEntry.catalogue == command.catalogue
    if session.scalars(select(CatalogueEntry).where(same, CatalogueEntry.code == code)).first():
        raise ValidationError(f"“{code}” đã có trong danh mục này.", field="code")
    last = session.scalar(select(func.max(CatalogueEntry.position)).where(same)) or 0
    row = CatalogueEntry(catalogue=command.catalogue, code=code, position=last + 1)
    session.add(row)
    return row


def _get(session: Session, entry_id: UUID) -> CatalogueEntry:
    row = session.get(CatalogueEntry, entry_id)
    if row is None:
        raise NotFoundError("Dòng này không còn trong danh mục.")
    return row
