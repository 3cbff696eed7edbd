"""Records of papers by identity, for services and queries."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.papers import PaperState, may_edit
from app.errors import ConflictError, NotFoundError
from app.models.paper import Paper, PaperNode, PaperTask, PaperVersion


def paper_of(session: Session, paper_id: UUID) -> Paper:
    """The paper's record; NotFoundError when it is gone."""
    paper = session.get(Paper, paper_id)
    if paper is None:
        raise NotFoundError("Văn bản này không còn nữa. Hãy mở lại danh sách.")
    return paper


def version_of(session: Session, version_id: UUID) -> PaperVersion:
    """The version's record; NotFoundError when it is gone."""
    version = session.get(PaperVersion, version_id)
    if version is None:
        raise NotFoundError("Bản này của văn bản không còn nữa. Hãy mở lại danh sách.")
    return version


def newest_version(session: Session, paper_id: UUID) -> PaperVersion:
    """The newest version's record; NotFoundError when there is none."""
    query = select(PaperVersion).where(PaperVersion.paper_id == paper_id)
    version = session.scalars(query.order_by(PaperVersion.number.desc())).first()
    if version is None:
        raise NotFoundError("Văn bản này không còn nữa. Hãy mở lại danh sách.")
    return version


def editable_version(session: Session, version_id: UUID) -> PaperVersion:
    """The version's record, unless it is locked (ConflictError)."""
    version = version_of(session, version_id)
    if not may_edit(PaperState(version.state)):
        raise ConflictError(
            "Văn bản đã ban hành nên không sửa được nữa. Muốn sửa, hãy mở bản tiếp theo kèm lý do."
        )
    return version


def version_nodes(
    session: Session, version_id: UUID
) -> tuple[Sequence[PaperNode], dict[UUID, PaperTask]]:
    """Records of a version's nodes in printed order, and of their tasks by node identity."""
    nodes = session.scalars(
        select(PaperNode).where(PaperNode.version_id == version_id).order_by(PaperNode.position)
    ).all()
    tasks = session.scalars(
        select(PaperTask)
        .join(PaperNode, PaperNode.id == PaperTask.node_id)
        .where(PaperNode.version_id == version_id)
    )
    return nodes, {task.node_id: task for task in tasks}
