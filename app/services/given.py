"""What was taken over of a package from above."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.parcels import ReceivedState
from app.errors import NotFoundError
from app.models import ReceivedPackage

#: In ``ReceivedPackage.points`` of a package from above: {"taken": part}.
TAKEN = "taken"


def mark_taken(session: Session, package_id: UUID, parts: Collection[str], now: datetime) -> None:
    """Note that parts of a package were taken over; those noted before stay.

    Raises:
        NotFoundError: the package is gone.
    """
    row = session.get(ReceivedPackage, package_id)
    if row is None:
        raise NotFoundError("Gói này không còn trong sổ. Hãy mở lại danh sách.")
    noted = {str(point.get(TAKEN)) for point in row.points} | set(parts)
    row.points = [{TAKEN: part} for part in sorted(noted)]
    row.state, row.decided_at = ReceivedState.TAKEN, now
