"""F1: everything the catalogue says about one indicator, in place of the grid until Esc."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.figures import format_number
from app.domain.indicators import Direction, Indicator, IndicatorKind, Ref, Target
from app.ui import icons
from app.ui.indicators.columns import COLUMN_WORDS
from app.ui.indicators.progress_words import target_words
from app.ui.indicators.side_panel import SENSITIVE
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll

_KINDS: Final = {
    IndicatorKind.COUNT: "Số đếm được",
    IndicatorKind.AMOUNT: "Số có phần thập phân",
    IndicatorKind.YES_NO: "Có là 1, không là 0",
    IndicatorKind.SHARE: "Tính từ tử số, mẫu số; không ghi tay",
}
_DIRECTIONS: Final = {
    Direction.UP: "Càng cao càng tốt",
    Direction.DOWN: "Càng thấp càng tốt",
    Direction.NONE: "Chỉ để biết, không đánh giá",
}
_NOT_WRITTEN: Final = "chưa ghi"


class IndicatorSheet(QWidget):
    """``shown_changed`` says whether it stands in the place of the grid."""

    shown_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.close_button = QPushButton(icons.icon("back"), "Về bảng số liệu", self)
        self.name = WrapLabel(role="heading", parent=self)
        self._inside = QWidget(self)
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 8, 8)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.name)
        layout.addWidget(TallScroll(self._inside, self), 1)
        self.close_button.clicked.connect(lambda _on: self.leave())
        self.hide()

    def explain(
        self, indicator: Indicator, known: Mapping[str, Indicator], targets: Sequence[Target]
    ) -> None:
        """Show an indicator; ``known`` names its parts, ``targets`` are those of every source."""
        self._clear()
        self.name.setText(indicator.name)
        for row, (name, words) in enumerate(sheet_lines(indicator, known, targets)):
            top = Qt.AlignmentFlag.AlignTop
            title = WrapLabel(name, role="strong", parent=self._inside)
            title.setWordWrap(False)
            self._grid.addWidget(title, row, 0, top)
            self._grid.addWidget(WrapLabel(words, parent=self._inside), row, 1, top)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.show()
        self.shown_changed.emit(True)
        self.close_button.setFocus()

    def leave(self) -> bool:
        """Give the place back to the grid; False when it was not taken."""
        shown = not self.isHidden()
        self.hide()
        if shown:
            self.shown_changed.emit(False)
        return shown

    def _clear(self) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()


def sheet_lines(
    indicator: Indicator, known: Mapping[str, Indicator], targets: Sequence[Target]
) -> Iterator[tuple[str, str]]:
    """Name and words of each line of the sheet; what does not concern the indicator is left out."""
    share = indicator.kind is IndicatorKind.SHARE
    parent = known.get(indicator.parent)
    split = "; tách nam, nữ" if indicator.by_sex else ""
    order = sorted(targets, key=lambda one: (one.year, one.column, one.source))
    lines = (
        ("Mã", indicator.code),
        ("Ý nghĩa", indicator.meaning or _NOT_WRITTEN),
        ("Đơn vị tính", indicator.unit or _NOT_WRITTEN),
        ("Loại số", _KINDS[indicator.kind] + split),
        ("Tử số", _part(indicator.numerator, known)),
        ("Mẫu số", _part(indicator.denominator, known)),
        ("Nhân với", format_number(indicator.scale) if share else ""),
        ("Là một phần của", parent.name if parent else ""),
        ("Chiều tốt", _DIRECTIONS[indicator.direction]),
        ("Người cung cấp", indicator.collector or _NOT_WRITTEN),
        ("Kỳ thu thập", indicator.frequency or _NOT_WRITTEN),
        ("Mục tiêu", "\n".join(target_words(one, indicator) for one in order) or "chưa có"),
        ("Nguồn", _source(indicator)),
        ("Lưu ý", SENSITIVE if indicator.sensitive else ""),
    )
    yield from ((name, words) for name, words in lines if words)


def _part(ref: Ref | None, known: Mapping[str, Indicator]) -> str:
    """The name of a part of a share with the sex that counts."""
    if ref is None:
        return ""
    part = known.get(ref.code)
    if part is None:
        return ref.code
    return f"{part.name} ({COLUMN_WORDS[ref.column].lower()})" if part.by_sex else part.name


def _source(indicator: Indicator) -> str:
    checked = "đã kiểm chứng" if indicator.checked else "chưa kiểm chứng"
    return f"{indicator.source or _NOT_WRITTEN} ({checked})"
