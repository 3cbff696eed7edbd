"""Danh mục: every dated list of the program; own rows are added, shipped ones changed or hidden."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain.figure_lines import named_lines
from app.errors import AppError, ValidationError
from app.queries.catalogue import EntryRow, list_entries
from app.queries.indicators import FORMS, INDICATORS
from app.services.catalogue import SaveEntry, hide_entry, restore_entry, save_entry
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.forms import FieldForm
from app.ui.row_table import RowTable
from app.ui.settings.catalogue_table import (
    CATALOGUES,
    catalogue,
    data_of,
    fields_of,
    state_words,
    values_of,
)
from app.ui.settings.figure_catalogues import new_code
from app.ui.settings.section import Section
from app.ui.settings.take_forms import TakeForms
from app.ui.table_model import Column
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.catalogue_checks import check_row


class CatalogueSection(Section):
    """A catalogue to choose, its rows, and the chosen row's form beside them."""

    title = "Danh mục"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        today = context.today()
        self._today = today
        self._row: EntryRow | None = None
        self._values: dict[str, Any] = {}
        self._filling = False
        self.which = CalmCombo(self)
        self.use = WrapLabel(role="quiet", parent=self)
        self.hidden = QCheckBox("Hiện cả dòng đã ẩn", self)
        self.table: RowTable[EntryRow] = RowTable(
            (
                Column[EntryRow]("Tên", lambda row: row.name),
                Column[EntryRow](
                    "Tình trạng",
                    lambda row: state_words(row, today)[1],
                    mark=lambda row: state_words(row, today)[::2],
                    sample="Chưa có hiệu lực",
                ),
            ),
            "Các dòng của danh mục",
            self,
        )
        self.add = QPushButton("Thêm dòng", self)
        self.take = QPushButton("Nhận từ cấp trên…", self)
        self.given = TakeForms(context, self)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.detail = _Detail(self)
        self._lay_out()
        self._connect()
        self._change_catalogue()

    @property
    def code(self) -> str:
        """The catalogue shown."""
        return str(self.which.currentData())

    def refresh(self) -> None:
        """Read the rows again; what is being typed stays."""
        rows = self.context.db.read(list_entries, self.code, with_hidden=self.hidden.isChecked())
        known = self._row.id if self._row else None
        self._filling = True
        self.table.show_rows(rows)
        self.table.choose(lambda row: row.id == known)
        self._filling = False
        fresh = next((row for row in rows if row.id == known), None)
        if fresh is not None and not self._is_changed():
            self._show(fresh)

    def leave(self) -> bool:
        """Save the row if something was typed."""
        return not self._is_changed() or self._save()

    def show_catalogue(self, code: str) -> None:
        """Open one catalogue."""
        self.which.setCurrentIndex(max(0, self.which.findData(code)))

    def _change_catalogue(self) -> None:
        found = catalogue(self.code)
        self.use.setText(found.use)
        self.given.leave()
        self.take.setVisible(self.code in (FORMS, INDICATORS))
        self.detail.make_form(FieldForm(fields_of(found), self.detail))
        self.detail.form.left.connect(lambda _name: self._on_left())
        self._row = None
        self.table.filter.clear()
        self.refresh()
        first = self.table.model.rows[0] if self.table.model.rows else None
        self._show(first)
        if first is not None:
            self.table.choose(lambda row: row.id == first.id)

    def _show(self, row: EntryRow | None) -> None:
        self._row = row
        found = catalogue(self.code)
        form = self.detail.form
        if row is None:
            form.show_values({field.name: None for field in fields_of(found)})
            self.detail.heading.setText("Dòng mới")
        else:
            form.show_values(self._shown(row))
            kind = "Dòng của đơn vị" if row.own else "Dòng có sẵn"
            self.detail.heading.setText(f"{kind}, mã {row.code}" if found.coded else kind)
        self._values = form.typed()
        self.detail.show_state(row, self._today)

    def _shown(self, row: EntryRow) -> dict[str, Any]:
        values = values_of(row, catalogue(self.code))
        if self.code == FORMS:
            known = self.context.db.read(list_entries, INDICATORS, with_hidden=True)
            values["rows"] = named_lines(
                values["rows"] or (), {one.code: one.name for one in known}
            )
        return values

    def _is_changed(self) -> bool:
        return self.detail.form.typed() != self._values

    def _on_left(self) -> None:
        if self._row is not None and self._is_changed():
            self._save()

    def _save(self) -> bool:
        values = self.detail.form.read()
        if values is None:
            return False
        return self._write(values)

    def _command(self, values: Mapping[str, Any]) -> SaveEntry:
        found, row = catalogue(self.code), self._row
        common = {name: values[name] for name in ("name", "valid_from", "valid_to", "source")}
        code = row.code if row else new_code(values["name"]) if found.coded else ""
        data = data_of(values, found, row.data if row else {})
        known = self.context.db.read(list_entries, INDICATORS, with_hidden=True)
        check_row(found.code, code, values["name"], data, {one.code for one in known})
        return SaveEntry(
            catalogue=self.code,
            code=code,
            entry_id=row.id if row else None,
            seen_revision=row.revision if row else 0,
            replaced_by=row.replaced_by if row else "",
            checked=values["checked"],
            note=values["note"],
            data=data,
            **common,
        )

    def _write(self, values: Mapping[str, Any]) -> bool:
        self._values = self.detail.form.typed()
        try:
            entry_id = self.context.db.write(save_entry, self._command(values))
        except ValidationError as error:
            self._values = {}
            if not self.detail.form.show_error(error):
                feedback.show_error(self, error)
            return False
        except AppError as error:
            self._values = {}
            feedback.show_error(self, error)
            return False
        self.context.status.saved()
        rows = self.context.db.read(list_entries, self.code, with_hidden=True)
        self._show(next(row for row in rows if row.id == entry_id))
        self.refresh()
        return True

    def _on_chosen(self, row: EntryRow) -> None:
        if self._filling or (self._row is not None and row.id == self._row.id):
            return
        if self.leave():
            self._show(row)
            self.table.choose(lambda other: other.id == row.id)

    def _on_add(self) -> None:
        if self.leave():
            self.table.view.clearSelection()
            self._show(None)
            self.detail.form.control("name").setFocus()

    def _on_take(self) -> None:
        if self.leave():
            self.given.ask()

    def _on_save(self) -> None:
        self._save()

    def _on_hide(self) -> None:
        row = self._row
        if row is None:
            return
        if row.hidden:
            self.context.db.write(restore_entry, row.id)
            self.context.status.say(f"Đã hiện lại “{row.name}”.")
        else:
            self.context.db.write(hide_entry, row.id)
            self.context.status.offer_undo(
                f"Đã ẩn “{row.name}”.", lambda: self.context.db.write(restore_entry, row.id)
            )
        rows = self.context.db.read(list_entries, self.code, with_hidden=True)
        self._show(next((other for other in rows if other.id == row.id), None))
        self.refresh()

    def _on_which(self) -> None:
        self._change_catalogue()

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(lambda _row: self._on_which())
        self.hidden.toggled.connect(lambda _on: self.refresh())
        self.table.row_chosen.connect(self._on_chosen)
        self.add.clicked.connect(self._on_add)
        self.take.clicked.connect(self._on_take)
        self.given.shown_changed.connect(lambda shown: self.split.setVisible(not shown))
        self.given.shown_changed.connect(lambda shown: self.add.setEnabled(not shown))
        self.detail.save.clicked.connect(self._on_save)
        self.detail.hide_row.clicked.connect(self._on_hide)

    def _lay_out(self) -> None:
        self.which.setAccessibleName("Danh mục")
        for found in CATALOGUES:
            self.which.addItem(found.title, found.code)
        top = FlowLayout()
        top.addWidget(QLabel("Danh mục", self))
        for widget in (self.which, self.add, self.take, self.hidden):
            top.addWidget(widget)
        self.table.set_noun("dòng")
        self.table.remember(self.context.preferences, "catalogue")
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.table)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.body.addLayout(top)
        self.body.addWidget(self.use)
        self.body.addWidget(self.split, 1)
        self.body.addWidget(self.given, 1)


class _Detail(QWidget):
    """The form of one row with its state and buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading = WrapLabel(role="strong", parent=self)
        self.state = MarkedLabel(self)
        self.save = QPushButton("Ghi lại", self)
        self.hide_row = QPushButton("Ẩn", self)
        self.save.setProperty("role", "primary")
        self.form = FieldForm((), self)
        self._scroll: TallScroll | None = None
        buttons = FlowLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.hide_row)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.heading)
        self._layout.addWidget(self.state)
        self._layout.addStretch(0)
        self._layout.addLayout(buttons)

    def make_form(self, form: FieldForm) -> None:
        """Another catalogue has other fields."""
        if self._scroll is not None:
            self._layout.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        else:
            self.form.deleteLater()
        holder = QWidget(self)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.addWidget(form)
        layout.addStretch(1)
        self.form = form
        self._scroll = TallScroll(holder, self)
        self._layout.insertWidget(2, self._scroll, 1)

    def show_state(self, row: EntryRow | None, today: Any) -> None:
        """State in words; what the button beside [Ghi lại] does."""
        self.state.setVisible(row is not None)
        self.hide_row.setVisible(row is not None)
        if row is not None:
            self.state.show_state(*state_words(row, today))
            self.hide_row.setText("Hiện lại" if row.hidden else "Ẩn khỏi danh sách")
