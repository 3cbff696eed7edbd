"""Papers of every kind in the right form, to plant mistakes in."""

from dataclasses import replace
from datetime import date

from app.documents.blocks import (
    Annex,
    CopyBlock,
    Document,
    LetterheadLine,
    Node,
    Signature,
    Table,
    TableColumn,
    TaskInfo,
)
from app.documents.check.facts import CheckFacts
from app.domain.numbering import Mark
from app.domain.paper_content import PaperForm

FACTS = CheckFacts(today=date(2026, 1, 10), year=2026)

TABLE = Table(columns=(TableColumn("STT"), TableColumn("Việc")), rows=(("1", "Tập huấn"),))
TASK = TaskInfo(lead="Phòng Văn hóa - Xã hội", period="01/3 - 30/6/2026")


def key(number: int) -> str:
    """A key as the database gives it."""
    return f"00000000-0000-4000-8000-{number:012d}"


BODY = (
    Node(
        mark=Mark.ROMAN,
        heading="MỤC ĐÍCH",
        key=key(1),
        children=(
            Node(mark=Mark.ARABIC, text="Nâng cao nhận thức của Nhân dân.", key=key(2)),
            Node(
                mark=Mark.ARABIC,
                heading="Yêu cầu",
                key=key(3),
                children=(
                    Node(mark=Mark.LETTER, text="Thiết thực, tiết kiệm.", key=key(4)),
                    Node(mark=Mark.DASH, text="Đúng thời hạn.", key=key(5)),
                ),
            ),
        ),
    ),
    Node(
        mark=Mark.ROMAN,
        heading="NHIỆM VỤ",
        key=key(6),
        children=(
            Node(mark=Mark.ARABIC, text="Tập huấn cho cán bộ thôn.", task=TASK, key=key(7)),
            Node(text="Số liệu theo bảng sau:", table=TABLE, key=key(8)),
        ),
    ),
    Node(text="Trên đây là Kế hoạch của xã./.", key=key(9)),
)
PLAN = Document(
    type_name="KẾ HOẠCH",
    title=("Công tác bình đẳng giới", "xã Mẫu năm 2026"),
    letterhead=(LetterheadLine("TỈNH MẪU", bold=False), LetterheadLine("ỦY BAN NHÂN DÂN XÃ MẪU")),
    symbol="KH-UBND",
    place="Mẫu",
    bases=(
        "Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;",
        "Căn cứ Nghị định số 48/2009/NĐ-CP ngày 19 tháng 5 năm 2009 của Chính phủ.",
    ),
    nodes=BODY,
    recipients=("Sở Nội vụ tỉnh Mẫu (để báo cáo);", "Lưu: VT, VHXH."),
    signature=Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Trần Thị Mẫu"),
)
REPORT = replace(
    PLAN,
    type_name="BÁO CÁO",
    symbol="BC-UBND",
    addressees=("Sở Nội vụ tỉnh Mẫu",),
    bases=(),
    recipients=("Như trên;", "Lưu: VT, VHXH."),
)
LETTER = replace(
    REPORT,
    type_name="",
    title=("V/v báo cáo kết quả Tháng hành động năm 2026",),
    symbol="UBND-VHXH",
    signature=Signature(("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI"), "Trần Thị Mẫu"),
)
DECISION = replace(
    PLAN,
    type_name="QUYẾT ĐỊNH",
    title=("Về việc kiện toàn Ban Vì sự tiến bộ của phụ nữ xã Mẫu",),
    symbol="QĐ-UBND",
    nodes=(
        Node(
            mark=Mark.ARTICLE,
            text="Kiện toàn Ban Vì sự tiến bộ của phụ nữ xã Mẫu gồm các thành viên:",
            key=key(1),
            children=(Node(mark=Mark.ARABIC, text="Bà Trần Thị Mẫu, Trưởng ban.", key=key(2)),),
        ),
        Node(mark=Mark.ARTICLE, text="Quyết định này có hiệu lực từ ngày ký./.", key=key(3)),
    ),
    signature=Signature(("CHỦ TỊCH",), "Nguyễn Văn Mẫu"),
    form=PaperForm(authority="CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU", resolution="QUYẾT ĐỊNH:"),
)
MINUTES = replace(
    PLAN,
    type_name="BIÊN BẢN",
    title=("Họp Ban Vì sự tiến bộ của phụ nữ",),
    symbol="BB-UBND",
    place="",
    bases=(),
    nodes=(
        Node(text="Thời gian bắt đầu: hồi 8 giờ. Địa điểm: Hội trường xã.", key=key(1)),
        Node(text="Cuộc họp kết thúc hồi 10 giờ./.", key=key(2)),
    ),
    signature=Signature(("CHỦ TỌA",), "Nguyễn Văn Mẫu"),
    form=PaperForm(second_lines=("THƯ KÝ",), second_name="Trần Thị Mẫu"),
)
COPY = replace(
    PLAN,
    copy=CopyBlock(
        form="SAO Y",
        symbol="SY-UBND",
        signature=Signature(("CHỦ TỊCH",), "Nguyễn Văn Mẫu"),
    ),
)
WITH_ANNEX = replace(
    PLAN,
    nodes=(
        *BODY[:2],
        Node(text="Chỉ tiêu theo Phụ lục kèm theo Kế hoạch này./.", key=key(9)),
    ),
    annexes=(
        Annex(title="CHỈ TIÊU NĂM 2026", key=key(20), nodes=(Node(table=TABLE, key=key(20)),)),
        Annex(title="HƯỚNG DẪN", key=key(21), nodes=(Node(text="Hướng dẫn ghi./.", key=key(22)),)),
    ),
)


def with_node(document: Document, number: int, **changes: object) -> Document:
    """The document with another node of this key number."""
    return replace(document, nodes=_changed(document.nodes, key(number), changes))


def _changed(nodes: tuple[Node, ...], where: str, changes: dict[str, object]) -> tuple[Node, ...]:
    return tuple(
        replace(
            node,
            children=_changed(node.children, where, changes),
            **(changes if node.key == where else {}),
        )
        for node in nodes
    )
