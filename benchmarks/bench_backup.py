"""A backup of 1 GB of attachments and 200 MB of data, beside SQLite's own and a plain copy."""

import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.backups.generations import generations_at  # noqa: E402
from app.backups.to_folder import Data, back_up_to  # noqa: E402
from app.data_folder import DataFolder, open_data_folder  # noqa: E402
from app.domain.activities import ActivityDraft  # noqa: E402
from app.restoring import restore  # noqa: E402
from app.services.activities import record_activity  # noqa: E402

#: Photos as the program keeps them; packages as they are kept in the database.
PHOTOS, PHOTO_BYTES = 2000, 500_000
KEPT, KEPT_BYTES = 1000, 200_000
ROUNDS = 2
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def contents(count: int, size: int) -> Iterable[tuple[str, bytes]]:
    """Hash and bytes that no file system makes smaller."""
    block = os.urandom(size)
    for number in range(count):
        content = number.to_bytes(8) + block[8:]
        yield hashlib.sha256(content).hexdigest(), content


def filled(root: Path) -> DataFolder:
    """A data folder of that size."""
    data = open_data_folder(root, actor="Mẫu")
    draft = ActivityDraft(kind_code="van_ban", title="Tập huấn", starts_on=date(2026, 11, 18))
    activity = data.db.write(record_activity, draft)
    with data.db.engine.begin() as connection:
        for digest, content in contents(PHOTOS, PHOTO_BYTES):
            (data.paths.attachments / f"{digest}.jpg").write_bytes(content)
            connection.exec_driver_sql(
                "INSERT INTO attachment (id, activity_id, name, sha256, media_type, size, revision,"
                " updated_at) VALUES (?, ?, ?, ?, 'image/jpeg', ?, 1, '2026-11-20 05:00:00.000000')",
                (uuid4().hex, activity.hex, "ảnh.jpg", digest, len(content)),
            )
        for digest, content in contents(KEPT, KEPT_BYTES):
            connection.exec_driver_sql(
                "INSERT INTO kept_file (sha256, size, content) VALUES (?, ?, ?)",
                (digest, len(content), content),
            )
    return data


def floor(data: DataFolder, target: Path) -> None:
    """SQLite's backup in one go, and every file copied and flushed; nothing is looked at."""
    target.mkdir()
    source, copy = sqlite3.connect(data.paths.database), sqlite3.connect(target / "copy.db")
    source.backup(copy)
    copy.close()
    source.close()
    for path in data.paths.attachments.iterdir():
        with path.open("rb") as file, (target / path.name).open("wb") as out:
            shutil.copyfileobj(file, out)
            out.flush()
            os.fsync(out.fileno())


def ours(data: DataFolder, target: Path) -> None:
    target.mkdir()
    back_up_to(Data(data.db, data.paths), target, now=NOON)


def timed(work: Callable[[], object]) -> float:
    os.sync()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-backup-") as room:
        base = Path(room)
        data = filled(base / "sổ")
        stick = base / "usb"
        plain, full = [], []
        for _ in range(ROUNDS):
            plain.append(timed(partial(floor, data, base / "chép")))
            shutil.rmtree(base / "chép")
            shutil.rmtree(stick, ignore_errors=True)
            full.append(timed(partial(ours, data, stick)))
        again = timed(lambda: back_up_to(Data(data.db, data.paths), stick))
        back = timed(lambda: restore(base / "máy mới", generations_at(stick)[0]))
        data.close()
    size = (PHOTOS * PHOTO_BYTES + KEPT * KEPT_BYTES) / 1e9
    print(f"{size:.1f} GB, tốt nhất trong {ROUNDS} lần")
    print(f"  sqlite3 backup + chép tệp có fsync     {min(plain):6.1f} giây")
    print(f"  sao lưu ra USB, đọc lại và so          {min(full):6.1f} giây")
    print(
        f"  gấp                                    {min(full) / min(plain):6.2f} lần (nhiều nhất 2)"
    )
    print(f"  lần sau, không có tệp mới              {again:6.1f} giây")
    print(f"  phục hồi sang máy mới                  {back:6.1f} giây")


if __name__ == "__main__":
    main()
