"""Packages of 400 communes received, checked, kept, accepted and added up, in one go.

Each has 60 indicators by sex (37 of them by age too), 200 activities and a PDF. Measured in a process of its
own, from opening the data folder to the totals: keys and units are read, the folder is backed up,
every file is read and checked, its rows and its bytes are kept, it is accepted with a signed receipt,
and the totals are worked out. Beside it, in the same run:

* the floor: the same files read, unzipped and hashed, and the same rows (the file too) put into the same
  tables by bare sqlite3 in one transaction, nothing checked, nothing opened, nothing added up;
* workbooks: the same data read by openpyxl, nothing checked, nothing kept. The limit is against its
  ordinary way, which a filled form needs (the quick way gives no hidden sheets, comments, formulas);
  the quick way, also of the figures alone, is printed beside it.

Limits: what other programs do meanwhile moves all of them alike; so the ratios say more than the
milliseconds.
"""

import gc
import hashlib
import io
import json
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from communes import ACTIVITIES, BY_AGE, DUTY, INDICATORS, PERIOD, Commune, workbook_of  # noqa: E402
from openpyxl import load_workbook  # noqa: E402
from receiving_office import make_office  # noqa: E402

FEW, COUNT, MANY = 50, 400, 3_000
ROUNDS = 3
CELLS = 3 * (len(INDICATORS) + 3 * len(BY_AGE))
DATA = "so-binh-dang.db"
MOST_FLOORS, LEAST_BOOKS, MOST_MB, MOST_GROWTH = 4.0, 5.0, 400, 1.25
TABLES = (
    "kept_file", "received_package", "received_figure", "received_activity", "received_document",
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """What a process told of itself: seconds in all, of the processor, and for the totals alone;
    its memory."""

    seconds: float
    processor: float
    adding: float
    accepted: int
    peak: int
    totals: dict[str, str]


@dataclass(frozen=True)
class Round:
    """Milliseconds for one package (``adding``: for all), MB, and whether it came out right."""

    ours: float
    adding: float
    floor: float
    books: float
    usual: float
    figures: float
    peak: int
    accepted: bool
    same: bool


def receive_all(data: Path, packages: Path) -> None:
    """The measured process: receive a folder, accept, add up, tell."""
    from communes import NOW

    from app.data_folder import open_data_folder
    from app.jobs import JobContext
    from app.queries.totals import totals
    from app.workflows.parcels.desk import desk_of, own_office
    from app.workflows.parcels.receiving import State, receive

    opened = open_data_folder(data, actor="đo")
    start, worked = time.perf_counter(), time.process_time()
    own = own_office(opened.db, NOW)
    desk = desk_of(opened.db, own)
    received = receive(opened.db, [packages], desk, JobContext(), NOW, accept_clean=True)
    middle = time.perf_counter()
    found = opened.db.read(totals, DUTY, PERIOD)
    sums = {" ".join(map(str, key)): str(found.sum(*key).value) for key in found.keys}
    end = time.perf_counter()
    accepted = received.count(State.ACCEPTED)
    worked = time.process_time() - worked
    opened.close()
    print(json.dumps([end - start, worked, end - middle, accepted, peak(), sums]))


def peak() -> int:
    """The most memory of this process in MB (what ``resource`` tells begins with the parent's)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def run(room: Path, office: Path, packages: Path) -> tuple[Run, Path]:
    """Receive into a fresh copy of an office; the copy stays for a look."""
    data = room / "ban-sao"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(office, data)
    done = subprocess.run(
        [sys.executable, __file__, str(data), str(packages)],
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "PATH": "", "LANG": "C.UTF-8"},
    )
    return Run(*json.loads(done.stdout)), data


def recomputed(data: Path) -> dict[str, str]:
    """The totals by plain SQL on the data file; all figures sent are whole numbers."""
    with closing(sqlite3.connect(data / DATA)) as base:
        rows = base.execute(
            "SELECT f.indicator, f.sex, f.grp, SUM(CAST(f.value AS INTEGER)) "
            "FROM received_package p JOIN received_figure f ON f.package_id = p.id "
            "WHERE p.counts AND p.duty = ? AND p.period = ? AND f.unit = '' "
            "GROUP BY f.indicator, f.sex, f.grp",
            (DUTY, PERIOD),
        )
        return {" ".join(row[:3]): str(row[3]) for row in rows}


def sent(made: list[Commune]) -> dict[str, str]:
    """The totals from what the communes wrote, before any package was made."""
    sums: dict[str, Decimal] = {}
    for one in made:
        for cell in one.draft.records.figures:
            key = f"{cell.indicator} {cell.sex.value} {cell.group}"
            sums[key] = sums.get(key, Decimal(0)) + (cell.value or 0)
    return {key: str(value) for key, value in sums.items()}


def floor(packages: list[Path], rows: dict[str, list[tuple[Any, ...]]], file: Path) -> None:
    """Read, unzip and hash the same bytes, put the same rows and files into the same tables."""
    with closing(sqlite3.connect(file)) as base:
        for path in packages:
            content = path.read_bytes()
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for name in archive.namelist():
                    hashlib.sha256(archive.read(name)).digest()
        for table, values in rows.items():
            marks = ",".join("?" * len(values[0]))
            base.executemany(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608
        base.commit()


def rows_of(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows that receiving has written."""
    with closing(sqlite3.connect(data / DATA)) as base:
        return {
            table: base.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            for table in TABLES
        }


def floor_time(room: Path, office: Path, packages: list[Path], data: Path) -> float:
    """Milliseconds of the floor for one package."""
    rows = rows_of(data)
    file = room / "nen.db"
    shutil.copy(office / DATA, file)
    return seconds(lambda: floor(packages, rows, file)) / len(packages) * 1000


def workbook_time(
    made: list[Commune], *, figures_only: bool = False, read_only: bool = True
) -> float:
    """Milliseconds to read the workbook of one commune; ``read_only`` is openpyxl's quick way."""
    books = [workbook_of(one, figures_only=figures_only) for one in made]

    def read() -> None:
        for content in books:
            book = load_workbook(io.BytesIO(content), read_only=read_only, data_only=True)
            for sheet in book.worksheets:
                for _ in sheet.iter_rows(values_only=True):
                    pass

    return seconds(read) / len(made) * 1000


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def told(words: str, value: float, limit: float, *, most: bool = True) -> bool:
    """A line with a ratio and its limit; whether it keeps it."""
    kept = value <= limit if most else value >= limit
    sign = "nhiều nhất" if most else "ít nhất"
    limits = f"({sign} {limit:g})"
    print(f"  {words:<50}{value:8.2f}   {limits:<19}{'ĐẠT' if kept else 'CHƯA ĐẠT'}")
    return kept


def one_round(room: Path, made: list[Commune], share: int) -> Round:
    """All of it once, one right after the other, so that what else the machine does hits all alike.

    Each round reads its share of the workbooks, all rounds together one of every commune.
    """
    office, packages = room / f"co-quan-{COUNT}", room / f"goi-{COUNT}"
    done, data = run(room, office, packages)
    files = sorted(packages.iterdir())
    mine = made[share::ROUNDS]
    return Round(
        ours=done.seconds / COUNT * 1000,
        adding=done.adding * 1000,
        floor=floor_time(room, office, files, data),
        books=workbook_time(mine),
        usual=workbook_time(mine, read_only=False),
        figures=workbook_time(mine, figures_only=True),
        peak=done.peak,
        accepted=done.accepted == COUNT,
        same=done.totals == recomputed(data) == sent(made),
    )


def measure(room: Path) -> bool:
    """Make offices and packages, measure, print; whether all limits are kept."""
    made = {
        count: make_office(room / f"co-quan-{count}", count, room / f"goi-{count}")
        for count in (FEW, COUNT, MANY)
    }
    rounds = [one_round(room, made[COUNT], share) for share in range(ROUNDS)]
    few = [runs_of(room, FEW) for _ in range(2)]
    many = runs_of(room, MANY)
    few.append(runs_of(room, FEW))
    first = middle(one.processor for one in few) / FEW * 1000
    last = many.processor / MANY * 1000
    ours, ground, adding = (
        middle(getattr(one, name) for one in rounds) for name in ("ours", "floor", "adding")
    )
    books, usual, figures = (
        middle(getattr(one, name) for one in rounds) for name in ("books", "usual", "figures")
    )
    print(
        f"Nhận {COUNT} gói (mỗi gói {CELLS} ô số liệu, {ACTIVITIES} hoạt động, một PDF), kiểm tra, "
        f"ghi, tiếp nhận có phiếu, cộng; trung vị {ROUNDS} lần:\n"
        f"  {1000 / ours:.0f} gói/giây, {ours:.2f} ms mỗi gói (cộng cả kỳ {adding:.0f} ms); sàn "
        f"{ground:.2f} ms\n"
        f"  openpyxl {usual:.2f} ms (cách thường), {books:.2f} ms (cách đọc nhanh, {books / ours:.1f} lần), "
        f"{figures:.2f} ms (chỉ số liệu, cách nhanh)\n"
        f"  thời gian bộ xử lý mỗi gói: {FEW} gói {first:.2f} ms, {MANY} gói {last:.2f} ms"
    )
    peak = max(many.peak, *(one.peak for one in rounds))
    return all(
        [
            right(
                "mọi gói được tiếp nhận",
                all(one.accepted for one in rounds) and many.accepted == MANY,
            ),
            right(
                "tổng bằng tổng tính lại bằng SQL và bằng số đã gửi",
                all(one.same for one in rounds),
            ),
            told("số lần sàn", middle(one.ours / one.floor for one in rounds), MOST_FLOORS),
            told(
                "nhanh hơn openpyxl đọc cùng dữ liệu (lần)",
                middle(one.usual / one.ours for one in rounds),
                LEAST_BOOKS,
                most=False,
            ),
            told("bộ nhớ cao nhất (MB)", peak, MOST_MB),
            told(f"giá một gói khi có {MANY} gói so với {FEW} gói", last / first, MOST_GROWTH),
        ]
    )


def runs_of(room: Path, count: int) -> Run:
    """One office of so many units receives all its packages."""
    return run(room, room / f"co-quan-{count}", room / f"goi-{count}")[0]


def middle(values: Iterable[float]) -> float:
    return statistics.median(values)


def right(words: str, kept: bool) -> bool:
    """A line without a number; whether it is so."""
    print(f"  {words:<80}{'ĐẠT' if kept else 'CHƯA ĐẠT'}")
    return kept


def main() -> int:
    if len(sys.argv) == 3:
        receive_all(Path(sys.argv[1]), Path(sys.argv[2]))
        return 0
    with tempfile.TemporaryDirectory(prefix="bdg đo ") as folder:
        return 0 if measure(Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
