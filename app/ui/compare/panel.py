"""Differences of two papers: the list, the texts side by side, and what to do with each."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.domain.papers import may_edit
from app.ui import icons
from app.ui.compare.decisions import Decisions
from app.ui.compare.row_list import RowList
from app.ui.compare.rows import Decision, Laid, Row, Sieve, rows_of, sifted
from app.ui.compare.texts import Texts
from app.ui.editor.reason_box import ReasonBox
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import MarkedLabel, WrapLabel

SAVES: Final = (("Lưu thành PDF…", "pdf", ".pdf"), ("Lưu thành Word…", "word", ".docx"))
_NOTHING: Final = "Hai bên nói như nhau, không có chỗ nào khác."


class ComparePanel(QWidget):
    """Wishes only. ``save_asked`` carries the suffix, ``apply_asked`` the numbers of the offers
    that were accepted and the reason for a next version.
    """

    closed = Signal()
    save_asked = Signal(str)
    apply_asked = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.laid: Laid | None = None
        self._rows: tuple[Row, ...] = ()
        self.back = self._button("Về văn bản", "back")
        self.previous = self._button("Trước", "up", "Shift+F8")
        self.next = self._button("Sau", "down", "F8")
        self.save = self._button("Lưu bảng so sánh", "save")
        self.sieve = ChoiceBox([(sieve.name, sieve.value) for sieve in Sieve], self)
        self.sieve.setAccessibleName("Xem loại nào")
        self.facts = WrapLabel(role="quiet", parent=self)
        self.list = RowList(self)
        self.place = WrapLabel(role="strong", parent=self)
        self.note = MarkedLabel(self)
        self.texts = Texts(self)
        self.decisions = Decisions(self)
        self.reason = ReasonBox(self)
        self._lay_out()
        self._connect()

    def show_laid(self, laid: Laid) -> None:
        """Show a comparison; a review takes up what was refused before."""
        refused = self._refused() if laid.review is not None else set()
        self.laid = laid
        self._rows = rows_of(laid)
        again = {row.number: Decision.REFUSED for row in self._rows if _said(row) in refused}
        self.decisions.begin(self._rows, again)
        self.decisions.setVisible(laid.review is not None and bool(self._rows))
        self.reason.hide()
        self.texts.name_sides(laid)
        self._show_facts()
        self.save.setEnabled(bool(self._rows))
        self.sieve.show_value(Sieve.ALL.name)
        self._name_sieves()
        self.list.clear()
        self._fill()
        self.list.setFocus()

    def step(self, step: int) -> None:
        """The next difference, or the one before."""
        self.list.step(step)

    def decide(self, decision: Decision) -> None:
        """Accept or refuse the difference stood on, and go on to the next one."""
        row = self.list.current()
        if row is None or not row.takable or self.laid is None or self.laid.review is None:
            return
        self.decisions.decide(row, decision)
        self.list.say(row, decision)
        self._name_sieves()
        if not self.list.step(1):
            self._show_row()

    def _decide_rest(self) -> None:
        """Nhận tất cả: what is not decided and not in conflict."""
        for row in self.decisions.take_rest():
            self.list.say(row, Decision.TAKEN)
        self._name_sieves()
        self._show_row()

    def _fill(self) -> None:
        shown = sifted(self._rows, Sieve[str(self.sieve.value())], self.decisions.made)
        self.list.show_rows(shown, self.decisions.made)
        self._show_row()

    def _name_sieves(self) -> None:
        review = self.laid is not None and self.laid.review is not None
        names: list[tuple[str, str]] = []
        for sieve in Sieve:
            count = len(sifted(self._rows, sieve, self.decisions.made))
            if sieve is Sieve.ALL or (count and (review or sieve is not Sieve.OPEN)):
                names.append((sieve.name, f"{sieve.value} ({count})"))
        chosen = str(self.sieve.value())
        self.sieve.set_choices(names)
        if chosen not in dict(names):
            self.sieve.show_value(Sieve.ALL.name)
            self._fill()

    def _show_facts(self) -> None:
        laid = self.laid
        if laid is None:
            return
        count = len(self._rows)
        facts = [f"{count} chỗ khác nhau, {laid.comparison.same} đề mục và đoạn giống nhau."]
        if not count:
            facts = [_NOTHING]
        self.facts.setText(" ".join([*facts, *laid.remarks]))

    def _show_row(self) -> None:
        row = self.list.current()
        self.texts.show_row(row)
        self.place.setText(f"{row.words}: {row.place}" if row else "")
        self.note.setVisible(row is not None and bool(row.note))
        if row is not None and row.note:
            self.note.show_state("warn" if row.ours else "info", row.note, "warn")
        self.decisions.show_row(row)
        self.previous.setEnabled(self.list.currentRow() > 0)
        self.next.setEnabled(self.list.currentRow() + 1 < self.list.count())

    def _refused(self) -> set[tuple[str, str, str]]:
        made = self.decisions.made
        return {_said(row) for row in self._rows if made.get(row.number) is Decision.REFUSED}

    def _ask_apply(self) -> None:
        review = self.laid.review if self.laid is not None else None
        if review is None or not self.decisions.taken():
            return
        if may_edit(review.row.state):
            self.apply_asked.emit(self.decisions.taken(), "")
        else:
            self.reason.ask(review.row.version_number + 1)

    def _button(self, words: str, icon: str, keys: str = "") -> QPushButton:
        button = QPushButton(words, self)
        button.setIcon(icons.icon(icon))
        button.setToolTip(keys)
        return button

    def _lay_out(self) -> None:
        menu = QMenu(self)
        for words, icon, suffix in SAVES:
            action = menu.addAction(icons.icon(icon), words)
            action.triggered.connect(lambda _on, suffix=suffix: self.save_asked.emit(suffix))
        self.save.setMenu(menu)
        tools = FlowLayout()
        for tool in (self.back, self.sieve, self.previous, self.next, self.save):
            tools.addWidget(tool)
        beside = QWidget(self)
        right = QVBoxLayout(beside)
        right.setContentsMargins(8, 0, 0, 0)
        right.setSpacing(8)
        for widget in (self.place, self.note):
            right.addWidget(widget)
        right.addWidget(self.texts, 1)
        right.addWidget(self.decisions)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.list)
        split.addWidget(beside)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(tools)
        layout.addWidget(self.facts)
        layout.addWidget(self.reason)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda _on: self.closed.emit())
        self.previous.clicked.connect(lambda _on: self.step(-1))
        self.next.clicked.connect(lambda _on: self.step(1))
        self.sieve.activated.connect(lambda _row: self._fill())
        self.list.currentRowChanged.connect(lambda _row: self._show_row())
        self.decisions.decided.connect(self.decide)
        self.decisions.rest_asked.connect(self._decide_rest)
        self.decisions.apply_asked.connect(self._ask_apply)
        self.reason.reason_given.connect(
            lambda words: self.apply_asked.emit(self.decisions.taken(), words)
        )
        for keys, work in (
            ("F8", lambda: self.step(1)),
            ("Shift+F8", lambda: self.step(-1)),
            ("Ctrl+Return", lambda: self.decide(Decision.TAKEN)),
            ("Ctrl+Backspace", lambda: self.decide(Decision.REFUSED)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)


def _said(row: Row) -> tuple[str, str, str]:
    """What a refused difference is known by when the file is read again."""
    return (row.place if row.old is None and row.new is None else row.words, row.said, row.ours)
