"""The good files that others are spoiled from; made-up words only."""

import functools
import tempfile
from pathlib import Path

from app.documents.blocks import Document
from app.documents.readers.from_text import read_text
from app.documents.render.to_docx import render_docx
from app.documents.render.to_pdf import render_pdf

DOC = Path(__file__).resolve().parents[1] / "data" / "doc" / "ke-hoach-mau.doc"
#: A word of its own in the first, the middle and the last part of the text.
WORDS = ("Mẫuđầu", "Mẫugiữa", "Mẫucuối")


@functools.cache
def plan_text() -> str:
    """A plan of some pages."""
    lines = [
        "ỦY BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "XÃ SONG MẪU   Độc lập - Tự do - Hạnh phúc",
        "Số: 05/KH-UBND   Song Mẫu, ngày 05 tháng 01 năm 2027",
        "",
        "KẾ HOẠCH",
        "Công tác bình đẳng giới năm 2027",
        "",
        f"Thực hiện Luật Bình đẳng giới, {WORDS[0]} ban hành kế hoạch như sau:",
        "",
    ]
    for part, name in enumerate(("MỤC ĐÍCH", "NHIỆM VỤ", "TỔ CHỨC THỰC HIỆN")):
        lines.append(f"{'I' * (part + 1)}. {name}")
        for number in range(1, 9):
            lines.append(f"{number}. Nội dung thứ {number} của phần {part + 1}")
            lines.append(
                f"- Tổ chức tuyên truyền, phổ biến pháp luật về bình đẳng giới ở thôn {number}, "
                "chú trọng vùng đồng bào dân tộc thiểu số và các nhóm yếu thế trên địa bàn xã."
            )
        if part == 1:
            lines.append(f"- Riêng {WORDS[1]} chủ động phối hợp với các đoàn thể.")
    lines += [
        f"Trên đây là Kế hoạch của xã, {WORDS[2]} nghiêm túc thực hiện./.",
        "",
        "Nơi nhận:",
        "- Sở Nội vụ;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Thị Mẫu",
    ]
    return "\n".join(lines)


def plan() -> Document:
    """The plan read."""
    return read_text(plan_text())


@functools.cache
def docx() -> bytes:
    """The plan as a Word file."""
    return _made(render_docx, "docx")


@functools.cache
def pdf() -> bytes:
    """The plan as a PDF."""
    return _made(render_pdf, "pdf")


@functools.cache
def doc() -> bytes:
    """A Word 97 file."""
    return DOC.read_bytes()


def _made(render: object, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"ke-hoach.{suffix}"
        render(plan(), path)  # type: ignore[operator]
        return path.read_bytes()
