"""Indicators and forms of the catalogue."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.domain.forms import Form, read_form
from app.domain.indicators import Indicator, read_indicator
from app.domain.periods import Period
from app.errors import NotFoundError
from app.queries.catalogue import EntryRow, find_entry, list_entries

INDICATORS = "indicator"
FORMS = "form"
_KINDS = "activity_kind"


def list_indicators(
    session: Session, *, on: date | None = None, with_hidden: bool = False
) -> dict[str, Indicator]:
    """Indicators by code in catalogue order.

    Args:
        on: only those in force on this day.

    Raises:
        ValidationError: a row that the office wrote wrong; the sentence names it.
    """
    return {
        row.code: read_indicator(row.code, row.name, row.data, row.source, checked=row.checked)
        for row in list_entries(session, INDICATORS, on=on, with_hidden=with_hidden)
    }


def list_forms(session: Session, *, on: date | None = None) -> list[Form]:
    """Forms in catalogue order.

    Raises:
        ValidationError: a row that the office wrote wrong; the sentence names it.
    """
    return [
        read_form(row.code, row.name, row.data, row.source, checked=row.checked)
        for row in list_entries(session, FORMS, on=on)
    ]


def find_form(session: Session, code: str, *, on: date | None = None) -> Form:
    """The form of this code.

    Args:
        on: of its versions, by which a newer form took the place of an older one, that of this day.

    Raises:
        NotFoundError: there is none.
    """
    row = find_entry(session, FORMS, code)
    if row is None:
        raise NotFoundError(f"Không có biểu “{code}”. Hãy chọn một biểu trong danh sách.")
    if on is not None and not row.valid_on(on):
        versions = _versions(list_entries(session, FORMS), row)
        row = next((one for one in versions if one.valid_on(on)), row)
    return read_form(row.code, row.name, row.data, row.source, checked=row.checked)


def sensitive_codes(session: Session) -> frozenset[str]:
    """Codes of the indicators and of the kinds of activities that count people after violence."""
    return frozenset(
        row.code
        for catalogue in (INDICATORS, _KINDS)
        for row in list_entries(session, catalogue, with_hidden=True)
        if row.data.get("sensitive")
    )


def day_of(period: Period) -> date:
    """The day whose forms and indicators count for a period: the middle of its year."""
    return date(period.last.year, 7, 1)


def _versions(rows: Sequence[EntryRow], one: EntryRow) -> list[EntryRow]:
    """Rows that took one another's place, this one among them."""
    found = {one.code}
    for _step in rows:
        linked = {row.code for row in rows if row.replaced_by in found}
        linked |= {row.replaced_by for row in rows if row.code in found and row.replaced_by}
        if linked <= found:
            break
        found |= linked
    return [row for row in rows if row.code in found]
