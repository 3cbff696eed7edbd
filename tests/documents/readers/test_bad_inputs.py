"""Files and texts that go wrong: a clear Vietnamese answer, or a tree without loss; never a fault."""

import random
import unicodedata
from pathlib import Path

import pytest

from app.documents.blocks import Document, Node, walk
from app.documents.readers.decode import LARGEST_FILE, decode
from app.documents.readers.from_text import read_text, read_text_file
from app.documents.readers.lines import MOST_LINES
from app.documents.readers.templates import read_content
from app.domain.outline import DEEPEST
from app.errors import AppError, DataFileError, ValidationError
from tests.documents.readers.plans import source
from tests.work import calls_of, with_peak

PLAN = source("song-an-2019")


def _annexed(document: Document) -> tuple[Node, ...]:
    return tuple(Node(heading=annex.title, children=annex.nodes) for annex in document.annexes)


def words_of(document: Document) -> str:
    cells = []
    for placed in walk((*document.nodes, *_annexed(document))):
        cells.append(placed.node.plain)
        if placed.node.table:
            cells += [column.title for column in placed.node.table.columns]
            cells += [cell for row in placed.node.table.rows for cell in row]
    head = [
        document.place,
        document.type_name,
        *document.title,
        *(line.text for line in document.letterhead),
    ]
    tail = [*document.recipients, *document.signature.lines, document.signature.name]
    return " ".join(
        [*head, *document.addressees, *document.bases, *cells, *tail, *document.left_over]
    )


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode("utf-8"),
        PLAN.encode("utf-8-sig"),
        PLAN.encode("utf-16"),
        b"\xfe\xff" + PLAN.encode("utf-16-be"),
        PLAN.encode("utf-16-le"),
        PLAN.encode("utf-16-be"),
        unicodedata.normalize("NFD", PLAN).encode("utf-8"),
        PLAN.replace("\n", "\r\n").encode("utf-8"),
    ],
)
def test_codings_give_the_same_document(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "Kế hoạch có dấu.txt"
    path.write_bytes(data)
    assert read_text_file(path) == read_text(PLAN)


def test_windows_1258_is_understood() -> None:
    text = "KẾ HOẠCH\nCông tác bình đẳng giới năm 2026\n\n1. Tổ chức tuyên truyền ở các thôn."
    assert read_text(decode(_as_cp1258(text))) == read_text(text)


@pytest.mark.parametrize("coding", ["utf-8", "latin-1"])
def test_letters_of_old_fonts_are_changed(coding: str) -> None:
    text = "KÕ ho¹ch c«ng t¸c b×nh ®¼ng giíi n¨m 2026 cña x·"
    assert decode(text.encode(coding)) == "Kế hoạch công tác bình đẳng giới năm 2026 của xã"


def _as_cp1258(text: str) -> bytes:
    """Vowels with their hats in one sign, tones as signs of their own, as Windows wrote them."""
    made = bytearray()
    for letter in text:
        tones = [
            ch
            for ch in unicodedata.normalize("NFD", letter)
            if ch in "\u0300\u0301\u0303\u0309\u0323"
        ]
        bare = unicodedata.normalize("NFD", letter)
        for tone in tones:
            bare = bare.replace(tone, "")
        made += unicodedata.normalize("NFC", bare).encode("cp1258")
        made += "".join(tones).encode("cp1258")
    return bytes(made)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "trống"),
        (b"\xef\xbb\xbf", "trống"),
        (b"\xff\xfe", "trống"),
        (b" \r\n\t\n ", "trống"),
        (b"\x00" * 500, "trống"),
        (b"PK\x03\x04" + b"word/document.xml" * 50, "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "Word"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"{\\rtf1\\ansi K\\u7871?}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "ảnh"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "ảnh"),
        (bytes(range(256)) * 20, "không phải là văn bản"),
        (random.Random(1).randbytes(5000), "không phải là văn bản"),
        (b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00\x01" * 900, "không phải là văn bản"),
        ("Chữ có \x07 ký tự lạ \x01".encode(), "không phải là văn bản"),
        (b"\xff\xfe" + "Kế hoạch".encode("utf-16-le") + b"\x41", "bộ mã chữ"),
        (b"\xef\xbb\xbf" + b"K\xff\xfe\xfd ho\x80", "bộ mã chữ"),
        ("Это обычный русский текст, совсем не план".encode("cp1251"), "bộ mã chữ"),
        ("KÕ ho¹ch Bình đẳng giới c«ng t¸c b×nh ®¼ng giíi cña x·".encode(), "TCVN3"),
        ("Kế hoạch bình đẳng giới".encode().decode("latin-1").encode("utf-8"), "lỗi mã"),
    ],
)
def test_files_that_are_no_text_get_a_clear_answer(data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "tệp.txt"
    path.write_bytes(data)
    with pytest.raises(ValidationError) as caught:
        read_text_file(path)
    assert says in caught.value.message
    assert path.read_bytes() == data


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "lớn.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)

    def refused() -> None:
        with pytest.raises(ValidationError, match="50 MB"):
            read_text_file(path)

    _, peak = with_peak(refused)
    assert peak < 1_000_000
    assert LARGEST_FILE == 10 * 1024 * 1024


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="Không tìm thấy"):
        read_text_file(tmp_path / "không có.txt")
    with pytest.raises(DataFileError):
        read_text_file(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "   \n\t\n", "\ufeff\u200b", "----\n====\n***", "|  |  |\n|---|---|"]
)
def test_texts_without_words(text: str) -> None:
    with pytest.raises(ValidationError, match="không có chữ"):
        read_text(text)


def test_far_too_many_lines() -> None:
    with pytest.raises(ValidationError, match=r"200\.000 dòng"):
        read_text("a\n" * (MOST_LINES + 1))


NASTY = {
    "one word": "từ0",
    "only bullets": "- từ0\n- từ1\n+ từ2\n- từ3",
    "only numbers": "1. từ0\n2. từ1\n7. từ2\n2. từ3",
    "empty signs": "1.\n-\n+\na)\ntừ0\n-\n\ntừ1",
    "signs without space": "-từ0\n+từ1\n1.Từ2\na)từ3",
    "half a table": "| từ0 | từ1\n|---\n| từ2 |\ntừ3 | từ4",
    "table with ragged rows": "| từ0 |\n|---|---|---|\n| từ1 | từ2 | từ3 |\n| từ4 |",
    "open bold": "**từ0\n\ntừ1** từ2 **\n*từ3",
    "open quote and bracket": "1. “từ0 (từ1 [từ2\n2. từ3: từ4",
    "head only": "Số: 1/KH-UBND\nXã từ0, ngày 1 tháng 1 năm 2026",
    "recipients only": "Nơi nhận:\n- từ0;\n- từ1.",
    "signature only": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Từ0",
    "two signatures": "1. từ0\nCHỦ TỊCH\n\nNguyễn Văn A\n\nCHỦ TỊCH\n\nNguyễn Văn từ1",
    "two receivers": "1. từ0\nNơi nhận:\n- từ1;\n\n2. từ2\nNơi nhận:\n- từ3;",
    "type twice": "KẾ HOẠCH\nKẾ HOẠCH\ntừ0\n\nKẾ HOẠCH\ntừ1",
    "title without end": "KẾ HOẠCH\n" + "\n".join(f"Tên từ{n}" for n in range(30)),
    "romans out of order": "V. từ0\nII. từ1\nII. từ2\nXL. từ3\nIIX. từ4",
    "letters out of order": "đ) từ0\na) từ1\ny) từ2\nz) từ3\nf. từ4",
    "huge numbers": "999. từ0\n1000. từ1\n99999999999. từ2\n0. từ3\n00. từ4",
    "dates and sums": "20/10 từ0\n1.000.000 từ1\n15.11.2026 từ2\n2,5 từ3\n3% từ4",
    "decimals": "1.1.1.1.1. từ0\n1.1 từ1\n1.01. từ2\n.1. từ3",
    "deep indents": "\n".join(f"{' ' * n * 3}- từ{n}" for n in range(60)),
    "deep restarts": "\n".join(f"- từ{2 * n}:\n1. từ{2 * n + 1}:" for n in range(200)),
    "markers": "@từ0\n@ từ1\n1. từ2\n@từ3 từ4",
    "quotes": "> từ0\n>> từ1\n> \n>từ2",
    "headings without text": "#\n##\n# từ0\n####### từ1\n#từ2",
    "html": "<p>từ0</p><br>từ1<script>từ2</script><b",
    "entities": "từ0&nbsp;từ1&amp;từ2&lt;từ3&gt;&#160;từ4&xyz;",
    "escapes": "\\- từ0\n\\\\ từ1\n\\# từ2 \\* từ3\\",
    "controls": "từ0\x00\x01\x02 từ1\x0b từ2\x0c từ3\x85 từ4",
    "emoji and scripts": "1. từ0 😀\n- từ1 漢字\n• từ2 ٣.\n² từ3",
    "private use signs": "\ue000từ0\ue001 từ1\ue002\n\uf0b7 từ2",
    "right to left": "\u202eтừ từ0\u202c\n\u200f1. từ1",
    "spaces of all kinds": "từ0\u00a0\u2003từ1\u3000từ2\u2009từ3\u202fтừ4",
    "very long word": "1. " + "từ" * 200_000 + " từ0",
    "footnotes in the middle": "1. từ0 chưa hết\n\n[1] từ1\n[2] từ2\n\nvà từ3.\n2. từ4",
    "task under nothing": "> Chủ trì: từ0\n\n1. từ1.",
    "two tasks": "1. từ0.\n> Chủ trì: Công an\n> Chủ trì: từ1",
    "side by side to the end": "\n".join(f"từ{2 * n}          từ{2 * n + 1}" for n in range(20)),
    "annex in the middle": "1. từ0\n\nNơi nhận:\n- từ1.\n\nPHỤ LỤC\n1. từ2\nNơi nhận:\n- từ3.",
    "all capitals": "KẾ HOẠCH\nTỪ0\n\nI. TỪ1\n1. TỪ2\nTỪ3\n- TỪ4",
    "no capitals": "kế hoạch\ntừ0\n\ni. từ1\n1. từ2\n- từ3",
    "same line again": "1. từ0.\n" * 3000,
}  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_nasty_texts_keep_their_words(name: str) -> None:
    text = NASTY[name]
    document = read_text(text)
    words = words_of(document).lower()
    number = 0
    while f"từ{number}" in unicodedata.normalize("NFC", text).lower():
        assert f"từ{number}" in words, number
        number += 1
    assert number
    assert max((placed.depth for placed in walk(document.nodes)), default=0) <= DEEPEST


@pytest.mark.parametrize("name", NASTY)
def test_nasty_texts_make_a_content_or_say_why_not(name: str) -> None:
    if name in {"two tasks", "task under nothing"}:
        with pytest.raises(AppError, match="Dòng"):
            read_content(NASTY[name], 2026)
        return
    content = read_content(NASTY[name], 2026)
    depths = [node.depth for node in content.nodes]
    assert all(second <= first + 1 for first, second in zip([-1, *depths], depths, strict=False))


def _odd_lines(count: int) -> str:
    chance = random.Random(7)
    signs = "aàbcIVX.-+*_#|>() 123:;“”/ ă"
    return "\n".join("".join(chance.choices(signs, k=100)) for _ in range(count))


#: What makes a text of a number of pieces, and how many of them are ten megabytes or the most lines.
LONG = {
    "odd lines": (_odd_lines, 98_000),
    "one line": (lambda count: "từ " * count, 3_300_000),
    "dress": (lambda count: "**a_b*c " * count, 1_200_000),
    "leads": (lambda count: ("1. a: " * 20 + "\n") * count, 80_000),
    "gaps": (lambda count: ("a" + " " * 50_000 + "b\n") * count, 190),
    "dates": (lambda count: ("Hà Nội, ngày " + "1 " * 60 + "\n") * count, 75_000),
    "nesting": (lambda count: "- x:\n1. y:\n" * count, 90_000),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_ten_megabytes_of_odd_text_come_to_an_end(name: str) -> None:
    """A search that goes back over each line would take hours; the limit of every test stops it."""
    make, count = LONG[name]
    text = make(count)
    kept, given = ("".join(words.split()) for words in (words_of(read_text(text)), text))
    assert len(kept) * 2 > len(given)


@pytest.mark.parametrize("name", LONG)
def test_four_times_the_text_is_not_sixteen_times_the_work(name: str) -> None:
    make, count = LONG[name]
    some = max(count // 800, 10)
    little, much = make(some), make(4 * some)
    read_text(little)
    assert calls_of(lambda: read_text(much)) < 8 * calls_of(lambda: read_text(little))
