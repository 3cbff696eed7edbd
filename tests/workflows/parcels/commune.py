"""A made-up commune with figures, activities and an issued report of the year, and its receiver."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from app.db.database import Database
from app.domain.activities import ActivityDraft
from app.domain.figure_rows import CellState, Column
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent
from app.domain.papers import PaperKind, ReportType
from app.domain.periods import parse_period
from app.exchange.office_cards import Pin, card_bytes
from app.exchange.order import Held, line_of
from app.exchange.reading import Desk, KnownUnit, Package, read_package
from app.queries.indicators import list_indicators
from app.queries.kept_files import read_kept
from app.queries.papers import get_paper
from app.queries.sent import SentRow
from app.services.activities import record_activity
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.issue import IssuePaper, OpenNextVersion, open_next_version
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.services.papers import CreatePaper, create_paper
from app.services.units import UnitDraft, save_unit
from app.workflows.papers import issue
from app.workflows.parcels.desk import own_office, set_unit_code
from app.workflows.parcels.enrolment import confirm_card, keep_card
from app.workflows.parcels.sending import SendReport
from tests.exchange.offices import PROVINCE
from tests.papers import HEAD
from tests.shipped import load_shipped

NOW: Final = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
LATER: Final = NOW + timedelta(days=2)
DAY: Final = date(2026, 11, 20)
UNIT: Final = "26734"
YEAR: Final = "2026"
#: Counted by sex; a count that could point at a person; counted without sex.
PEOPLE, VIOLENCE, HOUSES = "dan_so", "bao_luc", "ho"
_SIGNER: Final = SignerDraft(
    form_code="tm", lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Nguyễn Văn Mẫu"
)


def begin(db: Database, *, code: str = UNIT) -> None:
    """A set-up office that knows the unit above; without its unit code when ``code`` is empty."""
    db.write(load_shipped)
    settle(db, code=code)


def settle(db: Database, *, code: str = UNIT) -> None:
    """The same where the catalogues are loaded already."""
    answers = SetUpOffice(
        level_code="xa",
        name="Mẫu",
        upper_unit="tỉnh Mẫu",
        receiving_office="Sở Nội vụ tỉnh Mẫu",
        signers=(_SIGNER,),
    )
    db.write(set_up_office, answers)
    if code:
        set_unit_code(db, code)
    above = UnitDraft(
        code=PROVINCE.card.unit_code,
        name="Sở Nội vụ tỉnh Mẫu",
        level_code="tinh",
        above=True,
        email="tiepnhan@snv.mau.example",
    )
    db.write(save_unit, above)


def enrol(db: Database) -> None:
    """The receiver's card, compared and confirmed."""
    keep_card(db, card_bytes(PROVINCE.card), NOW)
    heard = PROVINCE.card.short_code
    confirm_card(db, PROVINCE.card.unit_code, PROVINCE.card.fingerprint, heard, NOW)


def write_figures(
    db: Database, figures: Mapping[str, int | str], period: str = YEAR, note: str = ""
) -> None:
    """Totals (women a third of them where counted by sex); a text is why there is none."""
    indicators = db.read(list_indicators)
    cells = []
    for code, said in figures.items():
        if isinstance(said, str):
            cells.append(
                CellDraft(indicator=code, column=Column.TOTAL, state=CellState.MISSING, reason=said)
            )
            continue
        values = {Column.TOTAL: said}
        if indicators[code].by_sex:
            values[Column.WOMEN] = said // 3
        cells += [
            CellDraft(
                indicator=code,
                column=column,
                state=CellState.VALUE,
                value=Decimal(value),
                note=note,
            )
            for column, value in values.items()
        ]
    command = SaveFigures(period=parse_period(period), cells=tuple(cells), indicators=indicators)
    db.write(save_figures, command)


def write_activity(
    db: Database,
    title: str = "Tập huấn kỹ năng",
    day: date = DAY,
    *,
    people: bool = True,
    campaign: UUID | None = None,
) -> UUID:
    """A training with money, and with people unless nobody counted them."""
    draft = ActivityDraft(
        kind_code="tap_huan",
        title=title,
        starts_on=day,
        campaign_id=campaign,
        place="Nhà văn hóa thôn Mẫu",
        women=35 if people else None,
        total=55 if people else None,
        money=(("ngan_sach", 3_500_000),),
    )
    return db.write(record_activity, draft)


def draft_report(
    db: Database,
    report_type: ReportType = ReportType.YEAR,
    period: str = YEAR,
    campaign: UUID | None = None,
) -> UUID:
    """A report of a few words."""
    head = replace(
        HEAD,
        type_name="BÁO CÁO",
        title=("Kết quả công tác bình đẳng giới", "năm 2026"),
        symbol="BC-UBND",
    )
    nodes = (
        NodeContent(depth=0, mark=Mark.ROMAN, heading="KẾT QUẢ"),
        NodeContent(depth=1, mark=Mark.ARABIC, text="Đã tổ chức các hoạt động theo kế hoạch."),
        NodeContent(depth=0, mark=Mark.NONE, text="Trên đây là báo cáo của xã Mẫu./."),
    )
    command = CreatePaper(
        kind=PaperKind.REPORT,
        paper_type=report_type,
        year=2026,
        content=PaperContent(head=head, nodes=nodes),
        period=period,
        campaign_id=campaign,
    )
    return db.write(create_paper, command)


def issue_report(db: Database, paper_id: UUID, number: str = "12") -> UUID:
    """Issue the newest version as the window does; its identity."""
    version = db.read(get_paper, paper_id).version_id
    issue(db, paper_id, IssuePaper(version_id=version, number=number, day=DAY))
    return version


def next_version(
    db: Database, paper_id: UUID, reason: str = "Sửa số dân", number: str = "13"
) -> UUID:
    """A new version, issued."""
    db.write(open_next_version, OpenNextVersion(paper_id=paper_id, reason=reason))
    return issue_report(db, paper_id, number)


def issued_report(db: Database, *, sensitive: bool = False) -> UUID:
    """Figures, an activity, and the report of the year over them, issued."""
    write_figures(db, {PEOPLE: 9000, HOUSES: 2400, "tao_hon": "chưa điều tra"})
    if sensitive:
        write_figures(db, {VIOLENCE: 7})
    write_activity(db)
    paper_id = draft_report(db)
    issue_report(db, paper_id)
    return paper_id


def send(paper_id: UUID, reason: str = "Gửi theo hạn", **more: object) -> SendReport:
    """The command; the reason lets pass what the short report has blank."""
    return SendReport(paper_id=paper_id, reason=reason, by="Trần Thị Mẫu", **more)  # type: ignore[arg-type]


def received(db: Database, row: SentRow, passphrase: str = "") -> Package:
    """What the receiver reads, with every check of the format."""
    own = own_office(db, NOW)
    unit = KnownUnit(UNIT, own.card.unit_name, Pin(own.card, NOW))
    at = Desk(
        card=PROVINCE.card,
        keys=PROVINCE.keys,
        units={UNIT: unit},
        templates={"bieu_nam": 1, "van_ban": 1, "bieu_bao_luc_nua_nam": 1, "bieu_nua_nam": 1},
        indicators=frozenset(db.read(list_indicators)),
        passphrase=passphrase,
    )
    return read_package(db.read(read_kept, row.file_sha256), at)


def held(package: Package) -> Held:
    """A package as the receiver keeps it in mind."""
    said = package.manifest
    return Held(line_of(said), said.package_id, package.package_hash, said.sequence, said.kind, NOW)


def at(day: date) -> datetime:
    """The middle of a day."""
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
