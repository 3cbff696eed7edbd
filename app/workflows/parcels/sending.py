"""Make the package of a report, write it to a stick, withdraw it; what was sent can be sent again."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from app import __version__
from app.db.database import Database
from app.domain.exports import ExportOf, ExportWay
from app.domain.parcels import SendWay, SentState
from app.errors import AppError, ConflictError, ValidationError
from app.exchange.delivery import Delivered, deliver
from app.exchange.disk import Disk
from app.exchange.manifest import (
    KIND_WORDS,
    Addressee,
    Manifest,
    PackageKind,
    PeriodSpan,
    Privacy,
    Template,
    UnitName,
)
from app.exchange.packing import MadePackage, PackageDraft, make_package, new_salt
from app.exchange.reading import look_into
from app.queries.kept_files import read_kept
from app.queries.office_keys import own_code
from app.queries.seals import find_seal
from app.queries.sent import (
    WITHDRAWAL,
    SentRow,
    find_sent_by_code,
    get_sent,
    list_copies,
    list_sent,
    sent_line,
)
from app.queries.stale import packages_behind
from app.queries.units import UnitRow, upper_unit
from app.services.sent import SentDraft, keep_copy, keep_sent
from app.workflows.exports import record_file
from app.workflows.papers import paper_bytes
from app.workflows.parcels.desk import OwnOffice, own_office
from app.workflows.parcels.made_under import code_under, has_old_key
from app.workflows.parcels.outgoing import (
    ENROL,
    Outgoing,
    SendableRow,
    SendReport,
    list_sendable,
    look,
    newest_issued,
    place_of,
    receiver_of,
)
from app.workflows.parcels.pins import pin_of
from app.workflows.parcels.summary_names import names_of

__all__ = [
    "Outgoing",
    "SendReport",
    "SendableRow",
    "find_sent_by_code",
    "keep_made",
    "list_copies",
    "list_sendable",
    "list_sent",
    "look",
    "make",
    "sent_already",
    "withdraw",
    "write_to",
]


def make(
    db: Database,
    command: SendReport,
    now: datetime,
    passphrase: str = "",
) -> SentRow:
    """Make the package of a report and keep it; nothing has left yet.

    Args:
        passphrase: seals a sensitive package for a receiver whose card is not known.

    Raises:
        ValidationError: what stands in the way without a reason (field "reason"), a sensitive
            package without card and passphrase (field "passphrase"), see also ``look``.
        ConflictError: a package of this line left meanwhile.
    """
    outgoing = look(db, command, now)
    _check(outgoing, passphrase)
    own = own_office(db, now)
    seal, row = outgoing.seal, outgoing.row
    draft = PackageDraft(
        package_id=uuid4(),
        app_version=__version__,
        unit=own_unit(db, own, now.astimezone().date()),
        receiver=Addressee(outgoing.receiver.code, outgoing.receiver.full_name),
        receiver_card=outgoing.card,
        duty=seal.duty,
        template=Template(seal.template, seal.template_version),
        period=outgoing.span,
        sequence=outgoing.sequence,
        created_at=now,
        created_by=command.by or row.content.head.signer_name,
        salt=seal.salt,
        kind=outgoing.kind,
        supersedes=outgoing.supersedes,
        reason=outgoing.reason,
        privacy=outgoing.privacy,
        records=outgoing.records,
        papers=_papers(db, outgoing),
        names=_names(db, outgoing),
    )
    # A passphrase that is not needed would lock out the card it was meant for.
    made = make_package(draft, own.sender, passphrase if outgoing.asks_passphrase else "")
    basis = command.basis or db.read(packages_behind, row.paper_id)
    links = {"paper_id": row.paper_id, "version_id": row.version_id, "basis": basis}
    return keep_made(db, made, links)


def sent_already(db: Database, command: SendReport, now: datetime) -> SentRow | None:
    """The package of the newest issued version that was made before for the same receiver.

    None when there is none, when it was withdrawn, when it never left and the receiver's card is
    another one since, when our code is another one since, or our key and no answer has come, or for
    a test: those are always made anew.

    Raises:
        NotFoundError, ValidationError: no such paper, none issued, or no receiver.
    """
    if command.test:
        return None
    row = db.read(newest_issued, command.paper_id)
    receiver = db.read(receiver_of, command.receiver, now.astimezone().date())
    seal = db.read(find_seal, row.version_id)
    line = db.read(sent_line, receiver.code, seal.duty, seal.period) if seal else []
    newest = line[-1] if line else None
    if newest is None or newest.kind == WITHDRAWAL or newest.version_id != row.version_id:
        return None
    if db.read(code_under, newest) != db.read(own_code) or db.read(has_old_key, newest):
        return None
    return newest if newest.has_left or _fits_card(db, newest) else None


def keep_made(db: Database, made: MadePackage, links: Mapping[str, Any]) -> SentRow:
    """Keep a package that was made, to be written out as often as needed.

    Args:
        links: ``paper_id``, ``version_id`` and ``basis``, as far as it has them.

    Raises:
        ConflictError: one of its line with this number has left meanwhile.
    """
    kept = db.write(keep_sent, _sent_draft(made, links), made.content)
    return db.read(get_sent, kept)


def write_to(
    db: Database, package_id: UUID, folder: Path, now: datetime, disk: Disk | None = None
) -> Delivered:
    """Write a package to a folder or stick: whole and read back, or not at all.

    The same bytes every time. Only then it counts as written.

    Raises:
        NotFoundError: no such package, or another seat has made it anew meanwhile.
        DeliveryError: a child by cause; nothing stands under its name.
    """
    row = db.read(get_sent, package_id)
    content = db.read(read_kept, row.file_sha256)
    done = deliver(folder, row.file_name, content, disk)
    note_copy(db, package_id, (now, SendWay.FOLDER, folder), [done])
    record_file(db, done.path, package_export(row), ExportWay.PACKAGE)
    return done


def package_export(row: SentRow) -> ExportOf:
    """What the log of what left calls a package."""
    kind = KIND_WORDS[PackageKind(row.kind)]
    return ExportOf(f"Gửi {row.receiver_name}: {kind}, lần {row.sequence}", "sent_package", row.id)


def note_copy(
    db: Database,
    package_id: UUID,
    copy: tuple[datetime, SendWay, Path],
    written: Iterable[Delivered],
) -> None:
    """Note a package as written; what the book cannot note goes from the stick again.

    Otherwise its number would be given to another package while it is on its way.

    Args:
        copy: when, how and where to.

    Raises:
        NotFoundError: another seat has made the package anew meanwhile.
    """
    try:
        at, way, folder = copy
        db.write(keep_copy, package_id, at, way, str(folder))
    except AppError:
        for one in written:
            if not one.already:
                with suppress(OSError):
                    one.path.unlink(missing_ok=True)
        raise


def withdraw(db: Database, package_id: UUID, reason: str, now: datetime) -> SentRow:
    """Make the package that withdraws what was sent; it is written out like any other.

    Args:
        package_id: the newest package of its line that left.

    Raises:
        ValidationError: no reason (field "reason"), or the package never left.
        ConflictError: a newer one was sent, or it is withdrawn already.
    """
    row = db.read(get_sent, package_id)
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do rút lại; lý do đi cùng gói rút lại.", field="reason")
    _check_withdrawable(db, row)
    own = own_office(db, now)
    today = now.astimezone().date()
    receiver = db.read(receiver_of, row.receiver_code, today)
    pin = db.read(pin_of, row.receiver_code)
    draft = PackageDraft(
        package_id=uuid4(),
        app_version=__version__,
        unit=own_unit(db, own, today),
        receiver=Addressee(receiver.code, receiver.full_name),
        receiver_card=pin.card if pin else None,
        duty=row.duty,
        template=Template(row.template, 1),
        period=PeriodSpan(row.period, row.first, row.last),
        sequence=row.sequence + 1,
        created_at=now,
        created_by=row.made_by,
        salt=new_salt(),
        kind=PackageKind.WITHDRAWAL,
        supersedes=row.id,
        reason=reason.strip(),
        privacy=Privacy.INTERNAL,
        names=db.read(names_of, row.duty, row.template),
    )
    made = make_package(draft, own.sender)
    return keep_made(db, made, {"paper_id": row.paper_id, "version_id": row.version_id})


def own_unit(db: Database, own: OwnOffice, today: date) -> UnitName:
    """The sender as a package names it, with the unit above."""
    above: UnitRow | None = db.read(upper_unit, today)
    return UnitName(own.card.unit_code, own.card.unit_name, above.code if above else "")


def _check(outgoing: Outgoing, passphrase: str) -> None:
    if outgoing.problems and not outgoing.typed_reason:
        raise ValidationError(
            f"Chưa nên gửi: {' '.join(outgoing.problems)} Báo cáo vẫn nguyên trong sổ. "
            "Hãy sửa, hoặc ghi lý do vẫn gửi; lý do đi cùng gói.",
            field="reason",
        )
    if outgoing.asks_passphrase and not passphrase:
        raise ValidationError(
            f"Gói có số liệu cần giữ kín mà chưa ghi nhận thẻ cơ quan của "
            f"{outgoing.receiver.full_name} nên chưa làm được gói. Số liệu vẫn nguyên trong sổ. "
            f"{ENROL}",
            field="passphrase",
        )


def _fits_card(db: Database, row: SentRow) -> bool:
    pin = db.read(pin_of, row.receiver_code)
    made_for = look_into(db.read(read_kept, row.file_sha256)).manifest.receiver.fingerprint
    return made_for == (pin.card.fingerprint if pin else "")


def _names(db: Database, outgoing: Outgoing) -> Mapping[str, str]:
    """What the summary calls report, form and indicators by."""
    codes = {one.indicator for one in outgoing.records.figures}
    return db.read(names_of, outgoing.seal.duty, outgoing.seal.template, codes)


def _papers(db: Database, outgoing: Outgoing) -> dict[str, bytes]:
    """The issued paper in the files that the records name."""
    row = outgoing.row
    return {
        one.file: paper_bytes(db, row.paper_id, Path(one.file).suffix, row.version_number)
        for one in outgoing.records.documents
    }


def _sent_draft(made: MadePackage, links: Mapping[str, Any]) -> SentDraft:
    said: Manifest = made.manifest
    return SentDraft(
        id=said.package_id,
        direction=said.direction,
        kind=said.kind,
        receiver_code=said.receiver.code,
        receiver_name=said.receiver.name,
        duty=said.duty,
        period=said.period.code,
        first=said.period.first,
        last=said.period.last,
        sequence=said.sequence,
        supersedes=said.supersedes,
        reason=said.reason,
        privacy=said.privacy,
        template=said.template.code,
        paper_id=links.get("paper_id"),
        version_id=links.get("version_id"),
        package_hash=made.package_hash,
        content_hash=said.content_hash,
        check_code=said.check_code,
        file_name=made.file_name,
        made_at=said.created_at,
        made_by=said.created_by,
        basis=tuple(links.get("basis", ())),
    )


def _check_withdrawable(db: Database, row: SentRow) -> None:
    if row.kind == PackageKind.TEST:
        raise ValidationError("Gói gửi thử không được tính vào số liệu nên không cần rút lại.")
    if not row.has_left:
        raise ValidationError(
            "Gói này chưa chép ra lần nào nên không cần rút lại. Số liệu vẫn nguyên trong sổ."
        )
    code = db.read(code_under, row)
    if code != db.read(own_code):
        raise ValidationError(
            f"Gói này đã gửi dưới mã đơn vị cũ ({code}) nên không rút lại bằng gói được. Chưa có gì thay "
            "đổi. Hãy báo nơi nhận bằng văn bản để nơi ấy trả lại gói."
        )
    line = db.read(sent_line, row.receiver_code, row.duty, row.period)
    newest = place_of(line).before
    if newest is None or newest.id != row.id:
        raise ConflictError(
            "Sau gói này đã gửi gói khác. Chưa có gì thay đổi. Hãy rút lại gói gửi sau cùng."
        )
    if row.kind == WITHDRAWAL and row.state is not SentState.RETURNED:
        raise ConflictError("Báo cáo này đã rút lại rồi. Chưa có gì thay đổi.")
