"""A kept plan opened in the page."""

from uuid import UUID

from pytestqt.qtbot import QtBot

from app.domain.numbering import Mark
from app.domain.paper_content import LeftOver, NodeContent, PaperContent, PaperHead, TaskContent
from app.domain.papers import PaperKind, PlanType
from app.services.papers import CreatePaper, create_paper
from app.ui.context import UiContext
from app.ui.editor.paper_page import PaperPage

HEAD = PaperHead(
    type_name="KẾ HOẠCH",
    title=("Thực hiện công tác bình đẳng giới", "xã Mẫu năm 2027"),
    letterhead=(("ỦY BAN NHÂN DÂN", True), ("XÃ MẪU", True)),
    symbol="KH-UBND",
    place="Mẫu",
    bases=("Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006.",),
    recipients=("Sở Nội vụ tỉnh Mẫu (để báo cáo);", "Lưu: VT, VHXH."),
    signature_lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signer_name="Nguyễn Văn Mẫu",
)
NODES = (
    NodeContent(depth=0, mark=Mark.ROMAN, heading="NHIỆM VỤ"),
    NodeContent(
        depth=1,
        mark=Mark.ARABIC,
        text="Tổ chức lễ phát động.",
        task=TaskContent(lead="Trạm Y tế", all_year=True),
    ),
    NodeContent(depth=1, mark=Mark.ARABIC, text="Tập huấn cho cán bộ./."),
)


def keep_plan(
    context: UiContext,
    *,
    nodes: tuple[NodeContent, ...] = NODES,
    left_overs: tuple[LeftOver, ...] = (),
) -> UUID:
    """A draft plan of 2027."""
    return context.db.write(
        create_paper,
        CreatePaper(
            kind=PaperKind.PLAN,
            paper_type=PlanType.YEAR,
            year=2027,
            content=PaperContent(head=HEAD, nodes=nodes),
            left_overs=left_overs,
        ),
    )


def open_plan(qtbot: QtBot, context: UiContext, paper_id: UUID) -> PaperPage:
    """The plan in a shown page."""
    page = PaperPage(context)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.open_paper(paper_id)
    return page
