"""What is kept longer than the rules allow: counted, shown by example, taken away when ticked."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from app.domain.permissions import HOLDERS, Right
from app.domain.retention import ACTION_WORDS, Action, Kept
from app.queries.retention import Overdue, list_overdue
from app.ui import feedback
from app.ui.access.ask_again import after_password
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import WrapLabel
from app.workflows.privacy import STAYS, Outcome, apply_overdue

_ASK: Final = "Sắp xóa hoặc ẩn danh dữ liệu cá nhân đã quá hạn; việc này không hoàn tác được."
_DO: Final = "Xóa, ẩn danh"


class OverdueBox(QWidget):
    """A tick for every rule that has something to take away and that was checked."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ticks: dict[QCheckBox, Kept] = {}
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.apply = QPushButton("Xóa, ẩn danh các mục đã đánh dấu…", self)
        self.rules = QPushButton("Sửa thời hạn, nguồn…", self)
        buttons = FlowLayout()
        buttons.addWidget(self.apply)
        buttons.addWidget(self.rules)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self.rows)
        layout.addLayout(buttons)
        self.apply.clicked.connect(lambda _on: self._on_apply())
        self.rules.clicked.connect(
            lambda _on: context.navigate("settings", section="catalogues", catalogue="retention")
        )

    def refresh(self) -> None:
        """Count again."""
        while (item := self.rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._ticks.clear()
        for one in self._context.db.read(list_overdue, self._context.today()):
            self.rows.addWidget(self._row(one))
        self._show_button()

    @property
    def ticks(self) -> dict[Kept, QCheckBox]:
        """The ticks by kind."""
        return {kept: tick for tick, kept in self._ticks.items()}

    def _row(self, one: Overdue) -> QWidget:
        row = QWidget(self)
        lines = QVBoxLayout(row)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        tick = QCheckBox(f"{one.count} quá hạn", row)
        tick.setAccessibleName(f"{one.rule.name}, {one.count} quá hạn")
        tick.setEnabled(bool(one.count) and one.rule.checked)
        tick.toggled.connect(lambda _on: self._show_button())
        self._ticks[tick] = one.rule.kept
        lines.addWidget(WrapLabel(one.rule.name, role="strong", parent=row))
        lines.addWidget(WrapLabel(_rule_words(one), role="quiet", parent=row))
        if one.examples:
            more = "…" if one.count > len(one.examples) else "."
            words = f"Ví dụ: {'; '.join(one.examples)}{more}"
            lines.addWidget(WrapLabel(words, role="quiet", parent=row))
        lines.addWidget(tick)
        return row

    def _wanted(self) -> tuple[Kept, ...]:
        return tuple(dict.fromkeys(kept for tick, kept in self._ticks.items() if tick.isChecked()))

    def _show_button(self) -> None:
        may = self._context.db.role in (None, *HOLDERS[Right.PRIVACY])
        self.apply.setEnabled(may and bool(self._wanted()))

    def _on_apply(self) -> None:
        wanted = self._wanted()
        if feedback.confirm(
            self,
            f"{_ASK} Chương trình sao lưu trước rồi mới làm, và ghi vào lịch sử. {STAYS}",
            _DO,
        ):
            after_password(self._context, self, _ASK, _DO, partial(self._apply, wanted))

    def _apply(self, wanted: tuple[Kept, ...]) -> None:
        context = self._context

        def done(outcome: Outcome) -> None:
            context.status.say(outcome.sentence)
            self.refresh()

        context.jobs.start(
            self,
            lambda _job: apply_overdue(context.db, context.paths, context.today(), wanted),
            on_success=done,
            on_failure=lambda error: feedback.show_error(self, error),
            name="Đang sao lưu rồi xử lý",
        )


def _rule_words(one: Overdue) -> str:
    rule = one.rule
    if rule.years is None:
        return "Chưa định số năm giữ nên không áp dụng."
    action = "Xóa" if rule.action is Action.REMOVE else ACTION_WORDS[rule.action]
    words = f"Giữ {rule.years} năm từ {rule.since}; quá hạn: {action.lower()}."
    if rule.checked:
        return words
    return f"{words} Chưa kiểm chứng với văn bản gốc nên chưa áp dụng được."
