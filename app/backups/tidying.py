"""What is taken away from a stick once a new backup lies there whole."""

import contextlib
import re
from datetime import datetime
from typing import Final

from app.backups.stick_place import StickPlace, newest_manifests
from app.db.backup import is_whole, list_backups
from app.db.manifest import manifest_path
from app.db.rotation import Copy, to_drop
from app.exchange.disk import Disk

_PART: Final = re.compile(r"[0-9a-f]{64}(?:\.[a-z0-9]{1,8})?")


def tidy(disk: Disk, place: StickPlace, moment: datetime) -> None:
    """Old generations by the rule, files no generation speaks of, halves of what was cut short.

    The backup is whole by now; what cannot be taken away stays until the next time.
    """
    with contextlib.suppress(OSError):
        backups = list_backups(place.folder)
        copies = [
            Copy(one.path.name, one.made_at, one.reason, is_whole(one.path)) for one in backups
        ]
        for name in to_drop(copies, moment):
            disk.remove(place.folder / name)
            disk.remove(manifest_path(place.folder / name))
        for folder in (place.folder, place.parts):
            for name in disk.sizes(folder):
                if name.startswith("~") and name.endswith(".part"):
                    disk.remove(folder / name)
        _drop_unnamed(disk, place)


def _drop_unnamed(disk: Disk, place: StickPlace) -> None:
    manifests = newest_manifests(place.folder)
    if len(manifests) < len(list_backups(place.folder)):
        # A generation whose list cannot be read may need any of them.
        return
    named = {part.name for manifest in manifests for part in manifest.parts}
    for name in disk.sizes(place.parts):
        if name not in named and _PART.fullmatch(name):
            disk.remove(place.parts / name)
