"""Forms and indicators from above: what a file would do to the catalogue, then taken over."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.dates import format_date
from app.domain.given_rows import CHANGED, KEPT, NEW, REFUSED, Outcome
from app.errors import AppError
from app.jobs import JobContext
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.table_model import Column
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.wait_box import WaitBox
from app.workflows.given_forms import CATALOGUE_WORDS, OUTCOME_WORDS

if TYPE_CHECKING:
    from app.workflows.given_forms import GivenForms

_FILES: Final = "Biểu từ cấp trên (*.xlsx *.xls *.toml)"
_MARKS: Final = {
    NEW: ("check", "good"),
    CHANGED: ("info", "primary"),
    KEPT: ("info", "quiet"),
    REFUSED: ("warn", "bad"),
}
_ORDER: Final = (REFUSED, CHANGED, NEW, KEPT)
_SHOWN: Final = 12

COLUMNS: Final[tuple[Column[Outcome], ...]] = (
    Column(
        "Kết quả",
        lambda one: OUTCOME_WORDS[one.kind],
        lambda one: _ORDER.index(one.kind),
        mark=lambda one: _MARKS[one.kind],
        sample="Không nhận",
    ),
    Column("Loại", lambda one: CATALOGUE_WORDS[one.given.catalogue], sample="Chỉ tiêu"),
    Column("Tên", lambda one: (one.row or one.given).name, sample="Dân số là người dân tộc"),
    Column("Mã", lambda one: (one.row or one.given).code, sample="bieu_nam_2027"),
    Column("Nhận xét", lambda one: one.why),
)


class TakeForms(QStackedWidget):
    """Stands in place of the rows of the catalogue; ``shown_changed`` says whether it does."""

    shown_changed = Signal(bool)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._given: GivenForms | None = None
        self.wait = WaitBox(context.jobs, self)
        self.preview = QWidget(self)
        self.heading = WrapLabel(role="heading", parent=self.preview)
        self.summary = WrapLabel(parent=self.preview)
        self.problems = MarkedLabel(self.preview)
        self.table: RowTable[Outcome] = RowTable(
            COLUMNS, "Biểu và chỉ tiêu trong tệp", self.preview, stretch=4
        )
        self.take = QPushButton("Nhận", self.preview)
        self.cancel = QPushButton("Thôi, không nhận", self.preview)
        self._lay_out()
        self.wait.stopped.connect(self.leave)
        self.take.clicked.connect(lambda _on: self._take())
        self.cancel.clicked.connect(lambda _on: self.leave())
        self.hide()

    def ask(self) -> None:
        """Ask which file, and look at it."""
        path = feedback.ask_open(self, "Nhận biểu từ cấp trên", Path.home(), _FILES)
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Read a file in the background and show what it would do."""
        db = self._context.db

        def work(_job: JobContext) -> "GivenForms":
            from app.workflows.given_forms import read_given

            return read_given(db, path)

        self._take_place(self.wait)
        self.wait.run("Đang đọc tệp", work, lambda found: self._show(path, found), self._fail)

    def leave(self) -> bool:
        """Give the place back; False when it was not taken."""
        shown = not self.isHidden()
        self.wait.stop(tell=False)
        self.hide()
        if shown:
            self.shown_changed.emit(False)
        return shown

    def _show(self, path: Path, given: "GivenForms") -> None:
        self._given = given
        self.heading.setText(f"Xem trước khi nhận: {path.name}")
        self.summary.setText(_summary(given))
        self.problems.setVisible(bool(given.problems))
        self.problems.show_state("warn", _problem_words(given.problems), "bad")
        self.table.show_rows(sorted(given.outcomes, key=lambda one: _ORDER.index(one.kind)))
        self.table.view.resizeRowsToContents()
        count = len(given.writes)
        self.take.setText(f"Nhận {count} dòng")
        self.take.setEnabled(count > 0 and not given.problems)
        self._take_place(self.preview)
        (self.take if self.take.isEnabled() else self.cancel).setFocus()

    def _take(self) -> None:
        from app.workflows.given_forms import take_given

        given = self._given
        if given is None:
            return
        try:
            count = take_given(self._context.db, given)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.leave()
        self._context.status.say(f"Đã nhận {count} dòng vào danh mục.")

    def _take_place(self, widget: QWidget) -> None:
        self.setCurrentWidget(widget)
        if self.isHidden():
            self.show()
            self.shown_changed.emit(True)

    def _fail(self, error: AppError) -> None:
        self.leave()
        feedback.show_error(self, error)

    def _lay_out(self) -> None:
        self.table.set_noun("dòng")
        self.table.view.setWordWrap(True)
        self.take.setProperty("role", "primary")
        buttons = FlowLayout()
        buttons.addWidget(self.take)
        buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self.preview)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.heading, self.summary, self.problems):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.addWidget(self.wait)
        self.addWidget(self.preview)


def _summary(given: "GivenForms") -> str:
    kinds = [one.kind for one in given.outcomes]
    counts = [
        f"{kinds.count(kind)} {OUTCOME_WORDS[kind].lower()}" for kind in _ORDER if kind in kinds
    ]
    words = ", ".join(counts) or "không có dòng nào"
    if any(one.replaces for one in given.outcomes) and given.day is not None:
        words += f". Phần đổi dùng từ {format_date(given.day)}; các năm trước giữ biểu cũ"
    return f"{words}. Biểu, chỉ tiêu đơn vị tự thêm được giữ nguyên."


def _problem_words(problems: Sequence[str]) -> str:
    said = list(problems[:_SHOWN])
    if len(problems) > _SHOWN:
        said.append(f"… và {len(problems) - _SHOWN} chỗ nữa")
    return "\n".join(said)
