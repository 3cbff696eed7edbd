"""Words that the decree's form puts around what the officer wrote (NĐ 30/2020, Phụ lục I)."""

import re
from collections.abc import Sequence
from typing import Final

from app.documents.blocks import CopyBlock, Document, Node, walk
from app.domain import fields, notes
from app.domain.dates import blank_date, document_number, long_date
from app.domain.numbering import Mark, roman
from app.domain.papers import KIND_FORMS
from app.domain.text import clean_line, clean_text, upper_first

DRAFT: Final = "DỰ THẢO"
ADDRESSED: Final = "Kính gửi:"
RECIPIENTS: Final = "Nơi nhận:"
# Codes that no file of text may hold: halves of letters and places kept free.
_NO_LETTERS: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_BLANK_NUMBER: Final = " " * 7
_BODIES: Final = ("ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân", "ubnd", "hđnd")
_UNITS: Final = (
    "xã", "phường", "đặc khu", "thị trấn", "thành phố", "tỉnh", "huyện", "quận", "thị xã",
)  # fmt: skip


def printed(text: str) -> str:
    """One line as printed: NFC, bound numbers by what they show."""
    return clean_line(_NO_LETTERS.sub("", fields.plain(text)))


def printed_lines(text: str) -> str:
    """Like ``printed``, line breaks kept; for the cells of tables."""
    return clean_text(_NO_LETTERS.sub("", fields.plain(text)))


def number_line(document: Document) -> str:
    """ "Số: 05/KH-UBND", with room for a number that is still blank (ô 3); empty without symbol."""
    number = document_number(printed(document.number))
    symbol = printed(document.symbol)
    if not symbol:
        return f"Số: {number}" if number else ""
    return f"Số: {number or _BLANK_NUMBER}/{symbol}"


def place_line(document: Document) -> str:
    """ "Song An, ngày 05 tháng 01 năm 2027", with room for a day that is still blank (ô 4).

    Empty for minutes: their time and place stand in the text (Phụ lục III, mẫu 1.9).
    """
    if not KIND_FORMS[document.kind].day_above:
        return ""
    day = long_date(document.day) if document.day else blank_date(document.year)
    place = printed(document.place)
    return f"{place}, {day}" if place else day


def closed(items: Sequence[str]) -> list[str]:
    """Lines of a list, each ended by ";", the last by "."; the words stay as they are."""
    bare = [printed(item).rstrip(" ;,.") for item in items]
    kept = [item for item in bare if item]
    return [f"{item}{'.' if at == len(kept) else ';'}" for at, item in enumerate(kept, start=1)]


def addressees(document: Document) -> list[str]:
    """One receiver without an end mark; more as a closed list (ô 9a)."""
    kept = [bare for item in document.addressees if (bare := printed(item).rstrip(" ;,."))]
    return kept if len(kept) == 1 else closed(kept)


def recipients(document: Document) -> list[str]:
    """ "- Như trên;" … "- Lưu: VT, VHXH." (ô 9b)."""
    return [f"- {item.removeprefix('- ')}" for item in closed(document.recipients)]


def signature_lines(document: Document) -> list[str]:
    """Authority and post, without blank lines (ô 7a)."""
    return [line for text in document.signature.lines if (line := printed(text))]


def title_lines(document: Document) -> list[str]:
    """The trích yếu (ô 5a); of a công văn, which stands under the number (ô 5b)."""
    return [line for text in document.title if (line := printed(text))]


def under_number(document: Document) -> bool:
    """Whether the title stands under the number: a paper without a type name (ô 5b)."""
    return KIND_FORMS[document.kind].title_under_number


def authority(document: Document) -> str:
    """ "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU SƠN" above the bases of a decision."""
    return printed(document.form.authority)


def resolution(document: Document) -> str:
    """ "QUYẾT ĐỊNH:" between the bases and the articles."""
    return printed(document.form.resolution)


def second_lines(document: Document) -> list[str]:
    """Post of the left signer of minutes, "THƯ KÝ"."""
    return [line for text in document.form.second_lines if (line := printed(text))]


def contact_lines(document: Document) -> list[str]:
    """Address, telephone and the like at the foot of page 1 (ô 13)."""
    return [line for text in document.form.contact if (line := printed(text))]


def capitals(text: str) -> str:
    """The text in capitals; its footnotes stay as they are."""
    return "".join(
        piece.upper() if isinstance(piece, str) else notes.note(piece.text)
        for piece in notes.split(text)
    )


def copy_paper(block: CopyBlock, year: int | None = None) -> Document:
    """The copy's block as a paper of its own, whose type is the form of the copy."""
    return Document(
        type_name=block.form,
        letterhead=block.letterhead,
        number=block.number,
        symbol=block.symbol,
        place=block.place,
        day=block.day,
        year=year,
        recipients=block.recipients,
        signature=block.signature,
    )


def paper_title(document: Document) -> str:
    """Type and title in one line, for the file's properties."""
    return " ".join([printed(document.type_name), *title_lines(document)]).strip()


def annex_label(document: Document, number: int) -> str:
    """ "Phụ lục", or "Phụ lục II" when there are several; ``number`` from 1."""
    return "Phụ lục" if len(document.annexes) < 2 else f"Phụ lục {roman(number)}"


def reference_line(document: Document) -> str:
    """ "(Kèm theo Kế hoạch số 05/KH-UBND ngày … của Ủy ban nhân dân xã Song An)" """
    name = printed(document.type_name).capitalize() or KIND_FORMS[document.kind].words
    words = ["Kèm theo", name]
    if line := number_line(document):
        words.append(f"số {line.removeprefix('Số: ')}")
    words.append(long_date(document.day) if document.day else blank_date(document.year))
    if issuer := issuer_name(document):
        words.append(f"của {issuer}")
    return f"({' '.join(words)})"


def issuer_name(document: Document) -> str:
    """The issuing body in small letters, as the paper itself writes it where it does."""
    capitals = " ".join(printed(line.text) for line in document.letterhead if line.bold)
    small = capitals.lower()
    if not small:
        return ""
    for placed in walk(document.nodes):
        text = printed(placed.node.text)
        at = text.lower().find(small)
        if at >= 0:
            return upper_first(text[at : at + len(small)])
    return _small_name(small) or upper_first(small)


def split_issuer(text: str) -> tuple[str, str]:
    """ "ỦY BAN NHÂN DÂN XÃ SONG AN" → ("ỦY BAN NHÂN DÂN", "XÃ SONG AN"); else no second part."""
    small = text.lower()
    for body in _BODIES[:3]:
        if small.startswith(f"{body} "):
            return text[: len(body)], text[len(body) + 1 :]
    return text, ""


def _small_name(small: str) -> str:
    """ "ủy ban nhân dân xã song an" → "Ủy ban nhân dân xã Song An"."""
    body = next((body for body in _BODIES if small.startswith(f"{body} ")), "")
    if not body:
        return ""
    rest = small.removeprefix(body).strip()
    unit = next((unit for unit in _UNITS if rest.startswith(f"{unit} ")), "")
    name = " ".join(map(upper_first, rest.removeprefix(unit).split()))
    head = body.upper() if body in {"ubnd", "hđnd"} else upper_first(body)
    return clean_line(f"{head} {unit} {name}")


def is_marker(node: Node) -> bool:
    """A line "@…" that a builder was to replace; never printed."""
    return node.mark is Mark.NONE and not node.heading and node.text.lstrip().startswith("@")
