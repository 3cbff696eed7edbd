"""Letters to units whose reports are still to come: a draft for each, and one PDF of all."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.db.database import Database
from app.documents.layout import load_layout
from app.documents.readers.templates import fill_template, read_content
from app.domain.dates import format_date
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent
from app.domain.papers import OtherType, PaperKind
from app.domain.text import fold
from app.domain.unit_tree import UnitNode
from app.domain.wall import DONE, WallCell, WallState
from app.errors import ValidationError
from app.queries.collections import CollectionRow
from app.queries.office import OfficeRow, get_office
from app.queries.papers import get_paper
from app.queries.wall import WallRow, wall
from app.services.papers import CreatePaper, create_paper
from app.workflows.heads import known_office, office_head, template_fields
from app.workflows.papers import printed_document

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TEMPLATE: Final = "letter_reminder_units"
#: Names that already say who it is: of offices, not of communes and districts.
_BODY: Final = re.compile(r"(uy ban|ubnd|so|phong|ban|hoi|trung tam|van phong) ")
_REPORTS_PLACE: Final = "[điền: báo cáo, kỳ, hạn gửi, tình trạng]"
_DAY_PLACE: Final = "[điền: ngày, tháng, năm]"


@dataclass(frozen=True, slots=True)
class OwedReport:
    """A report that a unit still has to send, with how it stands."""

    collection: CollectionRow
    cell: WallCell


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit with reports to come whose day is over; ``done`` are those that are in the totals.

    ``now`` is what the unit is today when it was merged or renamed since; the letter goes there.
    """

    unit: UnitNode
    owed: tuple[OwedReport, ...]
    done: tuple[CollectionRow, ...]
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    """Whom to remind of the reports of a year; no ``codes``: all that are late.

    ``reply_by``: the day that is asked for; left to be filled in without one. ``duty``: of one
    report alone.
    """

    year: int
    codes: tuple[str, ...] = ()
    reply_by: date | None = None
    duty: str = ""


def late_units(db: Database, command: Remind, today: date) -> list[LateUnit]:
    """Units whose reports are owed after their day, in the order of the wall."""
    found = db.read(wall, command.year, today)
    asked = [column.collection for column in found.columns]
    units = [_late(row, asked, command.duty) for row in found.rows]
    return [
        one for one in units if one.owed and (not command.codes or one.unit.code in command.codes)
    ]


def make_reminders(db: Database, command: Remind, today: date) -> list[UUID]:
    """A letter for each late unit, as drafts in the book, all or none.

    Raises:
        NotFoundError: no office yet.
        ValidationError: nobody is late, or a day to answer by that is over.
    """
    if command.reply_by is not None and command.reply_by < today:
        raise ValidationError(
            f"Ngày đề nghị gửi {format_date(command.reply_by)} đã qua. Hãy ghi ngày sau hôm nay.",
            field="reply_by",
        )
    units = late_units(db, command, today)
    if not units:
        raise ValidationError(
            "Không có đơn vị nào chậm báo cáo trong lựa chọn này nên không lập công văn."
        )
    office = known_office(db)
    papers = [
        CreatePaper(
            kind=PaperKind.LETTER,
            paper_type=OtherType.OTHER,
            year=today.year,
            content=_content(db, office, one, command.reply_by, today),
            source=f"Nhắc gửi báo cáo: {one.unit.name}",
        )
        for one in units
    ]
    return db.write(_create, papers)


def write_reminders(db: Database, papers: Collection[UUID], path: Path) -> None:
    """All the letters in one PDF, each from a page of its own, to be printed in one go.

    Raises:
        NotFoundError: one of them is gone.
        ValidationError: no letter.
        DataFileError: the file cannot be written; an older one stays as it was.
    """
    from app.documents.render.to_pdf import render_pdfs

    if not papers:
        raise ValidationError("Chưa chọn công văn nào để in.")
    documents = [printed_document(db.read(get_paper, one)) for one in papers]
    office = db.read(get_office)
    render_pdfs(documents, path, load_layout(office.print_options if office else {}))


def _create(session: "Session", papers: Collection[CreatePaper]) -> list[UUID]:
    return [create_paper(session, one) for one in papers]


def _late(row: WallRow, asked: list[CollectionRow], duty: str) -> LateUnit:
    pairs = [
        (one, cell)
        for one, cell in zip(asked, row.cells, strict=True)
        if not duty or one.duty == duty
    ]
    return LateUnit(
        unit=row.unit,
        owed=tuple(OwedReport(one, cell) for one, cell in pairs if cell.is_owed_late),
        done=tuple(one for one, cell in pairs if cell.state in DONE),
        now=row.now,
    )


def _content(
    db: Database, office: OfficeRow, late: LateUnit, reply_by: date | None, today: date
) -> PaperContent:
    filled = fill_template(TEMPLATE, template_fields(db, office, today.year))
    content = read_content(filled, today.year)
    head = office_head(db, office, content.head, PaperKind.LETTER)
    nodes = [made for node in content.nodes for made in _filled(node, late, reply_by)]
    addressees = (_addressee(late.now or late.unit.name),)
    return replace(content, head=replace(head, addressees=addressees), nodes=tuple(nodes))


def _addressee(name: str) -> str:
    return name if _BODY.match(fold(name)) else f"Ủy ban nhân dân {name}"


def _filled(node: NodeContent, late: LateUnit, reply_by: date | None) -> Iterator[NodeContent]:
    if node.text.strip() != _REPORTS_PLACE:
        day = format_date(reply_by) if reply_by else _DAY_PLACE
        yield replace(node, text=node.text.replace(_DAY_PLACE, day))
        return
    for words in _sentences(late):
        yield NodeContent(depth=node.depth, mark=Mark.DASH, text=words)
    if late.done:
        names = "; ".join(_named(one) for one in late.done)
        done = f"Các báo cáo đã được tiếp nhận, không phải gửi lại: {names}."
        yield NodeContent(depth=node.depth, mark=Mark.NONE, text=done)


def _sentences(late: LateUnit) -> Iterator[str]:
    """How each report stands, without blame: it may well be on its way."""
    of = f" của {late.unit.name} (trước khi sắp xếp)" if late.now else ""
    for one in late.owed:
        cell = one.cell
        day = f"ngày {format_date(cell.deadline)}"
        over = f"đã qua hạn {cell.late:02d} ngày"
        if cell.state is WallState.RETURNED:
            words = (
                "đã nhận và đề nghị đơn vị hoàn thiện theo phiếu tiếp nhận; "
                f"hạn gửi lại {day}, {over}, chưa nhận được bản hoàn thiện"
            )
        elif cell.state is WallState.WITHDRAWN:
            words = f"đơn vị đã rút lại, chưa nhận được bản thay thế; hạn gửi {day}, {over}"
        else:
            words = f"hạn gửi {day}, {over}, chưa nhận được báo cáo"
        yield f"{_named(one.collection)}{of}: {words}."


def _named(collection: CollectionRow) -> str:
    letter = f" (theo {collection.letter})" if collection.letter else ""
    return f"{collection.name}{letter}"
