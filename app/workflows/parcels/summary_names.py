"""What people call the codes in a package, for its summary: report, form, indicators."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from app.queries.catalogue import list_entries

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def names_of(
    session: "Session", duty: str, template: str, indicators: Collection[str] = ()
) -> dict[str, str]:
    """Names by code, as far as our catalogues know them."""
    wanted = {"deadline": {duty}, "form": {template}, "indicator": set(indicators)}
    return {
        entry.code: entry.name
        for catalogue, codes in wanted.items()
        if codes
        for entry in list_entries(session, catalogue)
        if entry.code in codes
    }
