"""Every table, every file, every line of history: what a hand changes outside is found and named."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from sqlalchemy import Date, Integer, String

from app.checking.check import CheckReport, check_data
from app.checking.findings import Finding, Group, field_words, table_words
from app.data_folder import DataFolder, open_data_folder
from app.db.history import UNTOLD
from app.domain.text import upper_first
from app.errors import CancelledError, DataFileError
from app.jobs import JobContext
from app.models import Base
from app.models.figure import DecimalText
from app.services.units import UnitDraft, save_unit
from app.workflows.parcels.by_hand import take_typed
from tests.checking.filled import MODELS, fill, row_of, stored
from tests.papers import create, issue_newest
from tests.workflows.parcels.senders import NOW, UNIT
from tests.workflows.parcels.test_by_hand import typed

TABLES: Final = sorted(Base.metadata.tables)
HAND: Final = "sửa tay"
_IN_BULK: Final = {"received_figure", "received_activity", "kept_file", "change"}
_IN_BULK_FIELD: Final = {
    "received_figure": "reason", "received_activity": "title", "kept_file": "content", "change": "new",
}  # fmt: skip


def checked(folder: DataFolder) -> CheckReport:
    return check_data(folder.db, folder.paths, JobContext(), datetime(2026, 11, 21, tzinfo=UTC))


def opened(root: Path) -> DataFolder:
    return open_data_folder(root, actor="Nguyễn Văn Mẫu", lock=False)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed folder with rows in every table."""
    root = tmp_path_factory.mktemp("đủ bảng")
    folder = opened(root)
    fill(folder.db, folder.paths)
    folder.backup_now()
    folder.close()
    return root


def changed_column(name: str) -> str:
    """A field of a table that history tells."""
    if name in _IN_BULK_FIELD:
        return _IN_BULK_FIELD[name]
    table = Base.metadata.tables[name]
    free = [
        one
        for one in table.columns
        if not one.primary_key and not one.foreign_keys and one.name not in UNTOLD
    ]
    for kind in (String, Integer, Date):
        for one in free:
            limited = any(one.name in str(rule.sqltext) for rule in _rules(name))
            if isinstance(one.type, kind) and not isinstance(one.type, DecimalText) and not limited:
                return one.name
    return free[0].name


def _rules(name: str) -> Iterator[Any]:
    for rule in Base.metadata.tables[name].constraints:
        if hasattr(rule, "sqltext"):
            yield rule


@pytest.fixture(scope="module")
def tampered(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    """What is found after one value was changed, one row taken out, one put in, in every table."""
    root = tmp_path_factory.mktemp("bị sửa") / "dữ liệu"
    shutil.copytree(whole, root)
    with closing(sqlite3.connect(root / "so-binh-dang.db")) as hand, hand:
        for name in TABLES:
            _tamper(hand, name)
    folder = opened(root)
    try:
        return checked(folder).findings
    finally:
        folder.close()


def _tamper(hand: sqlite3.Connection, name: str) -> None:
    column = changed_column(name)
    value = HAND if isinstance(Base.metadata.tables[name].columns[column].type, String) else 999
    value = HAND.encode() if name == "kept_file" else value
    (first,), (second,) = _keys(hand, name)
    hand.execute(f"UPDATE {name} SET {column} = ? WHERE {_where(name)} = ?", (value, first))
    hand.execute(f"DELETE FROM {name} WHERE {_where(name)} = ?", (second,))
    if name in MODELS:
        known = {f"{table}1": UUID(int=1) for table in TABLES} | {"kept_file7": "x"}
        known |= {f"{table}7": UUID(int=1) for table in TABLES}
        values = row_of(name, 7, known) | {"id": UUID(int=7), "revision": 1}
        values["updated_at"] = datetime(2026, 11, 21, tzinfo=UTC)
    else:
        values = _another(hand, name)
    names, places = ", ".join(values), ", ".join("?" * len(values))
    hand.execute(
        f"INSERT INTO {name} ({names}) VALUES ({places})", [stored(one) for one in values.values()]
    )


def _where(name: str) -> str:
    return {"received_figure": "indicator || sex", "received_activity": "position"}.get(
        name, "sha256" if name == "kept_file" else "id"
    )


def _keys(hand: sqlite3.Connection, name: str) -> list[tuple[Any]]:
    """The two rows that are changed and taken out."""
    if name == "change":
        return [(3,), (6,)]
    if name == "received_activity":
        # One row has come; the one that is taken out is the one that was changed.
        return [(0,), (1,)]
    if name == "kept_file":
        return [(sha256(f"tệp {number}".encode()).hexdigest(),) for number in (1, 2)]
    return hand.execute(f"SELECT {_where(name)} FROM {name} ORDER BY 1 LIMIT 2").fetchall()


def _another(hand: sqlite3.Connection, name: str) -> dict[str, Any]:
    hand.row_factory = sqlite3.Row
    row = dict(hand.execute(f"SELECT * FROM {name} LIMIT 1").fetchone())
    hand.row_factory = None
    new = {
        "received_figure": {"indicator": "CT.99"},
        "received_activity": {"position": 9},
        "change": {"id": 9_999},
        "kept_file": {"sha256": sha256(b"la").hexdigest(), "size": 2, "content": b"la"},
    }
    return row | new[name]


def test_what_the_program_wrote_itself_is_right(whole: Path) -> None:
    folder = opened(whole)
    report = checked(folder)
    folder.close()

    assert [one.sentence for one in report.wrong] == []
    assert "đúng như khi ghi" in report.headline


@pytest.mark.parametrize("name", TABLES)
def test_a_value_a_row_less_and_a_row_more_are_found_in_every_table(
    tampered: tuple[Finding, ...], name: str
) -> None:
    here = [one for one in tampered if one.place and one.place.table == name and not one.note]
    words = table_words(name)
    field = upper_first(field_words(name, changed_column(name)))

    assert len(here) >= (2 if name == "received_activity" else 3), [one.sentence for one in here]
    assert words != name
    if name not in _IN_BULK:
        (changed,) = [one for one in here if one.field == field and "bị sửa" in one.what]
        assert changed.found in (HAND, "999", "999 (không đúng kiểu)")
        assert words in changed.what
        assert changed.expected not in ("", changed.found)
        assert "Bản sao lưu" in changed.todo
        assert sum("bị xóa ngoài chương trình" in one.what for one in here) == 1
        # A line taken out of history leaves its record without one, as if it had been put in.
        assert any("được thêm ngoài chương trình" in one.what for one in here)


@pytest.fixture
def copied(whole: Path, tmp_path: Path) -> Path:
    """A folder of one's own with the same data."""
    shutil.copytree(whole, tmp_path / "dữ liệu")
    return tmp_path / "dữ liệu"


def found_after(root: Path, sql: str = "") -> list[Finding]:
    if sql:
        with closing(sqlite3.connect(root / "so-binh-dang.db")) as hand, hand:
            hand.executescript(sql)
    folder = opened(root)
    try:
        return [one for one in checked(folder).findings if not one.note]
    finally:
        folder.close()


#: Everything that one hand does to one folder, and where it is told.
SPOILS: Final = (
    ("UPDATE change SET old = 'x' WHERE id = 8", Group.HISTORY, "Dòng 8 của lịch sử"),
    ("DELETE FROM change WHERE id = 12", Group.HISTORY, "Dòng 13 của lịch sử"),
    (
        "DELETE FROM change WHERE id = (SELECT max(id) FROM change)",
        Group.HISTORY,
        "phần cuối đã bị cắt",
    ),
    ("DROP INDEX ix_change_record_id", Group.FILE, "Mục lục của bảng “Lịch sử” bị mất"),
    ("CREATE TABLE la (so)", Group.FILE, "phần lạ “la”"),
    (
        "CREATE TRIGGER bay AFTER INSERT ON paper BEGIN DELETE FROM paper; END",
        Group.FILE,
        "phần lạ “bay”",
    ),
    ("UPDATE activity SET search = 'khac'", Group.RECORD, "chữ để tìm kiếm"),
    ("UPDATE office_key SET secret = '{}'", Group.RECORD, "khóa riêng"),
    ("UPDATE office_key SET revision = -1", Group.RECORD, "số lần sửa"),
    ("UPDATE activity SET updated_at = 'hôm qua'", Group.RECORD, "lần sửa cuối"),
    ("UPDATE activity SET men = 'nhiều'", Group.RECORD, "số nam"),
    (
        "UPDATE unit SET note = CAST(x'4d61ff75' AS TEXT)",
        Group.RECORD,
        "Đơn vị “Mẫu 1”: mục “ghi chú” bị sửa",
    ),
    ("UPDATE report_seal SET check_code = 'ABC'", Group.PAPER, "mã đối chiếu"),
    (
        "UPDATE kept_file SET size = size + 100 WHERE size > 20",
        Group.KEPT,
        "bị sửa ngoài chương trình",
    ),
    ("DELETE FROM kept_file WHERE size < 20", Group.KEPT, "không còn, dù có"),
)


@pytest.fixture(scope="module")
def spoiled(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    root = tmp_path_factory.mktemp("nhiều chỗ") / "dữ liệu"
    shutil.copytree(whole, root)
    return found_after(root, "; ".join(sql for sql, *_ in SPOILS))


@pytest.mark.parametrize(("sql", "group", "words"), SPOILS)
def test_each_kind_of_change_is_named_in_its_group(
    spoiled: list[Finding], sql: str, group: Group, words: str
) -> None:
    assert any(one.group is group and words in one.what for one in spoiled), sql


def test_another_level_of_the_data_is_refused_at_the_door(copied: Path) -> None:
    with pytest.raises(DataFileError):
        found_after(copied, "UPDATE alembic_version SET version_num = '0001x'")


def test_files_taken_away_changed_or_put_in_are_named(copied: Path) -> None:
    room = copied / "dinh-kem"
    changed, gone = sorted(room.iterdir())[:2]
    changed.write_bytes(b"khac")
    gone.unlink()
    (room / "la.txt").write_text("lạ", encoding="utf-8")

    found = [one for one in found_after(copied) if one.group is Group.ATTACHMENT]

    said = " ".join(one.what for one in found)
    assert len(found) == 3
    assert "bị hỏng hoặc bị thay" in said
    assert "không còn trong thư mục" in said
    assert "“la.txt”" in said


def test_an_issued_paper_that_was_changed_is_named(copied: Path) -> None:
    folder = opened(copied)
    paper = folder.db.write(create)
    folder.db.write(issue_newest, paper)
    folder.close()

    found = found_after(copied, "UPDATE paper_node SET text = 'khác' WHERE text LIKE 'Tập huấn%'")

    papers = [one for one in found if one.group is Group.PAPER]
    assert ["khác với bản đã khóa" in one.what for one in papers] == [True]
    assert "5/KH-UBND" in papers[0].what


def test_figures_keyed_in_are_held_by_a_hash(copied: Path) -> None:
    folder = opened(copied)
    folder.db.write(save_unit, UnitDraft(code=UNIT, name="xã Mẫu Thượng", level_code="xa"))
    taken = take_typed(folder.db, typed(dan_so=90), NOW)
    folder.close()

    whole = found_after(copied)
    change = f"UPDATE received_figure SET value = '91' WHERE package_id = '{taken.package_id.hex}'"
    found = found_after(copied, change)

    assert whole == []
    assert [one.group for one in found] == [Group.RECEIVED]
    assert "nhập tay" in found[0].what


def test_the_check_stops_when_the_officer_asks(copied: Path) -> None:
    folder = opened(copied)
    said: list[str] = []
    job = JobContext(lambda _done, _total, words: said.append(words))
    check_data(folder.db, folder.paths, job, NOW)
    job.cancel()
    with pytest.raises(CancelledError):
        check_data(folder.db, folder.paths, job, NOW)
    folder.close()
    assert {"Kiểm tra tệp dữ liệu", "Đọc lại các tệp đính kèm"} <= set(said)


def test_no_damaged_value_stops_a_step_of_the_check(
    spoiled: list[Finding], tampered: tuple[Finding, ...]
) -> None:
    assert not [one for one in (*spoiled, *tampered) if "dừng giữa chừng" in one.what]
