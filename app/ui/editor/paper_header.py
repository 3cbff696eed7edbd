"""The title row of a paper: its name, its state, and what can be done with it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.domain.dates import document_number, format_date
from app.domain.papers import STATE_WORDS, PaperKind, PaperState, type_words
from app.queries.papers import PaperRow, VersionRow
from app.ui import icons
from app.ui.flow_layout import FlowLayout
from app.ui.paper_columns import STATE_MARKS
from app.ui.widgets.labels import MarkedLabel, WrapLabel


class PaperHeader(QWidget):
    """Emits wishes only; the page does the work. ``save_asked`` carries the suffix."""

    back_asked = Signal()
    check_asked = Signal()
    preview_asked = Signal()
    print_asked = Signal()
    save_asked = Signal(str)
    issue_asked = Signal()
    choices_changed = Signal(bool, bool)
    draft_changed = Signal(bool)
    version_asked = Signal(int)
    history_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = WrapLabel(role="title", parent=self)
        self.state = MarkedLabel(self)
        self.saved = WrapLabel(role="quiet", parent=self)
        self.saved.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.back = QPushButton("Danh sách", self)
        self.back.setIcon(icons.icon("back"))
        self.versions = QPushButton("Các bản", self)
        self.versions.setIcon(icons.icon("history"))
        self.compare = QPushButton("So sánh", self)
        self.compare.setIcon(icons.icon("compare"))
        self.check = QPushButton("Kiểm tra", self)
        self.check.setIcon(icons.icon("check"))
        self.preview = QPushButton("Xem trước", self)
        self.preview.setIcon(icons.icon("preview"))
        self.print_menu = QPushButton("In", self)
        self.print_menu.setIcon(icons.icon("print"))
        self.issue = QPushButton("Ban hành", self)
        self.issue.setProperty("role", "primary")
        self.assignments = QAction("In phân công theo cơ quan", self, checkable=True)
        self.annex = QAction("In phụ lục nhiệm vụ", self, checkable=True)
        self.draft = QAction("In dấu DỰ THẢO", self, checkable=True)
        self._build_menu()
        self._lay_out()
        self.back.clicked.connect(lambda _on: self.back_asked.emit())
        self.check.clicked.connect(lambda _on: self.check_asked.emit())
        self.preview.clicked.connect(lambda _on: self.preview_asked.emit())
        self.issue.clicked.connect(lambda _on: self.issue_asked.emit())

    def show_paper(self, row: PaperRow) -> None:
        """Show name and state of a version."""
        name = type_words(row.kind, row.paper_type)
        self.title.setText(name if str(row.year) in name else f"{name} {_year_words(row)}")
        self.title.setToolTip(" ".join(row.content.head.title))
        icon, role = STATE_MARKS[row.state]
        self.state.show_state(icon, _state_words(row), role)
        issued = row.state is PaperState.ISSUED
        self.issue.setVisible(not issued)
        self.check.setVisible(not issued)
        plan = row.kind is PaperKind.PLAN
        for action, on in (
            (self.assignments, row.show_assignments),
            (self.annex, row.show_task_annex),
        ):
            action.blockSignals(True)
            action.setChecked(on)
            action.blockSignals(False)
            action.setVisible(plan)
            action.setEnabled(not issued)
        self.draft.setVisible(not issued)
        self.say_saved(row.updated_at)

    def show_versions(self, versions: Sequence[VersionRow]) -> None:
        """Offer the versions of the paper, and what happened to it."""
        menu = QMenu(self.versions)
        for version in versions:
            action = menu.addAction(_version_words(version))
            action.triggered.connect(
                lambda _on, number=version.number: self.version_asked.emit(number)
            )
        menu.addSeparator()
        history = menu.addAction(icons.icon("history"), "Lịch sử thay đổi…")
        history.triggered.connect(lambda _on: self.history_asked.emit())
        self.versions.setMenu(menu)

    def say_saved(self, at: datetime) -> None:
        """ "Đã lưu 10:42"."""
        self.saved.setText(f"Đã lưu {at.astimezone():%H:%M}")

    def say_unsaved(self) -> None:
        """Something was typed a moment ago."""
        self.saved.setText("Đang soạn…")

    def _build_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(icons.icon("print"), "In…").triggered.connect(
            lambda _on: self.print_asked.emit()
        )
        for words, icon, suffix in (
            ("Lưu thành PDF…", "pdf", ".pdf"),
            ("Lưu thành Word…", "word", ".docx"),
            ("Lưu thành Excel…", "excel", ".xlsx"),
        ):
            action = menu.addAction(icons.icon(icon), words)
            action.triggered.connect(lambda _on, suffix=suffix: self.save_asked.emit(suffix))
        menu.addSeparator()
        menu.addAction(self.draft)
        self.draft.toggled.connect(self.draft_changed)
        for action in (self.assignments, self.annex):
            menu.addAction(action)
            action.toggled.connect(lambda _on: self._tell_choices())
        self.print_menu.setMenu(menu)

    def _tell_choices(self) -> None:
        self.choices_changed.emit(self.assignments.isChecked(), self.annex.isChecked())

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self.title)
        facts = QHBoxLayout()
        facts.setSpacing(16)
        facts.addWidget(self.state)
        facts.addWidget(self.saved, 1)
        titles.addLayout(facts)
        buttons = FlowLayout(to_right=True)
        for button in (
            self.back, self.versions, self.compare, self.check, self.preview, self.print_menu, self.issue,
        ):  # fmt: skip
            buttons.addWidget(button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(titles, 1)
        layout.addLayout(buttons, 2)


def _state_words(row: PaperRow) -> str:
    words = STATE_WORDS[row.state]
    version = f"Bản {row.version_number} · " if row.version_number > 1 else ""
    return f"{version}{words}"


def _version_words(version: VersionRow) -> str:
    words = f"Bản {version.number}: {STATE_WORDS[version.state].lower()}"
    if version.doc_number:
        words += f" số {document_number(version.doc_number)}/{version.doc_symbol}"
        words += f" ngày {format_date(version.day)}"
    return f"{words} – {version.reason}" if version.reason else words


def _year_words(row: PaperRow) -> str:
    return f"năm {row.year}" if "năm" not in type_words(row.kind, row.paper_type) else str(row.year)


def issued_words(row: PaperRow) -> str:
    """The sentence over a locked paper: number, day, version."""
    head = row.content.head
    number = f"{document_number(head.number)}/{head.symbol}"
    version = f" (bản {row.version_number})" if row.version_number > 1 else ""
    return f"Đã ban hành số {number} ngày {format_date(head.day)}{version}. Văn bản đã khóa."
