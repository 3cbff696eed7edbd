"""Migrations: the newest one equals the models, old data lives on, foreign and newer files stay."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Boolean, Date, DateTime, Engine, Integer, Table, Uuid, event

from app.db import migrate
from app.db.backup import list_backups
from app.db.database import Database
from app.db.engine import make_engine
from app.db.migrate import HEAD, telling, upgrade
from app.db.swapping import copy_beside, swap_in
from app.errors import DataFileError
from app.models import Base
from app.models.base import UtcDateTime
from app.paths import program_root

STATES = {
    "paper_version": "draft", "figure": "value", "received_figure": "value",
    "unit_card": "pinned", "sent_package": "written", "received_package": "accepted",
}  # fmt: skip
KINDS = {"unit_change": "merge", "sent_package": "original", "received_package": "original"}


def script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(program_root() / "migrations"))
    return ScriptDirectory.from_config(config)


def all_revisions() -> list[str]:
    """Every revision, the first one first."""
    return [step.revision for step in script().walk_revisions()][::-1]


def upgrade_to(path: Path, revision: str) -> None:
    """The file as a program of that time left it."""
    engine = make_engine(path, enforce=False)
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(program_root() / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the file by table, read without SQLAlchemy."""
    with sqlite3.connect(path) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            if name not in ("alembic_version", "sqlite_sequence")
        ]
        found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    connection.close()
    return found


def sample_value(table: Table, name: str, known: dict[str, Any]) -> Any:
    """Something a column takes: what a foreign key points to, else a value of its type."""
    column = table.c[name]
    for key in column.foreign_keys:
        return known.get(str(key.column))
    fixed = {
        "kind": KINDS.get(table.name, "plan"), "mark": "arabic", "state": STATES.get(table.name, "done"),
        "reporting_line": "two_tier", "action": "insert", "form": "{}", "sex": "total",
        "set_by": "own", "role": "officer", "value": "12", "way": "folder", "origin": "package",
        "content": b"PK",
    }  # fmt: skip
    if name in fixed:
        return fixed[name]
    match column.type:
        case Uuid():
            return uuid4().hex
        case Boolean() | Integer():
            return 1
        case Date():
            return "2026-11-15"
        case DateTime() | UtcDateTime():
            return "2026-11-15 08:00:00"
        case JSON():
            return json.dumps(["Nhân dân trên địa bàn"], ensure_ascii=False)
    return "Tháng hành động vì bình đẳng giới"


def fill(path: Path) -> None:
    """One row in every table that the models know and the file has."""
    connection = sqlite3.connect(path)
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    known: dict[str, Any] = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in there:
            continue
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")]
        values = {name: sample_value(table, name, known) for name in columns if name in table.c}
        known |= {f"{table.name}.{key.name}": values[key.name] for key in table.primary_key}
        places = ", ".join("?" * len(values))
        connection.execute(
            f"INSERT INTO {table.name} ({', '.join(values)}) VALUES ({places})",
            list(values.values()),
        )
    connection.commit()
    connection.close()


def test_head_is_the_newest_migration() -> None:
    assert script().get_heads() == [HEAD]


def test_migrated_schema_equals_the_models(db: Database) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("revision", all_revisions())
def test_data_of_every_version_lives_through_the_upgrade(tmp_path: Path, revision: str) -> None:
    path, backups = tmp_path / "so-binh-dang.db", tmp_path / "sao-luu"
    upgrade_to(path, revision)
    fill(path)
    before = rows(path)

    changed = upgrade(path, backups)

    after = rows(path)
    assert all(len(after[name]) == len(found) for name, found in before.items() if name in after)
    assert all(found for found in before.values())
    assert changed is (revision != HEAD)
    assert len(list(backups.glob("*truoc-nang-cap.db"))) == changed


def test_old_reports_get_their_period_from_type_and_year(tmp_path: Path) -> None:
    path = tmp_path / "so-binh-dang.db"
    upgrade_to(path, "0003")
    wanted = {
        ("report", "year", 2025): "2025",
        ("report", "action_month", 2026): "2026-C",
        ("report", "other", 2026): "",
        ("plan", "year", 2026): "",
        ("report", "year", 1960): "",
    }
    with sqlite3.connect(path) as connection:
        for kind, paper_type, year in wanted:
            connection.execute(
                "INSERT INTO paper (kind, paper_type, year, source, id, revision, updated_at) "
                "VALUES (?, ?, ?, '', ?, 1, '2026-11-15 08:00:00')",
                (kind, paper_type, year, uuid4().hex),
            )
    connection.close()

    upgrade(path, tmp_path / "sao-luu")

    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT kind, paper_type, year, period FROM paper").fetchall()
    connection.close()
    assert {(kind, name, year): period for kind, name, year, period in found} == wanted


def test_migrations_import_nothing_of_the_program() -> None:
    for path in (program_root() / "migrations").rglob("*.py"):
        assert "from app" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_newer_file_is_refused_untouched(tmp_path: Path, journal: str) -> None:
    path, backups = tmp_path / "so-binh-dang.db", tmp_path / "sao-luu"
    upgrade(path, backups)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        connection.execute(f"PRAGMA journal_mode={journal}")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(DataFileError, match="bản chương trình mới hơn"):
        upgrade(path, backups)

    assert path.read_bytes() == before
    assert not backups.exists()


def test_a_foreign_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "so-binh-dang.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE ke_toan (so INTEGER)")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(DataFileError, match="không phải là dữ liệu"):
        upgrade(path, tmp_path / "sao-luu")

    assert path.read_bytes() == before


def test_an_upgrade_that_fails_half_way_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "so-binh-dang.db"
    upgrade_to(path, "0001")
    fill(path)
    with sqlite3.connect(path) as connection:
        # A row that points nowhere: what the check after a migration looks for.
        connection.execute("UPDATE paper_task SET node_id = 'khong-co'")
        connection.commit()
    connection.close()
    before = rows(path)

    with pytest.raises(DataFileError, match="đã được hủy"):
        upgrade(path, tmp_path / "sao-luu")

    assert rows(path) == before


def stopping_at(step: int) -> Callable[[int, int, str], None]:
    """Progress that falls over after so many steps."""

    def report(done: int, _total: int, _words: str) -> None:
        if done == step:
            raise RuntimeError("power")

    return report


@pytest.mark.parametrize("revision", all_revisions()[:-1])
def test_a_failure_after_each_step_keeps_the_old_file_and_names_the_backup(
    tmp_path: Path, revision: str
) -> None:
    path, backups = tmp_path / "x.db", tmp_path / "sao-luu"
    upgrade_to(path, revision)
    fill(path)
    before = rows(path)
    steps = len(all_revisions()) - all_revisions().index(revision) - 1
    at = range(steps + 1) if os.environ.get("BDG_STRESS") or steps < 3 else (1, steps)
    for step in at:
        with telling(stopping_at(step)), pytest.raises(DataFileError) as caught:
            upgrade(path, backups)
        newest = list_backups(backups)[0]
        assert newest.path.name in caught.value.message
        assert "giữ nguyên như trước" in caught.value.message
        assert rows(path) == before == rows(newest.path)
        assert revision_of(path) == revision_of(newest.path) == revision
    assert upgrade(path, backups)


def test_a_statement_that_fails_anywhere_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every statement of the way from the first version to the newest, or some of them."""
    path, backups = tmp_path / "x.db", tmp_path / "sao-luu"
    upgrade_to(path, all_revisions()[0])
    fill(path)
    before = rows(path)
    count = [0, -1]

    def stumble(*_given: object) -> None:
        count[0] += 1
        if count[0] == count[1]:
            raise sqlite3.OperationalError("disk I/O error")

    real = migrate._migrate

    def watched(engine: Engine) -> None:
        event.listen(engine, "before_cursor_execute", stumble)
        real(engine)

    monkeypatch.setattr(migrate, "_migrate", watched)
    copy = tmp_path / "y.db"
    shutil.copy(path, copy)
    upgrade(copy, backups)
    total, every = count[0], 1 if os.environ.get("BDG_STRESS") else 40
    assert total > 100
    for at in range(1, total, every):
        count[:] = [0, at]
        with pytest.raises(DataFileError, match="Bản sao lưu ngay trước khi nâng cấp"):
            upgrade(path, backups)
        assert rows(path) == before


def test_the_way_back_is_the_backup_of_before(tmp_path: Path) -> None:
    """The program of before opens what it left; the newer file is set aside."""
    path, backups = tmp_path / "x.db", tmp_path / "sao-luu"
    old = all_revisions()[-2]
    upgrade_to(path, old)
    fill(path)
    before = rows(path)
    upgrade(path, backups)
    assert revision_of(path) == HEAD
    [kept] = list_backups(backups)

    swap_in(copy_beside(kept.path, path), path)

    assert (revision_of(path), rows(path)) == (old, before)


def test_progress_counts_every_step(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    upgrade_to(path, all_revisions()[2])
    told: list[tuple[int, int]] = []
    with telling(lambda done, total, _words: told.append((done, total))):
        upgrade(path, tmp_path / "sao-luu")
        # Nothing to do: nothing to tell.
        upgrade(path, tmp_path / "sao-luu")
    steps = len(all_revisions()) - 3
    assert told == [(done, steps) for done in range(steps + 1)]


def revision_of(path: Path) -> str:
    connection = sqlite3.connect(path)
    [(found,)] = connection.execute("SELECT version_num FROM alembic_version")
    connection.close()
    return str(found)
