"""A paper checked, issued, and written to disk as PDF, DOCX or XLSX."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.db.database import Database
from app.documents.blocks import Document, Proof
from app.documents.builders.content import PrintChoices, document_of
from app.documents.layout import Layout, load_layout
from app.domain.paper_content import PaperContent
from app.domain.papers import PaperKind, PaperState, symbol_of
from app.domain.text import clean_line
from app.errors import ValidationError
from app.queries.office import get_office
from app.queries.papers import PaperRow, get_paper
from app.services.issue import IssuePaper, issue_paper
from app.workflows.checks import check_version
from app.workflows.parcels.frozen import freeze_if_possible
from app.workflows.parcels.proof import proof_of

if TYPE_CHECKING:
    from app.documents.render.to_docx import Origin

_Renderer = Callable[[Document, Path, Layout, PaperRow | None], None]


def _to_pdf(document: Document, path: Path, layout: Layout, _row: PaperRow | None) -> None:
    # Drawing libraries are slow to load; commands that draw nothing do not wait for them.
    from app.documents.render.to_pdf import render_pdf

    render_pdf(document, path, layout)


def _to_docx(document: Document, path: Path, layout: Layout, row: PaperRow | None) -> None:
    from app.documents.render.to_docx import render_docx

    render_docx(document, path, layout, origin=_origin(row) if row else None)


def _origin(row: PaperRow) -> "Origin":
    from app.documents.render.to_docx import Origin

    return Origin(str(row.paper_id), row.version_number, datetime.now(UTC))


_RENDERERS: Final[dict[str, _Renderer]] = {".pdf": _to_pdf, ".docx": _to_docx}


def printed_document(row: PaperRow, *, draft: bool = False, proof: Proof | None = None) -> Document:
    """The paper as it is printed, with the places chosen for its tasks."""
    choices = PrintChoices(
        show_assignments=row.show_assignments,
        show_task_annex=row.show_task_annex,
        draft=draft,
        year=row.year,
        proof=proof,
    )
    return document_of(row.content, choices)


def export_paper(
    db: Database, paper_id: UUID, path: Path, *, version: int | None = None, draft: bool = False
) -> None:
    """Write a paper to ``path``; the suffix says as what.

    An issued version whose data were frozen has its check code at the foot of every page.

    Args:
        version: number of the version; None for the newest.
        draft: print "DỰ THẢO" on it.

    Raises:
        NotFoundError: the paper or version is gone.
        ValidationError: another suffix than .pdf, .docx, .xlsx.
        DataFileError: the file cannot be written; an older one stays as it was.
    """
    if path.suffix.lower() == ".xlsx":
        from app.workflows.paper_sheets import write_sheets

        write_sheets(db, db.read(get_paper, paper_id, version), path)
        return
    _renderer(path, "hoặc .xlsx")
    row = db.read(get_paper, paper_id, version)
    write_document(db, _printed(db, row, draft=draft), path, row)


def paper_bytes(db: Database, paper_id: UUID, suffix: str, version: int | None = None) -> bytes:
    """What ``export_paper`` would write as .pdf or .docx, without a file that somebody could find.

    Raises:
        NotFoundError: the paper or version is gone.
        ValidationError: another suffix.
    """
    _renderer(Path(f"x{suffix}"))
    row = db.read(get_paper, paper_id, version)
    document, layout, stream = _printed(db, row), _layout(db), BytesIO()
    if suffix == ".pdf":
        from app.documents.render.to_pdf.pages import write_pdf

        write_pdf(document, stream, layout)
    else:
        from app.documents.render.to_docx.paper import write_docx

        write_docx(document, stream, layout, _origin(row))
    return stream.getvalue()


def _printed(db: Database, row: PaperRow, *, draft: bool = False) -> Document:
    has_proof = row.state is PaperState.ISSUED and not draft
    proof = db.read(proof_of, row.version_id) if has_proof else None
    return printed_document(row, draft=draft, proof=proof)


def write_plain(db: Database, document: Document, path: Path) -> None:
    """Write a paper that is none of those kept, like a table of differences or a slip.

    Raises:
        ValidationError: another suffix than .pdf, .docx.
        DataFileError: the file cannot be written.
    """
    _renderer(path)(document, path, _layout(db), None)


def write_document(db: Database, document: Document, path: Path, row: PaperRow) -> None:
    """Write a document of this paper with the office's layout; the suffix says as what.

    Raises:
        ValidationError: another suffix than .pdf, .docx.
        DataFileError: the file cannot be written; an older one stays as it was.
    """
    _renderer(path)(document, path, _layout(db), row)


def _layout(db: Database) -> Layout:
    office = db.read(get_office)
    return load_layout(office.print_options if office else {})


def _renderer(path: Path, more: str = "") -> _Renderer:
    suffix = path.suffix.lower()
    if suffix not in _RENDERERS:
        known = f".pdf, .docx {more}" if more else ".pdf hoặc .docx"
        raise ValidationError(
            f"Không biết lưu thành loại tệp “{suffix or path.name}”. "
            f"Hãy đặt tên tệp có đuôi {known}.",
            field="path",
        )
    return _RENDERERS[suffix]


def issue(db: Database, paper_id: UUID, command: IssuePaper) -> None:
    """Lock the newest version with its number and day, once nothing blocks it.

    The data of a report are frozen then: its check code stands on what is printed from now on.

    Raises:
        ValidationError: something still blocks it, or number, day or signer are wrong.
        ConflictError: it is issued already.
    """
    row = db.read(get_paper, paper_id)
    office = db.read(get_office)
    if office is not None and not (row.content.head.symbol or command.symbol):
        command = replace(
            command, symbol=symbol_of(row.kind, office.body_symbol, office.drafting_symbol)
        )
    if row.version_id == command.version_id and not row.content_hash:
        _refuse_blocked(db, row, command)
    db.write(issue_paper, command)
    if row.kind is PaperKind.REPORT:
        freeze_if_possible(db, command.version_id, datetime.now(UTC))


def signed_content(content: PaperContent, command: IssuePaper) -> PaperContent:
    """The content as it will be issued: with number, day and signer of the command."""
    head = content.head
    typed, _, with_number = command.number.partition("/")
    head = replace(
        head,
        number=clean_line(typed).lower(),
        day=command.day,
        symbol=clean_line(with_number) or clean_line(command.symbol) or head.symbol,
        signature_lines=command.signature_lines or head.signature_lines,
        signer_name=command.signer_name or head.signer_name,
    )
    return replace(content, head=head)


def _refuse_blocked(db: Database, row: PaperRow, command: IssuePaper) -> None:
    """Refuse a version with open findings that block, as it will be with what was typed."""
    signed = replace(row, content=signed_content(row.content, command))
    blocking = check_version(db, signed, command.day).blocking
    if blocking:
        more = f" (và {len(blocking) - 3} chỗ nữa)" if len(blocking) > 3 else ""
        first = " ".join(finding.message for finding in blocking[:3])
        raise ValidationError(f"Chưa ban hành được. {first}{more}", field="content")
