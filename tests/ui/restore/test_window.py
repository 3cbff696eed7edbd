"""Phục hồi: the list, what would be lost, the confirmed way back, and what is said at the end."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.backups.to_folder import Data, back_up_to
from app.data_folder import open_data_folder
from app.queries.activities import list_activities
from app.queries.office import get_office
from app.ui.restore.window import REST, RESTORE, RestoreWindow
from tests.backups.conftest import attach
from tests.ui.conftest import Door
from tests.ui.frame.support import folder_with_office

SECRET = "con đò lá trúc"
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed data folder, copied to a stick openly and with a passphrase."""
    room = tmp_path_factory.mktemp("phục hồi")
    (room / "USB" / "khóa").mkdir(parents=True)
    data = folder_with_office(room / "sổ")
    source = Data(data.db, data.paths)
    back_up_to(source, room / "USB", now=NOON)
    back_up_to(source, room / "USB" / "khóa", passphrase=SECRET)
    data.close()
    return room


@pytest.fixture
def stick(made: Path) -> Path:
    return made / "USB"


@pytest.fixture
def root(tmp_path: Path, made: Path) -> Path:
    """A copy of the data folder."""
    shutil.copytree(made / "sổ", tmp_path / "sổ")
    return tmp_path / "sổ"


@pytest.fixture
def window(qtbot: QtBot, look: None, root: Path) -> RestoreWindow:
    shown = RestoreWindow(root)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_the_newest_on_this_machine_is_chosen(
    qtbot: QtBot, window: RestoreWindow, root: Path, door: Door
) -> None:
    assert window.table.model.rowCount() == 2
    assert not window.secret.isVisible()
    assert "Từ lúc đó đến nay chưa ghi thêm gì." in window.since.words.text()
    door.answers = [RESTORE]

    window.restore.click()
    qtbot.waitUntil(window.open_book.isVisible)

    assert "Phục hồi bản lúc" in door.shown[0].text
    assert "Đã phục hồi" in window.told.words.text()
    assert "truoc-phuc-hoi" in window.told_words.text()
    window.open_book.click()
    assert window.result()
    data = open_data_folder(root, actor="Mẫu")
    assert data.db.read(get_office) is not None
    data.close()


def test_without_the_verb_nothing_happens(window: RestoreWindow, root: Path, door: Door) -> None:
    before = (root / "so-binh-dang.db").read_bytes()
    window.restore.click()
    assert len(door.shown) == 1
    assert (root / "so-binh-dang.db").read_bytes() == before


def test_from_a_stick(
    qtbot: QtBot, window: RestoreWindow, stick: Path, root: Path, door: Door
) -> None:
    door.files, door.answers = [stick], [RESTORE]
    window.elsewhere.click()
    assert window.table.model.rowCount() == 1
    assert str(stick) in window.place.text()
    window.restore.click()
    qtbot.waitUntil(window.open_book.isVisible)
    window.close()
    assert open_and_count(root) == 0


def open_and_count(root: Path) -> int:
    data = open_data_folder(root, actor="Mẫu")
    try:
        return len(data.db.read(list_activities))
    finally:
        data.close()


def test_a_locked_one_asks_for_its_password(
    qtbot: QtBot, window: RestoreWindow, stick: Path, door: Door
) -> None:
    window.look_at(stick / "khóa")
    assert window.secret.isVisible()
    window.secret.line.setText("mật khẩu sai hẳn")
    window.restore.click()
    assert "không đúng" in door.shown[0].text
    window.secret.line.setText(SECRET)
    door.answers = [RESTORE]
    window.restore.click()
    qtbot.waitUntil(window.open_book.isVisible)
    assert "Nên đặt mật khẩu" in window.told_words.text()


def test_a_folder_without_backups_says_so(
    window: RestoreWindow, tmp_path: Path, door: Door
) -> None:
    window.look_at(tmp_path / "không có")
    assert "Không thấy bản sao lưu" in door.shown[0].text
    assert window.table.model.rowCount() == 2


def test_missing_files_are_named_and_asked_about(
    qtbot: QtBot, root: Path, look: None, door: Door
) -> None:
    data = open_data_folder(root, actor="Mẫu")
    attach(data, "ảnh lễ phát động.pdf", b"%PDF" * 900)
    data.backup_now()
    data.close()
    for path in data.paths.attachments.iterdir():
        path.unlink()
    window = RestoreWindow(root)
    qtbot.addWidget(window)
    window.show()
    door.answers = [RESTORE, REST]

    window.restore.click()
    qtbot.waitUntil(window.open_book.isVisible)

    assert "ảnh lễ phát động.pdf" in door.shown[1].text
    assert "ảnh lễ phát động.pdf" in window.told_words.text()


def test_nothing_on_this_machine(qtbot: QtBot, look: None, tmp_path: Path) -> None:
    window = RestoreWindow(tmp_path / "máy mới")
    qtbot.addWidget(window)
    assert "chưa có bản sao lưu nào" in window.place.text()
    assert not window.restore.isEnabled()
    window.reject()
