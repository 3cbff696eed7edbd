"""Attached files: there, whole, and none that no record speaks of."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, select

from app.checking.findings import Cure, Finding, Group, Place
from app.checking.stream import raw_rows, shown_id
from app.errors import AppError
from app.jobs import JobContext
from app.models import Change
from app.paths import DataPaths

_BACK: Final = "Hãy lấy tệp này từ bản sao lưu của thư mục “dinh-kem”, hoặc đính kèm lại. Bản ghi vẫn còn nguyên."


def attachment_findings(
    connection: Connection, paths: DataPaths, job: JobContext
) -> Iterator[Finding]:
    """Every record of an attached file beside the file, then files nobody speaks of."""
    right: set[Path] = set()
    rows = [
        (table, shown_id(raw["id"]), str(raw["name"]), str(raw["sha256"]), raw["size"])
        for table in ("attachment", "paper_attachment")
        for raw in raw_rows(connection, table, ["id", "name", "sha256", "size"])
    ]
    for number, (table, record, name, digest, size) in enumerate(rows):
        job.step(number, len(rows), "Đọc lại các tệp đính kèm")
        place = Place(table, record, name)
        path = paths.vault.find(paths.attachments, digest)
        if path is None:
            yield _attached(place, "không còn trong thư mục “dinh-kem”.", "có tệp", "không có tệp")
            continue
        right.add(path)
        found = _wrong(paths, path, digest, size)
        if found:
            yield _attached(place, "bị hỏng hoặc bị thay.", "đúng như khi đính kèm", found)
    yield from _orphans(connection, paths, right)


def orphan_files(paths: DataPaths, right: set[Path]) -> list[Path]:
    """Files in the attachments folder that are not ``right``."""
    if not paths.attachments.is_dir():
        return []
    return sorted(one for one in paths.attachments.iterdir() if one.is_file() and one not in right)


def _wrong(paths: DataPaths, path: Path, digest: str, size: Any) -> str:
    """What is wrong with a file; empty when nothing is."""
    try:
        content = paths.vault.read(path)
    except AppError:
        return "không đọc được"
    except OSError:
        return "không đọc được"
    if sha256(content).hexdigest() != digest:
        return "nội dung khác"
    return "" if size == len(content) else f"cỡ ghi trong sổ là {size}, tệp là {len(content)}"


def _orphans(connection: Connection, paths: DataPaths, right: set[Path]) -> Iterator[Finding]:
    known = _told_names(connection, paths)
    for path in orphan_files(paths, right):
        was_ours = path.name.split(".")[0] in known
        whose = "của một bản ghi đã xóa" if was_ours else "không thuộc bản ghi nào"
        yield Finding(
            group=Group.ATTACHMENT,
            what=f"Tệp “{path.name}” trong thư mục “dinh-kem” {whose}.",
            todo="Chương trình chuyển được tệp này sang thư mục “tep-thua”, không xóa.",
            place=Place("attachment", "", path.name),
            expected="không có tệp lạ",
            found=path.name,
            note=was_ours,
            cure=Cure.ORPHAN,
        )


def _told_names(connection: Connection, paths: DataPaths) -> set[str]:
    """Names of files that some attachment record had, as history tells."""
    query = select(Change.new).where(
        Change.record_type.in_(("attachment", "paper_attachment")), Change.action == "insert"
    )
    names = set()
    for told in connection.execute(query).scalars():
        try:
            digest = json.loads(told or "{}").get("sha256", "")
        except (ValueError, AttributeError):
            continue
        names.add(paths.vault.name_for(str(digest)))
    return names


def _attached(place: Place, what: str, expected: str, found: str) -> Finding:
    return Finding(
        group=Group.ATTACHMENT,
        what=f"{place.words} {what}",
        todo=_BACK,
        place=place,
        expected=expected,
        found=found,
    )
