"""Read a package in stages: each refuses with everything that is wrong in it, nothing touches disk."""

import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from app.exchange.archive import LARGEST_PACKAGE, Archive, unpack
from app.exchange.canonical import JsonError, TextError, read_json, read_text, sha256
from app.exchange.check_code import check_code
from app.exchange.manifest import (
    MAJOR,
    MANIFEST,
    MINOR,
    PAPER_FOLDER,
    SEALED_SUFFIX,
    SIGNATURE,
    SUMMARY,
    ControlTotal,
    Direction,
    Manifest,
    SealMethod,
    manifest_shape,
)
from app.exchange.office_cards import Enrolment, OfficeCard, OfficeKeys, Pin, enrolment_of
from app.exchange.person_rules import persons_beside_counts
from app.exchange.record_rules import wrong_tables
from app.exchange.records import (
    CONTENT,
    KINDS,
    Content,
    Records,
    content_shape,
    control_totals,
    member_of,
    records_of,
    records_shape,
)
from app.exchange.refusals import (
    PackageError,
    Point,
    Refusal,
    Stage,
    raise_if_any,
    refuse,
)
from app.exchange.seals import content_hash, opened_key, passphrase_opened, signer, unseal
from app.exchange.shapes import WrongError
from app.exchange.tables import Table

#: A key that was replaced may have been stolen: whatever day it writes, nothing of it is taken.
_NOT_TRUSTED: Final = {
    Enrolment.FIRST: Refusal.UNKNOWN_KEY,
    Enrolment.CHANGED: Refusal.CHANGED_KEY,
    Enrolment.REPLACED: Refusal.REPLACED_KEY,
}
_VERSION: Final = re.compile(r"([1-9][0-9]{0,3})\.([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit that reports to us, or (``above``) to which we report; None for a day without bound.

    ``pin`` is its confirmed card. Only a unit above may send targets, deadlines and catalogues.
    """

    code: str
    name: str
    pin: Pin | None = None
    first: date | None = None
    last: date | None = None
    above: bool = False

    def stands(self, first: date, last: date) -> bool:
        """Whether it exists at some time of a period."""
        return (self.first is None or self.first <= last) and (
            self.last is None or self.last >= first
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who reads, and what the reader knows.

    ``earlier`` are own cards with their keys that were in use before. ``templates`` maps a form
    to its newest known version, ``indicators`` None takes every code; of those in ``sensitive``, and
    kinds of activities there, no words may point to a person. ``reads_own`` opens what the office
    itself has sent.
    """

    card: OfficeCard
    keys: OfficeKeys
    units: Mapping[str, KnownUnit] = field(default_factory=dict)
    templates: Mapping[str, int] = field(default_factory=dict)
    indicators: frozenset[str] | None = None
    sensitive: frozenset[str] = frozenset()
    earlier: tuple[tuple[OfficeCard, OfficeKeys], ...] = ()
    passphrase: str = field(default="", repr=False)
    reads_own: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A package as far as it can be looked at without trusting it."""

    manifest: Manifest
    archive: Archive
    package_hash: str
    summary: str
    open_: bool


@dataclass(frozen=True)
class Package:
    """A package that passed every stage but the order among those held.

    ``tables`` has the kinds that have records; from its columns they are added up and stored.
    """

    manifest: Manifest
    package_hash: str
    tables: Mapping[str, Table[Any]]
    content: Content
    papers: Mapping[str, bytes]
    summary: str
    sender: OfficeCard

    @cached_property
    def records(self) -> Records:
        """The records, made when they are first asked for."""
        return records_of(self.tables)

    def rows(self, kind: str, *names: str) -> Iterator[tuple[Any, ...]]:
        """Some fields of the records of a kind, row by row, ready to be stored."""
        table = self.tables.get(kind)
        return table.rows(*names) if table else iter(())


def read_file(path: Path) -> bytes:
    """The bytes of a package file, never more than the largest package.

    Raises:
        PackageError: stage FILE.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise refuse(Stage.FILE, Refusal.NOT_A_PACKAGE, detail=path.suffix)
        with path.open("rb") as file:
            return file.read(LARGEST_PACKAGE + 1)
    except OSError as error:
        raise refuse(Stage.FILE, Refusal.UNREADABLE, detail=f"errno {error.errno}") from error


def look_into(content: bytes) -> Opened:
    """Manifest and members of a package, hashes checked, sender not.

    Raises:
        PackageError: stages FILE, VERSION, MANIFEST or HASHES.
    """
    opened = _opened(content)
    _check_hashes(opened)
    return opened


def read_package(content: bytes, desk: Desk) -> Package:
    """A package with all stages up to its rules; ``app.exchange.order.place`` is the last.

    Raises:
        PackageError: the first stage that refuses, with all its points.
    """
    opened = _opened(content)
    _check_receiver(opened.manifest, desk)
    _check_unit(opened.manifest, desk)
    _check_hashes(opened)
    card = _check_signature(opened, desk)
    _check_template(opened.manifest, desk)
    plain = _plain_members(opened, card, desk)
    package = _whole(opened, plain, card)
    wrong = wrong_tables(opened.manifest, package.tables, package.papers.keys(), desk.indicators)
    wrong += persons_beside_counts(package.tables, desk.sensitive)
    raise_if_any(Stage.RULES, wrong)
    return package


def reread_package(content: bytes, desk: Desk | None) -> Package:
    """A package that was taken in before: hashes, signature and records once more.

    Who may send what was judged then. ``desk``: whose keys open what was sealed; None for none.

    Raises:
        PackageError: damaged, changed, or sealed to somebody else.
    """
    opened = _opened(content)
    _check_hashes(opened)
    signed = opened.archive.members.get(SIGNATURE, b"")
    card = signer(signed, opened.manifest, opened.archive.members[MANIFEST])
    if card is None:
        raise refuse(Stage.SIGNATURE, Refusal.BAD_SIGNATURE)
    return _whole(opened, _plain_members(opened, card, desk), card)


def _opened(content: bytes) -> Opened:
    archive = unpack(content)
    head = archive.members[MANIFEST]
    value = _json(Stage.VERSION, MANIFEST, head)
    minor = _check_version(value)
    try:
        manifest = manifest_shape(open_=minor > MINOR).read(value)
    except WrongError as error:
        points = [Point(Refusal.BAD_FIELD, f"{place} ({words})") for place, words in error.places]
        raise PackageError(Stage.MANIFEST, points) from error
    raise_if_any(Stage.MANIFEST, _wrong_list(manifest, archive))
    summary = _summary(archive)
    return Opened(manifest, archive, sha256(head), summary, minor > MINOR)


def _check_version(value: Any) -> int:
    """The minor version; looked at before all other fields, which another version may not have."""
    if not isinstance(value, dict) or value.get("format") != "bdg-goi":
        raise refuse(Stage.VERSION, Refusal.NOT_OUR_FORMAT)
    version = value.get("format_version")
    found = _VERSION.fullmatch(version) if isinstance(version, str) else None
    if not found:
        raise refuse(Stage.VERSION, Refusal.NOT_OUR_FORMAT)
    if int(found[1]) > MAJOR:
        raise refuse(Stage.VERSION, Refusal.NEWER_FORMAT, found[0])
    return int(found[2])


def _wrong_list(manifest: Manifest, archive: Archive) -> list[Point]:
    """The manifest names every member exactly once, and a period and sealing that make sense."""
    names = [one.name for one in manifest.files]
    there = archive.members.keys() - {MANIFEST, SIGNATURE}
    points = [
        Point(Refusal.LISTED_TWICE, name) for name in {n for n in names if names.count(n) > 1}
    ]
    points += [Point(Refusal.MISSING_PART, name) for name in sorted(set(names) - there)]
    points += [Point(Refusal.NOT_LISTED, name) for name in sorted(there - set(names))]
    if manifest.period.last < manifest.period.first:
        points.append(Point(Refusal.BAD_FIELD, ".period"))
    for one in manifest.files:
        sealed = one.name.endswith(SEALED_SUFFIX)
        if sealed != one.sealed or (sealed != bool(manifest.sealing) and one.name != SUMMARY):
            points.append(Point(Refusal.BAD_FIELD, f".files {one.name}"))
    if (manifest.totals is None) != (manifest.sealing is not None):
        points.append(Point(Refusal.BAD_FIELD, ".totals"))
    return points


def _summary(archive: Archive) -> str:
    try:
        return read_text(archive.members.get(SUMMARY, b"").replace(b"\r\n", b"\n"))
    except TextError as error:
        raise refuse(Stage.MANIFEST, Refusal.BAD_TEXT, f"{SUMMARY}: {error}") from error


def _check_receiver(manifest: Manifest, desk: Desk) -> None:
    if desk.reads_own:
        return
    receiver = manifest.receiver
    if receiver.code != desk.card.unit_code:
        raise refuse(Stage.RECEIVER, Refusal.WRONG_RECEIVER, f"{receiver.name}, mã {receiver.code}")
    own = {desk.card.fingerprint, *(card.fingerprint for card, _ in desk.earlier)}
    if receiver.fingerprint and receiver.fingerprint not in own:
        raise refuse(Stage.RECEIVER, Refusal.OTHER_KEY_OF_OURS)


def _check_unit(manifest: Manifest, desk: Desk) -> None:
    code, shown = manifest.unit.code, f"{manifest.unit.name}, mã {manifest.unit.code}"
    if desk.reads_own:
        if code != desk.card.unit_code:
            raise refuse(Stage.SENDER, Refusal.UNKNOWN_UNIT, shown)
        return
    unit = desk.units.get(code)
    if unit is None:
        raise refuse(Stage.SENDER, Refusal.UNKNOWN_UNIT, shown)
    if not unit.stands(manifest.period.first, manifest.period.last):
        raise refuse(Stage.SENDER, Refusal.RENAMED_UNIT, shown)
    if (manifest.direction is Direction.DOWN) != unit.above:
        raise refuse(Stage.SENDER, Refusal.WRONG_DIRECTION, shown)


def _check_hashes(opened: Opened) -> None:
    points = []
    for one in opened.manifest.files:
        content = opened.archive.members[one.name]
        if len(content) != one.size or sha256(content) != one.sha256:
            points.append(Point(Refusal.CHANGED_PART, one.name))
    if opened.manifest.check_code != check_code(opened.manifest.content_hash):
        points.append(Point(Refusal.CHANGED_MANIFEST, "mã đối chiếu"))
    raise_if_any(Stage.HASHES, points)


def _check_signature(opened: Opened, desk: Desk) -> OfficeCard:
    signed = opened.archive.members.get(SIGNATURE)
    if signed is None:
        raise refuse(Stage.SIGNATURE, Refusal.UNSIGNED)
    pin = None if desk.reads_own else desk.units[opened.manifest.unit.code].pin
    known = pin.card if pin else None
    card = signer(signed, opened.manifest, opened.archive.members[MANIFEST], known)
    if card is None or card.unit_code != opened.manifest.unit.code:
        raise refuse(Stage.SIGNATURE, Refusal.BAD_SIGNATURE)
    if desk.reads_own:
        own = {desk.card.fingerprint, *(earlier.fingerprint for earlier, _ in desk.earlier)}
        if card.fingerprint not in own:
            raise refuse(Stage.SIGNATURE, Refusal.CHANGED_KEY, card.short_code)
        return card
    enrolment = enrolment_of(card, pin)
    if enrolment in _NOT_TRUSTED:
        raise refuse(Stage.SIGNATURE, _NOT_TRUSTED[enrolment], card.short_code)
    return card


def _check_template(manifest: Manifest, desk: Desk) -> None:
    template = manifest.template
    newest = desk.templates.get(template.code)
    if newest is None:
        raise refuse(Stage.TEMPLATE, Refusal.UNKNOWN_TEMPLATE, template.code)
    if template.version > newest:
        shown = f"{template.code} bản {template.version}, đang có bản {newest}"
        raise refuse(Stage.TEMPLATE, Refusal.NEWER_TEMPLATE, shown)


def _plain_members(opened: Opened, card: OfficeCard, desk: Desk | None) -> dict[str, bytes]:
    """The members as they were before sealing."""
    manifest, members = opened.manifest, opened.archive.members
    if manifest.sealing is None:
        return {one.name: members[one.name] for one in manifest.files if one.name != SUMMARY}
    if desk is None:
        raise refuse(Stage.RECORDS, Refusal.CANNOT_OPEN)
    key = _package_key(manifest, card, desk)
    plain: dict[str, bytes] = {}
    for one in manifest.files:
        if one.sealed:
            name = one.name.removesuffix(SEALED_SUFFIX)
            found = unseal(key, manifest.package_id, name, members[one.name])
            if found is None:
                raise refuse(Stage.RECORDS, Refusal.CANNOT_OPEN, detail=one.name)
            plain[name] = found
    return plain


def _whole(opened: Opened, plain: Mapping[str, bytes], card: OfficeCard) -> Package:
    content_row, tables = _read_records(opened, plain)
    papers = {name: plain[name] for name in plain if name.startswith(PAPER_FOLDER)}
    return Package(
        opened.manifest, opened.package_hash, tables, content_row, papers, opened.summary, card
    )


def _package_key(manifest: Manifest, card: OfficeCard, desk: Desk) -> bytes:
    sealing = manifest.sealing
    assert sealing is not None
    for own, keys in ((desk.card, desk.keys), *desk.earlier):
        key = opened_key(sealing, manifest.package_id, card, own, keys)
        if key is not None:
            return key
    if sealing.method is SealMethod.PASSPHRASE:
        if not desk.passphrase:
            raise refuse(Stage.RECORDS, Refusal.ASKS_PASSPHRASE)
        key = passphrase_opened(sealing, manifest.package_id, desk.passphrase)
        if key is not None:
            return key
    raise refuse(Stage.RECORDS, Refusal.CANNOT_OPEN)


def _read_records(
    opened: Opened, plain: Mapping[str, bytes]
) -> tuple[Content, dict[str, Table[Any]]]:
    points: list[Point] = []
    known = {CONTENT, *map(member_of, KINDS)}
    if not opened.open_:
        strange = sorted(n for n in plain if not n.startswith(PAPER_FOLDER) and n not in known)
        points += [Point(Refusal.NOT_LISTED, name) for name in strange]
    if CONTENT not in plain:
        points.append(Point(Refusal.MISSING_PART, CONTENT))
    content = _shaped(points, CONTENT, plain, content_shape(open_=opened.open_))
    tables = {}
    for kind in KINDS:
        name = member_of(kind)
        found = _shaped(points, name, plain, records_shape(kind, open_=opened.open_))
        if found is not None:
            tables[kind] = found
    raise_if_any(Stage.RECORDS, points)
    _check_content(opened.manifest, plain, content, tables)
    return content, tables


def _shaped(points: list[Point], name: str, plain: Mapping[str, bytes], shape: Any) -> Any:
    """A member as its records; None, and points, when it is wrong; None when it is not there."""
    if name not in plain:
        return None
    try:
        return shape.read(_json(Stage.RECORDS, name, plain[name]))
    except PackageError as error:
        points += error.points
    except WrongError as error:
        points += [
            Point(Refusal.BAD_RECORD, f"{name}{place} ({words})") for place, words in error.places
        ]
    return None


def _check_content(
    manifest: Manifest,
    plain: Mapping[str, bytes],
    content: Content,
    tables: Mapping[str, Table[Any]],
) -> None:
    """What the data say is what the check code on the paper was made from."""
    papers = tables["documents"].column("paper_hash") if "documents" in tables else ()
    points = []
    if content_hash(manifest, _digests(manifest, plain), papers) != manifest.content_hash:
        points.append(Point(Refusal.CHANGED_MANIFEST, "mã nội dung"))
    if manifest.totals is not None and manifest.totals != content.totals:
        points.append(Point(Refusal.WRONG_TOTALS, "phần mô tả"))
    figures = tables.get("figures")
    totals = control_totals(figures.wire("indicator"), figures.column("value")) if figures else ()
    if content.totals != totals:
        points.append(Point(Refusal.WRONG_TOTALS, _first_difference(content.totals, totals)))
    if any(getattr(manifest.counts, kind) != len(tables.get(kind, ())) for kind in KINDS):
        points.append(Point(Refusal.WRONG_COUNTS, "số dòng"))
    raise_if_any(Stage.RULES, points)


def _digests(manifest: Manifest, plain: Mapping[str, bytes]) -> dict[str, str]:
    """Of the data files before sealing; those that were not sealed have been hashed already."""
    known = {one.name: one.sha256 for one in manifest.files}
    names = [name for name in plain if not name.startswith(PAPER_FOLDER)]
    return {name: known.get(name) or sha256(plain[name]) for name in names}


def _first_difference(told: Iterable[ControlTotal], found: Iterable[ControlTotal]) -> str:
    return min((one.indicator for one in set(told) ^ set(found)), default="thứ tự")


def _json(stage: Stage, name: str, content: bytes) -> Any:
    try:
        return read_json(content)
    except TextError as error:
        raise refuse(stage, Refusal.BAD_TEXT, f"{name} ({error})") from error
    except JsonError as error:
        raise refuse(stage, Refusal.BAD_JSON, f"{name} ({error})") from error
