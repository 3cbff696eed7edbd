"""Indicators and forms in Danh mục: shown in words, kept as data, refused when they cannot be."""

import pytest
from pytestqt.qtbot import QtBot

from app.errors import ValidationError
from app.queries.catalogue import find_entry, list_entries
from app.queries.indicators import find_form, list_indicators
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.settings.catalogue_section import CatalogueSection
from app.ui.settings.catalogue_table import catalogue, data_of, values_of
from app.ui.settings.figure_catalogues import BREAKDOWNS, new_code
from app.ui.settings.page import SettingsPage
from app.workflows.catalogue_checks import check_row
from tests.ui.keys import type_text


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> SettingsPage:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    with qtbot.waitExposed(page):
        page.show()
    return page


def open_catalogue(page: SettingsPage, code: str) -> CatalogueSection:
    page.open({"section": "catalogues", "catalogue": code})
    section = page.section
    assert isinstance(section, CatalogueSection)
    return section


@pytest.mark.parametrize("code", ["indicator", "form"])
def test_every_shipped_row_can_be_shown_and_kept_again(context: UiContext, code: str) -> None:
    found = catalogue(code)
    known = {row.code for row in context.db.read(list_entries, "indicator")}
    for row in context.db.read(list_entries, code):
        data = data_of(values_of(row, found), found, row.data)
        assert data == row.data
        check_row(code, row.code, row.name, data, known)


def test_every_breakdown_has_its_words(context: UiContext) -> None:
    used = {one.breakdown for one in context.db.read(list_indicators).values()}
    assert used <= {code for code, _ in BREAKDOWNS}


def test_an_own_share_is_added_with_a_target(page: SettingsPage, context: UiContext) -> None:
    section = open_catalogue(page, "indicator")
    section.add.click()
    form = section.detail.form
    type_text(form.control("name"), "Tỷ lệ nữ hòa giải viên")
    form.show_values(
        {
            "unit": "%",
            "kind": "share",
            "numerator": "hoa_giai_vien: nữ",
            "denominator": "hoa_giai_vien: tổng",
            "direction": "up",
            "targets": ("2026: 30,5", "2030: 40 (cấp trên); khoảng 40"),
        }
    )
    section.detail.save.click()
    one = context.db.read(list_indicators)["ty_le_nu_hoa_giai_vien"]
    assert str(one.numerator and one.numerator.column) == "women"
    assert [(row.year, str(row.value), str(row.source), row.words) for row in one.targets] == [
        (2026, "30.5", "own", ""),
        (2030, "40", "upper", "khoảng 40"),
    ]
    assert section.detail.heading.text() == "Dòng của đơn vị, mã ty_le_nu_hoa_giai_vien"
    assert "2026: 30,5 (đơn vị)" in str(form.control("targets").value())


def test_an_own_form_is_added(page: SettingsPage, context: UiContext) -> None:
    section = open_catalogue(page, "form")
    section.add.click()
    form = section.detail.form
    type_text(form.control("name"), "Biểu quý của xã")
    form.show_values({"period": "quarter", "rows": ("# I. Dân số", "dan_so", "# II. Hộ", "ho")})
    section.detail.save.click()
    shown = context.db.read(find_form, "bieu_quy_cua_xa")
    assert [row.heading or row.indicator for row in shown.rows] == [
        "I. Dân số",
        "dan_so",
        "II. Hộ",
        "ho",
    ]
    assert "dan_so: Dân số" in str(form.control("rows").value())
    form.control("note").show_value("Đã xem")
    assert page.leave()
    assert context.db.read(find_form, "bieu_quy_cua_xa").rows == shown.rows


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("targets", ("năm 2030 đạt 75",)),
        ("numerator", "hoa_giai_vien"),
        ("numerator", "khong_co: nữ"),
        ("parent", "khong_co"),
        ("link", "people?kieu=tap_huan"),
        ("link", "so_nguoi"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    page: SettingsPage, context: UiContext, field: str, value: object
) -> None:
    section = open_catalogue(page, "indicator")
    section.add.click()
    form = section.detail.form
    type_text(form.control("name"), "Dòng mẫu")
    share = {"kind": "share", "numerator": "ho_ngheo: tổng", "denominator": "ho: tổng"}
    form.show_values({**(share if field == "numerator" else {}), field: value})
    section.detail.save.click()
    assert not form.boxes[field].error.isHidden()
    assert context.db.read(find_entry, "indicator", "dong_mau") is None


def test_a_count_has_no_parts_and_a_share_has_both(context: UiContext) -> None:
    with pytest.raises(ValidationError):
        check_row("indicator", "a", "A", {"numerator": "ho:total"}, {"ho"})
    with pytest.raises(ValidationError):
        check_row("indicator", "a", "A", {"kind": "share", "numerator": "ho:total"}, {"ho"})


def test_a_form_with_an_unknown_line_is_refused() -> None:
    with pytest.raises(ValidationError, match="khong_co"):
        check_row("form", "b", "B", {"rows": [{"indicator": "khong_co"}]}, {"ho"})


def test_the_code_of_a_new_row_is_plain() -> None:
    assert new_code("Số vụ (bạo lực) đã xử lý") == "so_vu_bao_luc_da_xu_ly"
