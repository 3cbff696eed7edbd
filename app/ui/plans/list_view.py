"""The list of plans, and the bin."""

from PySide6.QtWidgets import QWidget

from app.db.database import Database
from app.domain.papers import PaperKind
from app.queries.papers import PaperListRow, list_papers
from app.ui.paper_list import ListSpec, PaperList
from app.ui.plans.columns import COLUMNS

_EMPTY = "Chưa có kế hoạch nào. Bấm “Lập kế hoạch mới” để soạn từ mẫu, từ kế hoạch cũ hoặc từ tệp."


class PlansList(PaperList[PaperListRow]):
    """Plans of all years."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        def read(in_bin: bool) -> list[PaperListRow]:
            return db.read(list_papers, kind=PaperKind.PLAN, deleted=in_bin)

        spec = ListSpec(
            name="Bảng kế hoạch",
            noun="kế hoạch",
            empty=_EMPTY,
            columns=COLUMNS,
            read=read,
            stretch=3,
        )
        super().__init__(spec, parent)
