"""The table of pages: code, title, icon, and what makes the page, loaded when first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.domain.papers import PaperKind
from app.queries.office import get_office
from app.queries.units import units_below
from app.ui.context import UiContext
from app.ui.page import Page


def always(_context: UiContext) -> bool:
    """A page of every office."""
    return True


def units_report(context: UiContext) -> bool:
    """Whether the office is one to which others report."""
    office = context.db.read(get_office)
    above_communes = office is not None and office.tier != "commune"
    return above_communes or bool(context.db.read(units_below, context.today()))


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of the frame, in the order of the side bar; the first ten open with Ctrl+1 … Ctrl+0."""

    code: str
    title: str
    icon: str
    make: Callable[[UiContext], Page]
    group: int = 0
    #: Shown only where it is of use; pages keep their number all the same.
    needed: Callable[[UiContext], bool] = always


def _home(context: UiContext) -> Page:
    from app.ui.home.page import HomePage

    return HomePage(context)


def _plans(context: UiContext) -> Page:
    from app.ui.plans.page import PlansPage

    return PlansPage(context)


def _tasks(context: UiContext) -> Page:
    from app.ui.tasks.page import TasksPage

    return TasksPage(context)


def _activities(context: UiContext) -> Page:
    from app.ui.activities.page import ActivitiesPage

    return ActivitiesPage(context)


def _indicators(context: UiContext) -> Page:
    from app.ui.indicators.desk import IndicatorsDesk

    return IndicatorsDesk(context)


def _reports(context: UiContext) -> Page:
    from app.ui.reports.page import ReportsPage

    return ReportsPage(context)


def _exchange(context: UiContext) -> Page:
    from app.ui.exchange.page import ExchangePage

    return ExchangePage(context)


def _summary(context: UiContext) -> Page:
    from app.ui.summary.page import SummaryPage

    return SummaryPage(context)


def _registers(context: UiContext) -> Page:
    from app.ui.registers.page import RegistersPage

    return RegistersPage(context)


def _file_check(context: UiContext) -> Page:
    from app.ui.file_check.page import FileCheckPage

    return FileCheckPage(context)


def _settings(context: UiContext) -> Page:
    from app.ui.settings.page import SettingsPage

    return SettingsPage(context)


def _help(context: UiContext) -> Page:
    from app.ui.help.page import HelpPage

    return HelpPage(context)


_DIGITS: Final = 10
PAGES: Final = (
    PageEntry("home", "Trang chủ", "home", _home),
    PageEntry("plans", "Kế hoạch", "plan", _plans),
    PageEntry("tasks", "Nhiệm vụ", "task", _tasks),
    PageEntry("activities", "Hoạt động", "activity", _activities),
    PageEntry("indicators", "Chỉ tiêu", "indicator", _indicators),
    PageEntry("reports", "Báo cáo", "report", _reports),
    PageEntry("exchange", "Gửi – Nhận", "exchange", _exchange),
    PageEntry("summary", "Tổng hợp", "summary", _summary, needed=units_report),
    PageEntry("registers", "Sổ theo dõi", "register", _registers),
    PageEntry("file_check", "Kiểm tra tệp", "file-check", _file_check),
    PageEntry("settings", "Cài đặt", "settings", _settings, group=1),
    PageEntry("help", "Trợ giúp", "help", _help, group=1),
)


def digit_of(code: str) -> str:
    """The key that opens a page with Ctrl; empty behind the tenth."""
    number = [page.code for page in PAGES].index(code) + 1
    return str(number % 10) if number <= _DIGITS else ""


def entry(code: str) -> PageEntry:
    """The page of this code."""
    return next(page for page in PAGES if page.code == code)


def page_of(kind: PaperKind) -> str:
    """Code of the page where papers of a kind are opened."""
    own = {PaperKind.PLAN: "plans", PaperKind.REPORT: "reports"}
    return own.get(kind, "registers")
