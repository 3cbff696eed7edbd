"""The list of reports with its bin; the box that asks for a new one unfolds above it."""

from PySide6.QtWidgets import QWidget

from app.db.database import Database
from app.domain.papers import PaperKind
from app.queries.papers import PaperListRow, list_papers
from app.ui.paper_list import ListSpec, PaperList
from app.ui.reports.columns import COLUMNS, TITLE_COLUMN
from app.ui.reports.new_report import NewReport

_EMPTY = "Chưa có báo cáo nào. Bấm “Lập báo cáo” để soạn từ kế hoạch và các hoạt động đã ghi."


class ReportsList(PaperList[PaperListRow]):
    """Reports of all years."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        def read(in_bin: bool) -> list[PaperListRow]:
            return db.read(list_papers, kind=PaperKind.REPORT, deleted=in_bin)

        spec = ListSpec(
            name="Bảng báo cáo",
            noun="báo cáo",
            empty=_EMPTY,
            columns=COLUMNS,
            read=read,
            stretch=TITLE_COLUMN,
        )
        super().__init__(spec, parent)
        self.new_report = NewReport(self)
        self.add_above(self.new_report)
