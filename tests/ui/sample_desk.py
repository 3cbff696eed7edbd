"""A window's surroundings on the sample office."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from app.data_folder import open_data_folder
from app.preferences import Preferences
from app.ui.change_bus import ChangeBus
from app.ui.context import UiContext
from app.ui.job_runner import JobRunner
from app.ui.status import Status


@contextmanager
def sample_desk(folder: Path, today: date) -> Iterator[UiContext]:
    """Open the sample office on a day; jobs and data are closed at the end."""
    opened = open_data_folder(folder, actor="Nguyễn Văn Mẫu", lock=False)
    bus, jobs = ChangeBus(), JobRunner()
    opened.db.announce_to(bus.announce)
    yield UiContext(
        db=opened.db,
        bus=bus,
        jobs=jobs,
        preferences=Preferences(opened.paths.preferences),
        paths=opened.paths,
        status=Status(),
        today=lambda: today,
    )
    jobs.close()
    opened.close()
