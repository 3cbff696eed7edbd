"""Saves the card: by button, on leaving a field, and before something else is shown."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.db.database import Database
from app.domain.activities import ActivityDraft
from app.errors import ConflictError, ValidationError
from app.queries.activities import get_activity
from app.queries.activity_rows import ActivityRow
from app.services.activities import ChangeActivity, change_activity, record_activity
from app.ui.activities.card import ActivityCard, PutAside
from app.ui.activities.card_reading import box_name


class CardKeeper(QObject):
    """Nothing typed is lost: a valid card is saved, a wrong one is put aside as it stands.

    ``recorded`` tells a new activity and the files that wait for it, ``changed`` a changed one.
    """

    recorded = Signal(object, object)
    changed = Signal(object)
    asides_changed = Signal()

    def __init__(self, db: Database, card: ActivityCard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._card = card
        self.asides: list[PutAside] = []
        card.left.connect(self.save_if_valid)
        card.overwrite_requested.connect(self.overwrite)
        card.reload_requested.connect(self.reload)

    def save(self) -> ActivityRow | None:
        """Save the card; None when something on it is wrong, which it then says."""
        reading = self._card.read()
        self._card.form.show_problems(reading.problems)
        if reading.draft is None:
            return None
        return self._store(reading.draft)

    def save_if_valid(self) -> None:
        """On leaving a field: a recorded activity is saved, a wrong field is marked."""
        row = self._card.row
        if row is None or not self._card.is_changed or not self._card.form.isEnabled():
            return
        self.save()

    def leave(self) -> None:
        """Before the card shows something else: save it, or put it aside when it is wrong."""
        if not self._card.is_changed or not self._card.form.isEnabled():
            return
        aside = self._card.aside()
        if self.save() is None:
            self.asides.append(aside)
            self.asides_changed.emit()

    def take_up(self, aside: PutAside) -> None:
        """Go on with a card that was put aside."""
        self.leave()
        self._card.show_aside(aside)
        self.asides = [other for other in self.asides if other is not aside]
        self._card.form.show_problems(self._card.read().problems)
        self.asides_changed.emit()

    def overwrite(self) -> None:
        """Of two versions of the activity the one on the card counts."""
        row = self._card.row
        if row is not None:
            self._card.row = self._db.read(get_activity, row.id)
            self.save()

    def reload(self) -> None:
        """Of two versions of the activity the stored one counts."""
        row = self._card.row
        if row is not None:
            self._card.show_row(self._db.read(get_activity, row.id))

    def _store(self, draft: ActivityDraft) -> ActivityRow | None:
        before = self._card.row
        try:
            activity_id = self._write(before, draft)
        except ValidationError as error:
            # What is said of the whole card, as of a closed year, stands beside its name.
            name = box_name(error.field)
            boxes = self._card.form.boxes
            self._card.form.show_problem(name if name in boxes else "title", error.message)
            return None
        except ConflictError:
            if before is not None:
                self._card.show_conflict(draft, self._db.read(get_activity, before.id).draft())
            return None
        row = self._db.read(get_activity, activity_id)
        waiting = self._card.waiting
        self._card.mark_saved(row)
        if before is None:
            self.recorded.emit(row, waiting)
        else:
            self.changed.emit(row)
        return row

    def _write(self, before: ActivityRow | None, draft: ActivityDraft) -> UUID:
        if before is None:
            return self._db.write(record_activity, draft)
        command = ChangeActivity(activity_id=before.id, seen_revision=before.revision, draft=draft)
        self._db.write(change_activity, command)
        return before.id
