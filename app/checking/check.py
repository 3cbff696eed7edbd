"""The whole check of a data folder, step by step."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from app.checking.attached import attachment_findings
from app.checking.backups import way_back
from app.checking.chains import chain_findings
from app.checking.derived import key_findings, own_desk, search_findings
from app.checking.findings import Finding, Group
from app.checking.issued import issued_findings
from app.checking.kept import kept_findings
from app.checking.received import received_findings
from app.checking.replay import Replay
from app.checking.structure import file_findings
from app.db.database import Database
from app.db.errors import translated
from app.domain.figures import format_number
from app.jobs import JobContext
from app.paths import DataPaths

#: More than these of one group are counted, not listed.
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found, grouped; ``left_out``: how many more of a group there are."""

    findings: tuple[Finding, ...]
    left_out: tuple[tuple[Group, int], ...]
    made_at: datetime

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """Without what is said for honesty only."""
        return tuple(one for one in self.findings if not one.note)

    @property
    def headline(self) -> str:
        """The outcome in one sentence."""
        count = len(self.wrong) + sum(number for _group, number in self.left_out)
        if count:
            return f"Có {format_number(count)} chỗ không đúng như khi ghi."
        return (
            "Dữ liệu đúng như khi ghi; không thấy chỗ nào bị hỏng hoặc bị sửa ngoài chương trình."
        )


def check_data(db: Database, paths: DataPaths, job: JobContext, now: datetime) -> CheckReport:
    """Everything a data folder holds, beside what was written.

    Only reads; others may work meanwhile. Memory does not grow with the data, except for the
    identities of removed records.

    Raises:
        CancelledError: the officer asked to stop.
        DataFileError: the data cannot be read at all.
    """
    found: list[Finding] = []
    left_out: dict[Group, int] = {}
    counts: dict[Group, int] = {}
    with translated(), _one_view(db).connect() as connection, _lenient(connection):
        for finding in _all(db, connection, paths, job):
            counts[finding.group] = counts.get(finding.group, 0) + 1
            if counts[finding.group] <= MOST:
                found.append(finding)
            else:
                left_out[finding.group] = left_out.get(finding.group, 0) + 1
    order = list(Group)
    found.sort(key=lambda one: order.index(one.group))
    led = way_back(paths, db, found)
    listed = tuple(
        replace(one, todo=f"{one.todo} {led[n]}") if n in led else one
        for n, one in enumerate(found)
    )
    return CheckReport(listed, tuple(left_out.items()), now)


def _one_view(db: Database) -> Engine:
    """History and tables as of one moment, while others write."""
    if not db.server:
        return db.engine
    return db.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def _lenient(connection: Connection) -> Iterator[None]:
    """Text whose bytes are damaged is read as far as it can be, so that its record is named."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
    try:
        yield
    finally:
        driver.text_factory = str


def _all(
    db: Database, connection: Connection, paths: DataPaths, job: JobContext
) -> Iterator[Finding]:
    steps: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("Kiểm tra tệp dữ liệu", lambda: file_findings(connection)),
        ("Kiểm tra lịch sử", lambda: chain_findings(connection, paths.logs)),
        ("Đối chiếu bản ghi với lịch sử", lambda: Replay(connection, job).findings()),
        ("Kiểm tra chữ để tìm kiếm", lambda: search_findings(connection)),
        ("Kiểm tra khóa của đơn vị", lambda: key_findings(connection)),
        ("Đối chiếu văn bản đã ban hành", lambda: issued_findings(db, connection, job)),
        ("Đọc lại các tệp giữ trong dữ liệu", lambda: kept_findings(connection, job)),
        (
            "Đối chiếu số liệu đã nhận với tệp gói",
            lambda: received_findings(connection, own_desk(connection), job),
        ),
        ("Đọc lại các tệp đính kèm", lambda: attachment_findings(connection, paths, job)),
    )
    for number, (words, step) in enumerate(steps):
        job.step(number, len(steps), words)
        try:
            yield from step()
        except (DatabaseError, ValueError, TypeError) as error:
            # A page or a value that cannot be read stops this step, not the others.
            yield Finding(
                group=Group.FILE,
                what=f"Bước “{words}” dừng giữa chừng vì có chỗ không đọc được.",
                todo="Hãy phục hồi từ bản sao lưu, hoặc cứu dữ liệu khi mở lại chương trình.",
                found=type(error).__name__,
            )
