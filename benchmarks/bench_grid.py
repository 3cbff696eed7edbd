"""From the key that ends a cell to the checked cell on the screen, with 20,000 figures kept.

Measured in the window's own page, drawn without a screen ("offscreen"), with no other program at
work: a year form, the same form with its twelve months side by side, and a block of 500 rows by 12
months pasted into it. Beside each stands a floor taken in the same run with bare sqlite3 on a file of
its own: the same number of rows written in one transaction and the rows of the shown period read
back, without history, checks, records or a window. Limits: the floor pays for a real write to disk,
whose time differs from disk to disk, so the ratio says more than the milliseconds; a real screen
adds its own drawing; 60 keys show the 95th percentile only roughly.
"""

import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit  # noqa: E402
from sqlalchemy.orm import Session  # noqa: E402

from app.bootstrap import make_app, make_context  # noqa: E402
from app.data_folder import open_data_folder  # noqa: E402
from app.db.database import Database  # noqa: E402
from app.domain.figure_rows import CellState, Column  # noqa: E402
from app.domain.indicators import Indicator, IndicatorKind  # noqa: E402
from app.domain.periods import Period, PeriodKind, management_year, parts  # noqa: E402
from app.queries.figure_cells import list_figures  # noqa: E402
from app.queries.indicators import list_indicators  # noqa: E402
from app.services.catalogue import SaveEntry, save_entry  # noqa: E402
from app.services.figures import CellDraft, SaveFigures, save_figures  # noqa: E402
from app.ui.context import UiContext  # noqa: E402
from app.ui.indicators.desk import IndicatorsDesk  # noqa: E402
from app.workflows.sample import make_sample  # noqa: E402

FIGURES, ROUNDS, MOST_MS, YEAR = 20_000, 60, 50.0, 2026
ROWS, MONTHS, MOST_PASTE_MS = 500, 12, 3_000.0
YEAR_FORM, LONG_FORM = "bieu_nam", "do_dai"
LUCK = random.Random(2026)  # noqa: S311 - made-up figures


def drafts(indicators: dict[str, Indicator]) -> tuple[CellDraft, ...]:
    """Every typed row with a total, people with men and women too."""
    found: list[CellDraft] = []
    for code, one in indicators.items():
        if one.kind is not IndicatorKind.COUNT:
            continue
        total = LUCK.randint(10, 900)
        values = {Column.TOTAL: total}
        if one.by_sex:
            values |= {Column.WOMEN: LUCK.randint(0, 1)}
            values[Column.MEN] = total - values[Column.WOMEN]
        found += [
            CellDraft(indicator=code, column=column, state=CellState.VALUE, value=Decimal(value))
            for column, value in values.items()
        ]
    return tuple(found)


def fill(db: Database) -> int:
    """Figures of this year, last year, and of the months of the years before."""
    indicators = db.read(list_indicators, with_hidden=True)
    periods: list[Period] = [management_year(YEAR), management_year(YEAR - 1)]
    periods += [month for year in range(2015, YEAR) for month in parts(year, PeriodKind.MONTH)]
    count = 0
    for period in periods:
        command = SaveFigures(period=period, cells=drafts(indicators), indicators=indicators)
        count += db.write(save_figures, command)
        if count >= FIGURES:
            break
    return count


def add_long_form(db: Database) -> None:
    """A form of 500 counts."""

    def save(session: Session) -> None:
        codes = [f"do_{at:03}" for at in range(ROWS)]
        for code in codes:
            save_entry(session, SaveEntry(catalogue="indicator", code=code, name=f"Hàng {code}"))
        data = {"period": "year", "rows": [{"indicator": code} for code in codes]}
        save_entry(session, SaveEntry(catalogue="form", code=LONG_FORM, name="Dài", data=data))

    db.write(save)


def shown(context: UiContext, form: str, period: str) -> IndicatorsDesk:
    """The page on a form, ready for keys."""
    page = IndicatorsDesk(context)
    page.resize(1366, 700)
    page.show()
    page.activateWindow()
    page.open({"form": form, "period": period})
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    return page


def type_cells(context: UiContext, period: str, end: Qt.Key) -> list[float]:
    """Milliseconds of the key that ends each of sixty cells."""
    page = shown(context, YEAR_FORM, period)
    times: list[float] = []
    while len(times) < ROUNDS:
        QTest.keyClick(page.grid, Qt.Key(ord("0") + LUCK.randint(1, 9)))
        editor = QApplication.focusWidget()
        if not isinstance(editor, QLineEdit):
            raise SystemExit("Ô không mở ra để gõ.")
        QApplication.processEvents()
        begun = time.perf_counter()
        QTest.keyClick(editor, end)
        QApplication.processEvents()
        times.append((time.perf_counter() - begun) * 1000)
    page.close()
    return times


def paste(context: UiContext) -> float:
    """Milliseconds of pasting 500 rows by 12 months, from Ctrl+V to everything written and shown."""
    page = shown(context, LONG_FORM, f"{YEAR}-M*")
    line = "\t".join("1.234" for _ in range(MONTHS))
    QApplication.clipboard().setText("\r\n".join([line] * ROWS))
    begun = time.perf_counter()
    QTest.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    page.paste_box.write.click()
    QApplication.processEvents()
    took = (time.perf_counter() - begun) * 1000
    page.close()
    return took


def floors(folder: Path, read: int) -> tuple[list[float], float]:
    """The same with bare sqlite3: one row and ``read`` rows back sixty times, then 6,000 rows."""
    with closing(sqlite3.connect(folder / "san.db", isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute(
            "CREATE TABLE f (code TEXT, period TEXT, value TEXT, PRIMARY KEY (code, period))"
        )
        file.execute("CREATE TABLE h (at TEXT, words TEXT)")
        rows = [(f"f{at}", str(at // read), "1234") for at in range(FIGURES)]
        write(file, rows)
        times = []
        for at in range(ROUNDS):
            begun = time.perf_counter()
            write(file, [(f"g{at}", "0", "5")])
            file.execute("SELECT * FROM f WHERE period = '0'").fetchall()
            times.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        write(file, [(f"p{at}", "9999", "1234") for at in range(ROWS * MONTHS)])
        file.execute("SELECT * FROM f WHERE period = '9999'").fetchall()
        return times, (time.perf_counter() - begun) * 1000


def write(file: sqlite3.Connection, rows: list[tuple[str, str, str]]) -> None:
    """Rows and a line of history for each, in one transaction."""
    file.execute("BEGIN IMMEDIATE")
    file.executemany("INSERT INTO f VALUES (?, ?, ?)", rows)
    file.executemany("INSERT INTO h VALUES (?, ?)", [(one[0], one[2]) for one in rows])
    file.execute("COMMIT")


def tell(name: str, times: list[float], floor: list[float]) -> bool:
    """Print a line; True when the limit is kept."""
    middle, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    bare = statistics.median(floor)
    print(
        f"  {name}: trung vị {middle:.1f} ms, phân vị 95 {high:.1f} ms (giới hạn {MOST_MS:.0f}); "
        f"SQLite trần {bare:.2f} ms, gấp {middle / bare:.0f} lần"
    )
    return high <= MOST_MS


def main() -> int:
    app = make_app()
    with tempfile.TemporaryDirectory(prefix="bdg đo ") as folder:
        make_sample(Path(folder) / "mau")
        opened = open_data_folder(Path(folder) / "mau", actor="đo")
        kept = fill(opened.db)
        add_long_form(opened.db)
        context = make_context(opened)
        context.preferences.change(year=YEAR)
        year = type_cells(context, str(YEAR), Qt.Key.Key_Return)
        months = type_cells(context, f"{YEAR}-M*", Qt.Key.Key_Tab)
        pasted = paste(context)
        lines = len(opened.db.read(list_figures, [management_year(YEAR).code]))
        floor, floor_paste = floors(Path(folder), lines)
        context.jobs.close()
        opened.close()
    print(
        f"Từ phím rời ô đến ô đã ghi và kiểm tra; {kept} số liệu trong cơ sở dữ liệu, kỳ có {lines} "
        f"số, {ROUNDS} lần:"
    )
    good = [tell("biểu năm", year, floor), tell("12 tháng cạnh nhau", months, floor)]
    good.append(pasted <= MOST_PASTE_MS)
    print(
        f"  dán {ROWS}×{MONTHS} ô, xem trước rồi ghi: {pasted:.0f} ms (giới hạn {MOST_PASTE_MS:.0f}); "
        f"SQLite trần {floor_paste:.0f} ms, gấp {pasted / floor_paste:.0f} lần"
    )
    print("ĐẠT" if all(good) else "CHƯA ĐẠT")
    del app
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
