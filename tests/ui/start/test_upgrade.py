"""The upgrade of older data as it is seen, and newer data that name the program they need."""

import sqlite3
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.data_folder import open_data_folder
from app.db.backup import list_backups
from app.db.migrate import NewerDataError
from app.errors import DataFileError
from app.paths import DataPaths
from app.ui.start.entering import Place
from app.ui.widgets.wait_box import WaitBox
from tests.db.test_migrations import all_revisions, fill, revision_of, upgrade_to


def test_an_older_folder_is_upgraded_step_by_step(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = DataPaths(tmp_path)
    upgrade_to(paths.database, all_revisions()[-3])
    fill(paths.database)
    seen: list[tuple[bool, str, int]] = []
    real = WaitBox._on_progress

    def report(box: WaitBox, name: str, done: int, total: int, words: str) -> None:
        real(box, name, done, total, words)
        seen.append((box.isVisible(), box.step.text(), box.bar.value()))

    monkeypatch.setattr(WaitBox, "_on_progress", report)
    Place(tmp_path, "Mẫu", None).open(None).close()

    steps = [one for one in seen if one[1]]
    assert list(dict.fromkeys((one[0], one[2]) for one in steps)) == [
        (True, 0),
        (True, 1),
        (True, 2),
    ]
    assert steps[0][1].startswith("Bước 1 trong 2.")
    assert revision_of(paths.database) == all_revisions()[-1]
    assert [copy.reason for copy in list_backups(paths.backups)] == ["truoc-nang-cap"]


def test_newer_data_name_the_program_they_need_and_stay_untouched(tmp_path: Path) -> None:
    open_data_folder(tmp_path, actor="Mẫu").close()
    paths = DataPaths(tmp_path)
    connection = sqlite3.connect(paths.database)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    (tmp_path / "phien-ban.txt").write_text("2.5.0", encoding="ascii")
    before = paths.database.read_bytes()
    with pytest.raises(NewerDataError, match=r"mức 9999.*Cần bản 2\.5\.0 trở lên\."):
        open_data_folder(tmp_path, actor="Mẫu")
    (tmp_path / "phien-ban.txt").unlink()
    with pytest.raises(NewerDataError, match="cài bản chương trình mới"):
        open_data_folder(tmp_path, actor="Mẫu")
    assert paths.database.read_bytes() == before
    assert not (tmp_path / "phien-ban.txt").exists()


def test_an_upgrade_that_fails_is_told_and_nothing_is_open(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = DataPaths(tmp_path)
    upgrade_to(paths.database, all_revisions()[-2])
    fill(paths.database)

    def stumble(_engine: object) -> None:
        raise RuntimeError("x")

    with monkeypatch.context() as broken:
        broken.setattr("app.db.migrate._migrate", stumble)
        with pytest.raises(DataFileError, match="truoc-nang-cap"):
            Place(tmp_path, "Mẫu", None).open(None)
    Place(tmp_path, "Mẫu", None).open(None).close()
