"""What a rescue brought back, and what it could not."""

from dataclasses import dataclass
from pathlib import Path

from app.checking.check import CheckReport
from app.domain.figures import format_number


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRescue:
    """One table. ``lost`` None: how many is not known. ``rebuilt`` of the rows read and lost were
    made anew from history; ``refused`` could be read and not be kept."""

    table: str
    read: int
    rebuilt: int
    refused: int
    lost: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """``folder`` holds the damaged file unchanged, the new file and the report.

    ``check`` is the whole check of the new file; nothing takes the place of the data by itself.
    """

    folder: Path
    file: Path
    report: Path
    tables: tuple[TableRescue, ...]
    check: CheckReport

    @property
    def lost(self) -> int:
        """Rows that are known to be lost."""
        return sum(one.lost or 0 for one in self.tables)

    @property
    def unsure(self) -> bool:
        """Whether more may be lost than is known."""
        return any(one.lost is None for one in self.tables)

    @property
    def kept(self) -> int:
        """Rows in the new file."""
        return sum(one.read + one.rebuilt for one in self.tables)

    @property
    def headline(self) -> str:
        """The outcome in one sentence."""
        kept, lost = f"Cứu được {format_number(self.kept)} dòng", format_number(self.lost)
        if self.unsure:
            return f"{kept}; mất {lost} dòng và có thể còn mất thêm (xem báo cáo)."
        if self.lost:
            return f"{kept}; mất {lost} dòng (xem báo cáo)."
        return f"{kept}, không mất dòng nào." if not self.check.wrong else f"{kept}; xem báo cáo."
