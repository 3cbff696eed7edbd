"""Whether history is still the chain that was written, and the anchor that shows a cut tail."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, text

from app.db.errors import translated
from app.domain.change_chain import LINKED, link
from app.domain.redaction import REDACT, redactions
from app.files import put_in_place, sync_folder

#: Lines that every start looks at; all of them are for the whole check.
NEWEST: Final = 200
_AT_ONCE: Final = 2_000
_LINES: Final = text(
    "SELECT id, chain, at, actor, action, record_type, record_id, field, old, new FROM change "
    "WHERE strand = :strand AND id > :after ORDER BY id LIMIT :most"
)
_TOLD: Final = ("id", "at", "actor", "record_type", "record_id")
_FILE: Final = "chuoi.txt"


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A place in history that does not follow from what stands before it.

    ``line`` is the first line that does not fit (what was changed, put in, or follows a gap).
    """

    line: int
    at: str
    actor: str
    record_type: str
    record_id: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The newest line of history as it was when the folder was last closed or copied."""

    line: int
    chain: str


def anchor_file(logs: Path) -> Path:
    """Where the anchor lies."""
    return logs / _FILE


def broken_links(connection: Connection, strand: str, *, newest: int = 0) -> Iterator[BrokenLink]:
    """Every line of a strand that does not follow from the one before.

    Args:
        newest: look at so many lines at the end only; 0 for all.
    """
    after, before = _begin(connection, strand, newest)
    hidden: dict[str, str] | None = None
    while True:
        asked = {"strand": strand, "after": after, "most": _AT_ONCE}
        rows = connection.execute(_LINES, asked).mappings().all()
        for row in rows:
            linked = _link(before, row)
            if linked != row["chain"]:
                # Asked for late: whole history needs it rarely, and the quick look is quick.
                hidden = _redactions(connection) if hidden is None else hidden
                if hidden.get(row["chain"]) != linked:
                    yield BrokenLink(*(row[name] for name in _TOLD))
            after, before = row["id"], row["chain"]
        if len(rows) < _AT_ONCE:
            return


def strands(connection: Connection) -> list[str]:
    """Every chain there is."""
    return list(connection.execute(text("SELECT DISTINCT strand FROM change")).scalars())


def newest_line(connection: Connection) -> Anchor | None:
    """The newest line of the folder's own chain; None without history."""
    found = connection.execute(
        text("SELECT id, chain FROM change WHERE strand = '' ORDER BY id DESC LIMIT 1")
    ).one_or_none()
    return None if found is None else Anchor(found.id, str(found.chain))


def read_anchor(logs: Path) -> Anchor | None:
    """The anchor of a folder; None when there is none, or nothing that could be one."""
    with contextlib.suppress(OSError, ValueError):
        line, chain = anchor_file(logs).read_text(encoding="ascii").split()
        return Anchor(int(line), chain)
    return None


def holds(connection: Connection, anchor: Anchor) -> bool:
    """Whether the anchored line is still there as it was."""
    found = connection.execute(
        text("SELECT chain FROM change WHERE id = :line AND strand = ''"), {"line": anchor.line}
    ).scalar()
    return found == anchor.chain


def keep_anchor(engine: Engine, logs: Path) -> None:
    """Write the anchor, unless the one that lies there speaks against the data: that one stays.

    An anchor that cannot be written is no reason to stop what is being done.
    """
    if engine.dialect.name != "sqlite":
        return
    with translated(), engine.connect() as connection:
        there, newest = read_anchor(logs), newest_line(connection)
        if newest is None or newest == there or (there and not holds(connection, there)):
            return
    with contextlib.suppress(OSError):
        put_in_place(anchor_file(logs), f"{newest.line} {newest.chain}\n".encode("ascii"))


def retire_anchor(logs: Path, now: datetime) -> None:
    """Other data take the place of these: the old anchor is kept under another name."""
    there = anchor_file(logs)
    with contextlib.suppress(OSError):
        there.replace(there.with_name(f"chuoi-cu-{now:%Y%m%d-%H%M%S}.txt"))
        # It must not come back after a power cut, when the other data are in place.
        sync_folder(logs)


def quick_doubt(engine: Engine, logs: Path) -> bool:
    """Whether the newest history was changed outside the program; asked at every start."""
    if engine.dialect.name != "sqlite":
        return False
    with translated(), engine.connect() as connection:
        anchor = read_anchor(logs)
        if anchor is not None and not holds(connection, anchor):
            return True
        return any(True for _ in broken_links(connection, "", newest=NEWEST))


def _redactions(connection: Connection) -> dict[str, str]:
    """Lines whose words were taken out by the program itself: what their link is now, by link."""
    told = connection.execute(
        text("SELECT new FROM change WHERE action = :action ORDER BY id"), {"action": REDACT}
    ).scalars()
    known: dict[str, str] = {}
    for one in told:
        # A record that is no record excuses nothing; its own link tells that it was changed.
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
            known |= redactions([one])
    return known


def _begin(connection: Connection, strand: str, newest: int) -> tuple[int, str]:
    """After which line to look, and its link."""
    if not newest:
        return -1, ""
    asked = {"strand": strand, "newest": newest}
    found = connection.execute(
        text(
            "SELECT id, chain FROM change WHERE strand = :strand "
            "ORDER BY id DESC LIMIT 1 OFFSET :newest"
        ),
        asked,
    ).one_or_none()
    return (-1, "") if found is None else (found.id, str(found.chain))


def _link(before: str, row: Any) -> str:
    line = {name: row[name] for name in LINKED}
    return link(before, {**line, "at": _moment(row["at"])})


def _moment(at: Any) -> str:
    """As the link covers it; something that is no moment stays what it is."""
    with contextlib.suppress(TypeError, ValueError):
        known = at if isinstance(at, datetime) else datetime.fromisoformat(at)
        utc = known.replace(tzinfo=UTC) if known.tzinfo is None else known.astimezone(UTC)
        return utc.replace(microsecond=0).isoformat()
    return str(at)
