"""What was written since a backup, and would be gone after going back to it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from app.db.engine import connect_file, file_errors
from app.paths import DataPaths

_WORDS: Final = (
    ("paper", "văn bản"),
    ("activity", "hoạt động"),
    ("figure", "số liệu"),
)
_ASKED: Final = (
    "SELECT record_type, count(DISTINCT record_id) FROM change WHERE at > ? AND record_type != "
    "'export_entry' GROUP BY record_type"
)


@dataclass(frozen=True, slots=True)
class Since:
    """Records added, changed or taken away since a moment; ``known`` False: nobody can say."""

    counts: tuple[tuple[str, int], ...] = ()
    known: bool = True

    @property
    def words(self) -> str:
        """One sentence for the officer."""
        if not self.known:
            return "Không đọc được dữ liệu đang dùng nên không biết từ lúc đó đã ghi thêm những gì."
        if not self.counts:
            return "Từ lúc đó đến nay chưa ghi thêm gì."
        told = ", ".join(f"{count} {word}" for word, count in self.counts)
        return (
            f"Từ lúc đó đến nay đã thêm hoặc sửa: {told}. Sau khi phục hồi, những thay đổi ấy không "
            "còn trong sổ."
        )


def written_since(paths: DataPaths, moment: datetime, file: Path | None = None) -> Since:
    """What the data folder would lose by going back to a moment; nothing is changed.

    Args:
        file: asked instead of the folder's own database, which may be damaged.
    """
    database = file or paths.database
    if not database.exists():
        return Since()
    # As the column is written: UTC without a zone.
    at = moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    try:
        connection = connect_file(database, paths.vault.key, read_only=True)
        try:
            found = dict(connection.execute(_ASKED, (at,)).fetchall())
        finally:
            connection.close()
    except file_errors():
        return Since(known=False)
    named = [(word, found.pop(kind, 0)) for kind, word in _WORDS]
    named.append(("mục khác", sum(found.values())))
    return Since(tuple((word, count) for word, count in named if count))
