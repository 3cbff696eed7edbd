"""Settings: every section saves what is typed and says what is wrong."""

import pytest
from pytestqt.qtbot import QtBot

from app.db.backup import list_backups
from app.queries.catalogue import find_entry, list_entries
from app.queries.office import OfficeRow, get_office, list_signers
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.settings.backup_section import BackupSection
from app.ui.settings.catalogue_section import CatalogueSection
from app.ui.settings.catalogue_table import CATALOGUES, state_words
from app.ui.settings.display_section import DisplaySection
from app.ui.settings.office_section import OfficeSection
from app.ui.settings.page import SECTIONS, SettingsPage
from app.ui.settings.print_section import PrintSection
from app.ui.settings.receivers_section import ReceiversSection
from app.ui.settings.signers_section import SignersSection
from tests.ui.conftest import TODAY
from tests.ui.keys import retype, type_text


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> SettingsPage:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    with qtbot.waitExposed(page):
        page.show()
    return page


def known(context: UiContext) -> OfficeRow:
    row = context.db.read(get_office)
    assert row is not None
    return row


def test_every_section_opens_and_may_be_left(page: SettingsPage) -> None:
    for entry in SECTIONS:
        page.open({"section": entry.code})
        assert page.section.title.split()[0] == entry.title.split()[0]
        assert page.leave()


def test_looking_at_the_settings_changes_nothing(page: SettingsPage, context: UiContext) -> None:
    # Leaving "Nơi nhận" once stored empty lines for reports and said "Đã lưu".
    before = known(context).revision
    for entry in SECTIONS:
        page.open({"section": entry.code})
        assert page.leave()
    assert known(context).revision == before


def test_a_field_of_the_office_is_saved_when_left(page: SettingsPage, context: UiContext) -> None:
    section = page.section
    assert isinstance(section, OfficeSection)
    retype(section.form.control("place_name"), "Thị trấn Mẫu")
    section.form.control("name").setFocus()
    assert known(context).place_name == "Thị trấn Mẫu"


def test_another_name_changes_the_usual_letterhead(page: SettingsPage, context: UiContext) -> None:
    section = page.section
    assert isinstance(section, OfficeSection)
    retype(section.form.control("name"), "Bình An")
    section.form.control("place_name").setFocus()
    assert known(context).letterhead == (("ỦY BAN NHÂN DÂN", True), ("XÃ BÌNH AN", True))


def test_an_empty_name_keeps_the_officer_with_a_sentence(
    page: SettingsPage, context: UiContext
) -> None:
    section = page.section
    assert isinstance(section, OfficeSection)
    section.form.control("name").show_value("")
    page.list.setCurrentRow(1)
    assert page.section is section
    assert section.form.boxes["name"].error.isVisible()
    assert known(context).name == "Mẫu"


def test_receivers_are_kept_line_by_line(page: SettingsPage, context: UiContext) -> None:
    page.open({"section": "receivers"})
    section = page.section
    assert isinstance(section, ReceiversSection)
    section.form.control("report").show_value(("Như trên", "Lưu: VT."))
    assert page.leave()
    assert known(context).recipients["report"] == ("Như trên", "Lưu: VT.")
    assert known(context).recipients["plan"][-1] == "Lưu: VT, VHXH."


def test_print_numbers_stay_inside_the_decree(page: SettingsPage, context: UiContext) -> None:
    page.open({"section": "print"})
    section = page.section
    assert isinstance(section, PrintSection)
    section.form.control("margin_left").show_value(60.0)
    assert not page.leave()
    assert section.form.boxes["margin_left"].error.words.text() == "Hãy ghi từ 30 đến 35."
    section.form.control("margin_left").show_value(32.5)
    assert page.leave()
    assert known(context).print_options == {"margin_left": 32.5}
    section.usual.click()
    assert known(context).print_options == {}


def test_signers_are_added_moved_and_taken_back(page: SettingsPage, context: UiContext) -> None:
    page.open({"section": "signers"})
    section = page.section
    assert isinstance(section, SignersSection)
    undo: list[object] = []
    context.status.undo_offered.connect(lambda _words, work: undo.append(work))

    section.list.setCurrentRow(1)
    section.first.click()
    assert next(row.name for row in context.db.read(list_signers)) == "Trần Thị Mẫu"

    section.remove.click()
    assert len(context.db.read(list_signers)) == 1
    [work] = undo
    assert callable(work)
    work()
    assert len(context.db.read(list_signers)) == 2

    section.add.click()
    type_text(section.form.control("name"), "Lê Văn Mẫu")
    assert page.leave()
    assert context.db.read(list_signers)[-1].name == "Lê Văn Mẫu"


def test_catalogues_cover_what_is_shipped(context: UiContext) -> None:
    empty = [c.code for c in CATALOGUES if not context.db.read(list_entries, c.code)]
    assert empty == []


def test_an_own_row_is_added_found_and_hidden(page: SettingsPage, context: UiContext) -> None:
    page.open({"section": "catalogues", "catalogue": "agency"})
    section = page.section
    assert isinstance(section, CatalogueSection)
    section.add.click()
    type_text(section.detail.form.control("name"), "Câu lạc bộ Mẫu")
    section.detail.save.click()
    row = context.db.read(find_entry, "agency", "Câu lạc bộ Mẫu")
    assert row is not None
    assert row.own
    assert section.detail.heading.text() == "Dòng của đơn vị"

    section.detail.hide_row.click()
    names = [entry.name for entry in context.db.read(list_entries, "agency")]
    assert "Câu lạc bộ Mẫu" not in names
    section.hidden.setChecked(True)
    assert "Câu lạc bộ Mẫu" in [entry.name for entry in section.table.model.rows]
    section.detail.hide_row.click()
    assert "Câu lạc bộ Mẫu" in [entry.name for entry in context.db.read(list_entries, "agency")]


def test_a_shipped_row_keeps_the_parts_the_form_does_not_show(
    page: SettingsPage, context: UiContext
) -> None:
    page.open({"section": "catalogues", "catalogue": "legal_basis"})
    section = page.section
    assert isinstance(section, CatalogueSection)
    row = section.table.model.rows[0]
    before = dict(row.data)
    section.detail.form.control("note").show_value("Xem lại")
    assert page.leave()
    after = context.db.read(find_entry, "legal_basis", row.code)
    assert after is not None
    assert (after.note, after.own, dict(after.data)) == ("Xem lại", True, before)


def test_expired_rows_say_so(context: UiContext) -> None:
    rows = context.db.read(list_entries, "level")
    states = {row.code: state_words(row, TODAY)[1] for row in rows}
    assert states["huyen"] == "Hết hiệu lực"
    assert states["xa"] == "Đã kiểm chứng"


def test_a_period_that_ends_before_it_begins_is_refused(page: SettingsPage) -> None:
    page.open({"section": "catalogues"})
    section = page.section
    assert isinstance(section, CatalogueSection)
    form = section.detail.form
    form.show_values({"valid_from": TODAY, "valid_to": TODAY.replace(year=2020)})
    assert not page.leave()
    assert form.boxes["valid_to"].error.isVisible()


def test_the_text_size_is_remembered_and_announced(
    qtbot: QtBot, page: SettingsPage, context: UiContext
) -> None:
    page.open({"section": "display"})
    section = page.section
    assert isinstance(section, DisplaySection)
    with qtbot.waitSignal(context.bus.look_changed):
        section.sizes["large"].click()
    assert context.preferences.choices.text_size == "large"


def test_a_backup_is_made_on_demand(qtbot: QtBot, page: SettingsPage, context: UiContext) -> None:
    page.open({"section": "backup"})
    section = page.section
    assert isinstance(section, BackupSection)
    with qtbot.waitSignal(context.status.said):
        section.now.click()
    assert len(list_backups(context.paths.backups)) == 1
    assert section.table.model.rowCount() == 1
