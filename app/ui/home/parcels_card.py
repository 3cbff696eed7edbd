"""Gửi – Nhận: packages that wait for somebody, each a line with one button."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.dates import format_date
from app.domain.periods import parse_period
from app.queries.parcel_news import ParcelNews, SentNews
from app.ui.home.card import Card
from app.ui.home.steps import Way
from app.ui.widgets.labels import MarkedLabel, WrapLabel

_MOST_SENT: Final = 4
_RECEIVE: Final[Mapping[str, object]] = {"tab": "receive"}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its sign, and what its button does."""

    icon: str
    role: str
    sentence: str
    way: Way


class ParcelsCard(Card):
    """Hidden when nothing waits; emits ``opened`` with the way of a line."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Gửi – Nhận", parent)
        self._lines: list[QWidget] = []
        self.hide()

    def show_news(self, news: ParcelNews, late_units: int) -> None:
        """Show what waits."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(line) for line in lines_of(news, late_units)]
        more = len(news.sent) - _MOST_SENT
        if more > 0:
            self._lines.append(WrapLabel(f"… và {more} gói nữa đã gửi.", role="quiet", parent=self))
        for widget in self._lines:
            self.body.addWidget(widget)
        self.setVisible(bool(self._lines))

    def _line(self, line: Line) -> QWidget:
        made = QWidget(self)
        words = MarkedLabel(made)
        words.show_state(line.icon, line.sentence, line.role)
        button = QPushButton(line.way.words, made)
        button.setAccessibleName(f"{line.way.words}: {line.sentence}")
        button.clicked.connect(lambda _on=False: self.opened.emit(line.way))
        # In the middle beside its button, and as wide as it may be.
        texts = QVBoxLayout()
        texts.addStretch(1)
        texts.addWidget(words)
        texts.addStretch(1)
        layout = QHBoxLayout(made)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(8)
        layout.addLayout(texts, 1)
        layout.addWidget(button)
        return made


def lines_of(news: ParcelNews, late_units: int) -> Iterator[Line]:
    """One line for each thing that waits, what has to be mended first."""
    for one in news.sent[:_MOST_SENT]:
        yield _sent_line(one)
    look = Way("Xem gói", "exchange", {**_RECEIVE, "waiting": True})
    if news.to_look:
        yield Line("exchange", "warn", f"{news.to_look} gói của đơn vị chờ xem", look)
    if news.from_above:
        yield Line("exchange", "primary", f"{news.from_above} gói cấp trên gửi chờ xem", look)
    if news.aside:
        way = Way("Xem lý do", "exchange", _RECEIVE)
        yield Line("warn", "bad", f"{news.aside} tệp chưa nhận được", way)
    if late_units:
        way = Way("Theo dõi nộp", "summary", {"tab": "wall"})
        yield Line("late", "bad", f"{late_units} đơn vị trễ", way)


def _sent_line(one: SentNews) -> Line:
    name = f"{one.name} ({parse_period(one.period).words.lower()})"
    target = {"tab": "send", "package_id": one.package_id}
    if one.returned:
        until = f", hạn gửi lại {format_date(one.new_deadline)}" if one.new_deadline else ""
        way = Way("Xem điểm cần sửa", "exchange", target)
        return Line("warn", "bad", f"{name}: bị trả lại để sửa{until}", way)
    ago = f"{one.days} ngày" if one.days else "từ hôm nay"
    way = Way("Xem gói", "exchange", target)
    return Line("late", "primary", f"{name}: chờ phiếu tiếp nhận {ago}", way)
