"""The end of the paper and its annexes: where things stand (ô số 7, 9b, phụ lục)."""

from collections.abc import Iterator
from typing import Final

from app.documents.check.finding import Finding
from app.documents.check.looks.role_words import Role
from app.documents.check.looks.sheet import LookSheet, at_item


def receivers_side(sheet: LookSheet) -> Iterator[Finding]:
    """ "Nơi nhận" stands at the left margin (ô số 9b)."""
    for item in sheet.of(Role.RECIPIENTS_WORD):
        piece = item.piece
        moved = piece.spot.paragraph.align in {"center", "right"}
        beside = piece.beside and piece.column > 0
        if beside or moved or piece.spot.column > 0:
            message = "“Nơi nhận” ở bên trái, sát lề, ngang với chức vụ người ký."
            yield at_item("recipients_side", item, message)


def annex_titles(sheet: LookSheet) -> Iterator[Finding]:
    """The title of an annex is in capitals."""
    for item in sheet.of(Role.ANNEX_TITLE):
        if item.piece.text != item.piece.text.upper():
            message = "Tên phụ lục phải viết bằng chữ in hoa."
            yield at_item("annex_capitals", item, message)


def annex_labels(sheet: LookSheet) -> Iterator[Finding]:
    """ "Phụ lục I": small letters, Roman numerals where there are several."""
    labels = sheet.of(Role.ANNEX_LABEL)
    for item in labels:
        text = item.piece.text
        word = text[:7]
        if word.isupper() and len(text) < 20:
            message = "Chữ “Phụ lục” viết chữ thường, hoa chữ đầu: “Phụ lục I”."
            yield at_item("annex_word", item, message)
        if any(map(str.isdigit, text[7:12])):
            message = "Phụ lục đánh số bằng chữ số La Mã: “Phụ lục I”."
            yield at_item("annex_roman", item, message)


def annex_references(sheet: LookSheet) -> Iterator[Finding]:
    """Under the title of an annex stands the paper it belongs to."""
    labels = sheet.of(Role.ANNEX_LABEL)
    if len(sheet.of(Role.ANNEX_REFERENCE)) >= len(labels):
        return
    order = [item for item in sheet.items if item.role in _OF_ANNEX]
    for at, item in enumerate(order):
        if item.role is not Role.ANNEX_LABEL:
            continue
        following = [one.role for one in order[at + 1 :]]
        end = following.index(Role.ANNEX_LABEL) if Role.ANNEX_LABEL in following else None
        if Role.ANNEX_REFERENCE not in following[:end]:
            message = "Dưới tên phụ lục phải có dòng “(Kèm theo … số … ngày … của …)”."
            yield at_item("annex_reference", item, message)


_OF_ANNEX: Final = frozenset({Role.ANNEX_LABEL, Role.ANNEX_TITLE, Role.ANNEX_REFERENCE})
