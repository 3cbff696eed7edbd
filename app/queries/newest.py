"""When something was written last."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.history import Change


def newest_line(session: Session) -> datetime | None:
    """The moment of the line of history that was written last; None in a new folder."""
    return session.scalar(select(Change.at).order_by(Change.id.desc()).limit(1))
