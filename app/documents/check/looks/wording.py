"""What the words of the form say letter by letter: state title, number, day, ends of lists."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.check.finding import Finding
from app.documents.check.looks.role_words import Item, Role
from app.documents.check.looks.sheet import LookSheet, at_item
from app.documents.layout import load_layout
from app.documents.readers.head_lines import type_line

_NUMBER: Final = re.compile(
    r"(?P<word>số)(?P<colon>\s*:?)(?P<number>\s*\d*)(?P<joint>\s*/\s*)(?P<symbol>\S.*)",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"(?P<place>.*?)(?P<joint>\s*,\s*|\s+|^)ngày\s*(?P<day>\d*)[\s.…]*tháng\s*(?P<month>\d*)[\s.…]*năm",
    re.IGNORECASE,
)
_SHORT_DAY: Final = re.compile(r"ngày\s*\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}")
_PADDED_MONTHS: Final = frozenset({"01", "02", "10", "11", "12", *map(str, range(3, 10))})


def state_title(sheet: LookSheet) -> Iterator[Finding]:
    """Quốc hiệu and Tiêu ngữ to the letter; HÒA and HOÀ are both right (ô số 1)."""
    layout = load_layout()
    for item in sheet.of(Role.NATION):
        if _plain(item).upper().replace("HOÀ", "HÒA") != layout.nation:
            message = f"Quốc hiệu ghi đúng là “{layout.nation}”."
            yield at_item("nation_words", item, message)
        elif _plain(item) != _plain(item).upper():
            yield at_item("nation_words", item, "Quốc hiệu viết bằng chữ in hoa.")
    for item in sheet.of(Role.MOTTO):
        if _plain(item) != layout.motto:
            message = f"Tiêu ngữ ghi đúng là “{layout.motto}”, có dấu cách hai bên gạch nối."
            yield at_item("motto_words", item, message)


def number_line(sheet: LookSheet) -> Iterator[Finding]:
    """ "Số: 05/KH-UBND": colon, a leading 0 below ten, no blanks (ô số 3)."""
    for item in sheet.of(Role.NUMBER):
        found = _NUMBER.match(item.piece.text)
        if found is None:
            continue
        number = found["number"].strip()
        if ":" not in found["colon"]:
            yield at_item("number_colon", item, "Sau chữ “Số” có dấu hai chấm: “Số: …”.")
        if number.isdigit() and len(number) == 1:
            message = f"Số nhỏ hơn 10 ghi thêm số 0 ở trước: “0{number}”."
            yield at_item("number_zero", item, message)
        joint = found["joint"] if number else found["joint"].lstrip()
        if joint != "/" or re.search(r"\s[-–]|[-–]\s|–", found["symbol"].strip()):
            message = "Giữa số và ký hiệu, giữa các nhóm chữ của ký hiệu không có dấu cách."
            yield at_item("number_spaces", item, message)


def place_and_day(sheet: LookSheet) -> Iterator[Finding]:
    """ "Song An, ngày 05 tháng 01 năm 2026" (ô số 4)."""
    for item in sheet.of(Role.PLACE):
        text = item.piece.text
        if _SHORT_DAY.search(text):
            message = "Ngày, tháng, năm ghi đủ chữ: “ngày … tháng … năm …”."
            yield at_item("day_words", item, message)
        found = _DAY.match(text)
        if found is None:
            continue
        if found["place"].strip() and "," not in found["joint"]:
            yield at_item("place_comma", item, "Sau địa danh có dấu phẩy: “Song An, ngày …”.")
        if len(found["day"]) == 1:
            message = f"Ngày nhỏ hơn 10 ghi thêm số 0 ở trước: “ngày 0{found['day']}”."
            yield at_item("day_zero", item, message)
        if found["month"] and found["month"] not in _PADDED_MONTHS:
            message = "Chỉ tháng 1, tháng 2 ghi thêm số 0 ở trước: “tháng 01”, “tháng 6”."
            yield at_item("month_zero", item, message)


def type_name(sheet: LookSheet) -> Iterator[Finding]:
    """In capitals; the reader of the tree knows it in any letters (ô số 5a)."""
    for item in sheet.of(Role.TYPE):
        text = item.piece.text.rstrip(" :.")
        named = type_line(text, dressed=True)
        if named and not named[1] and text != text.upper():
            message = "Tên loại văn bản phải viết bằng chữ in hoa."
            yield at_item("type_capitals", item, message)


def ends(sheet: LookSheet) -> Iterator[Finding]:
    """Each basis and receiver ends with ";", the last one with "."; the tree keeps no such ends."""
    yield from _ends("base_end", sheet.of(Role.BASE), "Căn cứ này")
    receivers = [item for item in sheet.of(Role.RECIPIENTS) if item.piece.text.lstrip("-–+•* ")]
    # A long receiver may go on in a paragraph of its own.
    if receivers and all(_is_item(item) for item in receivers):
        yield from _ends("recipients_end", receivers, "Dòng nơi nhận này")


def _ends(rule: str, items: list[Item], name: str) -> Iterator[Finding]:
    for at, item in enumerate(items):
        mark = "." if at == len(items) - 1 else ";"
        if not item.piece.text.endswith(mark):
            yield at_item(rule, item, f"{name} kết thúc bằng dấu “{mark}”.")


def _is_item(item: Item) -> bool:
    return item.piece.text[:1] in "-–+•*" or bool(item.piece.spot.paragraph.mark)


def _plain(item: Item) -> str:
    return item.piece.text.strip(" .")
