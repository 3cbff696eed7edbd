"""What is being typed and not saved yet, in small files: a power cut costs seconds of it."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from app.errors import AppError
from app.vault.files import FileVault

_SUFFIX: Final = ".nhap"
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One form with what was typed into it.

    Args:
        kind: who can put it back ("paper", "card", "figures", "form").
        where: what the officer calls the place, e.g. "Kế hoạch “Bình đẳng giới 2026”".
        page, target: how to get there again (``UiContext.navigate``).
        words: the first words, for the eye.
        typed: all of it, as plain data that JSON can hold.
    """

    kind: str
    where: str
    page: str
    target: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def first_words(self) -> str:
        """One short line of what was typed."""
        return shortened(self.words)


def shortened(words: str) -> str:
    """One short line of longer words."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft that an earlier run left behind."""

    draft: Draft
    at: datetime
    path: Path


class Journal:
    """One folder of drafts, one small file for each form.

    Args:
        folder: made with the first draft.
        vault: locks the drafts of an encrypted folder.
    """

    def __init__(self, folder: Path, vault: FileVault) -> None:
        self._folder = folder
        self._vault = vault

    def new_place(self) -> Path:
        """Where one form keeps its draft from now on."""
        return self._folder / f"{token_hex(8)}{_SUFFIX}"

    def write(self, path: Path, draft: Draft, at: datetime) -> None:
        """Keep a draft: beside its place, safe on the disk, then in one step.

        Raises:
            OSError: the draft of before stays.
        """
        self._folder.mkdir(exist_ok=True)
        plain = {"at": at.isoformat(), "draft": asdict(draft)}
        self._vault.write(path, json.dumps(plain, ensure_ascii=False).encode())

    def forget(self, path: Path) -> None:
        """The draft was saved or is not wanted; one that cannot be removed is offered again."""
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)

    def kept(self) -> list[Kept]:
        """What earlier runs left behind, oldest first; a file that cannot be read stays unread."""
        try:
            found = [self._read(path) for path in self._folder.glob(f"*{_SUFFIX}")]
        except OSError:
            return []
        return sorted((one for one in found if one is not None), key=lambda one: one.at)

    def _read(self, path: Path) -> Kept | None:
        try:
            plain = json.loads(self._vault.read(path))
            return Kept(Draft(**plain["draft"]), datetime.fromisoformat(plain["at"]), path)
        except (AppError, OSError, ValueError, TypeError, KeyError):
            return None
