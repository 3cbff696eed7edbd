"""Rules of the body's tree: empty places, marks under the wrong mark, headings (ô số 6)."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.blocks import Node, Placed
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding, Mend
from app.documents.check.form.common import shouted, tail
from app.documents.check.passages import Sheet
from app.domain import notes
from app.domain.numbering import CENTRED, RANK, Mark

_LOOSE: Final = frozenset({Mark.DASH, Mark.PLUS, Mark.NONE})
_CAPITAL: Final = frozenset({Mark.ROMAN, *CENTRED})
_SMALL: Final = frozenset({Mark.ARABIC, Mark.DECIMAL, Mark.ARTICLE})
_COLONS: Final = re.compile(r"\s*:\s*:[\s:]*$")
_STOP: Final = re.compile(r"(?<![.…])[.;,]\s*$")


def outline(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """Every node with what it stands under."""
    above: list[Placed] = []
    for one in sheet.placed:
        del above[one.depth :]
        yield from _empty(one)
        yield from _level(one, above[-1] if above else None)
        if one.node.heading:
            yield from _heading(one.node)
        above.append(one)


def _empty(one: Placed) -> Iterator[Finding]:
    node = one.node
    if node.table is None and not node.heading.strip() and not node.text.strip():
        name = f"Đề mục {one.mark}" if one.mark else "Một đoạn"
        # Empty places are told apart by their marks.
        yield Finding(
            rule="node_empty", where=node.key, message=f"{name} không có chữ nào.", quote=one.mark
        )


def _level(one: Placed, above: Placed | None) -> Iterator[Finding]:
    mark = one.node.mark
    if mark is Mark.DECIMAL:
        if one.mark.count(".") < 2:
            message = f"Mục {one.mark} cần đứng dưới một mục có số (1., 2., …)."
            yield Finding(
                rule="decimal_parent", where=one.node.key, message=message, quote=one.mark
            )
    elif above is not None and _outranks(mark, above.node.mark):
        message = f"“{one.mark}” không thể đứng dưới “{above.mark}”: cấp nhỏ đứng dưới cấp lớn."
        yield Finding(rule="mark_level", where=one.node.key, message=message, quote=one.mark)


def _outranks(mark: Mark, above: Mark) -> bool:
    if mark in _LOOSE or above is Mark.NONE:
        return False
    return RANK[mark] <= RANK[above]


def _heading(node: Node) -> Iterator[Finding]:
    heading = notes.without(node.heading).rstrip()
    if not heading:
        return
    if _COLONS.search(heading):
        yield _mended("heading_end", node, "Đề mục có hai dấu hai chấm.", _COLONS.sub(":", heading))
    elif not node.text.strip() and _STOP.search(heading):
        yield _mended("heading_end", node, "Cuối đề mục không có dấu câu.", heading[:-1].rstrip())
    if node.mark in _CAPITAL and heading != heading.upper():
        message = "Tên phần, chương và mục đánh số La Mã viết bằng chữ in hoa."
        yield _mended("heading_capitals", node, message, heading.upper())
    elif node.mark in _SMALL and " " in heading and shouted(heading):
        yield Finding(
            rule="heading_small",
            where=node.key,
            message="Tên khoản viết bằng chữ thường, không viết hoa cả dòng.",
            quote=tail(heading),
        )


def _mended(rule: str, node: Node, message: str, new: str) -> Finding:
    # A heading with a footnote or a bound number is mended by hand.
    plain = node.heading.rstrip() == notes.without(node.heading).rstrip()
    mend = Mend(node.key, node.heading, new) if plain and "\ue000" not in node.heading else None
    return Finding(rule=rule, where=node.key, message=message, quote=tail(node.heading), mend=mend)


def tables(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """A table has rows, and every column a title."""
    for one in sheet.placed:
        table = one.node.table
        if table is None:
            continue
        if not any(any(cell.strip() for cell in row) for row in table.rows):
            message = "Bảng chưa có dòng nào."
            quote = " | ".join(column.title for column in table.columns)
            yield Finding(rule="table_rows", where=one.node.key, message=message, quote=quote[:60])
        for at, column in enumerate(table.columns, start=1):
            if not column.title.strip():
                yield Finding(
                    rule="table_column",
                    where=one.node.key,
                    message=f"Cột {at} của bảng chưa có tên.",
                    quote=f"cột {at}",
                )
