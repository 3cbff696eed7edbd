"""Indicators and forms of the catalogue."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.forms import Form, read_form
from app.domain.indicators import Indicator, read_indicator
from app.errors import NotFoundError
from app.queries.catalogue import find_entry, list_entries

INDICATORS = "indicator"
FORMS = "form"


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


def find_form(session: Session, code: str) -> Form:
    """The form of this code.

    Raises:
        NotFoundError: there is none.
    """
    row = find_entry(session, FORMS, code)
    if row is None:
        raise NotFoundError(f"Không có biểu “{code}”. Hãy chọn một biểu trong danh sách.")
    return read_form(row.code, row.name, row.data, row.source, checked=row.checked)
