"""What may be done with the card: show, new, as last time, bin and back."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.activities import ActivityDraft
from app.journal import Draft
from app.queries.activities import get_activity, list_activities
from app.queries.activity_rows import ActivityRow
from app.services.activities import delete_activity, draft_like_last, restore_activity
from app.ui.activities.card import ActivityCard, PutAside
from app.ui.activities.card_files import CardFiles
from app.ui.activities.card_keeper import CardKeeper
from app.ui.activities.kept_cards import KeptCards, card_draft, card_of
from app.ui.context import UiContext


class CardDeck(CardKeeper):
    """Every step first saves the card or puts it aside."""

    new_shown = Signal()

    def __init__(
        self, context: UiContext, card: ActivityCard, parent: QObject | None = None
    ) -> None:
        super().__init__(context.db, card, parent)
        self._context = context
        self.files = CardFiles(context, card, self)
        card.save_requested.connect(self.save)
        card.like_last_requested.connect(self.show_like_last)
        card.delete_requested.connect(self.delete)
        card.restore_requested.connect(self.restore)
        card.history_requested.connect(self.show_history)
        #: What is kept for a new start already, as it stood.
        self._away: PutAside | None = None
        self._kept = KeptCards(context.paths, context.db)
        self.asides = self._kept.read()
        self.asides_changed.connect(lambda: self._kept.keep(self.asides))
        context.journal.watch(self, self.draft)
        self.recorded.connect(self._on_recorded)
        self.changed.connect(self._on_changed)

    def draft(self) -> Draft | None:
        """What is typed on the card and not saved."""
        card = self._card
        if not card.is_changed or not card.form.isEnabled() or card.is_bare():
            return None
        aside = card.aside()
        return None if aside == self._away else card_draft(aside)

    def take_back(self, typed: Mapping[str, Any]) -> None:
        """A card that was being typed when the program was cut off."""
        self.take_up(card_of(typed, self._db))

    def put_away(self) -> None:
        """Before the page is left: save the card, or keep a wrong one for a new start too."""
        if not self._card.is_changed or not self._card.form.isEnabled():
            return
        aside = self._card.aside()
        if self.save() is None:
            self._away = aside
            self._kept.keep([*self.asides, aside])

    def show(self, row: ActivityRow, *, in_bin: bool) -> None:
        """Show a recorded activity."""
        if self._card.row is not None and self._card.row.id == row.id:
            return
        self.leave()
        self._card.show_row(self._db.read(get_activity, row.id), in_bin=in_bin)

    def show_new(self, day: date | None = None) -> None:
        """An empty card; the day is set, the kind has the focus."""
        self.leave()
        self._card.show_new(ActivityDraft(starts_on=day or self._usual_day()))
        self._card.form.kind.setFocus()
        self.new_shown.emit()

    def show_like_last(self) -> None:
        """A new card like the last activity; only the day and the numbers are left to type."""
        kind, day = "", None
        if self._card.is_bare():
            kind = self._card.form.kind.code()
            day = self._card.form.starts_on.line.day_or_none()
        else:
            self.leave()
        draft = self._db.read(draft_like_last, kind) or self._db.read(draft_like_last)
        if draft is None:
            self._context.status.say("Chưa có hoạt động nào để chép.")
            return
        self._card.show_like(draft, day or self._usual_day())
        self.new_shown.emit()

    def delete(self) -> None:
        """Put the activity into the bin; the status line takes it back."""
        row = self._card.row
        if row is None:
            return
        self._db.write(delete_activity, row.id)
        self._context.status.offer_undo(
            f"Đã xóa “{row.title}”.", partial(self._db.write, restore_activity, row.id)
        )

    def restore(self) -> None:
        """Take the activity out of the bin."""
        row = self._card.row
        if row is not None:
            self._db.write(restore_activity, row.id)
            self._card.show_row(self._db.read(get_activity, row.id))
            self._context.status.say(f"Đã lấy lại “{row.title}”.")

    def show_history(self) -> None:
        """What happened to the activity, beside the page."""
        row = self._card.row
        if row is not None:
            from app.ui.history.window import show_record

            show_record(self._context, self._card, "activity", row.id, row.title)

    def follow(self) -> None:
        """After a commit: an untouched card shows what is stored now."""
        row = self._card.row
        if row is None or self._card.is_changed:
            return
        deleted = self._card.in_bin
        found = self._db.read(list_activities, ids=[row.id], deleted=deleted)
        if not found:
            self._card.show_new(ActivityDraft(starts_on=self._usual_day()))
        elif found[0].revision != row.revision:
            self._card.show_row(found[0], in_bin=deleted)
        elif found[0] != row:
            self._card.mark_saved(found[0])

    def _usual_day(self) -> date | None:
        today = self._context.today()
        return today if today.year == self._context.year else None

    def _on_recorded(self, row: ActivityRow, waiting: tuple[Path, ...]) -> None:
        self._kept.keep(self.asides)
        if waiting:
            self.files.keep(row.id, waiting)
        self._context.status.offer_undo(
            f"Đã ghi “{row.title}”.", partial(self._db.write, delete_activity, row.id)
        )
        self._context.status.saved()

    def _on_changed(self, row: ActivityRow) -> None:
        self._kept.keep(self.asides)
        self._context.status.say(f"Đã ghi lại “{row.title}”.")
        self._context.status.saved()
