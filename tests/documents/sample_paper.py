"""A long made-up plan with everything that a paper can hold."""

import unicodedata
from datetime import date

from app.documents.blocks import (
    Align,
    Annex,
    Document,
    LetterheadLine,
    Node,
    Signature,
    Table,
    TableColumn,
)
from app.domain.fields import bind
from app.domain.numbering import Mark

DUTY = (
    "Đẩy mạnh tuyên truyền, phổ biến Luật Bình đẳng giới, Luật Phòng, chống bạo lực gia đình; "
    "NGHỆ AN, ĐỆ TRÌNH, CHỮ NỮ, Ữ Ệ Ỵ Ỗ Ẵ; lồng ghép giới trong xây dựng kế hoạch phát triển kinh "
    "tế - xã hội, chú trọng vùng đồng bào dân tộc thiểu số và các nhóm yếu thế trên địa bàn."
)


def nfd(text: str) -> str:
    """As an Apple keyboard or an old input method writes it."""
    return unicodedata.normalize("NFD", text)


def long_table(rows: int = 60) -> Table:
    """A table over several pages, with titles over columns and a total."""
    return Table(
        columns=(
            TableColumn("STT", 0.5, Align.CENTER),
            TableColumn("Nội dung hoạt động", 3.5),
            TableColumn("Đơn vị", 1.0, Align.CENTER),
            TableColumn("Tổng", 0.9, Align.RIGHT),
            TableColumn("Nam", 0.8, Align.RIGHT),
            TableColumn("Nữ", 0.8, Align.RIGHT),
            TableColumn("Kinh phí (đồng)", 1.5, Align.RIGHT),
        ),
        groups=(("Số người tham gia", 3, 3),),
        rows=tuple(
            (
                str(at),
                f"Hội nghị truyền thông số {at} tại thôn {at}, xã Song An"
                + " và vùng lân cận" * (at % 3),
                "hội nghị",
                str(100 + at),
                "40",
                str(60 + at),
                "1.500.000",
            )
            for at in range(1, rows + 1)
        ),
        total=("", "Tổng cộng", "", "7.830", "2.400", "5.430", "90.000.000"),
    )


def section(number: int) -> Node:
    """A section with every mark under it."""
    return Node(
        mark=Mark.ROMAN,
        heading=f"NHIỆM VỤ VÀ GIẢI PHÁP NHÓM THỨ {number}",
        children=tuple(
            Node(
                mark=Mark.ARABIC,
                heading=f"Nâng cao nhận thức và trách nhiệm lần {at}",
                children=(
                    Node(mark=Mark.LETTER, heading="Đối tượng:", text=DUTY),
                    Node(
                        mark=Mark.LETTER,
                        heading="Trong lĩnh vực chính trị",
                        children=(
                            Node(mark=Mark.DASH, text=nfd(DUTY)),
                            Node(
                                mark=Mark.DASH,
                                text=f"Có {bind('people.women?year=2027', '1.234')} phụ nữ tham gia.",
                                children=(Node(mark=Mark.PLUS, text="Ý nhỏ <1> & ý nhỏ “2”;"),),
                            ),
                        ),
                    ),
                ),
            )
            for at in range(1, 4)
        ),
    )


def long_plan(*, draft: bool = False) -> Document:
    """About fifteen pages: text, table in the text, two annexes, one across the page."""
    return Document(
        type_name="KẾ HOẠCH",
        title=(
            (
                "Thực hiện công tác bình đẳng giới, vì sự tiến bộ của phụ nữ và phòng ngừa, ứng phó "
                "với bạo lực trên cơ sở giới trên địa bàn đặc khu Phú Quý năm 2027"
            ),
        ),
        letterhead=(
            LetterheadLine("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", bold=False),
            LetterheadLine(nfd("ỦY BAN NHÂN DÂN XÃ NGHĨA THUẬN HƯNG NGUYÊN ĐẠI LỘC")),
        ),
        number="5",
        symbol="KH-UBND",
        place="Nghĩa Thuận",
        day=date(2027, 1, 5),
        bases=(
            "Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;",
            "Căn cứ Luật Phòng, chống bạo lực gia đình ngày 14 tháng 11 năm 2022",
            "Căn cứ Nghị quyết số 28/NQ-CP ngày 03 tháng 3 năm 2021 của Chính phủ;",
        ),
        nodes=(
            Node(text="Ủy ban nhân dân xã ban hành Kế hoạch với các nội dung sau:"),
            *(section(number) for number in range(1, 5)),
            Node(
                mark=Mark.ROMAN,
                heading="CHỈ TIÊU",
                children=(
                    Node(mark=Mark.ARABIC, text="Biểu số liệu:", table=long_table(60)),
                    Node(text="@chi_tieu"),
                ),
            ),
            Node(
                text="Trên đây là Kế hoạch của Ủy ban nhân dân xã. Chi tiết tại Phụ lục I, "
                "Phụ lục II kèm theo; yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./."
            ),
        ),
        recipients=(
            "Sở Nội vụ (để báo cáo)",
            (
                "Thường trực Đảng ủy, Thường trực Hội đồng nhân dân, Ủy ban Mặt trận Tổ quốc Việt Nam "
                "và các tổ chức chính trị - xã hội xã;"
            ),
            "Các thôn, tổ dân phố;",
            "Lưu: VT, VHXH.",
        ),
        signature=Signature(
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Thị Ữ"
        ),
        annexes=(
            Annex(
                title="BẢNG PHÂN CÔNG NHIỆM VỤ CÔNG TÁC BÌNH ĐẲNG GIỚI VÀ VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ",
                nodes=(Node(table=long_table(40)),),
                landscape=True,
            ),
            Annex(
                title="GIẢI THÍCH TỪ NGỮ",
                nodes=(Node(mark=Mark.ARABIC, text=DUTY), Node(mark=Mark.ARABIC, text=DUTY)),
            ),
        ),
        draft=draft,
    )
