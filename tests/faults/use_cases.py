"""What an officer does that touches files: each use case, and what must hold whatever failed."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID
from zipfile import is_zipfile

from app.backups.to_folder import Data, back_up_to
from app.data_folder import DataFolder, open_data_folder
from app.documents.readers.from_file import read_source
from app.journal import Draft, Journal
from app.preferences import Preferences
from app.queries.activities import ActivityFilter
from app.queries.kinds import get_catalogues
from app.queries.papers import get_paper, list_papers
from app.restoring import restore_data_folder
from app.services.activities import (
    ActivityDraft,
    AttachFile,
    attach_file,
    record_activity,
    record_pasted,
)
from app.services.papers import SaveContent, save_content
from app.vault.key_file import KeyFile, KeySlot, read_key_file, write_key_file
from app.workflows.activities import preview_file
from app.workflows.activity_sheet import export_activities
from app.workflows.attachments import keep_file
from app.workflows.papers import export_paper
from tests.faults.load import ACTOR, DAY, TYPED
from tests.papers import create, with_text

NOW: Final = datetime(2026, 3, 8, 9, 0, tzinfo=UTC)
OLD: Final = b"the file of before"
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


@dataclass
class Desk:
    """An open data folder with something in it; ``room`` holds it and the files around."""

    room: Path
    folder: DataFolder
    activity: UUID
    paper: UUID
    count: int = 0
    #: Copies that were looked into already.
    proved: set[Path] = field(default_factory=set)

    def words(self) -> str:
        """Words that nobody wrote before."""
        self.count += 1
        return f"Việc thứ {self.count}"

    def draft(self) -> ActivityDraft:
        """An activity that nobody wrote before."""
        kind = next(iter(self.folder.db.read(get_catalogues).kinds))
        return ActivityDraft(kind_code=kind, title=self.words(), starts_on=DAY, men=3, women=5)


def furnish(root: Path) -> None:
    """A closed folder with an activity, a paper and a backup; files to bring in; a stick."""
    (root.parent / "usb").mkdir()
    folder = open_data_folder(root, actor=ACTOR)
    desk = Desk(root.parent, folder, UUID(int=0), folder.db.write(create))
    folder.db.write(record_activity, desk.draft())
    export_activities(folder.db, root.parent / "hoạt động.xlsx", ActivityFilter())
    export_paper(folder.db, desk.paper, root.parent / "kế hoạch.docx")
    folder.close(backup=True)


def sit_down(root: Path) -> Desk:
    """The folder opened again."""
    folder = open_data_folder(root, actor=ACTOR)
    with closing(sqlite3.connect(folder.paths.database)) as plain:
        activity = plain.execute("SELECT id FROM activity").fetchone()[0]
    paper = folder.db.read(list_papers)[0].paper_id
    return Desk(root.parent, folder, UUID(activity), paper)


def save(desk: Desk) -> None:
    desk.folder.db.write(record_activity, desk.draft())


def type_words(desk: Desk) -> None:
    row = desk.folder.db.read(get_paper, desk.paper)
    content = with_text(row.content, TYPED, desk.words())
    command = SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content)
    desk.folder.db.write(save_content, command)


def attach(desk: Desk) -> None:
    source = desk.room / "biên bản.txt"
    stored = keep_file(desk.folder.paths, source)
    command = AttachFile(
        activity_id=desk.activity,
        name=stored.name,
        sha256=stored.sha256,
        media_type=stored.media_type,
        size=stored.size,
    )
    desk.folder.db.write(attach_file, command)


def import_sheet(desk: Desk) -> None:
    read = preview_file(desk.folder.db, desk.room / "hoạt động.xlsx", DAY)
    drafts = [replace(row.draft, title=desk.words()) for row in read.rows if row.draft]
    desk.folder.db.write(record_pasted, drafts)


def import_paper(desk: Desk) -> None:
    read_source(desk.room / "kế hoạch.docx")


def export(suffix: str) -> Callable[[Desk], None]:
    def done(desk: Desk) -> None:
        export_paper(desk.folder.db, desk.paper, desk.room / f"lưu{suffix}")

    return done


def export_list(desk: Desk) -> None:
    export_activities(desk.folder.db, desk.room / "lưu.xlsx", ActivityFilter())


def back_up(desk: Desk) -> None:
    desk.folder.backup_now()


def back_up_to_stick(desk: Desk) -> None:
    back_up_to(Data(desk.folder.db, desk.folder.paths), desk.room / "usb")


def restore(desk: Desk) -> None:
    desk.folder.close()
    restore_data_folder(desk.folder.paths.root)


def start(desk: Desk) -> None:
    desk.folder.close()
    desk.folder = open_data_folder(desk.folder.paths.root, actor=ACTOR)


def write_journal(desk: Desk) -> None:
    journal = Journal(desk.folder.paths.journal, desk.folder.paths.vault)
    draft = Draft(kind="paper", where="Kế hoạch", page="plans", words=desk.words())
    journal.write(desk.folder.paths.journal / "a.nhap", draft, NOW)


def choose(desk: Desk) -> None:
    Preferences(desk.folder.paths.preferences).change(first_answers={"name": desk.words()})


def write_keys(desk: Desk) -> None:
    slot = KeySlot(desk.words().encode().hex()[:8], bytes(16), bytes(48))
    write_key_file(desk.room / "khoa.json", KeyFile(encrypted=False, slots=(slot,), recovery=slot))


#: By name.
USE_CASES: Final[dict[str, Callable[[Desk], None]]] = {
    "save": save,
    "words": type_words,
    "attach": attach,
    "sheet in": import_sheet,
    "paper in": import_paper,
    "pdf": export(".pdf"),
    "docx": export(".docx"),
    "xlsx": export(".xlsx"),
    "list": export_list,
    "backup": back_up,
    "stick": back_up_to_stick,
    "restore": restore,
    "start": start,
    "journal": write_journal,
    "choices": choose,
    "keys": write_keys,
}
#: What this writes under a final name: the old file or a whole new one is there.
TARGETS: Final = {
    "pdf": "lưu.pdf", "docx": "lưu.docx", "xlsx": "lưu.xlsx", "list": "lưu.xlsx", "keys": "khoa.json",
}  # fmt: skip
#: Nothing is written, so nothing has to be said of what is safe.
HARMLESS: Final = {"paper in"}
#: The caller says it in its own words, or nothing needs to be said.
PLAIN_ERRORS: Final = {"journal"}


def rows(database: Path) -> dict[str, list[Any]]:
    """Everything in the data file."""
    with closing(sqlite3.connect(database)) as plain:
        tables = plain.execute(_TABLES).fetchall()
        return {name: plain.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}


def refuse_half_files(desk: Desk) -> None:
    """Every file under a final name is whole; nothing unfinished is left lying."""
    paths = desk.folder.paths
    for path in desk.room.rglob("*"):
        if path.suffix == ".part":
            raise AssertionError(path.name)
        if path.parent == paths.attachments:
            assert sha256(path.read_bytes()).hexdigest() == path.stem
        elif path.suffix == ".db" and path not in desk.proved | {paths.database}:
            desk.proved.add(path)
            with closing(sqlite3.connect(path)) as plain:
                assert plain.execute("PRAGMA quick_check").fetchone() == ("ok",)


def is_whole(path: Path) -> bool:
    """A file of this kind that opens."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
    if path.suffix == ".json":
        return read_key_file(path) is not None
    return is_zipfile(path)
