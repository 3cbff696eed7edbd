"""Pictures of packages: sent by the sample commune, received and added up by a province."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.papers import PaperKind
from app.domain.parcels import ReceivedState
from app.queries.papers import list_papers
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.exchange.page import ExchangePage
from app.ui.exchange.receive_view import ReceiveView
from app.ui.exchange.send_view import SendView
from app.ui.main_window import MainWindow
from app.ui.summary.page import SummaryPage
from app.ui.summary.totals_view import TotalsView
from app.ui.summary.units_view import UnitsView
from app.ui.summary.wall_view import WallView
from tests.e2e.parcel_offices import WITH_A_JUMP
from tests.e2e.shot import Shot, wait_until


def send_shots(context: UiContext) -> Iterator[Shot]:
    """Gửi đi step by step, the cards, and the cells that a returned report opened."""
    plans = context.db.read(list_papers, kind=PaperKind.PLAN, year=context.year)
    issued = next((row.paper_id for row in plans if row.number), None)
    if issued is not None:
        look: dict[str, object] = {"tab": "send", "paper_id": issued}
        yield Shot("42-send-look", "exchange", look, before=wait_for_look)
        yield Shot("43-send-letter", "exchange", before=write_letter)
    yield Shot("44-send-list", "exchange", {"tab": "send"}, before=stand_on_returned)
    yield Shot("45-office-card", "exchange", {"tab": "card"})
    asked = {"period": "2026", "indicator": "dan_so", "sex": "women"}
    yield Shot("46-figures-asked", "indicators", asked)


def province_shots(_context: UiContext) -> Iterator[Shot]:
    """A receiving office: what came in, one package, who is late, sums, units, what goes down."""
    yield Shot("60-province-home", "home")
    yield Shot("61-receive-list", "exchange", {"tab": "receive"})
    yield Shot("62-receive-review", "exchange", {"tab": "receive"}, before=look_at_waiting)
    yield Shot("63-wall", "summary", {"tab": "wall"}, before=stand_on_unit)
    yield Shot("64-wall-ask", "summary", {"tab": "wall", "ask": True})
    yield Shot("65-totals", "summary", {"tab": "totals"}, before=show_totals)
    yield Shot("66-units", "summary", {"tab": "units"}, before=stand_on_unit)
    yield Shot("67-down", "summary", {"tab": "down"})


def shown_view(window: MainWindow) -> object:
    """The view of the page of packages, or of that of totals."""
    page = window.page
    return page.view if isinstance(page, ExchangePage | SummaryPage) else None


def wait_for_look(window: MainWindow) -> None:
    """Until the package is made ready to be looked at."""
    view = shown_view(window)
    if isinstance(view, SendView):
        wait_until(lambda: view.stack.currentWidget() is view.look)


def write_letter(window: MainWindow) -> None:
    """A draft of a letter with the package looked at before."""
    view = shown_view(window)
    if isinstance(view, SendView):
        with tempfile.TemporaryDirectory(prefix="bdg ") as room, answering(Path(room)):
            view.look.letter.click()
            wait_until(lambda: view.stack.currentWidget() is view.done)


def stand_on_returned(window: MainWindow) -> None:
    """The package that was answered."""
    view = shown_view(window)
    if isinstance(view, SendView):
        view.back()
        view.sent.choose(lambda row: row.answered_at is not None)


def look_at_waiting(window: MainWindow) -> None:
    """A package that came as a file, with a jump in it."""
    view = shown_view(window)
    if isinstance(view, ReceiveView):
        rows = view.table.model.rows
        waiting = [row for row in rows if row.state is ReceivedState.WAITING]
        view.look_at(next(row.id for row in waiting if row.unit_code == WITH_A_JUMP))


def stand_on_unit(window: MainWindow) -> None:
    """The first unit of the wall, or of the list of units."""
    view = shown_view(window)
    if isinstance(view, WallView | UnitsView) and view.table is not None:
        view.table.view.setCurrentIndex(view.table.model.index(0, 2))


def show_totals(window: MainWindow) -> None:
    """The year's report, once it is added up."""
    view = shown_view(window)
    if isinstance(view, TotalsView):
        view.kind.setCurrentIndex(view.kind.count() - 1)
        view.kind.activated.emit(view.kind.currentIndex())
        wait_until(lambda: not view.wait.busy and bool(view.table.model.rows))
        view.table.choose(lambda line: line.indicator is not None)


@contextmanager
def answering(folder: Path) -> Iterator[None]:
    """Whoever is asked for a folder or a file names this one."""
    before = feedback.door.ask_file
    feedback.door.ask_file = lambda _parent, _question: folder
    try:
        yield
    finally:
        feedback.door.ask_file = before
