"""A package as an e-mail draft, with everything beside it that can be sent by hand instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.db.database import Database
from app.domain.exports import ExportWay
from app.domain.parcels import SendWay
from app.domain.periods import parse_period
from app.errors import AppError, DataFileError, ValidationError
from app.exchange.check_code import shown_code
from app.exchange.delivery import deliver
from app.exchange.disk import Disk
from app.exchange.manifest import KIND_WORDS, PackageKind, Privacy
from app.exchange.names import PACKAGE_SUFFIX
from app.exchange.reading import look_into, read_package
from app.queries.kept_files import read_kept
from app.queries.office import get_office
from app.queries.papers import paper_of_version
from app.queries.report_duties import duty_name
from app.queries.sent import SentRow, get_sent
from app.queries.units import find_unit
from app.workflows.exports import record_file
from app.workflows.papers import paper_bytes
from app.workflows.parcels.desk import desk_of, own_office
from app.workflows.parcels.records_of import PDF, is_restricted
from app.workflows.parcels.sending import note_copy, package_export

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LETTER_SUFFIX: Final = ".eml"
_UNSENT: Final = "X-Unsent"


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft on disk, and its parts to be copied into any mail program.

    ``addressee`` is empty when the receiver's e-mail is not known; ``files`` lie in ``folder``.
    """

    path: Path
    folder: Path
    files: tuple[Path, ...]
    addressee: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class _Words:
    addressee: str
    subject: str
    text: str


def write_letter(
    db: Database, package_id: UUID, folder: Path, now: datetime, disk: Disk | None = None
) -> Letter:
    """Write a draft (.eml) with the package attached, and a folder with the same files.

    The draft opens in mail programs that know X-Unsent; every other way needs only the folder and
    the texts. Each file is read back before the package counts as written.

    Raises:
        NotFoundError: no such package.
        DeliveryError: a child by cause; no half file stands under a name.
        DataFileError: the folder for the files cannot be made.
    """
    row = db.read(get_sent, package_id)
    words = db.read(_words, row, now)
    content = db.read(read_kept, row.file_sha256)
    files = {row.file_name: content, **_paper(db, row, content, now)}
    beside = _folder(folder / _stem(row))
    laid = [deliver(beside, name, content, disk) for name, content in files.items()]
    draft = deliver(
        folder, f"{_stem(row)}{LETTER_SUFFIX}", _draft(words, files, row.package_hash), disk
    )
    note_copy(db, package_id, (now, SendWay.MAIL, folder), [*laid, draft])
    record_file(db, draft.path, package_export(row), ExportWay.MAIL)
    parts = tuple(one.path for one in laid)
    return Letter(draft.path, beside, parts, words.addressee, words.subject, words.text)


def _words(session: "Session", row: SentRow, now: datetime) -> _Words:
    office = get_office(session)
    unit = find_unit(session, row.receiver_code, now.astimezone().date())
    sender = f"{office.body_symbol} {office.full_name}" if office else ""
    about = f"{duty_name(session, row.duty)}, {_period(row.period)}"
    kind = KIND_WORDS[PackageKind(row.kind)]
    lines = [
        f"Kính gửi: {row.receiver_name},",
        "",
        f"{sender} gửi {about} ({kind}, lần {row.sequence}).",
        *([f"Lý do: {row.reason}"] if row.reason else []),
        "",
        f"Tệp kèm theo: {row.file_name}",
        f"Mã đối chiếu: {shown_code(row.check_code)}",
        *_sealed(row),
        "Đề nghị nơi nhận mở gói bằng chương trình Sổ Bình Đẳng và gửi lại phiếu tiếp nhận.",
        "",
        "Trân trọng.",
        row.made_by,
    ]
    marked = "" if row.kind == PackageKind.ORIGINAL else f" ({kind})"
    subject = f"{sender}: {about} - lần {row.sequence}{marked}"
    return _Words(unit.email if unit else "", subject, "\n".join(lines).rstrip() + "\n")


def _period(code: str) -> str:
    try:
        return parse_period(code).in_words
    except ValidationError:
        return code


def _sealed(row: SentRow) -> list[str]:
    if row.privacy != Privacy.SENSITIVE:
        return []
    return ["Gói đã niêm phong; nếu có đặt mật khẩu thì mật khẩu báo riêng, không ghi ở thư này."]


def _paper(db: Database, row: SentRow, content: bytes, now: datetime) -> dict[str, bytes]:
    """The report to be read, as far as it may travel open; the very file that is in the package."""
    if row.version_id is None or row.paper_id is None or row.kind == PackageKind.WITHDRAWAL:
        return {}
    paper = db.read(paper_of_version, row.version_id)
    if is_restricted(paper.paper_type):
        return {}
    name = f"{_stem(row)}.pdf"
    packed = look_into(content).archive.members.get(PDF) or _unsealed(db, content, now)
    if packed is not None:
        return {name: packed}
    return {name: paper_bytes(db, row.paper_id, ".pdf", paper.version_number)}


def _unsealed(db: Database, content: bytes, now: datetime) -> bytes | None:
    """The report out of our own sealed package; None when it does not open."""
    try:
        desk = desk_of(db, own_office(db, now), reads_own=True)
        return read_package(content, desk).papers.get(PDF)
    except AppError:
        return None


def _stem(row: SentRow) -> str:
    return row.file_name.removesuffix(PACKAGE_SUFFIX)


def _folder(path: Path) -> Path:
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise DataFileError(
            f"Không tạo được thư mục “{path.name}” ở nơi đã chọn. Số liệu vẫn an toàn trong chương "
            "trình. Hãy cắm lại USB hoặc chọn nơi khác.",
            detail=f"errno {error.errno}",
        ) from error
    return path


def _draft(words: _Words, files: Mapping[str, bytes], mark: str) -> bytes:
    """The letter as a file: UTF-8, lines ended as mail asks, the same bytes every time."""
    letter = EmailMessage(policy=SMTP)
    letter[_UNSENT] = "1"
    if address := _address(words.addressee):
        letter["To"] = address
    letter["Subject"] = words.subject
    letter.set_content(words.text, charset="utf-8", cte="quoted-printable")
    for name, content in files.items():
        # No mail program has a picture of our own kind of file; none should guess either.
        kind = ("application", "pdf" if name.endswith(".pdf") else "octet-stream")
        letter.add_attachment(content, maintype=kind[0], subtype=kind[1], filename=name)
    letter.set_boundary(f"=_bdg_{mark[:32]}")
    return letter.as_bytes()


def _address(typed: str) -> Address | None:
    """The addressee, if what was typed is an address; the text is given to be copied anyway."""
    try:
        return Address(addr_spec=typed) if typed else None
    except (ValueError, IndexError, MessageError):
        return None
