"""The year report from 5,000 activities and 20,000 figures to PDF, beside openpyxl reading them."""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from openpyxl import Workbook, load_workbook  # noqa: E402

from app.data_folder import open_data_folder  # noqa: E402
from app.db.database import Database  # noqa: E402
from app.domain.activities import ActivityDraft  # noqa: E402
from app.domain.figure_rows import CellState, Column  # noqa: E402
from app.domain.indicators import Indicator, IndicatorKind  # noqa: E402
from app.domain.papers import ReportType  # noqa: E402
from app.domain.periods import Period, PeriodKind, management_year, parts  # noqa: E402
from app.queries.figure_cells import list_figures  # noqa: E402
from app.queries.indicators import list_indicators  # noqa: E402
from app.queries.kinds import get_catalogues  # noqa: E402
from app.services.activities import record_activities  # noqa: E402
from app.services.figures import CellDraft, SaveFigures, save_figures  # noqa: E402
from app.workflows.papers import export_paper  # noqa: E402
from app.workflows.reports import BuildReport, build_report  # noqa: E402
from app.workflows.sample import make_sample  # noqa: E402

ACTIVITIES, FIGURES, ROUNDS, MOST_SECONDS, YEAR = 5_000, 20_000, 5, 2.0, 2026
TODAY = date(YEAR, 12, 20)
LUCK = random.Random(2026)  # noqa: S311 - made-up figures


def activities(db: Database) -> None:
    """Work of every kind spread over the management year, with people, amounts and money."""
    facts = db.read(get_catalogues)
    kinds, period = list(facts.kinds.values()), management_year(YEAR)
    days = (period.last - period.first).days
    drafts = []
    for number in range(ACTIVITIES):
        kind = LUCK.choice(kinds)
        women = LUCK.randrange(80)
        drafts.append(
            ActivityDraft(
                kind_code=kind.code,
                title=f"Hoạt động mẫu số {number + 1}",
                starts_on=period.first + timedelta(days=LUCK.randrange(days + 1)),
                place="Nhà văn hóa thôn Mẫu 1",
                men=LUCK.randrange(60) if kind.counts_people else None,
                women=women if kind.counts_people else None,
                quantities=tuple((item, LUCK.randrange(1, 30)) for item in kind.items),
                money=(("ngan_sach", LUCK.randrange(1, 90) * 100_000),) if number % 3 else (),
            )
        )
    db.write(record_activities, drafts)


def cells(indicators: dict[str, Indicator]) -> tuple[CellDraft, ...]:
    """A number in every typed cell."""
    found: list[CellDraft] = []
    for code, one in indicators.items():
        if one.kind is not IndicatorKind.COUNT:
            continue
        men, women = LUCK.randint(0, 400), LUCK.randint(0, 400)
        numbers = {Column.TOTAL: men + women, Column.MEN: men, Column.WOMEN: women}
        found += [
            CellDraft(
                indicator=code,
                column=column,
                state=CellState.VALUE,
                value=Decimal(numbers[column]),
            )
            for column in one.columns
        ]
    return tuple(found)


def figures(db: Database) -> None:
    """Years and months until so many figures are kept as asked."""
    indicators = db.read(list_indicators, with_hidden=True)
    periods: list[Period] = [management_year(YEAR), management_year(YEAR - 1)]
    periods += [month for year in range(2015, YEAR) for month in parts(year, PeriodKind.MONTH)]
    count = 0
    while count < FIGURES:
        command = SaveFigures(period=periods.pop(0), cells=cells(indicators), indicators=indicators)
        count += db.write(save_figures, command)


def workbook(db: Database, path: Path) -> int:
    """The same figures in a workbook: one line each with indicator, period, column, value.

    Returns:
        how many.
    """
    codes = [
        management_year(year).code if number == 0 else f"{year}-M{number:02d}"
        for year in range(2015, YEAR + 1)
        for number in range(13)
    ]
    rows = [row for row in db.read(list_figures, codes) if row.value is not None][:FIGURES]
    book = Workbook(write_only=True)
    page = book.create_sheet("Số liệu")
    for row in rows:
        page.append([row.indicator, row.period, row.column, row.value])
    book.save(path)
    return len(rows)


def read_workbook(path: Path) -> float:
    """All values with openpyxl alone, in its quickest way."""
    book = load_workbook(path, read_only=True, data_only=True)
    total = 0.0
    for row in book.worksheets[0].iter_rows(values_only=True):
        total += float(row[3]) if isinstance(row[3], int | float) else 0
    book.close()
    return total


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure(db: Database, room: Path) -> dict[str, list[float]]:
    """Seconds of each work, round by round."""
    times: dict[str, list[float]] = {"lập": [], "in PDF": [], "cả hai": [], "openpyxl": []}
    made: list[UUID] = []
    for number in range(ROUNDS + 1):
        command = BuildReport(report_type=ReportType.YEAR, year=YEAR)
        build = seconds(lambda: made.append(build_report(db, command, TODAY)))  # noqa: B023
        drawn = seconds(lambda: export_paper(db, made[-1], room / "báo cáo.pdf"))
        read = seconds(lambda: read_workbook(room / "số liệu.xlsx"))
        if number:  # the first round loads faces and modules
            for name, passed in zip(times, (build, drawn, build + drawn, read), strict=True):
                times[name].append(passed)
    return times


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bdg đo ") as folder:
        room = Path(folder)
        make_sample(room / "mau")
        opened = open_data_folder(room / "mau", actor="đo")
        activities(opened.db)
        figures(opened.db)
        kept = workbook(opened.db, room / "số liệu.xlsx")
        middle = {
            name: statistics.median(found) for name, found in measure(opened.db, room).items()
        }
        opened.close(backup=False)
    print(
        f"Báo cáo năm từ {ACTIVITIES} hoạt động, {kept} số liệu; trung vị của {ROUNDS} lần "
        f"(giới hạn {MOST_SECONDS:.0f} s):"
    )
    for name in ("lập", "in PDF", "cả hai"):
        print(f"  {name:<10}{middle[name]:8.2f} s")
    times = middle["cả hai"] / middle["openpyxl"]
    print(
        f"  openpyxl đọc {kept} số liệu ấy từ một sổ tính: {middle['openpyxl']:.2f} s "
        f"(báo cáo bằng {times:.1f} lần)"
    )
    done = middle["cả hai"] < MOST_SECONDS and kept >= FIGURES
    print("ĐẠT" if done else "CHƯA ĐẠT")
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
