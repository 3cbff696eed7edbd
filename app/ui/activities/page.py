"""Hoạt động: the month on top, the table, and the card beside it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from app.domain.topics import Topic
from app.errors import ConflictError, ValidationError
from app.journal import Draft
from app.queries.activities import get_activity
from app.queries.activity_rows import ActivityRow
from app.queries.years import find_year
from app.services.campaigns import SetCampaign, ensure_action_month, set_campaign
from app.ui.activities.activity_table import ActivityTable
from app.ui.activities.campaign_head import CampaignDraft, CampaignHead
from app.ui.activities.card import ActivityCard
from app.ui.activities.card_choices import read_choices
from app.ui.activities.card_deck import CardDeck
from app.ui.activities.excel_button import ExcelButton
from app.ui.activities.filter_bar import FilterBar, Scope
from app.ui.activities.kept_bar import KeptBar
from app.ui.activities.kept_cards import CARD
from app.ui.activities.month_strip import MonthStrip
from app.ui.activities.sheet_actions import SheetActions
from app.ui.activities.view_state import Asked, Shown, campaign_of_year, read_shown
from app.ui.context import UiContext
from app.ui.page import Page

_CHOICE_TOPICS = {Topic.CAMPAIGN, Topic.CATALOGUE, Topic.PAPER}


class ActivitiesPage(Page):
    """List and detail in place; nothing opens on top of it."""

    title = "Hoạt động"
    topics = frozenset({Topic.ACTIVITY, Topic.CAMPAIGN, Topic.CATALOGUE, Topic.PAPER, Topic.OFFICE})

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._db = context.db
        self._day: date | None = None
        self._task: UUID | None = None
        self._shown: Shown | None = None
        self._year = 0
        self._offers_stale = True
        self.excel = ExcelButton(self)
        self.add_button(self.excel)
        self.new = self.primary_button("Ghi hoạt động")
        self.head = CampaignHead(self)
        self.strip = MonthStrip(self)
        self.filter = FilterBar(self)
        self.kept = KeptBar(self)
        self.table = ActivityTable(self)
        self.card = ActivityCard(context.year, self)
        self.deck = CardDeck(context, self.card, self)
        self.sheets = SheetActions(context, self)
        self._arrange()
        self._connect()
        self._add_actions()
        self.refresh()
        self.new_activity()
        self.kept.show_cards(self.deck.asides)

    def open(self, target: Mapping[str, object]) -> None:
        """Show one activity (``activity_id``), those of a ``task_key`` or ``day``, or a ``new`` card."""
        activity_id, task_key = target.get("activity_id"), target.get("task_key")
        day = target.get("day")
        if isinstance(activity_id, UUID):
            self.show_activity(activity_id)
        elif isinstance(task_key, UUID):
            self._day, self._task = None, task_key
            self.filter.reset()
        elif isinstance(day, date):
            self._on_day(day)
        elif target.get("new"):
            self.new_activity()

    def take_back(self, draft: Draft) -> bool:
        """A card that was being typed, or another form of the page."""
        if draft.kind != CARD:
            return super().take_back(draft)
        self.deck.take_back(draft.typed)
        return True

    def leave(self) -> bool:
        """Save the card; a wrong one stays on this page as it is."""
        self.deck.put_away()
        return True

    def show_activity(self, activity_id: UUID) -> None:
        """Go to an activity, whatever was filtered."""
        self._day = self._task = None
        self.filter.reset()
        row = self._db.read(get_activity, activity_id)
        if row.starts_on.year != self.context.year:
            self.context.choose_year(row.starts_on.year)
        self.deck.show(row, in_bin=False)
        self.table.go_to(activity_id)

    def new_activity(self) -> None:
        """An empty card for the chosen day, or for today."""
        self.deck.show_new(self._day)
        self.table.go_to(None)

    def refresh(self) -> None:
        """Read again what is shown."""
        if self._year != self.context.year:
            self._begin_year()
        if self._offers_stale:
            self._offer()
        shown = read_shown(self._db, self._asked())
        self._shown = shown
        only = self._db.read_only or self._db.read(find_year, self._year).closed
        self.card.show_only(only)
        self.new.setEnabled(not only)
        self.set_title(f"Hoạt động năm {self._year}")
        for part in (self.head, self.strip):
            part.setVisible(shown.campaign is not None)
        if shown.campaign is not None:
            self.head.show_campaign(shown.campaign, shown.themes)
            self.strip.show_days(shown.days, self.context.today(), self._day)
        self.table.show_activities(shown.rows, shown.in_month, self.context.today())
        self.filter.clear.setVisible(self.filter.is_filtering(bool(self._day or self._task)))
        self.deck.follow()
        self.table.go_to(self.card.row.id if self.card.row else None)

    def _begin_year(self) -> None:
        self._year, self._day = self.context.year, None
        self._offers_stale = True
        if campaign_of_year(self._db, self._year) is None:
            # Who only looks does without.
            with suppress(ValidationError):
                self._db.write(ensure_action_month, self._year)

    def _asked(self) -> Asked:
        return Asked(
            year=self.context.year,
            search=self.filter.search.text(),
            kind=self.filter.chosen_kind(),
            scope=self.filter.chosen_scope(),
            day=self._day,
            task_key=self._task,
        )

    def _offer(self) -> None:
        """Fill the lists of the card and of the filter."""
        self._offers_stale = False
        choices = read_choices(self._db, today=self.context.today(), year=self._year)
        campaign = campaign_of_year(self._db, self._year)
        self.card.form.offer(choices, campaign, self._year)
        self.filter.offer_kinds(choices.kinds)

    def _on_committed(self, topics: frozenset[Topic]) -> None:
        if topics & _CHOICE_TOPICS:
            self._offers_stale = True
        super()._on_committed(topics)

    def _on_day(self, day: date | None) -> None:
        self._day = day
        self.refresh()
        if day is not None and self.card.row is None and not self.card.is_changed:
            self.new_activity()

    def _on_row(self, row: ActivityRow) -> None:
        self.deck.show(row, in_bin=self.filter.chosen_scope() == Scope.BIN)

    def _on_filter_cleared(self) -> None:
        self._day = self._task = None
        self.filter.reset()

    def _on_campaign(self, draft: CampaignDraft) -> None:
        campaign = self._shown.campaign if self._shown else None
        if campaign is None:
            return
        command = SetCampaign(
            campaign_id=campaign.id,
            seen_revision=campaign.revision,
            name=campaign.name,
            starts_on=draft.starts_on,
            ends_on=draft.ends_on,
            theme=draft.theme,
            messages=draft.messages,
        )
        try:
            self._db.write(set_campaign, command)
        except ValidationError as error:
            self.head.show_error(error)
        except ConflictError as error:
            self.refresh()
            self.context.status.say(error.message)
        else:
            self.context.status.say("Đã ghi Tháng hành động.")

    def _connect(self) -> None:
        self.new.setToolTip("Ctrl+N")
        self.new.clicked.connect(self.new_activity)
        self.excel.save_sheet.triggered.connect(lambda: self.sheets.save(self._shown_rows()))
        self.excel.paste.triggered.connect(self.sheets.paste)
        self.excel.read_sheet.triggered.connect(self.sheets.read_file)
        self.head.changed.connect(self._on_campaign)
        self.strip.day_chosen.connect(self._on_day)
        self.filter.changed.connect(self.refresh)
        self.filter.clear.clicked.connect(self._on_filter_cleared)
        self.kept.chosen.connect(self.deck.take_up)
        self.deck.asides_changed.connect(lambda: self.kept.show_cards(self.deck.asides))
        self.deck.new_shown.connect(lambda: self.table.go_to(None))
        self.deck.recorded.connect(lambda row, _files: self.table.go_to(row.id))
        self.table.row_chosen.connect(self._on_row)

    def _shown_rows(self) -> tuple[ActivityRow, ...]:
        return self._shown.rows if self._shown else ()

    def _add_actions(self) -> None:
        wishes = (
            ("Ghi hoạt động", "Ctrl+N", self.new_activity),
            ("Như lần trước", "Ctrl+D", self.deck.show_like_last),
            ("Ghi lại", "Ctrl+S", self.deck.save),
            ("Tìm hoạt động", "Ctrl+F", self.filter.search.setFocus),
        )
        for words, keys, wish in wishes:
            action = QAction(words, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, wish=wish: wish())
            self.addAction(action)
        self.addAction(self.excel.paste)

    def _arrange(self) -> None:
        list_side = QWidget(self)
        left = QVBoxLayout(list_side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.filter)
        left.addWidget(self.kept)
        left.addWidget(self.table, 1)
        frame = QFrame(self)
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.card)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(list_side)
        split.addWidget(frame)
        split.setStretchFactor(0, 1)
        split.setSizes([1000, 380])
        layout = self.body
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(self.strip)
        layout.addWidget(self.sheets.panel, 1)
        layout.addWidget(split, 1)
        self.sheets.panel.shown_changed.connect(lambda shown: split.setVisible(not shown))
