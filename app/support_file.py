"""Tệp hỗ trợ: what a person who helps needs to know, without a word of any record."""

import getpass
import os
import platform
import re
import socket
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app import __version__
from app.checking.check import check_data
from app.db.backup import list_backups
from app.db.database import Database
from app.db.migrate import HEAD
from app.domain.exports import ExportOf, ExportWay
from app.domain.personal_columns import BY_TABLE
from app.errors import DataFileError
from app.files import write_beside
from app.jobs import JobContext
from app.machine import disk_words, memory_words, system_words
from app.paths import DataPaths
from app.preferences import Choices
from app.queries.support import amounts
from app.vault.key_file import read_key_file
from app.workflows.exports import record_file

FIRST: Final = "tom-tat.txt"
_LOGS: Final = ("chuong-trinh.log*", "loi-*.txt", "sap-*.txt")
#: So much of a log is enough to see what happened last, in letters.
_MOST: Final = 60_000
_HIDDEN: Final = "…"
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class SupportFile:
    """Everything that will stand in the file: names of its parts and their words."""

    parts: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """All of it as the officer looks it over before it is written."""
        return "\n\n".join(f"===== {name} =====\n{text}" for name, text in self.parts)


def gather(
    db: Database | None,
    paths: DataPaths,
    job: JobContext,
    *,
    now: datetime,
    choices: Choices,
    window: Mapping[str, str],
) -> SupportFile:
    """Look at program, data, machine and logs; nothing is written.

    Args:
        db: None when the data do not open: the rest helps all the same.
        choices: of the window; only those without words are told.
        window: what only the window knows: screen, Qt.

    Raises:
        CancelledError: the officer asked to stop.
    """
    sections = (
        ("Chương trình", _program(db, window, now)),
        ("Máy tính", _machine(paths)),
        ("Lựa chọn của cửa sổ", _choices(choices)),
        ("Thư mục dữ liệu", _folder(paths, now)),
        ("Số bản ghi", _of_data(db, _amounts)),
        ("Kiểm tra dữ liệu", _of_data(db, lambda data: _findings(data, paths, job, now))),
    )
    first = "\n\n".join(f"{title}\n{_lines(facts)}" for title, facts in sections)
    hidden = _names_of_here(paths)
    parts = [(FIRST, first), *_logs(paths)]
    return SupportFile(tuple((name, _without(text, hidden)) for name, text in parts))


def write_support_file(db: Database | None, made: SupportFile, target: Path) -> None:
    """Write what was shown, nothing else, and note in the log that it left.

    A book that is only looked at takes no line of the log; somebody may need help with just that.

    Raises:
        DataFileError: no room, no permission; no half file is left.
    """

    def pack(stream: object) -> None:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:  # type: ignore[call-overload]
            for name, text in made.parts:
                # The day of zip's own beginning: when a log was written stands in the log.
                packed.writestr(zipfile.ZipInfo(name), text.encode("utf-8"))

    write_beside(target, pack)
    if db is not None and not db.read_only:
        record_file(db, target, ExportOf("Tệp hỗ trợ"), ExportWay.SUPPORT)


def suggested_name(now: datetime) -> str:
    """ "tep-ho-tro-20261121-1830.zip"."""
    return f"tep-ho-tro-{now:%Y%m%d-%H%M}.zip"


def _lines(facts: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"  {name}: {value}" for name, value in facts)


def _program(
    db: Database | None, window: Mapping[str, str], now: datetime
) -> Iterator[tuple[str, str]]:
    yield "Phiên bản", __version__
    yield "Mức dữ liệu", HEAD
    yield "Python", platform.python_version()
    yield "Dữ liệu nằm ở", "máy chủ" if db is not None and db.server else "tệp trên máy này"
    yield "Lập lúc", f"{now:%H:%M %d/%m/%Y}"
    yield from window.items()


def _machine(paths: DataPaths) -> Iterator[tuple[str, str]]:
    yield "Hệ điều hành", system_words()
    yield "Bộ nhớ", memory_words()
    yield "Ổ đĩa của dữ liệu", disk_words(paths.root)


def _choices(choices: Choices) -> Iterator[tuple[str, str]]:
    yield "Cỡ chữ", choices.text_size
    yield "Màu", choices.theme
    yield "Trang cuối", choices.page
    yield "Năm đang xem", str(choices.year or "năm nay")
    yield "In kèm chữ DỰ THẢO", "có" if choices.print_draft else "không"


def _folder(paths: DataPaths, now: datetime) -> Iterator[tuple[str, str]]:
    for file in (paths.database, *_beside(paths.database)):
        if file.exists():
            yield f"Cỡ {file.name.removeprefix(paths.database.stem)}", f"{file.stat().st_size} byte"
    for name, room in (
        ("Tệp đính kèm", paths.attachments),
        ("Bản sao lưu trên máy", paths.backups),
        ("Văn bản đã lưu", paths.papers),
        ("Nội dung đang gõ", paths.journal),
    ):
        sizes = _sizes(room)
        yield name, f"{len(sizes)} tệp, {sum(sizes)} byte"
    backups = list_backups(paths.backups)
    age = f"{(now - backups[0].made_at).days} ngày trước" if backups else "chưa có"
    yield "Sao lưu gần nhất", age
    yield from _keys(paths)


def _keys(paths: DataPaths) -> Iterator[tuple[str, str]]:
    try:
        keys = read_key_file(paths.key_file)
    except DataFileError:
        yield "Tệp khóa", "bị hỏng"
        return
    yield "Mật khẩu", "có" if keys else "không"
    yield "Mã hóa", "có" if keys and keys.encrypted else "không"


def _beside(database: Path) -> list[Path]:
    return [database.with_name(f"{database.name}{tail}") for tail in ("-wal", "-shm", "-journal")]


def _sizes(room: Path) -> list[int]:
    sizes = []
    for path in room.rglob("*") if room.is_dir() else ():
        # A file may go while it is counted.
        with suppress(OSError):
            if path.is_file():
                sizes.append(path.stat().st_size)
    return sizes


def _of_data(
    db: Database | None, look: Callable[[Database], Iterable[tuple[str, str]]]
) -> list[tuple[str, str]]:
    """What is told of the data; of damaged ones only that they cannot be read."""
    if db is None:
        return [("Kết quả", "dữ liệu không mở được")]
    try:
        return list(look(db))
    except DataFileError as error:
        return [("Kết quả", f"không đọc được ({type(error).__name__})")]


def _amounts(db: Database) -> Iterator[tuple[str, str]]:
    found = db.read(amounts)
    for table, count in found.tables:
        if count:
            name = BY_TABLE[table].name if table in BY_TABLE else ""
            yield table, f"{count} ({name})" if name else str(count)
    for catalogue, count in found.own_rows:
        yield f"dòng danh mục của đơn vị, {catalogue}", str(count)
    for role, count in found.officers:
        yield f"người dùng, {role}", str(count)


def _findings(
    db: Database, paths: DataPaths, job: JobContext, now: datetime
) -> Iterator[tuple[str, str]]:
    """How many of what in which table; no title, no value."""
    report = check_data(db, paths, job, now)
    counts = Counter(
        (one.group.value, one.place.table if one.place else "", one.field) for one in report.wrong
    )
    if not counts:
        yield "Kết quả", "không thấy chỗ nào sai"
    for (group, table, field), count in sorted(counts.items()):
        yield " · ".join(filter(None, (group, table, field))), str(count)


def _logs(paths: DataPaths) -> Iterator[tuple[str, str]]:
    for pattern in _LOGS:
        for path in sorted(paths.logs.glob(pattern)):
            with suppress(OSError):
                text = path.read_text(encoding="utf-8", errors="replace")
                yield f"nhat-ky/{path.name}", text[-_MOST:]


def _names_of_here(paths: DataPaths) -> list[str]:
    """Folders and names of this machine that could tell whose it is; the longest first."""
    names = {
        str(paths.root), str(paths.root.resolve()), str(Path.home()), tempfile.gettempdir(),
        socket.gethostname(), Path.home().name, os.environ.get("USERNAME", ""),
        os.environ.get("USER", ""),
    }  # fmt: skip
    with suppress(OSError, KeyError, ImportError):
        names.add(getpass.getuser())
    spelt = {
        form for name in names for form in (name, name.replace("\\", "\\\\"), Path(name).as_posix())
    }
    return sorted((one for one in spelt if len(one) >= _SHORTEST), key=len, reverse=True)


def _without(text: str, names: list[str]) -> str:
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _HIDDEN, text, flags=re.IGNORECASE)
    return text
