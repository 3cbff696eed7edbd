"""What the letters of a PDF tell by their places and strokes: faces, bold words, notes, feet."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.documents.readers.from_file import read_source
from app.documents.readers.from_pdf.page import RAISED
from app.documents.readers.from_pdf.pieces import pages_of
from app.documents.source import SourceFile, SourceTable
from tests.architecture.tree import RESOURCES

UPRIGHT, BOLD, OWN = "upright", "bold", "Times-Roman"
LEFT, RIGHT, TOP = 85.0, 538.0, 780.0
LONG = (
    "Tổ chức hội nghị tập huấn kỹ năng lồng ghép giới cho cán bộ làm công tác bình",
    "đẳng giới trong lĩnh vực kinh tế, lao động; phấn đấu đến hết quý hai hoàn thành",
    "bốn hoạt động, thu hút đông đảo lượt người tham gia và chia sẻ việc nhà cùng",
    "nhau trong gia đình và cộng đồng dân cư của các thôn trên địa bàn toàn xã nhà,",
    "từng quý một.",
)


class Sheet:
    """Pages drawn letter by letter."""

    def __init__(self, path: Path, size: tuple[float, float] = A4) -> None:
        self.path = path
        self._canvas = Canvas(str(path), pagesize=size)
        self._y = TOP

    def text(self, words: str, font: str = UPRIGHT, size: float = 14, x: float = LEFT) -> None:
        """A line, with words of its fonts one behind the other."""
        self.put(x, self._y, words, font, size)
        self._y -= 18

    def body(self) -> None:
        """A paragraph of the usual look; its last line is short."""
        *full, last = LONG
        for line in full:
            self.full(line, self._y)
            self._y -= 18
        self.text(last)

    def full(self, line: str, y: float, font: str = UPRIGHT) -> None:
        """A line from margin to margin."""
        words = line.split()
        free = RIGHT - LEFT - sum(stringWidth(word, font, 14) for word in words)
        x = LEFT
        for word in words:
            x = self.put(x, y, word, font) + free / (len(words) - 1)

    def put(self, x: float, y: float, words: str, font: str = UPRIGHT, size: float = 14) -> float:
        """Words at a place; where they end."""
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, y, words)
        return x + stringWidth(words, font, size)

    def borrowed(self, words: str) -> None:
        """A line in a face that lacks some letters, as office programs set it.

        One string with holes, and behind it the letters of a wider face that fill them.
        """
        x, later, parts = LEFT, [], ["("]
        for sign in words:
            if ord(sign) < 256:
                parts.append(f"\\{ord(sign):03o}")
                x += stringWidth(sign, OWN, 14)
                continue
            hole = stringWidth(sign, UPRIGHT, 14)
            parts.append(f") {-1000 * hole / 14:.0f} (")
            later.append((x, sign))
            x += hole
        line = self._canvas.beginText(LEFT, self._y)
        line.setFont(OWN, 14)
        line._code.append(f"[{''.join(parts)})] TJ")
        self._canvas.drawText(line)
        for at, sign in later:
            self.put(at, self._y, sign, BOLD, 15)
        self._y -= 18

    def raised(self, before: str, digits: str, after: str) -> None:
        """A line with small digits set high in it."""
        x = self.put(LEFT, self._y, before)
        x = self.put(x, self._y + 5, digits, size=9)
        self.put(x, self._y, after)
        self._y -= 18

    def foot(self, *lines: str, size: float = 10) -> None:
        """Small lines at the foot of the page."""
        for at, line in enumerate(reversed(lines)):
            self.put(LEFT, 60 + 12 * at, line, size=size)

    def table(self, rows: list[list[str]], widths: tuple[float, ...]) -> None:
        """A ruled table of two lines a row."""
        xs = [LEFT + sum(widths[:at]) for at in range(len(widths) + 1)]
        ys = [700 - 40 * at for at in range(len(rows) + 1)]
        self._canvas.grid(xs, ys)
        for y, row in zip(ys, rows, strict=False):
            for x, cell in zip(xs, row, strict=False):
                for at, line in enumerate(cell.split("\n")):
                    self.put(x + 4, y - 15 - 14 * at, line, size=12)

    def new_page(self) -> None:
        self._canvas.showPage()
        self._y = TOP

    def read(self) -> SourceFile:
        """The file by the program's own way, in another process."""
        self._canvas.save()
        return read_source(self.path)

    def pieces(self) -> list[str]:
        """The pieces of its pages, read in this process."""
        self._canvas.save()
        pages = [page for _, page in pages_of(self.path) if page]
        return [piece.text for page in pages for piece in page.pieces]


@pytest.fixture(scope="module", autouse=True)
def _faces() -> None:
    for name, file in ((UPRIGHT, "Tinos-Regular.ttf"), (BOLD, "Tinos-Bold.ttf")):
        registerFont(TTFont(name, RESOURCES / "fonts" / file))


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "tờ giấy.pdf")


def texts(source: SourceFile) -> list[str]:
    return [paragraph.text for paragraph in source.paragraphs()]


@pytest.mark.parametrize(
    "words",
    [
        "Ủy ban nhân dân xã Mẫu Sơn ban hành Quy chế hoạt động của Ban Vì sự tiến bộ của phụ nữ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BÁO CÁO CỦA BAN VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ",
        "Số: 09/QĐ-UBND, phối hợp với UBMTTQ xã, HĐND xã (gọi là “các đơn vị”)",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký",
    ],
)
def test_letters_of_a_second_face_stand_where_they_belong(sheet: Sheet, words: str) -> None:
    sheet.borrowed(words)
    assert sheet.pieces() == [words]
    assert texts(read_source(sheet.path)) == [words]


def test_a_line_that_ends_with_such_letters_stays_as_it_is(sheet: Sheet) -> None:
    sheet.text("Nơi ở của phụ nữ và trẻ em là một ô ở ẩm ế ề")
    assert texts(sheet.read()) == ["Nơi ở của phụ nữ và trẻ em là một ô ở ẩm ế ề"]


def test_lines_that_are_given_as_one_keep_their_order(sheet: Sheet) -> None:
    # The hyphen at the line's end makes QtPdf take both printed lines for one.
    sheet.body()
    sheet.full(
        "đẳng giới, vì sự tiến bộ của phụ nữ trên địa bàn tỉnh (theo Kế hoạch số 223/KH-",
        TOP - 18 * 5,
    )
    sheet.put(
        LEFT, TOP - 18 * 6, "UBND ngày 17/01/2017 của Ủy ban nhân dân tỉnh Mẫu Giang, Kế hoạch số"
    )
    assert " ".join(texts(sheet.read())).endswith(
        "(theo Kế hoạch số 223/KH-UBND ngày 17/01/2017 của Ủy ban nhân dân tỉnh Mẫu Giang, "
        "Kế hoạch số"
    )


def test_bold_lines_and_bold_words_before_a_colon_are_known(sheet: Sheet) -> None:
    sheet.body()
    sheet.text("1. Nhóm việc thứ nhất", BOLD)
    x = sheet.put(LEFT, TOP - 18 * 6, "Đối tượng:", BOLD)
    sheet.put(x + 4, TOP - 18 * 6, "Cán bộ, công chức, viên chức của xã")
    [body, heading, led] = sheet.read().paragraphs()
    assert not any(run.bold for run in body.runs)
    assert [(run.text, run.bold) for run in heading.runs] == [("1. Nhóm việc thứ nhất", True)]
    assert [(run.text.strip(), run.bold) for run in led.runs] == [
        ("Đối tượng:", True),
        ("Cán bộ, công chức, viên chức của xã", False),
    ]


def test_a_page_of_headings_is_bold_all_the_same(sheet: Sheet) -> None:
    for at in range(6):
        sheet.text(f"{at + 1}. Nhóm việc thứ {at + 1} trong lĩnh vực giáo dục và đào tạo", BOLD)
    sheet.new_page()
    for _ in range(4):
        sheet.body()
    headings = list(sheet.read().paragraphs())[:6]
    assert all(run.bold for heading in headings for run in heading.runs)


def test_a_note_stands_where_it_is_cited(sheet: Sheet) -> None:
    sheet.body()
    sheet.raised("Xã Mẫu Sơn có nhiều thôn", "1", " và đã họp với các thôn.")
    sheet.foot("1 Xã có 12 thôn, 9.800 người, trong đó nữ chiếm", "một nửa.")
    assert texts(sheet.read())[-1] == (
        "Xã Mẫu Sơn có nhiều thôn^[Xã có 12 thôn, 9.800 người, trong đó nữ chiếm một nửa.] và đã "
        "họp với các thôn."
    )


def test_a_note_that_a_page_end_cut_is_whole(sheet: Sheet) -> None:
    sheet.body()
    sheet.raised("Xã Mẫu Sơn có nhiều thôn", "1", ".")
    sheet.foot("1 Xã có 12 thôn,")
    sheet.new_page()
    sheet.body()
    sheet.foot("9.800 người.")
    read = texts(sheet.read())
    assert read[1].endswith("nhiều thôn^[Xã có 12 thôn, 9.800 người.].")
    assert not any("9.800" in words for words in read[2:])


def test_numbers_of_notes_are_told_from_digits_by_their_place(sheet: Sheet) -> None:
    sheet.raised("Xã có nhiều thôn", "12", ".")
    sheet.text("Mẫu A12 và tổ B1 cùng làm.")
    assert [words for words in sheet.pieces() if RAISED in words] == [f"Xã có nhiều thôn{RAISED}12"]


def test_a_page_of_a_strange_size_is_read_without_its_looks(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "khổ lớn.pdf", size=(1600, 2000))
    sheet.text("1. Nhóm việc thứ nhất", BOLD)
    assert sheet.pieces() == ["1. Nhóm việc thứ nhất"]


def test_raised_digits_without_a_note_are_digits(sheet: Sheet) -> None:
    sheet.body()
    sheet.raised("Nhà văn hóa rộng 200 m", "2", " đã sửa xong.")
    assert texts(sheet.read())[-1] == "Nhà văn hóa rộng 200 m2 đã sửa xong."


def test_digits_of_the_text_are_no_notes(sheet: Sheet) -> None:
    sheet.body()
    sheet.text("Mẫu A1 và tổ B1 cùng làm.")
    sheet.foot("1 Xã có 12 thôn.")
    assert texts(sheet.read())[-2:] == ["Mẫu A1 và tổ B1 cùng làm.", "1 Xã có 12 thôn."]


def test_the_address_at_the_foot_of_the_first_page(sheet: Sheet) -> None:
    sheet.body()
    sheet.foot("Địa chỉ: số 01 đường Trung Tâm", "Điện thoại: 0200 000 000", size=11)
    sheet.new_page()
    sheet.body()
    source = sheet.read()
    assert source.sections[0].foot == ("Địa chỉ: số 01 đường Trung Tâm", "Điện thoại: 0200 000 000")
    assert not any("Địa chỉ" in words for words in texts(source))


def test_an_address_in_the_text_stays_there(sheet: Sheet) -> None:
    sheet.body()
    sheet.text("Điện thoại: 0200 000 000 là số của người trực.")
    source = sheet.read()
    assert source.sections[0].foot == ()
    assert texts(source)[-1].endswith("Điện thoại: 0200 000 000 là số của người trực.")


def test_two_who_sign_side_by_side(sheet: Sheet) -> None:
    sheet.body()
    for at, (left, right) in enumerate((("THƯ KÝ", "CHỦ TỌA"), ("Lê Thị Ví Dụ", "Trần Văn Thử"))):
        sheet.put(150, 600 - 80 * at, left, BOLD)
        sheet.put(380, 600 - 80 * at, right, BOLD)
    sheet.put(LEFT, 480, "Nơi nhận:", size=12)
    sheet.put(LEFT, 466, "- Thành viên của Ban;", size=11)
    *_, table = (block for block in sheet.read().blocks() if isinstance(block, SourceTable))
    left, right = table.rows[0]
    assert left.text.split("\n") == ["THƯ KÝ", "", "Lê Thị Ví Dụ"]
    assert right.text.split("\n") == ["CHỦ TỌA", "", "Trần Văn Thử"]


def centred(sheet: Sheet, words: str, y: float, font: str = BOLD) -> None:
    width = stringWidth(words, font, 14)
    sheet.put((LEFT + RIGHT - width) / 2, y, words, font)


def test_a_bold_line_of_the_whole_width_goes_on_with_the_title(sheet: Sheet) -> None:
    for _ in range(3):
        sheet.body()
    centred(sheet, "KẾ HOẠCH", 400)
    sheet.full("Thực hiện công tác bình đẳng giới và vì sự tiến bộ của phụ nữ", 382, BOLD)
    *_, name, title = sheet.read().paragraphs()
    assert (name.align, title.align) == ("center", "center")


def test_a_centred_heading_that_had_no_room_is_one(sheet: Sheet) -> None:
    for _ in range(3):
        sheet.body()
    centred(sheet, "Chương II", 400)
    centred(sheet, "NHIỆM VỤ CỦA CÁC THÀNH VIÊN VÀ CHẾ ĐỘ LÀM VIỆC, PHỐI", 382)
    centred(sheet, "HỢP, THÔNG TIN", 364)
    assert texts(sheet.read())[-2:] == [
        "Chương II",
        "NHIỆM VỤ CỦA CÁC THÀNH VIÊN VÀ CHẾ ĐỘ LÀM VIỆC, PHỐI HỢP, THÔNG TIN",
    ]


def test_a_numbered_line_that_ends_by_chance_in_the_middle_is_no_title(sheet: Sheet) -> None:
    for _ in range(4):
        sheet.body()
    for at in range(4):
        sheet.text(
            f"{at + 1}. Các thôn cử người dự hội nghị đúng giờ, đúng thành phần", x=LEFT + 36
        )
    end = LEFT + 36 + stringWidth("I. NỘI DUNG", BOLD, 14)
    wide = "I. NỘI DUNG"
    while end < RIGHT - 36:
        wide, end = f"{wide} A", end + stringWidth(" A", BOLD, 14)
    sheet.text(wide, BOLD, x=LEFT + 36)
    assert [one.align for one in sheet.read().paragraphs()][-1] == "justify"


def test_short_ends_of_lines_tell_the_left_margin(sheet: Sheet) -> None:
    for _ in range(4):
        x = LEFT + 36
        sheet.text("Thành phần tham dự: đại diện các cơ quan, đơn vị thuộc xã, các thôn;", x=x)
        sheet.text("người vắng mặt.")
    assert texts(sheet.read())[0].endswith("các thôn; người vắng mặt.")


def test_words_and_years_cut_by_narrow_columns_are_whole(sheet: Sheet) -> None:
    sheet.table(
        [["ST\nT", "Thời gian", "Số tiền"], ["1", "01/3 - 31/10/20\n27", "60.000.00\n0"]],
        widths=(30, 110, 80),
    )
    [table] = (block for block in sheet.read().blocks() if isinstance(block, SourceTable))
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["STT", "Thời gian", "Số tiền"],
        ["1", "01/3 - 31/10/2027", "60.000.000"],
    ]
