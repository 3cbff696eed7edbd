"""Papers besides plans and reports: made from a template, and copies of what was issued."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from app.db.database import Database
from app.documents.blocks import CopyBlock, Document, LetterheadLine, Signature
from app.documents.readers.templates import fill_template, find_template, read_content
from app.domain.campaigns import ACTION_MONTH
from app.domain.numbering import outline_marks
from app.domain.paper_content import PaperHead
from app.domain.papers import KIND_FORMS, PaperKind, PaperState
from app.errors import ConflictError, ValidationError
from app.queries.activities import get_activity
from app.queries.campaigns import list_campaigns
from app.queries.office import OfficeRow
from app.queries.papers import PaperRow, get_paper
from app.services.papers import CreatePaper, check_year, create_paper
from app.workflows.activity_fields import activity_fields
from app.workflows.heads import known_office, office_head, template_fields
from app.workflows.papers import printed_document, write_document
from app.workflows.parcels.proof import proof_of

#: Forms of a copy and the sign in their symbol (NĐ 30/2020, Phụ lục III).
COPY_SYMBOLS: Final = {"SAO Y": "SY", "SAO LỤC": "SL", "TRÍCH SAO": "TrS"}
EXTRACT: Final = "TRÍCH SAO"
#: Where a copy goes when nobody says otherwise.
COPY_RECIPIENTS: Final = ("Như nơi nhận của bản chính", "Lưu: VT")
_WITH_OWN_OUTLINE: Final = (PaperKind.PLAN, PaperKind.REPORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """Which template, for which year; ``plan_id`` is the plan the paper belongs to.

    ``activity_id`` is the recorded activity that minutes are filled in from.
    """

    template_code: str
    year: int
    plan_id: UUID | None = None
    activity_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOrder:
    """A copy of an issued version of a paper, the newest version when none is named.

    ``form`` is "SAO Y", "SAO LỤC" or "TRÍCH SAO"; ``sections`` are the numbers (from 1) of the
    top-level sections that an extract takes, none of them for the whole.
    """

    form: str
    version: int | None = None
    number: str = ""
    day: date | None = None
    signature_lines: tuple[str, ...] = ()
    signer_name: str = ""
    sections: tuple[int, ...] = ()
    recipients: tuple[str, ...] = ()


def new_paper_from_template(db: Database, command: NewPaper) -> UUID:
    """A paper of the office from a template, as a draft.

    Raises:
        NotFoundError: no such template or activity, or no office yet.
        ValidationError: an impossible year, or a template of a plan or report.
    """
    check_year(command.year)
    template = find_template(command.template_code)
    if template.kind in _WITH_OWN_OUTLINE:
        raise ValidationError(
            f"“{template.name}” được lập ở phần Kế hoạch hoặc Báo cáo.", field="template_code"
        )
    office = known_office(db)
    activity = db.read(get_activity, command.activity_id) if command.activity_id else None
    fields = template_fields(db, office, command.year, _theme(db, command.year))
    filled = fill_template(template.code, fields | activity_fields(activity))
    content = read_content(filled, command.year)
    head = office_head(db, office, _of_kind(content.head, template.kind), template.kind)
    return db.write(
        create_paper,
        CreatePaper(
            kind=template.kind,
            paper_type=template.paper_type,
            year=command.year,
            content=replace(content, head=head),
            source=f"Mẫu: {template.name}" + (f"; hoạt động: {activity.title}" if activity else ""),
            plan_id=command.plan_id,
        ),
    )


def export_copy(db: Database, paper_id: UUID, path: Path, order: CopyOrder) -> None:
    """Write a copy of an issued version as PDF or DOCX.

    Raises:
        NotFoundError: the paper is gone.
        ConflictError: it is not issued; only what was signed can be copied.
        ValidationError: an unknown form, a section that is not there, or another suffix.
        DataFileError: the file cannot be written.
    """
    if order.form not in COPY_SYMBOLS:
        forms = ", ".join(COPY_SYMBOLS)
        raise ValidationError(f"Hình thức sao “{order.form}” không có; chọn {forms}.", field="form")
    row = db.read(get_paper, paper_id, order.version)
    if row.state is not PaperState.ISSUED:
        raise ConflictError(
            "Văn bản chưa ban hành nên chưa sao được. Hãy ban hành (ghi số, ngày) rồi sao."
        )
    office = known_office(db)
    # A whole copy is the paper itself; an extract leaves out what the check code tells of.
    proof = None if order.form == EXTRACT else db.read(proof_of, row.version_id)
    document = _extract(printed_document(row, proof=proof), order)
    copied = replace(document, copy=_copy_block(document, row, office, order))
    write_document(db, copied, path, row)


def copy_sections(row: PaperRow) -> list[str]:
    """The top-level sections of a paper as printed, for an extract; the first is number 1."""
    nodes = printed_document(row).nodes
    marks = outline_marks([(0, node.mark) for node in nodes])
    return [f"{mark} {node.plain}".strip() for mark, node in zip(marks, nodes, strict=True)]


def _theme(db: Database, year: int) -> str:
    campaigns = db.read(list_campaigns, year=year)
    return next((one.theme for one in campaigns if one.code == ACTION_MONTH), "")


def _of_kind(head: PaperHead, kind: PaperKind) -> PaperHead:
    """The head with the words that belong to the kind where the template left them out."""
    form = KIND_FORMS[kind]
    resolution = head.form.resolution or form.resolution
    return replace(
        head,
        type_name=head.type_name or form.type_name,
        form=replace(head.form, resolution=resolution),
    )


def _extract(document: Document, order: CopyOrder) -> Document:
    if order.form != EXTRACT or not order.sections:
        return document
    missing = [one for one in order.sections if not 1 <= one <= len(document.nodes)]
    if missing:
        raise ValidationError(
            f"Văn bản chỉ có {len(document.nodes)} phần; không có phần {missing[0]} để trích.",
            field="sections",
        )
    return replace(document, annexes=())


def _copy_block(
    document: Document, row: PaperRow, office: OfficeRow, order: CopyOrder
) -> CopyBlock:
    head = row.content.head
    letterhead = tuple(LetterheadLine(text, bold) for text, bold in office.letterhead)
    return CopyBlock(
        form=order.form,
        sections=order.sections if order.form == EXTRACT else (),
        letterhead=letterhead or document.letterhead,
        number=order.number,
        symbol=f"{COPY_SYMBOLS[order.form]}-{office.body_symbol}",
        place=office.place_name,
        day=order.day,
        recipients=order.recipients or COPY_RECIPIENTS,
        signature=Signature(
            order.signature_lines or head.signature_lines, order.signer_name or head.signer_name
        ),
    )
