"""A second start and typed words in an encrypted folder."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.data_folder import open_data_folder
from app.db.elsewhere import Elsewhere
from app.errors import ValidationError
from app.jobs import JobContext
from app.journal import Draft, Journal
from app.lock import InUseError
from app.moving import move_data_folder
from app.services.catalogue import SaveEntry, save_entry
from tests.vault.conftest import NewFolder

WORDS = "Chữ gõ dở về một người cụ thể"
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def test_the_second_start_looks_with_the_key_and_sees_what_is_written(
    new_folder: NewFolder, tmp_path: Path
) -> None:
    first, _code = new_folder(tmp_path / "sổ")
    with pytest.raises(InUseError):
        open_data_folder(first.paths.root, actor="B", key=first.key)
    looking = open_data_folder(first.paths.root, actor="B", key=first.key, read_only=True)
    elsewhere = Elsewhere(looking.db.engine)
    entry = SaveEntry(catalogue="indicator", code="t_ho", name="Số hộ", data={"unit": "hộ"})
    assert not elsewhere.moved()
    first.db.write(save_entry, entry)
    assert elsewhere.moved()
    with pytest.raises(ValidationError, match="chỉ để xem"):
        looking.db.write(save_entry, entry)
    elsewhere.close()
    looking.close()
    first.close()


def test_drafts_move_with_the_folder_and_stay_locked(new_folder: NewFolder, tmp_path: Path) -> None:
    folder, _code = new_folder(tmp_path / "OneDrive" / "sổ")
    journal = Journal(folder.paths.journal, folder.paths.vault)
    draft = Draft(kind="form", where="Cài đặt", page="settings", words=WORDS)
    journal.write(journal.new_place(), draft, AT)
    folder.close()
    target = tmp_path / "máy này"

    move_data_folder(folder.paths.root, target, AT, JobContext())

    for path in target.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not any("cụ thể".encode(code) in content for code in ("utf-8", "utf-16-le"))
    again = open_data_folder(target, actor="Mẫu", key=folder.key)
    [kept] = Journal(again.paths.journal, again.paths.vault).kept()
    assert kept.draft == draft
    again.close()
