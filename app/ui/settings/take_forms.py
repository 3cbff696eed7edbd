"""Forms and indicators from above: what a file would do to the catalogue, then taken over."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from app.backups.before import backup_before_import
from app.domain.dates import format_date
from app.domain.given_rows import CHANGED, KEPT, NEW, REFUSED, Outcome
from app.errors import AppError
from app.jobs import JobContext
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.table_model import Column
from app.ui.widgets.file_look import FileLook, Looked
from app.ui.widgets.stand_in import StandIn
from app.workflows.given_forms import CATALOGUE_WORDS, OUTCOME_WORDS

if TYPE_CHECKING:
    from app.workflows.given_forms import GivenForms

_FILES: Final = "Biểu từ cấp trên (*.xlsx *.xls *.toml)"
_MARKS: Final = {
    NEW: ("check", "good"),
    CHANGED: ("info", "primary"),
    KEPT: ("info", "quiet"),
    REFUSED: ("warn", "bad"),
}
_ORDER: Final = (REFUSED, CHANGED, NEW, KEPT)

COLUMNS: Final[tuple[Column[Outcome], ...]] = (
    Column(
        "Kết quả",
        lambda one: OUTCOME_WORDS[one.kind],
        lambda one: _ORDER.index(one.kind),
        mark=lambda one: _MARKS[one.kind],
        sample="Không nhận",
    ),
    Column("Loại", lambda one: CATALOGUE_WORDS[one.given.catalogue], sample="Chỉ tiêu"),
    Column("Tên", lambda one: (one.row or one.given).name, sample="Dân số là người dân tộc"),
    Column("Mã", lambda one: (one.row or one.given).code, sample="bieu_nam_2027"),
    Column("Nhận xét", lambda one: one.why),
)


class TakeForms(StandIn):
    """Stands in place of the rows of the catalogue."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._given: GivenForms | None = None
        self.look: FileLook[Outcome] = FileLook(
            COLUMNS, "Biểu và chỉ tiêu trong tệp", 4, "Thôi, không nhận", self
        )
        self.look.table.set_noun("dòng")
        self.addWidget(self.look)
        self.wait.stopped.connect(self.leave)
        self.look.write.clicked.connect(lambda _on: self._take())
        self.look.cancel.clicked.connect(lambda _on: self.leave())

    def ask(self) -> None:
        """Ask which file, and look at it."""
        path = feedback.ask_open(self, "Nhận biểu từ cấp trên", Path.home(), _FILES)
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Read a file in the background and show what it would do."""
        db, paths = self._context.db, self._context.paths

        def work(_job: JobContext) -> "GivenForms":
            from app.workflows.given_forms import read_given

            backup_before_import(db, paths)
            return read_given(db, path)

        self.take_place(self.wait)
        self.wait.run("Đang đọc tệp", work, lambda found: self._show(path, found), self.fail)

    def _show(self, path: Path, given: "GivenForms") -> None:
        self._given = given
        count = len(given.writes)
        looked = Looked(
            heading=f"Xem trước khi nhận: {path.name}",
            summary=_summary(given),
            problems=given.problems,
            write=f"Nhận {count} dòng",
            can_write=count > 0 and not given.problems,
        )
        self.look.show_look(looked, sorted(given.outcomes, key=lambda one: _ORDER.index(one.kind)))
        self.take_place(self.look)
        self.look.take_focus()

    def _take(self) -> None:
        from app.workflows.given_forms import take_given

        given = self._given
        if given is None:
            return
        try:
            count = take_given(self._context.db, given)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.leave()
        self._context.status.say(f"Đã nhận {count} dòng vào danh mục.")


def _summary(given: "GivenForms") -> str:
    kinds = [one.kind for one in given.outcomes]
    counts = [
        f"{kinds.count(kind)} {OUTCOME_WORDS[kind].lower()}" for kind in _ORDER if kind in kinds
    ]
    words = ", ".join(counts) or "Không có dòng nào"
    if any(one.replaces for one in given.outcomes) and given.day is not None:
        words += f". Phần đổi dùng từ {format_date(given.day)}; các năm trước giữ biểu cũ"
    return f"{words}. Biểu, chỉ tiêu đơn vị tự thêm được giữ nguyên."
