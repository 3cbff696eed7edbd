"""A paper checked, issued, and written to disk as PDF, DOCX or XLSX."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from app.db.database import Database
from app.documents.blocks import Document
from app.documents.builders.content import PrintChoices, document_of
from app.documents.layout import Layout, load_layout
from app.domain.papers import KIND_SYMBOLS
from app.errors import ValidationError
from app.queries.office import get_office
from app.queries.papers import PaperRow, get_paper
from app.services.issue import IssuePaper, issue_paper
from app.workflows.bases import out_of_force
from app.workflows.checks import Checked, Finding, Severity, check_version

_Renderer = Callable[[Document, Path, Layout], None]


def _to_pdf(document: Document, path: Path, layout: Layout) -> None:
    # Drawing libraries are slow to load; commands that draw nothing do not wait for them.
    from app.documents.render.to_pdf import render_pdf

    render_pdf(document, path, layout)


def _to_docx(document: Document, path: Path, layout: Layout) -> None:
    from app.documents.render.to_docx import render_docx

    render_docx(document, path, layout)


_RENDERERS: Final[dict[str, _Renderer]] = {".pdf": _to_pdf, ".docx": _to_docx}


def printed_document(row: PaperRow, *, draft: bool = False) -> Document:
    """The paper as it is printed, with the places chosen for its tasks."""
    choices = PrintChoices(
        show_assignments=row.show_assignments,
        show_task_annex=row.show_task_annex,
        draft=draft,
        year=row.year,
    )
    return document_of(row.content, choices)


def export_paper(
    db: Database, paper_id: UUID, path: Path, *, version: int | None = None, draft: bool = False
) -> None:
    """Write a paper to ``path``; the suffix says as what.

    Args:
        version: number of the version; None for the newest.
        draft: print "DỰ THẢO" on it.

    Raises:
        NotFoundError: the paper or version is gone.
        ValidationError: another suffix than .pdf, .docx, .xlsx.
        DataFileError: the file cannot be written; an older one stays as it was.
    """
    suffix = path.suffix.lower()
    if suffix != ".xlsx" and suffix not in _RENDERERS:
        raise ValidationError(
            f"Không biết lưu thành loại tệp “{suffix or path.name}”. "
            "Hãy đặt tên tệp có đuôi .pdf, .docx hoặc .xlsx.",
            field="path",
        )
    row = db.read(get_paper, paper_id, version)
    if suffix == ".xlsx":
        from app.workflows.paper_sheets import write_sheets

        write_sheets(db, row, path)
        return
    office = db.read(get_office)
    layout = load_layout(office.print_options if office else {})
    _RENDERERS[suffix](printed_document(row, draft=draft), path, layout)


def check_paper(db: Database, paper_id: UUID, today: date) -> list[Finding]:
    """What must be mended (BLOCK) or looked at (WARN) in the newest version.

    Raises:
        NotFoundError: the paper is gone.
    """
    row = db.read(get_paper, paper_id)
    out = out_of_force(db, row.content.head.day or today)
    return check_version(Checked(row=row, out_of_force=out, today=today))


def issue(db: Database, paper_id: UUID, command: IssuePaper) -> None:
    """Lock the newest version with its number and day, once nothing blocks it.

    Raises:
        ValidationError: something still blocks it, or number, day or signer are wrong.
        ConflictError: it is issued already.
    """
    row = db.read(get_paper, paper_id)
    if row.version_id == command.version_id and not row.content_hash:
        blocking = [
            finding
            for finding in check_paper(db, paper_id, command.day)
            if finding.severity is Severity.BLOCK
        ]
        if blocking:
            more = f" (và {len(blocking) - 3} chỗ nữa)" if len(blocking) > 3 else ""
            first = " ".join(finding.message for finding in blocking[:3])
            raise ValidationError(f"Chưa ban hành được. {first}{more}", field="content")
    office = db.read(get_office)
    if office is not None and not (row.content.head.symbol or command.symbol):
        command = replace(command, symbol=f"{KIND_SYMBOLS[row.kind]}-{office.body_symbol}")
    db.write(issue_paper, command)
