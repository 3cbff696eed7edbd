"""A package that was made: where it went, what was answered, what can still be done with it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.dates import format_date
from app.domain.parcel_cells import group_words, place_words
from app.domain.parcels import SENT_WORDS, SendWay, SentState
from app.domain.periods import parse_period
from app.exchange.check_code import shown_code
from app.queries.indicators import list_indicators
from app.queries.receipts import ReceiptRow, RemarkRow, list_receipts
from app.queries.report_duties import duty_name
from app.queries.sent import CopyRow, SentRow, list_copies
from app.queries.stale import stale_sent
from app.ui import icons
from app.ui.context import UiContext
from app.ui.exchange.send_columns import MARKS, kind_words, sent_words
from app.ui.flow_layout import FlowLayout
from app.ui.forms import Field, FieldForm
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.sentences import Sentences
from app.ui.widgets.step_box import StepBox

_WAYS: Final = {SendWay.FOLDER: "chép vào", SendWay.MAIL: "thư nháp ở"}
_MOST_COPIES: Final = 5
_REASON: Final = Field(name="reason", label="Lý do rút lại", required=True)


class PackagePanel(QWidget):
    """Emits what is wished of the package shown."""

    write_asked = Signal(object)
    letter_asked = Signal(object)
    withdraw_asked = Signal(object, str)
    cell_asked = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row: SentRow | None = None
        self._opens: list[RemarkRow] = []
        self.heading = WrapLabel(role="heading", parent=self)
        self.state = MarkedLabel(self)
        self.facts = WrapLabel(parent=self)
        self.stale = Sentences("Số tổng hợp đã đổi sau khi làm gói", "warn", "bad", self)
        self.answers = Sentences("Phiếu tiếp nhận", "note", "primary", self)
        self.open_cell = QPushButton(icons.icon("edit"), "Mở ô cần sửa", self)
        self.write = QPushButton(icons.icon("save"), "Chép ra USB…", self)
        self.letter = QPushButton("Soạn thư…", self)
        self.withdraw = QPushButton("Rút lại…", self)
        self.step = WithdrawStep(self)
        self._lay_out()
        self.write.clicked.connect(lambda _on: self._emit(self.write_asked))
        self.letter.clicked.connect(lambda _on: self._emit(self.letter_asked))
        self.withdraw.clicked.connect(lambda _on: self.step.begin())
        self.open_cell.clicked.connect(lambda _on: self._open_next())
        self.step.left.connect(self.withdraw.setFocus)
        self.step.go.clicked.connect(lambda _on: self._withdraw())

    def show_package(self, row: SentRow | None) -> None:
        """Everything about a package; nothing for None."""
        self._row = row
        self.setVisible(row is not None)
        self.step.leave()
        if row is None:
            return
        read = self._context.db.read
        self.heading.setText(f"{read(duty_name, row.duty)}, {parse_period(row.period).in_words}")
        icon, role = MARKS[row.state]
        self.state.show_state(icon, sent_words(row, self._context.today()), role)
        copies = [one for one in read(list_copies, 100) if one.package_id == row.id]
        self.facts.setText("\n".join(_facts(row, copies)))
        self.stale.show_lines(read(stale_sent, row.id))
        receipts = read(list_receipts, row.id)
        names = {code: one.name for code, one in read(list_indicators, with_hidden=True).items()}
        self.answers.show_lines([line for one in receipts for line in _answer(one, names)])
        self._opens = [
            point
            for one in receipts[:1]
            for point in one.remarks
            if point.settled_at is None and (point.indicator or point.activity_id)
        ]
        self._offer_next()
        self.withdraw.setVisible(
            row.has_left
            and row.kind not in ("test", "withdrawal")
            and row.state is not SentState.WITHDRAWN
        )

    def _offer_next(self) -> None:
        self.open_cell.setVisible(bool(self._opens))
        if self._opens:
            what = "ô" if self._opens[0].indicator else "hoạt động"
            self.open_cell.setText(f"Mở {what} cần sửa")

    def _open_next(self) -> None:
        """One point after the other, round and round."""
        point, *rest = self._opens
        self._opens = [*rest, point]
        self._offer_next()
        self.cell_asked.emit(point)

    def _emit(self, wish: SignalInstance) -> None:
        if self._row is not None:
            wish.emit(self._row)

    def _withdraw(self) -> None:
        values = self.step.form.read()
        if values is not None and self._row is not None:
            self.withdraw_asked.emit(self._row, str(values["reason"]))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(12)
        for widget in (self.heading, self.state, self.facts, self.stale, self.answers):
            layout.addWidget(widget)
        row = FlowLayout()
        for button in (self.open_cell, self.write, self.letter, self.withdraw):
            row.addWidget(button)
        layout.addLayout(row)
        layout.addWidget(self.step)
        layout.addStretch(1)


class WithdrawStep(StepBox):
    """Asks why a report is withdrawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = FieldForm((_REASON,), self)
        self.go = QPushButton("Làm gói rút lại", self)
        self.give_up = QPushButton("Thôi", self)
        words = (
            "Nơi nhận sẽ bỏ số liệu của báo cáo này khỏi số tổng hợp sau khi nhận gói rút lại. Báo "
            "cáo trong sổ của mình vẫn giữ nguyên."
        )
        buttons = FlowLayout()
        buttons.addWidget(self.go)
        buttons.addWidget(self.give_up)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(WrapLabel(words, role="quiet", parent=self))
        layout.addWidget(self.form)
        layout.addLayout(buttons)
        self.give_up.clicked.connect(lambda _on: self.leave())

    def begin(self) -> None:
        """Ask anew."""
        self.form.show_values({"reason": ""})
        self.show()
        self.form.control("reason").setFocus()


def _facts(row: SentRow, copies: list[CopyRow]) -> list[str]:
    lines = [
        f"{kind_words(row)}, gửi {row.receiver_name}",
        f"Mã đối chiếu {shown_code(row.check_code)}",
        f"Tệp {row.file_name}",
    ]
    if row.reason:
        lines.append(f"Lý do: {row.reason}")
    if row.new_deadline:
        lines.append(f"Hạn gửi lại: {format_date(row.new_deadline)}")
    for one in copies[:_MOST_COPIES]:
        moment = one.at.astimezone()
        lines.append(f"{moment:%H:%M} ngày {moment:%d/%m/%Y}: {_WAYS[one.way]} {one.place}")
    return lines


def _answer(receipt: ReceiptRow, names: Mapping[str, str]) -> list[str]:
    day = format_date(receipt.made_at.astimezone().date())
    words = SENT_WORDS[SentState(receipt.result)]
    return [
        f"Phiếu tiếp nhận ngày {day}, {receipt.signer}: {words.lower()}.",
        *(_remark(one, names) for one in receipt.remarks),
    ]


def _remark(one: RemarkRow, names: Mapping[str, str]) -> str:
    weight = "Cần sửa" if one.kind == "mend" else "Lưu ý"
    if not one.indicator:
        return f"{weight}: {one.words}"
    name = names.get(one.indicator, one.indicator)
    if one.grp:
        name = f"{name}, {group_words(one.grp)}"
    return f"{weight} {place_words(name, one.sex)}: {one.words}"
