"""Where things lie: the officer's data folder and the program's own resources."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from app.vault.files import FileVault
from app.vault.shown import shown_room

APP_FOLDER = "SoBinhDang"


def resource(name: str) -> Path:
    """Path of a shipped file, e.g. ``resource("catalogues/levels.toml")``, also when frozen."""
    if ".." in Path(name).parts:
        raise ValueError(name)
    return program_root() / "resources" / name


def program_root() -> Path:
    """Folder that holds resources/ and migrations/."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def default_data_dir(platform: str = sys.platform) -> Path:
    """Per-user data folder, never beside the program; BDG_DATA chooses another."""
    chosen = os.environ.get("BDG_DATA", "").strip()
    if chosen:
        return Path(chosen).expanduser()
    if platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "").strip()
        return (Path(local) if local else Path.home() / "AppData" / "Local") / APP_FOLDER
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APP_FOLDER
    share = os.environ.get("XDG_DATA_HOME", "").strip()
    return (Path(share) if share else Path.home() / ".local" / "share") / APP_FOLDER


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The rooms of one data folder; ``vault`` reads and writes the files in them."""

    root: Path
    vault: FileVault = field(default_factory=FileVault, compare=False, repr=False)

    @property
    def database(self) -> Path:
        return self.root / "so-binh-dang.db"

    @property
    def attachments(self) -> Path:
        return self.root / "dinh-kem"

    @property
    def backups(self) -> Path:
        return self.root / "sao-luu"

    @property
    def papers(self) -> Path:
        return self.root / "van-ban"

    @property
    def logs(self) -> Path:
        return self.root / "nhat-ky"

    @property
    def lock(self) -> Path:
        return self.root / "dang-mo.lock"

    @property
    def key_file(self) -> Path:
        """Who opens the folder with a password; missing when nobody has to."""
        return self.root / "khoa.json"

    @property
    def second_key_file(self) -> Path:
        """The same once more, among the backups that need it."""
        return self.backups / self.key_file.name

    @property
    def shown(self) -> Path:
        """Copies that another program shows; outside the folder, emptied at closing."""
        return shown_room(self.root)

    @property
    def journal(self) -> Path:
        """What is being typed and not yet saved."""
        return self.root / "dang-go"

    @property
    def preferences(self) -> Path:
        return self.root / "tuy-chon.json"

    @property
    def server(self) -> Path:
        """The setting that names a server in the place of ``database``."""
        return self.root / "may-chu.txt"

    def folders(self) -> tuple[Path, ...]:
        """Every folder that must exist before the program works."""
        return (self.root, self.attachments, self.backups, self.papers, self.logs)
