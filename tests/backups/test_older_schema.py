"""Restored from an older schema on another machine: every row and attachment as upgraded in place."""

import hashlib
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from app.backups.generations import generations_at
from app.db.backup import make_backup
from app.db.engine import make_engine
from app.db.manifest import StoredPart, hash_of_file, read_manifest, write_manifest
from app.db.migrate import HEAD, upgrade
from app.restoring import restore
from tests.backups.conftest import NOON
from tests.backups.test_restoring import rows_of
from tests.db.test_migrations import all_revisions, fill, upgrade_to

CONTENT = b"%PDF bien ban" * 900
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def old_stick(stick: Path, database: Path) -> None:
    """As the program of that time wrote it."""
    folder = stick / "SoBinhDang-xa-song-an"
    (folder / "dinh-kem").mkdir(parents=True)
    (folder / "dinh-kem" / f"{DIGEST}.pdf").write_bytes(CONTENT)
    engine = make_engine(database, enforce=False)
    backup = make_backup(engine, folder, reason="ra-usb", now=NOON)
    engine.dispose()
    manifest = read_manifest(backup)
    assert manifest is not None
    part = StoredPart(f"{DIGEST}.pdf", DIGEST, len(CONTENT))
    write_manifest(backup, replace(manifest, data_id="1" * 64, parts=(part,)))


@pytest.mark.parametrize("revision", [all_revisions()[0], all_revisions()[-2]])
def test_every_row_and_attachment(tmp_path: Path, revision: str) -> None:
    old, laptop = tmp_path / "cũ.db", tmp_path / "máy mới"
    upgrade_to(old, revision)
    fill(old)
    with sqlite3.connect(old) as connection:
        for table in ("attachment", "paper_attachment"):
            if connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = ?", (table,)
            ).fetchone():
                connection.execute(f"UPDATE {table} SET sha256 = ?", (DIGEST,))
    connection.close()
    old_stick(tmp_path / "USB", old)
    in_place = tmp_path / "tại chỗ.db"
    shutil.copy(old, in_place)
    upgrade(in_place, tmp_path / "sao-luu")

    restored = restore(laptop, generations_at(tmp_path / "USB")[0])
    assert restored.missing == ()
    assert rows_of(laptop / "so-binh-dang.db") == rows_of(old)
    upgrade(laptop / "so-binh-dang.db", laptop / "sao-luu")

    found = rows_of(laptop / "so-binh-dang.db")
    assert found == rows_of(in_place)
    assert found["alembic_version"] == [(HEAD,)]
    assert sum(map(len, found.values())) > 10
    assert [hash_of_file(path) for path in (laptop / "dinh-kem").iterdir()] == [DIGEST]
