"""A data folder opened on a good day and on bad ones: clear sentence, nothing lost."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import normalize

import pytest

from app.data_folder import DataFolder, data_paths, open_data_folder
from app.db.backup import list_backups
from app.errors import DataFileError, NotFoundError
from app.queries.catalogue import list_entries
from app.queries.office import get_office
from app.restoring import restore_data_folder
from app.services.catalogue import SaveEntry, save_entry
from app.services.office import SetUpOffice, set_up_office

OFFICE = SetUpOffice(level_code="xa", name="Song An", upper_unit="tỉnh Gia Lai")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def opened(root: Path) -> DataFolder:
    return open_data_folder(root, actor="Nguyễn Văn Mẫu")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of an office, closed, with one backup."""
    folder = tmp_path / "Dữ liệu của chị Hòa (xã Song An)"
    data = opened(folder)
    data.db.write(set_up_office, OFFICE)
    data.close(backup=True)
    return folder


def test_a_new_folder_gets_its_rooms_and_catalogues_but_no_office(tmp_path: Path) -> None:
    data = opened(tmp_path / "mới" / "sâu hơn")

    assert all(folder.is_dir() for folder in data.paths.folders())
    assert len(data.db.read(list_entries, "legal_basis")) > 10
    assert data.db.read(get_office) is None
    data.close()


def test_the_office_is_there_again(root: Path) -> None:
    data = opened(root)
    office = data.db.read(get_office)
    data.close()
    assert office is not None
    assert (office.full_name, office.letterhead[1]) == ("xã Song An", ("XÃ SONG AN", True))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_both_spellings_of_a_name_are_one_folder(root: Path, form: str) -> None:
    assert data_paths(Path(normalize(form, str(root)))).root.samefile(root)


def test_a_new_folder_is_named_in_composed_letters(tmp_path: Path) -> None:
    typed = tmp_path / normalize("NFD", "Bình đẳng giới")
    assert data_paths(typed).root.name == normalize("NFC", "Bình đẳng giới")


def test_a_second_program_is_refused_and_a_look_beside_is_not(root: Path) -> None:
    first = opened(root)
    with pytest.raises(DataFileError, match="cửa sổ khác"):
        opened(root)
    beside = open_data_folder(root, actor="Nguyễn Văn Mẫu", lock=False)
    assert beside.db.read(get_office) is not None
    beside.close()
    first.close()
    opened(root).close()


def test_one_backup_a_day_at_the_start_and_one_at_the_end(root: Path) -> None:
    data = opened(root)
    tomorrow = datetime(2099, 1, 1, 8, 0, tzinfo=UTC)
    made = data.backup_today(tomorrow)
    assert made is not None
    assert data.backup_today(tomorrow) is None
    data.close()
    assert [item.reason for item in list_backups(data.paths.backups)] == ["mo", "thoat"]


def test_what_the_office_changed_in_a_catalogue_survives_a_new_shipment(root: Path) -> None:
    data = opened(root)
    [entry] = [row for row in data.db.read(list_entries, "deadline") if row.code == "plan_year"]
    own = SaveEntry(
        catalogue="deadline",
        entry_id=entry.id,
        seen_revision=entry.revision,
        name="Gửi kế hoạch năm (theo công văn của tỉnh)",
        data={**entry.data, "day": 10},
    )
    data.db.write(save_entry, own)
    data.close()
    # As after an update of the program: the mark of the loaded catalogues is another.
    (root / "danh-muc.txt").write_text("bản cũ", encoding="utf-8")

    data = opened(root)
    [kept] = [row for row in data.db.read(list_entries, "deadline") if row.code == "plan_year"]
    data.close()
    assert (kept.name, kept.data["day"], kept.own) == (own.name, 10, True)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    file = tmp_path / "ghi chép.txt"
    file.write_text("của tôi", encoding="utf-8")

    for root in (file, file / "bên trong"):
        with pytest.raises(DataFileError, match="là một tệp"):
            opened(root)

    assert file.read_text(encoding="utf-8") == "của tôi"


def test_a_folder_where_the_database_should_be(tmp_path: Path) -> None:
    (tmp_path / "so-binh-dang.db").mkdir()
    with pytest.raises(DataFileError, match="là một thư mục"):
        opened(tmp_path)


@pytest.mark.parametrize(
    "content", ["Không phải dữ liệu. ".encode() * 400, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_file_stays_and_the_newest_backup_is_named(root: Path, content: bytes) -> None:
    database = root / "so-binh-dang.db"
    database.write_bytes(content)
    [backup] = list_backups(root / "sao-luu")

    with pytest.raises(DataFileError, match="bị hỏng") as told:
        opened(root)

    assert backup.path.name in told.value.message
    assert database.read_bytes() == content


def test_a_damaged_file_without_any_backup(root: Path) -> None:
    [backup] = list_backups(root / "sao-luu")
    backup.path.unlink()
    (root / "so-binh-dang.db").write_bytes(b"x" * 9000)
    with pytest.raises(DataFileError, match="Chưa có bản sao lưu nào"):
        opened(root)


def test_the_way_back_from_damage(root: Path) -> None:
    (root / "so-binh-dang.db").write_bytes(b"x" * 9000)

    restored = restore_data_folder(root, now=NOON)

    data = opened(root)
    assert data.db.read(get_office) is not None
    assert len(data.db.read(list_entries, "level")) > 5
    data.close()
    assert restored.kept is not None
    assert restored.kept.read_bytes() == b"x" * 9000


def test_a_restore_needs_a_backup_and_the_folder_for_itself(root: Path) -> None:
    with pytest.raises(NotFoundError, match="20200101-000000-mo"):
        restore_data_folder(root, name="20200101-000000-mo.db")
    data = opened(root)
    with pytest.raises(DataFileError, match="cửa sổ khác"):
        restore_data_folder(root)
    data.close()


def test_a_newer_file_is_refused_and_can_be_opened_later(root: Path) -> None:
    database = root / "so-binh-dang.db"
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = database.read_bytes()

    for _ in range(2):  # the lock of a refused opening is free again
        with pytest.raises(DataFileError, match="bản chương trình mới hơn"):
            opened(root)

    assert database.read_bytes() == before


def test_a_folder_that_may_not_be_written(locked_room: Path) -> None:
    with pytest.raises(DataFileError, match="Không được phép ghi vào thư mục dữ liệu"):
        opened(locked_room / "dữ liệu")
    with pytest.raises(DataFileError, match="Không được phép ghi vào thư mục dữ liệu"):
        opened(locked_room)


def test_an_empty_file_left_by_a_power_cut_is_a_new_beginning(tmp_path: Path) -> None:
    (tmp_path / "so-binh-dang.db").touch()
    data = opened(tmp_path)
    assert data.db.read(get_office) is None
    data.close()
