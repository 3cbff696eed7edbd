"""What became of a batch of files, as a workbook: a line for each file, every sentence below."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.documents.sheets import Sheet, SheetColumn, Written, write_workbook
from app.workflows.parcels.receiving import STATE_WORDS, Outcome, Received, State

_FILES: Final = (
    SheetColumn("Tệp", width=48),
    SheetColumn("Kết quả", width=22),
    SheetColumn("Mã đơn vị", width=12),
    SheetColumn("Đơn vị", width=30),
    SheetColumn("Việc", width=20),
    SheetColumn("Kỳ", width=12),
    SheetColumn("Lần", "int", 6),
    SheetColumn("Mới", "int", 8),
    SheetColumn("Thay đổi", "int", 10),
    SheetColumn("Như cũ", "int", 8),
    SheetColumn("Không còn", "int", 10),
    SheetColumn("Cần xem", "int", 10),
    SheetColumn("Chỗ bị từ chối", "int", 14),
)
_POINTS: Final = (
    SheetColumn("Tệp", width=48),
    SheetColumn("Đơn vị", width=30),
    SheetColumn("Kết quả", width=22),
    SheetColumn("Nội dung, cách xử lý", width=110),
)


def save_report(received: Received, path: Path) -> None:
    """Write what became of a batch.

    Raises:
        DataFileError: the file cannot be written.
    """
    write_workbook(path, report_sheets(received))


def report_sheets(received: Received) -> list[Sheet]:
    """A sheet with the files, one with every sentence."""
    files = Sheet(
        title="Kết quả",
        columns=_FILES,
        rows=tuple(_file(one) for one in received.outcomes),
        above=(batch_words(received),),
        below=(received.trouble,) if received.trouble else (),
    )
    points = Sheet(
        title="Điểm cần xem",
        columns=_POINTS,
        rows=tuple(line for one in received.outcomes for line in _sentences(one)),
    )
    return [files, points]


def batch_words(received: Received) -> str:
    """ "3 tệp: 2 đã tiếp nhận, 1 không nhận"."""
    counts = [(STATE_WORDS[state].lower(), received.count(state)) for state in State]
    told = ", ".join(f"{count} {words}" for words, count in counts if count)
    total = len(received.outcomes)
    return f"{total} tệp: {told}." if total else "Không có tệp nào."


def _file(one: Outcome) -> tuple[Written, ...]:
    counts = one.counts
    known = bool(one.unit_code)
    return (
        one.path.name,
        STATE_WORDS[one.state],
        one.unit_code,
        one.unit_name,
        one.duty,
        one.period,
        one.sequence if known else None,
        counts.new,
        counts.changed,
        counts.same,
        counts.gone,
        counts.warned,
        counts.refused,
    )


def _sentences(one: Outcome) -> Iterator[tuple[Written, ...]]:
    for sentence in one.sentences:
        yield one.path.name, one.unit_name, STATE_WORDS[one.state], sentence
