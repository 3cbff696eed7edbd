"""Under which code and which key of ours a package was made: both may have changed since."""

from typing import TYPE_CHECKING, Final

from app.domain.parcels import SentState
from app.exchange.first_look import look_at_begin
from app.queries.kept_files import read_kept
from app.queries.office_keys import list_keys
from app.queries.sent import SentRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Nobody is known to have taken it in.
_UNANSWERED: Final = (SentState.MADE, SentState.WRITTEN, SentState.REFUSED)


def code_under(session: "Session", row: SentRow) -> str:
    """The unit code that a package of ours bears: its line at the receiver is of this code."""
    return look_at_begin(read_kept(session, row.file_sha256)).unit


def has_old_key(session: "Session", row: SentRow) -> bool:
    """Whether our keys were changed after a package that nobody has accepted or returned.

    A receiver that knows the new card does not take it any more.
    """
    used = next((key for key in list_keys(session) if key.ended_at is None), None)
    return row.state in _UNANSWERED and used is not None and row.made_at < used.made_at
