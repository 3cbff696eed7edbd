"""A damaged data file at the start: what can be read is shown, and used only when asked."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.data_folder import open_data_folder
from app.errors import DataFileError
from app.paths import DataPaths
from app.queries.activities import list_activities
from app.ui.data_check.rescue_window import TAKE, RescueWindow
from tests.ui.conftest import Door

PAGE = 4096


@pytest.fixture
def damaged(sample: Path, tmp_path: Path) -> DataPaths:
    """The sample office with a few pages of zeros in the middle of its file."""
    shutil.copytree(sample, tmp_path / "dữ liệu")
    paths = DataPaths(tmp_path / "dữ liệu")
    content = bytearray(paths.database.read_bytes())
    at = len(content) // 2 // PAGE * PAGE
    content[at : at + 3 * PAGE] = bytes(3 * PAGE)
    paths.database.write_bytes(content)
    return paths


def rescued(qtbot: QtBot, paths: DataPaths) -> RescueWindow:
    window = RescueWindow(paths.root)
    qtbot.addWidget(window)
    window.show()
    window.start()
    qtbot.waitUntil(lambda: not window.wait.busy)
    return window


def test_the_rescued_file_is_used_when_the_officer_agrees_and_not_before(
    qtbot: QtBot, look: None, damaged: DataPaths, door: Door
) -> None:
    with pytest.raises(DataFileError):
        open_data_folder(damaged.root, actor="Nguyễn Văn Mẫu")
    before = damaged.database.read_bytes()

    window = rescued(qtbot, damaged)
    door.answers = [""]
    window.take.click()
    untouched = damaged.database.read_bytes()
    door.answers = [TAKE]
    window.take.click()

    assert untouched == before
    assert "Cứu được" in window.told.words.text()
    assert window.result() == QDialog.DialogCode.Accepted
    folder = open_data_folder(damaged.root, actor="Nguyễn Văn Mẫu")
    assert len(folder.db.read(list_activities)) >= 22
    folder.close()
    (kept,) = damaged.root.glob("hong-*")
    assert (kept / damaged.database.name).read_bytes() == before
    assert "BÁO CÁO CỨU DỮ LIỆU" in (kept / "bao-cao.txt").read_text(encoding="utf-8-sig")


def test_the_start_offers_the_rescue(qtbot: QtBot, look: None, tmp_path: Path, door: Door) -> None:
    paths = DataPaths(tmp_path / "dữ liệu")
    paths.root.mkdir()
    paths.database.write_text("không phải dữ liệu" * 400, encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        open_data_folder(paths.root, actor="Nguyễn Văn Mẫu")
    door.answers = [bootstrap.RESCUE, ""]

    assert not bootstrap._restored(paths.root, error.value)
    assert any("Không đọc được gì" in str(said) for said in door.shown)
