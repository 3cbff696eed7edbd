"""A form (biểu): headings and indicators in their order, for a kind of period."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.periods import PeriodKind
from app.errors import ValidationError


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line: a heading, or the code of an indicator."""

    heading: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One row of the catalogue "form". ``sensitive`` forms are masked where they are shared."""

    code: str
    name: str
    period: PeriodKind
    rows: tuple[FormRow, ...]
    receiver: str = ""
    sensitive: bool = False
    source: str = ""
    checked: bool = False

    @property
    def indicators(self) -> tuple[str, ...]:
        """The codes of its indicators in order."""
        return tuple(row.indicator for row in self.rows if row.indicator)


def read_form(
    code: str, name: str, data: Mapping[str, Any], source: str = "", *, checked: bool = False
) -> Form:
    """A form from a row of the catalogue.

    Raises:
        ValidationError: a period that is none, or a line that is neither heading nor indicator.
    """
    try:
        rows = tuple(_row(line) for line in data["rows"])
        if data.get("period") == PeriodKind.DAYS:
            raise ValueError(data["period"])
        return Form(
            code=code,
            name=name,
            period=PeriodKind(data.get("period", PeriodKind.YEAR)),
            rows=rows,
            receiver=str(data.get("receiver", "")),
            sensitive=bool(data.get("sensitive", False)),
            source=source,
            checked=checked,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValidationError(
            f"Biểu “{name}” ({code}) trong danh mục ghi chưa đúng. Hãy sửa trong Cài đặt."
        ) from error


def _row(line: Mapping[str, Any]) -> FormRow:
    row = FormRow(str(line.get("heading", "")), str(line.get("indicator", "")))
    if bool(row.heading) is bool(row.indicator):
        raise ValueError(line)
    return row
