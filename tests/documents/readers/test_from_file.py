"""The one door: kinds are known by their bytes, and what cannot be read gets a clear answer."""

import zipfile
from pathlib import Path

import pytest

from app.documents.readers.decode import LARGEST_FILE as LARGEST_TEXT
from app.documents.readers.from_file import LARGEST_FILE, read_papers, read_source
from app.documents.readers.from_text import read_text
from app.errors import AppError, DataFileError, ValidationError
from tests.documents.readers.plans import source
from tests.documents.readers.raw_word import p, part, relations, word_file


def zipped(path: Path, *names: str) -> Path:
    """A ZIP with small parts of these names."""
    with zipfile.ZipFile(path, "w") as file:
        for name in names:
            file.writestr(name, "<x/>")
    return path


def test_the_name_says_nothing(tmp_path: Path) -> None:
    word = word_file(tmp_path / "ke-hoach.txt", p("Chữ"))
    assert read_source(word).kind == "docx"
    text = tmp_path / "ke-hoach.docx"
    text.write_text(source("song-an-2019"), encoding="utf-8")
    assert read_source(text).kind == "text"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("xl/workbook.xml", "Excel"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("content.xml", "LibreOffice"),
        ("anh.jpg", "tệp nén"),
    ],
)
def test_other_packed_files(name: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=words):
        read_source(zipped(tmp_path / "tep.docx", name))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{\\rtf1 abc}", "RTF"),
        (b"\x89PNG\r\n\x1a\n123", "ảnh"),
        (b"\xff\xd8\xff123", "ảnh"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"MZ\x90\x00", "chương trình"),
        (b"", "trống"),
        (b"PK\x03\x04 hong", "bị hỏng"),
        (bytes(range(256)) * 4, "không phải là văn bản"),
    ],
)
def test_what_is_no_paper(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "tep.docx"
    path.write_bytes(data)
    with pytest.raises(ValidationError, match=words):
        read_source(path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="Không tìm thấy"):
        read_source(tmp_path / "khong-co.docx")
    with pytest.raises(DataFileError, match="thư mục"):
        read_source(tmp_path)


def test_files_too_big_are_not_opened(tmp_path: Path) -> None:
    for size, start in ((LARGEST_FILE + 1, b"PK\x03\x04"), (LARGEST_TEXT + 1, b"chu")):
        path = tmp_path / "lon.docx"
        with path.open("wb") as stream:
            stream.write(start)
            stream.truncate(size)
        with pytest.raises(ValidationError, match="MB"):
            read_source(path)


def test_a_part_locked_by_a_password(tmp_path: Path) -> None:
    path = word_file(tmp_path / "khoa.docx", p("Chữ"))
    data = bytearray(path.read_bytes())
    # The switch "encrypted" in the part's own head and in the list at the end of the file.
    data[6] |= 1
    listed = data.find(b"PK\x01\x02")
    data[listed + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(ValidationError, match="mật khẩu"):
        read_source(path)


def test_a_text_file_is_read_as_the_text_itself(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.md"
    path.write_text(source("ha-noi-2025"), encoding="utf-8-sig")
    [paper] = read_papers(read_source(path)).papers
    assert paper.title.startswith("KẾ HOẠCH Triển khai")
    assert paper.reading.left_over == read_text(source("ha-noi-2025")).left_over


def bomb(folder: Path) -> Path:
    """300 MB of spaces packed into a small file."""
    return word_file(folder / "bom.docx", p(" " * 300_000_000))


def entities(folder: Path) -> Path:
    """Entities that grow, and one that asks for a file of this machine."""
    path = folder / "thuc-the.docx"
    body = part("document", f"<w:body>{p('&b;&x;')}</w:body>")
    declared = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", declared + body)
    return path


def many(folder: Path) -> Path:
    """More paragraphs than any paper."""
    path = folder / "nhieu.docx"
    body = part("document", f"<w:body>{p('Chữ') * 70_000}</w:body>")
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", body)
    return path


def heavy(folder: Path) -> Path:
    """One paragraph of a million runs."""
    path = folder / "nang.docx"
    with zipfile.ZipFile(path, "w") as file:
        runs = "<w:r/>" * 1_300_000
        file.writestr("word/document.xml", part("document", f"<w:body><w:p>{runs}</w:p></w:body>"))
    return path


def deep(folder: Path) -> Path:
    """Tables in tables in tables."""
    inside = "<w:tbl><w:tr><w:tc>" * 3000 + p("sâu") + "</w:tc></w:tr></w:tbl>" * 3000
    return word_file(folder / "sau.docx", inside)


def cut(folder: Path) -> Path:
    """The text ends in the middle."""
    path = folder / "cut.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", part("document", f"<w:body>{p('Chữ') * 9}")[:300])
    return path


@pytest.mark.parametrize("make", [bomb, entities, many, heavy, deep, cut])
def test_hostile_files_get_an_answer(make: "object", tmp_path: Path) -> None:
    with pytest.raises(AppError) as told:
        read_source(make(tmp_path))  # type: ignore[operator]
    assert told.value.message.startswith("Tệp")


def spoiled(path: Path, start: bytes) -> Path:
    """The packed words of the first part are other bytes."""
    data = bytearray(path.read_bytes())
    at = data.find(start) + 60
    data[at : at + 20] = b"\xff" * 20
    path.write_bytes(bytes(data))
    return path


def test_packed_words_that_are_spoiled(tmp_path: Path) -> None:
    path = word_file(tmp_path / "hong.docx", "".join(p(f"Chữ {at}") for at in range(200)))
    with pytest.raises(ValidationError, match="bị hỏng"):
        read_source(spoiled(path, b"PK\x03\x04"))


def test_an_empty_package_and_one_of_thousands_of_parts(tmp_path: Path) -> None:
    path = tmp_path / "rong.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("x", "")
    path.write_bytes(b"PK\x03\x04" + path.read_bytes()[4:])
    with pytest.raises(ValidationError, match="tệp nén"):
        read_source(path)
    many_parts = zipped(tmp_path / "nhieu.docx", *(f"word/{at}.xml" for at in range(5001)))
    with pytest.raises(ValidationError, match="lớn bất thường"):
        read_source(many_parts)


def test_a_text_part_with_another_name(tmp_path: Path) -> None:
    path = tmp_path / "khac.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("_rels/.rels", relations(("r1", "officeDocument", "/word/document2.xml")))
        file.writestr("word/document2.xml", part("document", f"<w:body>{p('Chữ')}</w:body>"))
    assert "'Chữ'" in str(read_papers(read_source(path)).papers[0].reading)


def test_absurd_numbers_and_spoiled_parts_lose_no_words(tmp_path: Path) -> None:
    body = p(
        "một",
        '<w:ind w:left="99999999999"/><w:spacing w:line="-5" w:before="1e9"/>'
        '<w:numPr><w:ilvl w:val="-3"/><w:numId w:val="x"/></w:numPr>',
        '<w:sz w:val="99999999"/>',
    )
    body += (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
        f"{p('hai')}</w:tc><w:tc>{p('ba')}</w:tc></w:tr></w:tbl>"
        '<w:sectPr><w:pgSz w:w="-1" w:h="99999999999"/></w:sectPr>'
    )
    parts = {"word/styles.xml": "<<<", "word/numbering.xml": b"\x00", "[Content_Types].xml": "sai"}
    read = read_papers(read_source(word_file(tmp_path / "la.docx", body, parts)))
    words = str(read.papers[0].reading)
    assert all(f"'{word}'" in words for word in ("một", "hai", "ba"))


def test_controls_nested_deep_keep_their_words(tmp_path: Path) -> None:
    body = "<w:sdt><w:sdtContent>" * 110 + p("sâu bên trong") + "</w:sdtContent></w:sdt>" * 110
    read = read_papers(read_source(word_file(tmp_path / "sau.docx", body)))
    assert "sâu bên trong" in str(read.papers[0].reading)
