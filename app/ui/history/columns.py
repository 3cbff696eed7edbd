"""Columns of the log and of what left the program."""

from typing import Final

from app.documents.builders.log_sheets import where
from app.domain.exports import WAY_WORDS
from app.domain.text import sort_key
from app.queries.change_log import BINNED, REMOVED, LogRow
from app.queries.export_log import ExportRow
from app.ui.table_model import Column

_WHEN: Final = "88:88 88/88/8888"
_WHERE: Final = "Mục của danh mục · Tờ rơi"
_SHOWN: Final = 160


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _when(row: LogRow | ExportRow) -> str:
    return f"{row.at.astimezone():%H:%M %d/%m/%Y}"


def _place(row: LogRow) -> str:
    return row.part or row.record


def _change(row: LogRow) -> str:
    if not row.field:
        return row.after or row.before
    return f"{row.field}: {row.before} → {row.after}"


def _mark(row: LogRow) -> tuple[str, str] | None:
    return ("trash", "warn") if row.done in (BINNED, REMOVED) else None


def _log_columns(*, whole: bool) -> tuple[Column[LogRow], ...]:
    place = where if whole else _place
    return (
        Column[LogRow]("Lúc", _when, lambda row: row.id, sample=_WHEN),
        Column[LogRow]("Người làm", lambda row: row.actor, lambda row: sort_key(row.actor)),
        Column[LogRow]("Việc", lambda row: row.done, mark=_mark, sample="Đã xóa hẳn"),
        Column[LogRow]("Ở đâu", lambda row: _short(place(row)), sample=_WHERE),
        Column[LogRow]("Thay đổi", lambda row: _short(_change(row))),
    )


RECORD_COLUMNS: Final = _log_columns(whole=False)
LOG_COLUMNS: Final = _log_columns(whole=True)
EXPORT_COLUMNS: Final = (
    Column[ExportRow]("Lúc", _when, lambda row: row.at, sample=_WHEN),
    Column[ExportRow]("Người làm", lambda row: row.actor, lambda row: sort_key(row.actor)),
    Column[ExportRow]("Cách đưa ra", lambda row: WAY_WORDS[row.way], sample="Lưu thành bảng chữ"),
    Column[ExportRow]("Tên", lambda row: row.title, lambda row: sort_key(row.title)),
    Column[ExportRow]("Tên tệp", lambda row: row.file_name, lambda row: sort_key(row.file_name)),
)
