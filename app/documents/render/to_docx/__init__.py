"""Document → DOCX with named styles; python-docx is loaded when first needed."""

from pathlib import Path

from app.documents.blocks import Document
from app.documents.layout import Layout
from app.documents.render.to_docx.origin import Origin

__all__ = ["Origin", "render_docx"]


def render_docx(
    document: Document, path: Path, layout: Layout | None = None, origin: Origin | None = None
) -> None:
    """Write the paper for Word; an old file at ``path`` stays until the new one is whole.

    The faces are not embedded: the file names Times New Roman, which every Windows has. Every
    node carries a hidden bookmark with its key, and the file says from which paper it comes.

    Raises:
        DataFileError: the file cannot be written, or a font file (for measuring) is missing.
    """
    from app.documents.layout import load_layout
    from app.documents.render.to_docx.paper import write_docx
    from app.files import write_beside

    chosen = layout or load_layout()
    write_beside(path, lambda stream: write_docx(document, stream, chosen, origin))
