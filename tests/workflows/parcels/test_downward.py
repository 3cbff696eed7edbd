"""From the province to the commune by stick: what is in it, what is taken over, what stays."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.figure_rows import Column
from app.domain.given_rows import CHANGED, FROM_ABOVE, KEPT, NEW, REFUSED
from app.domain.indicators import TargetSource
from app.domain.parcels import ReceivedState
from app.errors import ValidationError
from app.models import Change
from app.queries.catalogue import EntryRow, find_entry, list_entries
from app.queries.duties import list_duties
from app.queries.figure_cells import list_own_targets
from app.queries.indicators import find_form, list_forms, list_indicators
from app.queries.received import find_received
from app.queries.sent import list_sent
from app.services.catalogue import SaveEntry, save_entry
from app.services.figures import SetTarget, set_target
from app.workflows.given_forms import read_given, take_given
from app.workflows.parcels.desk import change_keys
from app.workflows.parcels.downward import (
    ALL_FORMS,
    SendDown,
    content_of_down,
    make_down,
    sendable_catalogues,
)
from app.workflows.parcels.given_items import GivenItem, Part
from app.workflows.parcels.sending import write_to
from app.workflows.parcels.taking import (
    ALL,
    letters_of,
    list_given,
    look_at_down,
    receive_given,
    save_letter,
    take_over,
)
from tests.workflows.parcels.two_offices import (
    COMMUNE,
    NOW,
    TODAY,
    Offices,
    ask_report,
    hand_down,
    later,
    two_offices,
)

PDF = b"%PDF-1.7\n" + b"khong phai van ban that\n" * 20
COUNT = {"unit": "người", "kind": "count", "by_sex": True, "meaning": "Đếm ngày 14/12."}


@pytest.fixture
def offices(tmp_path: Path, _empty_file: Path) -> Iterator[Offices]:
    with two_offices(tmp_path, _empty_file) as both:
        yield both


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


def add(db: Database, catalogue: str, code: str, name: str, **data: Any) -> None:
    db.write(save_entry, SaveEntry(catalogue=catalogue, code=code, name=name, data=data))


def add_form(db: Database, code: str = "bieu_tinh", **more: Any) -> None:
    """Two indicators of the province's own and a share of them, on a form of its own."""
    add(db, "indicator", "t_can_bo", "Cán bộ thôn", **COUNT)
    share = {"unit": "%", "kind": "share", "numerator": "t_can_bo:women"}
    add(
        db, "indicator", "t_ty_le", "Tỷ lệ nữ cán bộ thôn", **share, denominator="t_can_bo:total",
        targets=[{"year": 2030, "value": "40.5", "source": "upper"}],
    )  # fmt: skip
    rows = [{"heading": "I. “Cán bộ”\\thôn"}, {"indicator": "t_ty_le"}, {"indicator": "dan_so"}]
    add(db, "form", code, "Biểu của tỉnh", period="year", rows=rows, **more)


def kinds(items: Any) -> dict[str, str]:
    return {one.code: one.kind for one in items}


def of_part(offices: Offices, package_id: Any, part: Part) -> dict[str, GivenItem]:
    preview = look_at_down(offices.commune, package_id, NOW)
    found = preview.part(part)
    assert found is not None
    return {one.code: one for one in found.items}


def entry(db: Database, catalogue: str, code: str) -> EntryRow:
    found = db.read(find_entry, catalogue, code)
    assert found is not None
    return found


def plain(data: Any) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != FROM_ABOVE}


def changes(db: Database) -> int:
    def count(session: Session) -> int:
        return session.scalar(select(func.count(Change.id))) or 0

    return db.read(count)


def test_a_form_arrives_with_all_it_needs_and_not_a_letter_is_lost(
    offices: Offices, stick: Path
) -> None:
    add_form(offices.province)
    package_id = hand_down(offices, stick, SendDown(year=2026, forms=("bieu_tinh",)))

    items = of_part(offices, package_id, Part.FORMS)
    assert kinds(items.values()) == {
        "dan_so": KEPT,
        "t_can_bo": NEW,
        "t_ty_le": NEW,
        "bieu_tinh": NEW,
    }
    assert offices.commune.read(find_entry, "form", "bieu_tinh") is None

    take_over(offices.commune, package_id, [Part.FORMS], NOW)
    for catalogue, code in (
        ("form", "bieu_tinh"),
        ("indicator", "t_can_bo"),
        ("indicator", "t_ty_le"),
    ):
        sent, got = (
            entry(offices.province, catalogue, code),
            entry(offices.commune, catalogue, code),
        )
        assert (got.name, plain(got.data)) == (sent.name, plain(sent.data))
    form = offices.commune.read(find_form, "bieu_tinh")
    assert [row.heading or row.indicator for row in form.rows] == [
        "I. “Cán bộ”\\thôn",
        "t_ty_le",
        "dan_so",
    ]


def test_a_very_long_form_is_cut_into_pieces_and_joined_again(
    offices: Offices, stick: Path
) -> None:
    rows = [{"heading": f"Đề mục thứ {number} về “bình đẳng giới”"} for number in range(900)]
    add(offices.province, "form", "bieu_dai", "Biểu dài", period="year", rows=rows)
    package_id = hand_down(offices, stick, SendDown(year=2026, forms=("bieu_dai",)))
    take_over(offices.commune, package_id, ALL, NOW)
    assert entry(offices.commune, "form", "bieu_dai").data["rows"] == rows


def test_a_later_version_bears_the_same_code_in_both_offices(
    offices: Offices, stick: Path, tmp_path: Path
) -> None:
    """The province counts otherwise from 2027 on; figures of both must meet under one code.

    It has a row of its own under the code that the version would have had, so it has another.
    """
    add(offices.province, "indicator", "dan_so_2027", "Dòng riêng", unit="người", kind="count")
    file = tmp_path / "bộ.toml"
    file.write_text(
        'catalogue = "indicator"\nvalid_from = 2027-01-01\n[[entry]]\ncode = "dan_so"\n'
        '[entry.data]\nunit = "nghìn người"\n',
        encoding="utf-8",
    )
    take_given(offices.province, read_given(offices.province, file))
    package_id = hand_down(offices, stick, SendDown(year=2027, forms=("bieu_nam",)))
    items = of_part(offices, package_id, Part.FORMS)
    changed = {code: one for code, one in items.items() if one.kind == CHANGED}
    assert {"dan_so_2027_2", "dan_so_60_2027", "bieu_nam_2027"} <= changed.keys()
    assert changed["dan_so_2027_2"].old == "đơn vị tính: người"
    assert changed["dan_so_2027_2"].new == "đơn vị tính: nghìn người"
    assert "01/01/2027" in changed["dan_so_2027_2"].why

    take_over(offices.commune, package_id, ALL, NOW)
    before = offices.commune.read(find_form, "bieu_nam", on=date(2026, 7, 1))
    after = offices.commune.read(find_form, "bieu_nam", on=date(2027, 7, 1))
    assert (before.code, after.code) == ("bieu_nam", "bieu_nam_2027")
    assert "dan_so" in before.indicators
    assert "dan_so_2027_2" in after.indicators
    theirs = offices.province.read(find_form, "bieu_nam", on=date(2027, 7, 1))
    assert after.rows == theirs.rows
    for code in after.indicators:
        ours, sent = (entry(db, "indicator", code) for db in (offices.commune, offices.province))
        assert (plain(ours.data), ours.valid_from) == (plain(sent.data), sent.valid_from)

    again = of_part(offices, package_id, Part.FORMS)
    assert set(kinds(again.values()).values()) == {KEPT}


def test_what_the_unit_made_itself_is_never_overwritten(offices: Offices, stick: Path) -> None:
    add_form(offices.province)
    add(offices.commune, "indicator", "t_can_bo", "Cán bộ của xã", unit="hộ", kind="count")
    package_id = hand_down(offices, stick, SendDown(year=2026, forms=("bieu_tinh",)))

    items = of_part(offices, package_id, Part.FORMS)
    assert kinds(items.values()) == {
        "dan_so": KEPT,
        "t_can_bo": REFUSED,
        "t_ty_le": REFUSED,
        "bieu_tinh": REFUSED,
    }
    assert "Cán bộ của xã" in items["t_can_bo"].why
    assert "t_can_bo" in items["t_ty_le"].why
    take_over(offices.commune, package_id, ALL, NOW)
    assert entry(offices.commune, "indicator", "t_can_bo").name == "Cán bộ của xã"
    assert offices.commune.read(find_entry, "form", "bieu_tinh") is None


def test_other_catalogues_bring_the_rows_the_office_made_its_own(
    offices: Offices, stick: Path
) -> None:
    province, commune = offices.province, offices.commune
    add(province, "theme", "chu_de_tinh", "Chủ đề của tỉnh", year=2026)
    add(province, "theme", "chung", "Cùng một mã", year=2026)
    add(commune, "theme", "chung", "Chủ đề riêng của xã", year=2026)
    assert sendable_catalogues(province)["theme"] == 2
    package_id = hand_down(offices, stick, SendDown(year=2026, catalogues=("theme",)))
    items = of_part(offices, package_id, Part.FORMS)
    assert kinds(items.values()) == {"chu_de_tinh": NEW, "chung": REFUSED}
    take_over(commune, package_id, ALL, NOW)
    assert entry(commune, "theme", "chu_de_tinh").data["year"] == 2026
    assert entry(commune, "theme", "chung").name == "Chủ đề riêng của xã"

    row = entry(province, "theme", "chu_de_tinh")
    command = SaveEntry(
        catalogue="theme", code=row.code, name="Chủ đề đã sửa", data=row.data, entry_id=row.id,
        seen_revision=row.revision, valid_to=date(2026, 12, 31),
    )  # fmt: skip
    province.write(save_entry, command)
    second = hand_down(offices, stick, SendDown(year=2026, catalogues=("theme",)), later(1))
    item = of_part(offices, second, Part.FORMS)["chu_de_tinh"]
    assert (item.kind, item.old, item.new) == (CHANGED, "Chủ đề của tỉnh", "Chủ đề đã sửa")
    take_over(commune, second, ALL, later(1))
    assert entry(commune, "theme", "chu_de_tinh").valid_to == date(2026, 12, 31)
    assert of_part(offices, second, Part.FORMS)["chu_de_tinh"].kind == KEPT


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
    (given,) = list_given(offices.commune)
    assert (given.taken, given.row.state) == ({Part.DEADLINES}, ReceivedState.TAKEN)
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
    assert list_given(offices.commune) == []


def test_the_same_file_again_is_the_same_package(offices: Offices, stick: Path) -> None:
    ask_report(offices.province)
    package_id = hand_down(offices, stick, SendDown(year=2026, deadlines=2026))
    (path,) = stick.iterdir()
    assert receive_given(offices.commune, path, later(1)) == package_id
    assert len(list_given(offices.commune)) == 1
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


def test_all_forms_go_with_every_indicator_they_name(offices: Offices) -> None:
    content = content_of_down(offices.province, SendDown(year=2026, forms=(ALL_FORMS,)))
    assert content.lines[0].endswith("biểu, chỉ tiêu, dòng danh mục")
    codes = {one.code for one in content.records.entries if one.catalogue == "indicator"}
    named = {code for form in offices.province.read(list_forms) for code in form.indicators}
    assert named <= codes <= set(offices.province.read(list_indicators))
