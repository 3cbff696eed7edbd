"""Targets, refs and lines of a form as the officer types them in Danh mục, and back."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.domain.figure_rows import Column
from app.domain.indicators import TargetSource
from app.errors import ValidationError

_COLUMNS: Final = {Column.TOTAL: "tổng", Column.MEN: "nam", Column.WOMEN: "nữ"}
_SOURCES: Final = {
    TargetSource.OWN: "đơn vị",
    TargetSource.UPPER: "cấp trên",
    TargetSource.NATIONAL: "trung ương",
}
_COLUMN_OF: Final = {words: column.value for column, words in _COLUMNS.items()}
_SOURCE_OF: Final = {words: source.value for source, words in _SOURCES.items()}
_TARGET: Final = re.compile(
    r"(?P<year>\d{4})(?: (?P<column>nam|nữ))?: ?(?P<value>\d+(?:,\d+)?)"
    r"(?: \((?P<source>đơn vị|cấp trên|trung ương)\))?(?:; (?P<words>.+))?"
)
_REF: Final = re.compile(r"([\w.-]+): ?(tổng|nam|nữ)")


def target_lines(targets: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """ "2025 nữ: 30,5 (trung ương); dưới 30,5", a line each."""
    return tuple(_target_line(row) for row in targets)


def read_targets(lines: Sequence[str]) -> list[dict[str, Any]]:
    """Targets as the catalogue keeps them; who set one that does not say so is the unit.

    Raises:
        ValidationError: a line that is no target.
    """
    return [_target(line) for line in lines]


def ref_words(ref: str) -> str:
    """ "cap_uy: nữ" for "cap_uy:women"."""
    code, _, column = ref.partition(":")
    known = column in list(Column)
    return f"{code}: {_COLUMNS[Column(column)]}" if known else ref


def read_ref(words: str, field: str) -> str:
    """The ref as the catalogue keeps it; an empty one stays empty.

    Raises:
        ValidationError: neither of the two parts.
    """
    if not words:
        return ""
    found = _REF.fullmatch(words)
    if not found:
        raise ValidationError(
            f"“{words}”: hãy ghi mã chỉ tiêu rồi đến cột tổng, nam hoặc nữ, ví dụ cap_uy: nữ.",
            field=field,
        )
    return f"{found[1]}:{_COLUMN_OF[found[2]]}"


def form_lines(rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """ "# I. Dân số" for a heading, else the code of an indicator."""
    return tuple(f"# {row['heading']}" if row.get("heading") else row["indicator"] for row in rows)


def named_lines(lines: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """ "dan_so: Dân số" for "dan_so", so that the lines can be read; headings stay."""
    return tuple(f"{line}: {names[line]}" if line in names else line for line in lines)


def read_form_lines(lines: Sequence[str]) -> list[dict[str, str]]:
    """The lines of a form as the catalogue keeps them; what stands after a code is for reading."""
    return [
        {"heading": line.lstrip("# ")}
        if line.startswith("#")
        else {"indicator": line.partition(":")[0].strip()}
        for line in lines
    ]


def _target_line(row: Mapping[str, Any]) -> str:
    column = Column(row.get("column", Column.TOTAL))
    sex = "" if column is Column.TOTAL else f" {_COLUMNS[column]}"
    value = str(row["value"]).replace(".", ",")
    source = _SOURCES[TargetSource(row.get("source", TargetSource.NATIONAL))]
    words = f"; {row['words']}" if row.get("words") else ""
    return f"{row['year']}{sex}: {value} ({source}){words}"


def _target(line: str) -> dict[str, Any]:
    found = _TARGET.fullmatch(line)
    if not found:
        raise ValidationError(
            f"“{line}” chưa đúng cách ghi. Hãy ghi như: 2030: 75,5 hoặc 2030 nữ: 40 (cấp trên).",
            field="targets",
        )
    value = found["value"].replace(",", ".")
    target: dict[str, Any] = {
        "year": int(found["year"]),
        "value": float(value) if "." in value else int(value),
        "source": _SOURCE_OF.get(found["source"] or "", TargetSource.OWN.value),
    }
    if found["column"]:
        target["column"] = _COLUMN_OF[found["column"]]
    if found["words"]:
        target["words"] = found["words"]
    return target
