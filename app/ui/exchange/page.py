"""Gửi – Nhận: what goes to the office above, what comes in, whose card is known."""

from PySide6.QtWidgets import QWidget

from app.domain.topics import Topic
from app.ui.context import UiContext
from app.ui.exchange.card_view import CardView
from app.ui.exchange.receive_view import ReceiveView
from app.ui.exchange.send_view import SendView
from app.ui.tab_desk import Tab, TabDesk


class ExchangePage(TabDesk):
    """Three views: send, receive, office cards."""

    title = "Gửi – Nhận"
    topics = frozenset({Topic.PARCEL, Topic.UNIT, Topic.PAPER, Topic.OFFICE})
    row_name = "Gửi đi, nhận về, thẻ cơ quan"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        tabs = (
            Tab("send", "Gửi đi", SendView),
            Tab("receive", "Nhận về", ReceiveView),
            Tab("card", "Thẻ cơ quan", CardView),
        )
        super().__init__(context, tabs, parent)
