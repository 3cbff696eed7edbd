"""Document → PDF with the shipped faces embedded; reportlab is loaded when first needed."""

from collections.abc import Sequence
from pathlib import Path

from app.documents.blocks import Document
from app.documents.layout import Layout


def render_pdf(document: Document, path: Path, layout: Layout | None = None) -> None:
    """Write the paper as PDF; an old file at ``path`` stays until the new one is whole.

    Raises:
        DataFileError: the file cannot be written, or a font file is missing.
    """
    from app.documents.layout import load_layout
    from app.documents.render.to_pdf.pages import write_pdf
    from app.files import write_beside

    chosen = layout or load_layout()
    write_beside(path, lambda stream: write_pdf(document, stream, chosen))


def render_pdfs(documents: Sequence[Document], path: Path, layout: Layout | None = None) -> None:
    """Write several papers into one PDF, each from a page of its own; annexes are left out.

    Raises:
        DataFileError: the file cannot be written, or a font file is missing.
    """
    from app.documents.layout import load_layout
    from app.documents.render.to_pdf.pages import write_pdfs
    from app.files import write_beside

    chosen = layout or load_layout()
    write_beside(path, lambda stream: write_pdfs(documents, stream, chosen))
