"""The rows of an annex whose numbers come from records, to be opened one by one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain import fields
from app.domain.fields import Bound
from app.domain.paper_content import NodeContent


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A row by its name; ``numbers`` as printed, ``key`` of the first of them."""

    name: str
    numbers: str
    key: str


def annex_rows(nodes: Sequence[NodeContent], marker: str) -> Iterator[AnnexRow]:
    """Every row with a bound number in the tables of the annex with this line, in order."""
    inside = False
    for node in nodes:
        inside = node.text == marker if node.depth == 0 else inside
        if inside and node.table:
            yield from _rows(node.table)


def _rows(table: Mapping[str, Any]) -> Iterator[AnnexRow]:
    for row in (*table.get("rows", ()), table.get("total") or ()):
        pieces = [one for cell in row for one in fields.split(str(cell))]
        bound = [one for one in pieces if isinstance(one, Bound) and "?" in one.key]
        if not bound:
            continue
        shown = [one for one in bound if one.shown]
        words = [fields.plain(str(cell)) for cell in row]
        yield AnnexRow(
            name=next((one for one in words if one and not one.isdecimal()), ""),
            numbers=" · ".join(one.shown for one in shown),
            key=(shown or bound)[0].key,
        )
