"""Trợ giúp: topics at the left, the text at the right."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTextBrowser, QWidget

from app.paths import resource
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.widgets.pick_list import PickList

#: Topic = name of the file in resources/help; topics named like a page are opened by F1 there.
TOPICS: Final = (
    ("home", "Bắt đầu"),
    ("plans", "Kế hoạch"),
    ("activities", "Hoạt động"),
    ("reports", "Báo cáo"),
    ("indicators", "Chỉ tiêu"),
    ("exchange", "Gửi – Nhận"),
    ("summary", "Tổng hợp"),
    ("registers", "Sổ theo dõi"),
    ("file_check", "Kiểm tra tệp"),
    ("settings", "Cài đặt"),
    ("history", "Lịch sử, thùng rác, khóa sổ"),
    ("access", "Người dùng và mật khẩu"),
    ("backup", "Sao lưu, phục hồi"),
    ("privacy", "Dữ liệu cá nhân"),
    ("typing", "Gõ tiếng Việt, phím tắt"),
    ("data_check", "Kiểm tra dữ liệu"),
    ("trouble", "Khi có trục trặc"),
)


def help_text(topic: str) -> str:
    """The text of a topic as Markdown."""
    return resource(f"help/{topic}.md").read_text(encoding="utf-8")


class HelpPage(Page):
    """F1, or Ctrl+F1, opens the topic of the page one comes from."""

    title = "Trợ giúp"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.list = PickList("Mục trợ giúp", self)
        self.text = QTextBrowser(self)
        self.text.setAccessibleName("Nội dung trợ giúp")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(16)
        self.list.show_entries([words for _topic, words in TOPICS])
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        self.list.setMinimumWidth(self.list.widest())
        self.body.addWidget(split, 1)
        self.list.currentRowChanged.connect(lambda _row: self._show_topic())
        self.list.setCurrentRow(0)

    @property
    def topic(self) -> str:
        """The topic shown."""
        return TOPICS[max(0, self.list.currentRow())][0]

    def open(self, target: Mapping[str, object]) -> None:
        """Show ``topic`` when it is one."""
        wanted = target.get("topic")
        for row, (topic, _words) in enumerate(TOPICS):
            if topic == wanted:
                self.list.setCurrentRow(row)

    def _show_topic(self) -> None:
        self.text.setMarkdown(help_text(self.topic))
