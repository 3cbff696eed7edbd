"""The texts of one difference side by side; a third one where both sides changed the same place."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QTextBrowser, QWidget

from app.ui import theme
from app.ui.compare import marked_text
from app.ui.compare.rows import Laid, Row
from app.ui.widgets.labels import WrapLabel


class Column:
    """A name and a text to read, one under the other in a grid."""

    def __init__(self, name: str, owner: QWidget) -> None:
        self.name = WrapLabel(role="strong", parent=owner)
        self.text = QTextBrowser(owner)
        self.text.setTabChangesFocus(True)
        self.rename(name)

    def rename(self, name: str) -> None:
        """Another paper."""
        self.name.setText(name)
        self.text.setAccessibleName(name)

    def set_visible(self, shown: bool) -> None:
        """Show or hide both."""
        self.name.setVisible(shown)
        self.text.setVisible(shown)


class Texts(QWidget):
    """Old, new and, for a conflict, what stands in the program today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: Row | None = None
        self.old = Column("", self)
        self.new = Column("", self)
        self.ours = Column("Đang có trong chương trình", self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.setRowStretch(1, 1)
        for place, column in enumerate((self.old, self.new, self.ours)):
            grid.addWidget(column.name, 0, place, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(column.text, 1, place)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
        self._grid = grid
        self.ours.set_visible(False)
        self.set_letters()

    def name_sides(self, laid: Laid) -> None:
        """Say which papers stand beside each other."""
        self.old.rename(laid.old_name)
        self.new.rename(laid.new_name)

    def show_row(self, row: Row | None) -> None:
        """Show one difference; None shows nothing."""
        self._row = row
        conflict = row is not None and bool(row.ours)
        self.ours.set_visible(conflict)
        self._grid.setColumnStretch(2, 1 if conflict else 0)
        if row is None:
            for column in (self.old, self.new):
                column.text.clear()
            return
        self.old.text.setHtml(marked_text.old_html(row))
        self.new.text.setHtml(marked_text.new_html(row))
        if row.ours:
            self.ours.text.setHtml(marked_text.ours_html(row))

    def set_letters(self) -> None:
        """The paper's face, a little larger than the window's."""
        font = QFont(theme.paper_family())
        font.setPointSizeF(self.font().pointSizeF() + 2)
        for column in (self.old, self.new, self.ours):
            column.text.document().setDefaultFont(font)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, other colours."""
        super().changeEvent(event)
        if not hasattr(self, "ours"):
            return
        if event.type() == QEvent.Type.FontChange:
            self.set_letters()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.show_row(self._row)
