"""Before many records are read in, a backup; not one for every file."""

from pathlib import Path

import pytest

from app.backups.before import REASON, backup_before_import
from app.cli import run
from app.data_folder import DataFolder
from app.db.backup import list_backups
from app.db.manifest import read_manifest


def test_once_in_ten_minutes(data: DataFolder) -> None:
    backup_before_import(data.db, data.paths)
    backup_before_import(data.db, data.paths)
    assert [one.reason for one in list_backups(data.paths.backups)] == [REASON]


def test_only_looked_at(data: DataFolder) -> None:
    data.db.read_only = True
    backup_before_import(data.db, data.paths)
    assert list_backups(data.paths.backups) == []


def test_a_list_of_activities_is_read_after_a_backup(
    data: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data.close()
    file = tmp_path / "hoạt động.csv"
    file.write_text("Ngày\tLoại\tNội dung\n20/11/2026\tVăn bản\tTreo băng rôn\n", encoding="utf-8")
    assert run(["--data", str(data.paths.root), "activity", "import", str(file)]) == 0
    assert capsys.readouterr().out == "Đã ghi 1 hoạt động.\n"
    [before] = [one for one in list_backups(data.paths.backups) if one.reason == REASON]
    manifest = read_manifest(before.path)
    assert manifest is not None
    assert manifest.rows["activity"] == 4
