"""The chain of history and the anchor beside the data, as findings."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text

from app.checking.findings import Finding, Group, Place
from app.checking.values import moment_in
from app.db.chain import BrokenLink, broken_links, holds, read_anchor, strands

_MOST: Final = 200
_TODO: Final = (
    "Lịch sử bị sửa ngoài chương trình, hoặc tệp dữ liệu từng bị hỏng. Hãy giữ nguyên tệp dữ liệu, báo "
    "người phụ trách và đối chiếu với bản sao lưu."
)


def chain_findings(connection: Connection, logs: Path) -> Iterator[Finding]:
    """Every place where a line of history does not follow from the one before; a tail cut off."""
    count = 0
    for strand in strands(connection):
        for one in broken_links(connection, strand):
            count += 1
            if count <= _MOST:
                yield _broken(one)
    if connection.dialect.name == "sqlite":
        yield from _tail(connection, logs)


def _broken(one: BrokenLink) -> Finding:
    return Finding(
        group=Group.HISTORY,
        what=(
            f"Dòng {one.line} của lịch sử ({moment_in(one.at)}, người ghi: {one.actor}) bị sửa hoặc thêm "
            "vào, hoặc dòng đứng trước nó bị xóa ngoài chương trình."
        ),
        todo=_TODO,
        place=Place("change", str(one.line)),
        expected="nối tiếp dòng trước",
        found="không khớp",
    )


def _tail(connection: Connection, logs: Path) -> Iterator[Finding]:
    anchor = read_anchor(logs)
    count = connection.execute(text("SELECT count(*) FROM change")).scalar() or 0
    if anchor is None:
        if count:
            yield Finding(
                group=Group.HISTORY,
                what="Chưa có mốc lịch sử của lần đóng trước nên không biết phần cuối có bị cắt không.",
                todo="Mốc được ghi khi đóng chương trình; lần kiểm tra sau sẽ đối chiếu được.",
                place=Place("change"),
                note=True,
            )
        return
    if not holds(connection, anchor):
        yield Finding(
            group=Group.HISTORY,
            what=(
                f"Lịch sử thiếu dòng {anchor.line} là dòng cuối khi đóng lần trước: phần cuối đã bị cắt "
                "hoặc bị viết lại ngoài chương trình."
            ),
            todo=_TODO,
            place=Place("change", str(anchor.line)),
            expected=f"có dòng {anchor.line}",
            found="không có, hoặc khác",
        )
