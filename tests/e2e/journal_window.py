"""A window in which a card is typed and never saved: python -m tests.e2e.journal_window DIR EVERY_MS.

Prints each word with the moment it was typed, in milliseconds since the first, until it is killed.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.data_folder import open_data_folder
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.ui import journal_keeper
from app.ui.activities.page import ActivitiesPage
from app.ui.main_window import MainWindow
from tests.ui.keys import type_text

_TURN_MS = 20


def prepare(room: Path) -> None:
    """An office without activities."""
    folder = open_data_folder(room, actor="Nguyễn Văn Mẫu")
    signer = SignerDraft(form_code="tm_ubnd_ct", lines=("CHỦ TỊCH",), name="Nguyễn Văn Mẫu")
    office = SetUpOffice(
        level_code="xa", name="Song An", upper_unit="tỉnh Gia Lai", signers=(signer,)
    )
    folder.db.write(set_up_office, office)
    folder.close()


class Typist:
    """One word a turn, into the result of a new card."""

    def __init__(self) -> None:
        self._since = QElapsedTimer()
        self._count = 0

    def turn(self) -> None:
        """Wait for the window, then type on."""
        tops = QApplication.topLevelWidgets()
        window = next((top for top in tops if isinstance(top, MainWindow)), None)
        if window is None:
            return
        if not self._since.isValid():
            window.navigate("activities", new=True)
            self._since.start()
        page = window.page
        assert isinstance(page, ActivitiesPage)
        type_text(page.card.form.result, f"chữ{self._count} ")
        print(f"chữ{self._count} {self._since.elapsed()}", flush=True)
        self._count += 1


def main(room: Path, every: int) -> int:
    """Type until somebody pulls the plug."""
    prepare(room)
    journal_keeper.EVERY_MS = every
    bootstrap.make_app()
    typist, turn = Typist(), QTimer()
    turn.setInterval(_TURN_MS)
    turn.timeout.connect(typist.turn)
    turn.start()
    return bootstrap.run_window(room, actor="Nguyễn Văn Mẫu")


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), int(sys.argv[2])))
