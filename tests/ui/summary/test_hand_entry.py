"""A unit's paper keyed in: any two of men, women, total; a dash with its reason; wrong words told."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from pytestqt.qtbot import QtBot

from app.domain.parcels import ParcelOrigin
from app.queries.collections import list_collections
from app.queries.received import list_received, received_cells
from app.services.collections import ask, take_back
from app.ui.context import UiContext
from app.ui.summary.hand_entry import HandEntry
from app.ui.summary.page import SummaryPage
from app.ui.summary.wall_view import WallView
from app.workflows.parcels.by_hand import TakenByHand
from tests.ui.summary.test_wall_and_totals import YEAR, click, three_units

NOW = datetime(2026, 12, 16, 3, 0, tzinfo=UTC)


@pytest.fixture
def entry(qtbot: QtBot, context: UiContext) -> HandEntry:
    context.db.write(three_units)
    context.db.write(ask, YEAR)
    context.now = lambda: NOW
    context.today = lambda: date(2026, 12, 16)
    made = HandEntry(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    assert made.begin("3", "xã Mẫu Hạ", context.db.read(list_collections)[0])
    return made


def typist(entry: HandEntry) -> Callable[[str, int, str], None]:
    """Puts a text into the cell of an indicator."""

    def put(code: str, column: int, text: str) -> None:
        codes = [one.code if one else "" for one in entry._rows]
        item = entry.table.item(codes.index(code), column)
        assert item is not None
        item.setText(text)

    return put


def test_what_is_keyed_in_counts_until_the_package_comes(
    qtbot: QtBot, context: UiContext, entry: HandEntry
) -> None:
    put = typist(entry)
    put("dan_so", 2, "1.200")
    put("dan_so", 4, "610")
    put("ho", 2, "-: chưa điều tra")
    with qtbot.waitSignal(entry.taken) as told:
        click(qtbot, entry.save)

    taken = told.args[0]
    assert isinstance(taken, TakenByHand)
    row = next(one for one in context.db.read(list_received) if one.unit_code == "3")
    assert (row.origin, row.counts) == (ParcelOrigin.PAPER, True)
    cells = context.db.read(received_cells, [row.id])[row.id]
    said = {(place.indicator, place.sex): (one.value, one.reason) for place, one in cells.items()}
    assert said["dan_so", "men"] == (590, "")
    assert said["ho", "total"] == (None, "chưa điều tra")


def test_words_that_are_no_number_are_told_and_nothing_is_kept(
    qtbot: QtBot, context: UiContext, entry: HandEntry
) -> None:
    typist(entry)("dan_so", 2, "nhiều")
    click(qtbot, entry.save)
    assert "“nhiều” không phải là số" in entry.error.words.text()
    assert not [one for one in context.db.read(list_received) if one.unit_code == "3"]


def test_sums_that_do_not_hold_are_told_at_their_line(
    qtbot: QtBot, context: UiContext, entry: HandEntry
) -> None:
    put = typist(entry)
    for column, text in ((2, "100"), (3, "50"), (4, "60")):
        put("dan_so", column, text)
    click(qtbot, entry.save)
    assert entry.error.isVisible()
    assert not [one for one in context.db.read(list_received) if one.unit_code == "3"]


def test_numbers_cut_off_are_keyed_in_again(
    qtbot: QtBot, context: UiContext, entry: HandEntry
) -> None:
    put = typist(entry)
    put("dan_so", 2, "1.200")
    put("ho", 2, "nhiều")
    context.choose_year(2026)
    draft = entry.draft()
    assert draft is not None
    assert "xã Mẫu Hạ: Báo cáo năm" in draft.where

    page = SummaryPage(context)
    qtbot.addWidget(page)
    page.show()
    assert page.take_back(draft)

    view = page.view
    assert isinstance(view, WallView)
    again = view.entry.draft()
    assert again is not None
    assert again.typed == draft.typed
    assert view.split.isHidden()
    # Given up: nothing is left to journal.
    view._leave_entry()
    assert view.entry.draft() is None


def test_numbers_of_a_report_that_is_asked_no_more_are_handed_over(
    qtbot: QtBot, context: UiContext, entry: HandEntry
) -> None:
    typist(entry)("dan_so", 2, "1.200")
    draft = entry.draft()
    assert draft is not None
    assert "1.200" in draft.words
    context.db.write(take_back, context.db.read(list_collections)[0].id)
    page = SummaryPage(context)
    qtbot.addWidget(page)
    assert not page.take_back(draft)
