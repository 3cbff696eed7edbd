"""What the table of progress shows, and the small bar of value beside aim."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.documents.builders.report_charts import bar_share, row_name
from app.domain.indicators import Progress
from app.domain.text import sort_key
from app.queries.progress import ProgressRow
from app.ui import theme
from app.ui.indicators.columns import PROGRESS_SIGNS
from app.ui.indicators.progress_words import gap_words, state_words, value_words
from app.ui.table_model import ROW_ROLE, Column

#: Numbers of the columns that take the room left, and that hold the bar.
NAME_COLUMN: Final = 0
BAR_COLUMN: Final = 6
_ORDER: Final = (Progress.NOT_MET, Progress.UNKNOWN, Progress.MET)


def _named(row: ProgressRow) -> str:
    unit = row.indicator.unit
    return f"{row_name(row)} ({unit})" if unit else row_name(row)


COLUMNS: Final[tuple[Column[ProgressRow], ...]] = (
    Column("Chỉ tiêu", _named, lambda row: sort_key(_named(row)), sample="Tỷ lệ lao động nữ làm"),
    Column(
        "Trạng thái",
        state_words,
        lambda row: _ORDER.index(row.progress),
        mark=lambda row: PROGRESS_SIGNS[row.progress],
        sample="Chưa đạt mm",
    ),
    Column(
        "Giá trị",
        lambda row: value_words(row.indicator, row.value) or "không có số",
        lambda row: -1 if row.value is None else row.value,
        number=True,
        sample="không có số",
    ),
    Column(
        "Mục tiêu",
        lambda row: value_words(row.indicator, row.target.value if row.target else None),
        lambda row: row.target.value if row.target else -1,
        number=True,
        sample="88.888",
    ),
    Column(
        "Lộ trình",
        lambda row: value_words(row.indicator, row.line),
        lambda row: -1 if row.line is None else row.line,
        number=True,
        sample="88.888",
    ),
    Column(
        "Chênh lệch",
        gap_words,
        lambda row: 0 if row.gap is None else row.gap,
        number=True,
        sample="+88,88",
    ),
    Column("So sánh", lambda _row: "", lambda row: bar_share(row) or (0.0, 0.0), sample="mmmmm"),
)


class BarDelegate(QStyledItemDelegate):
    """A filled bar for the value, a thick upright stroke where it should reach."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the ground of the cell, then the bar."""
        super().paint(painter, option, index)
        row = index.data(ROW_ROLE)
        shares = bar_share(row) if isinstance(row, ProgressRow) else None
        if shares is None:
            return
        roles = theme.roles()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(6, 0, -6, 0)
        tall = min(12.0, box.height() / 2)
        top = box.center().y() - tall / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        ink = QColor(roles.on_primary if chosen else roles.text)
        painter.fillRect(
            QRectF(box.x(), top, box.width() * shares[0], tall),
            QColor(roles.on_primary if chosen else roles.primary),
        )
        x = box.x() + box.width() * shares[1]
        painter.setPen(QPen(QColor(roles.primary if chosen else roles.raised), 5))
        painter.drawLine(round(x), round(top - 3), round(x), round(top + tall + 3))
        painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(round(x), round(top - 4), round(x), round(top + tall + 4))
        painter.restore()
