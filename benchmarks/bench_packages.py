"""Packages read and checked in a second, beside the same in workbooks, and beside the floor."""

import gc
import hashlib
import io
import resource
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from communes import communes, desk, package_of, workbook_of  # noqa: E402
from openpyxl import load_workbook  # noqa: E402

from app.exchange.manifest import Privacy  # noqa: E402
from app.exchange.reading import Desk, read_file, read_package  # noqa: E402

COUNT = 100
Rows = tuple[list[tuple[object, ...]], list[tuple[object, ...]]]
ROUNDS = 3


def best(work: Callable[[], object]) -> float:
    """Milliseconds for one commune, the quickest of some rounds over all of them."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) / COUNT * 1000


def read_all(paths: list[Path], at: Desk) -> int:
    return sum(len(read_package(read_file(path), at).tables["figures"]) for path in paths)


def read_workbooks(paths: list[Path]) -> int:
    rows = 0
    for path in paths:
        book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
        rows += sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))
    return rows


def floor(paths: list[Path], rows: list[Rows], file: Path) -> None:
    """Read, unzip and hash the same bytes, put the same rows into bare tables in one go."""
    file.unlink(missing_ok=True)
    base = sqlite3.connect(file)
    base.execute("CREATE TABLE figure (indicator, sex, state, value, reason, note)")
    base.execute("CREATE TABLE activity (id, kind, title, starts_on, place, men, women, result)")
    for path, (figures, activities) in zip(paths, rows, strict=True):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            for name in archive.namelist():
                hashlib.sha256(archive.read(name)).digest()
        base.executemany("INSERT INTO figure VALUES (?,?,?,?,?,?)", figures)
        base.executemany("INSERT INTO activity VALUES (?,?,?,?,?,?,?,?)", activities)
    base.commit()
    base.close()


def rows_of(path: Path, at: Desk) -> Rows:
    records = read_package(read_file(path), at).records
    figures: list[tuple[object, ...]] = [
        (one.indicator, one.sex.value, one.state.value, str(one.value), one.reason, one.note)
        for one in records.figures
    ]
    activities: list[tuple[object, ...]] = [
        (str(one.id), one.kind, one.title, str(one.starts_on), one.place, one.men, one.women, one.result)
        for one in records.activities
    ]  # fmt: skip
    return figures, activities


def measure(room: Path, privacy: Privacy) -> None:
    made = list(communes(COUNT, privacy))
    at = desk([one.sender for one in made])
    packages, books = [], []
    for number, one in enumerate(made):
        packages.append(room / f"{number}.bdg-goi")
        packages[-1].write_bytes(package_of(one))
        books.append(room / f"{number}.xlsx")
        books[-1].write_bytes(workbook_of(one))
    rows = [rows_of(path, at) for path in packages]
    reading = best(lambda: read_all(packages, at))
    workbooks = best(lambda: read_workbooks(books))
    ground = best(lambda: floor(packages, rows, room / "floor.db"))
    print(
        f"{privacy.value}: {1000 / reading:.0f} packages/s ({reading:.2f} ms each, "
        f"{packages[0].stat().st_size // 1000} kB); workbooks {workbooks:.2f} ms "
        f"({workbooks / reading:.1f} times as long); floor {ground:.2f} ms "
        f"({reading / ground:.1f} times the floor)"
    )


def main() -> int:
    with tempfile.TemporaryDirectory() as room:
        for privacy in (Privacy.INTERNAL, Privacy.SENSITIVE):
            measure(Path(room), privacy)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
