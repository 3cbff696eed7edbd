"""Forms, indicators and other catalogues from above: versions, own rows, nonsense."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.given_rows import CHANGED, KEPT, NEW, REFUSED
from app.exchange.records import EntryRecord, Records
from app.queries.catalogue import find_entry
from app.queries.indicators import find_form, list_forms, list_indicators
from app.services.catalogue import SaveEntry, save_entry
from app.services.figures import SetTarget, set_target
from app.workflows.given_forms import read_given, take_given
from app.workflows.parcels.downward import (
    ALL_FORMS,
    SendDown,
    content_of_down,
)
from app.workflows.parcels.given_entries import look_at_entries
from app.workflows.parcels.given_items import Part
from app.workflows.parcels.taking import (
    ALL,
    take_over,
)
from tests.workflows.parcels.two_offices import (
    NOW,
    Offices,
    add,
    add_form,
    entry,
    hand_down,
    kinds,
    later,
    of_part,
    plain,
)


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
    add(offices.province, "indicator", "ho_2027", "Dòng riêng", unit="người", kind="count")
    file = tmp_path / "bộ.toml"
    file.write_text(
        'catalogue = "indicator"\nvalid_from = 2027-01-01\n[[entry]]\ncode = "ho"\n'
        '[entry.data]\nunit = "nghìn hộ"\n',
        encoding="utf-8",
    )
    take_given(offices.province, read_given(offices.province, file))
    package_id = hand_down(offices, stick, SendDown(year=2027, forms=("bieu_nam",)))
    items = of_part(offices, package_id, Part.FORMS)
    changed = {code: one for code, one in items.items() if one.kind == CHANGED}
    assert {"ho_2027_2", "ho_nu_chu_2027", "bieu_nam_2027"} <= changed.keys()
    assert changed["ho_2027_2"].old == "đơn vị tính: hộ"
    assert changed["ho_2027_2"].new == "đơn vị tính: nghìn hộ"
    assert "01/01/2027" in changed["ho_2027_2"].why
    assert changed["bieu_nam_2027"].new == "bản mới của Hộ gia đình, Hộ do nữ làm chủ hộ"
    assert changed["ho_nu_chu_2027"].new == "dòng lớn hơn: Hộ gia đình (ho_2027_2)"
    assert items["ho_nguoi_cao_tuoi"].why == "Đã thôi dùng"

    take_over(offices.commune, package_id, ALL, NOW)
    before = offices.commune.read(find_form, "bieu_nam", on=date(2026, 7, 1))
    after = offices.commune.read(find_form, "bieu_nam", on=date(2027, 7, 1))
    assert (before.code, after.code) == ("bieu_nam", "bieu_nam_2027")
    assert "ho" in before.indicators
    assert "ho_2027_2" in after.indicators
    theirs = offices.province.read(find_form, "bieu_nam", on=date(2027, 7, 1))
    assert after.rows == theirs.rows
    # Another form, which was not asked for, follows: its lines have the same codes and day too.
    other = "bieu_bao_luc_nua_nam"
    pair = [
        db.read(find_form, other, on=date(2027, 7, 1)) for db in (offices.commune, offices.province)
    ]
    assert pair[0].code == "bieu_bao_luc_nua_nam_2027"
    assert pair[0].rows == pair[1].rows
    for code in (*after.indicators, *pair[0].indicators):
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


def test_all_forms_go_with_every_indicator_they_name(offices: Offices) -> None:
    content = content_of_down(offices.province, SendDown(year=2026, forms=(ALL_FORMS,)))
    assert content.lines[0].endswith("biểu, chỉ tiêu, dòng danh mục")
    codes = {one.code for one in content.records.entries if one.catalogue == "indicator"}
    named = {code for form in offices.province.read(list_forms) for code in form.indicators}
    assert named <= codes <= set(offices.province.read(list_indicators))


@pytest.mark.parametrize(
    ("catalogue", "name", "text"),
    [
        ("form", "rows", '"chữ"'),
        ("form", "rows", "[1]"),
        ("form", "rows", '[{"indicator": 5}]'),
        ("form", "rows", '[{"indicator": ["dan_so"]}]'),
        ("form", "rows", '[{"indicator": "khong_co"}]'),
        ("form", "rows", "[{]"),
        ("form", "period", '"days"'),
        ("indicator", "targets", '[{"value": "5"}]'),
        ("indicator", "targets", '[{"year": 2030, "column": []}]'),
        ("indicator", "numerator", "[]"),
        ("indicator", "numerator", '"khong_co:women"'),
        ("indicator", "decimals", "NaN"),
        ("indicator", "kind", '"khong_co_loai_nay"'),
        ("indicator", "unit", "[" * 9000 + "]" * 9000),
        ("signer_form", "lines", "[]"),
    ],
)
def test_a_row_that_says_nonsense_is_refused_by_itself(
    offices: Offices, catalogue: str, name: str, text: str
) -> None:
    fields = {"data/period": '"year"', "data/rows": "[]"} if catalogue == "form" else {}
    fields |= {f"data/{name}": text}
    records = [
        EntryRecord(catalogue, "t_la", "Lạ", fields=tuple(fields.items())),
        EntryRecord("indicator", "t_tot", "Tốt", fields=(("data/unit", '"người"'),)),
    ]
    looked = offices.commune.read(look_at_entries, records, date(2026, 1, 1))
    assert {one.code: one.kind for one in looked.items} == {"t_la": REFUSED, "t_tot": NEW}
    assert all(one.why for one in looked.items if one.kind == REFUSED)
    assert [one.code for one in looked.writes] == ["t_tot"]


def test_an_office_between_hands_on_what_it_was_given(offices: Offices, stick: Path) -> None:
    add_form(offices.province)
    offices.province.write(
        set_target, SetTarget(indicator="ho", year=2026, value=Decimal("12.5"), words="QĐ 5")
    )
    down = SendDown(year=2026, forms=("bieu_tinh",), targets=2026)
    take_over(offices.commune, hand_down(offices, stick, down), ALL, NOW)
    sent, passed = (content_of_down(db, down).records for db in (offices.province, offices.commune))
    assert passed.targets == sent.targets

    def said(records: Records) -> dict[str, Any]:
        return {one.code: (one.name, dict(one.fields)) for one in records.entries}

    assert said(passed) == said(sent)
