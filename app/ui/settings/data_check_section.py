"""Kiểm tra dữ liệu: whether everything is as it was written, what to do where it is not."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from app.checking.check import CheckReport, check_data
from app.checking.findings import Finding
from app.checking.mend import Mended, mend
from app.checking.told import report_text
from app.domain.text import sort_key
from app.errors import AppError
from app.files import write_beside
from app.jobs import JobContext
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.settings.section import Section
from app.ui.table_model import Column
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.wait_box import WaitBox

MEND: Final = "Sửa những gì sửa được"
_FILE_NAME: Final = "ket-qua-kiem-tra-du-lieu.txt"


def _what(finding: Finding) -> str:
    return f"Ghi chú: {finding.what}" if finding.note else finding.what


COLUMNS: Final = (
    Column[Finding](
        "Phần", lambda row: row.group.value, lambda row: sort_key(row.group.value),
        sample="Văn bản đã ban hành",
    ),
    Column[Finding]("Chỗ không đúng", _what, lambda row: sort_key(row.what)),
)  # fmt: skip


class DataCheckSection(Section):
    """A check takes a while on much data and can be stopped; nothing is changed by it."""

    title = "Kiểm tra dữ liệu"
    why = (
        "Chương trình đọc lại toàn bộ tệp dữ liệu, lịch sử, bản ghi, gói số liệu và tệp đính kèm rồi đối "
        "chiếu với những gì đã ghi. Kiểm tra không sửa gì; vẫn làm việc khác được trong lúc chờ."
    )

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.report: CheckReport | None = None
        self.start = QPushButton("Kiểm tra ngay", self)
        self.start.setProperty("role", "primary")
        self.mend = QPushButton(MEND, self)
        self.save = QPushButton(icons.icon("save"), "Lưu kết quả…", self)
        self.wait = WaitBox(context.jobs, self)
        self.told = MarkedLabel(self)
        self.table: RowTable[Finding] = RowTable(COLUMNS, "Những chỗ không đúng", self, stretch=1)
        self.table.set_noun("chỗ")
        self.table.filter.hide()
        self.table.setMinimumHeight(self.fontMetrics().height() * 10)
        self.detail = WrapLabel(parent=self)
        buttons = FlowLayout()
        for button in (self.start, self.mend, self.save):
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        for part in (self.wait, self.told, self.table, self.detail):
            self.body.addWidget(part)
        self.fill_below()
        self._show(None)
        self.start.clicked.connect(lambda _on: self._on_start())
        self.mend.clicked.connect(lambda _on: self._on_mend())
        self.save.clicked.connect(lambda _on: self._on_save())
        self.table.row_chosen.connect(self._on_row)
        self.wait.stopped.connect(lambda: self._show(self.report))

    def _on_start(self) -> None:
        def work(job: JobContext) -> CheckReport:
            return check_data(self.context.db, self.context.paths, job, datetime.now(UTC))

        self._wait()
        self.wait.run("Đang kiểm tra dữ liệu", work, self._show, self._fail)

    def _on_mend(self) -> None:
        report = self.report
        if report is None or not feedback.confirm(self, self._question(report), MEND):
            return

        def work(job: JobContext) -> tuple[Mended | None, CheckReport]:
            db, paths = self.context.db, self.context.paths
            mended = mend(db, paths, report.findings, datetime.now().astimezone())
            return mended, check_data(db, paths, job, datetime.now(UTC))

        self._wait()
        self.wait.run("Đang sửa rồi kiểm tra lại", work, self._show_mended, self._fail)

    def _on_save(self) -> None:
        report = self.report
        if report is None:
            return
        suggested = Path.home() / _FILE_NAME
        path = feedback.ask_save(self, "Lưu kết quả kiểm tra", suggested, "Tệp chữ (*.txt)")
        if path is None:
            return
        where = self.context.db.server or str(self.context.paths.root)
        content = report_text(report, where).encode("utf-8-sig")
        try:
            write_beside(path, lambda stream: stream.write(content))
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.context.status.say(f"Đã lưu: {path.name}")

    def _on_row(self, row: object) -> None:
        self.detail.setText(row.sentence if isinstance(row, Finding) else "")

    def _wait(self) -> None:
        for part in (self.start, self.mend, self.save, self.told, self.table, self.detail):
            part.hide()
        self.wait.show()

    def _fail(self, error: AppError) -> None:
        self._show(self.report)
        feedback.show_error(self, error)

    def _show_mended(self, result: tuple[Mended | None, CheckReport]) -> None:
        mended, report = result
        self._show(report)
        if mended is not None:
            feedback.tell(self, "\n".join(mended.done))

    def _show(self, report: CheckReport | None) -> None:
        self.report = report
        self.wait.hide()
        self.start.show()
        findings = report.findings if report else ()
        self.mend.setVisible(any(one.cure for one in findings) and not self.context.db.server)
        self.save.setVisible(report is not None)
        self.told.setVisible(report is not None)
        for part in (self.table, self.detail):
            part.setVisible(bool(findings))
        if report is not None:
            calm = not report.wrong
            self.told.show_state(
                "done" if calm else "warn", report.headline, "good" if calm else "warn"
            )
        self.table.show_rows(findings)
        self._on_row(self.table.current())

    def _question(self, report: CheckReport) -> str:
        count = sum(one.cure is not None for one in report.findings)
        return (
            f"Sửa {count} chỗ mà chương trình tự sửa được? Dữ liệu được sao lưu trước; những gì đã gõ vào "
            "không bị đụng đến."
        )
