"""A scroll area that scrolls up and down only and never squeezes or cuts what it holds."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget


class TallScroll(QScrollArea):
    """As wide as its content needs at least; wrapped sentences count with their real height."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = content
        content.setProperty("role", content.property("role") or "plain")
        self.setWidget(content)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._show_focused)

    def minimumSizeHint(self) -> QSize:
        """Content and bar side by side."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._content.minimumSizeHint().width() + bar, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps sentences elsewhere."""
        super().resizeEvent(event)
        self._keep_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content asks for another size (an error appears, letters grow)."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._keep_height()
        return super().eventFilter(watched, event)

    def _show_focused(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A field that gets the focus, however it got it, is scrolled to."""
        if now is not None and self._content.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    def _keep_height(self) -> None:
        height = self._content.heightForWidth(self.viewport().width())
        self._content.setMinimumHeight(max(height, 0))
