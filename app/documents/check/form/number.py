"""Rules of number, symbol, place and day (ô số 3, 4)."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.form.common import kind_of, replaced_line, type_symbols
from app.documents.check.passages import Sheet
from app.domain.papers import KIND_FORMS, PaperKind

_NUMBER: Final = re.compile(r"[0-9]{1,6}[a-zđ]?")
#: Abbreviations of types that keep a small letter (Phụ lục III).
_MIXED: Final = frozenset({"TTr", "CTr", "QyĐ", "TrS"})
_COUNCILS: Final = ("BAN ", "HỘI ĐỒNG ", "TỔ ")
_PEOPLES: Final = ("HỘI ĐỒNG NHÂN DÂN", "BAN QUẢN LÝ")
_SMALL_UNIT: Final = re.compile(r"^(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|tỉnh)\s+")
_PLAIN_UNIT: Final = re.compile(r"^(?:Xã|Thị trấn|Đặc khu|Huyện|Thị xã|Tỉnh)\s+(?=\D)")


def number(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """The number is digits alone, and comes together with the day."""
    document = sheet.document
    given = document.number
    if given.strip() and not _NUMBER.fullmatch(given):
        bare = re.sub(r"\s+", "", given)
        new = bare if _NUMBER.fullmatch(bare) else None
        message = "Số văn bản chỉ gồm chữ số, không có dấu cách hay dấu khác."
        yield replaced_line("number_form", "number", message, given, new)
    if given.strip() and document.day is None and _shows_day(sheet, facts):
        message = "Đã có số mà chưa có ngày. Số và ngày được ghi cùng nhau sau khi ký."
        yield replaced_line("number_day", "number", message, given)
    if document.day is not None and not given.strip():
        message = "Đã có ngày mà chưa có số. Số và ngày được ghi cùng nhau sau khi ký."
        yield Finding(rule="number_day", where="day", message=message)


def _shows_day(sheet: Sheet, facts: CheckFacts) -> bool:
    """Minutes say their day in the text alone (mẫu 1.9)."""
    kind = kind_of(sheet, facts)
    return kind is None or KIND_FORMS[kind].day_above


def symbol(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """Groups in capitals joined by "-", without spaces."""
    given = sheet.document.symbol
    if not given.strip():
        message = "Chưa có ký hiệu văn bản, ví dụ KH-UBND."
        yield Finding(rule="symbol_missing", where="symbol", message=message)
    elif not _well_formed(given):
        message = "Ký hiệu gồm các nhóm chữ in hoa nối bằng dấu “-”, không có dấu cách."
        bare = re.sub(r"\s+", "", given).replace("–", "-")
        new = next((one for one in (bare, bare.upper()) if _well_formed(one)), None)
        yield replaced_line("symbol_form", "symbol", message, given, new)


def _well_formed(symbol: str) -> bool:
    groups = symbol.split("-")
    return len(groups) > 1 and all(_is_group(group) for group in groups)


def _is_group(group: str) -> bool:
    signs = group.replace("&", "").replace(".", "")
    return group in _MIXED or (signs.isalnum() and signs == signs.upper())


def symbol_kind(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """The first group is the type's abbreviation; a công văn begins with the body."""
    given, name = sheet.document.symbol, sheet.document.type_name.strip().upper()
    first, _, rest = given.partition("-")
    known = {*type_symbols().values(), "CV"}
    expected = type_symbols().get(name)
    if not _well_formed(given):
        return
    if expected is not None and first != expected:
        new: str | None = f"{expected}-{rest if first in known else given}"
        message = f"Ký hiệu của {name} bắt đầu bằng {expected}, không phải {first}."
        yield replaced_line("symbol_kind", "symbol", message, given, new)
    elif kind_of(sheet, facts) is PaperKind.LETTER and first in known and not name:
        new = rest if "-" in rest else None
        message = f"Ký hiệu của công văn bắt đầu bằng tên cơ quan, không ghi {first}."
        yield replaced_line("symbol_kind", "symbol", message, given, new)


def symbol_body(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """An advisory body has numbers of its own; a committee does not sign under another's."""
    document = sheet.document
    body = " ".join(line.text for line in document.letterhead if line.bold).upper()
    groups = document.symbol.split("-")
    if not _well_formed(document.symbol):
        return
    ends = {"UBND", "HĐND"}.intersection(groups)
    if body.startswith(_COUNCILS) and not body.startswith(_PEOPLES) and ends:
        message = "Ban, hội đồng, tổ phải có số và ký hiệu riêng, không dùng của Ủy ban nhân dân."
        yield replaced_line("symbol_body", "symbol", message, document.symbol)
    if body.startswith("ỦY BAN NHÂN DÂN") and "UBND" not in groups:
        message = "Ký hiệu không phải của Ủy ban nhân dân, là cơ quan ghi ở phần đầu."
        yield replaced_line("symbol_body", "symbol", message, document.symbol)


def place(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """The name of the place alone, in initials; the comma is printed by itself (ô số 4)."""
    given = sheet.document.place.strip()
    kind = kind_of(sheet, facts)
    if not given:
        if kind is None or KIND_FORMS[kind].day_above:
            message = "Chưa có địa danh, ví dụ Song An."
            yield Finding(rule="place_missing", where="place", message=message)
        return
    new = _plain_place(given)
    if new != given:
        message = f"Địa danh chỉ ghi tên riêng, viết hoa chữ đầu, không có dấu phẩy: “{new}”."
        yield replaced_line("place_form", "place", message, sheet.document.place, new)
    if given.isdigit():
        message = f"Đơn vị đặt tên theo số thì ghi đầy đủ, ví dụ “Phường {given}”."
        yield replaced_line("place_form", "place", message, sheet.document.place)


def _plain_place(given: str) -> str:
    """ "xã song an," → "Song An"; "phường 1" → "Phường 1"."""
    bare = given.partition(",")[0].rstrip(" .;:")
    unit = _SMALL_UNIT.match(bare)
    numbered = bool(unit and bare[unit.end() :].isdigit())
    if unit and not numbered:
        bare = bare[unit.end() :]
    bare = _PLAIN_UNIT.sub("", bare)
    words = [word if word == "-" else word[:1].upper() + word[1:] for word in bare.split(" ")]
    if numbered and unit:
        words[1:-1] = [word.lower() for word in words[1:-1]]
    return " ".join(words)
