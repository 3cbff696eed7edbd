"""Word's automatic numbers, resolved as Word shows them."""

from pathlib import Path

import pytest

from app.documents.readers.from_file import document_of_reading, read_papers
from tests.documents.readers.plans import shape
from tests.documents.readers.raw_word import p, part, read_body, texts


def level(at: int, form: str, text: str, more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels: str, *more: str) -> dict[str, str]:
    """The part with list 1 on these levels, and more elements."""
    shared = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
    use = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    return {"word/numbering.xml": part("numbering", shared + use + "".join(more))}


def item(text: str, at: int = 0, number: int | str = 1) -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


PLAN = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)")
DECIMAL = (
    level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.") + level(2, "decimal", "%1.%2.%3")
)


def marks(folder: Path, body: str, parts: dict[str, str]) -> list[str]:
    """The marks alone."""
    return [text.split(" ")[0] for text in texts(read_body(folder, body, parts))]


def test_inner_levels_begin_anew(tmp_path: Path) -> None:
    body = "".join(item("x", at) for at in (0, 1, 2, 2, 1, 0, 1, 2))
    assert marks(tmp_path, body, numbering(PLAN)) == [
        "I.",
        "1.",
        "a)",
        "b)",
        "2.",
        "II.",
        "1.",
        "a)",
    ]


def test_numbers_of_several_parts(tmp_path: Path) -> None:
    body = "".join(item("x", at) for at in (0, 1, 1, 2, 0, 2))
    found = marks(tmp_path, body, numbering(DECIMAL))
    assert found == ["1.", "1.1.", "1.2.", "1.2.1", "2.", "2.1.1"]


def test_a_level_that_never_begins_anew(tmp_path: Path) -> None:
    articles = level(0, "upperRoman", "Chương %1") + level(
        1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>'
    )
    body = "".join(item("x", at) for at in (0, 1, 1, 0, 1))
    found = texts(read_body(tmp_path, body, numbering(articles)))
    assert found == ["Chương I x", "Điều 1. x", "Điều 2. x", "Chương II x", "Điều 3. x"]


def test_a_level_that_only_an_outer_one_begins_anew(tmp_path: Path) -> None:
    kept = DECIMAL.replace(
        '<w:lvlText w:val="%1.%2.%3"/>', '<w:lvlRestart w:val="1"/><w:lvlText w:val="%3)"/>'
    )
    body = "".join(item("x", at) for at in (0, 1, 2, 1, 2, 0, 1, 2))
    found = marks(tmp_path, body, numbering(kept))
    assert found == ["1.", "1.1.", "1)", "1.2.", "2)", "2.", "2.1.", "1)"]


def test_a_second_list_on_the_same_levels_goes_on_unless_it_starts_anew(tmp_path: Path) -> None:
    on = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("x") + item("x") + item("x", 0, 2) + item("x", 0, 3) + item("x", 0, 3)
    found = marks(tmp_path, body, numbering(DECIMAL, on, anew))
    assert found == ["1.", "2.", "3.", "5.", "6."]


def test_a_list_may_change_a_level(tmp_path: Path) -> None:
    changed = level(0, "upperLetter", "%1)")
    other = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        f"{changed}</w:lvlOverride></w:num>"
    )
    assert marks(tmp_path, item("x", 0, 2), numbering(DECIMAL, other)) == ["A)"]


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("upperRoman", "%1.", "IV."),
        ("lowerRoman", "%1)", "iv)"),
        ("upperLetter", "%1.", "D."),
        ("lowerLetter", "%1)", "d)"),
        ("decimalZero", "%1", "04"),
        ("none", "", ""),
        ("bullet", "\uf0b7", "•"),
        ("bullet", "-", "-"),
        ("bullet", "–", "-"),
        ("bullet", "+", "+"),
        ("bullet", "o", "○"),
        ("bullet", "\uf0a7", "▪"),
    ],
)
def test_forms_of_numbers(form: str, text: str, shown: str, tmp_path: Path) -> None:
    source = read_body(tmp_path, item("x") * 4, numbering(level(0, form, text)))
    assert [one.mark for one in source.paragraphs()][-1] == shown


def test_letters_after_z_and_a_start_other_than_one(tmp_path: Path) -> None:
    late = level(0, "lowerLetter", "%1)").replace('start w:val="1"', 'start w:val="26"')
    assert marks(tmp_path, item("x") * 3, numbering(late)) == ["z)", "aa)", "bb)"]


def test_a_roman_level_shown_in_digits(tmp_path: Path) -> None:
    legal = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    assert marks(tmp_path, item("x") + item("x", 1), numbering(legal)) == ["I.", "1.1."]


def test_numbers_by_style_and_taken_off(tmp_path: Path) -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="M1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="M2"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    levels = level(0, "upperRoman", "%1.", '<w:pStyle w:val="M1"/>') + level(
        1, "decimal", "%2.", '<w:pStyle w:val="M2"/>'
    )
    off = '<w:pStyle w:val="M2"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("A", '<w:pStyle w:val="M1"/>') + p("B", '<w:pStyle w:val="M2"/>') + p("C", off)
    parts = {**numbering(levels), "word/styles.xml": styles}
    assert texts(read_body(tmp_path, body, parts)) == ["I. A", "1. B", "C"]


def test_a_list_that_only_names_a_style(tmp_path: Path) -> None:
    styles = part(
        "styles",
        '<w:style w:type="numbering" w:styleId="DS"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>",
    )
    link = (
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="DS"/></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    )
    parts = {**numbering(PLAN, link), "word/styles.xml": styles}
    assert marks(tmp_path, item("x", 0, 2), parts) == ["I."]


def test_lists_that_turn_in_a_ring_or_are_missing(tmp_path: Path) -> None:
    styles = part(
        "styles",
        '<w:style w:type="numbering" w:styleId="DS"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>",
    )
    parts = {**numbering('<w:numStyleLink w:val="DS"/>'), "word/styles.xml": styles}
    assert texts(read_body(tmp_path, item("x") + item("y", 3, 44), parts)) == ["x", "y"]


def test_automatic_marks_make_the_tree(tmp_path: Path) -> None:
    head = p("KẾ HOẠCH", '<w:jc w:val="center"/>', "<w:b/>") + p(
        "Công tác năm 2027", '<w:jc w:val="center"/>', "<w:b/>"
    )
    body = head + item("MỤC ĐÍCH") + item("Nâng cao nhận thức") + item("Đối tượng: Các thôn", 1)
    [paper] = read_papers(read_body(tmp_path, body, numbering(PLAN))).papers
    document = document_of_reading(paper.reading)
    assert shape(document) == [
        "I. MỤC ĐÍCH|",
        "II. Nâng cao nhận thức|",
        "  1. Đối tượng:| Các thôn",
    ]
    assert [node.source_mark for node in document.nodes] == ["I.", "II."]
