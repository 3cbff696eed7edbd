"""Personal data taken out by rule or for one person: a backup before, files and free room after."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.db.backup import make_backup
from app.db.clearing import clear_file
from app.db.database import Database
from app.domain.permissions import Right
from app.domain.retention import Kept
from app.errors import AppError, NotFoundError
from app.paths import DataPaths
from app.queries.personal import find_person
from app.services.personal import NOBODY, Anonymised, Applied, anonymise_person, apply_rules

#: Why a backup was made, part of its name.
BEFORE: Final = "truoc-an-danh"
#: What neither screen nor command line may leave unsaid.
STAYS: Final = (
    "Văn bản đã ban hành giữ nguyên như đã ký. Tệp gói đã ký và tệp đính kèm không sửa được từng chữ. "
    "Các bản sao lưu làm trước lúc này, kể cả trên USB, vẫn còn dữ liệu cũ cho đến khi được thay hoặc "
    "xóa."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done. ``cleared``: the old words are gone from the file itself too."""

    records: int
    lines: int
    files: int
    cleared: bool

    @property
    def sentence(self) -> str:
        """One sentence for the officer."""
        parts = [f"{self.records} bản ghi", f"{self.lines} dòng lịch sử"]
        if self.files:
            parts.append(f"{self.files} tệp đính kèm")
        said = f"Đã xử lý {', '.join(parts)}."
        if self.cleared:
            return said
        return f"{said} Chỗ trống trong tệp dữ liệu chưa dọn được; lần xử lý sau sẽ dọn."


def apply_overdue(db: Database, paths: DataPaths, today: date, wanted: Sequence[Kept]) -> Outcome:
    """Take away what the checked rules call overdue.

    Raises:
        ValidationError: not the administrator, or a rule nobody checked; nothing is changed.
        DataFileError: no backup could be made; nothing is changed.
    """
    _back_up(db, paths)
    done: Applied = db.write(apply_rules, today, wanted)
    files = sum(_drop(paths, digest) for digest in done.files)
    return Outcome(done.records, done.lines, files, clear_file(db.engine))


def anonymise(db: Database, paths: DataPaths, typed: str) -> Outcome:
    """Put a mark in the place of one person, wherever the law lets.

    Raises:
        ValidationError: not the administrator, or too little to tell one person from others.
        NotFoundError: the person stands nowhere.
        DataFileError: no backup could be made; nothing is changed.
    """
    db.require(Right.PRIVACY)
    if not db.read(find_person, typed):
        # A backup for nothing would push an older one out.
        raise NotFoundError(NOBODY)
    _back_up(db, paths)
    done: Anonymised = db.write(anonymise_person, typed)
    return Outcome(done.records, done.lines, 0, clear_file(db.engine))


def _back_up(db: Database, paths: DataPaths) -> None:
    db.require(Right.PRIVACY)
    if not db.server:
        make_backup(db.engine, paths.backups, reason=BEFORE)


def _drop(paths: DataPaths, digest: str) -> bool:
    there = paths.vault.find(paths.attachments, digest)
    if there is None:
        return False
    # A file that Windows holds open is an orphan now: the check of the data takes it away.
    with contextlib.suppress(OSError, AppError):
        there.unlink()
        return True
    return False
