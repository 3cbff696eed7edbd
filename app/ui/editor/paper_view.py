"""Outline, text and panels of a paper side by side; knows no database but for its lists."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.db.database import Database
from app.domain.paper_content import PaperContent, PaperHead
from app.queries.catalogue import list_entries
from app.ui.editor.find_bar import FindBar
from app.ui.editor.head_panel import HeadPanel
from app.ui.editor.look_strip import LookStrip
from app.ui.editor.node_panel import NodePanel
from app.ui.editor.note_box import NoteBox
from app.ui.editor.outline_edit import OutlineEdit
from app.ui.editor.outline_pane import FOOT, OutlinePane
from app.ui.editor.tool_row import MARK_WORDS, ToolRow
from app.ui.journal_forms import keeps_itself
from app.ui.widgets.tall_scroll import TallScroll

_OUTLINE_EMS: Final = 16
_SIDE_EMS: Final = 25
#: Narrower than this, in letters "m" of the window's text, the outline waits behind its button.
_WIDE_EMS: Final = 86


class PaperView(QWidget):
    """``edited``: something of the content was typed, wherever; ``told`` carries a quiet fact."""

    edited = Signal()
    told = Signal(str)

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self.editor = OutlineEdit(self)
        self.tools = ToolRow(self.editor, self)
        self.find_bar = FindBar(self.editor, self)
        self.note_box = NoteBox(self.editor, self)
        self.outline = OutlinePane(self.editor, self)
        self.node = NodePanel(self.editor, self)
        self.head = HeadPanel(db, self)
        self.side = QTabWidget(self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.strip = LookStrip(self)
        # The whole content is one draft.
        keeps_itself(self.head)
        keeps_itself(self.node.form)
        self._sized = False
        self._on = date.min
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self.set_text_size()

    def show_content(self, content: PaperContent, year: int, on: date) -> None:
        """Show a content; what was shown before is gone."""
        self.editor.year = year
        self._on = on
        self.note_box.leave()
        self.head.show_head(content.head, on)
        self.editor.set_nodes(content.nodes)
        self.outline.refresh()
        self.node.follow()
        self.tools.follow()

    def content(self) -> PaperContent:
        """Everything as typed, a half-finished field of a panel included."""
        self.node.apply()
        return self.typed()

    def typed(self) -> PaperContent:
        """What head and text hold this moment; half-finished fields of the node are left alone."""
        return PaperContent(head=self.head.head(), nodes=self.editor.nodes())

    def change_head(self, head: PaperHead) -> None:
        """Another head, as if it were typed."""
        self.head.show_head(head, self._on)
        self.edited.emit()

    def read_lists(self) -> None:
        """Fill the lists to choose from."""
        agencies = self._db.read(list_entries, "agency")
        self.node.set_offers(agencies, self._db.read(list_entries, "money_source"))

    def set_locked(self, locked: bool) -> None:
        """An issued paper is only read."""
        self.editor.setReadOnly(locked)
        self.tools.set_locked(locked)
        self.node.set_locked(locked)
        self.head.set_locked(locked)

    def add_side(self, title: str, panel: QWidget) -> None:
        """One more tab in the side."""
        self.side.addTab(TallScroll(panel, self.side), title)

    def show_side(self, panel: QWidget) -> None:
        """Bring the tab of a panel to the front."""
        self.tools.side.setChecked(True)
        for place in range(self.side.count()):
            tab = self.side.widget(place)
            if tab is not None and tab.isAncestorOf(panel):
                self.side.setCurrentIndex(place)

    def drop_side(self, panel: QWidget) -> None:
        """Take a tab away; the panel itself stays."""
        for place in reversed(range(self.side.count())):
            scroll = self.side.widget(place)
            if isinstance(scroll, TallScroll) and scroll.isAncestorOf(panel):
                self.side.removeTab(place)
                scroll.takeWidget()
                panel.setParent(self)
                panel.hide()
                scroll.deleteLater()

    def open_find(self, *, may_replace: bool) -> None:
        """Ctrl+F and Ctrl+H."""
        words = self.editor.textCursor().selectedText()
        self.find_bar.open_with(words, may_replace=may_replace and not self.editor.isReadOnly())

    def next_blank(self) -> None:
        """F7: the next place to fill in; once the text has none, one of head and foot."""
        if self.editor.next_blank():
            self.editor.setFocus()
        elif self.head.find_line("[điền"):
            self.show_side(self.head)
        else:
            self.told.emit("Không còn chỗ nào cần điền.")

    def change_pane(self) -> None:
        """F4: from the text to the panel of its node, and back."""
        if not self.editor.hasFocus():
            self.editor.setFocus()
            return
        self.show_side(self.node)
        target = self.node.form.lead if self.node.form.isVisible() else self.node.is_task
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_text_size(self) -> None:
        """The paper's letters stand two points over the window's."""
        self.editor.set_text_size(self.font().pointSizeF() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first real size decides which panes are open."""
        super().resizeEvent(event)
        if not self._sized and self.isVisible():
            self._sized = True
            self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "editor"):
            self.set_text_size()
            self._share_width()

    def _share_width(self) -> None:
        em = self.fontMetrics().horizontalAdvance("m")
        self.tools.outline.setChecked(self.width() > em * _WIDE_EMS)
        outline, side = em * _OUTLINE_EMS, em * _SIDE_EMS
        self.splitter.setSizes([outline, max(1, self.width() - outline - side), side])

    def _lay_out(self) -> None:
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.editor, 1000)
        row.addStretch(1)
        em = self.fontMetrics().horizontalAdvance("m")
        self.editor.setMinimumWidth(em * 24)
        self.add_side("Đoạn", self.node)
        self.add_side("Đầu và cuối", self.head)
        self.side.setDocumentMode(True)
        self.side.setUsesScrollButtons(True)
        for pane in (self.outline, page, self.side):
            self.splitter.addWidget(pane)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.tools)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.note_box)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.strip)

    def _connect(self) -> None:
        self.editor.edited.connect(self.edited)
        self.node.edited.connect(self.edited)
        self.head.edited.connect(self.edited)
        self.head.kind_changed.connect(lambda: self.tools.set_kind(self.head.kind))
        self.tools.find_asked.connect(lambda: self.open_find(may_replace=True))
        self.editor.refused.connect(self.told)
        self.editor.note_asked.connect(self.note_box.ask)
        self.tools.note_asked.connect(self.note_box.ask)
        self.tools.blank_asked.connect(self.next_blank)
        self.tools.outline_asked.connect(self.outline.setVisible)
        self.tools.side_asked.connect(self.side.setVisible)
        self.outline.edge_chosen.connect(self._show_edge)

    def _show_edge(self, edge: int) -> None:
        self.show_side(self.head)
        self.head.show_place("recipients" if edge == FOOT else "title")

    def _add_shortcuts(self) -> None:
        digits = ("1", "2", "3", "4", "5", "6", "0")
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+F", partial(self.open_find, may_replace=False)),
            ("Ctrl+H", partial(self.open_find, may_replace=True)),
            ("F3", self.find_bar.search),
            ("Shift+F3", partial(self.find_bar.search, back=True)),
            ("F4", self.change_pane),
            ("F7", self.next_blank),
            ("F9", self.note_box.ask),
        ]
        own: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+B", self.editor.toggle_heading),
        ]
        for digit, (mark, _words) in zip(digits, MARK_WORDS, strict=True):
            own.append((f"Ctrl+Shift+{digit}", partial(self.editor.set_mark, mark)))
        for owner, table in ((self, keys), (self.editor, own)):
            for key, work in table:
                shortcut = QShortcut(QKeySequence(key), owner)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(work)
