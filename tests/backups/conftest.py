"""A data folder with attachments, and a stick."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.backups.to_folder import Data
from app.data_folder import DataFolder, open_data_folder
from app.domain.activities import ActivityDraft
from app.services.activities import AttachFile, attach_file, record_activity
from app.services.office import SetUpOffice, set_up_office
from app.workflows.attachments import keep_content

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CONTENTS = {f"biên bản {number}.pdf": bytes([number]) * (40_000 + number) for number in range(4)}
OFFICE = SetUpOffice(level_code="xa", name="Song An", upper_unit="Tỉnh Mẫu")


def attach(data: DataFolder, name: str, content: bytes) -> None:
    """One more activity with a file."""
    draft = ActivityDraft(
        kind_code="van_ban", title=f"Tập huấn {name}", starts_on=date(2026, 11, 18)
    )
    activity_id = data.db.write(record_activity, draft)
    stored = keep_content(data.paths, name, content, "application/pdf")
    command = AttachFile(
        activity_id=activity_id,
        name=stored.name,
        sha256=stored.sha256,
        media_type=stored.media_type,
        size=stored.size,
    )
    data.db.write(attach_file, command)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed data folder with an office, activities, and four attachments."""
    root = tmp_path_factory.mktemp("đầy") / "sổ"
    data = open_data_folder(root, actor="Nguyễn Văn Mẫu")
    data.db.write(set_up_office, OFFICE)
    for name, content in CONTENTS.items():
        attach(data, name, content)
    data.close()
    return root


@pytest.fixture
def data(filled: Path, tmp_path: Path) -> Iterator[DataFolder]:
    """A copy of it, open."""
    root = tmp_path / "sổ"
    shutil.copytree(filled, root)
    # The catalogues in it are those of the program: nobody need read them again.
    mark = root / "danh-muc.txt"
    shipped = mark.read_text(encoding="utf-8").split()[0]
    mark.write_text(f"{shipped} {(root / 'so-binh-dang.db').stat().st_ino}", encoding="utf-8")
    opened = open_data_folder(root, actor="Nguyễn Văn Mẫu")
    yield opened
    opened.close()


@pytest.fixture
def source(data: DataFolder) -> Data:
    """What a backup to a stick is given."""
    return Data(data.db, data.paths)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    folder = tmp_path / "USB của xã"
    folder.mkdir()
    return folder
