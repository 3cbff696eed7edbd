"""Giới thiệu: version, where the data lies, whose work is inside."""

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.settings.section import Section
from app.ui.widgets.labels import WrapLabel

LICENCES = (
    ("Qt và PySide6", "LGPL phiên bản 3; các thư viện Qt đứng thành tệp riêng, thay được"),
    ("SQLite", "không giữ bản quyền"),
    ("SQLAlchemy, Alembic, python-docx, openpyxl", "MIT"),
    ("reportlab, lxml, olefile, xlrd", "BSD"),
    ("Pillow", "MIT-CMU"),
    ("cryptography, OpenSSL", "Apache 2.0"),
    ("Phông Tinos, Arimo", "SIL Open Font License 1.1"),
    ("Biểu tượng", "vẽ riêng cho chương trình này"),
)


def program_version() -> str:
    """The version as installed."""
    try:
        return version("so-binh-dang")
    except PackageNotFoundError:
        return "0.1.0"


class AboutSection(Section):
    """Quiet facts for whoever helps the officer."""

    title = "Giới thiệu"
    why = (
        "Sổ Bình Đẳng: kế hoạch, hoạt động và báo cáo bình đẳng giới của cấp xã, chạy ngoại tuyến."
    )

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._fact("Phiên bản", f"{program_version()} · Qt {qVersion()} · {platform.system()}")
        self._fact("Thư mục dữ liệu", str(context.paths.root))
        folder = QPushButton("Mở thư mục dữ liệu", self)
        folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(context.paths.root)))
        )
        buttons = FlowLayout()
        buttons.addWidget(folder)
        self.body.addLayout(buttons)
        self._fact("Chương trình không gửi gì lên mạng", "Mọi dữ liệu chỉ nằm trên máy này.")
        self.body.addWidget(WrapLabel("Thành phần và giấy phép", role="heading", parent=self))
        for name, licence in LICENCES:
            self._fact(name, licence)
        self.fill_below()

    def _fact(self, name: str, words: str) -> None:
        fact = QVBoxLayout()
        fact.setSpacing(0)
        fact.addWidget(WrapLabel(name, role="strong", parent=self))
        fact.addWidget(WrapLabel(words, role="quiet", parent=self))
        self.body.addLayout(fact)
