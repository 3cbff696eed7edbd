"""The last way out when nothing can be kept: the words as a plain text file."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from app.domain import fields
from app.domain.numbering import outline_marks
from app.domain.paper_content import PaperContent
from app.domain.text import slug
from app.errors import DataFileError
from app.ui import feedback

SAVE: Final = "Lưu chữ ra tệp…"
DROP: Final = "Rời đi, bỏ chữ chưa ghi"
STAY: Final = "Ở lại"
FILTER: Final = "Văn bản thuần (*.txt)"


def plain_text(content: PaperContent) -> str:
    """Title, bases and body in the form that "Đọc từ tệp" reads."""
    head = content.head
    lines = [head.type_name, *head.title, "", *head.bases, ""]
    marks = outline_marks([(node.depth, node.mark) for node in content.nodes])
    for node, mark in zip(content.nodes, marks, strict=True):
        words = fields.plain(" ".join(part for part in (node.heading, node.text) if part))
        lines += [f"{mark} {words}".strip(), ""]
    lines += ["Nơi nhận:", *(f"- {line}" for line in head.recipients)] if head.recipients else []
    lines += ["", *head.signature_lines, "", head.signer_name]
    return "\n".join(lines).strip() + "\n"


def write_plain(content: PaperContent, path: Path) -> None:
    """Write the words.

    Raises:
        DataFileError: the file cannot be written.
    """
    try:
        path.write_text(plain_text(content), encoding="utf-8")
    except OSError as error:
        raise DataFileError(
            f"Không ghi được tệp “{path.name}”. Chữ đang gõ vẫn còn ở đây. Hãy chọn nơi khác.",
            detail=str(error),
        ) from error


def save_plain(parent: QWidget, content: PaperContent) -> Path | None:
    """Ask where and write the words; None when they are still nowhere."""
    name = slug(" ".join([content.head.type_name, *content.head.title]))
    start = Path.home() / f"{name}.txt"
    path = feedback.ask_save(parent, "Lưu chữ ra tệp", start, FILTER)
    if path is None:
        return None
    return feedback.save_ladder(parent, path, partial(write_plain, content), FILTER)
