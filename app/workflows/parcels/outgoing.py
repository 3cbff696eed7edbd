"""A report before it is sent: what the package will carry, what to know, what stands in the way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from app.db.database import Database
from app.domain.dates import format_date
from app.domain.indicators import Indicator
from app.domain.papers import PaperState
from app.domain.periods import parse_period
from app.errors import NotFoundError, ValidationError
from app.exchange.check_code import shown_code
from app.exchange.manifest import MOST_SEQUENCE, PackageKind, PeriodSpan, Privacy
from app.exchange.office_cards import OfficeCard
from app.exchange.records import FigureRecord, Records
from app.queries.figure_masks import guarded_codes
from app.queries.indicators import list_indicators
from app.queries.papers import (
    PaperListRow,
    PaperRow,
    get_paper,
    list_papers,
    list_versions,
    verify_hash,
)
from app.queries.report_duties import ReportDuty, due_day, due_days, duty_name, duty_of_paper
from app.queries.seals import SealRow
from app.queries.sent import WITHDRAWAL, SentRow, list_sent, newest_left, sent_line
from app.queries.stale import stale_lines
from app.queries.units import UnitRow, find_unit, upper_unit
from app.workflows.parcels.frozen import SENDABLE, Frozen, freeze_report, frozen_of
from app.workflows.parcels.made_under import code_under, has_old_key
from app.workflows.parcels.pins import pin_of
from app.workflows.parcels.records_of import AskedForm, forms_of
from app.workflows.parcels.send_checks import Checked, odd_cells, warnings_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ENROL: Final = (
    "Hãy xin thẻ cơ quan (.bdg-the) của nơi nhận, đọc mã thẻ qua điện thoại để đối chiếu rồi ghi "
    "nhận ở phần Thẻ cơ quan; hoặc đặt mật khẩu cho gói (ít nhất 8 ký tự) và báo mật khẩu cho nơi "
    "nhận bằng đường khác."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport:
    """Which report goes to whom.

    ``receiver`` is a unit's code, empty for the unit above. ``reason`` explains a correction, and
    why it is sent in spite of what stands in the way; it travels along. ``extra`` are records
    beside the report's own (those of the units below), ``basis`` the packages behind them.
    """

    paper_id: UUID
    receiver: str = ""
    test: bool = False
    reason: str = ""
    by: str = ""
    extra: Records | None = None
    basis: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A form in a package: how many of its cells have a value, a reason, or neither."""

    code: str
    name: str
    period: str
    values: int
    missing: int
    blank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A package as it will be.

    ``warnings`` are to be known; ``problems`` stand in the way unless a reason is given.
    ``replaces`` is a package that never left and gives way to this one. ``asks_passphrase``: it
    is sensitive and the receiver's card is not known.
    """

    row: PaperRow
    duty: ReportDuty
    seal: SealRow
    frozen: Frozen
    records: Records
    forms: tuple[FormPart, ...]
    receiver: UnitRow
    card: OfficeCard | None
    kind: PackageKind
    sequence: int
    supersedes: UUID | None
    reason: str
    privacy: Privacy
    due: date | None
    replaces: UUID | None
    typed_reason: str
    warnings: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def asks_passphrase(self) -> bool:
        """Whether it can only be made with a passphrase."""
        return self.privacy is Privacy.SENSITIVE and self.card is None

    @property
    def is_card_known(self) -> bool:
        """Whether the receiver's card is pinned."""
        return self.card is not None

    @property
    def span(self) -> PeriodSpan:
        """The period with days that hold every activity: the receiver refuses others."""
        days = self.records.activities
        return PeriodSpan(
            self.seal.period,
            min([self.frozen.first, *(one.starts_on for one in days)]),
            max([self.frozen.last, *(one.ends_on for one in days)]),
        )

    @property
    def shown_code(self) -> str:
        """The check code as it stands on the paper."""
        return shown_code(self.seal.check_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendableRow:
    """An issued report or plan, and the last package made of it for anyone."""

    paper_id: UUID
    title: str
    number: str
    symbol: str
    day: date | None
    year: int
    duty: str
    duty_name: str
    period: str
    due: date | None
    days_left: int | None
    newer_draft: bool
    sent: SentRow | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a package stands among those of its line; ``before`` is the last one that left.

    ``old_key``: that one bears a key that we have changed since, and no answer to it has come.
    """

    kind: PackageKind
    sequence: int
    supersedes: UUID | None = None
    replaces: UUID | None = None
    before: SentRow | None = None
    old_key: bool = False


def list_sendable(db: Database, today: date) -> list[SendableRow]:
    """Issued reports and plans, the newest year first, with what was sent of them."""
    return db.read(_sendable, today)


def look(db: Database, command: SendReport, now: datetime) -> Outgoing:
    """What the package of a report will be; its data are frozen now if they are not yet.

    Raises:
        NotFoundError: no such paper, or no office.
        ValidationError: nothing of it is issued, no unit code, no receiver (field "receiver"),
            or the issued version is no longer what was signed.
    """
    row = db.read(newest_issued, command.paper_id)
    seal = freeze_report(db, row.version_id, now)
    frozen = frozen_of(db, seal)
    return db.read(_look, command, (row, seal, frozen), now.astimezone().date())


def newest_issued(session: "Session", paper_id: UUID) -> PaperRow:
    """The newest issued version of a paper.

    Raises:
        NotFoundError: no such paper.
        ValidationError: none was issued, or what was locked has been altered.
    """
    issued = [one for one in list_versions(session, paper_id) if one.state is PaperState.ISSUED]
    row = get_paper(session, paper_id, issued[-1].number if issued else None)
    if issued and not verify_hash(session, row.version_id):
        raise ValidationError(
            "Bản đã ban hành trong sổ không còn đúng như lúc ký nên không gửi. Các báo cáo khác "
            "không bị ảnh hưởng. Hãy phục hồi từ bản sao lưu."
        )
    if not issued:
        raise ValidationError(
            "Báo cáo chưa ban hành nên chưa gửi được; nội dung vẫn nguyên trong sổ. "
            "Hãy ban hành (ghi số, ngày, người ký) rồi gửi."
        )
    return row


def receiver_of(session: "Session", code: str, today: date) -> UnitRow:
    """The unit a package goes to; the one above when no code is given.

    Raises:
        ValidationError: there is none (field "receiver").
    """
    found = find_unit(session, code, today) if code else upper_unit(session, today)
    if found is not None:
        return found
    asked = f"Không có đơn vị mã {code}" if code else "Chưa ghi cơ quan cấp trên nhận báo cáo"
    raise ValidationError(
        f"{asked} trong danh sách đơn vị nên chưa làm được gói. Báo cáo vẫn nguyên trong sổ. "
        "Hãy xin tệp thẻ của nơi nhận, mở ở phần Thẻ cơ quan (trang Gửi – Nhận) rồi gửi.",
        field="receiver",
    )


def place_of(line: Sequence[SentRow], *, test: bool = False) -> Place:
    """Kind and number of the next package of a line.

    Only what ever left counts: what lies unsent in the book gives way. A test takes the number
    that comes next and uses none up.
    """
    before = newest_left(line)
    sequence = before.sequence + 1 if before else 1
    if sequence > MOST_SEQUENCE:
        raise ValidationError(
            "Báo cáo này đã gửi quá nhiều lần nên không gửi thêm được. Hãy hỏi cơ quan nhận."
        )
    if test:
        return Place(PackageKind.TEST, sequence)
    unsent = next((one.id for one in line if not one.has_left), None)
    if before is None or before.kind == WITHDRAWAL:
        return Place(PackageKind.ORIGINAL, sequence, None, unsent, before)
    return Place(PackageKind.CORRECTION, sequence, before.id, unsent, before)


def joined(first: Records, more: Records | None) -> Records:
    """A report's records with those of the units below."""
    if more is None:
        return first
    named = {one.code for one in first.units}
    return Records(
        figures=(*first.figures, *more.figures),
        activities=(*first.activities, *more.activities),
        documents=first.documents,
        units=(*first.units, *(one for one in more.units if one.code not in named)),
    )


def _look(
    session: "Session", command: SendReport, made: tuple[PaperRow, SealRow, Frozen], today: date
) -> Outgoing:
    row, seal, frozen = made
    duty = duty_of_paper(session, row)
    receiver = receiver_of(session, command.receiver, today)
    pin = pin_of(session, receiver.code)
    line = sent_line(session, receiver.code, seal.duty, seal.period)
    place = _under_our_code(session, place_of(line, test=command.test), seal.unit_code)
    forms = forms_of(session, row, duty)
    records = joined(frozen.records, command.extra)
    due = _due(session, seal, line, today)
    indicators = list_indicators(session, with_hidden=True)
    found = Outgoing(
        row=row,
        duty=duty,
        seal=seal,
        frozen=frozen,
        records=records,
        forms=tuple(_part(one, frozen.records.figures) for one in forms),
        receiver=receiver,
        card=pin.card if pin else None,
        kind=place.kind,
        sequence=place.sequence,
        supersedes=place.supersedes,
        reason=_reason(place, row, command.reason.strip()),
        privacy=privacy_of(records, indicators),
        due=due,
        replaces=place.replaces,
        typed_reason=command.reason.strip(),
        warnings=(),
        problems=(),
    )
    checked = Checked(row, duty, frozen, forms, indicators, today, due)
    return replace(
        found,
        warnings=(
            *warnings_of(session, checked),
            *(f"Số tổng hợp đã đổi: {one}." for one in stale_lines(session, row.paper_id)),
            *_about_sending(found, command),
        ),
        problems=tuple(_problems(found, place, checked)) if not command.test else (),
    )


def _under_our_code(session: "Session", place: Place, code: str) -> Place:
    """What was sent under another code of ours is of another line at the receiver: it is neither
    corrected nor replaced by what is sent under this one. Numbers go on."""
    before = place.before
    if before is None:
        return place
    if code_under(session, before) != code:
        return Place(PackageKind.ORIGINAL, place.sequence, None, place.replaces)
    return replace(place, old_key=has_old_key(session, before))


def _due(session: "Session", seal: SealRow, line: Sequence[SentRow], today: date) -> date | None:
    """The deadline; of a returned report the new one."""
    newest = newest_left(line)
    if newest is not None and newest.new_deadline is not None:
        return newest.new_deadline
    return due_day(session, seal.duty, parse_period(seal.period).year, today)


def _part(asked: AskedForm, figures: Sequence[FigureRecord]) -> FormPart:
    codes = {one.code for one in asked.indicators}
    mine = [one for one in figures if one.indicator in codes and not one.unit]
    values = sum(one.value is not None for one in mine)
    return FormPart(
        code=asked.form.code,
        name=asked.form.name,
        period=asked.period.code,
        values=values,
        missing=len(mine) - values,
        blank=asked.cells - len(mine),
    )


def privacy_of(records: Records, indicators: Mapping[str, Indicator]) -> Privacy:
    """Sealed as soon as one figure is a count that could point at a person."""
    guarded = guarded_codes(indicators)
    sealed = any(one.indicator in guarded for one in records.figures)
    return Privacy.SENSITIVE if sealed else Privacy.INTERNAL


def _reason(place: Place, row: PaperRow, typed: str) -> str:
    """What travels as the reason: why there is a new version, and what the officer adds."""
    why = row.reason if place.kind is PackageKind.CORRECTION else ""
    return "\n".join(dict.fromkeys(filter(None, (why, typed))))


def _about_sending(found: Outgoing, command: SendReport) -> Iterator[str]:
    if found.card is None:
        name = found.receiver.full_name
        more = (
            "; gói này có số liệu cần giữ kín nên phải đặt mật khẩu"
            if found.asks_passphrase
            else ""
        )
        yield f"Chưa ghi nhận thẻ cơ quan của {name}{more}. {ENROL}"
    if command.extra is not None and command.extra != Records():
        yield (
            "Gói kèm số liệu của từng đơn vị nên mã đối chiếu của gói khác mã in trên báo cáo "
            f"({found.shown_code})."
        )


def _problems(found: Outgoing, place: Place, checked: Checked) -> Iterator[str]:
    before = place.before
    if before is not None and before.kind != WITHDRAWAL:
        if before.version_id == found.row.version_id and place.old_key:
            yield (
                f"Bản này đã gửi (lần {before.sequence}) bằng khóa cũ của đơn vị, chưa có phiếu trả lời. "
                "Nơi nhận đã ghi nhận thẻ mới thì không nhận gói ấy nữa: hãy ghi lý do (đã đổi khóa) để "
                "làm gói mới."
            )
        elif before.version_id == found.row.version_id:
            yield (
                f"Chính bản này đã gửi (lần {before.sequence}, ngày "
                f"{format_date(before.made_at.astimezone().date())}). Muốn đưa lại đúng gói ấy thì dùng Chép "
                "lại; muốn gửi số liệu đã sửa thì mở bản mới của báo cáo, ghi lý do, ban hành rồi gửi."
            )
        elif not found.reason:
            yield f"Gói này thay gói lần {before.sequence} nên cần ghi lý do đính chính."
    yield from _empty_forms(found)
    yield from odd_cells(checked)


def _empty_forms(found: Outgoing) -> Iterator[str]:
    for form in found.forms:
        if form.code == found.seal.template and form.blank and not form.values + form.missing:
            yield f"{form.name} chưa có số nào."


def _sendable(session: "Session", today: date) -> list[SendableRow]:
    sent: dict[UUID, SentRow] = {}
    for one in list_sent(session):
        # A trial is not the report: that is still to be sent.
        if one.paper_id is not None and one.kind != PackageKind.TEST:
            sent.setdefault(one.paper_id, one)
    # The calendar of a year is worked out once for all its reports.
    days = cache(lambda year: due_days(session, year, today))
    rows = []
    for kind in SENDABLE:
        for listed in list_papers(session, kind=kind):
            row = _sendable_row(session, listed, (sent, days), today)
            if row is not None:
                rows.append(row)
    return rows


def _sendable_row(
    session: "Session",
    listed: PaperListRow,
    known: tuple[Mapping[UUID, SentRow], Callable[[int], Mapping[str, date]]],
    today: date,
) -> SendableRow | None:
    sent, days = known
    issued = [
        one for one in list_versions(session, listed.paper_id) if one.state is PaperState.ISSUED
    ]
    if not issued:
        return None
    version = issued[-1]
    try:
        duty = duty_of_paper(session, get_paper(session, listed.paper_id, version.number))
    except NotFoundError:
        # Its campaign is gone: what was frozen, if anything, still goes out by its own page.
        return None
    due = days(duty.period.year).get(duty.code)
    return SendableRow(
        paper_id=listed.paper_id,
        title=listed.title,
        number=version.doc_number,
        symbol=version.doc_symbol,
        day=version.day,
        year=listed.year,
        duty=duty.code,
        duty_name=duty_name(session, duty.code),
        period=duty.period.code,
        due=due,
        days_left=(due - today).days if due else None,
        newer_draft=version.version_id != listed.version_id,
        sent=sent.get(listed.paper_id),
    )
