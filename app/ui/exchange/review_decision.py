"""What is decided of a package: points on cells, accept, return with a new deadline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.domain.parcel_cells import group_words, place_words
from app.errors import ValidationError
from app.exchange.receipt import PointKind, ReceiptPoint
from app.ui import icons
from app.ui.flow_layout import FlowLayout
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.pick_list import PickList
from app.workflows.parcels.preview import PreviewCell

#: Points seen without scrolling.
_SEEN: Final = 4
_POINT: Final = (
    Field(
        name="words",
        label="Điểm cần sửa hoặc cần lưu ý",
        kind=FieldKind.MULTILINE,
        rows=2,
        hint="Ghi cho ô đang chọn trong bảng; chưa chọn ô nào thì ghi cho cả báo cáo",
    ),
)
_REST: Final = (
    Field(
        name="new_deadline",
        label="Hạn gửi lại",
        kind=FieldKind.DATE,
        hint="Chỉ ghi khi trả lại",
    ),
    Field(name="signer", label="Người xem", hint="Để trống: người ký đầu tiên của cơ quan"),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A decision that is being written: its points, the next point, the rest."""

    points: tuple[ReceiptPoint, ...]
    point: Mapping[str, Any]
    rest: Mapping[str, Any]


class ReviewDecision(QFrame):
    """``accepted``, ``returned``: with the points in ``points``; fields in ``values``."""

    accepted = Signal()
    returned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: list[ReceiptPoint] = []
        self._cell: PreviewCell | None = None
        self._names: Mapping[str, str] = {}
        self.about = WrapLabel(role="strong", parent=self)
        self.point = FieldForm(_POINT, self)
        self.mend = QPushButton(icons.icon("flag"), "Thêm: cần sửa", self)
        self.note = QPushButton("Thêm: lưu ý", self)
        self.list = PickList("Các điểm trong phiếu", self)
        self.drop = QPushButton("Bỏ điểm đang chọn", self)
        self.rest = FieldForm(_REST, self)
        self.accept = QPushButton("Tiếp nhận", self)
        self.accept.setProperty("role", "primary")
        self.give_back = QPushButton("Trả lại", self)
        self._lay_out()
        self.mend.clicked.connect(lambda _on: self._add(PointKind.MEND))
        self.note.clicked.connect(lambda _on: self._add(PointKind.NOTE))
        self.drop.clicked.connect(lambda _on: self._drop())
        self.accept.clicked.connect(lambda _on: self.accepted.emit())
        self.give_back.clicked.connect(lambda _on: self.returned.emit())

    def begin(
        self, points: Sequence[ReceiptPoint], names: Mapping[str, str], *, withdraws: bool
    ) -> None:
        """A package that is looked at.

        Args:
            points: those of an earlier decision.
            names: of its indicators, by their codes.
        """
        self.points, self._names = list(points), names
        self.stand_on(None)
        self.point.show_values({"words": ""})
        self.rest.show_values({"new_deadline": None, "signer": ""})
        self.accept.setText("Ghi nhận rút lại" if withdraws else "Tiếp nhận")
        self._show_points()

    def typed(self) -> Typed:
        """Everything that is written so far."""
        return Typed(tuple(self.points), self.point.typed(), self.rest.typed())

    def take_up(self, typed: Typed) -> None:
        """Go on with what was written before leaving."""
        self.points = list(typed.points)
        self.point.show_values(dict(typed.point))
        self.rest.show_values(dict(typed.rest))
        self._show_points()

    def stand_on(self, cell: PreviewCell | None) -> None:
        """The cell that the next point is about."""
        self._cell = cell
        if cell is None:
            self.about.setText("Cả báo cáo")
            return
        group = group_words(cell.place.grp)
        self.about.setText(", ".join(filter(None, (cell.name, group, cell.sex.lower()))))

    def values(self) -> dict[str, Any] | None:
        """Deadline and who looked; None when one is wrong."""
        return self.rest.read()

    def show_error(self, error: ValidationError) -> bool:
        """Beside the field it is about; False when it is none of ours."""
        if error.field == "points":
            return self.point.show_error(ValidationError(error.message, field="words"))
        return self.rest.show_error(error)

    def _add(self, kind: PointKind) -> None:
        words = str(self.point.typed()["words"] or "").strip()
        if not words:
            self.point.show_error(ValidationError("Hãy ghi lời của điểm này.", field="words"))
            return
        cell = self._cell
        place = cell.place if cell else None
        self.points.append(
            ReceiptPoint(
                kind=kind,
                words=words,
                indicator=place.indicator if place else "",
                sex=cell.column if cell else None,
                group=place.grp if place else "",
            )
        )
        self.point.show_values({"words": ""})
        self._show_points()

    def _drop(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self.points):
            del self.points[at]
            self._show_points()

    def _show_points(self) -> None:
        self.list.show_entries([_words(one, self._names) for one in self.points])
        # As high as its first lines: the decision below stays in sight.
        high = sum(self.list.sizeHintForRow(row) for row in range(min(self.list.count(), _SEEN)))
        self.list.setFixedHeight(high + 2 * self.list.frameWidth())
        for widget in (self.list, self.drop):
            widget.setVisible(bool(self.points))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(8)
        for widget in (self.about, self.point):
            layout.addWidget(widget)
        row = FlowLayout()
        for button in (self.mend, self.note):
            row.addWidget(button)
        layout.addLayout(row)
        layout.addWidget(self.list)
        layout.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.rest)
        decide = FlowLayout()
        for button in (self.accept, self.give_back):
            decide.addWidget(button)
        layout.addLayout(decide)
        layout.addStretch(1)


def _words(point: ReceiptPoint, names: Mapping[str, str]) -> str:
    weight = "Cần sửa" if point.kind is PointKind.MEND else "Lưu ý"
    if not point.indicator:
        return f"{weight}: {point.words}"
    name = names.get(point.indicator, point.indicator)
    if point.group:
        name = f"{name}, {group_words(point.group)}"
    return f"{weight} {place_words(name, point.sex)}: {point.words}"
