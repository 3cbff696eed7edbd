"""What was being typed when the program was cut off, offered back over the open page."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.journal import Draft, Kept, shortened
from app.queries.papers import get_paper
from app.run_mark import CutOff
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.editor.band import Band
from app.ui.journal_content import content_of

BACK: Final = "Lấy lại"
DROP: Final = "Bỏ"
LATER: Final = "Để sau"
#: The kind of draft that the page of papers leaves.
PAPER: Final = "paper"


def cut_off_words(before: CutOff, left: int) -> str:
    """One quiet line of a start after a run that was not closed."""
    typed = f", lấy lại được {left} đoạn đang gõ" if left else ""
    return f"Lần trước chương trình không được đóng đúng cách ({before.words}): dữ liệu nguyên vẹn{typed}."


class JournalBand(Band):
    """One draft after the other.

    Args:
        put_back: opens the form and puts the words in; False when they are still nowhere.
    """

    def __init__(
        self,
        context: UiContext,
        put_back: Callable[[Draft], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._put_back = put_back

    def offer(self) -> int:
        """Show what is left of an earlier run; how many pieces there are."""
        journal = self._context.journal
        for one in journal.left:
            if self._is_kept(one.draft):
                journal.drop(one)
        left = journal.left
        if not left:
            self.hide()
            return 0
        first = left[0]
        more = f" Còn {len(left) - 1} chỗ nữa." if len(left) > 1 else ""
        self.tell(
            "undo",
            f"Lần trước chương trình bị tắt khi đang gõ: {shortened(first.draft.where)}, lúc "
            f"{first.at:%H:%M ngày %d/%m/%Y}: “{first.draft.first_words}”.{more}",
            (BACK, lambda: self._take(first)),
            (DROP, lambda: self._drop(first)),
            (LATER, self.hide),
        )
        return len(left)

    def _take(self, kept: Kept) -> None:
        try:
            done = self._put_back(kept.draft)
        except AppError as error:
            feedback.show_error(self, error)
            return
        except (ValueError, TypeError, KeyError):
            # Written by another program; its words can still be read.
            feedback.tell(self, f"Không đưa vào chỗ cũ được. Chữ đã gõ: “{kept.draft.words}”.")
            return
        if done:
            # What stands in its form again is in the journal before the old draft goes.
            self._context.journal.write()
            self._context.journal.drop(kept)
            self.offer()

    def _drop(self, kept: Kept) -> None:
        question = f"Bỏ hẳn những chữ này? “{kept.draft.first_words}”"
        if feedback.confirm(self, question, DROP):
            self._context.journal.drop(kept)
            self.offer()

    def _is_kept(self, draft: Draft) -> bool:
        """The program was cut off between saving a paper and forgetting its draft."""
        if draft.kind != PAPER:
            return False
        try:
            row = self._context.db.read(get_paper, UUID(draft.target["paper_id"]))
            return row.content == content_of(dict(draft.typed["content"]))
        except (AppError, ValueError, TypeError, KeyError):
            return False
