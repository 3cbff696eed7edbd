"""Người ký: who signs and under which lines; the first one signs by default."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.errors import AppError
from app.queries.office import list_signers
from app.services.office import SignerDraft, save_signers
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.first_run.answers import form_choices, form_lines, read_facts
from app.ui.flow_layout import FlowLayout
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.settings.office_keeper import known_office
from app.ui.settings.section import Section
from app.ui.widgets.pick_list import PickList


class SignersSection(Section):
    """A list, and the chosen signer's form under it."""

    title = "Người ký"
    why = "Người đứng đầu danh sách được ghi sẵn vào văn bản mới."

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._facts = read_facts(context.db, context.today())
        office = known_office(context)
        self._office = {
            "level_code": office.level_code,
            "drafting_office": office.drafting_office,
        }
        self._drafts: list[SignerDraft] = []
        self._showing = False
        self.list = PickList("Danh sách người ký", self)
        self.add = QPushButton(icons.icon("user"), "Thêm người ký", self)
        self.first = QPushButton("Đưa lên đầu", self)
        self.remove = QPushButton("Bỏ", self)
        self.form = FieldForm(self._fields(), self)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the stored signers."""
        self._drafts = [
            SignerDraft(form_code=row.form_code, lines=row.lines, name=row.name)
            for row in self.context.db.read(list_signers)
        ]
        self._show_list(max(0, self.list.currentRow()))

    def leave(self) -> bool:
        """Save the form into the list, and the list."""
        number = self.list.currentRow()
        if not 0 <= number < len(self._drafts):
            return True
        values = self.form.read()
        if values is None:
            return False
        draft = SignerDraft(
            form_code=values["form_code"], lines=values["lines"], name=values["name"]
        )
        if draft == self._drafts[number]:
            return True
        return self._keep([*self._drafts[:number], draft, *self._drafts[number + 1 :]], number)

    def _keep(self, drafts: list[SignerDraft], chosen: int) -> bool:
        try:
            self.context.db.write(save_signers, drafts)
        except AppError as error:
            feedback.show_error(self, error)
            return False
        self._drafts = drafts
        self._show_list(chosen)
        self.context.status.saved()
        return True

    def _show_list(self, chosen: int) -> None:
        self._showing = True
        self.list.show_entries([_words(draft) for draft in self._drafts])
        self.list.setCurrentRow(min(chosen, len(self._drafts) - 1))
        self._showing = False
        self._show_chosen()

    def _show_chosen(self) -> None:
        number = self.list.currentRow()
        known = 0 <= number < len(self._drafts)
        self.form.setEnabled(known)
        self.first.setEnabled(known and number > 0)
        self.remove.setEnabled(known and len(self._drafts) > 1)
        if known:
            draft = self._drafts[number]
            self.form.show_values(
                {"form_code": draft.form_code, "lines": draft.lines, "name": draft.name}
            )

    def _on_row(self, _row: int) -> None:
        if not self._showing:
            self._show_chosen()

    def _on_left(self, name: str) -> None:
        number = self.list.currentRow()
        if name == "form_code" and 0 <= number < len(self._drafts):
            code = str(self.form.typed()["form_code"])
            if code != self._drafts[number].form_code:
                lines = form_lines(code, self._office, self._facts)
                self.form.show_values({"lines": lines})
        self.leave()

    def _on_add(self) -> None:
        code = form_choices(self._office, self._facts)[0][0]
        lines = form_lines(code, self._office, self._facts)
        drafts = [*self._drafts, SignerDraft(form_code=code, lines=lines)]
        if self._keep(drafts, len(drafts) - 1):
            self.form.control("name").setFocus()

    def _on_first(self) -> None:
        number = self.list.currentRow()
        drafts = [*self._drafts]
        drafts.insert(0, drafts.pop(number))
        self._keep(drafts, 0)

    def _on_remove(self) -> None:
        number = self.list.currentRow()
        before, gone = list(self._drafts), self._drafts[number]
        if self._keep([*before[:number], *before[number + 1 :]], max(0, number - 1)):
            self.context.status.offer_undo(
                f"Đã bỏ người ký {gone.name or gone.lines[-1]}.", lambda: self._undo(before, number)
            )

    def _undo(self, before: list[SignerDraft], number: int) -> None:
        self._keep([replace(draft) for draft in before], number)

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field(
                name="form_code",
                label="Hình thức đề ký",
                kind=FieldKind.CHOICE,
                choices=form_choices(self._office, self._facts),
            ),
            Field(
                name="lines",
                label="Các dòng in trên chữ ký",
                kind=FieldKind.LIST,
                rows=4,
                required=True,
            ),
            Field(name="name", label="Họ và tên"),
        )

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row)
        self.form.left.connect(self._on_left)
        self.add.clicked.connect(self._on_add)
        self.first.clicked.connect(self._on_first)
        self.remove.clicked.connect(self._on_remove)

    def _lay_out(self) -> None:
        self.list.setMinimumHeight(self.fontMetrics().height() * 7)
        self.list.setMaximumHeight(self.fontMetrics().height() * 9)
        buttons = FlowLayout()
        for button in (self.add, self.first, self.remove):
            buttons.addWidget(button)
        holder = QHBoxLayout()
        holder.addLayout(buttons)
        self.body.addWidget(self.list)
        self.body.addLayout(holder)
        self.body.addWidget(self.form)
        self.fill_below()


def _words(draft: SignerDraft) -> str:
    return f"{draft.name or '(chưa có tên)'} · {' / '.join(draft.lines)}"
