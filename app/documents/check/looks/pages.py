"""Paper, margins and the page's number (mục I khoản 1, 2, 3, 7; phụ lục đánh số riêng)."""

from collections.abc import Iterator
from typing import Final

from app.documents.check.finding import Finding
from app.documents.check.looks.height import several_pages
from app.documents.check.looks.numbers import Span, allowed, page_number_size, shown, slack
from app.documents.check.looks.role_words import Role
from app.documents.check.looks.sheet import LookSheet, at_page
from app.documents.layout import load_layout
from app.documents.source import PageNumber, SourceSection

_SIDES: Final = {
    "margin_top": "Lề trên",
    "margin_bottom": "Lề dưới",
    "margin_left": "Lề trái",
    "margin_right": "Lề phải",
}


def pages(sheet: LookSheet) -> Iterator[Finding]:
    """Every section once; the same fault of several sections is one finding."""
    tables = {item.piece.spot.section for item in sheet.of(Role.CELL)}
    found = [one for at, section in sheet.sections for one in _section(section, lists=at in tables)]
    yield from dict.fromkeys(found)


def _section(section: SourceSection, *, lists: bool) -> Iterator[Finding]:
    width, height = section.page_width, section.page_height
    if not width or not height:
        return
    layout = load_layout()
    upright = (layout.page_width, layout.page_height)
    room = slack("length")
    sides = zip(sorted((width, height)), upright, strict=True)
    if any(abs(side - right) > room for side, right in sides):
        size = f"{shown(width)} × {shown(height)} mm"
        yield at_page("page_size", f"Khổ giấy {size}; phải là A4 (210 × 297 mm).")
    if width <= height:
        yield from _margins(section)
    elif not lists:
        message = "Trang giấy nằm ngang mà không có bảng; chỉ trang có bảng, biểu mới để ngang."
        yield at_page("page_turned", message)


def _margins(section: SourceSection) -> Iterator[Finding]:
    for side, name in _SIDES.items():
        span: Span = allowed(side)
        given = getattr(section, side)
        if given and not span.holds(given):
            yield at_page(side, f"{name} {shown(given)} mm; phải {span.words} mm.")


def page_numbers(sheet: LookSheet) -> Iterator[Finding]:
    """There from page 2 on, in the middle of the top margin."""
    sections = [section for _at, section in sheet.sections if section.page_width]
    numbers = [one for section in sections if (one := section.page_number) is not None]
    if any(
        section.page_number is None and several_pages(sheet, at) for at, section in sheet.sections
    ):
        yield at_page("page_number_missing", "Văn bản nhiều trang mà không đánh số trang.")
    yield from dict.fromkeys(one for number in numbers for one in _number(number))
    # Whether the first page of an annex may show its number the decree does not say.
    if numbers and sections[0].page_number and sections[0].page_number.on_first:
        yield at_page("page_number_first", "Trang đầu không ghi số trang.")
    yield from _restarts(sheet)


def _number(number: PageNumber) -> Iterator[Finding]:
    if number.place != "top":
        message = "Số trang ở lề dưới; phải ở chính giữa lề trên."
        yield at_page("page_number_place", message)
    elif number.align != "center":
        yield at_page("page_number_centred", "Số trang phải canh giữa lề trên.")
    size = page_number_size()
    if number.size and not size.holds(number.size):
        message = f"Số trang cỡ chữ {shown(number.size)}; phải {size.words}."
        yield at_page("page_number_size", message)
    if number.italic:
        yield at_page("page_number_style", "Số trang phải là chữ đứng.")
    if number.decorated:
        message = "Số trang chỉ là chữ số, không kèm chữ “Trang”, gạch hay tổng số trang."
        yield at_page("page_number_words", message)


def _restarts(sheet: LookSheet) -> Iterator[Finding]:
    """The pages of each annex are counted from 1."""
    sections = dict(sheet.sections)
    own = {at for at, section in sheet.sections[1:] if section.restarts}
    labels = [label.piece.spot.section for label in sheet.of(Role.ANNEX_LABEL)]
    numbered = any(section.page_number for section in sections.values())
    if numbered and any(at not in own for at in labels):
        message = "Trang của mỗi phụ lục phải đánh số riêng, bắt đầu từ 1."
        yield at_page("annex_pages", message)
