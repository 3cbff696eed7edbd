"""Word 97–2003 files: every word in its order, numbers that Word computed, tables, old fonts."""

import struct
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document as NewWord

from app.documents.blocks import Document, Node
from app.documents.readers.from_doc.fib import LIST_USES, LISTS, Fib
from app.documents.readers.from_doc.lists import read_lists
from app.documents.readers.from_file import read_source
from app.documents.readers.from_text import read_text
from app.documents.render.to_docx import render_docx
from app.documents.source import SourceFile, SourceParagraph, SourceTable
from app.domain.numbering import Mark
from app.errors import AppError, CancelledError, ValidationError
from app.jobs import JobContext
from tests.documents.office import converted
from tests.documents.readers.accuracy import differences, score
from tests.documents.readers.plans import source
from tests.documents.readers.test_accuracy import read_only_paper, write
from tests.documents.readers.word_files import define_list, number
from tests.documents.sample_paper import long_plan
from tests.hostile import good
from tests.hostile.compound import old_files, word
from tests.hostile.kind import Hostile
from tests.hostile.spoiled import spoiled

DRESSES = ["own export", "typed", "automatic numbers"]


def saved(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "kế hoạch.doc"
    path.write_bytes(data)
    return path


def read(tmp_path: Path, *texts: tuple[str, bool]) -> list[str]:
    """Paragraphs of a file made of these pieces."""
    made = read_source(saved(tmp_path, word(list(texts))))
    return [paragraph.text for paragraph in made.paragraphs()]


def wide(text: str) -> tuple[str, bool]:
    return text, False


def free(made: SourceFile) -> list[SourceParagraph]:
    return [block for block in made.blocks() if isinstance(block, SourceParagraph)]


def tables(made: SourceFile) -> list[SourceTable]:
    return [block for block in made.blocks() if isinstance(block, SourceTable)]


def sample() -> SourceFile:
    return read_source(good.DOC)


def test_pieces_are_read_in_their_order_whatever_their_place_in_the_file(tmp_path: Path) -> None:
    assert read(
        tmp_path, wide("Đoạn đầu, "), ("narrow “words” – end\r", True), wide("Đoạn cuối\r")
    ) == ["Đoạn đầu, narrow “words” – end", "Đoạn cuối"]


def test_of_a_field_its_result_is_read(tmp_path: Path) -> None:
    link = '\x13 HYPERLINK "http://x" \x14Nghị định số 30\x15'
    nested = "\x13 IF \x13 PAGE \x14 3 \x15 \x14 kết quả \x15"
    assert read(tmp_path, wide(f"Theo {link} và{nested}.\r")) == [
        "Theo Nghị định số 30 và kết quả ."
    ]


def test_an_unfinished_field_hides_nothing(tmp_path: Path) -> None:
    text = "Còn \x13 nguyên\rđoạn \x15sau\r"
    assert read(tmp_path, wide(text)) == ["Còn  nguyên", "đoạn sau"]


def test_signs_of_word_become_signs_of_text(tmp_path: Path) -> None:
    text = "một\x0bhai\x1eba\xa0bốn\x1f năm\x01\x08 sáu\x0cTrang mới\r"
    assert read(tmp_path, wide(text)) == ["một\nhai-ba bốn năm sáu", "Trang mới"]


def test_a_page_break_alone_is_told_by_the_next_paragraph(tmp_path: Path) -> None:
    made = read_source(saved(tmp_path, word([wide("một\r\x0chai\rba\r")])))
    assert [(one.text, one.page_break_before) for one in free(made)] == [
        ("một", False),
        ("hai", True),
        ("ba", False),
    ]


def test_words_in_drawn_frames_stand_at_the_end_and_are_told(tmp_path: Path) -> None:
    data = bytearray(word([wide("Thân bài.\r"), wide("Trong khung\r\r")]))
    start = data.index(b"\xec\xa5")
    struct.pack_into("<i", data, start + 0x4C, 10)
    struct.pack_into("<i", data, start + 0x64, 13)
    made = read_source(saved(tmp_path, bytes(data)))
    assert [paragraph.text for paragraph in made.paragraphs()] == ["Thân bài.", "Trong khung"]
    assert made.remarks == ("Chữ trong khung vẽ được đặt ở cuối văn bản: 1 đoạn.",)


def test_the_code_is_known_without_fonts(tmp_path: Path) -> None:
    made = read_source(saved(tmp_path, word([("Céng hoµ x· héi chñ nghÜa viÖt nam\r", True)])))
    assert [paragraph.text for paragraph in made.paragraphs()] == [
        "Cộng hoà xã hội chủ nghĩa việt nam"
    ]
    assert made.remarks == ("Chữ theo bảng mã TCVN3 (ABC) đã được đổi sang Unicode.",)


def test_words_of_the_sample_stand_in_their_order() -> None:
    wanted = [line for line in good.plan_text().splitlines() if line][3:-8]
    texts = [paragraph.text for paragraph in sample().paragraphs()]
    first = texts.index(wanted[0])
    assert texts[first : first + len(wanted)] == wanted


def test_numbers_that_word_computes_are_marks() -> None:
    marks = [(one.mark, one.text) for one in free(sample()) if one.mark]
    assert marks == [
        ("1.", "Mục tự đánh số thứ nhất"),
        ("2.", "Mục tự đánh số thứ hai"),
        ("•", "Gạch đầu dòng tự động"),
    ]


def level(start: int, form: int, text: str) -> bytes:
    """A level of a list as it lies in the table stream ([MS-DOC] 2.9.150)."""
    head = struct.pack("<iBB9sB4s4sBBBB", start, form, 0, b"", 0, b"", b"", 0, 0, 0, 0)
    return head + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def test_a_use_of_a_list_may_begin_at_a_number_of_its_own() -> None:
    heads = struct.pack("<H", 1) + struct.pack("<ii18sBB", 7, 0, b"", 1, 0)
    uses = struct.pack("<I", 3) + b"".join(
        struct.pack("<iIIBBBB", 7, 0, 0, changes, 0, 0, 0) for changes in (0, 1, 1)
    )
    plain = struct.pack("<I", 0xFFFFFFFF)
    five = plain + struct.pack("<iI", 5, 0x10)
    nine = plain + struct.pack("<iI", 0, 0x20) + level(9, 0, "\0)")
    table = heads + level(1, 0, "\0.") + uses + plain + five + nine
    main = bytearray(0x400)
    struct.pack_into("<II", main, 0x9A + 8 * LISTS, 0, len(heads))
    at = table.index(uses)
    struct.pack_into("<II", main, 0x9A + 8 * LIST_USES, at, len(table) - at)
    lists = read_lists(Fib(bytes(main), table, b"", 0, 0, 0, 0, 0, 0, 0))
    assert [lists.mark(use, 0) for use in (1, 1, 2, 2, 1, 3, 4, 0)] == [
        "1.", "2.", "5.", "6.", "7.", "9.", "", "",
    ]  # fmt: skip
    assert lists.mark(1, 3) == ""


def test_old_fonts_of_the_sample_are_changed_run_by_run_and_told() -> None:
    texts = [paragraph.text for paragraph in sample().paragraphs()]
    assert "Thực hiện bình đẳng giới" in texts
    assert "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts
    assert "Việt Nam bình đẳng giới" in texts
    assert sample().remarks == (
        "Chữ theo bảng mã TCVN3 (ABC) đã được đổi sang Unicode.",
        "Chữ theo bảng mã VNI đã được đổi sang Unicode.",
    )


def test_looks_of_the_sample() -> None:
    by_text = {one.text: one for one in free(sample())}
    [run] = by_text["I. MỤC ĐÍCH"].runs
    assert (run.font, run.size, run.bold, run.italic) == ("Times New Roman", 14.0, True, False)
    assert not by_text["1. Nội dung thứ 1 của phần 1"].runs[0].bold
    assert by_text["KẾ HOẠCH"].align == "center"


def test_tables_of_the_sample() -> None:
    head, table, end = tables(sample())
    assert (head.bordered, table.bordered, end.bordered) == (False, True, False)
    assert [[(cell.text, cell.span, cell.joined) for cell in row] for row in table.rows] == [
        [("Ô gộp ngang", 2, False), ("Ô gộp dọc", 1, False)],
        [("", 1, False), ("", 1, False), ("", 1, True)],
        [("Một", 1, False), ("Hai", 1, False), ("Ba", 1, False)],
    ]
    assert head.rows[0][0].text.endswith("Số: 05/KH-UBND")
    assert end.rows[0][1].text == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Thị Mẫu"


def test_the_sample_is_a_paper() -> None:
    document = read_only_paper(good.DOC)
    assert (document.type_name, document.number, document.symbol) == ("KẾ HOẠCH", "05", "KH-UBND")
    assert document.signature.name == "Nguyễn Thị Mẫu"
    assert document.recipients == ("Sở Nội vụ", "Lưu: VT")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (word([wide("Mật\r")], flags=0x100), "mật khẩu"),
        (word([wide("Cũ\r")]).replace(b"\xec\xa5\xc1\x00", b"\xdc\xa5\x68\x00", 1), "Word 95"),
        (word([wide("\r\r")]), "không có chữ nào"),
        (good.doc()[:3000], "bị hỏng"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        read_source(saved(tmp_path, data))


def test_the_officer_may_stop() -> None:
    job = JobContext()
    job.cancel()
    with pytest.raises(CancelledError):
        read_source(good.DOC, job)


def numbered(room: Path) -> Path:
    """A list in every form of numbers, counted on and begun anew."""
    word_file = NewWord()
    forms = ("upperRoman", "decimal", "lowerLetter", "upperLetter", "lowerRoman", "decimalZero")
    texts = ("%1.", "%1.%2.", "%3)", "%4.", "(%5)", "%6")
    first = define_list(word_file, list(zip(forms, texts, strict=True)))
    for level in (0, 1, 2, 2, 1, 2, 0, 1, 3, 3, 4, 4, 5, 0):
        number(word_file.add_paragraph(f"Mục bậc {level}"), first, level)
    path = room / "đánh số.docx"
    word_file.save(str(path))
    return path


@pytest.fixture(scope="module")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example plans in every dress, and a paper with a footnote, saved as Word 97 files."""
    room = tmp_path_factory.mktemp("doc")
    files = []
    for dress in DRESSES:
        for name in ("ha-noi-2025", "song-an-2019"):
            made = write(dress, name, room)
            files.append(made.rename(room / f"{dress} {name}.docx"))
    noted = Node(mark=Mark.DASH, text="Câu có chú thích^[Nguồn: báo cáo của xã] ở giữa")
    listed = room / "chú thích.docx"
    render_docx(Document(type_name="KẾ HOẠCH", nodes=(noted, Node(text="Hết./."))), listed)
    table = room / "bảng.docx"
    render_docx(long_plan(), table)
    made = converted([*files, listed, table, numbered(room)], "doc", room)
    return {path.stem: path for path in made}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ha-noi-2025", "song-an-2019"])
@pytest.mark.parametrize("dress", DRESSES)
def test_plans_saved_as_word_97(office_files: dict[str, Path], dress: str, name: str) -> None:
    document = read_only_paper(office_files[f"{dress} {name}"])
    wanted = read_text(source(name))
    assert score(document, wanted) >= 0.98, differences(document, wanted)
    assert document.recipients == wanted.recipients
    assert document.signature == wanted.signature


@pytest.mark.slow
def test_footnotes_stand_in_their_places(office_files: dict[str, Path]) -> None:
    texts = [one.text for one in read_source(office_files["chú thích"]).paragraphs()]
    assert "- Câu có chú thích^[Nguồn: báo cáo của xã] ở giữa" in texts


@pytest.mark.slow
def test_a_table_of_many_columns_keeps_its_rows(office_files: dict[str, Path]) -> None:
    table = next(one for one in tables(read_source(office_files["bảng"])) if one.bordered)
    assert len(table.rows) == 63
    assert [cell.span for cell in table.rows[0]] == [1, 1, 1, 3, 1]
    assert [row[0].text for row in table.rows[2:-1]] == [str(number) for number in range(1, 61)]
    assert table.header_rows == 2


@pytest.mark.slow
def test_numbers_of_every_form_are_those_of_the_word_file(office_files: dict[str, Path]) -> None:
    path = office_files["đánh số"]
    marks = [one.mark for one in free(read_source(path))]
    assert marks[:9] == ["I.", "I.1.", "a)", "b)", "I.2.", "a)", "II.", "II.1.", "A."]
    assert marks[9:] == ["B.", "(i)", "(ii)", "01", "III."]


@pytest.mark.parametrize(
    "hostile",
    [one for one in (*old_files(), *spoiled()) if one.name.endswith(".doc")],
    ids=lambda hostile: hostile.name,
)
def test_damage_is_said_in_this_process_too(tmp_path: Path, hostile: Hostile) -> None:
    with suppress(AppError):
        made = read_source(saved(tmp_path, hostile.make()))
        assert any(paragraph.text for paragraph in made.paragraphs())
