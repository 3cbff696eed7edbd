"""bdg receipt …: take in the receipt that came back."""

from argparse import Namespace
from datetime import UTC, datetime
from typing import Any

from app.commands import arguments
from app.commands.opened import opened, source_file
from app.commands.receipt_write import add_write
from app.domain.dates import format_date
from app.errors import DataFileError


def add(nouns: Any) -> None:
    """Add the noun and its verbs."""
    noun = nouns.add_parser("receipt", help="phiếu tiếp nhận của gói số liệu")
    verbs = noun.add_subparsers(
        required=True, metavar="VIỆC", title="Việc", parser_class=arguments.Parser
    )
    read = verbs.add_parser("read", help="đọc phiếu gửi về; in ra kết quả và các điểm cần sửa")
    read.add_argument("file", type=arguments.path, metavar="TỆP")
    read.set_defaults(run=read_receipt)
    add_write(verbs)


def read_receipt(chosen: Namespace) -> None:
    """What the receiver decided; a point on each line: kind, indicator, sex, words."""
    from app.exchange.receipt import LARGEST_RECEIPT
    from app.workflows.parcels.answers import read_receipt_file

    path = source_file(chosen.file)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_RECEIPT + 1)
    except OSError as error:
        raise DataFileError(
            f"Không đọc được tệp “{path.name}”. Trạng thái báo cáo vẫn giữ nguyên. Hãy cắm lại USB "
            "rồi thử lại.",
            detail=f"errno {error.errno}",
        ) from error
    with opened(chosen, writes=True) as folder:
        answer = read_receipt_file(folder.db, content, datetime.now(UTC))
    print(answer.sentence)
    for point in answer.points:
        print("\t".join((point.kind, point.indicator, point.sex or "", point.words)))
    if answer.new_deadline:
        print(f"Hạn mới\t{format_date(answer.new_deadline)}")
