"""bdg plan import: any kind of file, one of several papers, a look without keeping."""

from pathlib import Path

from docx import Document as NewWord

from tests.cli.test_commands import Bdg, bdg, data, done, refused
from tests.documents.readers.test_several_papers import LETTER, PLAN

__all__ = ["bdg", "data"]
PLANS = Path(__file__).parents[1] / "data" / "plans"


def word_file(path: Path, text: str) -> Path:
    word = NewWord()
    for line in text.split("\n"):
        word.add_paragraph(line)
    word.save(str(path))
    return path


def test_word_and_pdf_files_come_back_as_the_same_plan(bdg: Bdg, tmp_path: Path) -> None:
    first = done(bdg("plan", "import", PLANS / "song-an-2019.txt")).strip()
    wanted = done(bdg("plan", "outline", first))
    for suffix in ("docx", "pdf"):
        out = tmp_path / f"kế hoạch.{suffix}"
        done(bdg("plan", "export", first, out))
        again = done(bdg("plan", "import", out)).strip()
        assert done(bdg("plan", "outline", again)) == wanted


def test_a_part_of_a_file_is_chosen_by_its_number(bdg: Bdg, tmp_path: Path) -> None:
    file = word_file(tmp_path / "công văn và kế hoạch.docx", LETTER + PLAN)
    done(bdg("plan", "import", file))
    done(bdg("plan", "import", file, "--part", 1, "--year", 2025))
    rows = [line.split("\t")[1:3] for line in done(bdg("paper", "list")).splitlines()]
    assert ["2026", "Kế hoạch Tháng hành động"] in rows
    assert [row[0] for row in rows if row[1] != "Kế hoạch Tháng hành động"] == ["2025"]
    assert "không có văn bản thứ 3" in refused(bdg("plan", "import", file, "--part", 3))
    assert len(done(bdg("paper", "list")).splitlines()) == 2


def test_a_look_keeps_nothing_and_needs_no_data(bdg: Bdg, data: Path, tmp_path: Path) -> None:
    file = word_file(tmp_path / "hai văn bản.docx", LETTER + PLAN.replace("1. Hai.", "2. Hai."))
    lines = done(bdg("plan", "import", file, "--list")).splitlines()
    assert lines[0] == "1. V/v gửi kế hoạch"
    assert "2. KẾ HOẠCH Tháng hành động năm 2026" in lines
    assert "   Kính gửi: Các thôn" in lines
    assert any(line.startswith("   Số thứ tự trong tệp không nối tiếp: ") for line in lines)
    assert lines[-2:] == ["   I. MỘT", "     1. Hai."]
    alone = done(bdg("plan", "import", file, "--list", "--part", 2)).splitlines()
    assert alone[0] == "2. KẾ HOẠCH Tháng hành động năm 2026"
    assert "không có văn bản thứ 9" in refused(bdg("plan", "import", file, "--list", "--part", 9))
    assert not data.exists()


def test_remarks_on_the_reading_come_first(bdg: Bdg, tmp_path: Path) -> None:
    file = word_file(tmp_path / "có chữ ẩn.docx", PLAN)
    word = NewWord(str(file))
    word.paragraphs[-2].add_run("chữ ẩn").font.hidden = True
    word.save(str(file))
    lines = done(bdg("plan", "import", file, "--list")).splitlines()
    assert lines[0].startswith("Lưu ý · ")
    assert "chữ ẩn" in lines[0]


def test_a_damaged_file_says_so_in_one_line(bdg: Bdg, tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.docx"
    broken.write_bytes(b"PK\x03\x04 khong phai")
    assert "hỏng.docx" in refused(bdg("plan", "import", broken))
    assert "hỏng.docx" in refused(bdg("plan", "import", broken, "--list"))
