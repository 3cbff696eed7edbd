"""Tổng hợp: shown only where units report to us."""

from PySide6.QtWidgets import QWidget

from app.domain.topics import Topic
from app.journal import Draft
from app.ui.context import UiContext
from app.ui.summary.down_view import DownView
from app.ui.summary.hand_entry import HAND
from app.ui.summary.totals_view import TotalsView
from app.ui.summary.units_view import UnitsView
from app.ui.summary.wall_view import WallView
from app.ui.tab_desk import Tab, TabDesk


class SummaryPage(TabDesk):
    """Four views: who has sent, totals, units, what goes down."""

    title = "Tổng hợp"
    topics = frozenset({Topic.PARCEL, Topic.UNIT, Topic.PAPER, Topic.FIGURE})
    row_name = "Theo dõi, số tổng hợp, đơn vị, gửi xuống"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        tabs = (
            Tab("wall", "Theo dõi nộp", WallView),
            Tab("totals", "Số tổng hợp", TotalsView),
            Tab("units", "Đơn vị", UnitsView),
            Tab("down", "Gửi xuống", DownView),
        )
        super().__init__(context, tabs, parent)

    def take_back(self, draft: Draft) -> bool:
        """Numbers keyed in from paper, or another form of the page."""
        if draft.kind != HAND:
            return super().take_back(draft)
        self.context.choose_year(int(draft.typed["year"]))
        view = self.show_tab("wall")
        return isinstance(view, WallView) and view.take_back(draft.typed)
