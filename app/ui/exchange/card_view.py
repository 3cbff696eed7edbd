"""Thẻ cơ quan: our own card to give away, and the card of the office we report to."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.queries.units import upper_unit
from app.ui.context import UiContext
from app.ui.exchange.card_reading import CardReading
from app.ui.exchange.own_card import OwnCard
from app.ui.exchange.upper_contact import UpperContact
from app.ui.tab_desk import TabView
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.parcels.enrolment import keep_upper_card

_WHY = (
    "Hai cơ quan trao thẻ cho nhau một lần. Từ đó gói số liệu mang chữ ký của nơi gửi: nơi nhận "
    "biết ai đã gửi và không ai sửa được trên đường."
)


class CardView(TabView):
    """At the left what we give, at the right what we were given."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.own = OwnCard(context, self)
        self.upper = CardReading(
            context,
            "Thẻ của cơ quan nhận báo cáo",
            partial(keep_upper_card, context.db),
            lambda: context.db.read(upper_unit, context.today()),
            self,
        )
        self.contact = UpperContact(context, self)
        self.upper.add(self.contact)
        inner = QWidget(self)
        columns = QGridLayout(inner)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(16)
        top = Qt.AlignmentFlag.AlignTop
        columns.addWidget(self.own, 0, 0, top)
        columns.addWidget(self.upper, 0, 1, top)
        columns.setColumnStretch(0, 1)
        columns.setColumnStretch(1, 1)
        columns.setRowStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(WrapLabel(_WHY, role="quiet", parent=self))
        layout.addWidget(TallScroll(inner, self), 1)
        self.refresh()

    def refresh(self) -> None:
        """Both cards as they stand."""
        self.own.refresh()
        self.upper.refresh()
        self.contact.refresh()

    def back(self) -> bool:
        """Out of the question that is asked."""
        return self.own.step.leave()

    def leave(self) -> bool:
        """What was typed about the office above is kept."""
        return self.contact.keep()
