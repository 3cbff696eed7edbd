"""What the squares say is read back however a scanner types it."""

import pytest

from app.errors import ValidationError
from app.exchange.check_code import check_code, shown_code
from app.exchange.paper_code import PaperCode, payload, read_typed

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
CODE = check_code(HASH)
LINE = ("H33.12-Xa", "report_year", "2026-L")
TOLD = PaperCode(CODE, "H33.12-XA", "REPORT_YEAR", "2026-L", HASH[:16])


def test_the_squares_hold_code_unit_duty_period_and_hash_in_large_letters() -> None:
    made = payload(CODE, LINE, HASH)
    assert made == f"BDG1:{CODE}:H33.12-XA:REPORT+YEAR:2026-L:9F86D081884C7D65"
    # The letters that a QR code holds in 5.5 bits, so that its squares stay large.
    assert set(made) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@pytest.mark.parametrize(
    "change",
    [str, str.lower, lambda typed: f"  {typed}\r\n", lambda typed: typed.replace(":", ";")],
    ids=["as printed", "small letters", "with an enter", "another keyboard"],
)
def test_a_scanned_code_is_read_however_the_scanner_types(change: object) -> None:
    assert callable(change)
    assert read_typed(change(payload(CODE, LINE, HASH))) == TOLD


@pytest.mark.parametrize(
    "typed", [CODE, shown_code(CODE), shown_code(CODE).lower(), f" {CODE[:5]} {CODE[5:]} "]
)
def test_the_ten_signs_are_enough(typed: str) -> None:
    assert read_typed(typed) == PaperCode(CODE)


@pytest.mark.parametrize("typed", [f"BDG1:{CODE}", f"BDG1:{CODE}:H33", f"BDG2:{CODE}:a:b:c:d:e"])
def test_of_a_torn_or_newer_code_the_ten_signs_are_taken(typed: str) -> None:
    assert read_typed(typed) == PaperCode(CODE)


@pytest.mark.parametrize(
    "typed",
    [
        payload(CODE, LINE, "0" + HASH[1:]),
        payload(CODE, LINE, HASH)[:-1],
        payload(CODE, LINE, "xyz" + HASH),
    ],
    ids=["another hash", "a sign missing", "no hash"],
)
def test_squares_whose_hash_is_not_that_of_the_code_were_read_wrongly(typed: str) -> None:
    with pytest.raises(ValidationError, match="quét lại"):
        read_typed(typed)


@pytest.mark.parametrize(
    "typed", ["", ":", "BDG1:", "BDG1::::::", "O" + CODE[1:], CODE[:-1], "🙂" * 300]
)
def test_what_no_paper_says_is_refused_with_what_to_do(typed: str) -> None:
    with pytest.raises(ValidationError, match="gõ lại"):
        read_typed(typed)


@pytest.mark.parametrize("place", range(10))
def test_one_wrong_sign_of_scanned_squares_is_found(place: int) -> None:
    wrong = "2" if CODE[place] != "2" else "3"
    bent = CODE[:place] + wrong + CODE[place + 1 :]
    with pytest.raises(ValidationError):
        read_typed(payload(bent, LINE, HASH))
