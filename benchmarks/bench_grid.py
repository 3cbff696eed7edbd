"""From the key that ends a cell to the checked cell on the screen, with 20,000 figures kept."""

import os
import random
import statistics
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit  # noqa: E402

from app.bootstrap import make_app, make_context  # noqa: E402
from app.data_folder import open_data_folder  # noqa: E402
from app.db.database import Database  # noqa: E402
from app.domain.figure_rows import CellState, Column  # noqa: E402
from app.domain.indicators import Indicator, IndicatorKind  # noqa: E402
from app.domain.periods import Period, PeriodKind, management_year, parts  # noqa: E402
from app.queries.figure_cells import list_figures  # noqa: E402
from app.queries.indicators import list_indicators  # noqa: E402
from app.services.figures import CellDraft, SaveFigures, save_figures  # noqa: E402
from app.ui.context import UiContext  # noqa: E402
from app.ui.indicators.page import IndicatorsPage  # noqa: E402
from app.workflows.sample import make_sample  # noqa: E402

FIGURES, ROUNDS, MOST_MS, YEAR = 20_000, 60, 50.0, 2026
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


def type_cells(context: UiContext) -> list[float]:
    """Milliseconds of the key that ends each of sixty cells."""
    page = IndicatorsPage(context)
    page.resize(1366, 700)
    page.show()
    page.activateWindow()
    page.grid.setFocus()
    QApplication.processEvents()
    times: list[float] = []
    while len(times) < ROUNDS:
        page.grid.walk(1, 0)
        QTest.keyClick(page.grid, Qt.Key(ord("0") + LUCK.randint(1, 9)))
        editor = QApplication.focusWidget()
        if not isinstance(editor, QLineEdit):
            raise SystemExit("Ô không mở ra để gõ.")
        QApplication.processEvents()
        begun = time.perf_counter()
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
        times.append((time.perf_counter() - begun) * 1000)
    page.close()
    return times


def main() -> int:
    app = make_app()
    with tempfile.TemporaryDirectory(prefix="bdg đo ") as folder:
        make_sample(Path(folder) / "mau")
        opened = open_data_folder(Path(folder) / "mau", actor="đo")
        kept = fill(opened.db)
        context = make_context(opened)
        context.preferences.change(year=YEAR)
        times = type_cells(context)
        lines = len(opened.db.read(list_figures, [management_year(YEAR).code]))
        context.jobs.close()
        opened.close()
    middle, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(
        f"Gõ xong một ô của biểu năm ({lines} ô của kỳ, {kept} số liệu trong cơ sở dữ liệu), từ phím "
        f"Enter đến ô đã ghi và kiểm tra; {ROUNDS} lần (giới hạn {MOST_MS:.0f} ms):"
    )
    print(f"  trung vị {middle:.1f} ms, phân vị 95 {high:.1f} ms")
    good = high <= MOST_MS
    print("ĐẠT" if good else "CHƯA ĐẠT")
    del app
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
