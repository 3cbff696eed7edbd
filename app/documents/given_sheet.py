"""A form given from above as an Excel sheet "Biểu": rows of the catalogue, every fault by its cell.

Above the table stand lines "Mã biểu", "Tên biểu", "Kỳ số liệu", "Hiệu lực từ", "Căn cứ"; the table
has a column for each part of an indicator; a row without a code is a heading of the form. A cell
that is left empty says nothing: the indicator keeps what it has.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.documents.sheets import Value, read_block
from app.domain.dates import parse_date
from app.domain.figure_lines import read_ref, read_targets
from app.domain.given_rows import FORM, INDICATOR, GivenRow
from app.domain.indicators import TargetSource
from app.domain.periods import KIND_WORDS
from app.domain.text import fold
from app.errors import ValidationError

_CODE: Final = re.compile(r"[a-z0-9_]{1,60}")
_YES: Final = {"co": True, "x": True, "1": True, "khong": False, "0": False}
_KINDS: Final = {
    "so dem": "count",
    "so": "count",
    "so co phan le": "amount",
    "so tien": "amount",
    "co hoac khong": "yes_no",
    "co/khong": "yes_no",
    "ty le": "share",
    "tinh tu so lieu khac": "share",
}
_DIRECTIONS: Final = {
    "tang": "up",
    "cang cao cang tot": "up",
    "giam": "down",
    "cang thap cang tot": "down",
    "chi de biet": "",
}
_PERIODS: Final = {fold(words): kind.value for kind, words in KIND_WORDS.items()}


def _text(value: str) -> str:
    return value


def _choice(known: dict[str, Any], words: str) -> Callable[[str], Any]:
    def read(value: str) -> Any:
        if fold(value) not in known:
            raise ValidationError(f"“{value}” không có trong các cách ghi: {words}.")
        return known[fold(value)]

    return read


def _number(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", value):
        raise ValidationError(f"“{value}” không phải là số nguyên.")
    return int(value)


def _targets(value: str) -> list[dict[str, Any]]:
    """ "2027: 40; 2030 nữ: 50,5": who does not say who set it is the office above."""
    lines = [line.strip() for line in re.split(r"[;\n]", value) if line.strip()]
    found = read_targets(lines)
    for line, target in zip(lines, found, strict=True):
        if "(" not in line:
            target["source"] = TargetSource.UPPER.value
    return found


def _bool(value: str) -> Any:
    return _choice(_YES, "có, không")(value)


@dataclass(frozen=True, slots=True)
class _Part:
    """A column: its title, its folded names, the key in ``data``, how a cell is read."""

    title: str
    names: tuple[str, ...]
    key: str
    read: Callable[[str], Any] = _text


_PARTS: Final = (
    _Part("Mã", ("ma", "ma chi tieu"), "code"),
    _Part("Tên", ("ten", "ten chi tieu", "chi tieu"), "name"),
    _Part("ĐVT", ("dvt", "don vi tinh", "don vi"), "unit"),
    _Part(
        "Kiểu",
        ("kieu", "cach co so"),
        "kind",
        _choice(_KINDS, "số đếm, số có phần lẻ, có hoặc không, tỷ lệ"),
    ),
    _Part("Tách giới", ("tach gioi", "tach nam nu", "ghi rieng nam, nu"), "by_sex", _bool),
    _Part("Tử số", ("tu so",), "numerator", lambda value: read_ref(value, "numerator")),
    _Part("Mẫu số", ("mau so",), "denominator", lambda value: read_ref(value, "denominator")),
    _Part("Nhân với", ("nhan voi", "he so"), "scale", _number),
    _Part("Số lẻ", ("so le", "so chu so le"), "decimals", _number),
    _Part(
        "Hướng",
        ("huong", "danh gia"),
        "direction",
        _choice(_DIRECTIONS, "tăng, giảm, chỉ để biết"),
    ),
    _Part("Mục tiêu", ("muc tieu", "muc phai dat"), "targets", _targets),
    _Part("Là một phần của", ("la mot phan cua", "dong lon hon"), "parent"),
    _Part("Nhạy cảm", ("nhay cam",), "sensitive", _bool),
    _Part("Giải thích", ("giai thich", "y nghia", "cach hieu"), "meaning"),
    _Part("Nơi cung cấp", ("noi cung cap", "nguoi cung cap"), "collector"),
    _Part("Bao lâu một lần", ("bao lau mot lan", "dinh ky"), "frequency"),
)
#: Columns of the sheet that are read past.
_PASSED: Final = ("", "stt", "tt", "ghi chu")
_HEAD: Final = {
    "ma bieu": "code",
    "ten bieu": "name",
    "ky so lieu": "period",
    "hieu luc tu": "valid_from",
    "ap dung tu": "valid_from",
    "can cu": "source",
    "nguon": "source",
    "gui den": "receiver",
    "nhay cam": "sensitive",
}
#: The title of the column that a part of ``data`` stands in.
TITLES: Final = {part.key: part.title for part in _PARTS}


@dataclass(frozen=True, slots=True)
class GivenSheet:
    """What was read; ``problems`` name row and column, ``day`` from which on it counts."""

    rows: tuple[GivenRow, ...]
    problems: tuple[str, ...]
    day: date | None


@dataclass(slots=True)
class _Reading:
    problems: list[str] = field(default_factory=list)
    head: dict[str, Any] = field(default_factory=dict)
    rows: list[GivenRow] = field(default_factory=list)
    lines: list[dict[str, str]] = field(default_factory=list)

    def said(self, row: int, title: str, why: str) -> None:
        self.problems.append(f"Dòng {row}, cột “{title}”: {why}")


def read_given_sheet(path: Path) -> GivenSheet:
    """Read the sheet "Biểu", of a workbook without it the first sheet.

    Raises:
        DataFileError: no such file, no workbook, locked, damaged, or too large.
    """
    block = [[_words(cell) for cell in row] for row in read_block(path, "Biểu")]
    found = _Reading()
    at = next((at for at, row in enumerate(block) if _is_header(row)), None)
    if at is None:
        found.problems.append(
            "Không thấy dòng đầu bảng có cột “Mã” và “Tên”. Hãy dùng mẫu có trang tính tên “Biểu”."
        )
        return GivenSheet((), tuple(found.problems), None)
    _read_head(block[:at], found)
    columns = _columns(block[at], at + 1, found)
    for number, row in enumerate(block[at + 1 :], start=at + 2):
        _read_row(number, row, columns, found)
    _add_form(found)
    return GivenSheet(tuple(found.rows), tuple(found.problems), found.head.get("valid_from"))


def _words(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell).strip()


def _is_header(row: Sequence[str]) -> bool:
    names = {fold(cell) for cell in row}
    return bool(names & set(_PARTS[0].names)) and bool(names & set(_PARTS[1].names))


def _read_head(rows: Sequence[Sequence[str]], found: _Reading) -> None:
    for number, row in enumerate(rows, start=1):
        filled = [cell for cell in row if cell]
        if not filled:
            continue
        name, _colon, same = filled[0].partition(":")
        key = _HEAD.get(fold(name))
        value = same.strip() or (filled[1] if len(filled) > 1 else "")
        if key and value:
            try:
                found.head[key] = _head_value(key, value)
            except ValidationError as error:
                found.said(number, name.strip(), error.message)


def _head_value(key: str, value: str) -> Any:
    match key:
        case "valid_from":
            day = parse_date(value)
            if day is None:
                raise ValidationError(f"“{value}” không phải là ngày, hãy ghi như 01/01/2027.")
            return day
        case "period":
            return _choice(_PERIODS, ", ".join(KIND_WORDS.values()))(value)
        case "sensitive":
            return _bool(value)
        case "code":
            return _code(value)
        case _:
            return value


def _code(value: str) -> str:
    if not _CODE.fullmatch(value.lower()):
        raise ValidationError(f"“{value}”: mã chỉ ghi chữ không dấu, số và dấu gạch dưới.")
    return value.lower()


def _columns(row: Sequence[str], number: int, found: _Reading) -> dict[int, _Part]:
    columns: dict[int, _Part] = {}
    for at, title in enumerate(row):
        part = next((one for one in _PARTS if fold(title) in one.names), None)
        if part is not None:
            columns[at] = part
        elif fold(title) not in _PASSED:
            found.said(number, title, "không rõ cột này ghi gì; hãy xóa cột hoặc đổi tên như mẫu.")
    return columns


def _read_row(number: int, row: Sequence[str], columns: dict[int, _Part], found: _Reading) -> None:
    cells = {part: row[at] for at, part in columns.items() if row[at]}
    keys = {part.key for part in cells}
    if keys == {"name"}:
        found.lines.append({"heading": next(iter(cells.values()))})
    elif keys and "code" not in keys:
        found.said(number, "Mã", "chưa ghi mã chỉ tiêu.")
    elif keys:
        _add_row(number, _read_cells(number, cells, found), found)


def _read_cells(number: int, cells: dict[_Part, str], found: _Reading) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for part, words in cells.items():
        try:
            data[part.key] = _code(words) if part.key == "code" else part.read(words)
        except ValidationError as error:
            found.said(number, part.title, error.message)
    return data


def _add_row(number: int, data: dict[str, Any], found: _Reading) -> None:
    code, name = data.pop("code", ""), data.pop("name", "")
    if any(one.code == code for one in found.rows):
        found.said(number, "Mã", f"mã “{code}” có hai lần.")
    elif code:
        found.lines.append({"indicator": code})
        row = GivenRow(
            catalogue=INDICATOR,
            code=code,
            name=name,
            source=found.head.get("source", ""),
            valid_from=found.head.get("valid_from"),
            data=data,
            place=f"Dòng {number}",
        )
        found.rows.append(row)


def _add_form(found: _Reading) -> None:
    head = found.head
    if not head.get("code"):
        if head.get("name") or not found.rows:
            found.problems.append("Phía trên bảng chưa ghi “Mã biểu”.")
        return
    data: dict[str, Any] = {
        key: head[key] for key in ("period", "receiver", "sensitive") if key in head
    }
    found.rows.append(
        GivenRow(
            catalogue=FORM,
            code=head["code"],
            name=head.get("name", ""),
            source=head.get("source", ""),
            valid_from=head.get("valid_from"),
            data={**data, "rows": found.lines},
            place="Biểu",
        )
    )
