"""What the officer chose for this window: text size, colours, last page; one small file."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

TEXT_SIZES: Final = ("small", "medium", "large", "huge")
THEMES: Final = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything remembered. ``columns`` holds widths in px by table, ``frame`` the window,
    ``first_answers`` what was answered before a look at the sample office, ``print_draft`` whether
    papers that are not issued carry "DỰ THẢO", ``idle_minutes`` after how many minutes without work
    the window is locked (0: never)."""

    text_size: str = "medium"
    theme: str = "light"
    page: str = "home"
    year: int = 0
    frame: str = ""
    columns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    first_answers: Mapping[str, str] = field(default_factory=dict)
    print_draft: bool = False
    idle_minutes: int = 15
    #: What was warned of and is wanted all the same: this folder, a clock behind this day.
    known_place: str = ""
    known_clock: str = ""


class Preferences:
    """Reads the file once, writes it at each change; a broken file means the usual choices.

    Args:
        private: the folder is encrypted, so what was answered is remembered until closing only.
        kept: False for a window that only looks: choices hold until it is closed.
    """

    def __init__(self, path: Path, *, private: bool = False, kept: bool = True) -> None:
        self._path = path
        self._private, self._kept = private, kept
        self._choices = _read(path)

    @property
    def choices(self) -> Choices:
        """The choices as they stand."""
        return self._choices

    def change(self, **changes: Any) -> None:
        """Keep new choices. A full or read-only disk loses the choice, never the work."""
        changed = replace(self._choices, **changes)
        if changed == self._choices:
            return
        self._choices = changed
        if not self._kept:
            return
        with contextlib.suppress(OSError):
            _write(self._path, replace(changed, first_answers={}) if self._private else changed)

    def remember_columns(self, table: str, widths: tuple[int, ...]) -> None:
        """Keep the column widths of a table."""
        self.change(columns={**self._choices.columns, table: widths})


def write_without_answers(path: Path, target: Path) -> None:
    """The choices once more, without what was answered (OSError when the disk refuses)."""
    _write(target, replace(_read(path), first_answers={}))


def _write(path: Path, choices: Choices) -> None:
    # No waiting for the disk: a choice that a power cut takes away is chosen again.
    beside = path.with_suffix(".part")
    try:
        beside.write_text(json.dumps(asdict(choices), ensure_ascii=False), encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _read(path: Path) -> Choices:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Choices()
    if not isinstance(stored, dict):
        return Choices()
    usual = Choices()
    kept = {
        part.name: stored[part.name]
        for part in fields(Choices)
        if type(stored.get(part.name)) is type(getattr(usual, part.name))
    }
    choices = replace(usual, **kept)
    return replace(
        choices,
        text_size=_known(choices.text_size, TEXT_SIZES, usual.text_size),
        theme=_known(choices.theme, THEMES, usual.theme),
        columns=_widths(choices.columns),
        first_answers={str(name): str(text) for name, text in choices.first_answers.items()},
    )


def _known(value: str, known: tuple[str, ...], usual: str) -> str:
    return value if value in known else usual


def _widths(stored: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    return {
        table: tuple(widths)
        for table, widths in stored.items()
        if isinstance(widths, list) and all(type(width) is int for width in widths)
    }
