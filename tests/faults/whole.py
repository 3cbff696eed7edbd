"""Is a data folder whole, and is everything there that was confirmed?"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from app.data_folder import open_data_folder
from app.db.backup import list_backups
from app.db.chain import broken_links, holds, read_anchor
from app.db.database import Database
from app.db.engine import connect_file
from app.journal import Journal
from app.paths import DataPaths
from app.queries.papers import verify_hash
from app.workflows.attachments import stored_path
from tests.faults.load import ACTOR, Receipt

_ISSUED: Final = "SELECT id FROM paper_version WHERE state = 'issued'"
_ONE: Final = {
    "figure": "SELECT value FROM figure WHERE indicator = ? AND sex = 'total'",
    "words": "SELECT text FROM paper_node WHERE version_id = ? ORDER BY position LIMIT 1 OFFSET 1",
    "issued": "SELECT 'issued' FROM paper_version WHERE id = ? AND state = 'issued'",
}
_COUNTED: Final = {
    "paper": "SELECT count(*) FROM paper",
    "file": "SELECT count(*) FROM attachment",
}
_PARTS: Final = (
    ("paper", "paper_version", "paper_id"),
    ("paper_version", "paper_node", "version_id"),
)


def check(root: Path, receipts: Iterable[Receipt], key: bytes | None = None) -> None:
    """Open the folder as the program does and hold what is there against the receipts.

    Raises:
        AssertionError: something is lost, or half there.
        AppError: it does not open.
    """
    folder = open_data_folder(root, actor=ACTOR, key=key)
    try:
        with closing(connect_file(folder.paths.database, key)) as plain:
            refuse_broken(plain)
            refuse_half_records(plain, folder.paths)
            refuse_lost(plain, folder.paths, list(receipts))
        refuse_torn_history(folder.db, folder.paths.logs)
        refuse_changed_papers(folder.db)
    finally:
        folder.close()


def refuse_broken(plain: Any) -> None:
    """The pages of the file and its keys."""
    assert plain.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    assert plain.execute("PRAGMA foreign_key_check").fetchall() == []


def refuse_torn_history(db: Database, logs: Path) -> None:
    """Every line follows from the one before, and the one that was written down elsewhere is there."""
    anchor = read_anchor(logs)
    with db.engine.connect() as connection:
        assert list(broken_links(connection, "")) == []
        assert anchor is None or holds(connection, anchor)


def refuse_half_records(plain: Any, paths: DataPaths) -> None:
    """Papers have a version, versions have words, rows of files have their bytes."""
    for owner, part, key in _PARTS:
        lonely = f"SELECT id FROM {owner} WHERE id NOT IN (SELECT {key} FROM {part})"
        assert plain.execute(lonely).fetchall() == []
    for (digest,) in plain.execute("SELECT sha256 FROM attachment").fetchall():
        assert sha256(paths.vault.read(stored_path(paths, digest))).hexdigest() == digest


def refuse_changed_papers(db: Database) -> None:
    """What was issued says what it said."""
    with db.engine.connect() as connection:
        rows = connection.exec_driver_sql(_ISSUED).fetchall()
    assert all(db.read(verify_hash, UUID(row[0])) for row in rows)


def refuse_lost(plain: Any, paths: DataPaths, receipts: Sequence[Receipt]) -> None:
    """Everything confirmed is there; what was only begun is there whole or not at all."""
    for (what, key), values in _fates(receipts, ("figure", "words", "issued")).items():
        found = plain.execute(_ONE[what], (key,)).fetchone()
        # A draft says something before its first words are confirmed.
        unknown = what == "words" and None in values
        assert unknown or (found and found[0]) in values, (what, key, found, values)
    kept = {one.draft.words for one in Journal(paths.journal, paths.vault).kept()}
    for values in _fates(receipts, ("draft",)).values():
        assert None in values or kept & set(values), (kept, values)
    titles = {row[0] for row in plain.execute("SELECT title FROM activity")}
    for one in receipts:
        if one["what"] == "activities":
            there = [title in titles for title in one["value"]]
            assert all(there) if one["kept"] else all(there) or not any(there), one
        elif one["what"] == "undone" and one["kept"]:
            assert one["value"] not in titles, one
        elif one["what"] == "file" and one["kept"]:
            assert stored_path(paths, one["value"]).is_file(), one
    confirmed = {what: _confirmed(receipts, what) for what in ("paper", "file", "backup")}
    for what, query in _COUNTED.items():
        assert plain.execute(query).fetchone()[0] >= confirmed[what]
    assert not confirmed["backup"] or list_backups(paths.backups)


def _fates(receipts: Sequence[Receipt], kinds: Sequence[str]) -> dict[tuple[str, str], list[Any]]:
    """What may stand in each place: what was confirmed last, or what was begun after that."""
    fates: dict[tuple[str, str], list[Any]] = {}
    for one in receipts:
        if one["what"] in kinds:
            place = fates.setdefault((one["what"], one["key"]), [None])
            if one["kept"]:
                place[:] = [one["value"]]
            else:
                place.append(one["value"])
    return fates


def _confirmed(receipts: Sequence[Receipt], what: str) -> int:
    return sum(one["what"] == what and one["kept"] for one in receipts)
