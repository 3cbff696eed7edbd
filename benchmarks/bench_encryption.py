"""What encryption costs: the same journeys on a plain folder and on its encrypted copy, in turns.

5,000 activities and 20,000 figures. Every round does a journey on the one and at once on the other,
so that what else the machine does falls on both. Limits: files of the system's cache are read, not
of the disk; the disk's own time for a safe write is in both and makes the ratio of writes smaller.
The start is that of the whole program in a process of its own, from nothing to the painted window, with
the password where there is one; what opening the folder alone costs is printed beside it.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

from bench_report import YEAR, activities, figures  # noqa: E402

from app.data_folder import DataFolder, open_data_folder  # noqa: E402
from app.domain.activities import ActivityDraft  # noqa: E402
from app.domain.papers import ReportType  # noqa: E402
from app.domain.periods import PeriodKind, management_year, parts  # noqa: E402
from app.protecting.turning import turn_on  # noqa: E402
from app.queries.activities import list_activities  # noqa: E402
from app.queries.figure_cells import list_figures  # noqa: E402
from app.queries.progress import count_progress  # noqa: E402
from app.services.activities import record_activity  # noqa: E402
from app.workflows.attachments import keep_content, stored_path  # noqa: E402
from app.workflows.papers import export_paper  # noqa: E402
from app.workflows.reports import BuildReport, build_report  # noqa: E402
from app.workflows.sample import make_sample  # noqa: E402

PASSWORD = "mật khẩu để đo"  # noqa: S105
# The officer's word is turned into the key here too: that is part of what encryption costs.
START = """
import sys
from pathlib import Path
from app.bootstrap import show_window_once
from app.data_folder import open_data_folder
from app.vault.key_file import open_with_password, read_key_file

root = Path(sys.argv[1])
keys = read_key_file(root / "khoa.json")
folder = open_data_folder(
    root, actor="đo", key=open_with_password(keys, sys.argv[2]).key if keys else None
)
show_window_once(folder)
folder.close()
"""
ROUNDS, RECORDS, MOST_TIMES = 9, 100, 1.5
PHOTO_BYTES = 400_000
TODAY = date(YEAR, 12, 20)
PERIODS = [
    code
    for year in range(2015, YEAR + 1)
    for code in (management_year(year).code, *(one.code for one in parts(year, PeriodKind.MONTH)))
]


@dataclass
class Book:
    """One folder, plain or encrypted."""

    folder: DataFolder
    room: Path
    key: bytes | None = None
    count: int = 0

    def start(self) -> None:
        """The folder is closed before, outside the measured time."""
        environment = dict(os.environ, PYTHONUTF8="1", QT_QPA_PLATFORM="offscreen")
        command = [sys.executable, "-c", START, str(self.folder.paths.root), PASSWORD]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stderr=subprocess.DEVNULL)

    def open(self) -> None:
        """Closed before, outside the measured time."""
        self.folder = open_data_folder(self.folder.paths.root, actor="đo", key=self.key)

    def save(self) -> None:
        self.count += 1
        draft = ActivityDraft(
            kind_code="van_ban", title=f"Văn bản mẫu {self.count}", starts_on=date(YEAR, 3, 1)
        )
        self.folder.db.write(record_activity, draft)

    def save_many(self) -> None:
        for _ in range(RECORDS):
            self.save()

    def show_all(self) -> None:
        self.folder.db.read(list_activities)

    def report(self) -> None:
        made = build_report(
            self.folder.db, BuildReport(report_type=ReportType.YEAR, year=YEAR), TODAY
        )
        export_paper(self.folder.db, made, self.room / "báo cáo.pdf")

    def totals(self) -> None:
        self.folder.db.read(list_figures, PERIODS)
        self.folder.db.read(count_progress, YEAR)

    def photo(self) -> None:
        kept = keep_content(self.folder.paths, "ảnh.bin", os.urandom(PHOTO_BYTES), "image/jpeg")
        self.folder.paths.vault.read(stored_path(self.folder.paths, kept.sha256))

    def back_up(self) -> None:
        self.folder.backup_now("do")


JOURNEYS: dict[str, Callable[[Book], None]] = {
    "mở chương trình tới cửa sổ": Book.start,
    "ghi một hoạt động": Book.save,
    "danh sách 5.000 hoạt động": Book.show_all,
    "báo cáo năm ra PDF": Book.report,
    f"ghi {RECORDS} hoạt động, từng cái": Book.save_many,
    "cộng mọi số liệu": Book.totals,
    "giữ và mở lại một ảnh": Book.photo,
    "sao lưu": Book.back_up,
}


def two_books(room: Path) -> tuple[Book, Book]:
    """The filled folder and its encrypted copy."""
    make_sample(room / "mở")
    folder = open_data_folder(room / "mở", actor="đo")
    activities(folder.db)
    figures(folder.db)
    folder.close()
    shutil.copytree(room / "mở", room / "khóa")
    opened, _code = turn_on(room / "khóa", PASSWORD)
    return (
        Book(open_data_folder(room / "mở", actor="đo"), room),
        Book(open_data_folder(room / "khóa", actor="đo", key=opened.key), room, opened.key),
    )


def seconds(work: Callable[[Book], None], book: Book) -> float:
    closed = work in (Book.start, Book.open)
    if closed:
        book.folder.close()
    begun = time.perf_counter()
    work(book)
    passed = time.perf_counter() - begun
    if work is Book.start:
        book.open()
    return passed


def measure(
    books: tuple[Book, Book], journeys: dict[str, Callable[[Book], None]]
) -> dict[str, tuple[float, float]]:
    """Medians of plain and encrypted by journey; the first round only warms up."""
    found: dict[str, tuple[float, float]] = {}
    for name, work in journeys.items():
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(ROUNDS + 1):
            # Who goes first changes from round to round.
            for at in (0, 1) if number % 2 else (1, 0):
                passed = seconds(work, books[at])
                if number:
                    times[at].append(passed)
        found[name] = (statistics.median(times[0]), statistics.median(times[1]))
    return found


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bdg đo ") as name:
        books = two_books(Path(name))
        found = measure(books, JOURNEYS)
        alone = measure(books, {"riêng việc mở thư mục dữ liệu": Book.open})
        for book in books:
            book.folder.close()
    print(f"Trung vị của {ROUNDS} lần, xen kẽ nhau (ms):")
    print(f"  {'':<32}{'không khóa':>12}{'mã hóa':>12}{'gấp':>8}")
    for name, (plain, locked) in (found | alone).items():
        print(f"  {name:<32}{plain * 1000:12.1f}{locked * 1000:12.1f}{locked / plain:8.2f}")
    total = sum(locked for _, locked in found.values()) / sum(plain for plain, _ in found.values())
    middle = statistics.geometric_mean(locked / plain for plain, locked in found.values())
    print(
        f"Cả hành trình gấp {total:.2f} lần, trung bình nhân {middle:.2f} (giới hạn {MOST_TIMES})"
    )
    kept = total <= MOST_TIMES and middle <= MOST_TIMES
    print("ĐẠT" if kept else "HỎNG")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
