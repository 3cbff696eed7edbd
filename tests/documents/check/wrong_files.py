"""Right Word files of an office, and the same files with one rule of the decree broken in each."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.documents.check.office_file import (
    Grid,
    Number,
    Pages,
    Paper,
    Words,
    centred,
    heading,
    text,
)

ISSUER_RULE = 14.0
MOTTO_RULE = 60.5
PLAN_RULE = 40.0


def _head(number: str, *below: Words) -> dict[str, list[Words]]:
    """The letterhead of "xã Mẫu Sơn" on a day of January."""
    return {
        "left": [
            centred("ỦY BAN NHÂN DÂN", "issuer", size=12),
            centred("XÃ MẪU SƠN", "issuer_last", size=12, rule=ISSUER_RULE),
            centred("", size=6),
            centred(number, "number", size=13, bold=False),
            *below,
        ],
        "right": [
            centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "nation", size=12),
            centred("Độc lập - Tự do - Hạnh phúc", "motto", rule=MOTTO_RULE),
            centred("", size=6),
            centred("Mẫu Sơn, ngày 05 tháng 01 năm 2027", "place", size=13, bold=False, italic=True),
        ],
    }  # fmt: skip


def _end(*receivers: str) -> dict[str, list[Words]]:
    lines = [Words(f"- {one};", "receiver", size=11, align="left") for one in receivers]
    return {
        "receivers": [
            Words("Nơi nhận:", "receivers_word", size=12, bold=True, italic=True, align="left"),
            *lines,
            Words("- Lưu: VT, VHXH.", "kept", size=11, align="left"),
        ],
        "signature": [
            centred("TM. ỦY BAN NHÂN DÂN", "post"),
            centred("KT. CHỦ TỊCH", "for"),
            centred("PHÓ CHỦ TỊCH", "deputy"),
            *(centred("", size=14) for _ in range(4)),
            centred("Trần Văn Thử", "signer"),
        ],
    }


DUTIES = """\
Tuyên truyền Luật Bình đẳng giới trên hệ thống loa truyền thanh của các thôn, mỗi tháng hai buổi, nội dung do công chức Văn hóa - Xã hội chuẩn bị và Ủy ban nhân dân xã duyệt trước.
Mở lớp bồi dưỡng cho cán bộ thôn, cộng tác viên về kỹ năng hòa giải các vụ việc liên quan đến bạo lực gia đình, bảo đảm mỗi thôn có ít nhất hai người dự học.
Rà soát, cập nhật số liệu tách biệt theo giới của các thôn, phục vụ báo cáo định kỳ và xây dựng kế hoạch của những năm sau.
Hỗ trợ phụ nữ làm chủ hộ nghèo vay vốn ưu đãi để chăn nuôi, trồng cây ăn quả và mở các nghề phụ tại nhà trong thời gian nông nhàn.
Duy trì hoạt động của các địa chỉ tin cậy ở cộng đồng, công khai số điện thoại người phụ trách tại nhà văn hóa và các điểm đông dân cư.
Kiểm tra việc thực hiện chế độ thai sản, nghỉ chăm sóc con ốm tại các cơ sở sản xuất trên địa bàn, kịp thời kiến nghị xử lý những nơi làm chưa đúng.
Lồng ghép vấn đề bình đẳng giới vào hương ước, quy ước của các thôn khi sửa đổi, bổ sung, lấy ý kiến đại diện hộ gia đình trước khi thông qua.
Tổ chức diễn đàn cho học sinh trung học cơ sở về phòng, chống xâm hại, bắt nạt trên mạng và kỹ năng tìm người giúp đỡ khi gặp nguy hiểm.
Giới thiệu cán bộ nữ trẻ vào quy hoạch các chức danh lãnh đạo, quản lý, gắn với đào tạo lý luận chính trị và chuyên môn nghiệp vụ.
Phối hợp khám sức khỏe sinh sản cho phụ nữ ở các thôn xa trung tâm, ưu tiên người dân tộc thiểu số và người khuyết tật.
Thi tìm hiểu pháp luật về hôn nhân và gia đình bằng hình thức sân khấu hóa giữa các câu lạc bộ, trao giải vào dịp kỷ niệm ngày thành lập Hội.
Biểu dương những gia đình có vợ chồng cùng chia sẻ việc nhà, nuôi dạy con tốt, được xóm giềng quý mến và chính quyền ghi nhận.
Bố trí kinh phí hằng năm cho công tác vì sự tiến bộ của phụ nữ trong dự toán ngân sách và huy động thêm đóng góp hợp pháp của các tổ chức.
Xây dựng chuyên mục trên trang thông tin điện tử, đăng bài viết, hình ảnh về những tấm gương phụ nữ vượt khó làm kinh tế giỏi.
""".splitlines()


def _duty(at: int) -> str:
    return DUTIES[at]


def plan() -> Paper:
    """A plan of three pages with two annexes."""
    annexes = [_annex("Phụ lục I", "one"), _annex("Phụ lục II", "two")]
    return Paper(
        **_head("Số: 05/KH-UBND"),
        title=[
            centred("KẾ HOẠCH", "type", before=14),
            centred("Thực hiện công tác bình đẳng giới năm 2027", "title", rule=PLAN_RULE),
            centred("", size=6),
        ],
        body=[
            text("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "first_base", italic=True),
            text("Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006.", "last_base", italic=True),
            text("Ủy ban nhân dân xã Mẫu Sơn ban hành Kế hoạch với các nội dung sau:", "opening"),
            heading("I. MỤC ĐÍCH, YÊU CẦU", "section"),
            heading("1. Mục đích", "clause"),
            text(_duty(0), "purpose"),
            text(_duty(1), "second"),
            heading("2. Yêu cầu", "clause_two"),
            text("a) Thiết thực, tiết kiệm, phù hợp với điều kiện của xã và từng thôn.", "letter_a"),
            text(f"b) {_duty(13)}", "letter_b"),
            heading("II. NHIỆM VỤ", "section_two"),
            *(text(f"{at - 1}. {_duty(at)}", f"duty_{at - 1}") for at in range(2, 13)),
            text("Các nhiệm vụ cụ thể như bảng sau:"),
            Grid([["STT", "Việc", "Thời gian"], ["1", "Tập huấn", "Quý II"], ["2", "Tuyên truyền", "Quý III"]]),
            text("Nhiệm vụ và dự toán chi tiết tại Phụ lục I, Phụ lục II kèm theo Kế hoạch này.", "announced"),
            text("Trên đây là Kế hoạch của Ủy ban nhân dân xã Mẫu Sơn./.", "end"),
        ],
        annexes=annexes,
        **_end("Ủy ban nhân dân tỉnh (để báo cáo)", "Các thôn"),
    )  # fmt: skip


def _annex(label: str, name: str) -> list[Words | Grid]:
    titles = {"one": "NHIỆM VỤ CỤ THỂ", "two": "DỰ TOÁN KINH PHÍ"}
    return [
        centred(label, f"label_{name}"),
        centred(titles[name], f"title_{name}"),
        centred(
            "(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2027 của Ủy ban nhân dân xã Mẫu Sơn)",
            f"reference_{name}", bold=False, italic=True,
        ),
        text("Nội dung chi tiết như sau:"),
        Grid([["STT", "Nội dung"], ["1", "Tập huấn"]]),
        text(f"Các thôn căn cứ {titles[name].lower()} trên để thực hiện./.", f"end_{name}"),
    ]  # fmt: skip


def report() -> Paper:
    """A report to a higher body."""
    return Paper(
        **_head("Số: 12/BC-UBND"),
        title=[
            centred("BÁO CÁO", "type", before=14),
            centred("Kết quả thực hiện công tác bình đẳng giới năm 2026", "title", rule=45.0),
            centred("", size=6),
            Words("Kính gửi: Sở Nội vụ tỉnh Mẫu Giang", "addressed", align="left", left=30, before=6),
        ],
        body=[
            text("Ủy ban nhân dân xã Mẫu Sơn báo cáo kết quả công tác bình đẳng giới năm 2026 như sau:"),
            heading("I. KẾT QUẢ THỰC HIỆN", "section"),
            *(text(f"{at}. {_duty(at)}", f"duty_{at}") for at in range(1, 4)),
            heading("II. PHƯƠNG HƯỚNG"),
            text(_duty(4)),
            text("Trên đây là Báo cáo của Ủy ban nhân dân xã Mẫu Sơn./.", "end"),
        ],
        pages=Pages(number=None),
        **_end("Như trên", "Thường trực Đảng ủy"),
    )  # fmt: skip


def letter() -> Paper:
    """A công văn of one page."""
    subject = Words(
        "V/v báo cáo kết quả Tháng hành động\nvì bình đẳng giới năm 2026", "subject",
        size=12, align="center", before=6,
    )  # fmt: skip
    paper = Paper(
        **_head("Số: 08/UBND-VHXH", subject),
        title=[
            Words("Kính gửi:", "addressed", align="left", left=40, before=12),
            Words("- Các cơ quan, đơn vị thuộc xã;", "addressee", align="left", left=55),
            Words("- Các thôn trên địa bàn xã.", "addressee_last", align="left", left=55),
        ],
        body=[
            text("Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về Tháng hành động vì bình đẳng giới, Ủy ban "
                 "nhân dân xã Mẫu Sơn đề nghị các cơ quan, đơn vị, các thôn thực hiện các nội dung sau:", "opening"),
            text(f"1. {_duty(2)}", "duty_1"),
            text(f"2. {_duty(1)}", "duty_2"),
            text("Ủy ban nhân dân xã Mẫu Sơn đề nghị các cơ quan, đơn vị, các thôn thực hiện./.", "end"),
        ],
        pages=Pages(number=None),
        **_end("Như trên", "Chủ tịch Ủy ban nhân dân xã"),
    )  # fmt: skip
    paper.left += [
        centred("", size=6),
        centred("KHẨN", "urgency", size=13, color="FF0000", boxed=True),
        centred("LƯU HÀNH NỘI BỘ", "circulation", size=13, boxed=True),
    ]
    paper.receivers.append(Words("TM.(30)", "drafter", size=11, align="left"))
    return paper


def decision() -> Paper:
    """A decision with three articles."""
    paper = Paper(
        **_head("Số: 09/QĐ-UBND"),
        title=[
            centred("QUYẾT ĐỊNH", "type", before=14),
            centred("Về việc kiện toàn Ban Vì sự tiến bộ của phụ nữ xã Mẫu Sơn", "title", rule=50.0),
            centred("", size=6),
            centred("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU SƠN", "authority", before=6),
        ],
        body=[
            text("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "first_base", italic=True),
            text("Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;", "base", italic=True),
            text("Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.", "last_base", italic=True),
            centred("QUYẾT ĐỊNH:", "resolution", before=6),
            text(" Kiện toàn Ban Vì sự tiến bộ của phụ nữ xã Mẫu Sơn.", "article", lead="Điều 1."),
            text(" Ban có nhiệm vụ tham mưu, giúp Ủy ban nhân dân xã về bình đẳng giới.", lead="Điều 2."),
            text(" Các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.", "end", lead="Điều 3."),
        ],
        pages=Pages(number=None),
        **_end("Như Điều 3", "Ủy ban nhân dân tỉnh (để báo cáo)"),
    )  # fmt: skip
    paper.signature[:3] = [centred("CHỦ TỊCH", "post")]
    return paper


def programme() -> Paper:
    """A plan in parts, under a higher body."""
    paper = plan()
    paper.left.insert(0, centred("ỦY BAN NHÂN DÂN TỈNH MẪU GIANG", "parent", size=12, bold=False))
    paper.left[1:3] = [centred("SỞ NỘI VỤ", "issuer_last", size=12, rule=10.0)]
    paper.replace("number", "KH-UBND", "KH-SNV")
    paper.replace("opening", "Ủy ban nhân dân xã Mẫu Sơn", "Sở Nội vụ tỉnh Mẫu Giang")
    paper.replace("end", "Ủy ban nhân dân xã Mẫu Sơn", "Sở Nội vụ tỉnh Mẫu Giang")
    paper.after(
        "opening",
        centred("Phần I", "part", before=6),
        centred("MỤC TIÊU VÀ NHIỆM VỤ", "part_name"),
    )
    for name in ("one", "two"):
        paper.replace(f"reference_{name}", "KH-UBND", "KH-SNV")
        paper.replace(f"reference_{name}", "Ủy ban nhân dân xã Mẫu Sơn", "Sở Nội vụ tỉnh Mẫu Giang")
    paper.signature[:3] = [centred("GIÁM ĐỐC", "post")]
    return paper


RIGHT: dict[str, Callable[[], Paper]] = {
    "plan": plan,
    "report": report,
    "letter": letter,
    "decision": decision,
    "programme": programme,
}


@dataclass(frozen=True)
class Wrong:
    """A file with one mistake: which rule finds it, in which paper, how it is made."""

    rule: str
    paper: str
    spoil: Callable[[Paper], object]


def _page(**values: object) -> Callable[[Paper], None]:
    def spoil(paper: Paper) -> None:
        for key, value in values.items():
            setattr(paper.pages, key, value)
            setattr(paper.annex_pages, key, value)

    return spoil


def _number(**values: object) -> Callable[[Paper], None]:
    number = Number(**values)  # type: ignore[arg-type]

    def spoil(paper: Paper) -> None:
        paper.pages.number = paper.annex_pages.number = number

    return spoil


def _looks(name: str, **values: object) -> Callable[[Paper], None]:
    return lambda paper: paper.change(name, **values)


def _words(name: str, old: str, new: str) -> Callable[[Paper], None]:
    return lambda paper: paper.replace(name, old, new)


def _without(name: str) -> Callable[[Paper], None]:
    return lambda paper: paper.drop(name)


def _all_words(**values: object) -> Callable[[Paper], None]:
    def spoil(paper: Paper) -> None:
        for part in paper.blocks():
            for one in part:
                if isinstance(one, Words) and one.text:
                    for key, value in values.items():
                        setattr(one, key, value)

    return spoil


def _typed_rule(name: str) -> Callable[[Paper], None]:
    def spoil(paper: Paper) -> None:
        paper.change(name, rule=0)
        paper.after(name, centred("______________", "typed"))

    return spoil


def _annexes_go_on(paper: Paper) -> None:
    paper.annex_pages.restarts = False


def _turned(paper: Paper) -> None:
    paper.pages.width, paper.pages.height = 297, 210
    paper.body[:] = [one for one in paper.body if isinstance(one, Words)]


def _no_column_name(paper: Paper) -> None:
    [grid] = [one for one in paper.body if isinstance(one, Grid)]
    grid.rows[0][1] = ""


def _plan(rule: str, spoil: Callable[[Paper], object]) -> Wrong:
    return Wrong(rule, "plan", spoil)


WRONG: tuple[Wrong, ...] = (
    # Pages
    _plan("page_size", _page(width=215.9, height=279.4)),
    _plan("page_turned", _turned),
    _plan("margin_top", _page(top=15)),
    _plan("margin_bottom", _page(bottom=30)),
    _plan("margin_left", _page(left=25)),
    _plan("margin_right", _page(right=25)),
    _plan("page_number_missing", _page(number=None)),
    _plan("page_number_place", _number(place="bottom")),
    _plan("page_number_centred", _number(align="right")),
    _plan("page_number_first", _number(first=True)),
    _plan("page_number_size", _number(size=11)),
    _plan("page_number_style", _number(italic=True)),
    _plan("page_number_words", _number(around="Trang {}")),
    _plan("page_number_words", _number(around="- {} -")),
    _plan("annex_pages", _annexes_go_on),
    # Letters
    _plan("font_name", _looks("second", font="Arial")),
    _plan("font_name", _all_words(font="Calibri")),
    _plan("font_colour", _looks("second", color="0000FF")),
    _plan("font_colour", _looks("title", color="C00000")),
    # Quốc hiệu, Tiêu ngữ
    _plan("nation_words", _words("nation", "CỘNG HÒA", "CÔNG HÒA")),
    _plan("nation_words", _looks("nation", text="Cộng hòa xã hội chủ nghĩa Việt Nam")),
    _plan("nation_size", _looks("nation", size=14)),
    _plan("nation_style", _looks("nation", bold=False)),
    _plan("nation_centred", _looks("nation", align="left")),
    _plan("motto_centred", _looks("motto", align="left")),
    _plan("motto_words", _looks("motto", text="Độc lập-Tự do-Hạnh phúc")),
    _plan("motto_words", _looks("motto", text="Độc lập – Tự do – Hạnh phúc")),
    _plan("motto_size", _looks("motto", size=12, rule=51.8)),
    _plan("motto_style", _looks("motto", italic=True)),
    _plan("motto_rule", _looks("motto", rule=0, underline=True)),
    _plan("motto_rule", _looks("motto", underline=True)),
    _plan("motto_rule", _looks("motto", rule=0)),
    _plan("motto_rule", lambda paper: (paper.change("motto", rule=0), paper.change("second", rule=MOTTO_RULE))),
    _plan("motto_rule", _looks("motto", rule=30)),
    _plan("motto_rule", _typed_rule("motto")),
    # Cơ quan
    _plan("issuer_size", lambda paper: (paper.change("issuer", size=14), paper.change("issuer_last", size=14))),
    _plan("issuer_style", lambda paper: (paper.change("issuer", bold=False), paper.change("issuer_last", bold=False))),
    _plan("issuer_rule", _looks("issuer_last", rule=0)),
    _plan("issuer_rule", _looks("issuer_last", rule=40)),
    Wrong("parent_style", "programme", _looks("parent", bold=True)),
    Wrong("parent_size", "programme", _looks("parent", size=11)),
    Wrong("parent_centred", "programme", _looks("parent", align="left")),
    _plan("issuer_centred", _looks("issuer", align="left")),
    # Số, ngày
    _plan("number_zero", _words("number", "05", "5")),
    _plan("number_colon", _words("number", "Số: ", "Số ")),
    _plan("number_spaces", _words("number", "05/KH-UBND", "05 / KH - UBND")),
    _plan("number_size", _looks("number", size=14)),
    _plan("number_centred", _looks("number", align="left")),
    Wrong("urgency_size", "letter", _looks("urgency", size=11)),
    Wrong("urgency_style", "letter", _looks("urgency", bold=False)),
    Wrong("circulation_size", "letter", _looks("circulation", size=16)),
    Wrong("circulation_style", "letter", _looks("circulation", italic=True)),
    _plan("number_style", _looks("number", italic=True)),
    _plan("place_style", _looks("place", italic=False)),
    _plan("place_size", _looks("place", size=12)),
    _plan("place_comma", _words("place", "Sơn, ", "Sơn ")),
    _plan("place_centred", _looks("place", align="right")),
    _plan("day_zero", _words("place", "ngày 05", "ngày 5")),
    _plan("month_zero", _words("place", "tháng 01", "tháng 1")),
    _plan("month_zero", _words("place", "ngày 05 tháng 01", "ngày 15 tháng 06")),
    _plan("day_words", _words("place", "ngày 05 tháng 01 năm 2027", "ngày 05/01/2027")),
    # Tên loại, trích yếu
    _plan("type_capitals", _looks("type", text="Kế hoạch")),
    _plan("type_style", _looks("type", bold=False)),
    _plan("type_size", _looks("type", size=16)),
    _plan("type_centred", _looks("type", align="left")),
    _plan("title_style", _looks("title", bold=False)),
    _plan("title_centred", _looks("title", align="left")),
    _plan("title_size", _looks("title", size=15)),
    _plan("title_rule", _looks("title", rule=0)),
    _plan("title_rule", _looks("title", rule=0, underline=True)),
    _plan("title_end", _words("title", "năm 2027", "năm 2027.")),
    Wrong("subject_style", "letter", _looks("subject", bold=True)),
    Wrong("subject_size", "letter", _looks("subject", size=14)),
    Wrong("subject_centred", "letter", _looks("subject", align="left")),
    Wrong("title_missing", "letter", _words("subject", "V/v b", "B")),
    # Kính gửi
    Wrong("addressed_style", "report", _looks("addressed", bold=True)),
    Wrong("addressed_size", "report", _looks("addressed", size=12)),
    Wrong("addressees_missing", "report", lambda paper: (paper.drop("addressed"), paper.receivers.pop(1))),
    _plan("addressees_extra", lambda paper: paper.title.append(Words("Kính gửi: Sở Nội vụ tỉnh Mẫu Giang", align="left", left=30))),
    # Nội dung
    _plan("base_style", _looks("first_base", italic=False)),
    _plan("base_end", _words("first_base", "2025;", "2025")),
    _plan("base_end", _words("last_base", "2006.", "2006;")),
    _plan("base_law", _words("last_base", "Luật Bình đẳng giới", "Luật Bình đẳng giới số 73/2006/QH11")),
    _plan("body_size", _looks("second", size=12)),
    _plan("body_style", _looks("second", italic=True)),
    _plan("body_justified", _looks("second", align="left")),
    _plan("first_indent", _looks("second", first=0)),
    _plan("first_indent", _looks("second", first=20)),
    _plan("paragraph_space", _looks("second", before=0)),
    _plan("line_spacing", _looks("second", lines=2.0)),
    _plan("section_style", _looks("section", bold=False)),
    _plan("section_size", _looks("section", size=16)),
    _plan("heading_capitals", _looks("section", text="I. Mục đích, yêu cầu")),
    _plan("clause_style", _looks("clause", bold=False)),
    _plan("numbering", _words("duty_3", "3. ", "4. ")),
    _plan("section_size", _looks("section_two", size=12)),
    _plan("clause_size", _looks("clause_two", size=15)),
    _plan("font_name", _looks("label_two", font="Tahoma")),
    _plan("line_spacing", _all_words(lines=0.8)),
    _plan("table_column", _no_column_name),
    Wrong("base_style", "decision", _looks("base", italic=False)),
    _plan("end_mark", _words("end", "./.", "")),
    Wrong("authority_style", "decision", _looks("authority", bold=False)),
    Wrong("authority_size", "decision", _looks("authority", size=16)),
    Wrong("authority_centred", "decision", _looks("authority", align="left")),
    Wrong("resolution_size", "decision", _looks("resolution", size=16)),
    Wrong("resolution_style", "decision", _looks("resolution", bold=False)),
    Wrong("part_size", "programme", _looks("part", size=12)),
    Wrong("part_style", "programme", _looks("part_name", bold=False)),
    Wrong("part_centred", "programme", _looks("part", align="left")),
    _plan("base_size", _looks("first_base", size=12)),
    Wrong("resolution_centred", "decision", _looks("resolution", align="left")),
    Wrong("resolution_missing", "decision", _without("resolution")),
    # Nơi nhận, chữ ký
    _plan("recipients_word_style", _looks("receivers_word", italic=False)),
    _plan("recipients_word_size", _looks("receivers_word", size=14)),
    _plan("recipients_size", _looks("receiver", size=13)),
    _plan("recipients_style", _looks("receiver", italic=True)),
    _plan("recipients_side", _looks("receivers_word", align="right")),
    Wrong("drafter_size", "letter", _looks("drafter", size=14)),
    Wrong("drafter_style", "letter", _looks("drafter", italic=True)),
    _plan("recipients_end", _words("kept", "VHXH.", "VHXH;")),
    _plan("recipients_keep", lambda paper: (paper.drop("kept"), paper.receivers.append(Words("- Văn phòng xã.", size=11, align="left")))),
    _plan("post_style", _looks("for", bold=False)),
    _plan("post_centred", _looks("post", align="left")),
    _plan("signature_order", _without("for")),
    _plan("post_size", _looks("for", size=12)),
    _plan("signer_centred", _looks("signer", align="right")),
    _plan("signer_style", _looks("signer", bold=False)),
    _plan("signer_size", _looks("signer", size=12)),
    _plan("signer_degree", _looks("signer", text="ThS. Trần Văn Thử")),
    _plan("signer_capitals", _looks("signer", text="TRẦN VĂN THỬ")),
    # Phụ lục
    _plan("annex_label_size", _looks("label_one", size=13)),
    _plan("annex_label_style", _looks("label_one", bold=False)),
    _plan("annex_label_centred", _looks("label_one", align="left")),
    _plan("annex_title_size", _looks("title_one", size=12)),
    _plan("annex_title_centred", _looks("title_one", align="left")),
    _plan("annex_reference_size", _looks("reference_one", size=12)),
    _plan("annex_reference_centred", _looks("reference_one", align="left")),
    _plan("annex_roman", _looks("label_one", text="Phụ lục 1")),
    _plan("annex_word", _looks("label_one", text="PHỤ LỤC I")),
    _plan("annex_title", _without("title_two")),
    _plan("annex_title_style", _looks("title_one", bold=False)),
    _plan("annex_capitals", _looks("title_one", text="Nhiệm vụ cụ thể")),
    _plan("annex_reference_style", _looks("reference_one", italic=False)),
    _plan("annex_reference", _without("reference_two")),
)  # fmt: skip
