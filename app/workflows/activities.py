"""Activities in from a pasted block or an Excel sheet, with a preview first; out as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.db.database import Database
from app.documents.sheets import read_block
from app.domain.activities import ActivityDraft, checked
from app.domain.text import fold
from app.errors import ValidationError
from app.queries.activities import ActivityFilter, ActivityRow, find_activities
from app.queries.kinds import Catalogues, get_catalogues
from app.services.activities import record_pasted
from app.workflows.activity_sheet import activity_sheet, export_activities
from app.workflows.paste_cells import cell_text, read_count, read_day, read_kind
from app.workflows.paste_columns import IGNORED, WORDS, Columns, find_columns

__all__ = [
    "PastePreview",
    "PasteRow",
    "activity_sheet",
    "export_activities",
    "preview_block",
    "preview_file",
    "record_pasted",
]

_TOTAL_WORDS = {"tong cong", "cong", "tong", "tong so"}
_FARTHEST = timedelta(days=366)
_FIELDS = {"kind_code": "kind", "money": "money:", "quantities": "quantity:"}


@dataclass(frozen=True, slots=True)
class PasteRow:
    """One row as read: the draft, or why not; ``repeats`` when it seems to be there already."""

    draft: ActivityDraft | None
    errors: tuple[tuple[str, str], ...]
    cells: tuple[str, ...]
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class PastePreview:
    """What would be written down. Nothing is dropped unsaid.

    ``unknown_columns`` will not be read; ``skipped`` are titles above the header and total rows.
    """

    titles: tuple[str, ...]
    rows: tuple[PasteRow, ...]
    unknown_columns: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def drafts(self) -> tuple[ActivityDraft, ...]:
        """Drafts of the rows without errors that are not there already."""
        return tuple(row.draft for row in self.rows if row.draft and not row.repeats)


def preview_file(db: Database, path: Path, today: date) -> PastePreview:
    """Read the first sheet of an Excel file; see ``preview_block``.

    Raises:
        DataFileError: the file cannot be read as Excel.
    """
    return preview_block(read_block(path), db.read(get_catalogues), today, _known(db))


def preview_block(
    rows: Sequence[Sequence[Any]],
    catalogues: Catalogues,
    today: date,
    known: Iterable[ActivityRow] = (),
) -> PastePreview:
    """Read a block of cells without writing anything.

    Args:
        rows: cells as typed, or as Excel holds them; a header row in any order, else the standard
            order (ngày, hoạt động, loại, nơi, nam, nữ, tổng, kinh phí).
        known: activities that are there already, to mark repeated rows.
    """
    filled = [list(row) for row in rows if any(cell_text(cell) for cell in row)]
    texts = [[cell_text(cell) for cell in row] for row in filled]
    columns = find_columns(texts, catalogues)
    skipped = [" ".join(row).strip() for row in texts[: max(columns.first_row - 1, 0)]]
    seen = {_event(row) for row in known}
    read: list[PasteRow] = []
    for cells, shown in zip(filled[columns.first_row :], texts[columns.first_row :], strict=True):
        if _is_total(shown):
            skipped.append(" ".join(filter(None, shown)))
            continue
        row = _read_row(cells, columns, catalogues, today)
        event = _event(row.draft) if row.draft else None
        read.append(replace(row, repeats=event in seen))
        if event is not None:
            seen.add(event)
    return PastePreview(columns.titles, tuple(read), columns.unknown, tuple(skipped))


def _known(db: Database) -> list[ActivityRow]:
    return db.read(find_activities, ActivityFilter())


def _event(said: ActivityRow | ActivityDraft) -> tuple[date | None, str, str, str]:
    """What makes two rows one activity: banners of one day in two hamlets are two."""
    return said.starts_on, said.kind_code, fold(said.title), fold(said.place)


def _is_total(shown: list[str]) -> bool:
    first = next((text for text in shown if text), "")
    return fold(first) in _TOTAL_WORDS


def _read_row(cells: list[Any], columns: Columns, facts: Catalogues, today: date) -> PasteRow:
    found: dict[str, Any] = {}
    errors: list[tuple[str, str]] = []
    for meaning, title, cell in zip(columns.meanings, columns.titles, cells, strict=False):
        if not meaning or meaning == IGNORED:
            continue
        try:
            found[meaning] = _read_cell(meaning, cell, facts)
        except ValidationError as error:
            errors.append((title, error.message))
    draft = None
    if not errors:
        try:
            draft = checked(_draft(found, facts))
            _not_far(draft, today)
        except ValidationError as error:
            field = _FIELDS.get(error.field, error.field)
            errors.append((_title_of(field, columns), error.message))
            draft = None
    return PasteRow(draft, tuple(errors), tuple(cell_text(cell) for cell in cells))


def _read_cell(meaning: str, cell: Any, facts: Catalogues) -> Any:
    if meaning in ("starts_on", "ends_on"):
        return read_day(cell)
    if meaning == "kind":
        return read_kind(cell, facts)
    if meaning in ("men", "women", "total") or ":" in meaning:
        return read_count(cell)
    return cell_text(cell)


def _draft(found: dict[str, Any], facts: Catalogues) -> ActivityDraft:
    first, last = found.get("starts_on", (None, None))
    kind = found.get("kind", "")
    if not kind:
        raise ValidationError("Chưa ghi loại hoạt động.", field="kind_code")
    partners = (name.strip() for name in found.get("partners", "").replace("\n", ";").split(";"))
    return ActivityDraft(
        kind_code=kind,
        title=found.get("title", ""),
        starts_on=first,
        ends_on=found.get("ends_on", (None, None))[0] or last,
        place=found.get("place", ""),
        lead=found.get("lead", ""),
        partners=tuple(name for name in partners if name),
        target_group=found.get("target_group", ""),
        men=found.get("men"),
        women=found.get("women"),
        total=found.get("total"),
        quantities=_amounts(found, "quantity:", _own_item(kind, facts)),
        money=_amounts(found, "money:", next(iter(facts.sources), "")),
        result=found.get("result", ""),
    )


def _own_item(kind: str, facts: Catalogues) -> str:
    """The item that a bare column "Số lượng" counts for a kind; empty when it has none."""
    items = facts.kinds[kind].items
    return items[0] if items else ""


def _amounts(found: dict[str, Any], prefix: str, general: str) -> tuple[tuple[str, int], ...]:
    """Amounts of the columns of one prefix; the bare column belongs to ``general``."""
    amounts: dict[str, int] = {}
    for meaning, value in found.items():
        if meaning.startswith(prefix) and value is not None:
            code = meaning.removeprefix(prefix) or general
            if not code:
                raise ValidationError(
                    "Loại hoạt động này không có mục số lượng riêng; hãy ghi vào cột có tên cụ thể.",
                    field="quantities",
                )
            if code in amounts:
                raise ValidationError(
                    "Kinh phí hoặc số lượng ghi ở hai cột cho cùng một mục.", field="money"
                )
            amounts[code] = value
    return tuple(amounts.items())


def _not_far(draft: ActivityDraft, today: date) -> None:
    if draft.starts_on is not None and draft.starts_on > today + _FARTHEST:
        raise ValidationError(
            f"Ngày {draft.starts_on:%d/%m/%Y} còn quá xa; hãy kiểm tra lại năm.", field="starts_on"
        )


def _title_of(field: str, columns: Columns) -> str:
    for meaning, title in zip(columns.meanings, columns.titles, strict=True):
        if meaning == field:
            return title
    return WORDS.get(field, "")
