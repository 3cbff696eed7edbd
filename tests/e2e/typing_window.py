"""A window in which somebody types and never stops: python -m tests.e2e.typing_window DIR.

Prints what was kept, once the program has kept it by itself, and goes on typing.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.data_folder import open_data_folder
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.ui.editor.outline_edit import OutlineEdit
from app.ui.main_window import MainWindow
from app.workflows.plans import NewPlan, new_plan_from_template
from tests.e2e.files import ask
from tests.ui.keys import type_text

KEPT = "Mất điện giữa chừng vẫn còn nguyên chữ này."
_LOST = " Chữ này chưa kịp ghi."
_TURN_MS = 50


def prepare(room: Path) -> None:
    """An office with one plan."""
    folder = open_data_folder(room, actor="Nguyễn Văn Mẫu")
    signer = SignerDraft(form_code="tm_ubnd_ct", lines=("CHỦ TỊCH",), name="Nguyễn Văn Mẫu")
    office = SetUpOffice(
        level_code="xa", name="Song An", upper_unit="tỉnh Gia Lai", signers=(signer,)
    )
    folder.db.write(set_up_office, office)
    new_plan_from_template(folder.db, NewPlan(template_code="plan_year_commune", year=2027))
    folder.close()


def steps(room: Path) -> Iterator[None]:
    """One step a turn of the window."""
    window: MainWindow | None = None
    while window is None:
        tops = QApplication.topLevelWidgets()
        window = next((top for top in tops if isinstance(top, MainWindow)), None)
        yield
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    yield
    page = window.page
    assert page is not None
    table = page.list.table.view  # type: ignore[attr-defined]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Home)
    QTest.keyClick(table, Qt.Key.Key_Return)
    yield
    editor = window.findChild(OutlineEdit)
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Home)
    type_text(editor, KEPT)
    while not any(KEPT in text for (text,) in ask(room, "SELECT text FROM paper_node")):
        yield
    print(KEPT, flush=True)
    while True:
        type_text(editor, _LOST)
        yield


def main(room: Path) -> int:
    """Type until somebody pulls the plug."""
    prepare(room)
    bootstrap.make_app()
    turn, play = QTimer(), steps(room)

    def step() -> None:
        try:
            next(play)
        except Exception as error:  # noqa: BLE001 - told to whoever started this
            print(repr(error), flush=True)
            QApplication.exit(3)

    turn.timeout.connect(step)
    turn.start(_TURN_MS)
    return bootstrap.run_window(room, actor="Nguyễn Văn Mẫu")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
