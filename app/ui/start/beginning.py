"""Around the main window of one folder: how it ended last time, where it lies, what day it is."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from app.db.backup import list_backups
from app.db.chain import quick_doubt
from app.domain.clock import ClockDoubt, clock_doubt
from app.paths import default_data_dir
from app.place import WHY, System, risks_of, this_system
from app.queries.newest import newest_line
from app.run_mark import CutOff, RunMark
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.journal_band import cut_off_words
from app.ui.start.notices import Notices

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

MOVE: Final = "Chuyển về máy này…"
STAY: Final = "Vẫn dùng"
CHECK_DATA: Final = "Kiểm tra dữ liệu"
LATER: Final = "Để sau"
CLOCK_RIGHT: Final = "Đồng hồ máy đúng"
CLOCK_WRONG: Final = "Để tôi chỉnh lại"


class Beginning:
    """Made before anything is written, so that the clock is held against what stood there before.

    Args:
        mine: False for the sample office, which is never moved.
    """

    def __init__(self, context: UiContext, *, mine: bool = True) -> None:
        self._context, self._mine = context, mine
        self._looks = context.db.read_only
        self._mark = RunMark(context.paths.logs)
        self._window: MainWindow | None = None
        self._cut_off: CutOff | None = None
        self._doubt: ClockDoubt | None = None
        self._changed_outside = quick_doubt(context.db.engine, context.paths.logs)
        if not self._looks:
            self._cut_off = self._mark.begin(datetime.now().astimezone())
            self._doubt = _doubt(context)

    def show(self, window: "MainWindow", move: Callable[[], None]) -> None:
        """Keep what is typed from now on, offer what was left, ask about place and clock."""
        self._window, context = window, self._context
        if self._looks:
            return
        context.journal.failed.connect(context.status.say)
        # Later: whoever saved must first have said that nothing is unsaved any more.
        context.bus.committed.connect(context.journal.write, Qt.ConnectionType.QueuedConnection)
        context.journal.start()
        left = window.left_typing.offer()
        if self._cut_off is not None:
            context.status.say(cut_off_words(self._cut_off, left))
            self._cut_off = None
        if self._changed_outside:
            ask_check(window)
            self._changed_outside = False
        if self._doubt is not None:
            ask_clock(window.notices, context, self._doubt)
            self._doubt = None
        if self._mine and not context.db.server:
            ask_place(window.notices, context, this_system(), move)

    def end(self) -> None:
        """The window was closed."""
        if self._window is not None:
            self._window.only_look.stop()
        if not self._looks:
            self._context.journal.close()
            self._mark.end()


def ask_check(window: "MainWindow") -> None:
    """The newest history is not what was written: offer the whole check."""
    window.notices.ask(
        "warn",
        "Lịch sử của sổ có chỗ bị sửa hoặc bị cắt ngoài chương trình. Chưa có gì bị đổi thêm; nên kiểm tra "
        "toàn bộ dữ liệu.",
        (CHECK_DATA, lambda: window.navigate("settings", section="data_check")),
        (LATER, lambda: None),
    )


def ask_place(
    notices: Notices, context: UiContext, system: System, move: Callable[[], None]
) -> None:
    """Warn of a place where data get lost, once for each place."""
    root = context.paths.root
    risks = risks_of(root, system)
    preferences = context.preferences
    if not risks or preferences.choices.known_place == str(root):
        return
    stay = (STAY, lambda: preferences.change(known_place=str(root)))
    words = f"Thư mục dữ liệu “{root}” {WHY[risks[0]]}."
    if root == default_data_dir():
        notices.ask("warn", words, stay)
        return
    notices.ask(
        "warn",
        f"{words} Nên chuyển về ổ đĩa của máy này; bản ở chỗ cũ vẫn được giữ.",
        (MOVE, move),
        stay,
    )


def ask_clock(notices: Notices, context: UiContext, doubt: ClockDoubt) -> None:
    """Ask which day it is; nothing waits for the answer."""
    mark = doubt.newest.isoformat()
    if context.preferences.choices.known_clock == mark:
        return
    wrong = (
        "Hãy chỉnh ngày giờ của máy rồi mở lại chương trình. Trong lúc đó vẫn xem được mọi thứ; những gì "
        "ghi lại sẽ mang ngày sai."
    )
    notices.ask(
        "late",
        doubt.words,
        (CLOCK_RIGHT, lambda: context.preferences.change(known_clock=mark)),
        (CLOCK_WRONG, lambda: feedback.tell(notices, wrong)),
    )


def _doubt(context: UiContext) -> ClockDoubt | None:
    moment = context.db.read(newest_line)
    backups = [] if context.db.server else list_backups(context.paths.backups)
    made = backups[0].made_at if backups else None
    return clock_doubt(context.today(), _day(moment), _day(made))


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone().date() if moment is not None else None
