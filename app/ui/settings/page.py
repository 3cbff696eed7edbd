"""Cài đặt: sections at the left, the chosen one beside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.domain.topics import Topic
from app.ui.context import UiContext
from app.ui.history.log_section import LogSection
from app.ui.page import Page
from app.ui.settings.about_section import AboutSection
from app.ui.settings.access_section import AccessSection
from app.ui.settings.backup_section import BackupSection
from app.ui.settings.catalogue_section import CatalogueSection
from app.ui.settings.data_check_section import DataCheckSection
from app.ui.settings.display_section import DisplaySection
from app.ui.settings.office_section import OfficeSection
from app.ui.settings.print_section import PrintSection
from app.ui.settings.privacy_section import PrivacySection
from app.ui.settings.receivers_section import ReceiversSection
from app.ui.settings.section import Section
from app.ui.settings.signers_section import SignersSection
from app.ui.widgets.pick_list import PickList
from app.ui.widgets.tall_scroll import TallScroll
from app.ui.years.section import YearsSection


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """One row of the list at the left; ``whole``: it scrolls inside by itself."""

    code: str
    title: str
    make: Callable[[UiContext], Section]
    whole: bool = False


SECTIONS: Final = (
    SectionEntry("office", "Cơ quan", OfficeSection),
    SectionEntry("signers", "Người ký", SignersSection),
    SectionEntry("receivers", "Nơi nhận", ReceiversSection),
    SectionEntry("print", "Trình bày văn bản", PrintSection),
    SectionEntry("catalogues", "Danh mục", CatalogueSection, whole=True),
    SectionEntry("display", "Hiển thị", DisplaySection),
    SectionEntry("access", "Người dùng và mật khẩu", AccessSection),
    SectionEntry("backup", "Sao lưu", BackupSection),
    SectionEntry("years", "Khóa sổ năm", YearsSection),
    SectionEntry("log", "Nhật ký", LogSection, whole=True),
    SectionEntry("privacy", "Dữ liệu cá nhân", PrivacySection),
    SectionEntry("data_check", "Kiểm tra dữ liệu", DataCheckSection),
    SectionEntry("about", "Giới thiệu", AboutSection),
)


class SettingsPage(Page):
    """Sections are made when first chosen; each saves before another is shown."""

    title = "Cài đặt"
    topics = frozenset({Topic.OFFICE, Topic.CATALOGUE})

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.list = PickList("Các mục cài đặt", self)
        self.stack = QStackedWidget(self)
        self._made: dict[str, tuple[Section, QWidget]] = {}
        self._at = -1
        self.list.show_entries([entry.title for entry in SECTIONS])
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.body.addLayout(row, 1)
        context.bus.look_changed.connect(self._fit_list)
        self._fit_list()
        self.list.currentRowChanged.connect(self._on_row)
        self.list.setCurrentRow(0)

    @property
    def section(self) -> Section:
        """The section shown."""
        return self._made[SECTIONS[self._at].code][0]

    def refresh(self) -> None:
        """The shown section reads again; the others when they are chosen."""
        self.section.refresh()

    def leave(self) -> bool:
        """The shown section saves."""
        return self.section.leave()

    def here(self) -> Mapping[str, str]:
        """The section shown."""
        return {"section": SECTIONS[self._at].code}

    def open(self, target: Mapping[str, object]) -> None:
        """``section``: which one; ``catalogue``: which catalogue of Danh mục."""
        code = target.get("section")
        place = next((n for n, entry in enumerate(SECTIONS) if entry.code == code), None)
        if place is not None:
            self.list.setCurrentRow(place)
        if isinstance(self.section, CatalogueSection) and "catalogue" in target:
            self.section.show_catalogue(str(target["catalogue"]))

    def _on_row(self, row: int) -> None:
        if row == self._at or row < 0:
            return
        if self._at >= 0 and not self.section.leave():
            self.list.setCurrentRow(self._at)
            return
        self._at = row
        entry = SECTIONS[row]
        if entry.code not in self._made:
            section = entry.make(self.context)
            shown: QWidget = section if entry.whole else TallScroll(section, self.stack)
            self._made[entry.code] = (section, shown)
            self.stack.addWidget(shown)
        else:
            self.section.refresh()
        self.stack.setCurrentWidget(self._made[entry.code][1])

    def _fit_list(self) -> None:
        self.list.setFixedWidth(self.list.widest())
