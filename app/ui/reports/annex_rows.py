"""The rows of an annex whose numbers come from records, to be opened one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import fields
from app.domain.fields import Bound

_NAME = 1


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A row by its name; ``numbers`` as printed, ``key`` of the first of them."""

    name: str
    numbers: str
    key: str


def annex_rows(table: Mapping[str, Any]) -> Iterator[AnnexRow]:
    """Every row of a kept table that holds a bound number; the totals last."""
    for row in (*table.get("rows", ()), table.get("total") or ()):
        cells = [[one for one in fields.split(str(cell)) if isinstance(one, Bound)] for cell in row]
        bound = [one for cell in cells for one in cell if "?" in one.key]
        if not bound:
            continue
        shown = [one for one in bound if one.shown]
        yield AnnexRow(
            name=fields.plain(str(row[_NAME])),
            numbers=" · ".join(one.shown for one in shown),
            key=(shown or bound)[0].key,
        )
