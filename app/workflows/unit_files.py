"""The list of units in from Excel or CSV, looked at before it is written, and out again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.db.database import Database
from app.documents.sheets import Sheet, SheetColumn, write_workbook
from app.domain.dates import format_date
from app.domain.text import fold
from app.domain.units import BEGINNING, PRESETS, in_circles, is_higher
from app.errors import ValidationError
from app.queries.catalogue import EntryRow
from app.queries.office import get_office
from app.queries.office_keys import own_code
from app.queries.units import UnitRow, list_levels, list_units
from app.services.units import UnitDraft, save_units
from app.workflows.unit_cells import COLUMNS, UnitCells, UnitTable, read_unit_table

_WIDTHS: Final = (14, 34, 26, 14, 12, 12, 30, 18, 26)
_DAYS: Final = ("valid_from", "valid_to")
#: Fields that a file may change, with the title of their column.
_FIELDS: Final = {
    "name": "name",
    "level_code": "level",
    "parent_code": "parent",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
    "email": "email",
    "phone": "phone",
    "contact": "contact",
}


class LineState(StrEnum):
    """What a row of a file would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


LINE_WORDS: Final = {
    LineState.NEW: "Mới",
    LineState.CHANGED: "Thay đổi",
    LineState.SAME: "Như cũ",
}


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A row of the file; ``changes`` are (column, before, after) in words."""

    row: int
    state: LineState
    draft: UnitDraft
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """A file as read. With ``problems`` nothing may be written; ``warnings`` are to be looked at."""

    lines: tuple[UnitLine, ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...]

    def count(self, state: LineState) -> int:
        """How many rows would do this."""
        return sum(line.state is state for line in self.lines)


def read_units(db: Database, path: Path) -> UnitSheet:
    """What a file would change in the list; nothing is written.

    A row is the unit of its code that begins on the same day, or the newest of that code where the
    file names no day. An empty cell says nothing: what is kept stays.

    Raises:
        DataFileError, ValidationError: the file cannot be read at all.
    """
    table = read_unit_table(path)
    known = db.read(list_units)
    reading = _Reading(table, known, db.read(list_levels), db.read(own_code))
    lines = [line for cells in table.rows for line in reading.line(cells)]
    reading.check(lines)
    office = db.read(get_office)
    if office is not None and office.reporting_line == "three_tier" and office.tier == "province":
        reading.tell_without_parent(lines)
    return UnitSheet(
        tuple(one for _cells, one in lines),
        tuple(words for _row, words in sorted(table.problems, key=lambda one: one[0])),
        tuple(words for _row, words in sorted(table.warnings, key=lambda one: one[0])),
    )


def take_units(db: Database, sheet: UnitSheet) -> int:
    """Write what was read and looked at, all of it or nothing.

    Returns:
        how many units are new or changed.

    Raises:
        ValidationError: the file has problems, or the list has changed so that it has now.
        NotFoundError, ConflictError: a unit was removed or changed meanwhile.
    """
    if sheet.problems:
        raise ValidationError(
            f"Tệp có {len(sheet.problems)} chỗ chưa đúng nên chưa ghi đơn vị nào. Hãy sửa các chỗ đó "
            "rồi đọc lại."
        )
    drafts = [line.draft for line in sheet.lines if line.state is not LineState.SAME]
    if drafts:
        db.write(save_units, drafts)
    return len(drafts)


def units_sheet(db: Database) -> Sheet:
    """The units under us, former ones too, in the columns that ``read_units`` reads."""
    levels = {one.code: one.name for one in db.read(list_levels)}
    rows = [row for row in db.read(list_units) if not row.above]
    columns = [
        SheetColumn(title, "date" if key in _DAYS else "text", width)
        for (key, (title, _names)), width in zip(COLUMNS.items(), _WIDTHS, strict=True)
    ]
    office = db.read(get_office)
    shape = PRESETS[office.reporting_line].words if office else ""
    return Sheet(
        title="Đơn vị",
        above=(f"Danh sách đơn vị báo cáo. {shape}".strip(),),
        columns=tuple(columns),
        rows=tuple(
            (
                row.code,
                row.name,
                levels.get(row.level_code, row.level_code),
                row.parent_code,
                None if row.valid_from == BEGINNING else row.valid_from,
                row.valid_to,
                row.email,
                row.phone,
                row.contact,
            )
            for row in rows
        ),
    )


def export_units(db: Database, path: Path) -> int:
    """Write the list as a workbook; without units it is the form to be filled.

    Returns:
        how many units.

    Raises:
        DataFileError: the file cannot be written.
    """
    sheet = units_sheet(db)
    write_workbook(path, [sheet])
    return len(sheet.rows)


_Line = tuple[UnitCells, UnitLine]


@dataclass(frozen=True, slots=True)
class _Stand:
    """A unit as it would stand, from the file or from the list."""

    code: str
    name: str
    parent: str
    tier: str
    first: date
    last: date | None

    def meets(self, other: "_Stand") -> bool:
        begun = self.last is None or other.first <= self.last
        return begun and (other.last is None or self.first <= other.last)


class _Reading:
    """Rows of a file beside the units of the list."""

    def __init__(
        self, table: UnitTable, known: Sequence[UnitRow], levels: Sequence[EntryRow], own: str
    ) -> None:
        self._table, self._known, self._own = table, known, own
        self._levels = _LevelNames(levels)
        self._tiers = {one.code: str(one.data.get("tier", "")) for one in levels}
        self._unread: set[str] = set()

    def line(self, cells: UnitCells) -> Iterator[_Line]:
        """The row as a draft; nothing when its code or name is wrong, which has been told."""
        words = cells.words
        if "code" not in words or "name" not in words:
            return
        if words["code"] == self._own:
            self._table.wrong(cells, "code", f"Mã {self._own} là mã của chính đơn vị mình.")
            return
        before = self._before(words["code"], cells.days.get("valid_from"))
        level = self._level(cells, before)
        if level is None:
            return
        draft = self._draft(cells, before, level)
        if draft.valid_to is not None and draft.valid_to < draft.valid_from:
            self._table.wrong(cells, "valid_to", "Ngày kết thúc phải sau ngày bắt đầu.")
            return
        if before is None:
            yield cells, UnitLine(cells.row, LineState.NEW, draft)
            return
        changes = tuple(self._changes(draft, before))
        state = LineState.CHANGED if changes else LineState.SAME
        yield cells, UnitLine(cells.row, state, draft, changes)

    def check(self, lines: Sequence[_Line]) -> None:
        """What only shows when all rows are known: doubled codes, parents, circles."""
        named = {line.draft.id for _cells, line in lines}
        read = {line.draft.code for _cells, line in lines}
        self._unread = {one.words.get("code", "") for one in self._table.rows} - read
        given = [(cells, self._stand(line.draft)) for cells, line in lines]
        kept = [_kept(row) for row in self._known if row.id not in named]
        every = sorted([*kept, *(one for _cells, one in given)], key=lambda one: one.first)
        circles = in_circles({one.code: one.parent for one in every})
        for at, (cells, stand) in enumerate(given):
            self._check_code(cells, stand, given[:at], kept)
            if stand.code in circles:
                words = f"Các đơn vị đứng trên lẫn nhau thành vòng: {_listed(circles)}"
                self._table.wrong(cells, "parent", words)
            else:
                self._check_parent(cells, stand, every)

    def tell_without_parent(self, lines: Iterable[_Line]) -> None:
        """In three tiers a commune without a unit above it reports to the province directly."""
        for cells, line in lines:
            draft = line.draft
            if self._tiers[draft.level_code] == "commune" and not draft.parent_code:
                words = f"{draft.name} chưa ghi mã cấp trên; sẽ xếp thẳng dưới đơn vị mình."
                self._table.doubtful(cells, "parent", words)

    def _before(self, code: str, day: date | None) -> UnitRow | None:
        rows = [row for row in self._known if row.code == code]
        if day is not None:
            return next((row for row in rows if row.valid_from == day), None)
        return max(rows, key=lambda row: row.valid_from, default=None)

    def _level(self, cells: UnitCells, before: UnitRow | None) -> str | None:
        typed = cells.words.get("level", "")
        if not typed and before is not None:
            return before.level_code
        try:
            return self._levels.find(typed) if typed else self._levels.of_name(cells.words["name"])
        except ValidationError as error:
            self._table.wrong(cells, "level", error.message)
            return None

    def _draft(self, cells: UnitCells, before: UnitRow | None, level: str) -> UnitDraft:
        words, days = cells.words, cells.days
        parent = words.get("parent", before.parent_code if before else "")
        draft = draft_of(before) if before else UnitDraft(code="", name="", level_code="")
        return replace(
            draft,
            code=words["code"],
            name=words["name"],
            level_code=level,
            parent_code="" if draft.above or parent == self._own else parent,
            valid_from=days.get("valid_from", draft.valid_from),
            valid_to=days.get("valid_to", draft.valid_to),
            email=words.get("email", draft.email),
            phone=words.get("phone", draft.phone),
            contact=words.get("contact", draft.contact),
        )

    def _changes(self, draft: UnitDraft, before: UnitRow) -> Iterator[tuple[str, str, str]]:
        for name, key in _FIELDS.items():
            old, new = getattr(before, name), getattr(draft, name)
            if old != new:
                yield COLUMNS[key][0], self._shown(name, old), self._shown(name, new)

    def _shown(self, name: str, value: str | date | None) -> str:
        if isinstance(value, date):
            return format_date(value) if value != BEGINNING else ""
        return self._levels.name(value or "") if name == "level_code" else value or ""

    def _stand(self, draft: UnitDraft) -> _Stand:
        tier = self._tiers[draft.level_code]
        return _Stand(
            draft.code, draft.name, draft.parent_code, tier, draft.valid_from, draft.valid_to
        )

    def _check_code(
        self,
        cells: UnitCells,
        stand: _Stand,
        earlier: Sequence[tuple[UnitCells, _Stand]],
        kept: Sequence[_Stand],
    ) -> None:
        for other_cells, other in earlier:
            if other.code == stand.code and other.meets(stand):
                where = other_cells.place("code")
                words = f"Mã {stand.code} đã có ở {where} trong cùng thời gian."
                self._table.wrong(cells, "code", words)
                return
        for other in kept:
            if other.code == stand.code and other.meets(stand):
                self._table.wrong(
                    cells,
                    "code",
                    f"Mã {stand.code} đang là của {other.name} trong cùng thời gian. Hãy ghi ngày kết "
                    "thúc của đơn vị cũ trước.",
                )
                return

    def _check_parent(self, cells: UnitCells, stand: _Stand, every: Sequence[_Stand]) -> None:
        if not stand.parent:
            return
        above = [one for one in every if one.code == stand.parent and one.meets(stand)]
        if not above and stand.parent in self._unread:
            # The row of the parent is wrong itself, which has been told.
            return
        if not above:
            words = f"Không có đơn vị cấp trên mã {stand.parent} trong tệp và trong danh sách"
            self._table.wrong(cells, "parent", f"{words} (vào thời gian đó).")
        elif not any(is_higher(one.tier, stand.tier) for one in above):
            words = f"{above[0].name} không phải cấp trên: cùng cấp hoặc thấp hơn."
            self._table.wrong(cells, "parent", words)


class _LevelNames:
    """Levels by what officers write: "Xã", "xa", "thành phố thuộc tỉnh"."""

    def __init__(self, levels: Sequence[EntryRow]) -> None:
        self._names = {one.code: one.name for one in levels}
        self._found: dict[str, set[str]] = {}
        for one in levels:
            for words in (one.code, one.name):
                self._found.setdefault(fold(words), set()).add(one.code)
        for one in levels:
            # The word "thành phố" is that of two levels: whoever writes it must say which.
            word = fold(str(one.data.get("word", "")))
            self._found.setdefault(word, set()).add(one.code)

    def name(self, code: str) -> str:
        return self._names.get(code, code)

    def find(self, typed: str) -> str:
        """The code of a level (ValidationError: unknown, or several bear the word)."""
        found = self._found.get(fold(typed), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise ValidationError(
                f"“{typed}” có thể là {_listed(self._names[one] for one in found)}. Hãy ghi rõ."
            )
        known = ", ".join(self._names.values())
        raise ValidationError(f"Không có cấp “{typed[:60]}”. Các cấp: {known}.")

    def of_name(self, name: str) -> str:
        """The level by the first words of a unit's name (ValidationError: they say none)."""
        words = fold(name).split()
        for length in (3, 2, 1):
            begun = " ".join(words[:length])
            if begun in self._found and len(words) > length:
                return self.find(begun)
        raise ValidationError("Chưa ghi cấp của đơn vị.")


def draft_of(row: UnitRow) -> UnitDraft:
    """A unit as it stands, to be changed in a few fields."""
    return UnitDraft(
        id=row.id,
        seen_revision=row.revision,
        code=row.code,
        name=row.name,
        level_code=row.level_code,
        parent_code=row.parent_code,
        above=row.above,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        email=row.email,
        phone=row.phone,
        contact=row.contact,
        source=row.source,
        note=row.note,
    )


def _kept(row: UnitRow) -> _Stand:
    return _Stand(row.code, row.name, row.parent_code, row.tier, row.valid_from, row.valid_to)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
