"""The register of a year, what of it is shown, and the bin."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.db.database import Database
from app.domain.papers import KIND_WORDS
from app.queries.registers import RegisterRow, list_deleted, list_register
from app.ui.paper_list import ListSpec, PaperList
from app.ui.registers.columns import COLUMNS, TITLE_COLUMN
from app.ui.widgets.inputs import ChoiceBox


class Issued(StrEnum):
    """Which part of the register."""

    ALL = ""
    YES = "issued"
    NO = "written"


_ISSUED_WORDS: Final = {
    Issued.ALL: "Mọi trạng thái",
    Issued.YES: "Đã ban hành",
    Issued.NO: "Đang soạn",
}
_EMPTY: Final = (
    "Năm {year} chưa có văn bản nào. Bấm “Lập văn bản” để soạn công văn, tờ trình, quyết định, "
    "thông báo, giấy mời, biên bản, phiếu góp ý từ mẫu; kế hoạch và báo cáo lập ở trang của mình "
    "cũng vào sổ này."
)
_NONE_FITS: Final = "Không có văn bản nào như vậy trong năm {year}. Chọn loại hoặc trạng thái khác."


class RegisterList(PaperList[RegisterRow]):
    """Versions of papers: what is issued stays in its line when the next version is opened.

    ``copy_asked`` carries the row that a copy is wanted of, ``register_shown`` whether there are
    lines of the register to be saved.
    """

    copy_asked = Signal(object)
    register_shown = Signal(bool)

    def __init__(
        self, db: Database, year: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        self._db, self._year = db, year
        spec = ListSpec(
            name="Sổ theo dõi văn bản",
            noun="văn bản",
            empty=_EMPTY,
            columns=COLUMNS,
            read=self._read,
            stretch=TITLE_COLUMN,
        )
        super().__init__(spec, parent)
        self.kind = ChoiceBox([("", "Mọi loại"), *KIND_WORDS.items()], self)
        self.kind.setAccessibleName("Loại văn bản")
        self.issued = ChoiceBox(list(_ISSUED_WORDS.items()), self)
        self.issued.setAccessibleName("Đã ban hành hay đang soạn")
        for place, box in enumerate((self.kind, self.issued), start=1):
            self.table.tools.insertWidget(place, box)
            box.edited.connect(self.refresh)
        self.copy = self.add_tool("Làm bản sao…", "copy")
        tools = self.table.tools
        tools.insertWidget(tools.indexOf(self.delete), self.copy)
        self.copy.clicked.connect(lambda _on: self._tell(self.copy_asked))

    def refresh(self) -> None:
        """Read the register again."""
        super().refresh()
        in_bin = self.bin.isChecked()
        shown = not in_bin and bool(self.table.model.rows)
        self.copy.setVisible(shown)
        self.register_shown.emit(shown)
        for box in (self.kind, self.issued):
            box.setVisible(not in_bin)

    def empty_words(self) -> str:
        """Nothing this year, or nothing of what was asked for."""
        asked = self.kind.value() or self.issued.value()
        return (_NONE_FITS if asked else _EMPTY).format(year=self._year())

    def _read(self, in_bin: bool) -> list[RegisterRow]:
        if in_bin:
            return self._db.read(list_deleted)
        kind, issued = self.kind.value(), self.issued.value()
        return [
            row
            for row in self._db.read(list_register, year=self._year())
            if kind in ("", row.kind) and issued in ("", Issued.YES if row.issued else Issued.NO)
        ]
