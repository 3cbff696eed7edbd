"""Which backups stay: the newest, one of each week, month and year, and those before great steps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

BEFORE_UPGRADE: Final = "truoc-nang-cap"
BEFORE_RESTORE: Final = "truoc-phuc-hoi"
#: So many of the newest stay whatever their age.
NEWEST: Final = 10
#: What makes a period, and of how many of the last ones the newest backup stays.
PERIODS: Final[tuple[tuple[Callable[[datetime], tuple[int, ...]], int], ...]] = (
    (lambda at: at.isocalendar()[:2], 8),
    (lambda at: (at.year, at.month), 12),
    (lambda at: (at.year,), 5),
)
#: The way back from a step that is regretted late.
LONG_KEPT: Final = frozenset({BEFORE_UPGRADE, BEFORE_RESTORE})
LONG_DAYS: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup; ``whole``: it has its list of contents and the size that stands there."""

    name: str
    made_at: datetime
    reason: str
    whole: bool


def to_drop(copies: Sequence[Copy], now: datetime) -> list[str]:
    """Names of the backups that may go.

    Periods are counted among those that have a backup, so that a year without work, or a clock
    that went wrong, takes none away. The newest whole one stays in any case.
    """
    newest_first = sorted(copies, key=lambda copy: (copy.made_at, copy.name), reverse=True)
    kept = {copy.name for copy in newest_first[:NEWEST]}
    for period_of, many in PERIODS:
        newest_of: dict[tuple[int, ...], str] = {}
        for copy in newest_first:
            newest_of.setdefault(period_of(copy.made_at), copy.name)
        kept.update(list(newest_of.values())[:many])
    kept.update(
        copy.name for copy in copies if copy.reason in LONG_KEPT and now - copy.made_at < LONG_DAYS
    )
    kept.update([copy.name for copy in newest_first if copy.whole][:1])
    return [copy.name for copy in newest_first if copy.name not in kept]
