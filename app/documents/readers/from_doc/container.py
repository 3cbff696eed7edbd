"""The compound file around an old Word text: its streams, or why they cannot be read."""

import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import olefile

from app.documents.readers.decode import reading_errors
from app.errors import ValidationError

_SAVE_ANEW: Final = (
    "Hãy mở tệp bằng Word, chọn Lưu thành, loại “Tài liệu Word (.docx)”, rồi thử lại."
)
_LARGEST_STREAM: Final = 60 * 1024 * 1024
_LOCKED: Final = (
    "Tệp “{name}” được khóa bằng mật khẩu nên chưa đọc được. Hãy mở tệp bằng Word, bỏ mật khẩu "
    "(Tệp, Thông tin, Bảo vệ tài liệu), lưu lại rồi thử lại."
)
_OTHER_STREAMS: Final = (
    ("EncryptedPackage", _LOCKED),
    (
        "Workbook",
        "Tệp “{name}” là bảng tính Excel, không phải văn bản. Hãy chọn tệp Word hoặc PDF.",
    ),
    ("Book", "Tệp “{name}” là bảng tính Excel, không phải văn bản. Hãy chọn tệp Word hoặc PDF."),
    (
        "PowerPoint Document",
        ("Tệp “{name}” là bài trình chiếu, không phải văn bản. Hãy chọn tệp Word hoặc PDF."),
    ),
)
#: What a damaged file makes olefile or a reader of fixed places raise.
DAMAGE: Final = (
    OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError,
    RecursionError, MemoryError, struct.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Streams:
    """The bytes of an old Word file: its text, the two tables one of which it uses, and data."""

    main: bytes
    tables: tuple[bytes, bytes]
    data: bytes = b""


def read_streams(path: Path) -> Streams:
    """The streams of the file.

    Raises:
        ValidationError: damaged, locked, or not a Word file.
        DataFileError: missing or not readable.
    """
    with reading_errors(path):
        data = path.read_bytes()
    try:
        with closing(olefile.OleFileIO(data)) as file:
            return _streams(file, path.name)
    except DAMAGE as error:
        raise damaged(path.name, error) from error


def damaged(name: str, error: BaseException | str) -> ValidationError:
    """The answer to a file whose inside does not fit together."""
    return ValidationError(
        f"Tệp “{name}” bị hỏng nên không đọc được. Hãy xin lại tệp gốc, hoặc mở tệp bằng Word, "
        "chọn Mở và sửa, lưu thành .docx rồi thử lại.",
        detail=repr(error),
    )


def locked(name: str) -> ValidationError:
    """The answer to a file with a password."""
    return ValidationError(_LOCKED.format(name=name))


def too_old(name: str) -> ValidationError:
    """The answer to a file of Word 6 or 95."""
    return ValidationError(
        f"Tệp “{name}” do Word 6 hoặc Word 95 tạo ra; chương trình đọc từ Word 97. {_SAVE_ANEW}"
    )


def _streams(file: Any, name: str) -> Streams:
    if not file.exists("WordDocument"):
        for stream, sentence in _OTHER_STREAMS:
            if file.exists(stream):
                raise ValidationError(sentence.format(name=name))
        raise ValidationError(
            f"Tệp “{name}” không phải là tệp Word. Hãy chọn tệp Word, PDF hoặc văn bản thuần."
        )
    tables = (_read(file, "0Table"), _read(file, "1Table"))
    return Streams(_read(file, "WordDocument"), tables, _read(file, "Data"))


def _read(file: Any, name: str) -> bytes:
    if not file.exists(name):
        return b""
    with file.openstream(name) as stream:
        return bytes(stream.read(_LARGEST_STREAM))
