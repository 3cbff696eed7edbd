"""What is said of a report before it is built: its days, when it is due, what it is made of."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from app.db.database import Database
from app.domain.dates import format_date
from app.domain.papers import ReportType
from app.domain.periods import Period
from app.domain.report_kinds import duties_of
from app.queries.duties import DutyRow, closing_period, duty_of_report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MADE_OF: Final = {
    ReportType.YEAR: "nhiệm vụ của kế hoạch, hoạt động đã ghi, chỉ tiêu và các biểu năm",
    ReportType.HALF_YEAR: "nhiệm vụ của kế hoạch, hoạt động đã ghi và các biểu 6 tháng",
    ReportType.ACTION_MONTH: "nhiệm vụ của kế hoạch và hoạt động của Tháng hành động",
    ReportType.PROGRAMME: "kế hoạch chương trình, hoạt động đã ghi và biểu Quyết định 2282",
    ReportType.VIOLENCE: "biểu bạo lực của kỳ; chỉ có con số, không có tên, nơi ở, tình tiết",
    ReportType.AD_HOC: "hoạt động đã ghi trong kỳ; nội dung yêu cầu do bạn viết",
}


@dataclass(frozen=True, slots=True)
class ReportOutlook:
    """``first`` and ``last`` are the days of the data; ``duty`` is None where nobody set a day."""

    report_type: ReportType
    first: date
    last: date
    duty: DutyRow | None

    @property
    def words(self) -> str:
        """Days, deadline and what it is made of, a sentence each."""
        days = f"Kỳ số liệu {format_date(self.first)} - {format_date(self.last)}."
        return f"{days} {self._due()} Soạn từ {_MADE_OF[self.report_type]}."

    def _due(self) -> str:
        if self.duty is None:
            return "Chưa đặt hạn gửi."
        to = f" đến {self.duty.receiver}" if self.duty.receiver else ""
        due = f"Hạn gửi {format_date(self.duty.due)}{to}"
        if self.duty.due < self.last:
            return f"{due}, sớm hơn ngày chốt: phần chưa có số ghi “ước thực hiện”."
        return f"{due}."


def report_outlook(
    db: Database, report_type: ReportType, period: Period, today: date
) -> ReportOutlook:
    """The days and the duty of a report about a period."""
    return db.read(_outlook, report_type, period, today)


def _outlook(
    session: "Session", report_type: ReportType, period: Period, today: date
) -> ReportOutlook:
    duties = duties_of(report_type, period)
    first, last = closing_period(session, duties, period)
    return ReportOutlook(
        report_type, first, last, duty_of_report(session, duties, period.year, today)
    )
