"""A small plan for tests: two sections, a task, a heading without text."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.numbering import Mark
from app.domain.paper_content import LeftOver, NodeContent, PaperContent, PaperHead, TaskContent
from app.domain.papers import PaperKind, PlanType
from app.queries.papers import get_paper
from app.services.issue import IssuePaper, issue_paper
from app.services.papers import CreatePaper, create_paper

DAY = date(2026, 1, 20)

TASK = TaskContent(
    lead="Phòng Văn hóa - Xã hội",
    partners=("Hội Liên hiệp Phụ nữ xã", "Công an xã"),
    starts_on=date(2026, 3, 1),
    ends_on=date(2026, 6, 30),
    budget=(("Ngân sách nhà nước", 5_000_000), ("Xã hội hóa", 2_000_000)),
    output="01 lớp tập huấn",
)
HEAD = PaperHead(
    type_name="KẾ HOẠCH",
    title=("Công tác bình đẳng giới", "xã Mẫu năm 2026"),
    letterhead=(("ỦY BAN NHÂN DÂN", True), ("XÃ MẪU", True)),
    symbol="KH-UBND",
    place="Mẫu",
    bases=("Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;",),
    recipients=("Sở Nội vụ tỉnh Mẫu (để báo cáo);", "Lưu: VT, VHXH."),
    signature_lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signer_name="Nguyễn Văn Mẫu",
)


def small_plan() -> PaperContent:
    """A content with fresh node keys."""
    nodes = (
        NodeContent(depth=0, mark=Mark.ROMAN, heading="MỤC ĐÍCH"),
        NodeContent(depth=1, mark=Mark.ARABIC, text="Nâng cao nhận thức của Nhân dân."),
        NodeContent(depth=0, mark=Mark.ROMAN, heading="NHIỆM VỤ"),
        NodeContent(depth=1, mark=Mark.ARABIC, text="Tập huấn cho cán bộ thôn.", task=TASK),
        NodeContent(depth=0, mark=Mark.NONE, text="Trên đây là Kế hoạch năm 2026./."),
    )
    return PaperContent(head=HEAD, nodes=nodes)


def create(
    session: Session, content: PaperContent | None = None, *, left_overs: tuple[LeftOver, ...] = ()
) -> UUID:
    """The paper of a plan of 2026."""
    return create_paper(
        session,
        CreatePaper(
            kind=PaperKind.PLAN,
            paper_type=PlanType.YEAR,
            year=2026,
            content=content or small_plan(),
            left_overs=left_overs,
        ),
    )


def issue_newest(session: Session, paper_id: UUID, number: str = "5", day: date = DAY) -> None:
    """Lock the newest version."""
    version = get_paper(session, paper_id).version_id
    issue_paper(session, IssuePaper(version_id=version, number=number, day=day))


def with_text(content: PaperContent, index: int, text: str) -> PaperContent:
    """The content with another text in one node."""
    nodes = list(content.nodes)
    nodes[index] = replace(nodes[index], text=text)
    return replace(content, nodes=tuple(nodes))
