"""One year at the window, recorded: five questions, plan, activities, report, three files."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget

from app.data_folder import open_data_folder
from app.queries.papers import verify_hash
from app.ui.editor.issue_panel import IssuePanel
from app.ui.editor.outline_edit import OutlineEdit
from app.ui.reports.new_report import NewReport
from tests.e2e.conftest import Desk, run_with
from tests.e2e.files import (
    Totals,
    ask,
    totals_of_docx,
    totals_of_pdf,
    totals_of_tables,
    totals_of_xlsx,
    words_of_pdf,
)
from tests.e2e.officer import SCREEN, Officer
from tests.e2e.typing_window import KEPT

CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("plugin does not support", extend=True),
]


def answer_questions(officer: Officer) -> None:
    officer.window.resize(*SCREEN)
    officer.choose("Loại đơn vị", "Xã")
    officer.type_into("Tên đơn vị", "Song An")
    officer.shot("cau-1")
    officer.press("Tiếp tục")
    officer.type_into("Đơn vị cấp trên", "tỉnh Gia Lai")
    officer.shot("cau-2")
    officer.press("Tiếp tục")
    officer.type_into("Cơ quan soạn thảo", "Phòng Văn hóa - Xã hội")
    officer.shot("cau-3")
    officer.press("Tiếp tục")
    officer.type_into("Họ và tên", "Nguyễn Văn Mẫu")
    officer.shot("cau-4")
    officer.press("Tiếp tục")
    officer.shot("cau-5")
    officer.press("Hoàn thành")
    officer.wait(lambda: officer.sees("Bảo vệ sổ bằng mật khẩu"))
    officer.shot("mat-khau")
    officer.press("Bỏ qua, không đặt mật khẩu")
    officer.wait(lambda: officer.sees("Việc tiếp theo"))
    officer.window.resize(*SCREEN)
    for _ in range(int(os.environ.get("BDG_SHOTS_LARGER", "0"))):
        officer.key(Qt.Key.Key_Equal, CTRL)
    officer.shot("trang-chu")


def make_plan(officer: Officer) -> None:
    officer.press("Kế hoạch")
    officer.shot("ke-hoach-trong")
    officer.press("Lập kế hoạch mới")
    officer.type_into("Năm kế hoạch", "2027")
    officer.press("Kế hoạch năm của xã, phường")
    officer.shot("lap-ke-hoach")
    officer.press("Lập kế hoạch")
    officer.wait(lambda: officer.sees("Kế hoạch năm 2027"))
    officer.shot("ke-hoach-tu-mau")


def fill_plan(officer: Officer) -> None:
    fill_text(officer, PLAN_WORDS)
    officer.press("Kiểm tra")
    officer.click_line("Chỗ cần xem", "[điền")
    officer.shot("can-cu-con-trong")
    officer.key(Qt.Key.Key_A, CTRL)
    officer.write("Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2027 của Ủy ban nhân dân tỉnh Gia Lai.")
    officer.key(Qt.Key.Key_Return)
    officer.wait(lambda: not isinstance(QApplication.focusWidget(), QLineEdit))
    officer.shot("can-cu-da-ghi")


def fill_text(officer: Officer, answers: dict[str, str]) -> None:
    """F7 from blank to blank, each typed over, until none is left."""
    editor = officer.field("Nội dung văn bản")
    assert isinstance(editor, OutlineEdit)
    officer.click(editor.viewport(), QPoint(300, 60))
    while "[điền" in editor.toPlainText():
        officer.key(Qt.Key.Key_F7)
        asked = editor.textCursor().selectedText()
        assert asked.startswith("[điền"), asked
        officer.write(next(words for part, words in answers.items() if part in asked))


def add_task(officer: Officer, room: Path) -> None:
    if not any(part.accessibleName() == "Dàn ý" for part in officer.shown(QListWidget)):
        # Large letters leave the outline folded away.
        officer.press("Dàn ý")
    officer.click_line("Dàn ý", "Đổi mới truyền thông")
    officer.key(Qt.Key.Key_End)
    officer.key(Qt.Key.Key_Return)
    officer.key(Qt.Key.Key_Tab)
    officer.write(TASK)
    officer.open_tab("Đoạn")
    officer.press("Nhiệm vụ (giao cơ quan thực hiện)")
    officer.type_into("Chủ trì", LEAD)
    officer.type_into("Từ ngày", "01/11/2027")
    officer.type_into("Đến ngày", "30/11/2027")
    officer.press("Thêm nguồn kinh phí")
    officer.type_into("Số tiền, đồng", "12000000")
    officer.type_into("Sản phẩm, kết quả cần đạt", "01 hội thi, 120 người tham gia")
    officer.shot("nhiem-vu")
    # Nobody presses a key for saving: it comes after a pause.
    officer.wait(
        lambda: (
            (TASK, LEAD)
            in ask(
                room, "SELECT text, lead FROM paper_node JOIN paper_task ON node_id = paper_node.id"
            )
        )
    )


def issue_plan(officer: Officer, room: Path) -> None:
    officer.press("Kiểm tra")
    officer.wait(lambda: ask(room, "SELECT state FROM paper_version") == [("checked",)])
    officer.shot("da-kiem-tra")
    officer.press("Ban hành")
    officer.type_into("Số văn bản", "5")
    officer.type_into("Ngày ban hành", "20/01/2027")
    officer.choose("Người đã ký", "Nguyễn Văn Mẫu")
    officer.shot("ban-hanh")
    officer.press("Ban hành", within=IssuePanel)
    officer.wait(lambda: officer.sees("Đã ban hành số 05/KH-UBND ngày 20/01/2027."))
    assert officer.field("Nội dung văn bản").property("readOnly")
    officer.shot("da-khoa")


def record_activity(officer: Officer, answers: dict[str, str], handed_out: str = "") -> None:
    officer.press("Hoạt động")
    officer.press("Ghi hoạt động")
    for name, words in answers.items():
        officer.type_into(name, words)
    if handed_out:
        officer.press("Thêm mục số lượng")
        officer.type_into("Mục số lượng", LEAFLETS)
        officer.type_into(f"Số lượng: {LEAFLETS}", handed_out)
    officer.shot("hoat-dong")
    officer.press("Ghi lại")
    officer.wait(lambda: officer.sees("✓ Đã ghi"))
    officer.shot("hoat-dong-da-ghi")


def make_report(officer: Officer) -> None:
    officer.press("Báo cáo")
    officer.press("Lập báo cáo")
    officer.choose("Loại báo cáo", "Báo cáo Tháng hành động")
    officer.choose("Kế hoạch làm căn cứ", "Kế hoạch năm số 5: ")
    officer.shot("lap-bao-cao")
    officer.press("Lập báo cáo", within=NewReport)
    officer.wait(lambda: officer.sees("Báo cáo Tháng hành động"))
    officer.shot("bao-cao-tu-so-lieu")
    fill_text(officer, REPORT_WORDS)
    officer.press("Kiểm tra")
    officer.shot("bao-cao-da-kiem-tra")
    officer.press("Ban hành")
    officer.type_into("Số văn bản", "7")
    officer.type_into("Ngày ban hành", "18/12/2027")
    officer.press("Ban hành", within=IssuePanel)
    officer.wait(lambda: officer.sees("Đã ban hành số 07/BC-UBND ngày 18/12/2027."))
    officer.shot("bao-cao-da-khoa")


def save_files(officer: Officer, desk: Desk, folder: Path, name: str) -> None:
    for words, suffix in SAVES:
        path = folder / f"{name}{suffix}"
        desk.files.append(path)
        officer.take_from_menu("In", words)
        officer.wait(path.exists)
        officer.wait(lambda path=path: officer.sees(f"Đã lưu {path.name}"))


SAVES = (
    ("Lưu thành PDF…", ".pdf"),
    ("Lưu thành Word…", ".docx"),
    ("Lưu thành Excel…", ".xlsx"),
)
LEAFLETS = "Tờ rơi"
OUTSIDE = {
    "Loại hoạt động": "Tập huấn, bồi dưỡng",
    "Tên hoạt động": "Tập huấn kỹ năng hòa giải cho tổ hòa giải ở cơ sở",
    "Từ ngày": "8/3/2027",
    "Nơi tổ chức": "Hội trường Ủy ban nhân dân xã",
    "Số người: nam": "18",
    "Số người: nữ": "23",
}
INSIDE = {
    "Loại hoạt động": "Tập huấn, bồi dưỡng",
    "Tên hoạt động": "Lớp tập huấn về phòng, chống bạo lực gia đình",
    "Từ ngày": "25/11/2027",
    "Nơi tổ chức": "Nhà văn hóa thôn Thượng An",
    "Số người: nam": "45",
    "Số người: nữ": "1.060",
    "Số tiền: Ngân sách nhà nước": "7500000",
}
OPENING = {
    "Loại hoạt động": "Lễ phát động",
    "Tên hoạt động": "Lễ phát động Tháng hành động năm 2027",
    "Từ ngày": "15/11/2027",
    "Số người: nữ": "130",
    "Số người: tổng": "210",
    "Số tiền: Ngân sách nhà nước": "3250000",
}
REPORT_WORDS = {"[điền": "Nội dung đã được họp bàn và thống nhất"}
PLAN_WORDS = {
    "6 tháng": "10/6/2027",
    "báo cáo năm": "05/12/2027",
    "Tháng hành động": "20/12/2027",
    "tổng số tiền": "45.000.000 đồng",
}
TASK = "Tổ chức hội thi tìm hiểu Luật Bình đẳng giới cho phụ nữ các thôn, tổ dân phố."
LEAD = "Hội Liên hiệp Phụ nữ xã"


def test_a_year_at_the_window(officer: Officer, desk: Desk, tmp_path: Path) -> None:
    room = tmp_path / "Dữ liệu của chị Hằng"

    def script() -> None:
        answer_questions(officer)
        make_plan(officer)
        fill_plan(officer)
        add_task(officer, room)
        issue_plan(officer, room)
        save_files(officer, desk, room, "kế hoạch")
        desk.today = date(2027, 12, 18)
        record_activity(officer, OUTSIDE)
        record_activity(officer, INSIDE, "350")
        record_activity(officer, OPENING)
        make_report(officer)
        save_files(officer, desk, room, "báo cáo")
        officer.window.close()

    assert run_with(room, script) == 0
    assert desk.boxes == []
    look_at_lock(room)
    look_at_plan(room / "kế hoạch.pdf")
    look_at_totals(room)


def look_at_lock(room: Path) -> None:
    rows = ask(
        room,
        "SELECT state, doc_number, doc_day, signer_name, content_hash, id "
        "FROM paper_version ORDER BY doc_day",
    )
    assert [row[:4] for row in rows] == [
        ("issued", "5", "2027-01-20", "Nguyễn Văn Mẫu"),
        ("issued", "7", "2027-12-18", "Nguyễn Văn Mẫu"),
    ]
    folder = open_data_folder(room, actor="Nguyễn Văn Mẫu")
    try:
        for row in rows:
            assert row[4]
            assert folder.db.read(verify_hash, UUID(row[5]))
    finally:
        folder.close()


def look_at_plan(path: Path) -> None:
    """The task stands in its section, under its agency and in the annex."""
    words = words_of_pdf(path)
    task = TASK.rstrip(".")
    body, assigned = words.split("TỔ CHỨC THỰC HIỆN", 1)
    assigned, annex = assigned.split("BẢNG PHÂN CÔNG NHIỆM VỤ", 1)
    section = body.split("Đổi mới truyền thông", 1)[1].split("3. Nâng cao vị thế", 1)[0]
    assert task in section
    agency = assigned.split("Hội Liên hiệp Phụ nữ xã", 1)[1]
    assert task in agency
    assert "Tổ chức hội thi" in annex
    assert "12.000.000" in annex
    assert "Số: 05/KH-UBND" in words
    assert "Song An, ngày 20 tháng 01 năm 2027" in words
    assert "[điền" not in words


def look_at_totals(room: Path) -> None:
    """PDF, Word and Excel say what the tables say."""
    found = totals_of_tables(room)
    assert found == Totals(total=1315, men=125, women=1190, money=10_750_000)
    assert totals_of_pdf(room / "báo cáo.pdf") == found
    assert totals_of_docx(room / "báo cáo.docx") == found
    assert totals_of_xlsx(room / "báo cáo.xlsx") == found
    words = words_of_pdf(room / "báo cáo.pdf")
    assert "Tổng kinh phí đã thực hiện: 10.750.000 đồng" in words
    assert "Kế hoạch số 05/KH-UBND ngày 20 tháng 01 năm 2027" in words.replace(
        "KH- UBND", "KH-UBND"
    )


def test_a_killed_window_loses_no_saved_word(officer: Officer, desk: Desk, tmp_path: Path) -> None:
    room = tmp_path / "Máy mất điện"
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.typing_window", str(room)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONUTF8="1"),
    )
    with started:
        assert started.stdout is not None
        kept = started.stdout.readline().strip()
        started.kill()
    assert started.returncode == -signal.SIGKILL
    assert kept == KEPT

    def script() -> None:
        officer.window.resize(*SCREEN)
        officer.press("Kế hoạch")
        officer.click_first_row("Bảng kế hoạch")
        officer.press("Mở")
        editor = officer.field("Nội dung văn bản")
        assert isinstance(editor, OutlineEdit)
        assert KEPT in editor.toPlainText()
        officer.shot("mo-lai")
        officer.window.close()

    assert run_with(room, script) == 0
    assert desk.boxes == []
