"""The ZIP of a package in memory: strict reading within bounds, writing that is always the same."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from app.exchange.manifest import MANIFEST, MEMBER_NAME, SIGNATURE
from app.exchange.refusals import Point, Refusal, Stage, raise_if_any, refuse
from app.exchange.shapes import WrongError

#: The package as a file, and all of its members unpacked.
LARGEST_PACKAGE: Final = 50_000_000
LARGEST_UNPACKED: Final = 100_000_000
LARGEST_JSON: Final = 8_000_000
LARGEST_MANIFEST: Final = 1_000_000
LARGEST_SUMMARY: Final = 200_000
MOST_MEMBERS: Final = 110
#: Our JSON shrinks to a fifteenth; nothing honest shrinks to a two-hundredth.
_MOST_SHRINKING: Final = 200
_SHRINKING_FROM: Final = 100_000
_END: Final = struct.Struct("<4s4H2LH")
_END_SIGN: Final = b"PK\x05\x06"
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_LOCAL_SIGN: Final = b"PK\x03\x04"
_LARGEST_DIRECTORY: Final = MOST_MEMBERS * 400
_DESCRIPTORS: Final = (12, 16)
_REGULAR: Final = (0, 0o10)
_ALLOWED_FLAGS: Final = 0x0800 | 0x0008 | 0x0006
_STAMP: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Archive:
    """The members of a package by name; no folder, no link, every name of the allowed form."""

    members: Mapping[str, bytes]
    size: int


def pack(members: Iterable[tuple[str, bytes]]) -> bytes:
    """The same members always give the same bytes; papers are packed already and only stored."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, _STAMP)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            packed = name.endswith((".json", ".txt"))
            info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            archive.writestr(info, content)
    return made.getvalue()


def unpack(content: bytes) -> Archive:
    """Every member of a package.

    Raises:
        PackageError: stage FILE, with everything that is wrong about the file and its names.
    """
    _check_frame(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise refuse(Stage.FILE, Refusal.CUT_SHORT, detail=str(error)) from error
    with archive:
        infos = archive.infolist()
        raise_if_any(Stage.FILE, _wrong_names(infos) or _wrong_sizes(infos))
        _check_places(content, infos, archive.start_dir)
    members, points = _read_all(content, infos)
    points += [Point(Refusal.MISSING_PART, MANIFEST)] if MANIFEST not in members else []
    raise_if_any(Stage.FILE, points)
    return Archive(members, len(content))


def _check_frame(content: bytes) -> None:
    """The end record, before the library builds a list of whatever it names."""
    if not content:
        raise refuse(Stage.FILE, Refusal.EMPTY)
    if len(content) > LARGEST_PACKAGE:
        raise refuse(Stage.FILE, Refusal.TOO_LARGE, f"trên {LARGEST_PACKAGE // 10**6} MB")
    if not content.startswith((_LOCAL_SIGN, _END_SIGN)):
        raise refuse(Stage.FILE, Refusal.NOT_A_PACKAGE)
    if len(content) < _END.size or content[-_END.size :][:4] != _END_SIGN:
        raise refuse(Stage.FILE, Refusal.CUT_SHORT)
    _, disk, start, here, entries, size, offset, comment = _END.unpack(content[-_END.size :])
    if max(here, entries) > MOST_MEMBERS or size > _LARGEST_DIRECTORY:
        raise refuse(Stage.FILE, Refusal.TOO_MANY_PARTS, f"trên {MOST_MEMBERS}")
    whole = offset + size + _END.size == len(content)
    if disk or start or comment or here != entries or not whole:
        raise refuse(Stage.FILE, Refusal.CUT_SHORT)


def _wrong_names(infos: list[zipfile.ZipInfo]) -> list[Point]:
    points: list[Point] = []
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        shown = name.encode("ascii", "replace").decode()[:60]
        if not _is_name(name):
            points.append(Point(Refusal.BAD_NAME, f"“{shown}”"))
        if name in seen:
            points.append(Point(Refusal.NAME_TWICE, f"“{shown}”"))
        seen.add(name)
        if info.create_system == 3 and info.external_attr >> 28 not in _REGULAR:
            points.append(Point(Refusal.LINK, f"“{shown}”"))
        if info.flag_bits & ~_ALLOWED_FLAGS or info.compress_type not in (
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        ):
            points.append(Point(Refusal.OTHER_PACKING, f"“{shown}”"))
    return points


def _is_name(name: str) -> bool:
    if name in (MANIFEST, SIGNATURE):
        return True
    try:
        MEMBER_NAME.read(name)
    except WrongError:
        return False
    return True


def _largest(name: str) -> int:
    if name in (MANIFEST, SIGNATURE):
        return LARGEST_MANIFEST
    if name.endswith(".txt") and "/" not in name:
        return LARGEST_SUMMARY
    return LARGEST_JSON if name.startswith("data/") else LARGEST_PACKAGE


def _wrong_sizes(infos: list[zipfile.ZipInfo]) -> list[Point]:
    points = []
    for info in infos:
        if info.file_size > _largest(info.filename):
            points.append(Point(Refusal.TOO_LARGE, info.filename))
        shrunk = info.file_size > _SHRINKING_FROM
        if shrunk and info.file_size > _MOST_SHRINKING * max(info.compress_size, 1):
            points.append(Point(Refusal.BOMB, info.filename))
    if sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        points.append(Point(Refusal.TOO_LARGE, f"mở ra trên {LARGEST_UNPACKED // 10**6} MB"))
    return points


def _check_places(content: bytes, infos: list[zipfile.ZipInfo], directory: int) -> None:
    """The members lie one after the other and fill the file: none hidden, none shared."""
    at = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset != at or at + _LOCAL.size > directory:
            raise refuse(Stage.FILE, Refusal.CUT_SHORT, detail=f"gap before {info.filename!r}")
        sign, *_, name, extra = _LOCAL.unpack_from(content, at)
        if sign != _LOCAL_SIGN:
            raise refuse(Stage.FILE, Refusal.CUT_SHORT, detail="local header")
        at += _LOCAL.size + name + extra + info.compress_size
        if info.flag_bits & 0x0008:
            at += _descriptor(content, at)
    if at != directory:
        raise refuse(Stage.FILE, Refusal.CUT_SHORT, detail="directory")


def _descriptor(content: bytes, at: int) -> int:
    """The length of what some programs write behind a member."""
    signed = content[at : at + 4] == b"PK\x07\x08"
    return _DESCRIPTORS[signed]


def _read_all(content: bytes, infos: list[zipfile.ZipInfo]) -> tuple[dict[str, bytes], list[Point]]:
    members: dict[str, bytes] = {}
    points: list[Point] = []
    for info in infos:
        read = _unpacked(content, info)
        if read is None:
            points.append(Point(Refusal.DAMAGED, f"“{info.filename}”"))
        else:
            members[info.filename] = read
    return members, points


def _unpacked(content: bytes, info: zipfile.ZipInfo) -> bytes | None:
    """The bytes of a member whose place was checked; None when name, length or sum do not fit.

    The library's own streams take longer to set up than a small member takes to unpack.
    """
    at = info.header_offset + _LOCAL.size
    *_, name, extra = _LOCAL.unpack_from(content, info.header_offset)
    if content[at : at + name] != info.orig_filename.encode("ascii"):
        return None
    at += name + extra
    read: bytes | None = content[at : at + info.compress_size]
    if info.compress_type == zipfile.ZIP_DEFLATED:
        read = _inflated(content[at : at + info.compress_size], info.file_size)
    if read is None or len(read) != info.file_size or zlib.crc32(read) != info.CRC:
        return None
    return read


def _inflated(packed: bytes, size: int) -> bytes | None:
    """One whole deflated stream, and not a byte more than it says it is."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        read = stream.decompress(packed, size + 1)
    except zlib.error:
        return None
    return read if stream.eof and not stream.unused_data else None
