"""bdg check-data: whether the data are what was written."""

from argparse import Namespace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import opened, target_file
from app.jobs import JobContext

if TYPE_CHECKING:
    from app.checking.check import CheckReport
    from app.data_folder import DataFolder


def add(nouns: Any) -> None:
    """Add the command."""
    check = nouns.add_parser(
        "check-data",
        help="kiểm tra toàn bộ dữ liệu: tệp, lịch sử, bản ghi, gói số liệu, tệp đính kèm",
        description="Không có --mend thì chỉ đọc. Mỗi chỗ không đúng in một dòng; mã trả về là 1 khi có chỗ không đúng.",
    )
    check.add_argument(
        "--report", type=arguments.path, metavar="TỆP", help="ghi kết quả ra tệp văn bản thuần"
    )
    check.add_argument(
        "--mend", action="store_true",
        help="sau khi sao lưu, sửa những gì chương trình tự sửa được; nội dung đã ghi không bị đụng đến",
    )  # fmt: skip
    check.set_defaults(run=check_all)


def check_all(chosen: Namespace) -> int:
    """Print every finding; 1 when something is wrong."""
    from app.checking.check import check_data
    from app.checking.told import report_text
    from app.files import write_beside

    target = target_file(chosen.report) if chosen.report else None
    with opened(chosen, writes=chosen.mend) as folder:
        report = check_data(folder.db, folder.paths, JobContext(), datetime.now(UTC))
        if chosen.mend:
            report = _mended(folder, report)
        where = folder.db.server or str(folder.paths.root)
    for finding in report.findings:
        print(f"{finding.group.value}\t{finding.sentence}")
    print(report.headline)
    if target is not None:
        text = report_text(report, where).encode("utf-8-sig")

        def write(stream: BytesIO) -> None:
            stream.write(text)

        write_beside(target, write)
    return 1 if report.wrong else 0


def _mended(folder: "DataFolder", report: "CheckReport") -> "CheckReport":
    """What is found after mending; what was mended is printed."""
    from app.checking.check import check_data
    from app.checking.mend import mend

    mended = mend(folder.db, folder.paths, report.findings, datetime.now().astimezone())
    if mended is None:
        return report
    print(f"Đã sao lưu trước khi sửa: {mended.backup.name}")
    for words in mended.done:
        print(words)
    return check_data(folder.db, folder.paths, JobContext(), datetime.now(UTC))
