"""Trợ giúp: topics at the left, the text at the right."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QTextBrowser, QWidget

from app.paths import resource
from app.ui.context import UiContext
from app.ui.page import Page

#: Topic = name of the file in resources/help; topics named like a page are opened by F1 there.
TOPICS: Final = (
    ("home", "Bắt đầu"),
    ("plans", "Kế hoạch"),
    ("activities", "Hoạt động"),
    ("reports", "Báo cáo"),
    ("settings", "Cài đặt"),
    ("typing", "Gõ tiếng Việt, phím tắt"),
    ("trouble", "Khi có trục trặc"),
)
_TOPIC: Final = Qt.ItemDataRole.UserRole


def help_text(topic: str) -> str:
    """The text of a topic as Markdown."""
    return resource(f"help/{topic}.md").read_text(encoding="utf-8")


class HelpPage(Page):
    """F1 opens the topic of the page one comes from."""

    title = "Trợ giúp"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Mục trợ giúp")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName("Nội dung trợ giúp")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(16)
        for topic, words in TOPICS:
            item = QListWidgetItem(words, self.list)
            item.setData(_TOPIC, topic)
            item.setToolTip(words)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        letter = self.fontMetrics().horizontalAdvance("m")
        split.setSizes([letter * 18, letter * 70])
        self.body.addWidget(split, 1)
        self.list.currentItemChanged.connect(lambda *_items: self._show_topic())
        self.list.setCurrentRow(0)

    @property
    def topic(self) -> str:
        """The topic shown."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(_TOPIC))

    def open(self, target: Mapping[str, object]) -> None:
        """Show ``topic`` when it is one."""
        wanted = target.get("topic")
        for row, (topic, _words) in enumerate(TOPICS):
            if topic == wanted:
                self.list.setCurrentRow(row)

    def _show_topic(self) -> None:
        self.text.setMarkdown(help_text(self.topic))
