"""What lies in a folder or on a stick: packages in the order of work, and what is none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.errors import DataFileError
from app.exchange.first_look import NOTHING, FirstLook, first_look
from app.exchange.names import PACKAGE_SUFFIX, RECEIPT_SUFFIX
from app.exchange.office_cards import CARD_SUFFIX
from app.files import explain_os_error

#: What the system leaves on every stick.
_SYSTEM: Final = frozenset(
    {"thumbs.db", "desktop.ini", "system volume information", "$recycle.bin"}
)


class FileKind(StrEnum):
    """What a file is by its name."""

    PACKAGE = "package"
    RECEIPT = "receipt"
    CARD = "card"
    HIDDEN = "hidden"
    OTHER = "other"


WHAT_TO_DO: Final = {
    FileKind.RECEIPT: (
        "Đây là phiếu tiếp nhận của một gói đã gửi, không phải gói số liệu. Chưa làm gì với tệp "
        "này. Hãy mở ở mục Gửi – Nhận, nút “Đọc phiếu tiếp nhận”."
    ),
    FileKind.CARD: (
        "Đây là thẻ cơ quan, không phải gói số liệu. Chưa làm gì với tệp này. Thẻ của đơn vị "
        "báo cáo thì mở ở trang Tổng hợp, phần Đơn vị; thẻ của cơ quan nhận báo cáo thì mở ở phần Thẻ "
        "cơ quan."
    ),
    FileKind.HIDDEN: "Tệp ẩn hoặc tệp đang chép dở nên bỏ qua.",
    FileKind.OTHER: (
        "Không phải gói số liệu (đuôi .bdg-goi) nên bỏ qua. Nếu là biểu Excel, hãy dùng nút "
        "“Nhập thay từ Excel” ở trang Tổng hợp."
    ),
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file, what it is, and what it says of itself."""

    path: Path
    kind: FileKind
    look: FirstLook = NOTHING


def incoming(paths: Iterable[Path]) -> list[Incoming]:
    """Files of some paths, packages in the order in which a line's numbers count up.

    A folder is read with the folders in it, no deeper. A file that is named by itself is taken
    for a package whatever it is called, unless it is a receipt or a card.

    Raises:
        DataFileError: a folder cannot be read.
    """
    found: dict[Path, Incoming] = {}
    for path in paths:
        if path.is_dir():
            for file in _files(path):
                found.setdefault(file.absolute(), _named(file))
        else:
            kind = kind_of(path)
            taken = kind if kind in (FileKind.RECEIPT, FileKind.CARD) else FileKind.PACKAGE
            found[path.absolute()] = Incoming(path, taken, _look(path, taken))
    return sorted(found.values(), key=_in_order)


def kind_of(path: Path) -> FileKind:
    """What a file is by its name."""
    name = path.name.lower()
    if name.startswith((".", "~")) or name in _SYSTEM or name.endswith(".part"):
        return FileKind.HIDDEN
    suffixes = {
        PACKAGE_SUFFIX: FileKind.PACKAGE,
        RECEIPT_SUFFIX: FileKind.RECEIPT,
        CARD_SUFFIX: FileKind.CARD,
    }
    return suffixes.get(path.suffix.lower(), FileKind.OTHER)


def packages_of(files: Sequence[Incoming]) -> list[Incoming]:
    """The packages alone."""
    return [one for one in files if one.kind is FileKind.PACKAGE]


def _files(folder: Path) -> Iterator[Path]:
    try:
        for path in sorted(folder.iterdir()):
            if not path.is_dir():
                yield path
            elif kind_of(path) is not FileKind.HIDDEN:
                yield from (one for one in sorted(path.iterdir()) if not one.is_dir())
    except OSError as error:
        raise _explained(error, folder) from error


def _explained(error: OSError, folder: Path) -> DataFileError:
    found = explain_os_error(error)
    return DataFileError(
        f"Không đọc được thư mục “{folder.name or folder}”. Chưa có gói nào được nhận. "
        "Hãy cắm lại USB hoặc chọn lại thư mục.",
        detail=found.detail,
    )


def _named(path: Path) -> Incoming:
    kind = kind_of(path)
    return Incoming(path, kind, _look(path, kind))


def _look(path: Path, kind: FileKind) -> FirstLook:
    return first_look(path) if kind is FileKind.PACKAGE else NOTHING


def _in_order(one: Incoming) -> tuple[bool, FirstLook, str]:
    return one.kind is not FileKind.PACKAGE, one.look, str(one.path)
