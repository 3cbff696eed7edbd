"""bdg receipt write: accept or return a package, and write its receipt."""

import re
from argparse import ArgumentTypeError, Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from app.commands import arguments
from app.commands.opened import find_id, opened
from app.domain.figure_rows import Column
from app.errors import ValidationError

if TYPE_CHECKING:
    from app.db.database import Database
    from app.exchange.receipt import ReceiptPoint

_RESULTS: Final = ("accepted", "accepted_with_warnings", "returned", "withdrawn")
_CELL: Final = re.compile(r"([\w.-]+)(?::(total|men|women))?(?::([\w.-]+))?")


def add_write(verbs: Any) -> None:
    """Add the verb."""
    write = verbs.add_parser("write", help="tiếp nhận hoặc trả lại một gói; ghi phiếu ra thư mục")
    write.add_argument(
        "package", type=arguments.words, metavar="GÓI", help="mã gói, hoặc mã đối chiếu"
    )
    write.add_argument(
        "--result", choices=_RESULTS, help="không ghi: chép lại phiếu của lần quyết định trước"
    )
    write.add_argument(
        "--point",
        action="append",
        default=[],
        type=_point,
        metavar="Ô=LỜI",
        help="chỗ cần sửa: dan_so:women=Số nữ?, hoặc =Lời chung; ghi được nhiều lần",
    )
    write.add_argument("--note", default="", type=arguments.words, metavar="LỜI", help="lưu ý")
    write.add_argument(
        "--deadline", type=arguments.day, metavar="NGÀY", help="thời hạn mới khi trả lại"
    )
    write.add_argument("--signer", default="", type=arguments.words, help="người tiếp nhận")
    write.add_argument("--to", required=True, type=arguments.path, metavar="THƯ_MỤC")
    write.set_defaults(run=write_file)


def write_file(chosen: Namespace) -> None:
    """Where the receipt lies now."""
    from app.exchange.receipt import Result
    from app.workflows.parcels.deciding import Decide, decide, write_receipt
    from app.workflows.parcels.desk import own_office

    now = datetime.now(UTC)
    if chosen.result is None and (chosen.point or chosen.note or chosen.deadline):
        raise ValidationError("Hãy ghi cả --result.", field="result")
    with opened(chosen, writes=True) as folder:
        package_id = _package(folder.db, chosen.package)
        if chosen.result is not None:
            command = Decide(
                package_id=package_id,
                result=Result(chosen.result),
                points=tuple(_made(one) for one in chosen.point),
                new_deadline=chosen.deadline,
                note=chosen.note,
                signer=chosen.signer,
            )
            own = own_office(folder.db, now)
            decide(folder.db, command, now, own.sender)
        print(write_receipt(folder.db, package_id, chosen.to).path)


def _package(db: "Database", typed: str) -> UUID:
    """By check code as on paper, else by the beginning of its id."""
    from app.exchange.check_code import read_code
    from app.queries.received import find_received_by_code, list_received

    try:
        found = db.read(find_received_by_code, read_code(typed))
    except ValidationError:
        found = []
    if found:
        return found[0].id
    return find_id(typed, [row.id for row in db.read(list_received)], "gói số liệu")


def _point(text: str) -> tuple[str, str]:
    place, equals, said = text.partition("=")
    if not equals or not said.strip() or (place and not _CELL.fullmatch(place.strip())):
        raise ArgumentTypeError(f"“{text}” phải có dạng dan_so:women=Lời, hoặc =Lời chung.")
    return place.strip(), arguments.words(said)


def _made(typed: tuple[str, str]) -> "ReceiptPoint":
    from app.exchange.receipt import PointKind, ReceiptPoint

    place, said = typed
    found = _CELL.fullmatch(place)
    if found is None:
        return ReceiptPoint(kind=PointKind.MEND, words=said)
    code, sex, group = found.groups()
    return ReceiptPoint(
        kind=PointKind.MEND,
        words=said,
        indicator=code,
        sex=Column(sex) if sex else None,
        group=group or "",
    )
