"""Any document becomes a paper: which one of a file, of which kind, with its pictures and doubts."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as NewWord
from PIL import Image

from app.db.database import Database
from app.documents.readers.from_text import read_text_file
from app.domain.papers import OtherType, PaperKind
from app.errors import CancelledError, DataFileError, ValidationError
from app.jobs import JobContext
from app.paths import DataPaths
from app.queries.paper_files import list_paper_files
from app.queries.papers import PaperRow, get_paper, list_papers
from app.services.paper_files import PaperFile, hang_files
from app.workflows.attachments import stored_path
from app.workflows.importing import read_file_papers
from app.workflows.plans import new_plan_from_file
from app.workflows.understanding import understand, understanding_lines
from tests.documents.readers.test_several_papers import LETTER, PLAN
from tests.documents.readers.word_files import plan_file

PLANS = Path(__file__).parents[1] / "data" / "plans"


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    """Rooms of a data folder that does not exist yet."""
    return DataPaths(tmp_path / "dữ liệu")


def text_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "kế hoạch xã.txt"
    path.write_text(text, encoding="utf-8")
    return path


def picture(colour: str) -> BytesIO:
    stream = BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, "PNG")
    stream.seek(0)
    return stream


def word_file(path: Path, text: str, *colours: str) -> Path:
    word = NewWord()
    for line in text.split("\n"):
        word.add_paragraph(line)
    for colour in colours:
        word.add_picture(picture(colour))
    word.save(str(path))
    return path


def words(row: PaperRow) -> list[str]:
    return " ".join(f"{node.heading} {node.text}" for node in row.content.nodes).split()


def test_word_and_text_files_make_the_same_plan(db: Database, tmp_path: Path) -> None:
    source = PLANS / "song-an-2019.txt"
    made = plan_file(read_text_file(source), tmp_path / "kế hoạch.docx")
    first, second = (db.read(get_paper, new_plan_from_file(db, file)) for file in (source, made))
    assert (second.kind, second.year, second.left_overs) == (PaperKind.PLAN, 2019, ())
    assert words(second) == words(first)
    assert second.source == "Đọc từ tệp: kế hoạch.docx"
    assert second.content.head.signer_name == "Nguyễn Lê Tiến"


def test_the_plan_behind_its_letter_is_taken_unless_another_is_named(
    db: Database, tmp_path: Path
) -> None:
    file = text_file(tmp_path, LETTER + PLAN)
    plan = db.read(get_paper, new_plan_from_file(db, file))
    letter = db.read(get_paper, new_plan_from_file(db, file, part=1))
    assert (plan.kind, plan.content.head.number) == (PaperKind.PLAN, "16")
    assert (letter.kind, letter.paper_type) == (PaperKind.LETTER, OtherType.OTHER)
    assert letter.content.head.addressees == ("Các thôn",)
    for part in (0, 3):
        with pytest.raises(ValidationError, match=f"Tệp có 2 văn bản, không có văn bản thứ {part}"):
            new_plan_from_file(db, file, part=part)


def test_a_leaf_without_a_name_before_the_plan_is_not_the_plan(
    db: Database, tmp_path: Path
) -> None:
    unnamed = LETTER.replace("V/v gửi kế hoạch\n", "")
    row = db.read(get_paper, new_plan_from_file(db, text_file(tmp_path, unnamed + PLAN)))
    assert row.content.head.number == "16"


def test_the_year_that_is_called_so_comes_before_years_of_a_period(
    db: Database, tmp_path: Path
) -> None:
    title = "Công tác bình đẳng giới năm 2026 thực hiện Chiến lược giai đoạn 2021 - 2030"
    file = text_file(tmp_path, PLAN.replace("Tháng hành động năm 2026", title))
    assert db.read(get_paper, new_plan_from_file(db, file)).year == 2026


@pytest.mark.parametrize(
    ("type_name", "kind"),
    [
        ("QUYẾT ĐỊNH", PaperKind.DECISION),
        ("TỜ TRÌNH", PaperKind.SUBMISSION),
        ("BÁO CÁO", PaperKind.REPORT),
        ("CHƯƠNG TRÌNH", PaperKind.PLAN),
    ],
)
def test_the_name_above_the_title_says_the_kind(
    db: Database, tmp_path: Path, type_name: str, kind: PaperKind
) -> None:
    file = text_file(tmp_path, PLAN.replace("KẾ HOẠCH", type_name))
    assert db.read(get_paper, new_plan_from_file(db, file)).kind is kind


def test_pictures_are_kept_beside_the_paper_that_is_chosen(
    db: Database, tmp_path: Path, paths: DataPaths
) -> None:
    file = word_file(tmp_path / "ảnh.docx", LETTER + PLAN, "red", "blue", "red")
    paper_id = new_plan_from_file(db, file, paths=paths)
    assert db.read(get_paper, paper_id).content.head.number == "16"
    kept = db.read(list_paper_files, paper_id)
    assert len(kept) == 2
    for one in kept:
        content = stored_path(paths, one.sha256).read_bytes()
        assert (one.media_type, one.size) == ("image/png", len(content))
    again = PaperFile(name="lần nữa.png", sha256=kept[0].sha256, media_type="image/png", size=1)
    db.write(hang_files, paper_id, [again, again])
    assert db.read(list_paper_files, paper_id) == kept


def test_pictures_that_have_no_room_are_told_of(db: Database, tmp_path: Path) -> None:
    file = word_file(tmp_path / "ảnh.docx", PLAN, "red")
    row = db.read(get_paper, new_plan_from_file(db, file))
    assert [one.found for one in row.left_overs] == ["Tệp có 1 hình, chưa giữ được"]


def test_a_picture_that_cannot_be_kept_leaves_no_paper(
    db: Database, tmp_path: Path, paths: DataPaths
) -> None:
    paths.root.mkdir()
    paths.attachments.write_text("không phải thư mục", encoding="utf-8")
    file = word_file(tmp_path / "ảnh.docx", PLAN, "red")
    with pytest.raises(DataFileError):
        new_plan_from_file(db, file, paths=paths)
    assert db.read(list_papers) == []


def test_what_had_no_place_and_what_was_left_out_wait_to_be_confirmed(
    db: Database, tmp_path: Path
) -> None:
    pages = PLAN.replace("I. MỘT\n", "I. MỘT\n\n2\n\n").replace("1. Hai.\n", "1. Hai.\n\n3\n\n")
    strange = pages.replace("KẾ HOẠCH\n", "Bản lấy ý kiến lần hai của thôn Một\n\nKẾ HOẠCH\n")
    file = text_file(tmp_path, f"{strange}Ghi chú cuối trang của người gõ văn bản.\n")
    [found] = read_file_papers(file).papers
    shown = understand(found)
    kept = db.read(get_paper, new_plan_from_file(db, file))
    assert shown.unplaced == (
        "Bản lấy ý kiến lần hai của thôn Một",
        "Ghi chú cuối trang của người gõ văn bản.",
    )
    assert shown.left_out == ("Số trang trong tệp không đưa vào văn bản: 2, 3",)
    told = [one.found for one in kept.left_overs]
    assert told == [*(line.rstrip(".") for line in shown.unplaced), *shown.left_out]
    assert all(line in " ".join(words(kept)) for line in shown.unplaced)


def test_words_deleted_with_tracking_are_named(db: Database, tmp_path: Path) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    path = word_file(tmp_path / "sửa.docx", PLAN)
    word = NewWord(str(path))
    gone = f'<w:del {nsdecls("w")} w:id="1" w:author="A"><w:r><w:delText>bỏ đi</w:delText></w:r></w:del>'
    word.paragraphs[8]._p.append(parse_xml(gone))
    word.save(str(path))
    reading = read_file_papers(path)
    assert any("Track Changes" in remark for remark in reading.remarks)
    assert reading.remarks[-1].endswith("“bỏ đi”")
    row = db.read(get_paper, new_plan_from_file(db, path))
    assert [one.found.rstrip(".") for one in row.left_overs] == [
        remark.rstrip(".") for remark in reading.remarks
    ]


def test_what_is_understood_says_head_tree_counts_and_jumps(tmp_path: Path) -> None:
    text = PLAN.replace(
        "1. Hai.", "1. Hai:\n- Ba;\n- Bốn.\n3. Năm.\n3. Sáu.\n| A | B |\n|---|---|\n| c | d |"
    )
    file = text_file(tmp_path, text.replace("Số: 16/KH", "Số:    /KH"))
    [found] = read_file_papers(file).papers
    shown = understand(found)
    facts = dict(shown.facts)
    assert (shown.kind, shown.year) == (PaperKind.PLAN, 2026)
    assert facts["Tên loại"] == "KẾ HOẠCH"
    assert facts["Trích yếu"] == "Tháng hành động năm 2026"
    assert facts["Số, ký hiệu"] == "…/KH-UBND"
    assert facts["Nơi, ngày"] == "Song An, 01/11/2026"
    assert facts["Nơi nhận"] == "Các thôn; Lưu: VT"
    assert facts["Người ký"] == "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH, Nguyễn Văn A"
    assert shown.outline[:4] == ((0, "I. MỘT"), (1, "1. Hai:"), (2, "- Ba;"), (2, "- Bốn."))
    assert "2 gạch đầu dòng" in shown.counted
    assert "1 bảng" in shown.counted
    assert len(shown.jumps) == 2
    assert "Sau “1.” là “3.”" in shown.jumps[0]
    assert "dùng hai lần" in shown.jumps[1]
    lines = understanding_lines(shown)
    assert f"Số thứ tự trong tệp không nối tiếp: {shown.jumps[0]}" in lines
    assert "    - Ba;" in lines


def test_an_annex_stands_behind_the_tree(tmp_path: Path) -> None:
    file = text_file(tmp_path, f"{PLAN}PHỤ LỤC\nBẢNG PHÂN CÔNG\n1. Ba.\n")
    [found] = read_file_papers(file).papers
    shown = understand(found)
    assert shown.outline[-2:] == ((0, "Phụ lục: BẢNG PHÂN CÔNG"), (1, "1. Ba."))
    assert "1 phụ lục" in shown.counted


def test_a_paper_without_number_signer_or_marks_says_so(tmp_path: Path) -> None:
    [found] = read_file_papers(text_file(tmp_path, "Một câu không có tên gọi gì cả.")).papers
    facts = dict(understand(found).facts)
    assert facts["Số, ký hiệu"] == "chưa có"
    assert facts["Người ký"] == facts["Nơi nhận"] == "chưa thấy"


def test_reading_stops_when_asked(db: Database, tmp_path: Path) -> None:
    job = JobContext()
    job.cancel()
    file = word_file(tmp_path / "dừng.docx", PLAN)
    with pytest.raises(CancelledError):
        new_plan_from_file(db, file, job=job)
    assert db.read(list_papers) == []


@pytest.mark.parametrize(
    "spoil", [lambda data: data[: len(data) // 2], lambda _data: b"PK\x03\x04 khong phai"]
)
def test_a_damaged_word_file_says_so(
    db: Database, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    file = word_file(tmp_path / "hỏng.docx", PLAN)
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises((ValidationError, DataFileError), match="hỏng"):
        new_plan_from_file(db, file)
    assert db.read(list_papers) == []


def test_an_impossible_year_is_refused(db: Database, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="Năm 0 không hợp lệ"):
        new_plan_from_file(db, text_file(tmp_path, PLAN), 0)
