"""A file's bytes → text: UTF-8, UTF-16 or Windows-1258; anything else gets a clear answer."""

import codecs
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.documents.readers.legacy import Encoding, detect, from_encoding
from app.errors import DataFileError, ValidationError

LARGEST_FILE: Final = 10 * 1024 * 1024

_HOW = "Hãy mở tệp bằng Word, chọn Lưu thành, loại “Văn bản thuần (.txt)”, mã Unicode (UTF-8)."
_OTHER_KINDS: Final = (
    (b"PK\x03\x04", "Đây là tệp Word, Excel hoặc tệp nén, không phải văn bản thuần."),
    (b"\xd0\xcf\x11\xe0", "Đây là tệp Word hoặc Excel kiểu cũ, không phải văn bản thuần."),
    (b"%PDF", "Đây là tệp PDF, không phải văn bản thuần."),
    (b"{\\rtf", "Đây là tệp RTF, không phải văn bản thuần."),
    (b"\x89PNG", "Đây là tệp ảnh, không có chữ để đọc."),
    (b"\xff\xd8\xff", "Đây là tệp ảnh, không có chữ để đọc."),
)
_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_TEXT: Final = "Tệp không phải là văn bản: bên trong có dữ liệu mà không phải chữ."
# Letters of Vietnamese in TCVN3 fonts as they look when read as Windows-1252.
_OLD_FONT_SIGNS: Final = frozenset("¸µ¶·¹®­¬¨©ª«§¾»¼½Æ×Ø")
_DOUBLE_CODED: Final = ("áº", "á»", "Ä\x91", "Ã¡")


@contextmanager
def reading_errors(path: Path) -> Iterator[None]:
    """What goes wrong inside is told as a sentence about this file.

    Raises:
        DataFileError: missing, a folder, or not readable.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise DataFileError(f"Không tìm thấy tệp “{path.name}”.", detail=str(error)) from error
    except IsADirectoryError as error:
        raise DataFileError(f"“{path.name}” là thư mục, không phải tệp.") from error
    except OSError as error:
        raise DataFileError(
            f"Không đọc được tệp “{path.name}”. Hãy đóng tệp ở chương trình khác rồi thử lại.",
            detail=str(error),
        ) from error


def read_file(path: Path) -> str:
    """The text of a file.

    Raises:
        ValidationError: too large, empty, not a text, or in an old Vietnamese font.
        DataFileError: missing or not readable.
    """
    with reading_errors(path):
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise ValidationError(
                f"Tệp “{path.name}” nặng {size // (1024 * 1024)} MB; chương trình đọc tệp chữ đến "
                f"{LARGEST_FILE // (1024 * 1024)} MB. Hãy chọn đúng tệp kế hoạch hoặc báo cáo."
            )
        data = path.read_bytes()
    return decode(data)


def decode(data: bytes) -> str:
    """The text of the bytes; letters of old Vietnamese fonts become Unicode.

    Raises:
        ValidationError: empty, not a text, or letters that were spoiled on their way.
    """
    return decode_old(data)[0]


def decode_old(data: bytes) -> tuple[str, Encoding | None]:
    """The text of the bytes, and the old encoding that it was changed from.

    Raises:
        ValidationError: empty, not a text, or letters that were spoiled on their way.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ValidationError("Tệp trống, không có chữ nào. Hãy chọn tệp khác.")
    for start, sentence in _OTHER_KINDS:
        if data.startswith(start):
            raise ValidationError(f"{sentence} {_HOW}")
    text = _decoded(data)
    encoding = detect(text)
    if encoding:
        return from_encoding(text, encoding), encoding
    _refuse_old_font(text)
    return text, None


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF16_MARKS):
        return _strictly(data, "utf-16")
    if data.startswith(codecs.BOM_UTF8):
        return _strictly(data, "utf-8-sig")
    if b"\x00" in data[:4096]:
        return _wide(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        if not detect(text):
            text = _strictly(data, "cp1258")
        if not detect(text) and not _looks_vietnamese(text):
            raise ValidationError(f"Không nhận ra bộ mã chữ của tệp. {_HOW}") from None
    if _has_control_signs(text):
        raise ValidationError(f"{_NOT_TEXT} {_HOW}")
    return text


def _wide(data: bytes) -> str:
    """UTF-16 without its opening mark: every other byte of the ASCII signs is 0."""
    sample = data[:4096]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if max(low, high) * 4 < len(sample) // 2 or min(low, high) * 8 > max(low, high):
        raise ValidationError(f"{_NOT_TEXT} {_HOW}")
    return _strictly(data, "utf-16-le" if high > low else "utf-16-be")


def _strictly(data: bytes, coding: str) -> str:
    try:
        text = data.decode(coding)
    except UnicodeDecodeError as error:
        raise ValidationError(
            f"Không nhận ra bộ mã chữ của tệp. {_HOW}", detail=str(error)
        ) from None
    if _has_control_signs(text):
        raise ValidationError(f"{_NOT_TEXT} {_HOW}")
    return text


def _has_control_signs(text: str) -> bool:
    sample = text[:20_000] + text[-20_000:]
    return any(ch < " " and ch not in "\t\n\r\f\v\x1a" for ch in sample)


def _looks_vietnamese(text: str) -> bool:
    """Read as Windows-1258, Vietnamese has tones, mostly plain letters and few odd signs."""
    sample = text[:20_000]
    letters = sum(ch.isalpha() for ch in sample)
    tones = sum(unicodedata.combining(ch) > 0 for ch in sample)
    plain = sum(ch.isascii() and ch.isalpha() for ch in sample)
    odd = sum(unicodedata.category(ch) in {"So", "Sc", "Sm", "No", "Sk"} for ch in sample)
    return 0 < letters <= plain * 2 and tones * 50 >= letters and odd * 20 < letters


def _refuse_old_font(text: str) -> None:
    sample = text[:20_000]
    signs = sum(ch in _OLD_FONT_SIGNS for ch in sample)
    doubled = sum(sample.count(pair) for pair in _DOUBLE_CODED)
    if signs * 25 > len(sample) or doubled * 25 > len(sample):
        raise ValidationError(
            "Chữ trong tệp theo bộ mã cũ (TCVN3, VNI) hoặc bị lỗi mã. Hãy dùng UniKey chuyển mã "
            "sang Unicode rồi lưu lại, hoặc mở tệp bằng Word và lưu thành văn bản thuần UTF-8."
        )
