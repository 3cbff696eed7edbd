"""A card that came in: opened, its code heard by phone and typed, then trusted."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.dates import format_date
from app.domain.units import CardState
from app.errors import AppError
from app.exchange.office_cards import Enrolment
from app.queries.units import UnitRow, list_cards
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.forms import Field, FieldForm
from app.ui.widgets.file_drop import FileDrop
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.workflows.parcels.enrolment import CardOffer, confirm_card, refuse_card

_CARDS: Final = ("Thẻ cơ quan (*.bdg-the)", "Mọi tệp (*)")
_HEARD: Final = Field(
    name="heard",
    label="Mã thẻ nghe qua điện thoại hoặc đọc trên giấy",
    required=True,
    hint="Mười hai ký tự, ba nhóm; không phân biệt chữ hoa, chữ thường",
)
_LARGEST: Final = 100_000
Keep = Callable[[bytes, datetime], CardOffer]
Find = Callable[[], UnitRow | None]


class CardReading(QFrame):
    """Emits ``confirmed`` with the unit's code.

    Args:
        keep: what lets the bytes of a card wait until its code was compared.
        find: the unit whose card is told of.
    """

    confirmed = Signal(str)

    def __init__(
        self,
        context: UiContext,
        title: str,
        keep: Keep,
        find: Find,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._context, self._keep_bytes, self._find = context, keep, find
        self._folder = Path.home()
        self.offer: CardOffer | None = None
        self.state = MarkedLabel(self)
        self.pick = QPushButton(icons.icon("open"), "Mở tệp thẻ…", self)
        self.words = WrapLabel(parent=self)
        self.form = FieldForm((_HEARD,), self)
        self.error = MarkedLabel(self)
        self.confirm = QPushButton("Ghi nhận thẻ", self)
        self.refuse = QPushButton("Không nhận thẻ này", self)
        self._lay_out(title)
        self.pick.clicked.connect(lambda _on: self._ask())
        heard = self.form.control("heard")
        if isinstance(heard, QLineEdit):
            heard.returnPressed.connect(self._confirm)
        self.confirm.clicked.connect(lambda _on: self._confirm())
        self.refuse.clicked.connect(lambda _on: self._refuse())
        FileDrop(self).dropped.connect(self.read)
        self._show_offer(None)

    def refresh(self) -> None:
        """Which card is trusted."""
        unit = self._find()
        if unit is None or unit.card is not CardState.PINNED:
            waits = unit is not None and unit.card is CardState.WAITING
            words = (
                "Thẻ đang chờ đối chiếu mã: mở lại tệp thẻ rồi gõ mã nghe được."
                if waits
                else "Chưa ghi nhận thẻ. Xin tệp thẻ của cơ quan này rồi mở ở đây."
            )
            self.state.show_state("info", words, "warn")
            return
        cards = self._context.db.read(list_cards, unit.code)
        pinned = next((one for one in cards if one.state is CardState.PINNED), None)
        at = pinned.confirmed_at if pinned else None
        day = f" ngày {format_date(at.astimezone().date())}" if at else ""
        self.state.show_state(
            "done", f"{unit.full_name}, mã {unit.code}: đã ghi nhận thẻ{day}.", "good"
        )

    def add(self, widget: QWidget) -> None:
        """Something more about the office, at the foot of the card."""
        self._layout.addWidget(widget)

    def read(self, path: Path) -> None:
        """Look at a card file and ask for its code."""
        try:
            with path.open("rb") as file:
                content = file.read(_LARGEST)
            offer = self._keep_bytes(content, self._context.now())
        except OSError:
            self._say("Không đọc được tệp thẻ. Chưa ghi nhận gì. Hãy cắm lại USB rồi mở lại tệp.")
            return
        except AppError as error:
            self._show_offer(None)
            self._say(error.message)
            return
        self._folder = path.parent
        self._show_offer(offer)

    def _ask(self) -> None:
        path = feedback.ask_open(self, "Chọn tệp thẻ cơ quan", self._folder, *_CARDS)
        if path is not None:
            self.read(path)

    def _show_offer(self, offer: CardOffer | None) -> None:
        waits = offer is not None and offer.enrolment is not Enrolment.SAME
        self.offer = offer if waits else None
        self.words.setText(offer.words if offer else "")
        self.words.setVisible(offer is not None)
        self.error.hide()
        self.state.setVisible(not waits)
        for widget in (self.form, self.confirm, self.refuse):
            widget.setVisible(waits)
        self.form.show_values({"heard": ""})
        if waits:
            self.form.control("heard").setFocus()

    def _confirm(self) -> None:
        values = self.form.read()
        if values is None or self.offer is None:
            return
        card = self.offer.card
        try:
            confirm_card(
                self._context.db,
                card.unit_code,
                card.fingerprint,
                str(values["heard"]),
                self._context.now(),
            )
        except AppError as error:
            self._say(error.message)
            self.form.control("heard").setFocus()
            return
        self._show_offer(None)
        self.refresh()
        self._context.status.say(f"Đã ghi nhận thẻ của {card.unit_name}.")
        self.confirmed.emit(card.unit_code)

    def _refuse(self) -> None:
        if self.offer is None:
            return
        card = self.offer.card
        try:
            refuse_card(self._context.db, card.unit_code, card.fingerprint, self._context.now())
        except AppError as error:
            feedback.show_error(self, error)
            return
        self._show_offer(None)
        self.refresh()
        self._context.status.say(f"Đã từ chối thẻ ghi là của {card.unit_name}.")

    def _say(self, words: str) -> None:
        self.error.show_state("warn", words, "bad")
        self.error.show()

    def _lay_out(self, title: str) -> None:
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(WrapLabel(title, role="heading", parent=self))
        for widget in (self.state, self.words, self.form, self.error):
            layout.addWidget(widget)
        row = FlowLayout()
        for button in (self.confirm, self.refuse, self.pick):
            row.addWidget(button)
        layout.addLayout(row)
