"""Old Vietnamese fonts: every letter there and back, fonts by name, texts without fonts."""

import shutil
import subprocess
import unicodedata
from itertools import product
from pathlib import Path

import pytest
from docx import Document as NewWord

from app.documents.readers.from_file import read_source
from app.documents.readers.legacy import (
    Encoding,
    detect,
    encoding_of_font,
    from_encoding,
    remark,
    to_unicode,
)
from tests.documents.readers.plans import source

SMALL = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
TONES = dict(zip("\u0300\u0309\u0303\u0301\u0323", range(5), strict=True))


def vni(text: str) -> str:
    """The text as typed with a VNI font: written from the keyboard's rules, not from the table."""
    made = []
    for letter in text:
        spread = unicodedata.normalize("NFD", letter.lower())
        base, marks = spread[0], spread[1:]
        tone = next((TONES[mark] for mark in marks if mark in TONES), None)
        if letter.lower() in "đ":
            typed = "ñ"
        elif base == "i" and tone is not None:
            typed = "ìæóíò"[tone]
        elif letter.lower() == "ỵ":
            typed = "î"
        elif "\u0302" in marks:
            typed = base + ("â" if tone is None else "àåãáä"[tone])
        elif "\u0306" in marks:
            typed = base + ("ê" if tone is None else "èúüéë"[tone])
        else:
            horned = {"o": "ô", "u": "ö"}.get(base, base) if "\u031b" in marks else base
            typed = horned + ("" if tone is None else "øûõùï"[tone])
        made.append(typed.upper() if letter.isupper() else typed)
    return "".join(made)


def tcvn3(text: str) -> str:
    """The text as typed with a .Vn font, by glibc; small letters and capitals without a tone."""
    if not shutil.which("iconv"):
        pytest.skip("iconv is not here")
    data = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", "TCVN5712-1"],
        input=text.encode(),
        capture_output=True,
        check=True,
    ).stdout
    return data.decode("latin-1")


def test_every_small_letter_of_tcvn3_and_the_capitals_it_has() -> None:
    text = SMALL + "ĂÂÊÔƠƯĐ"
    assert to_unicode(tcvn3(text), ".VnTime") == text


def test_capital_fonts_of_tcvn3_draw_small_letters_as_capitals() -> None:
    assert to_unicode(tcvn3(SMALL), ".VnTimeH") == SMALL.upper()


def test_a_tone_behind_a_capital_of_tcvn3_joins_it_and_a_square_metre_stays() -> None:
    assert to_unicode("¸nh s¸ng 50 m²", ".VnTime") == "ánh sáng 50 m²"
    assert to_unicode("A³", ".VnArial") == "Á"


def test_tcvn3_typed_on_a_vietnamese_windows() -> None:
    western = tcvn3("thực hiện bình đẳng giới và sự tiến bộ")
    vietnamese = western.encode("latin-1").decode("cp1258", errors="replace")
    assert "\ufffd" not in vietnamese
    assert to_unicode(vietnamese, ".VnTime") == "thực hiện bình đẳng giới và sự tiến bộ"


@pytest.mark.parametrize("capital", [False, True])
def test_every_letter_of_vni(capital: bool) -> None:
    letters = SMALL.upper() if capital else SMALL
    assert to_unicode(vni(letters), "VNI-Times") == letters


@pytest.mark.parametrize("pair", list(product("aeiouy", "aeiouy")))
def test_vowels_of_vni_side_by_side_keep_their_own_tones(pair: tuple[str, str]) -> None:
    word = f"{pair[0]}{pair[1]}\u0301n t{pair[0]}\u0300{pair[1]}"
    word = unicodedata.normalize("NFC", word)
    assert from_encoding(vni(word), Encoding.VNI) == word


@pytest.mark.parametrize("name", ["ha-noi-2025", "song-an-2019"])
def test_whole_plans_come_back_from_vni(name: str) -> None:
    text = unicodedata.normalize("NFC", source(name))
    assert to_unicode(vni(text), "VNI-Times") == text


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", Encoding.TCVN3),
        (".VnArial NarrowH", Encoding.TCVN3),
        ("VNI-Times", Encoding.VNI),
        ("VNI-Helve-Condense", Encoding.VNI),
        ("Times New Roman", None),
        ("Vni", None),
        ("", None),
    ],
)
def test_the_font_tells_the_encoding(font: str, encoding: Encoding | None) -> None:
    assert encoding_of_font(font) is encoding


@pytest.mark.parametrize("font", ["Times New Roman", "", "Arial"])
def test_other_fonts_leave_the_text_alone(font: str) -> None:
    assert to_unicode("thùc hiÖn aù", font) == "thùc hiÖn aù"


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times", ".VnTimeH"])
def test_unicode_letters_under_an_old_font_stay(font: str) -> None:
    assert to_unicode("Thực hiện", font) == "Thực hiện"


@pytest.mark.parametrize("name", ["ha-noi-2025", "song-an-2019"])
def test_texts_without_fonts_are_known_by_their_words(name: str) -> None:
    text = unicodedata.normalize("NFC", source(name))
    assert detect(vni(text)) is Encoding.VNI
    typed = "".join(sign for sign in text if sign.islower() or not sign.isalpha() or sign.isascii())
    plain = typed.translate({0x2013: "-", 0x201C: '"', 0x201D: '"', 0x2026: "."})
    assert detect(tcvn3(plain)) is Encoding.TCVN3
    assert detect(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain English words without any letter of ours.",
        "Le café est à côté de la forêt, où l'élève étudie très tôt.",
        "Bình đẳng giới",
        "Diện tích 50 m², nhiệt độ 30° ± 2",
        "Größe über Straße, schöne Grüße",
        "§ 5 ¶ 7 © 2025 ® µ",
    ],
)
def test_doubtful_texts_are_left_alone(text: str) -> None:
    assert detect(text) is None


def test_a_short_heading_in_an_old_code_is_known() -> None:
    assert detect("céng hoµ x· héi chñ nghÜa viÖt nam") is Encoding.TCVN3
    assert detect("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam") is Encoding.VNI


def test_runs_of_a_word_file_are_changed_by_their_fonts(tmp_path: Path) -> None:
    word = NewWord()
    for text, font in (
        ("Uû ban nh©n d©n x· th\xadêng xuyªn", ".VnTime"),
        ("kÕ ho¹ch", ".VnTimeH"),
        ("Uyû ban nhaân daân xaõ", "VNI-Times"),
        ("Tiếng Việt", "Times New Roman"),
    ):
        word.add_paragraph().add_run(text).font.name = font
    word.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("b×nh ®¼ng").font.name = ".VnArial"
    path = tmp_path / "cũ.docx"
    word.save(str(path))
    made = read_source(path)
    assert [paragraph.text for paragraph in made.paragraphs()] == [
        "Uỷ ban nhân dân xã thường xuyên",
        "KẾ HOẠCH",
        "Uỷ ban nhân dân xã",
        "Tiếng Việt",
        "bình đẳng",
    ]
    assert made.remarks[-2:] == (remark(Encoding.TCVN3), remark(Encoding.VNI))


def test_a_plain_text_in_an_old_code_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "cũ.txt"
    path.write_bytes("Uû ban nh©n d©n x· th\xadêng xuyªn".encode("latin-1"))
    made = read_source(path)
    assert [paragraph.text for paragraph in made.paragraphs()] == [
        "Uỷ ban nhân dân xã thường xuyên"
    ]
    assert made.remarks == (remark(Encoding.TCVN3),)


def test_the_remark_names_the_code() -> None:
    assert remark(Encoding.TCVN3) == "Chữ theo bảng mã TCVN3 (ABC) đã được đổi sang Unicode."
