"""The one window: top bar, list of pages, the open page, status line. It only composes."""

from collections.abc import Mapping
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.permissions import Right, refusal
from app.domain.topics import Topic
from app.journal import Draft
from app.preferences import TEXT_SIZES
from app.queries.office import get_office
from app.queries.parcel_news import parcel_news
from app.ui import feedback, icons, theme
from app.ui.access.role_band import wants_to_drop
from app.ui.backups import last_backup_words
from app.ui.context import UiContext
from app.ui.frame.palette import Palette, Wish
from app.ui.frame.sample_band import SampleBand
from app.ui.frame.shortcut_list import ShortcutList
from app.ui.frame.side_bar import SideBar
from app.ui.frame.status_line import StatusLine
from app.ui.frame.top_bar import TopBar
from app.ui.journal_band import LATER, PAPER, JournalBand
from app.ui.journal_forms import page_draft
from app.ui.navigation import PAGES, PageEntry, digit_of, entry, page_of
from app.ui.page import Page
from app.ui.start.notices import Notices
from app.ui.start.second_start import ReadOnlyBand
from app.ui.years.band import YearBand

_COMFORTABLE: Final = QSize(1200, 760)
_COPY: Final = "Chép chữ"
_BORDERS: Final = QSize(16, 48)  # what the system draws around a window
_YEARS_BACK: Final = 6
_YEARS_AHEAD: Final = 2
_WIDE_ENOUGH: Final = 88  # letters "m" of the window's text; narrower shows icons only

_PARCEL_WISHES: Final[tuple[tuple[str, str, Mapping[str, object]], ...]] = (
    ("Gửi gói số liệu", "exchange", {"tab": "send"}),
    ("Đọc phiếu tiếp nhận", "exchange", {"tab": "send", "receipt": True}),
    ("Nhận gói từ thư mục", "exchange", {"tab": "receive", "folder": True}),
    ("Tra mã đối chiếu", "exchange", {"tab": "receive", "code": True}),
    ("Thẻ cơ quan", "exchange", {"tab": "card"}),
    ("Theo dõi nộp báo cáo", "summary", {"tab": "wall"}),
    ("Yêu cầu báo cáo", "summary", {"tab": "wall", "ask": True}),
    ("Số tổng hợp", "summary", {"tab": "totals"}),
    ("Danh sách đơn vị", "summary", {"tab": "units"}),
    ("Gửi gói xuống đơn vị", "summary", {"tab": "down"}),
)


class MainWindow(QMainWindow):
    """Shows one page at a time; pages are made when first asked for."""

    own_office_wanted = Signal()

    def __init__(self, context: UiContext, *, may_leave_sample: bool = False) -> None:
        super().__init__()
        self.context = context
        self._pages: dict[str, Page] = {}
        self._path: list[str] = []
        self.band = SampleBand(may_leave_sample, self)
        self.notices = Notices(self)
        self.only_look = ReadOnlyBand(context, self)
        self.left_typing = JournalBand(context, self.take_back, self)
        self.notices.give_way_to(self.left_typing)
        self.top = TopBar(self)
        self.years = YearBand(context, self)
        self.side = SideBar(self)
        self.stack = QStackedWidget(self)
        self.foot = StatusLine(self)
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self._show_office()
        self._show_pages()
        self._show_waiting()
        self._show_year()
        self.show_backup()
        context.journal.watch(self, self._draft)
        self.setWindowIcon(icons.program_icon())
        self.setMinimumSize(640, 420)
        self.resize(_COMFORTABLE.boundedTo(self.screen().availableSize() - _BORDERS))
        frame = QByteArray.fromBase64(context.preferences.choices.frame.encode())
        if not frame.isEmpty():
            self.restoreGeometry(frame)

    @property
    def page(self) -> Page | None:
        """The page that is open."""
        found = self.stack.currentWidget()
        return found if isinstance(found, Page) else None

    @property
    def code(self) -> str:
        """The code of the page that is open; empty before the first one."""
        return next((code for code, page in self._pages.items() if page is self.page), "")

    def navigate(self, code: str, /, **target: object) -> None:
        """Go to a page; the open one may first save or keep the officer."""
        before = self.code
        if code != before and not self._may_leave():
            return
        if before and code != before:
            self._path.append(before)
        self._show_page(code, target)

    def take_back(self, draft: Draft) -> bool:
        """Go where words were typed and put them in; False when they are still nowhere."""
        target: dict[str, object] = dict(draft.target)
        if "paper_id" in target:
            target["paper_id"] = UUID(draft.target["paper_id"])
        self.navigate(draft.page, **target)
        if self.page is None or self.code != draft.page:
            return False
        if self.page.take_back(draft):
            self.context.status.say(f"Đã lấy lại chữ đang gõ: {draft.where}.")
            return True
        return draft.kind != PAPER and self._hand_over(draft)

    def _hand_over(self, draft: Draft) -> bool:
        """No form takes the words: they can be pasted wherever they belong."""
        question = f"Hãy mở lại chỗ đang gõ ({draft.where}) rồi dán vào: “{draft.words}”"
        if feedback.choose(self, question, (_COPY, LATER)) != _COPY:
            return False
        QGuiApplication.clipboard().setText(draft.words)
        return True

    def _draft(self) -> Draft | None:
        """What is typed in fields of the open page."""
        if self.page is None:
            return None
        return page_draft(self.page, self.code, self.page.title, self.page.here())

    def go_back(self) -> None:
        """Esc: an open list first, then one step back inside the page, else to the page before."""
        popup = QApplication.activePopupWidget()
        found = self.findChild(Palette)
        if popup is not None:
            popup.close()
        elif found is not None and found.isVisible():
            found.go_away()
        elif self.page is not None and self.page.back():
            return
        else:
            self._go_to_page_before()

    def _go_to_page_before(self) -> None:
        if self._path and self._may_leave():
            self._show_page(self._path.pop(), {})

    def show_backup(self) -> None:
        """Say in the foot when the last backup was made, or on which server the data lie."""
        if self.context.db.server:
            self.foot.show_fact(f"Máy chủ: {self.context.db.server}")
            return
        self.foot.show_fact(last_backup_words(self.context))

    def change_text_size(self, step: int) -> None:
        """One text size up or down."""
        preferences = self.context.preferences
        place = TEXT_SIZES.index(preferences.choices.text_size) + step
        if 0 <= place < len(TEXT_SIZES):
            preferences.change(text_size=TEXT_SIZES[place])
            self.context.bus.look_changed.emit()
            self.foot.say(f"Cỡ chữ: {theme.SIZE_WORDS[TEXT_SIZES[place]].lower()}.")

    def focus_next_pane(self, step: int = 1) -> None:
        """F6: from the list of pages to the page to the top bar."""
        panes = (self.side, self.stack, self.top)
        focused = QApplication.focusWidget()
        here = next(
            (
                place
                for place, pane in enumerate(panes)
                if focused is not None and pane.isAncestorOf(focused)
            ),
            0,
        )
        match panes[(here + step) % len(panes)]:
            case SideBar():
                self.side.focus_entry()
            case TopBar():
                self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            case _:
                self._focus_page()

    def open_palette(self) -> None:
        """Ctrl+K: find everything."""
        if self.findChild(Palette) is not None:
            return
        palette = Palette(self.context, self._wishes(), self)
        palette.chosen.connect(self._on_found)
        palette.show_under(self.top.search)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed is saved first; a page may still keep the officer."""
        if not self._may_leave():
            event.ignore()
            return
        frame = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.context.preferences.change(frame=frame, page=self.code or "home")
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps its width for the page."""
        super().resizeEvent(event)
        self._fit_side()

    def changeEvent(self, event: QEvent) -> None:
        """A larger text makes the window narrow too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "side"):
            self._fit_side()

    def _fit_side(self) -> None:
        letters = self.width() / max(1, self.fontMetrics().horizontalAdvance("m"))
        self.side.set_compact(letters < _WIDE_ENOUGH)

    def _may_leave(self) -> bool:
        page, code = self.page, self.code
        if page is None or page.leave():
            return True
        refused = bool(refusal(Right.DAILY, self.context.db.role))
        if not refused or page.asks_itself or not wants_to_drop(self):
            return False
        # Words that this role may not save keep nobody on a page for ever: it is made anew.
        self.stack.removeWidget(self._pages.pop(code))
        page.deleteLater()
        self._show_page(code, {})
        return True

    def _show_page(self, code: str, target: Mapping[str, object]) -> None:
        if code not in self._pages:
            page = entry(code).make(self.context)
            self._pages[code] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self._pages[code])
        self.side.mark(code)
        self.setWindowTitle(f"{entry(code).title} – Sổ Bình Đẳng")
        self.context.preferences.change(page=code)
        self._pages[code].open(target)
        # A page that went to what was asked for knows better where to go on.
        here = QApplication.focusWidget()
        if not target or here is None or not self._pages[code].isAncestorOf(here):
            self._focus_page()

    def _focus_page(self) -> None:
        page = self.page
        if page is None:
            return
        inputs = [widget for widget in page.findChildren(QWidget) if _takes_keys(widget, page)]
        fields = [widget for widget in inputs if not isinstance(widget, QAbstractButton)]
        for widget in (fields or inputs)[:1]:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _needed_pages(self) -> list[PageEntry]:
        return [page for page in PAGES if page.needed(self.context)]

    def _show_pages(self) -> None:
        self.side.show_entries([page.code for page in self._needed_pages()])

    def _show_waiting(self) -> None:
        """How many packages want something of the officer."""
        news = self.context.db.read(parcel_news, self.context.today())
        self.side.show_count("exchange", news.count)

    def _show_office(self) -> None:
        office = self.context.db.read(get_office)
        name = office.full_name if office else "Chưa có cơ quan"
        self.top.show_unit(f"UBND {name}" if office else name)
        self.band.setVisible(bool(office and office.sample))

    def _show_year(self) -> None:
        this_year, chosen = self.context.today().year, self.context.year
        years = {*range(this_year - _YEARS_BACK, this_year + _YEARS_AHEAD + 1), chosen}
        self.top.show_years(sorted(years, reverse=True), chosen)

    def _on_year_chosen(self, year: int) -> None:
        if self._may_leave():
            self.context.choose_year(year)
        self._show_year()

    def _on_committed(self, topics: frozenset[Topic]) -> None:
        self.context.status.saved()
        if Topic.OFFICE in topics:
            self._show_office()
        if topics & {Topic.OFFICE, Topic.UNIT}:
            self._show_pages()
        if Topic.PARCEL in topics:
            self._show_waiting()

    def _on_look(self) -> None:
        choices = self.context.preferences.choices
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, choices.theme, choices.text_size)
        icons.recolour(self)

    def _wishes(self) -> list[Wish]:
        pages = [
            Wish(page.title, "Trang", page.icon, partial(self.navigate, page.code))
            for page in self._needed_pages()
        ]
        return [
            *pages,
            Wish("Lập kế hoạch", "Việc", "add", partial(self.navigate, "plans", new=True)),
            Wish("Ghi hoạt động", "Việc", "add", partial(self.navigate, "activities", new=True)),
            Wish("Lập báo cáo", "Việc", "add", partial(self.navigate, "reports", new=True)),
            Wish("Lập văn bản", "Việc", "add", partial(self.navigate, "registers", new=True)),
            *self._parcel_wishes(),
            Wish(
                "Lịch việc cả năm",
                "Việc",
                "calendar",
                partial(self.navigate, "home", calendar=True),
            ),
            Wish(
                "Chọn tệp để kiểm tra",
                "Việc",
                "file-check",
                partial(self.navigate, "file_check", choose=True),
            ),
            *self._template_wishes(),
            Wish("Chữ to hơn", "Việc", "up", partial(self.change_text_size, 1)),
            Wish("Chữ nhỏ hơn", "Việc", "down", partial(self.change_text_size, -1)),
            Wish("Đọc lại trang", "Việc", "refresh", self._on_reload),
            Wish("Bảng phím tắt", "Việc", "help", self.show_shortcuts),
            *self._access_wishes(),
        ]

    def _access_wishes(self) -> list[Wish]:
        """Locking needs a password to come back with; changing places needs more than one person."""
        access, bus = self.context.access, self.context.bus
        lock = Wish("Khóa cửa sổ", "Việc", "lock", bus.lock_wanted.emit)
        switch = Wish("Đổi người dùng", "Việc", "user", bus.switch_wanted.emit)
        guarded = access.has_password
        return [lock] * guarded + [switch] * (guarded or access.officer is not None)

    def _parcel_wishes(self) -> list[Wish]:
        """What is done with packages; asking for reports only where units report to us."""
        needed = {page.code for page in self._needed_pages()}
        return [
            Wish(words, "Việc", entry(page).icon, partial(self.navigate, page, **target))
            for words, page, target in _PARCEL_WISHES
            if page in needed
        ]

    def _template_wishes(self) -> list[Wish]:
        from app.documents.readers.templates import list_templates

        found = []
        for template in list_templates():
            page = page_of(template.kind)
            wanted = template.paper_type if page == "reports" else template.code
            words = f"Lập {template.name[:1].lower()}{template.name[1:]}"
            work = partial(self.navigate, page, new=wanted)
            found.append(Wish(words, "Mẫu", entry(page).icon, work))
        return found

    def show_shortcuts(self) -> None:
        """Ctrl+/: every key."""
        ShortcutList(self).open()

    def _on_found(self, wish: Wish) -> None:
        wish.work()

    def _on_explain(self) -> None:
        """F1: what the page says of what is stood on, else its help."""
        if self.page is None or not self.page.explain():
            self._on_help()

    def _on_help(self) -> None:
        topic = self.code or "home"
        self.navigate("help", topic=topic)

    def _on_reload(self) -> None:
        if self.page is not None:
            self.page.refresh()

    def _connect(self) -> None:
        context = self.context
        context.navigate = self.navigate
        context.bus.committed.connect(self._on_committed)
        context.bus.look_changed.connect(self._on_look)
        context.bus.year_changed.connect(lambda _year: self._show_year())
        context.status.said.connect(self.foot.say)
        context.status.undo_offered.connect(self.foot.offer_undo)
        context.status.saved_at.connect(self.top.show_saved)
        context.jobs.progressed.connect(self.foot.show_progress)
        context.jobs.ended.connect(self.foot.hide_progress)
        context.jobs.ended.connect(self.show_backup)
        self.foot.stop_asked.connect(context.jobs.cancel_all)
        self.side.chosen.connect(self.navigate)
        self.top.year_chosen.connect(self._on_year_chosen)
        self.top.search_asked.connect(self.open_palette)
        self.band.own_office_wanted.connect(self.own_office_wanted)

    def _add_shortcuts(self) -> None:
        wishes = [
            *(
                (f"Ctrl+{digit_of(page.code)}", partial(self.navigate, page.code))
                for page in PAGES
                if digit_of(page.code)
            ),
            ("Ctrl+K", self.open_palette),
            ("Ctrl+/", self.show_shortcuts),
            ("Ctrl+Shift+L", self.context.bus.lock_wanted.emit),
            ("F1", self._on_explain),
            ("Ctrl+F1", self._on_help),
            ("F5", self._on_reload),
            ("F6", self.focus_next_pane),
            ("Shift+F6", partial(self.focus_next_pane, -1)),
            ("Esc", self.go_back),
            ("Ctrl+=", partial(self.change_text_size, 1)),
            ("Ctrl++", partial(self.change_text_size, 1)),
            ("Ctrl+-", partial(self.change_text_size, -1)),
        ]
        for keys, wish in wishes:
            QShortcut(QKeySequence(keys), self).activated.connect(wish)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self.stack, 1)
        whole = QWidget(self)
        self.outer = layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.band)
        layout.addWidget(self.only_look)
        layout.addWidget(self.notices)
        layout.addWidget(self.left_typing)
        layout.addWidget(self.top)
        layout.addWidget(self.years)
        layout.addLayout(middle, 1)
        layout.addWidget(self.foot)
        self.setCentralWidget(whole)


def _takes_keys(widget: QWidget, page: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.isEnabled() and widget.isVisibleTo(page)
