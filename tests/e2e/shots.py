"""Pictures of every screen with the sample office: python -m tests.e2e.shots --out DIR [--scale 1.5]."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app import bootstrap
from app.data_folder import open_data_folder
from app.domain.papers import PaperKind
from app.preferences import TEXT_SIZES
from app.queries.papers import list_papers
from app.ui import theme
from app.ui.context import UiContext
from app.ui.first_run.window import FirstRunWindow
from app.ui.help.page import TOPICS
from app.ui.main_window import MainWindow
from app.ui.navigation import PAGES
from app.workflows.sample import SAMPLE_DAY, make_sample

SCREEN = QSize(1366, 728)  # 1366×768 without the taskbar
_SETTLE_MS = 300  # delayed reading and previews are there by then
Step = tuple[str, Callable[[], QWidget]]


def context_for(folder: Path) -> UiContext:
    """A window's context on an open data folder, on the day of the sample."""
    context = bootstrap.make_context(open_data_folder(folder, actor="Nguyễn Văn Mẫu"))
    context.today = lambda: SAMPLE_DAY
    return context


def window_steps(context: UiContext, window: MainWindow) -> Iterator[Step]:
    """Every page, then papers opened, the search and the keys."""

    def go(code: str, **target: object) -> QWidget:
        window.navigate(code, **target)
        return window

    for page in PAGES:
        yield page.code, partial(go, page.code)
    papers = context.db.read(list_papers, year=SAMPLE_DAY.year)
    for kind, code, name in (
        (PaperKind.PLAN, "plans", "plan"),
        (PaperKind.REPORT, "reports", "report"),
    ):
        found = [paper for paper in papers if paper.kind is kind]
        for number, paper in enumerate(found[:2], start=1):
            suffix = "" if number == 1 else f"-{number}"
            yield f"{name}{suffix}", partial(go, code, paper_id=paper.paper_id)
    for section in SETTINGS:
        yield f"settings-{section}", partial(go, "settings", section=section)
    for topic, _words in TOPICS[1:]:
        yield f"help-{topic}", partial(go, "help", topic=topic)
    yield "home-dark", partial(_dark, context, window)


SETTINGS = ("signers", "receivers", "print", "catalogues", "display", "backup", "about")


def _dark(context: UiContext, window: MainWindow) -> QWidget:
    context.preferences.change(theme="dark")
    context.bus.look_changed.emit()
    window.navigate("home")
    return window


def first_run_steps(window: FirstRunWindow) -> Iterator[Step]:
    """The five questions; the fields are filled with a sample's answers."""
    yield "first-run", lambda: window


class Camera:
    """Takes the pictures one after another while the event loop runs."""

    def __init__(self, app: QApplication, out: Path, steps: Iterator[Step]) -> None:
        self._app, self._out, self._steps = app, out, steps
        self.failed: list[str] = []

    def start(self) -> None:
        """Begin once the loop runs."""
        QTimer.singleShot(_SETTLE_MS, self._next)

    def _next(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._app.quit()
            return
        name, show = step
        try:
            widget = show()
        except Exception as error:  # noqa: BLE001 - one broken page must not hide the others
            self.failed.append(f"{name}: {error!r}")
            self._next()
            return
        QTimer.singleShot(_SETTLE_MS, partial(self._take, name, widget))

    def _take(self, name: str, widget: QWidget) -> None:
        if not widget.grab().save(str(self._out / f"{name}.png")):
            self.failed.append(f"{name}: not written")
        self._next()


def take_all(out: Path, scale: float) -> list[str]:
    """Write the pictures; what failed is answered."""
    out.mkdir(parents=True, exist_ok=True)
    app = bootstrap.make_app()
    size = min(TEXT_SIZES, key=lambda name: abs(theme.SIZES[name] - theme.SIZES["medium"] * scale))
    theme.apply(app, "light", size)
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="bdg ảnh ", ignore_cleanup_errors=True) as name:
        root = Path(name)
        make_sample(root / "mau")
        for folder, kind in ((root / "mau", "main"), (root / "moi", "first")):
            context = context_for(folder)
            context.preferences.change(text_size=size)
            window = MainWindow(context) if kind == "main" else FirstRunWindow(context)
            window.resize(SCREEN)
            window.show()
            steps = (
                window_steps(context, window)
                if isinstance(window, MainWindow)
                else first_run_steps(window)
            )
            theme.apply(app, "light", size)
            camera = Camera(app, out, steps)
            camera.start()
            app.exec()
            failed += camera.failed
            context.jobs.close()
            window.hide()
            window.deleteLater()
            context.db.close()
    return failed


def main() -> int:
    """Exit status 1 when a picture is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=1.0)
    chosen = parser.parse_args()
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = take_all(chosen.out, chosen.scale)
    for line in failed:
        print(line, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
