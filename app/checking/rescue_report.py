"""What a rescue brought back, as a text for the officer."""

from datetime import datetime

from app.backups.looking_back import written_since
from app.checking.findings import table_words
from app.checking.rescued import Rescued, TableRescue
from app.checking.told import report_text
from app.db.backup import list_backups
from app.domain.text import lower_first
from app.paths import DataPaths


def rescue_text(rescued: Rescued, paths: DataPaths, now: datetime) -> str:
    """Rows by table, the way back by a backup, then the whole check of the rescued file."""
    lines = [
        "BÁO CÁO CỨU DỮ LIỆU",
        f"Thư mục dữ liệu: {paths.root}",
        f"Lúc: {now.astimezone():%H:%M ngày %d/%m/%Y}",
        "",
        rescued.headline,
        _where(rescued),
        backup_words(rescued, paths),
        "",
        "TỪNG LOẠI GHI CHÉP",
        *(_row(one) for one in rescued.tables if _worth(one)),
        "",
        report_text(rescued.check, rescued.file.name),
    ]
    return "\n".join(lines)


def _where(rescued: Rescued) -> str:
    return (
        f"Tệp hỏng được giữ nguyên trong thư mục “{rescued.folder.name}”; tệp cứu được là "
        f"“{rescued.file.name}” cùng thư mục. Chưa có gì được thay."
    )


def backup_words(rescued: Rescued, paths: DataPaths) -> str:
    """The other way back, and what would be lost by it."""
    backups = list_backups(paths.backups)
    if not backups:
        return "Trên máy này chưa có bản sao lưu nào."
    newest = backups[0]
    since = written_since(paths, newest.made_at, rescued.file)
    return (
        f"Cách khác là phục hồi bản sao lưu gần nhất, lúc {newest.made_at:%H:%M ngày %d/%m/%Y} "
        f"({newest.path.name}). Theo phần lịch sử còn đọc được: {lower_first(since.words)}"
    )


def _worth(one: TableRescue) -> bool:
    return bool(one.read or one.rebuilt or one.refused or one.lost != 0)


def _row(one: TableRescue) -> str:
    parts = [f"đọc được {one.read}"]
    if one.rebuilt:
        parts.append(f"dựng lại từ lịch sử {one.rebuilt}")
    if one.refused:
        parts.append(f"hỏng không giữ được {one.refused}")
    parts.append("không rõ mất bao nhiêu" if one.lost is None else f"mất {one.lost}")
    return f"- {table_words(one.table)}: {', '.join(parts)}."
