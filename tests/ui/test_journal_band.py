"""Typed and cut off: every kind of form is offered back by the next start, and takes its words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.data_folder import DataFolder, open_data_folder
from app.domain.activities import ActivityDraft
from app.domain.periods import management_year
from app.queries.activities import list_activities
from app.queries.figure_cells import list_figures
from app.queries.office import get_office
from app.queries.papers import get_paper
from app.services.activities import ChangeActivity, change_activity, record_activity
from app.services.catalogue import SaveEntry, save_entry
from app.services.papers import SaveContent, save_content
from app.ui.activities.page import ActivitiesPage
from app.ui.context import UiContext
from app.ui.editor.paper_page import PaperPage
from app.ui.exchange.send_look import SendLook
from app.ui.indicators.desk import IndicatorsDesk
from app.ui.journal_band import BACK, DROP, LATER
from app.ui.main_window import MainWindow
from app.ui.paper_desk import PaperDesk
from app.ui.settings.office_section import OfficeSection
from app.ui.settings.page import SettingsPage
from tests.ui.conftest import Door
from tests.ui.editor.papers import keep_plan
from tests.ui.editor.texts import at, write
from tests.ui.frame.support import context_of, copy_folder, folder_with_office
from tests.ui.keys import type_text

WORDS = "Tổ chức lễ phát động tại nhà văn hóa"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed folder with an office and a form of one line."""
    folder = folder_with_office(tmp_path_factory.mktemp("cơ quan") / "dữ liệu")
    for name, code, data in (
        ("indicator", "t_ho", {"unit": "hộ"}),
        ("form", "thu", {"period": "year", "rows": [{"indicator": "t_ho"}]}),
    ):
        entry = SaveEntry(catalogue=name, code=code, name="Số hộ", data=data)
        folder.db.write(save_entry, entry)
    folder.close()
    return folder.paths.root


class Runs:
    """Windows on one folder, one after the other; each but the last is cut off.

    What lies on the disk at the cut is copied, and the next run opens the copy.
    """

    def __init__(self, qtbot: QtBot, office: Path, room: Path) -> None:
        self._qtbot, self._room = qtbot, room
        self._open: list[UiContext] = []
        self._next = [self._copy(office)]
        self._folders: list[DataFolder] = []

    @property
    def folder(self) -> DataFolder:
        """The data of the run that is open, or of the next one."""
        if self._next:
            self._folders.append(open_data_folder(self._next.pop(), actor="Nguyễn Văn Mẫu"))
        return self._folders[-1]

    def start(self) -> MainWindow:
        context = context_of(self.folder)
        context.choose_year(2026)
        self._open.append(context)
        window = MainWindow(context)
        self._qtbot.addWidget(window)
        window.resize(1366, 728)
        with self._qtbot.waitExposed(window):
            window.show()
        context.journal.start()
        window.left_typing.offer()
        return window

    def cut_off(self, window: MainWindow) -> None:
        """Nothing is saved, nothing is forgotten: as the plug does it."""
        window.context.journal.write()
        window.context.journal.finish()
        self._next = [self._copy(self.folder.paths.root)]
        window.hide()

    def end(self) -> None:
        for context in self._open:
            context.journal.close()
            context.jobs.close()
        for folder in self._folders:
            folder.close()

    def _copy(self, root: Path) -> Path:
        return copy_folder(root, self._room / f"lần {len(list(self._room.iterdir()))}")


@pytest.fixture
def runs(qtbot: QtBot, office: Path, tmp_path: Path) -> Iterator[Runs]:
    made = Runs(qtbot, office, tmp_path)
    yield made
    made.end()


def press(window: MainWindow, words: str) -> None:
    buttons = window.left_typing.findChildren(QPushButton)
    next(one for one in buttons if one.text() == words and not one.isHidden()).click()


def left(window: MainWindow) -> int:
    return len(window.context.journal.left)


def typed_plan(runs: Runs) -> tuple[MainWindow, UUID]:
    window = runs.start()
    paper_id = keep_plan(window.context)
    window.navigate("plans", paper_id=paper_id)
    at(editor(window).view.editor, 2, 0)
    write(editor(window).view.editor, WORDS + " ")
    return window, paper_id


def editor(window: MainWindow) -> PaperPage:
    assert isinstance(window.page, PaperDesk)
    return window.page.editor()


def test_words_of_a_plan_come_back_and_are_kept(runs: Runs) -> None:
    window, paper_id = typed_plan(runs)
    runs.cut_off(window)

    window = runs.start()
    told = window.left_typing.words.text()
    assert "Kế hoạch “Thực hiện công tác bình đẳng giới xã Mẫu năm" in told
    assert WORDS in told
    press(window, BACK)

    row = window.context.db.read(get_paper, paper_id)
    assert row.content.nodes[2].text.startswith(WORDS)
    assert (left(window), window.left_typing.isHidden()) == (0, True)
    window.context.journal.finish()
    assert not list(window.context.paths.journal.iterdir())


def test_what_was_saved_before_the_cut_is_not_offered(runs: Runs) -> None:
    window, _paper_id = typed_plan(runs)
    window.context.journal.write()
    assert editor(window).keep()
    # The draft is still there, as if the plug was pulled before it could go.
    window.context.journal._timer.stop()
    runs.cut_off(window)
    window = runs.start()
    assert (left(window), window.left_typing.isHidden()) == (0, True)


def test_a_plan_changed_since_shows_both(runs: Runs, qtbot: QtBot) -> None:
    window, paper_id = typed_plan(runs)
    runs.cut_off(window)
    row = runs.folder.db.read(get_paper, paper_id)
    command = SaveContent(
        version_id=row.version_id,
        seen_revision=row.revision,
        content=replace(row.content, nodes=row.content.nodes[:2]),
    )
    runs.folder.db.write(save_content, command)

    window = runs.start()
    press(window, BACK)

    page = editor(window)
    verbs = [one.text() for one in page.band.findChildren(QPushButton) if not one.isHidden()]
    assert verbs == ["Xem hai bản", "Giữ chữ đang gõ", "Lấy bản đã ghi"]
    assert page.view.content().nodes[2].text.startswith(WORDS)
    page.band.findChildren(QPushButton)[-3].click()
    qtbot.waitUntil(page.comparing.is_open)
    assert page.comparing.panel.laid is not None
    assert page.comparing.panel.laid.comparison.changes


def test_words_of_a_version_that_is_closed_can_be_saved_apart(
    runs: Runs, door: Door, tmp_path: Path
) -> None:
    window, _paper_id = typed_plan(runs)
    draft = editor(window).draft.draft()
    assert draft is not None
    other = replace(draft, typed={**draft.typed, "version": str(uuid4())})
    window.context.journal.watch(window, lambda: other)
    editor(window).keeper.take(None, 0)
    runs.cut_off(window)

    window = runs.start()
    press(window, BACK)
    assert left(window) == 1

    door.answers, door.files = ["Lưu chữ ra tệp…"], [tmp_path / "chữ.txt"]
    press(window, BACK)
    assert left(window) == 0
    assert WORDS in (tmp_path / "chữ.txt").read_text(encoding="utf-8")


def card_page(window: MainWindow) -> ActivitiesPage:
    assert isinstance(window.page, ActivitiesPage)
    return window.page


def test_a_new_card_comes_back_as_it_was_typed(runs: Runs) -> None:
    window = runs.start()
    window.navigate("activities", new=True)
    type_text(card_page(window).card.form.title, WORDS)
    runs.cut_off(window)

    window = runs.start()
    assert f"Hoạt động “{WORDS}”" in window.left_typing.words.text()
    press(window, BACK)

    assert card_page(window).card.form.title.text() == WORDS
    assert card_page(window).card.is_changed
    assert window.context.db.read(list_activities) == []


def test_a_card_saved_elsewhere_since_asks_which_counts(runs: Runs) -> None:
    draft = ActivityDraft(
        kind_code="khac", title="Nói chuyện", starts_on=date(2026, 11, 3), place="Thôn 1"
    )
    activity_id = runs.folder.db.write(record_activity, draft)
    window = runs.start()
    window.navigate("activities", activity_id=activity_id)
    type_text(card_page(window).card.form.place, "Thôn 2")
    runs.cut_off(window)
    row = runs.folder.db.read(list_activities)[0]
    other = ActivityDraft(
        kind_code="khac", title="Nói chuyện", starts_on=date(2026, 11, 3), place="Thôn 3"
    )
    command = ChangeActivity(activity_id=row.id, seen_revision=row.revision, draft=other)
    runs.folder.db.write(change_activity, command)

    window = runs.start()
    press(window, BACK)
    page = card_page(window)
    page.deck.save()

    assert not page.card.banner.isHidden()
    assert "Nơi tổ chức: “Thôn 3”" in page.card.stored.text()
    assert "Thôn 2" in page.card.form.place.text()


def figures(runs: Runs) -> MainWindow:
    window = runs.start()
    window.navigate("indicators", form="thu", period="2026")
    return window


def test_the_cell_being_typed_is_looked_at_before_it_is_written(runs: Runs) -> None:
    window = figures(runs)
    assert isinstance(window.page, IndicatorsDesk)
    QTest.keyClicks(window.page.grid, "1")
    line = window.page.grid.viewport().findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "250")
    runs.cut_off(window)

    window = runs.start()
    assert "Số hộ" in window.left_typing.words.text()
    assert "1250" in window.left_typing.words.text()
    press(window, BACK)
    assert isinstance(window.page, IndicatorsDesk)
    assert "1 ô mới" in window.page.paste_box.words.text()
    window.page.paste_box.write.click()

    [kept] = window.context.db.read(list_figures, [management_year(2026).code])
    assert kept.value == 1250


def office_section(window: MainWindow) -> OfficeSection:
    window.navigate("settings", section="office")
    assert isinstance(window.page, SettingsPage)
    assert isinstance(window.page.section, OfficeSection)
    return window.page.section


def test_a_field_of_the_settings_comes_back_with_what_is_kept_now(runs: Runs) -> None:
    window = runs.start()
    place = office_section(window).form.control("place_name")
    assert isinstance(place, QLineEdit)
    place.end(False)
    type_text(place, " mới")
    runs.cut_off(window)

    window = runs.start()
    assert "Cài đặt, Địa danh" in window.left_typing.words.text()
    press(window, BACK)
    section = office_section(window)
    assert section.form.unsaved() == {"place_name": ("Song An", "Song An mới")}
    assert "Nay đang ghi" not in section.form.boxes["place_name"].error.words.text()
    assert section.leave()
    office = window.context.db.read(get_office)
    assert office is not None
    assert office.place_name == "Song An mới"
    assert section.form.unsaved() == {}


def test_words_whose_form_is_not_open_are_handed_over(runs: Runs, door: Door) -> None:
    window = runs.start()
    window.navigate("indicators")
    assert isinstance(window.page, IndicatorsDesk)
    window.page.ask.ask("Vì sao không có số liệu?", "", lambda _words: None)
    type_text(window.page.ask.words, "Trạm Y tế chưa gửi")
    runs.cut_off(window)

    window = runs.start()
    press(window, BACK)
    assert left(window) == 1
    door.answers = ["Chép chữ"]
    press(window, BACK)
    assert QGuiApplication.clipboard().text() == "Trạm Y tế chưa gửi"
    assert left(window) == 0


def test_later_keeps_it_for_another_start_and_drop_asks_first(runs: Runs, door: Door) -> None:
    window, _paper_id = typed_plan(runs)
    runs.cut_off(window)
    window = runs.start()
    press(window, LATER)
    assert window.left_typing.isHidden()
    runs.cut_off(window)

    window = runs.start()
    press(window, DROP)
    assert left(window) == 1
    door.answers = [DROP]
    press(window, DROP)
    assert left(window) == 0
    runs.cut_off(window)
    assert left(runs.start()) == 0


def test_a_closed_window_leaves_no_draft(runs: Runs) -> None:
    window, paper_id = typed_plan(runs)
    window.context.journal.write()
    assert window.close()
    window.context.journal.close()
    assert not list(window.context.paths.journal.iterdir())
    assert window.context.db.read(get_paper, paper_id).content.nodes[2].text.startswith(WORDS)


def test_what_no_form_could_save_is_offered_after_closing_too(runs: Runs) -> None:
    window = runs.start()
    window.navigate("indicators")
    assert isinstance(window.page, IndicatorsDesk)
    window.page.ask.ask("Vì sao không có số liệu?", "", lambda _words: None)
    type_text(window.page.ask.words, "Trạm Y tế chưa gửi")
    assert window.close()
    window.context.journal.close()
    assert [one.draft.words for one in runs.start().context.journal.left] == ["Trạm Y tế chưa gửi"]


def test_a_wrong_card_is_kept_once_when_the_window_closes(runs: Runs) -> None:
    window = runs.start()
    window.navigate("activities", new=True)
    type_text(card_page(window).card.form.title, WORDS)
    assert window.close()
    window.context.journal.close()
    window = runs.start()
    assert left(window) == 0
    window.navigate("activities")
    assert [one.words for one in card_page(window).deck.asides] == [WORDS]


def test_passwords_are_never_written(runs: Runs) -> None:
    window = runs.start()
    window.navigate("settings")
    assert window.page is not None
    look = SendLook(window.page)
    look.show()
    look.secret.show()
    line = look.secret.control("passphrase")
    assert isinstance(line, QLineEdit)
    type_text(line, "câu rất kín")
    runs.cut_off(window)
    assert not runs.folder.paths.journal.exists() or not list(runs.folder.paths.journal.iterdir())


def test_a_full_disk_is_told_once(
    runs: Runs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, _paper_id = typed_plan(runs)
    said: list[str] = []
    window.context.journal.failed.connect(said.append)

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.vault.files.put_in_place", full)
    window.context.journal.write()
    qtbot.waitUntil(lambda: bool(said))
    write(editor(window).view.editor, "nữa")
    window.context.journal.write()
    window.context.journal.finish()
    qtbot.wait(1)
    assert len(said) == 1
    assert "Chữ đang gõ vẫn còn trên màn hình" in said[0]
