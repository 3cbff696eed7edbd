"""Rows of catalogues as they stand, and which of them the office added itself."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.domain.given_rows import FROM_ABOVE, StandingRow
from app.queries.catalogue import list_entries
from app.workflows.catalogues import shipped_codes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: By catalogue and code.
Standing = dict[tuple[str, str], StandingRow]


def standing_rows(session: "Session", catalogues: Iterable[str]) -> Standing:
    """Our rows by catalogue and code; ``added`` are those the unit made itself."""
    shipped = shipped_codes()
    return {
        (row.catalogue, row.code): StandingRow(
            catalogue=row.catalogue,
            code=row.code,
            name=row.name,
            source=row.source,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            replaced_by=row.replaced_by,
            data=row.data,
            added=row.own
            and (row.catalogue, row.code) not in shipped
            and not row.data.get(FROM_ABOVE),
        )
        for catalogue in catalogues
        for row in list_entries(session, catalogue, with_hidden=True)
    }
