"""One text, one way to write it; everything else is told apart and refused."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.canonical import JsonError, TextError, canonical, cleaned, read_json, read_text
from tests.work import calls_of

TEXTS = st.text(max_size=40)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | TEXTS,
    lambda part: (
        st.lists(part, max_size=4) | st.dictionaries(st.text("abcđ_", max_size=9), part, max_size=4)
    ),
    max_leaves=20,
)


def test_the_bytes_are_known() -> None:
    value = {"b": [1, None, True], "a": "Hòa “x”\n", "Đ": "e\u0301"}
    assert canonical(value).decode() == '{"a":"Hòa “x”\\n","b":[1,null,true],"Đ":"é"}'


@settings(max_examples=60)
@given(VALUES)
def test_what_is_cleaned_and_written_reads_as_itself(value: Any) -> None:
    clean = cleaned(value)
    found = read_json(canonical(clean))
    assert canonical(found) == canonical(clean)
    assert cleaned(clean) == clean


@pytest.mark.parametrize("value", [1.0, {"a": [float("nan")]}, {1, 2}, b"x"])
def test_what_has_no_word_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        "\ufeffa".encode(),
        "a".encode("utf-16"),
        b"\xed\xa0\x80",
        b"\x00",
        b"a\tb",
        b"a\r\nb",
        "a\u200bb".encode(),
        "a\u202eb".encode(),
        "a\u2066b".encode(),
        "\U000e0041".encode(),
        unicodedata.normalize("NFD", "Hằng").encode(),
        ("a" + "\u0301\u0323" * 3).encode(),
        "\uffff".encode(),
    ],
)
def test_text_that_is_not_ours(content: bytes) -> None:
    with pytest.raises(TextError):
        read_text(content)


@pytest.mark.parametrize(
    "text", ["Bản Ơ̆k", "Gia Rai Bơ̆", "✓ 50 % – “đủ” … ½ m²", "ខ្មែរ", "ꪼꪕ", "漢喃"]
)
def test_the_letters_of_every_people_pass(text: str) -> None:
    clean = unicodedata.normalize("NFC", text)
    assert read_text(clean.encode()) == clean


def test_hidden_signs_go_before_writing() -> None:
    assert cleaned({"a": ["x\u200b\ty\r\nz", "❤\ufe0f", "e" + "\u0301" * 99]}) == {
        "a": ["x y\nz", "❤", "e"]
    }


@pytest.mark.parametrize(
    "text",
    [
        "1.5", "1e3", "-0.0", "NaN", "Infinity", "-Infinity", "1" * 10_000, '{"a":1,"a":1}',
        '"\\u0041"', '"\\/"', '"\\t"', '"\\ud800"', "[1,]", "", "{", "[" * 99_999, "[" * 250_000,
        "[" + "1," * 2_000_001 + "1]", "'a'", "nul", '{"a":1}{', "// x",
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_json_that_is_not_ours(text: str) -> None:
    with pytest.raises(JsonError):
        read_json(text.encode())


@pytest.mark.parametrize("blank", ["", " "])
def test_a_name_twice_is_found_wherever_it_hides(blank: str) -> None:
    for name in ("a", 'a"', "a\\", 'a\\":', '":"'):
        word = json.dumps(name)
        for text in (f"{{{word}{blank}:1}}", f'[{{"b":[{{{word}{blank}:"x\\":"}}]}}]'):
            assert json.dumps(read_json(text.encode()))
            twice = text.replace("}", f",{word}:2}}", 1)
            with pytest.raises(JsonError, match="hai lần"):
                read_json(twice.encode())


@pytest.mark.parametrize("blank", ["", " "])
@pytest.mark.parametrize("frame", ["{}", "[{}]", '{{"a":{}}}'])
def test_a_record_with_a_thousand_names_is_none(frame: str, blank: str) -> None:
    names = ",".join(f'"k{at}"{blank}:1' for at in range(1001))
    with pytest.raises(JsonError, match="quá nhiều"):
        read_json(frame.format(f"{{{names}}}").encode())


def test_quote_backslash_and_line_end_are_the_only_escapes() -> None:
    value = 'a"b\\n\n\\\\u0041'
    assert read_json(json.dumps(value).encode()) == value


def test_a_flood_of_marks_is_refused_at_its_beginning() -> None:
    def refused(pairs: int) -> None:
        with pytest.raises(TextError, match="quá nhiều dấu"):
            read_text(("\u0591\u05bd" * pairs).encode())

    refused(2_000_000)
    assert calls_of(lambda: refused(40_000)) < 1000
