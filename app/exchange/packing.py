"""Make a package: records, papers and keys in; the bytes of a ZIP and their manifest out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from app.errors import ValidationError
from app.exchange.archive import LARGEST_PACKAGE, pack
from app.exchange.canonical import canonical, cleaned, sha256
from app.exchange.check_code import check_code
from app.exchange.manifest import (
    MANIFEST,
    SEALED_SUFFIX,
    SIGNATURE,
    SUMMARY,
    VERSION,
    Addressee,
    Direction,
    Manifest,
    Member,
    PackageKind,
    PeriodSpan,
    Privacy,
    Sealing,
    Template,
    UnitName,
    manifest_shape,
)
from app.exchange.names import package_name
from app.exchange.office_cards import OfficeCard, OfficeKeys
from app.exchange.records import (
    CONTENT,
    Content,
    Records,
    content_shape,
    filled,
    listed,
    member_of,
    records_shape,
)
from app.exchange.seals import content_hash, seal, sealing_for, signature_bytes
from app.exchange.shapes import Shape, WrongError
from app.exchange.summary import summary_text
from app.vault import crypt
from app.vault.passwords import checked_passphrase

_NO_HASH: Final = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageDraft:
    """What a package will say.

    ``salt`` (32 hex digits) is made once for a report and kept with it: the check code printed
    on the paper comes from it and the data. ``receiver_card`` None: the package is made for no
    card. ``papers`` maps ``docs/…`` names to bytes. ``names`` is what people call the codes of duty,
    form and indicators: the summary says it, no program reads it.
    """

    package_id: UUID
    app_version: str
    unit: UnitName
    receiver: Addressee
    receiver_card: OfficeCard | None
    duty: str
    template: Template
    period: PeriodSpan
    sequence: int
    created_at: datetime
    created_by: str
    salt: str
    kind: PackageKind = PackageKind.ORIGINAL
    direction: Direction = Direction.UP
    supersedes: UUID | None = None
    reason: str = ""
    privacy: Privacy = Privacy.INTERNAL
    records: Records = field(default_factory=Records)
    papers: Mapping[str, bytes] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MadePackage:
    """A package ready to be written to a stick."""

    content: bytes
    manifest: Manifest
    package_hash: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Sender:
    """The office that signs."""

    keys: OfficeKeys
    card: OfficeCard


def new_salt() -> str:
    """32 hex digits for a report's content hash."""
    return crypt.new_salt().hex()


def content_hash_of(draft: PackageDraft) -> str:
    """The content hash (64 hex digits) that the package will have."""
    return _content_hash(draft, dict(_data(draft)))


def make_package(draft: PackageDraft, sender: Sender, passphrase: str = "") -> MadePackage:
    """The package, signed; a sensitive one sealed to the receiver's card and the sender's own, or
    with a passphrase when one is given.

    Raises:
        ValidationError: the draft breaks a rule of the format, with all places in the sentence.
    """
    _check(draft, sender, passphrase)
    plain = dict(_data(draft))
    manifest = _bare_manifest(draft)
    digest = _content_hash(draft, plain)
    manifest = replace(manifest, content_hash=digest, check_code=check_code(digest))
    members = {**plain, **dict(sorted(draft.papers.items()))}
    if draft.privacy is Privacy.SENSITIVE:
        manifest, members = _sealed(manifest, members, draft, sender, passphrase)
    members[SUMMARY] = summary_text(manifest, draft.names)
    manifest = replace(manifest, files=tuple(_member(name, members[name]) for name in members))
    head = canonical(cleaned(manifest_shape().write(manifest)))
    signature = signature_bytes(sender.keys, sender.card, manifest, head)
    content = pack([(MANIFEST, head), (SIGNATURE, signature), *members.items()])
    if len(content) > LARGEST_PACKAGE:
        raise ValidationError(
            f"Gói lớn hơn {LARGEST_PACKAGE // 10**6} MB. Số liệu vẫn nguyên trong sổ. "
            "Hãy bớt văn bản kèm theo.",
            field="papers",
        )
    return MadePackage(content, manifest, sha256(head), package_name(manifest))


def _data(draft: PackageDraft) -> Iterator[tuple[str, bytes]]:
    content = Content(draft.salt, draft.records.totals)
    yield CONTENT, canonical(content_shape().write(content))
    for kind, rows in filled(draft.records):
        yield member_of(kind), canonical(cleaned(listed(kind, rows)))


def _content_hash(draft: PackageDraft, plain: Mapping[str, bytes]) -> str:
    digests = {name: sha256(content) for name, content in plain.items()}
    papers = [one.paper_hash for one in draft.records.documents]
    return content_hash(_bare_manifest(draft), digests, papers)


def _bare_manifest(draft: PackageDraft) -> Manifest:
    card = draft.receiver_card
    fingerprint = card.fingerprint if card else ""
    sealed = draft.privacy is Privacy.SENSITIVE
    return Manifest(
        format_version=VERSION,
        app_version=draft.app_version,
        package_id=draft.package_id,
        direction=draft.direction,
        kind=draft.kind,
        sequence=draft.sequence,
        supersedes=draft.supersedes,
        reason=draft.reason,
        unit=draft.unit,
        receiver=replace(draft.receiver, fingerprint=fingerprint),
        duty=draft.duty,
        template=draft.template,
        period=draft.period,
        created_at=draft.created_at,
        created_by=draft.created_by,
        privacy=draft.privacy,
        counts=draft.records.counts,
        totals=None if sealed else draft.records.totals,
        files=(),
        sealing=None,
        content_hash=_NO_HASH,
        check_code="2" * 10,
    )


def _sealed(
    manifest: Manifest,
    members: Mapping[str, bytes],
    draft: PackageDraft,
    sender: Sender,
    passphrase: str,
) -> tuple[Manifest, dict[str, bytes]]:
    key = crypt.new_key()
    cards = [sender.card, *([draft.receiver_card] if draft.receiver_card else [])]
    sealing: Sealing = sealing_for(key, draft.package_id, sender.card, cards, passphrase)
    sealed = {
        name + SEALED_SUFFIX: seal(key, draft.package_id, name, content)
        for name, content in members.items()
    }
    return replace(manifest, sealing=sealing), sealed


def _member(name: str, content: bytes) -> Member:
    return Member(name, len(content), sha256(content), sealed=name.endswith(SEALED_SUFFIX))


def _check(draft: PackageDraft, sender: Sender, passphrase: str) -> None:
    wrong = [*_wrong_kind(draft), *_wrong_papers(draft), *_wrong_shapes(draft)]
    if sender.card.unit_code != draft.unit.code:
        wrong.append("thẻ cơ quan không phải của đơn vị gửi")
    if draft.receiver_card and draft.receiver_card.unit_code != draft.receiver.code:
        wrong.append("thẻ cơ quan của nơi nhận không đúng mã nơi nhận")
    if draft.privacy is Privacy.SENSITIVE and not (draft.receiver_card or passphrase):
        wrong.append("gói nhạy cảm cần thẻ cơ quan của nơi nhận hoặc mật khẩu")
    if wrong:
        raise ValidationError(
            f"Chưa làm được gói: {'; '.join(wrong[:20])}. Số liệu vẫn nguyên trong sổ. "
            "Hãy sửa những chỗ này rồi làm lại."
        )
    if passphrase:
        checked_passphrase(passphrase)


def _wrong_kind(draft: PackageDraft) -> Iterator[str]:
    replaces = draft.kind in (PackageKind.CORRECTION, PackageKind.WITHDRAWAL)
    if replaces and not (draft.supersedes and draft.reason.strip() and draft.sequence > 1):
        yield "gói đính chính hoặc rút lại cần lý do và gói bị thay"
    if draft.kind is PackageKind.WITHDRAWAL and (draft.records != Records() or draft.papers):
        yield "gói rút lại không mang số liệu"
    rows = draft.records
    if draft.direction is Direction.UP and (rows.targets or rows.deadlines or rows.entries):
        yield "mục tiêu, thời hạn, danh mục chỉ đi trong gói gửi xuống"
    if draft.period.last < draft.period.first:
        yield "kỳ có ngày cuối trước ngày đầu"


def _wrong_papers(draft: PackageDraft) -> Iterator[str]:
    named = [one.file for one in draft.records.documents]
    if sorted(named) != sorted(draft.papers):
        yield "danh sách văn bản không khớp với tệp kèm theo"


def _wrong_shapes(draft: PackageDraft) -> Iterator[str]:
    """What the receiver's program would refuse is found here, before anything leaves."""
    head = cleaned(manifest_shape().write(_bare_manifest(draft)))
    content = content_shape().write(Content(draft.salt, draft.records.totals))
    checks: list[tuple[str, Shape[Any], Any]] = [
        ("manifest", manifest_shape(), head),
        ("content", content_shape(), content),
    ]
    for kind, rows in filled(draft.records):
        checks.append((kind, records_shape(kind), cleaned(listed(kind, rows))))
    for name, shape, row in checks:
        try:
            shape.read(row)
        except WrongError as error:
            yield from (f"{name}{place} {words}" for place, words in error.places)
