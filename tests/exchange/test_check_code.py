"""The code on paper: what it forgives, what it finds."""

import hashlib

import pytest

from app.errors import ValidationError
from app.exchange.check_code import (
    ALPHABET,
    card_code,
    check_code,
    read_code,
    same_card_code,
    shown_code,
)

DIGESTS = [hashlib.sha256(str(at).encode()).hexdigest() for at in range(40)]


def test_ten_signs_without_look_alikes() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set("01OI") & set(ALPHABET)
    for digest in DIGESTS:
        assert len(check_code(digest)) == 10
        assert set(check_code(digest)) <= set(ALPHABET)
    assert len({check_code(digest) for digest in DIGESTS}) == len(DIGESTS)


def test_the_code_of_a_hash_never_changes() -> None:
    assert check_code("00" * 32) == "2222222222"
    assert check_code("ff" * 32) == "ZZZZZZZZZX"
    assert card_code("0123456789abcdef" + "0" * 48) == "26KNCTWBPH8Y"


@pytest.mark.parametrize("digest", DIGESTS[:5])
def test_typed_variants_are_the_same_code(digest: str) -> None:
    code = check_code(digest)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    for typed in (code.lower(), shown_code(code), f"  {code[:3]} {code[3:]}\n", wide, code + "."):
        assert read_code(typed) == code


def test_every_wrong_sign_and_every_exchange_is_found() -> None:
    for digest in DIGESTS[:8]:
        code = check_code(digest)
        wrong = {code[:at] + sign + code[at + 1 :] for at in range(10) for sign in ALPHABET}
        for one in range(10):
            for two in range(one):
                signs = list(code)
                signs[one], signs[two] = signs[two], signs[one]
                wrong.add("".join(signs))
        for typed in wrong - {code}:
            with pytest.raises(ValidationError, match="gõ sai"):
                read_code(typed)


@pytest.mark.parametrize(
    ("typed", "words"),
    [("ABC", "có 10 ký tự"), ("", "có 10 ký tự"), ("O123456789", "không có ký tự 1, O"), ("ĐABCDEFGHJ", "Đ")],
)  # fmt: skip
def test_what_no_code_is_has_its_sentence(typed: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        read_code(typed)


def test_a_card_code_is_compared_as_it_is_heard() -> None:
    code = card_code(DIGESTS[0])
    assert len(code) == 12
    assert shown_code(code).count("-") == 2
    assert same_card_code(shown_code(code).lower(), DIGESTS[0])
    assert not same_card_code(code, DIGESTS[1])
