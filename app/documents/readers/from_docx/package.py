"""The parts inside a Word file, each read with care: no bombs, no entities, no links."""

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final

from lxml import etree

from app.documents.readers.from_docx.tags import Element
from app.errors import ValidationError

#: Bytes of one part when unpacked; a paper of 500 pages has some ten million.
LARGEST_TEXT: Final = 48 * 1024 * 1024
_LARGEST_PART: Final = 16 * 1024 * 1024
_LARGEST_PICTURE: Final = 30 * 1024 * 1024
#: Bytes of all pictures together.
LARGEST_PICTURES: Final = 80 * 1024 * 1024
_MOST_PARTS: Final = 5000
# XML packs ten to forty times; what packs more is made to fill the memory.
_DENSEST: Final = 250
_SMALL: Final = 4 * 1024 * 1024

_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    struct.error,
)
_OTHERS: Final = (
    ("xl/", "là bảng tính Excel"),
    ("ppt/", "là bài trình chiếu PowerPoint"),
    ("content.xml", "là tệp của LibreOffice (ODT, ODS)"),
    ("EncryptedPackage", "được khóa bằng mật khẩu"),
    ("META-INF/", "là chương trình hoặc tệp nén của phần mềm khác"),
)
_SAVE_AS: Final = (
    "Hãy mở tệp bằng phần mềm đã làm ra nó, chọn Lưu thành, loại “Tài liệu Word (.docx)”, "
    "rồi chọn tệp mới."
)


class Package:
    """An open Word file; use it as a context manager.

    ``main`` is the name of the part with the text.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise self.broken(str(error)) from None
        try:
            self._parts = {one.filename: one for one in self._zip.infolist()}
            if len(self._parts) > _MOST_PARTS:
                raise self.bomb()
            self.main = self._find_main()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> "Package":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        """Names of all parts in the order of the file."""
        return list(self._parts)

    def read(self, name: str, largest: int = _LARGEST_PART) -> bytes:
        """The bytes of a part; empty when it is missing.

        Raises:
            ValidationError: locked, broken, or larger than any paper's.
        """
        part = self._parts.get(name)
        if part is None:
            return b""
        if part.flag_bits & 1:
            raise ValidationError(
                f"Tệp “{self.name}” được khóa bằng mật khẩu. Hãy mở tệp bằng Word, bỏ mật khẩu, "
                "lưu lại rồi chọn tệp mới."
            )
        dense = part.file_size > _SMALL and part.file_size > part.compress_size * _DENSEST
        if part.file_size > largest or dense:
            raise self.bomb()
        try:
            with self._zip.open(part) as stream:
                data = stream.read(largest)
        except _BROKEN as error:
            raise self.broken(str(error)) from None
        return _usual(data)

    def tree(self, name: str, largest: int = _LARGEST_PART) -> Element | None:
        """The root of a part; None when it is missing.

        Raises:
            ValidationError: the part is no XML, nests too deep, or declares entities.
        """
        data = self.read(name, largest)
        if not data.strip():
            return None
        try:
            root = etree.fromstring(data, parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.broken(str(error)) from None
        if root is None or root.getroottree().docinfo.doctype:
            raise self.broken("doctype")
        return root

    def optional(self, name: str) -> Element | None:
        """Like ``tree``; None also for a part that is broken: the text is read without it."""
        try:
            return self.tree(name)
        except ValidationError:
            return None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id → (kind, name of the part) of what a part refers to; links out are left out."""
        folder, _, file = part.rpartition("/")
        root = self.optional(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for one in root.iter(_RELATIONSHIP):
            if one.get("TargetMode") == "External":
                continue
            kind = (one.get("Type") or "").rpartition("/")[2]
            target = (one.get("Target") or "").lstrip()
            place = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            found[one.get("Id") or ""] = (kind, posixpath.normpath(place))
        return found

    def related(self, kind: str) -> str:
        """Name of the part of this kind that belongs to the text; "" for none."""
        for found, name in self.relations(self.main).values():
            if found == kind and name in self._parts:
                return name
        usual = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        return usual if usual in self._parts else ""

    def has_links(self) -> bool:
        """Whether the text refers to something outside the file."""
        folder, _, file = self.main.rpartition("/")
        root = self.optional(posixpath.join(folder, "_rels", f"{file}.rels"))
        return root is not None and any(
            one.get("TargetMode") == "External" and "hyperlink" not in (one.get("Type") or "")
            for one in root.iter(_RELATIONSHIP)
        )

    def broken(self, detail: str = "") -> ValidationError:
        """The answer to a damaged file."""
        return ValidationError(
            f"Tệp “{self.name}” bị hỏng nên không đọc được; tệp gốc vẫn còn nguyên. Hãy mở tệp "
            "bằng Word, để Word tự sửa, lưu lại rồi thử lại.",
            detail=detail,
        )

    def bomb(self) -> ValidationError:
        """The answer to a file that grows far beyond a paper when unpacked."""
        return ValidationError(
            f"Tệp “{self.name}” khi mở ra lớn bất thường, không phải là một văn bản nên không đọc. "
            "Hãy chọn đúng tệp."
        )

    def _find_main(self) -> str:
        try:
            for kind, name in self.relations("").values():
                if kind == "officeDocument" and name in self._parts and "word" in name.lower():
                    return name
        except (RecursionError, ValueError):
            pass
        if "word/document.xml" in self._parts:
            return "word/document.xml"
        for start, what in _OTHERS:
            if any(name.startswith(start) for name in self._parts):
                raise ValidationError(
                    f"Tệp “{self.name}” {what}, không phải văn bản Word. {_SAVE_AS}"
                )
        if not self._parts:
            raise ValidationError(f"Tệp “{self.name}” trống, không có gì bên trong.")
        raise ValidationError(
            f"Tệp “{self.name}” là tệp nén, bên trong không có văn bản Word. Hãy giải nén rồi chọn "
            "tệp văn bản bên trong."
        )


#: How every part of a file from elsewhere is parsed.
CAREFUL: Final[Mapping[str, bool]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parser() -> etree.XMLParser:
    """Follows nothing, expands nothing, and stops at absurd depth or length."""
    return etree.XMLParser(**CAREFUL)


def _usual(data: bytes) -> bytes:
    """Files saved as "strict" name the same elements otherwise."""
    if b"purl.oclc.org" in data[:20_000] and data[:1] == b"<":
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data
