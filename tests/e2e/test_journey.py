"""One year at the window, recorded: five questions, plan, activities, report, three files."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QRadioButton

from tests.e2e.conftest import Desk, run_with
from tests.e2e.officer import SCREEN, Officer

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
    officer.wait(lambda: officer.sees("Việc tiếp theo"))
    officer.window.resize(*SCREEN)
    officer.shot("trang-chu")


def make_plan(officer: Officer) -> None:
    officer.press("Kế hoạch")
    officer.shot("ke-hoach-trong")
    officer.press("Lập kế hoạch mới")
    officer.shot("lap-ke-hoach")
    template = officer.find(QRadioButton, QRadioButton.text, "Kế hoạch năm của xã, phường")
    officer.click(template, QPoint(12, template.height() // 2))
    officer.press("Lập kế hoạch")


@pytest.mark.timeout(170)
def test_a_year_at_the_window(officer: Officer, desk: Desk, tmp_path: Path) -> None:
    room = tmp_path / "Dữ liệu của chị Hằng"

    def script() -> None:
        answer_questions(officer)
        make_plan(officer)
        officer.window.close()

    assert run_with(room, script) == 0
    assert desk.boxes == []
