"""Parts of the form in Word: letterhead, title, addressees, closing."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from app.documents.phrases import ADDRESSED, RECIPIENTS
from app.documents.render.addressees import Addressed
from app.documents.render.closing import Closing
from app.documents.render.head import Head, Line
from app.documents.render.metrics import Face, text_width
from app.documents.render.to_docx.writer import Writer, cells_table
from app.documents.render.to_docx.xml import Look

_KEEP: Final = Look(keep=True)
_ABOVE_NUMBER: Final = Look(before=6)


def joined(lines: Iterable[Line]) -> str:
    """Lines already broken, as one text with line breaks."""
    return "\n".join(line.text for line in lines)


def letterhead(writer: Writer, head: Head) -> str:
    """Two rows of two cells: names and state title, number and place."""
    widths = (head.left_width, head.right_width)
    issuer = "".join(
        writer.line("Cơ quan ban hành" if face is Face.BOLD else "Cơ quan chủ quản", joined(lines))
        for face, lines in groupby(head.issuer, key=lambda line: line.face)
    )
    if head.issuer_rule:
        issuer += writer.rule(head.issuer_rule, widths[0])
    state = writer.line("Quốc hiệu", joined(head.state[:-1]))
    state += writer.line("Tiêu ngữ", joined(head.state[-1:])) + writer.rule(
        head.state_rule, widths[1]
    )
    number = writer.line("Số, ký hiệu", joined(head.number), _ABOVE_NUMBER)
    place = writer.line("Địa danh, ngày tháng", joined(head.place), _ABOVE_NUMBER)
    rows = [(issuer, state), (number, place)]
    if head.draft:
        rows.append((_boxed(writer, "Dự thảo", head.draft, widths[0]), ""))
    return cells_table(widths, rows)


def _boxed(writer: Writer, style: str, line: Line, width: float) -> str:
    side = round((width - line.width - 12) / 2, 1)
    return writer.line(style, line.text, Look(before=6, left=side, right=side, box="000000"))


def title(writer: Writer, head: Head, width: float) -> str:
    """Type, title and the short rule."""
    made = ""
    for at, line in enumerate(head.title):
        above = Look(before=writer.layout.body_size) if at == 0 else Look()
        made += writer.line("Trích yếu" if at else "Tên loại", line.text, above)
    if head.title_rule:
        made += writer.rule(head.title_rule, width, _KEEP)
    return made + writer.gap(Look(after=writer.layout.space_before))


def addressees(writer: Writer, addressed: Addressed, receivers: Sequence[str]) -> str:
    """ "Kính gửi:" with one receiver beside it, or a list whose dashes stand under the colon."""
    start, hang, dash = addressed.start, addressed.hang, addressed.dash
    space = writer.layout.space_before
    if addressed.one:
        look = Look(left=start + hang, first=-hang, before=space, after=space)
        return writer.line("Kính gửi", f"{ADDRESSED} {receivers[0]}", look)
    made = writer.line("Kính gửi", ADDRESSED, Look(left=start, before=space))
    for at, item in enumerate(receivers, start=1):
        after = space if at == len(receivers) else None
        look = Look(left=start + hang + dash, first=-dash, after=after)
        made += writer.line("Kính gửi", f"- {item}", look)
    return made


def closing_table(writer: Writer, closing: Closing, recipients: Sequence[str]) -> str:
    """Receivers on the left, the signature level with them on the right."""
    left = right = ""
    if closing.word:
        look = Look(keep=True, before=closing.level_size - closing.word.size)
        left += writer.line("Nơi nhận", RECIPIENTS, look)
    dash = text_width("- ", Face.REGULAR, writer.layout.sizes["recipients"])
    hanging = Look(keep=True, left=dash, first=-dash, right=8)
    left += "".join(writer.line("Dòng nơi nhận", item, hanging) for item in recipients)
    right += "".join(writer.line("Chức vụ người ký", line.text) for line in closing.signature)
    if closing.name:
        right += writer.line("Người ký", joined(closing.name), Look(before=closing.room))
    gap = writer.gap(Look(keep=True, before=closing.gap_above))
    return gap + cells_table((closing.left_width, closing.right_width), [(left, right)])
