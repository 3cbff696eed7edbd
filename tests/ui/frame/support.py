"""A main window over a real data folder."""

import shutil
from datetime import date
from pathlib import Path

from app import bootstrap
from app.data_folder import DataFolder, open_data_folder
from app.paths import DataPaths
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.ui.context import UiContext
from app.workflows.catalogues import shipped_state

TODAY = date(2026, 11, 21)
OFFICE = SetUpOffice(
    level_code="xa",
    name="Song An",
    upper_unit="tỉnh Gia Lai",
    signers=(
        SignerDraft(
            form_code="tm_ubnd_ct", lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Trần Mẫu"
        ),
    ),
)


def folder_with_office(root: Path) -> DataFolder:
    """An open folder that knows its office."""
    folder = open_data_folder(root, actor="Nguyễn Văn Mẫu")
    folder.db.write(set_up_office, OFFICE)
    return folder


def context_of(folder: DataFolder) -> UiContext:
    """What pages get, on a fixed day."""
    context = bootstrap.make_context(folder)
    context.today = lambda: TODAY
    return context


def copy_folder(root: Path, target: Path) -> Path:
    """A closed folder once more; its catalogues are known to be the shipped ones there too."""
    shutil.copytree(root, target)
    mark = f"{shipped_state()} {DataPaths(target).database.stat().st_ino}"
    (target / "danh-muc.txt").write_text(mark, encoding="utf-8")
    return target
