"""The manifest: everything a receiver must decide on before it reads data (format 1.0)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Final
from uuid import UUID

from app.exchange import shapes as s
from app.exchange.record_shapes import More, record
from app.exchange.shapes import Shape

FORMAT: Final = "bdg-goi"
MAJOR: Final = 1
MINOR: Final = 0
VERSION: Final = f"{MAJOR}.{MINOR}"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "signature.json"
SUMMARY: Final = "tom-tat.txt"
DATA_FOLDER: Final = "data/"
PAPER_FOLDER: Final = "docs/"
#: Added to the name of a member whose bytes are sealed.
SEALED_SUFFIX: Final = ".kin"
MOST_SEQUENCE: Final = 9999


class PackageKind(StrEnum):
    """What a package does to what the receiver holds."""

    ORIGINAL = "original"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    TEST = "test"


KIND_WORDS: Final = {
    PackageKind.ORIGINAL: "gói lần đầu",
    PackageKind.CORRECTION: "gói đính chính",
    PackageKind.WITHDRAWAL: "gói rút lại",
    PackageKind.TEST: "gói gửi thử",
}


class Direction(StrEnum):
    """Figures go up; forms, targets and deadlines come down."""

    UP = "up"
    DOWN = "down"


class Privacy(StrEnum):
    """Who may read it; a sensitive package has its data and papers sealed."""

    OPEN = "open"
    INTERNAL = "internal"
    SENSITIVE = "sensitive"


class SealMethod(StrEnum):
    """How the key of a sealed package is handed over."""

    HPKE = "hpke"
    PASSPHRASE = "passphrase"  # noqa: S105


@dataclass(frozen=True, slots=True)
class UnitName(More):
    """A unit by its code; names are for people."""

    code: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Addressee(More):
    """To whom a package is sent; ``fingerprint`` of the office card it was made for, may be empty."""

    code: str
    name: str
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Template(More):
    """The form that the figures fill, and its version."""

    code: str
    version: int


@dataclass(frozen=True, slots=True)
class PeriodSpan(More):
    """A period by its code (2026, 2026-H1 …) with its first and last day."""

    code: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Counts(More):
    """How many records of each kind the data hold."""

    figures: int = 0
    activities: int = 0
    documents: int = 0
    units: int = 0
    targets: int = 0
    deadlines: int = 0
    entries: int = 0
    nodes: int = 0


@dataclass(frozen=True, slots=True)
class ControlTotal(More):
    """The raw sum of all cells with a value of one indicator, and how many cells it has."""

    indicator: str
    cells: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Member(More):
    """One file of the package: size and SHA-256 of its bytes as they lie in the package."""

    name: str
    size: int
    sha256: str
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Wrapped(More):
    """The content key sealed to one office card."""

    fingerprint: str
    key: str


@dataclass(frozen=True, slots=True)
class Sealing(More):
    """How the data are sealed. ``salt`` belongs to the passphrase form; scrypt's numbers are fixed."""

    method: SealMethod
    wrapped: tuple[Wrapped, ...]
    salt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest(More):
    """The whole manifest.

    ``totals`` is None for a sealed package: there they stand in ``data/content.json`` alone.
    ``content_hash`` is of what the data say, ``check_code`` its ten characters for the paper.
    """

    format_version: str
    app_version: str
    package_id: UUID
    direction: Direction
    kind: PackageKind
    sequence: int
    supersedes: UUID | None
    reason: str
    unit: UnitName
    receiver: Addressee
    duty: str
    template: Template
    period: PeriodSpan
    created_at: datetime
    created_by: str
    privacy: Privacy
    counts: Counts
    totals: tuple[ControlTotal, ...] | None
    files: tuple[Member, ...]
    sealing: Sealing | None
    content_hash: str
    check_code: str
    format: str = FORMAT


_COUNT: Final = s.whole(0, 1_000_000)
_FINGERPRINT_OR_NONE: Final = s.matching(r"(?:[0-9a-f]{64})?", "phải là 64 chữ số hệ 16")
MEMBER_NAME: Final = s.matching(
    r"(?:data/[a-z0-9][a-z0-9_-]{0,59}\.json|docs/[a-z0-9][a-z0-9._-]{0,99})(?:\.kin)?|tom-tat\.txt",
    "phải là tên tệp được phép",
    120,
)
PERIOD_CODE: Final = s.matching(
    r"[0-9]{4}(?:-(?:[HQ][1-4]|M[01][0-9]|L|C|[0-9]{4}))?|[0-9]{8}-[0-9]{8}", "phải là mã kỳ"
)


@cache
def total_shape(*, open_: bool) -> Shape[ControlTotal]:
    """One control total."""
    fields: dict[str, Shape[Any]] = {"indicator": s.CODE, "cells": _COUNT, "total": s.decimal(21)}
    return record(ControlTotal, fields, open_=open_)


@cache
def manifest_shape(*, open_: bool = False) -> Shape[Manifest]:
    """The manifest; ``open_`` keeps fields of a newer minor version."""
    fields: dict[str, Shape[Any]] = {
        "format_version": s.matching(r"[1-9][0-9]{0,3}\.[0-9]{1,4}", "phải là số định dạng"),
        "app_version": s.text(40),
        "package_id": s.ID,
        "direction": s.choice(Direction),
        "kind": s.choice(PackageKind),
        "sequence": s.whole(1, MOST_SEQUENCE),
        "supersedes": s.optional(s.ID),
        "reason": s.text(2000, lines=True),
        "created_at": s.MOMENT,
        "created_by": s.text(200),
        "duty": s.CODE,
        "privacy": s.choice(Privacy),
        "content_hash": s.DIGEST,
        "check_code": s.matching(r"[0-9A-Z]{10}", "phải là mã đối chiếu"),
        **_parts(open_=open_),
    }
    return record(
        Manifest, {"format": s.matching(FORMAT, "phải là bdg-goi"), **fields}, open_=open_
    )


def _parts(*, open_: bool) -> dict[str, Shape[Any]]:
    unit: dict[str, Shape[Any]] = {
        "code": s.CODE,
        "name": s.text(300, blank=False),
        "parent": s.CODE_OR_NONE,
    }
    receiver: dict[str, Shape[Any]] = {
        "code": s.CODE,
        "name": s.text(300),
        "fingerprint": _FINGERPRINT_OR_NONE,
    }
    member: dict[str, Shape[Any]] = {
        "name": MEMBER_NAME,
        "size": s.whole(0, 50_000_000),
        "sha256": s.DIGEST,
        "sealed": s.FLAG,
    }
    counts = dict.fromkeys(Counts.__dataclass_fields__, _COUNT)
    del counts["more"]
    return {
        "unit": record(UnitName, unit, open_=open_),
        "receiver": record(Addressee, receiver, open_=open_),
        "template": record(Template, {"code": s.CODE, "version": s.whole(1, 9999)}, open_=open_),
        "period": record(
            PeriodSpan, {"code": PERIOD_CODE, "first": s.DAY, "last": s.DAY}, open_=open_
        ),
        "counts": record(Counts, counts, open_=open_),
        "totals": s.optional(s.list_of(total_shape(open_=open_), 2000)),
        "files": s.list_of(record(Member, member, open_=open_), 100),
        "sealing": s.optional(_sealing(open_=open_)),
    }


def _sealing(*, open_: bool) -> Shape[Sealing]:
    wrapped = record(Wrapped, {"fingerprint": _FINGERPRINT_OR_NONE, "key": s.BASE64}, open_=open_)
    fields: dict[str, Shape[Any]] = {
        "method": s.choice(SealMethod),
        "wrapped": s.list_of(wrapped, 4, least=1),
        "salt": s.matching(r"(?:[0-9a-f]{32})?", "phải là 32 chữ số hệ 16"),
    }
    return record(Sealing, fields, open_=open_)
