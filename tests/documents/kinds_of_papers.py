"""One whole made-up paper of every kind, each right by the decree, of the commune "xã Mẫu Sơn"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.documents.blocks import (
    Align,
    Annex,
    CopyBlock,
    Document,
    LetterheadLine,
    Node,
    Signature,
    Table,
    TableColumn,
)
from app.domain.notes import note
from app.domain.numbering import Mark
from app.domain.paper_content import PaperForm
from app.domain.papers import Urgency

LETTERHEAD = (LetterheadLine("ỦY BAN NHÂN DÂN"), LetterheadLine("XÃ MẪU SƠN"))
HEAD = Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Thị Mẫu")
DEPUTY = Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Trần Văn Thử")
DAY = date(2027, 1, 5)
BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
    "Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006",
    "Căn cứ Luật Phòng, chống bạo lực gia đình ngày 14 tháng 11 năm 2022",
)
CONTACT = (
    "Địa chỉ: số 01 đường Trung Tâm, xã Mẫu Sơn",
    "Điện thoại: 0200 000 000; thư điện tử: vanphong@mauson.vi-du.gov.vn",
)


def plan() -> Document:
    """Three pages with a task annex across the page."""
    return Document(
        type_name="KẾ HOẠCH",
        title=("Thực hiện công tác bình đẳng giới và vì sự tiến bộ của phụ nữ năm 2027",),
        number="5",
        symbol="KH-UBND",
        bases=BASES[1:],
        nodes=(
            Node(text="Ủy ban nhân dân xã Mẫu Sơn ban hành Kế hoạch với các nội dung sau:"),
            *(_section(at, 3) for at in range(2)),
            _end(
                "Trên đây là Kế hoạch của Ủy ban nhân dân xã Mẫu Sơn; chi tiết tại Phụ lục kèm theo"
            ),
        ),
        annexes=(
            Annex(title="PHÂN CÔNG NHIỆM VỤ", nodes=(Node(table=_tasks(9)),), landscape=True),
        ),
        recipients=_recipients("Các cơ quan, đơn vị thuộc xã", "Các thôn"),
        **_around(HEAD),
    )


def report() -> Document:
    """To a higher body, with one receiver and a table in the text."""
    return Document(
        type_name="BÁO CÁO",
        title=("Kết quả thực hiện công tác bình đẳng giới năm 2026",),
        number="12",
        symbol="BC-UBND",
        addressees=("Sở Nội vụ tỉnh Mẫu Giang",),
        nodes=(
            _section(3, 2),
            Node(mark=Mark.ROMAN, heading="SỐ LIỆU", children=(Node(text="Kết quả cụ thể như sau:", table=_small_table()),)),
            _end("Trên đây là Báo cáo của Ủy ban nhân dân xã Mẫu Sơn"),
        ),
        recipients=_recipients("Như trên"),
        **_around(DEPUTY),
    )  # fmt: skip


def letter() -> Document:
    """Công văn of two pages: subject under the number, urgent, address at the foot of page 1."""
    return Document(
        type_name="",
        title=(
            ("V/v triển khai Tháng hành động vì bình đẳng giới và phòng ngừa, ứng phó với bạo lực "
            "trên cơ sở giới năm 2027"),
        ),
        number="8",
        symbol="UBND-VHXH",
        addressees=(
            "Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội xã Mẫu Sơn",
            "Các cơ quan, đơn vị thuộc Ủy ban nhân dân xã",
            "Trưởng các thôn trên địa bàn xã",
        ),
        nodes=(
            Node(
                text="Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh Mẫu Giang về Tháng hành động vì bình "
                "đẳng giới, Ủy ban nhân dân xã Mẫu Sơn đề nghị các cơ quan, đơn vị, các thôn thực "
                "hiện tốt các nội dung sau:"
            ),
            *(Node(mark=Mark.ARABIC, text=_duty(at)) for at in range(9)),
            _end("Ủy ban nhân dân xã Mẫu Sơn đề nghị các cơ quan, đơn vị, các thôn phối hợp thực hiện"),
        ),
        recipients=_recipients("Như trên", "Chủ tịch, Phó Chủ tịch Ủy ban nhân dân xã"),
        form=PaperForm(urgency=Urgency.URGENT, drafter="TM.(30)", contact=CONTACT),
        **_around(DEPUTY),
    )  # fmt: skip


def submission() -> Document:
    """Tờ trình with bases and one receiver."""
    return Document(
        type_name="TỜ TRÌNH",
        title=("Về việc phê duyệt kinh phí thực hiện công tác bình đẳng giới năm 2027",),
        number="3",
        symbol="TTr-UBND",
        addressees=("Hội đồng nhân dân xã Mẫu Sơn",),
        bases=BASES,
        nodes=(
            Node(text="Ủy ban nhân dân xã Mẫu Sơn kính trình Hội đồng nhân dân xã như sau:"),
            _section(5, 2),
            _end("Kính trình Hội đồng nhân dân xã xem xét, quyết định"),
        ),
        recipients=_recipients("Như trên", "Thường trực Đảng ủy xã"),
        **_around(HEAD),
    )


def decision() -> Document:
    """Quyết định with authority, bases, articles with clauses and points."""
    members = ("Phó Chủ tịch Ủy ban nhân dân xã là Trưởng ban", ("Trưởng phòng Văn hóa - Xã hội là "
        "Phó Trưởng ban thường trực"), "Chủ tịch Hội Liên hiệp Phụ nữ xã là Phó Trưởng ban")  # fmt: skip
    return Document(
        type_name="QUYẾT ĐỊNH",
        title=("Về việc thành lập Ban Vì sự tiến bộ của phụ nữ xã Mẫu Sơn",),
        number="9",
        symbol="QĐ-UBND",
        bases=(*BASES, "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội"),
        nodes=(
            Node(
                mark=Mark.ARTICLE,
                text="Thành lập Ban Vì sự tiến bộ của phụ nữ xã Mẫu Sơn, gồm:",
                children=tuple(
                    Node(mark=Mark.LETTER, text=f"{member}{'.' if at == 2 else ';'}")
                    for at, member in enumerate(members)
                ),
            ),
            Node(
                mark=Mark.ARTICLE,
                heading="Nhiệm vụ của Ban",
                children=tuple(Node(mark=Mark.ARABIC, text=_duty(at)) for at in range(3)),
            ),
            Node(mark=Mark.ARTICLE, heading="Hiệu lực thi hành", children=(Node(text="Quyết định này có hiệu lực kể từ ngày ký."),)),
            _end("Các cơ quan, đơn vị có liên quan và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này", Mark.ARTICLE),
        ),
        recipients=_recipients("Như Điều 4", "Ủy ban nhân dân tỉnh (để báo cáo)"),
        form=PaperForm(authority="CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU SƠN", resolution="QUYẾT ĐỊNH:"),
        **_around(Signature(("CHỦ TỊCH",), "Nguyễn Thị Mẫu")),
    )  # fmt: skip


def regulation() -> Document:
    """Quy chế: chapters, sections, subsections, articles counting on."""

    def articles(first: int) -> tuple[Node, ...]:
        return tuple(
            Node(
                mark=Mark.ARTICLE,
                heading=f"Nội dung thứ {at}",
                children=(Node(mark=Mark.ARABIC, text=_duty(at)), Node(mark=Mark.ARABIC, text=_duty(at + 1))),
            )
            for at in range(first, first + 2)
        )  # fmt: skip

    inner = Node(mark=Mark.SUBSECTION, heading="Phối hợp thực hiện", children=articles(5))
    return Document(
        type_name="QUY CHẾ",
        title=("Hoạt động của Ban Vì sự tiến bộ của phụ nữ xã Mẫu Sơn",),
        nodes=(
            Node(mark=Mark.CHAPTER, heading="Quy định chung", children=articles(1)),
            Node(
                mark=Mark.CHAPTER,
                heading="Nhiệm vụ của các thành viên và chế độ làm việc, phối hợp, thông tin, báo "
                "cáo của Ban Vì sự tiến bộ của phụ nữ",
                children=(
                    Node(mark=Mark.SECTION, heading="Nhiệm vụ", children=articles(3)),
                    Node(mark=Mark.SECTION, heading="Chế độ làm việc", children=(inner,)),
                ),
            ),
            _end("Các thành viên của Ban chịu trách nhiệm thực hiện Quy chế này"),
        ),
        **_around(HEAD),
    )


def notice() -> Document:
    """Thông báo of one page."""
    return Document(
        type_name="THÔNG BÁO",
        title=("Kết luận của Chủ tịch Ủy ban nhân dân xã về công tác bình đẳng giới",),
        number="15",
        symbol="TB-UBND",
        nodes=(
            Node(text="Ngày 04 tháng 01 năm 2027, Ủy ban nhân dân xã Mẫu Sơn đã họp. Kết luận như sau:"),
            *(Node(mark=Mark.ARABIC, text=_duty(at)) for at in range(2, 5)),
            _end("Ủy ban nhân dân xã Mẫu Sơn thông báo để các cơ quan, đơn vị biết, thực hiện"),
        ),
        recipients=_recipients("Các cơ quan, đơn vị thuộc xã"),
        **_around(DEPUTY),
    )  # fmt: skip


def invitation() -> Document:
    """Giấy mời to several receivers."""
    return Document(
        type_name="GIẤY MỜI",
        title=("Dự Hội nghị triển khai công tác bình đẳng giới năm 2027",),
        number="7",
        symbol="GM-UBND",
        nodes=(
            Node(text="Ủy ban nhân dân xã Mẫu Sơn trân trọng kính mời: Trưởng các thôn trên địa bàn xã."),
            Node(text="Tới dự Hội nghị triển khai công tác bình đẳng giới năm 2027."),
            Node(text="Thời gian: 8 giờ 00 phút, thứ Hai, ngày 11 tháng 01 năm 2027."),
            Node(text="Địa điểm: Hội trường Ủy ban nhân dân xã Mẫu Sơn."),
            _end("Đề nghị các đại biểu đến dự đúng giờ để Hội nghị thành công"),
        ),
        recipients=_recipients("Như trên"),
        **_around(DEPUTY),
    )  # fmt: skip


def minutes() -> Document:
    """Biên bản: no place and day in the head, two signers."""
    return Document(
        type_name="BIÊN BẢN",
        title=("Họp Ban Vì sự tiến bộ của phụ nữ quý I năm 2027",),
        letterhead=LETTERHEAD,
        number="2",
        symbol="BB-UBND",
        nodes=(
            Node(text="Thời gian bắt đầu: 8 giờ 00 phút, ngày 05 tháng 01 năm 2027."),
            Node(text="Địa điểm: Hội trường Ủy ban nhân dân xã Mẫu Sơn."),
            Node(text="Thành phần tham dự: thành viên của Ban, đại diện các thôn."),
            Node(text="Chủ trì: Trần Văn Thử, Phó Chủ tịch Ủy ban nhân dân xã."),
            Node(text="Thư ký: Lê Thị Ví Dụ, công chức văn hóa - xã hội."),
            Node(text="Nội dung:", children=tuple(Node(mark=Mark.DASH, text=_duty(at)) for at in range(5))),
            _end("Cuộc họp kết thúc vào 10 giờ 30 phút, ngày 05 tháng 01 năm 2027"),
        ),
        recipients=_recipients("Thành viên của Ban"),
        signature=Signature(("CHỦ TỌA",), "Trần Văn Thử"),
        form=PaperForm(second_lines=("THƯ KÝ",), second_name="Lê Thị Ví Dụ"),
        year=2027,
    )  # fmt: skip


def comments() -> Document:
    """Phiếu góp ý to the body that drafted."""
    return Document(
        type_name="PHIẾU GÓP Ý",
        title=("Dự thảo Kế hoạch thực hiện công tác bình đẳng giới năm 2027 của tỉnh",),
        number="21",
        symbol="PGY-UBND",
        addressees=("Sở Nội vụ tỉnh Mẫu Giang",),
        nodes=(
            Node(text="Ủy ban nhân dân xã Mẫu Sơn góp ý dự thảo Kế hoạch như sau:"),
            *(Node(mark=Mark.ARABIC, text=_duty(at)) for at in range(6, 9)),
            _end("Ủy ban nhân dân xã Mẫu Sơn gửi Sở Nội vụ tổng hợp"),
        ),
        recipients=_recipients("Như trên"),
        **_around(DEPUTY),
    )


def copied() -> Document:
    """A true copy: the notice with the block of the copying office under it."""
    block = CopyBlock(
        form="SAO Y",
        letterhead=LETTERHEAD,
        number="4",
        symbol="SY-UBND",
        place="Mẫu Sơn",
        day=date(2027, 1, 12),
        recipients=("Các thôn", "Lưu: VT"),
        signature=Signature(("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "Phạm Thị Ví Dụ"),
    )
    original = notice()
    return replace(original, nodes=(*original.nodes[:2], original.nodes[-1]), copy=block)


def forty_pages() -> Document:
    """About forty pages in parts with footnotes and a table; three annexes, one across the page."""
    parts = ("TÌNH HÌNH VÀ KẾT QUẢ", "MỤC TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP", "TỔ CHỨC THỰC HIỆN")
    return Document(
        type_name="KẾ HOẠCH",
        title=(
            ("Thực hiện công tác bình đẳng giới, vì sự tiến bộ của phụ nữ và phòng ngừa, ứng phó với "
            "bạo lực trên cơ sở giới trên địa bàn xã Mẫu Sơn giai đoạn 2027 - 2030"),
        ),
        number="6",
        symbol="KH-UBND",
        bases=BASES,
        nodes=(
            Node(text=f"Ủy ban nhân dân xã Mẫu Sơn{note('Xã có 12 thôn, 9.800 người.')} ban hành Kế hoạch như sau:"),
            *(_part(at, heading) for at, heading in enumerate(parts)),
            _end("Trên đây là Kế hoạch của Ủy ban nhân dân xã Mẫu Sơn; chi tiết tại Phụ lục I, Phụ lục II và Phụ lục III kèm theo"),
        ),
        recipients=_recipients(
            "Sở Nội vụ tỉnh Mẫu Giang (để báo cáo)",
            "Thường trực Đảng ủy, Thường trực Hội đồng nhân dân xã (để báo cáo)",
            "Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội xã",
            "Các cơ quan, đơn vị thuộc xã; các thôn",
        ),
        annexes=_annexes(),
        **_around(DEPUTY),
    )  # fmt: skip


#: Every kind, by a plain name; ``forty_pages`` is left out for its length.
KINDS = {
    "ke-hoach": plan,
    "bao-cao": report,
    "cong-van": letter,
    "to-trinh": submission,
    "quyet-dinh": decision,
    "quy-che": regulation,
    "thong-bao": notice,
    "giay-moi": invitation,
    "bien-ban": minutes,
    "phieu-gop-y": comments,
    "sao-y": copied,
}

_THEMES = (
    "trong lĩnh vực chính trị", "trong lĩnh vực kinh tế, lao động", "trong đời sống gia đình",
    "trong lĩnh vực y tế", "trong lĩnh vực giáo dục và đào tạo", "trong lĩnh vực thông tin",
    "về phòng ngừa bạo lực trên cơ sở giới", "cho cán bộ, công chức", "cho đồng bào dân tộc",
)  # fmt: skip
_WORKS = (
    "Tuyên truyền, phổ biến Luật Bình đẳng giới và các văn bản hướng dẫn thi hành",
    "Tổ chức hội nghị tập huấn kỹ năng lồng ghép giới cho cán bộ làm công tác bình đẳng giới",
    "Rà soát số liệu tách biệt theo giới, tổng hợp tình hình và báo cáo cấp có thẩm quyền",
    "Tư vấn, hỗ trợ pháp lý cho người bị bạo lực; duy trì địa chỉ tin cậy tại các thôn",
    "Biểu dương tập thể, cá nhân điển hình; nhân rộng mô hình hay trong cộng đồng dân cư",
)


def _duty(at: int) -> str:
    """A sentence of three lines; no two numbers give the same one."""
    work, theme = _WORKS[at % len(_WORKS)], _THEMES[at % len(_THEMES)]
    return (
        f"{work} {theme}; phấn đấu đến hết quý {at % 4 + 1} hoàn thành {at + 3} hoạt động, thu hút "
        f"ít nhất {at * 7 + 40} lượt người tham gia, trong đó nữ chiếm từ 50% trở lên, nam giới được "
        "khuyến khích tham gia và chia sẻ việc nhà."
    )


def _section(number: int, clauses: int) -> Node:
    first = number * 40
    return Node(
        mark=Mark.ROMAN,
        heading=f"NỘI DUNG THỨ {number + 1} {_THEMES[number % len(_THEMES)].upper()}",
        children=tuple(
            Node(
                mark=Mark.ARABIC,
                heading=f"Nhóm việc thứ {at + 1} {_THEMES[(number + at) % len(_THEMES)]}",
                children=(
                    Node(mark=Mark.LETTER, heading="Đối tượng:", text=_duty(first + at * 4)),
                    Node(
                        mark=Mark.LETTER,
                        text=_duty(first + at * 4 + 1),
                        children=(Node(mark=Mark.DASH, text=_duty(first + at * 4 + 2)),),
                    ),
                    Node(text=_duty(first + at * 4 + 3)),
                ),
            )
            for at in range(clauses)
        ),
    )


def _part(number: int, heading: str) -> Node:
    """Twelve pages: four sections, footnotes in the first, a table in the second."""
    sections = [_section(number * 4 + at, 6) for at in range(4)]
    noted = Node(
        text=f"Kết quả nêu trên{note(f'Số liệu tổng hợp lần {number + 1}, tính đến ngày 31 tháng 12 năm 2026.')} "
        f"được đối chiếu với báo cáo của các thôn{note(_duty(400 + number))} trước khi tổng hợp."
    )
    table = Node(text=f"Biểu tổng hợp số {number + 1}:", table=_small_table())
    sections[0] = replace(sections[0], children=(*sections[0].children, noted))
    sections[1] = replace(sections[1], children=(*sections[1].children, table))
    return Node(mark=Mark.PART, heading=heading, children=tuple(sections))


def _annexes() -> tuple[Annex, ...]:
    marked = Node(
        mark=Mark.ARABIC,
        text=f"Số lượt người{note('Một người dự nhiều hoạt động được tính nhiều lượt.')} ghi theo sổ.",
    )
    return (
        Annex(title="PHÂN CÔNG NHIỆM VỤ GIAI ĐOẠN 2027 - 2030", nodes=(Node(table=_tasks(60)),), landscape=True),
        Annex(
            title="GIẢI THÍCH TỪ NGỮ VÀ CÁCH TÍNH",
            nodes=tuple(Node(mark=Mark.ARABIC, text=_duty(500 + at)) for at in range(14)),
        ),
        Annex(
            title="HƯỚNG DẪN GHI SỐ LIỆU",
            nodes=(marked, *(Node(mark=Mark.ARABIC, text=_duty(600 + at)) for at in range(4))),
        ),
    )  # fmt: skip


def _tasks(rows: int) -> Table:
    return Table(
        columns=(
            TableColumn("STT", 0.5, Align.CENTER),
            TableColumn("Nội dung nhiệm vụ", 4.0),
            TableColumn("Cơ quan chủ trì", 1.6),
            TableColumn("Cơ quan phối hợp", 1.6),
            TableColumn("Thời gian", 1.2, Align.CENTER),
            TableColumn("Nguồn", 1.0, Align.CENTER),
            TableColumn("Số tiền (đồng)", 1.2, Align.RIGHT),
        ),
        groups=(("Kinh phí", 5, 2),),
        rows=tuple(_task_rows(rows)),
        total=("", "Tổng cộng", "", "", "", "", f"{rows}.000.000"),
    )


def _task_rows(rows: int) -> Iterator[tuple[str, ...]]:
    for at in range(1, rows + 1):
        work = f"{_WORKS[at % len(_WORKS)]} {_THEMES[at % len(_THEMES)]}"
        yield (
            f"{at:02d}", f"{work}, đợt {at}.", "Phòng Văn hóa - Xã hội", f"Thôn {at % 12 + 1}",
            f"Quý {at % 4 + 1}", "Xã", "1.000.000",
        )  # fmt: skip


def _small_table() -> Table:
    return Table(
        columns=(
            TableColumn("STT", 0.5, Align.CENTER),
            TableColumn("Nội dung", 3.0),
            TableColumn("Năm 2026", 1.0, Align.RIGHT),
        ),
        rows=(
            ("1", "Số hội nghị", "12"),
            ("2", "Số lượt người tham gia", "1.450"),
            ("3", "Số tờ rơi phát ra", "3.000"),
        ),
    )


def _end(text: str, mark: Mark = Mark.NONE) -> Node:
    return Node(mark=mark, text=f"{text}./.")


def _recipients(*items: str) -> tuple[str, ...]:
    return (*items, "Lưu: VT, VHXH")


def _around(signature: Signature) -> dict[str, object]:
    return {
        "letterhead": LETTERHEAD,
        "place": "Mẫu Sơn",
        "day": DAY,
        "year": DAY.year,
        "signature": signature,
    }
