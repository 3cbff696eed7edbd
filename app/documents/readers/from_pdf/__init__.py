"""A PDF with a text layer → SourceFile."""

from pathlib import Path

from app.documents.readers.from_pdf.flow import Flow
from app.documents.readers.from_pdf.outside import pages_from_outside
from app.documents.source import SourceFile
from app.errors import ValidationError
from app.jobs import JobContext


def read_pdf(path: Path, job: JobContext | None = None) -> SourceFile:
    """The paragraphs and tables of a PDF, put together from places on its pages.

    Raises:
        ValidationError: damaged, locked by a password, too many pages, or no words (a scan).
        DataFileError: missing or not readable.
        CancelledError: the officer asked to stop.
    """
    flow = Flow()
    for page in pages_from_outside(path, job or JobContext()):
        flow.add(page)
    source = flow.source()
    if not any(paragraph.text for paragraph in source.paragraphs()):
        raise ValidationError(
            f"Tệp “{path.name}” là bản quét (ảnh chụp trang giấy), không có chữ để đọc. Hãy xin "
            "tệp Word hoặc PDF xuất từ Word, hoặc gõ lại nội dung."
        )
    return source
