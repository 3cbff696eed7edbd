"""Forms and indicators given from above as a file: looked at first, then taken over by their day."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.db.database import Database
from app.domain.given_rows import (
    CHANGED,
    FORM,
    INDICATOR,
    KEPT,
    NEW,
    REFUSED,
    GivenRow,
    Outcome,
    StandingRow,
    outcomes,
)
from app.errors import AppError, DataFileError, ValidationError
from app.files import explain_os_error
from app.services.catalogue import TakenEntry, take_over
from app.workflows.catalogue_checks import check_row
from app.workflows.standing_rows import standing_rows

#: Endings of files that forms come in.
ENDINGS: Final = (".toml", ".xlsx", ".xls")
OUTCOME_WORDS: Final = {NEW: "Mới", CHANGED: "Đổi", KEPT: "Giữ", REFUSED: "Không nhận"}
CATALOGUE_WORDS: Final = {INDICATOR: "Chỉ tiêu", FORM: "Biểu"}
_LARGEST: Final = 5 * 1024 * 1024
_FIELDS: Final = frozenset(
    {"catalogue", "code", "name", "valid_from", "valid_to", "replaced_by", "source", "checked",
     "note", "data"}
)  # fmt: skip
_AT: Final = re.compile(r"\(at line (\d+), column (\d+)\)")
_NO_DAY: Final = (
    "Tệp chưa ghi ngày có hiệu lực nên chưa biết biểu mới dùng từ khi nào. Hãy ghi “Hiệu lực từ” "
    "(ngày/tháng/năm), các năm trước vẫn dùng biểu cũ."
)


@dataclass(frozen=True, slots=True)
class GivenForms:
    """What a file would do; with ``problems`` nothing is taken over."""

    outcomes: tuple[Outcome, ...]
    problems: tuple[str, ...]
    day: date | None

    @property
    def writes(self) -> tuple[Outcome, ...]:
        """Those that change something."""
        return tuple(one for one in self.outcomes if one.row is not None)


def read_given(db: Database, path: Path, day: date | None = None) -> GivenForms:
    """What a file of forms from above would do; nothing is written.

    Args:
        day: from which on it counts, when the file does not say so.

    Raises:
        DataFileError: no such file, or one that cannot be read as a whole.
        ValidationError: a file of another kind.
    """
    rows, problems, own_day = _read(path)
    day = own_day or day or next((row.valid_from for row in rows if row.valid_from), None)
    standing = list(db.read(standing_rows, (INDICATOR, FORM)).values())
    found = outcomes(rows, standing, day or date.min)
    problems = [*problems, *_wrong(found, standing)]
    if day is None and any(one.replaces for one in found):
        problems.append(_NO_DAY)
    return GivenForms(tuple(found), tuple(problems), day)


def take_given(db: Database, given: GivenForms) -> int:
    """Take over what was looked at.

    Returns:
        how many rows were written.

    Raises:
        ValidationError: something is wrong; nothing is written.
    """
    if given.problems:
        raise ValidationError(
            f"Tệp có {len(given.problems)} chỗ chưa đúng nên chưa nhận biểu nào. Hãy sửa rồi đọc lại."
        )
    rows = [
        TakenEntry(
            catalogue=one.row.catalogue,
            code=one.row.code,
            name=one.row.name,
            source=one.row.source,
            valid_from=one.row.valid_from,
            replaces=one.replaces,
            data=one.row.data,
        )
        for one in given.writes
        if one.row is not None
    ]
    return db.write(take_over, rows) if rows else 0


def given_lines(given: GivenForms) -> Iterator[str]:
    """A line each: mới, đổi or giữ; what it is; its code, name, and what is said of it."""
    for one in given.outcomes:
        row = one.row or one.given
        yield "\t".join(
            (OUTCOME_WORDS[one.kind], CATALOGUE_WORDS[row.catalogue], row.code, row.name, one.why)
        )


def _read(path: Path) -> tuple[Sequence[GivenRow], Sequence[str], date | None]:
    if path.suffix.lower() not in ENDINGS:
        raise ValidationError(
            f"“{path.name}” không phải là tệp biểu từ cấp trên. Hãy chọn tệp .xlsx, .xls hoặc .toml."
        )
    if path.suffix.lower() == ".toml":
        return _read_toml(path)
    from app.documents.given_sheet import read_given_sheet

    sheet = read_given_sheet(path)
    return sheet.rows, sheet.problems, sheet.day


def _read_toml(path: Path) -> tuple[Sequence[GivenRow], Sequence[str], date | None]:
    try:
        if path.stat().st_size > _LARGEST:
            raise DataFileError(f"Tệp “{path.name}” quá lớn nên chưa đọc.")
        file = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise explain_os_error(error) from error
    except UnicodeDecodeError as error:
        raise DataFileError(
            f"Tệp “{path.name}” không phải là tệp chữ nên chưa đọc. Hãy xin lại tệp."
        ) from error
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        place = f"Dòng {at[1]}, cột {at[2]}" if at else "Cuối tệp"
        return (), [f"{place}: tệp ghi chưa đúng nên chưa đọc được."], None
    rows, problems = [], []
    day = file.get("valid_from") if isinstance(file.get("valid_from"), date) else None
    entries = file.get("entry")
    if not isinstance(entries, list) or not entries:
        return (), ["Tệp không có biểu hay chỉ tiêu nào."], day
    for number, entry in enumerate(entries, start=1):
        try:
            rows.append(_entry(file, entry, f"Mục {number}"))
        except ValidationError as error:
            problems.append(f"Mục {number}: {error.message}")
    return rows, problems, day


def _entry(file: Mapping[str, Any], entry: Any, place: str) -> GivenRow:
    if not isinstance(entry, dict):
        raise ValidationError("ghi chưa đúng.")
    catalogue = entry.get("catalogue", file.get("catalogue"))
    code, name = entry.get("code"), entry.get("name", "")
    if catalogue not in (INDICATOR, FORM):
        raise ValidationError(f"danh mục “{catalogue}” không phải là chỉ tiêu hay biểu.")
    if not isinstance(code, str) or not re.fullmatch(r"[a-z0-9_]{1,60}", code):
        raise ValidationError("mã (code) chỉ ghi chữ không dấu, số và dấu gạch dưới.")
    if unknown := sorted(entry.keys() - _FIELDS):
        raise ValidationError(f"không rõ phần “{', '.join(unknown)}” (mã {code}).")
    data, begins = entry.get("data", {}), entry.get("valid_from", file.get("valid_from"))
    if not isinstance(data, dict) or not isinstance(begins, date | None):
        raise ValidationError(f"ngày có hiệu lực hoặc nội dung ghi chưa đúng (mã {code}).")
    return GivenRow(
        catalogue=catalogue,
        code=code,
        name=str(name),
        source=str(entry.get("source", file.get("source", ""))),
        valid_from=begins,
        data=json.loads(json.dumps(data, default=str)),
        place=f"{place} (mã {code})",
    )


def _wrong(found: Sequence[Outcome], standing: Sequence[StandingRow]) -> Iterator[str]:
    """What the rows would break, each by its place."""
    from app.documents.given_sheet import TITLES

    known = {row.code for row in standing if row.catalogue == INDICATOR}
    known |= {one.row.code for one in found if one.row and one.row.catalogue == INDICATOR}
    known |= {one.given.code for one in found if one.given.catalogue == INDICATOR}
    for one in found:
        if one.kind == REFUSED:
            yield f"{one.given.place}: {one.why}. Hãy đổi mã trong tệp."
        if one.kind in (REFUSED, KEPT) or one.row is None:
            continue
        row = one.row
        if not row.name:
            yield f"{one.given.place}, cột “Tên”: chưa ghi tên."
            continue
        try:
            check_row(row.catalogue, row.code, row.name, row.data, known)
        except AppError as error:
            title = TITLES.get(getattr(error, "field", ""), "")
            where = f"{one.given.place}, cột “{title}”" if title else one.given.place
            yield f"{where}: {error.message}"
