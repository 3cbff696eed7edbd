"""Word files written as bare XML, for what no program writes by itself."""

import zipfile
from pathlib import Path
from typing import Any

from app.documents.readers.from_file import read_source
from app.documents.source import SourceFile, SourceParagraph, SourceTable

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def part(name: str, inside: str) -> str:
    """A whole part with one root element of WordprocessingML."""
    return f"<w:{name} {NS}>{inside}</w:{name}>"


def relations(*rows: tuple[str, str, str], outside: bool = False) -> str:
    """(id, kind, target) rows as a part of relationships."""
    mode = ' TargetMode="External"' if outside else ""
    made = "".join(
        f'<Relationship Id="{one}" Type="{KINDS}/{kind}" Target="{target}"{mode}/>'
        for one, kind, target in rows
    )
    return f'<Relationships xmlns="{RELATIONS}">{made}</Relationships>'


def word_file(path: Path, body: str, parts: dict[str, Any] | None = None) -> Path:
    """A file with this body; ``parts`` are the other parts by their names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        for name, content in (parts or {}).items():
            file.writestr(name, content)
    return path


def read_body(folder: Path, body: str, parts: dict[str, Any] | None = None) -> SourceFile:
    """The file as the program reads it."""
    return read_source(word_file(folder / "tep.docx", body, parts))


def paragraphs(source: SourceFile) -> list[SourceParagraph]:
    """Paragraphs outside tables."""
    return [block for block in source.blocks() if isinstance(block, SourceParagraph)]


def texts(source: SourceFile) -> list[str]:
    """Marks and words of the paragraphs outside tables."""
    return [f"{one.mark} {one.text}".strip() for one in paragraphs(source)]


def tables(source: SourceFile) -> list[SourceTable]:
    """The tables."""
    return [block for block in source.blocks() if isinstance(block, SourceTable)]


def p(text: str, properties: str = "", letters: str = "") -> str:
    """A paragraph with one run."""
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{ppr}{run(text, letters)}</w:p>"


def run(text: str, letters: str = "") -> str:
    """A run."""
    rpr = f"<w:rPr>{letters}</w:rPr>" if letters else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'
