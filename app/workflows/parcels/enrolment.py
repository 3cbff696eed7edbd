"""Cards out and in: written to a stick, looked at, kept, trusted once their code was compared."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.db.database import Database
from app.documents.blocks import (
    Align,
    Document,
    LetterheadLine,
    Node,
    Signature,
    Table,
    TableColumn,
)
from app.domain.dates import format_date
from app.domain.exports import ExportOf, ExportWay
from app.domain.text import clean_line, fold
from app.domain.units import PRESETS, CardState
from app.errors import ConflictError, NotFoundError, ValidationError
from app.exchange.delivery import Delivered, deliver
from app.exchange.office_cards import (
    CARD_SHAPE,
    CARD_SUFFIX,
    Enrolment,
    OfficeCard,
    card_bytes,
    enrolment_of,
    pinned,
    read_card,
)
from app.files import explain_os_error
from app.queries.office import get_office, list_signers
from app.queries.office_keys import own_code
from app.queries.units import CardRow, UnitRow, list_cards, list_levels, list_units
from app.services import unit_cards
from app.services.units import UnitDraft, save_unit
from app.workflows.exports import record_file
from app.workflows.heads import known_office
from app.workflows.parcels.desk import own_office
from app.workflows.parcels.pins import card_kept, pin_among, pin_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NAME: Final = "the-co-quan"
_GROUP: Final = 8
#: More than any card; what is longer is refused as none.
_MOST_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class CardOffer:
    """A card that came in, beside what is kept.

    ``state`` is that of this very card, None when it comes for the first time; ``unit`` None: the
    list knows no unit of its code.
    """

    card: OfficeCard
    short_code: str
    enrolment: Enrolment
    unit: UnitRow | None
    state: CardState | None

    @property
    def words(self) -> str:
        """What the officer reads about it."""
        name = f"{self.card.unit_name} (mã {self.card.unit_code})"
        if self.unit is None:
            return _unknown(self.card)
        if self.enrolment is Enrolment.SAME:
            return f"Thẻ của {name} đã được ghi nhận từ trước. Không cần làm gì thêm."
        if self.state is CardState.REFUSED:
            return f"Thẻ này của {name} đã bị từ chối. Chỉ nhận lại khi đã hỏi và đúng mã."
        if self.state is CardState.REPLACED:
            return (
                f"Đây là thẻ cũ của {name}, đã được thay bằng thẻ khác. Hãy xin thẻ đang dùng; chỉ "
                "nhận lại thẻ cũ khi đơn vị xác nhận qua điện thoại."
            )
        if self.enrolment in (Enrolment.CHANGED, Enrolment.REPLACED):
            return (
                f"{name} gửi thẻ khác với thẻ đã ghi nhận. Thẻ đã ghi nhận vẫn được dùng. Hãy gọi "
                "số điện thoại vẫn liên hệ, hỏi vì sao đổi và nghe đọc mã của thẻ mới."
            )
        return f"Thẻ của {name}. Hãy gọi điện, nghe đọc mã của thẻ rồi gõ vào để đối chiếu."


def write_card(db: Database, folder: Path, now: datetime) -> Delivered:
    """Write our card to a folder or a stick.

    Raises:
        ValidationError: the office has no code yet.
        CardError, DeliveryError: the keys are damaged; the stick does not take it.
    """
    card = own_office(db, now).card
    stem = card.unit_code.replace("/", "-")
    done = deliver(folder, f"{stem}_{_NAME}{CARD_SUFFIX}", card_bytes(card))
    record_file(db, done.path, ExportOf("Thẻ cơ quan"), ExportWay.PACKAGE)
    return done


def card_content(path: Path) -> bytes:
    """The bytes of a card file, never more than a card can have (DataFileError: unreadable)."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        raise explain_os_error(error) from error


def keep_card(db: Database, content: bytes, now: datetime, *, again: bool = False) -> CardOffer:
    """Let a card wait until its code is compared; the same card twice does nothing.

    Args:
        again: also a card that was refused or replaced once.

    Raises:
        CardError: not a card, damaged, changed.
        ValidationError: our own card.
        NotFoundError: no unit of this code in the list.
        ConflictError: the card was refused or replaced once.
    """
    return db.write(_keep, read_card(content), now, again)


def keep_upper_card(
    db: Database, content: bytes, now: datetime, *, again: bool = False
) -> CardOffer:
    """The card of the office to which we report; the office is put on the list if it is not there.

    Raises:
        CardError, ConflictError: as for any card.
        ValidationError: our own card, or that of a unit under us.
    """
    return db.write(_keep_upper, read_card(content), now, again)


def confirm_card(db: Database, unit_code: str, fingerprint: str, heard: str, now: datetime) -> None:
    """Trust a waiting card after the code that was heard by phone or read on paper.

    Raises:
        CardError: the code is not that of the card; the card waits on, the pinned one stays.
        NotFoundError, ConflictError: it is gone, or does not wait any more.
    """
    db.write(_confirm, unit_code, fingerprint, heard, now)


def refuse_card(db: Database, unit_code: str, fingerprint: str, now: datetime) -> None:
    """Refuse a waiting card; a pinned one stays (NotFoundError, ConflictError as above)."""
    db.write(unit_cards.refuse_card, unit_code, fingerprint, now)


def card_paper(db: Database, now: datetime) -> Document:
    """Our card as a paper to be signed: proof of what the code of our card is.

    Raises:
        NotFoundError, ValidationError, CardError: as for ``own_office``.
    """
    office = known_office(db)
    card = own_office(db, now).card
    signer = next(iter(db.read(list_signers)), None)
    made = card.created_at.astimezone(now.tzinfo).date()
    rows = (
        ("Đơn vị", card.unit_name),
        ("Mã đơn vị", card.unit_code),
        ("Mã thẻ (đọc qua điện thoại)", card.short_code),
        ("Mã đầy đủ của thẻ", _groups(card.fingerprint)),
        ("Ngày lập thẻ", format_date(made)),
    )
    return Document(
        type_name="THÔNG BÁO",
        title=("Về mã thẻ cơ quan dùng để gửi, nhận gói số liệu",),
        letterhead=tuple(LetterheadLine(text, bold) for text, bold in office.letterhead),
        symbol=f"TB-{office.body_symbol}",
        place=office.place_name,
        year=now.date().year,
        nodes=(
            Node(
                text=f"{card.unit_name} thông báo mã thẻ cơ quan của đơn vị để nơi nhận đối chiếu "
                "khi ghi nhận thẻ:"
            ),
            Node(table=Table(columns=_COLUMNS, rows=rows)),
            Node(
                text="Nơi nhận chỉ ghi nhận tệp thẻ có đúng mã này. Khi đơn vị đổi khóa, mã thẻ sẽ "
                "khác và sẽ có thông báo mới."
            ),
        ),
        recipients=(office.receiving_office or "Cơ quan nhận báo cáo", "Lưu: VT."),
        signature=Signature(signer.lines if signer else (), signer.name if signer else ""),
    )


_COLUMNS: Final = (
    TableColumn("Nội dung", 2.2, Align.LEFT),
    TableColumn("Ghi trên thẻ", 3.8, Align.LEFT),
)


def _offer(session: "Session", card: OfficeCard) -> CardOffer:
    if card.unit_code == own_code(session):
        raise ValidationError(
            "Đây là thẻ của chính đơn vị mình (hoặc đơn vị khác ghi nhầm mã). Chưa ghi nhận gì. Hãy "
            "chọn tệp thẻ của nơi gửi."
        )
    cards = list_cards(session, card.unit_code)
    return CardOffer(
        card,
        card.short_code,
        enrolment_of(card, pin_among(cards)),
        _unit(session, card.unit_code),
        next((one.state for one in cards if one.fingerprint == card.fingerprint), None),
    )


def _unit(session: "Session", code: str) -> UnitRow | None:
    """The unit that bears a code now, or bore it last."""
    rows = [row for row in list_units(session) if row.code == code]
    return max(rows, key=lambda row: row.valid_from, default=None)


def _keep(session: "Session", card: OfficeCard, now: datetime, again: bool) -> CardOffer:
    offer = _offer(session, card)
    if offer.unit is None:
        raise NotFoundError(_unknown(card))
    plain = CARD_SHAPE.write(card)
    if offer.enrolment is Enrolment.SAME:
        before = pin_of(session, card.unit_code)
        if before is not None and before.card.created_at < card.created_at:
            # The office has another name; keys and code are those that were compared.
            unit_cards.rename_pinned(session, card.unit_code, card.fingerprint, plain)
        return offer
    if offer.state is CardState.WAITING:
        return offer
    if offer.state is not None and not again:
        raise ConflictError(f"{offer.words} Chưa ghi nhận gì.")
    unit_cards.keep_waiting(session, card.unit_code, card.fingerprint, plain, now)
    return _offer(session, card)


def _keep_upper(session: "Session", card: OfficeCard, now: datetime, again: bool) -> CardOffer:
    known = _offer(session, card).unit
    if known is None:
        save_unit(
            session,
            UnitDraft(
                code=card.unit_code,
                name=card.unit_name,
                level_code=usual_upper_level(session, card.unit_name),
                above=True,
            ),
        )
    elif not known.above:
        raise ValidationError(
            f"{known.full_name} (mã {known.code}) là đơn vị báo cáo cho mình, không phải cấp trên. "
            "Chưa ghi nhận thẻ. Hãy xem lại danh sách đơn vị."
        )
    return _keep(session, card, now, again)


def usual_upper_level(session: "Session", name: str = "") -> str:
    """The level of the office above by the words of its name, else the one usually above us."""
    levels = list_levels(session)
    office = get_office(session)
    preset = PRESETS[office.reporting_line if office else "two_tier"]
    tier = preset.tier_above(office.tier if office else "commune") or preset.chain[-1]
    fitting = [one for one in levels if one.data.get("tier") == tier]
    words = f" {fold(name)} "
    named = [one for one in fitting if f" {fold(str(one.data.get('word', '')))} " in words]
    return next(iter(named or fitting or levels)).code


def _confirm(
    session: "Session", unit_code: str, fingerprint: str, heard: str, now: datetime
) -> None:
    cards = list_cards(session, unit_code)
    card = _kept(next((one for one in cards if one.fingerprint == fingerprint), None))
    pinned(card, clean_line(heard), now, pin_among(cards))
    unit_cards.pin_card(session, unit_code, fingerprint, now)


def _kept(row: CardRow | None) -> OfficeCard:
    card = card_kept(row) if row else None
    if card is None:
        raise NotFoundError("Thẻ này không còn trong danh sách. Hãy mở lại tệp thẻ.")
    return card


def _unknown(card: OfficeCard) -> str:
    return (
        f"{card.unit_name} (mã {card.unit_code}) chưa có trong danh sách đơn vị. Chưa ghi nhận thẻ. "
        "Hãy thêm đơn vị với đúng mã này rồi mở lại tệp thẻ."
    )


def _groups(fingerprint: str) -> str:
    return " ".join(
        fingerprint[at : at + _GROUP] for at in range(0, len(fingerprint), _GROUP)
    ).upper()
