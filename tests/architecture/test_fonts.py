"""The shipped faces hold every letter that a Vietnamese paper can need."""

import unicodedata
from itertools import product
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.architecture.tree import RESOURCES

FACES = sorted((RESOURCES / "fonts").glob("*.ttf"))
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"
SIGNS = "–—“”‘’…•−×≥≤≈→₫°½²\u00a0\u202f□"
MARKS = "".join(chr(code) for code in range(0x300, 0x30A)) + "\u031b\u0323"


def vietnamese_letters() -> set[str]:
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)}
    small |= set("bcdđghklmnpqrstvxfjwz")
    return small | {letter.upper() for letter in small}


def test_the_alphabet_is_whole() -> None:
    assert all(len(letter) == 1 for letter in vietnamese_letters())
    assert len(vietnamese_letters()) == 2 * (12 * 6 + 21)


@pytest.mark.parametrize("face", FACES, ids=lambda path: path.stem)
def test_every_letter_has_a_glyph(face: Path) -> None:
    with TTFont(face) as font:
        held = set(font.getBestCmap())
    every = vietnamese_letters() | set(SIGNS) | set(MARKS) | set(map(chr, range(0x20, 0x7F)))
    assert {letter for letter in every if ord(letter) not in held} == set()


def test_all_faces_of_paper_and_window_are_there() -> None:
    assert {face.stem for face in FACES} == {
        "Tinos-Regular",
        "Tinos-Bold",
        "Tinos-Italic",
        "Tinos-BoldItalic",
        "Arimo-Regular",
        "Arimo-Bold",
    }
