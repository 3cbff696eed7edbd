"""Packages of 400 communes received, checked, kept, accepted and added up, in one go.

Each has 60 indicators by sex (20 of them by age too), 200 activities and a PDF. Measured in a process of its
own, from opening the data folder to the totals: keys and units are read, the folder is backed up,
every file is read and checked, its rows and its bytes are kept, it is accepted with a signed receipt,
and the totals are worked out. Beside it, in the same run:

* the floor: the same files read, unzipped and hashed, and the same rows (the file too) put into the same
  tables by bare sqlite3 in one transaction, nothing checked, nothing opened, nothing added up;
* workbooks: the same figures read by openpyxl, with the activities, and without them; nothing checked,
  nothing kept.

Limits: what other programs do meanwhile moves all of them alike; so the ratios say more than the
milliseconds.
"""

import gc
import hashlib
import io
import json
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from communes import DUTY, PERIOD, Commune, workbook_of  # noqa: E402
from openpyxl import load_workbook  # noqa: E402
from receiving_office import make_office  # noqa: E402

FEW, COUNT, MANY = 50, 400, 3_000
ROUNDS = 3
MOST_FLOORS, LEAST_BOOKS, MOST_MB, MOST_GROWTH = 4.0, 5.0, 400, 1.25
TABLES = (
    "kept_file", "received_package", "received_figure", "received_activity", "received_document",
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """What a process told of itself: seconds in all and for the totals alone, its memory."""

    seconds: float
    adding: float
    accepted: int
    peak: int
    totals: dict[str, str]


def receive_all(data: Path, packages: Path) -> None:
    """The measured process: receive a folder, accept, add up, tell."""
    from communes import NOW

    from app.data_folder import open_data_folder
    from app.jobs import JobContext
    from app.queries.totals import totals
    from app.workflows.parcels.desk import desk_of, own_office
    from app.workflows.parcels.receiving import State, receive

    opened = open_data_folder(data, actor="đo")
    start = time.perf_counter()
    own = own_office(opened.db, NOW)
    desk = desk_of(opened.db, own)
    received = receive(opened.db, [packages], desk, JobContext(), NOW, accept_clean=True)
    middle = time.perf_counter()
    found = opened.db.read(totals, DUTY, PERIOD)
    sums = {" ".join(map(str, key)): str(found.sum(*key).value) for key in found.keys}
    end = time.perf_counter()
    opened.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    accepted = received.count(State.ACCEPTED)
    print(json.dumps([end - start, end - middle, accepted, peak, sums]))


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
    """The totals by plain SQL on the data file, of micro units: whole numbers, no rounding."""
    with closing(sqlite3.connect(data / "so-binh-dang.db")) as base:
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
    with closing(sqlite3.connect(data / "so-binh-dang.db")) as base:
        return {
            table: base.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            for table in TABLES
        }


def floors(room: Path, office: Path, packages: list[Path], data: Path) -> float:
    """Milliseconds of the floor for one package."""
    rows = rows_of(data)
    times = []
    for _ in range(ROUNDS):
        file = room / "nen.db"
        shutil.copy(office / "so-binh-dang.db", file)
        times.append(seconds(lambda file=file: floor(packages, rows, file)))  # type: ignore[misc]
    return statistics.median(times) / len(packages) * 1000


def workbooks(made: list[Commune], *, figures_only: bool) -> float:
    """Milliseconds to read the workbook of one commune."""
    books = [workbook_of(one, figures_only=figures_only) for one in made]

    def read() -> None:
        for content in books:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
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
    print(f"  {words:<58}{value:8.2f}   ({sign} {limit:g}) {'ĐẠT' if kept else 'CHƯA ĐẠT'}")
    return kept


def measure(room: Path) -> bool:
    """Make offices and packages, measure, print; whether all limits are kept."""
    offices = {}
    for count in (FEW, COUNT, MANY):
        office, packages = room / f"co-quan-{count}", room / f"goi-{count}"
        made = make_office(office, count, packages)
        offices[count] = office, packages
        if count == COUNT:
            communes_made = made
    few = [run(room, *offices[FEW])[0] for _ in range(ROUNDS)]
    many, _ = run(room, *offices[MANY])
    runs = []
    for _ in range(ROUNDS):
        one, data = run(room, *offices[COUNT])
        runs.append(one)
    files = sorted(offices[COUNT][1].iterdir())
    ground = floors(room, offices[COUNT][0], files, data)
    both = workbooks(communes_made, figures_only=False)
    alone = workbooks(communes_made, figures_only=True)
    ours = statistics.median(one.seconds for one in runs) / COUNT * 1000
    first = statistics.median(one.seconds for one in few) / FEW * 1000
    last = many.seconds / MANY * 1000
    adding = statistics.median(one.adding for one in runs)
    print(
        f"Nhận {COUNT} gói (mỗi gói 360 ô số liệu, 200 hoạt động, một PDF; "
        f"{files[0].stat().st_size // 1000} kB), kiểm tra, ghi, tiếp nhận, cộng; "
        f"trung vị {ROUNDS} lần:\n"
        f"  {1000 / ours:.0f} gói/giây, {ours:.2f} ms mỗi gói (cộng {adding * 1000:.0f} ms); "
        f"sàn {ground:.2f} ms; openpyxl {both:.2f} ms, chỉ số liệu {alone:.2f} ms; "
        f"{FEW} gói {first:.2f} ms, {MANY} gói {last:.2f} ms mỗi gói"
    )
    right = all(one.accepted == COUNT for one in runs) and many.accepted == MANY
    same = all(one.totals == recomputed(data) == sent(communes_made) for one in runs)
    print(f"  mọi gói được tiếp nhận: {'ĐẠT' if right else 'CHƯA ĐẠT'}")
    print(f"  tổng bằng tổng tính lại bằng SQL và bằng số đã gửi: {'ĐẠT' if same else 'CHƯA ĐẠT'}")
    peak = max(many.peak, *(one.peak for one in runs))
    kept = [
        right,
        same,
        told("số lần sàn", ours / ground, MOST_FLOORS),
        told("nhanh hơn đọc cùng dữ liệu từ sổ Excel (lần)", both / ours, LEAST_BOOKS, most=False),
        told("bộ nhớ cao nhất (MB)", peak, MOST_MB),
        told(f"giá một gói khi có {MANY} gói so với {FEW} gói", last / first, MOST_GROWTH),
    ]
    print(f"  (nhanh hơn đọc riêng số liệu từ sổ Excel: {alone / ours:.2f} lần)")
    return all(kept)


def main() -> int:
    if len(sys.argv) == 3:
        receive_all(Path(sys.argv[1]), Path(sys.argv[2]))
        return 0
    with tempfile.TemporaryDirectory(prefix="bdg đo ") as folder:
        return 0 if measure(Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
