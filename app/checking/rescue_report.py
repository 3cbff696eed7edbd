"""What a rescue brought back, as a text for the officer."""

from datetime import datetime

from app.checking.findings import table_words
from app.checking.rescued import Rescued, TableRescue
from app.checking.told import report_text
from app.db.backup import list_backups
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
        _newest_backup(paths),
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


def _newest_backup(paths: DataPaths) -> str:
    backups = list_backups(paths.backups)
    if not backups:
        return "Chưa có bản sao lưu nào trong thư mục “sao-luu”."
    newest = backups[0]
    return (
        f"Bản sao lưu gần nhất: {newest.path.name} ({newest.made_at:%H:%M ngày %d/%m/%Y}); phục hồi từ bản "
        "đó thì mất những gì ghi sau lúc ấy."
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
