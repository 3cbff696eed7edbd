"""From the province to the commune by stick: what is in it, what is taken over, what stays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.figure_rows import Column
from app.domain.given_rows import CHANGED, KEPT, NEW, REFUSED
from app.domain.indicators import TargetSource
from app.domain.paper_content import PaperContent
from app.domain.papers import PaperKind, ReportType
from app.domain.parcels import ReceivedState
from app.errors import CancelledError, DataFileError, NotFoundError, ValidationError
from app.exchange.manifest import Addressee, Direction, PackageKind, Template, UnitName
from app.exchange.packing import make_package
from app.exchange.records import DeadlineRecord, Records, TargetRecord
from app.jobs import JobContext
from app.models import Change
from app.queries.catalogue import find_entry, list_entries
from app.queries.duties import list_duties
from app.queries.figure_cells import list_own_targets
from app.queries.papers import get_paper
from app.queries.received import ReceivedFilter, ReceivedRow, find_received, list_received
from app.queries.report_duties import duty_of_paper
from app.queries.sent import list_sent
from app.services.figures import SetTarget, set_target
from app.services.papers import CreatePaper, create_paper
from app.services.units import UnitDraft, save_unit
from app.workflows.parcels.desk import change_keys, own_office
from app.workflows.parcels.downward import (
    SendDown,
    content_of_down,
    make_down,
)
from app.workflows.parcels.given_deadlines import look_at_deadlines
from app.workflows.parcels.given_items import Part
from app.workflows.parcels.sending import write_to
from app.workflows.parcels.taking import (
    ALL,
    letters_of,
    look_at_down,
    receive_given,
    save_letter,
    take_over,
    taken_parts,
)
from tests.exchange.offices import draft
from tests.papers import HEAD, issue_newest
from tests.workflows.parcels.two_offices import (
    COMMUNE,
    NOW,
    PROVINCE,
    TASK,
    TODAY,
    Offices,
    add,
    add_form,
    ask_report,
    entry,
    hand_down,
    kinds,
    later,
    make_plan,
    of_part,
    plan_content,
)

PDF = b"%PDF-1.7\n" + b"khong phai van ban that\n" * 20


def from_above(offices: Offices) -> list[ReceivedRow]:
    """The packages that the commune has from above."""
    return offices.commune.read(list_received, ReceivedFilter(direction=Direction.DOWN.value))


def changes(db: Database) -> int:
    def count(session: Session) -> int:
        return session.scalar(select(func.count(Change.id))) or 0

    return db.read(count)


def test_targets_are_those_of_the_office_above_beside_our_own(
    offices: Offices, stick: Path
) -> None:
    def target(db: Database, code: str, value: str, **more: Any) -> None:
        db.write(set_target, SetTarget(indicator=code, year=2026, value=Decimal(value), **more))

    add(offices.province, "indicator", "t_rieng", "Chỉ tiêu của tỉnh", unit="người", kind="count")
    target(offices.province, "ho", "120.5", words="QĐ 5 của tỉnh")
    target(offices.province, "dan_so", "60", column=Column.WOMEN, set_by=TargetSource.UPPER)
    target(offices.province, "t_rieng", "3")
    target(offices.province, "ho", "99", set_by=TargetSource.UPPER)
    target(offices.commune, "ho", "150")
    package_id = hand_down(offices, stick, SendDown(year=2026, targets=2026))

    items = of_part(offices, package_id, Part.TARGETS)
    assert kinds(items.values()) == {"ho": NEW, "dan_so": NEW, "t_rieng": REFUSED}
    assert "t_rieng" in items["t_rieng"].why
    assert items["ho"].new.startswith("120,5")
    take_over(offices.commune, package_id, ALL, NOW)
    found = offices.commune.read(list_own_targets)
    assert {(one.source, one.value, one.words) for one in found["ho"]} == {
        (TargetSource.OWN, Decimal(150), ""),
        (TargetSource.UPPER, Decimal("120.5"), "QĐ 5 của tỉnh"),
    }
    assert [(one.column, one.value) for one in found["dan_so"]] == [(Column.WOMEN, Decimal(60))]

    target(offices.province, "ho", "130")
    second = hand_down(offices, stick, SendDown(year=2026, targets=2026), later(1))
    item = of_part(offices, second, Part.TARGETS)["ho"]
    assert (item.kind, item.old.split()[0], item.new.split()[0]) == (CHANGED, "120,5", "130")


def test_a_target_of_an_indicator_that_comes_along_needs_both_parts(
    offices: Offices, stick: Path
) -> None:
    add_form(offices.province)
    command = SetTarget(indicator="t_ty_le", year=2026, value=Decimal("35.5"))
    offices.province.write(set_target, command)
    down = SendDown(year=2026, forms=("bieu_tinh",), targets=2026)
    package_id = hand_down(offices, stick, down)
    both = look_at_down(offices.commune, package_id, NOW)
    alone = look_at_down(offices.commune, package_id, NOW, [Part.TARGETS])
    for preview, kind in ((both, NEW), (alone, REFUSED)):
        part = preview.part(Part.TARGETS)
        assert part is not None
        assert [one.kind for one in part.items] == [kind]
    take_over(offices.commune, package_id, ALL, NOW)
    (target,) = offices.commune.read(list_own_targets)["t_ty_le"]
    assert (target.source, target.value) == (TargetSource.UPPER, Decimal("35.5"))


def test_deadlines_stand_in_the_calendar_under_the_duty_they_are_asked_by(
    offices: Offices, stick: Path
) -> None:
    ask_report(offices.province)
    ask_report(
        offices.province, duty="bao_cao_rieng", name="Báo cáo riêng", template="van_ban",
        period="2026-Q4", due_on=date(2026, 12, 20), letter="", note="",
    )  # fmt: skip
    ask_report(offices.province, duty="cua_phuong", levels=("phuong",))
    package_id = hand_down(offices, stick, SendDown(year=2026, deadlines=2026))
    items = of_part(offices, package_id, Part.DEADLINES)
    assert kinds(items.values()) == {"report_year": CHANGED, "bao_cao_rieng": NEW}
    assert "hạn 30/11" in items["report_year"].old
    assert "hạn 5/12" in items["report_year"].new

    take_over(offices.commune, package_id, ALL, NOW)
    duties = {row.code: row for row in offices.commune.read(list_duties, today=TODAY, year=2026)}
    asked = duties["report_year"]
    assert (asked.due, asked.letter) == (
        date(2026, 12, 5),
        "Công văn số 12/UBND-VX ngày 01/11/2026",
    )
    assert asked.note == "Gửi kèm biểu có chữ ký."
    assert asked.receiver == "UBND tỉnh Mẫu"
    assert duties["bao_cao_rieng"].due == date(2026, 12, 20)
    next_year = offices.commune.read(list_duties, today=TODAY, year=2027)
    assert "bao_cao_rieng" not in {row.code for row in next_year}
    again = of_part(offices, package_id, Part.DEADLINES)
    assert set(kinds(again.values()).values()) == {KEPT}


def test_two_periods_of_one_duty_stand_beside_each_other(offices: Offices, stick: Path) -> None:
    for quarter, day in (("2026-Q3", date(2026, 10, 5)), ("2026-Q4", date(2026, 12, 20))):
        ask_report(offices.province, duty="quy", template="van_ban", period=quarter, due_on=day)
    package_id = hand_down(offices, stick, SendDown(year=2026, deadlines=2026))
    take_over(offices.commune, package_id, ALL, NOW)
    rows = {row.code: row for row in offices.commune.read(list_entries, "deadline")}
    assert (rows["quy"].data["month"], rows["quy.2026-Q4"].data["month"]) == (10, 12)
    assert rows["quy.2026-Q4"].data["duty"] == "quy"
    found = look_at_down(offices.commune, package_id, NOW).part(Part.DEADLINES)
    assert found is not None
    assert {one.kind for one in found.items} == {KEPT}


def test_a_deadline_that_the_unit_added_is_kept_and_a_hidden_one_comes_back(
    offices: Offices, stick: Path
) -> None:
    from app.services.catalogue import hide_entry

    add(offices.commune, "deadline", "viec_xa", "Việc của xã", paper="report", month=1, day=2)
    ask_report(offices.province, duty="viec_xa", period="2026-Q4", template="van_ban")
    ask_report(offices.province)
    row = entry(offices.commune, "deadline", "report_year")
    offices.commune.write(hide_entry, row.id)
    package_id = hand_down(offices, stick, SendDown(year=2026, deadlines=2026))
    items = of_part(offices, package_id, Part.DEADLINES)
    assert kinds(items.values()) == {"viec_xa": REFUSED, "report_year": CHANGED}
    take_over(offices.commune, package_id, ALL, NOW)
    assert entry(offices.commune, "deadline", "viec_xa").data["month"] == 1
    assert not entry(offices.commune, "deadline", "report_year").hidden


def test_letters_come_along_and_can_be_saved(offices: Offices, stick: Path, tmp_path: Path) -> None:
    letter = tmp_path / "Công văn số 12.pdf"
    letter.write_bytes(PDF)
    package_id = hand_down(offices, stick, SendDown(year=2026, letters=(letter,)))
    (found,) = letters_of(offices.commune, package_id, NOW)
    assert (found.title, found.content) == ("Công văn số 12", PDF)
    take_over(offices.commune, package_id, [Part.LETTERS], NOW)
    assert of_part(offices, package_id, Part.LETTERS)[found.file].kind == KEPT
    assert save_letter(found, stick).path.read_bytes() == PDF

    wrong = tmp_path / "công văn.docx"
    wrong.write_bytes(b"PK\x03\x04")
    with pytest.raises(ValidationError, match="PDF"):
        content_of_down(offices.province, SendDown(year=2026, letters=(wrong,)))


def test_taking_over_twice_changes_nothing(offices: Offices, stick: Path) -> None:
    add_form(offices.province)
    ask_report(offices.province)
    offices.province.write(
        set_target, SetTarget(indicator="ho", year=2026, value=Decimal(7), words="QĐ  5")
    )
    down = SendDown(year=2026, forms=("bieu_tinh",), targets=2026, deadlines=2026)
    package_id = hand_down(offices, stick, down)
    first = take_over(offices.commune, package_id, ALL, NOW)
    assert sum(part.writes for part in first.parts) == 5
    before = changes(offices.commune)
    second = take_over(offices.commune, package_id, ALL, NOW)
    assert [part.writes for part in second.parts] == [0, 0, 0]
    assert all(part.taken for part in second.parts)
    assert changes(offices.commune) == before


def test_only_the_chosen_parts_are_taken_and_noted(offices: Offices, stick: Path) -> None:
    add_form(offices.province)
    ask_report(offices.province)
    down = SendDown(year=2026, forms=("bieu_tinh",), deadlines=2026)
    package_id = hand_down(offices, stick, down)
    take_over(offices.commune, package_id, [Part.DEADLINES], NOW)
    assert offices.commune.read(find_entry, "form", "bieu_tinh") is None
    (given,) = from_above(offices)
    assert (taken_parts(given), given.state) == ({Part.DEADLINES}, ReceivedState.TAKEN)
    with pytest.raises(ValidationError, match="không có phần"):
        take_over(offices.commune, package_id, [Part.LETTERS], NOW)


def test_an_older_package_is_told_once_a_newer_one_was_taken(offices: Offices, stick: Path) -> None:
    ask_report(offices.province)
    older = hand_down(offices, stick, SendDown(year=2026, deadlines=2026))
    ask_report(offices.province, due_on=date(2026, 12, 10))
    newer = hand_down(offices, stick, SendDown(year=2026, deadlines=2026), later(1))
    assert offices.commune.read(find_received, newer).sequence == 2
    take_over(offices.commune, newer, ALL, later(1))
    part = look_at_down(offices.commune, older, NOW).part(Part.DEADLINES)
    assert part is not None
    assert "gói lần 2" in part.older
    assert part.writes == 0
    with pytest.raises(ValidationError, match="cũ hơn"):
        take_over(offices.commune, older, ALL, NOW)
    assert entry(offices.commune, "deadline", "report_year").data["day"] == 10


def test_a_sealed_package_opens_for_its_receiver_also_after_keys_changed(
    offices: Offices, stick: Path
) -> None:
    ask_report(offices.province)
    package_id = hand_down(offices, stick, SendDown(year=2026, deadlines=2026, sealed=True))
    (written,) = stick.iterdir()
    assert b"report_year" not in written.read_bytes()
    change_keys(offices.province, "Mất máy tính", later(1))
    change_keys(offices.commune, "Đổi máy", later(1))
    assert kinds(of_part(offices, package_id, Part.DEADLINES).values()) == {"report_year": CHANGED}


def test_nobody_but_the_office_above_hands_down(offices: Offices, stick: Path) -> None:
    """A package of the commune that claims to come from above."""
    from app.models import Unit

    ask_report(offices.province)

    def turn(session: Session) -> None:
        for unit in session.scalars(select(Unit).where(Unit.above)):
            unit.above = False

    (sent,) = make_down(offices.province, SendDown(year=2026, deadlines=2026), [COMMUNE], NOW)
    path = write_to(offices.province, sent.id, stick, NOW).path
    offices.commune.write(turn)
    with pytest.raises(ValidationError, match="không phải cấp trên"):
        receive_given(offices.commune, path, NOW)
    assert from_above(offices) == []


def test_the_same_file_again_is_the_same_package(offices: Offices, stick: Path) -> None:
    ask_report(offices.province)
    package_id = hand_down(offices, stick, SendDown(year=2026, deadlines=2026))
    (path,) = stick.iterdir()
    assert receive_given(offices.commune, path, later(1)) == package_id
    assert len(from_above(offices)) == 1
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(ValidationError):
        receive_given(offices.commune, path, NOW)


def test_what_cannot_be_sent_is_told_before_anything_is_made(offices: Offices, stick: Path) -> None:
    province = offices.province
    with pytest.raises(ValidationError, match="Không có gì để gửi"):
        make_down(province, SendDown(year=2026), [], NOW)
    with pytest.raises(ValidationError, match="99999"):
        make_down(province, SendDown(year=2026, targets=2026), ["99999"], NOW)
    add(province, "form", "Biểu có dấu", "Biểu", period="year", rows=[])
    with pytest.raises(ValidationError, match="không dấu"):
        make_down(province, SendDown(year=2026, forms=("Biểu có dấu",)), [], NOW)
    assert province.read(list_sent) == []


def test_our_report_carries_the_duty_it_is_asked_by(offices: Offices, stick: Path) -> None:
    """Also where the office above has a code of its own for it, and another period has not."""
    commune = offices.commune
    ask_report(offices.province, duty="nam_tinh", name="Báo cáo năm của tỉnh")
    take_over(commune, hand_down(offices, stick, SendDown(year=2026, deadlines=2026)), ALL, NOW)
    content = PaperContent(head=HEAD)

    def duty(period: str) -> str:
        command = CreatePaper(
            kind=PaperKind.REPORT, paper_type=ReportType.YEAR, year=int(period), content=content,
            period=period,
        )  # fmt: skip
        row = commune.read(get_paper, commune.write(create_paper, command))
        return commune.read(duty_of_paper, row).code

    assert (duty("2026"), duty("2025")) == ("nam_tinh", "report_year")


def test_a_deadline_of_the_next_year_moves_on_and_stands_in_the_year_it_is_due(
    offices: Offices, stick: Path
) -> None:
    province = offices.province
    ask_report(province, duty="rieng", template="van_ban", due_on=date(2027, 1, 15))
    first = hand_down(offices, stick, SendDown(year=2026, deadlines=2026))
    assert "lịch năm 2027" in of_part(offices, first, Part.DEADLINES)["rieng"].why
    take_over(offices.commune, first, ALL, NOW)
    ask_report(province, duty="rieng", period="2027", template="van_ban", due_on=date(2027, 12, 1))
    second = hand_down(offices, stick, SendDown(year=2027, deadlines=2027), later(1))
    assert of_part(offices, second, Part.DEADLINES)["rieng"].kind == CHANGED
    take_over(offices.commune, second, ALL, later(1))
    due = {
        row.due
        for year in (2026, 2027, 2028)
        for row in offices.commune.read(list_duties, today=TODAY, year=year)
        if row.code == "rieng"
    }
    assert due == {date(2027, 12, 1)}


def test_a_period_that_nobody_knows_is_refused(offices: Offices) -> None:
    record = DeadlineRecord("viec", "Việc", "van_ban", "thang-cham", date(2026, 12, 1))
    items, writes = offices.commune.read(look_at_deadlines, [record], "UBND tỉnh Mẫu")
    assert ([one.kind for one in items], writes) == ([REFUSED], [])
    assert "thang-cham" in items[0].why


def test_an_older_file_that_comes_after_a_newer_is_refused_at_the_door(
    offices: Offices, stick: Path
) -> None:
    ask_report(offices.province)
    paths = []
    for days in (0, 1):
        down = SendDown(year=2026, deadlines=2026)
        (sent,) = make_down(offices.province, down, [COMMUNE], later(days))
        paths.append(write_to(offices.province, sent.id, stick, later(days)).path)
    assert sent.reason == "Bổ sung, điều chỉnh nội dung đã giao."
    newest = receive_given(offices.commune, paths[1], later(2))
    with pytest.raises(ValidationError, match="lần gửi 2"):
        receive_given(offices.commune, paths[0], later(2))
    assert [one.id for one in from_above(offices)] == [newest]
    (row, _first) = offices.province.read(list_sent)
    assert row.state_words == "Đã chép ra"


def test_a_package_from_below_has_nothing_to_take(offices: Offices, stick: Path) -> None:
    """A unit of ours sends figures; taking it over is refused, whatever the page offers."""
    own = own_office(offices.commune, NOW)
    usual = draft(
        unit=UnitName(COMMUNE, own.card.unit_name), receiver=Addressee(PROVINCE, "UBND tỉnh Mẫu"),
        receiver_card=None, template=Template("cap_tren", 1), records=Records(), papers={},
    )  # fmt: skip
    made = make_package(usual, own.sender)
    path = stick / made.file_name
    path.write_bytes(made.content)
    with pytest.raises(ValidationError, match="cấp dưới gửi lên"):
        receive_given(offices.province, path, NOW)


def test_a_trial_from_above_is_shown_and_not_taken(offices: Offices, stick: Path) -> None:
    own = own_office(offices.province, NOW)
    target = TargetRecord("ho", 2026, Column.TOTAL, Decimal(5))
    usual = draft(
        unit=UnitName(PROVINCE, own.card.unit_name), receiver=Addressee(COMMUNE, "xã"),
        receiver_card=None, template=Template("cap_tren", 1), direction=Direction.DOWN,
        kind=PackageKind.TEST, records=Records(targets=(target,)), papers={},
    )  # fmt: skip
    path = stick / "thu.bdg-goi"
    path.write_bytes(make_package(usual, own.sender).content)
    package_id = receive_given(offices.commune, path, NOW)
    assert of_part(offices, package_id, Part.TARGETS)["ho"].kind == NEW
    with pytest.raises(ValidationError, match="gửi thử"):
        take_over(offices.commune, package_id, ALL, NOW)
    assert offices.commune.read(list_own_targets) == {}


def test_a_sealed_package_needs_the_card_of_the_unit(offices: Offices) -> None:
    unit = UnitDraft(code="26737", name="Mẫu Hạ", level_code="xa")
    offices.province.write(save_unit, unit)
    ask_report(offices.province)
    down = SendDown(year=2026, deadlines=2026, sealed=True)
    with pytest.raises(ValidationError, match="Mẫu Hạ"):
        make_down(offices.province, down, [], NOW)
    open_one = replace(down, sealed=False)
    made = make_down(offices.province, open_one, [], NOW)
    assert {row.receiver_code for row in made} == {COMMUNE, "26737"}
    assert len({row.file_name for row in made}) == 2


def test_a_stop_keeps_the_packages_that_were_made(offices: Offices) -> None:
    offices.province.write(save_unit, UnitDraft(code="26737", name="Mẫu Hạ", level_code="xa"))
    ask_report(offices.province)
    told = []

    def report(done: int, total: int, name: str) -> None:
        told.append((done, total, name))
        job.cancel()

    job = JobContext(report)
    with pytest.raises(CancelledError):
        make_down(offices.province, SendDown(year=2026, deadlines=2026), [], NOW, job)
    (made,) = offices.province.read(list_sent)
    assert told == [(0, 2, made.receiver_name)]


def test_what_is_not_there_or_cannot_travel_is_told(offices: Offices, tmp_path: Path) -> None:
    province = offices.province
    for command in (
        SendDown(year=2026, forms=("khong_co",)),
        SendDown(year=2026, catalogues=("signer_form",)),
        SendDown(year=2026, plan_id=UUID(int=5)),
    ):
        with pytest.raises(NotFoundError):
            content_of_down(province, command)
    with pytest.raises(DataFileError):
        content_of_down(province, SendDown(year=2026, letters=(tmp_path / "khong-co.pdf",)))
    report = CreatePaper(
        kind=PaperKind.REPORT, paper_type=ReportType.YEAR, year=2026,
        content=replace(plan_content("Đã làm", tasks=False)),
    )  # fmt: skip
    paper_id = province.write(create_paper, report)
    province.write(issue_newest, paper_id)
    with pytest.raises(ValidationError, match="Chỉ kế hoạch"):
        content_of_down(province, SendDown(year=2026, plan_id=paper_id))
    # A target of an indicator whose code nobody else can read stays at home.
    province.write(set_target, SetTarget(indicator="Số nhà văn hóa", year=2026, value=Decimal(5)))
    assert content_of_down(province, SendDown(year=2026, targets=2026)).is_empty


def test_a_task_for_the_whole_year_has_its_days(offices: Offices) -> None:
    content = plan_content("Tuyên truyền")
    task = replace(TASK, starts_on=None, ends_on=None, all_year=True)
    nodes = (content.nodes[0], replace(content.nodes[1], task=task))
    plan_id = make_plan(offices.province, replace(content, nodes=nodes))
    records = content_of_down(offices.province, SendDown(year=2026, plan_id=plan_id)).records
    heading, node = records.nodes
    assert (heading.lead, node.lead) == ("", TASK.lead)
    assert (node.starts_on, node.ends_on) == (date(2026, 1, 1), date(2026, 12, 31))
