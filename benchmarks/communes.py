"""Made-up communes with cards, and a year's package of each: the same numbers in every run."""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import isqrt
from uuid import UUID

from openpyxl import Workbook
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from app.domain.figure_rows import CellState, Column
from app.exchange.manifest import Addressee, PeriodSpan, Privacy, Template, UnitName
from app.exchange.office_cards import OfficeCard, OfficeKeys, Pin, card_of
from app.exchange.packing import PackageDraft, Sender, make_package
from app.exchange.reading import Desk, KnownUnit
from app.exchange.records import (
    ActivityRecord,
    DocumentRecord,
    FigureRecord,
    PaperRole,
    Records,
)

#: Of the catalogue that ships, counted by sex; a code that begins with another is a part of it.
INDICATORS = (
    "dan_so", "dan_so_10_19", "dan_so_duoi_16", "dan_so_60", "dan_so_dtts", "dan_so_thanh_thi",
    "dan_so_nong_thon", "sinh", "sinh_dtts", "ket_hon_nuoc_ngoai", "tao_hon", "tao_hon_dtts",
    "dang_vien", "dang_vien_dtts", "dang_vien_moi", "cap_uy", "cap_uy_duoi_40", "cap_uy_dtts",
    "cap_uy_dai_hoc", "bi_thu_chi_bo", "dai_bieu_hdnd", "dai_bieu_hdnd_duoi_40",
    "dai_bieu_hdnd_dtts", "dai_bieu_hdnd_dai_hoc", "lanh_dao_ubnd", "lanh_dao_phong",
    "lanh_dao_mttq", "lanh_dao_chu_chot_dtts", "can_bo_cong_chuc", "can_bo_cong_chuc_dtts",
    "can_bo_cong_chuc_duoi_40", "vien_chuc", "truong_thon", "quy_hoach", "quy_hoach_duoi_40",
    "quy_hoach_dtts", "quy_hoach_dao_tao", "dao_tao_boi_duong", "lao_dong", "lao_dong_co_viec",
    "viec_lam_moi", "hoc_nghe", "hoc_nghe_dtts", "tuyen_moi_gdnn", "chu_dn_htx",
    "chu_ho_kinh_doanh", "vay_von", "xuat_khau_lao_dong", "tre_em", "tre_em_0_5", "tre_em_6_10",
    "tre_em_11_15", "tre_em_dtts", "hoc_sinh", "hoc_sinh_mam_non", "hoc_sinh_tieu_hoc",
    "hoc_sinh_thcs", "hoc_sinh_thpt", "hoc_sinh_dtts", "bo_hoc",
)  # fmt: skip
#: Told by age already, or of children: without the three age groups that the others have.
OF_AN_AGE = ("dan_so_10_19", "dan_so_duoi_16", "dan_so_60", "sinh", "tao_hon", "tre_em", "hoc_sinh", "bo_hoc")  # fmt: skip
BY_AGE = frozenset(
    code for code in INDICATORS if not code.startswith(OF_AN_AGE) and not code.endswith("_duoi_40")
)
AGES = ("duoi_40", "40_59", "tu_60")
ACTIVITIES = 200
PDF_BYTES = 120_000
NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
FIRST, LAST = date(2025, 12, 15), date(2026, 12, 14)
DUTY, PERIOD, FORM = "report_year", "2026", "bieu_nam"
PAPER = "docs/bao-cao.pdf"


@dataclass(frozen=True)
class Commune:
    """One sender and what it sends."""

    sender: Sender
    draft: PackageDraft


def office(number: int, code: str, name: str) -> Sender:
    """An office whose keys come from its number: for measuring only."""
    keys = OfficeKeys(number.to_bytes(32, "big"), (number + 1_000_000).to_bytes(32, "big"))
    return Sender(keys, card_of(keys, code, name, NOW))


PROVINCE = office(1, "79", "Sở Nội vụ tỉnh Mẫu")


def communes(
    count: int, privacy: Privacy = Privacy.INTERNAL, receiver: OfficeCard = PROVINCE.card
) -> Iterator[Commune]:
    """So many communes; each has 60 indicators by sex (37 of them by age too: 513 cells), 200 activities and
    a PDF."""
    paper = pdf()
    for number in range(count):
        sender = office(number + 10, f"{20_000 + number}", f"UBND xã Mẫu {number}")
        chance = random.Random(number)  # noqa: S311 - numbers to measure with
        records = Records(
            figures=tuple(_figures(chance)),
            activities=tuple(_activities(chance)),
            documents=(
                DocumentRecord(file=PAPER, role=PaperRole.REPORT, title="Báo cáo năm 2026"),
            ),
        )
        draft = PackageDraft(
            package_id=UUID(int=chance.getrandbits(128)),
            app_version="0",
            unit=UnitName(sender.card.unit_code, sender.card.unit_name, "79"),
            receiver=Addressee(receiver.unit_code, receiver.unit_name),
            receiver_card=receiver,
            duty=DUTY,
            template=Template(FORM, 1),
            period=PeriodSpan(PERIOD, FIRST, LAST),
            sequence=1,
            created_at=NOW,
            created_by="Nguyễn Thị Mẫu",
            salt=f"{number:032x}",
            privacy=privacy,
            records=records,
            papers={PAPER: paper + b"%% commune %d\n" % number},
        )
        yield Commune(sender, draft)


def desk(senders: list[Sender]) -> Desk:
    """The receiving office that has every card."""
    cards = [sender.card for sender in senders]
    return Desk(
        card=PROVINCE.card,
        keys=PROVINCE.keys,
        units={
            card.unit_code: KnownUnit(card.unit_code, card.unit_name, Pin(card, NOW))
            for card in cards
        },
        templates={FORM: 1},
    )


def package_of(commune: Commune) -> bytes:
    """What the commune sends."""
    return make_package(commune.draft, commune.sender).content


def workbook_of(commune: Commune, *, figures_only: bool = False) -> bytes:
    """The same columns of figures and activities in a workbook; empty cells are not written."""
    book = Workbook()
    figures = book.worksheets[0]
    figures.append(["indicator", "sex", "group", "state", "value", "reason", "origin", "note"])
    for cell in commune.draft.records.figures:
        state, origin = cell.state.value, cell.origin.value
        row = [cell.indicator, cell.sex.value, cell.group or None, state, cell.value]
        figures.append([*row, cell.reason or None, origin, cell.note or None])
    if not figures_only:
        _write_activities(book, commune)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def pdf() -> bytes:
    """A paper as offices print it: pages of text and a signed page that was scanned."""
    made = io.BytesIO()
    page = canvas.Canvas(made, pagesize=A4, invariant=True)
    for sheet in range(6):
        for line in range(60):
            page.drawString(60, 780 - line * 12, f"{sheet}.{line} " + "Bao cao cong tac " * 4)
        page.showPage()
    size = isqrt(PDF_BYTES * 4 // 5)
    noise = random.Random(0).randbytes(size * size)  # noqa: S311 - a picture of nothing
    page.drawInlineImage(Image.frombytes("L", (size, size), noise), 60, 300, 400, 400)
    page.save()
    return made.getvalue()


def _write_activities(book: Workbook, commune: Commune) -> None:
    activities = book.create_sheet("Hoạt động")
    for one in commune.draft.records.activities:
        row = [str(one.id), one.kind, one.title, one.starts_on, one.ends_on, one.place]
        row += [", ".join(one.partners), one.men, one.women, one.total, one.result]
        activities.append([*row, *(amount for _, amount in (*one.quantities, *one.money))])


def _figures(chance: random.Random) -> Iterator[FigureRecord]:
    people: dict[str, tuple[int, int]] = {}
    for code in INDICATORS:
        whole = max((one for one in people if code.startswith(f"{one}_")), key=len, default="")
        most = [one // 4 for one in people[whole]] if whole else [9_000, 9_000]
        men, women = (chance.randint(least // 2, least) for least in most)
        people[code] = (men, women)
        yield from _row(code, "", men, women)
        if code in BY_AGE:
            for age in AGES:
                yield from _row(
                    code, age, chance.randint(0, men // 3), chance.randint(0, women // 3)
                )


def _row(code: str, group: str, men: int, women: int) -> Iterator[FigureRecord]:
    for sex, value in zip(Column, (men + women, men, women), strict=True):
        yield FigureRecord(code, sex, CellState.VALUE, Decimal(value), group=group)


def _activities(chance: random.Random) -> Iterator[ActivityRecord]:
    for number in range(ACTIVITIES):
        day = FIRST + timedelta(days=chance.randrange(360))
        men, women = chance.randrange(90), chance.randrange(90)
        yield ActivityRecord(
            id=UUID(int=chance.getrandbits(128)),
            kind="tap_huan",
            title=f"Tập huấn kỹ năng phòng, chống bạo lực trên cơ sở giới, lớp {number}",
            starts_on=day,
            ends_on=day,
            place="Nhà văn hóa thôn Mẫu",
            partners=("Hội Liên hiệp Phụ nữ xã",),
            men=men,
            women=women,
            total=men + women,
            quantities=(("bang_ron", chance.randrange(9)),),
            money=(("ngan_sach_xa", chance.randrange(9_000_000)),),
            result=f"Lớp {number} đã xong, người dự hiểu và làm được.",
        )
