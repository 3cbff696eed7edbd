"""bdg receive: packages from files and folders."""

import sys
from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import opened, passphrase_in, target_file, wrote
from app.errors import ValidationError

if TYPE_CHECKING:
    from app.domain.parcel_cells import CellCounts
    from app.workflows.parcels.receiving import Received


def add(nouns: Any) -> None:
    """Add the command."""
    noun = nouns.add_parser("receive", help="nhận các gói số liệu trong thư mục hoặc trên USB")
    noun.add_argument("paths", nargs="*", type=arguments.path, metavar="THƯ_MỤC")
    noun.add_argument("--again", action="store_true", help="đọc lại các tệp đã để riêng")
    noun.add_argument(
        "--accept-clean", action="store_true", help="tiếp nhận luôn gói không có điểm cần xem"
    )
    noun.add_argument("--report", type=arguments.path, metavar="RA.xlsx", help="kết quả ra Excel")
    ask_passphrase(noun)
    noun.set_defaults(run=take)


def ask_passphrase(parser: Any) -> None:
    """A passphrase is read from a file, never from the command line, where others can see it."""
    parser.add_argument(
        "--passphrase-file", type=arguments.path, metavar="TỆP", help="tệp chứa mật khẩu của gói"
    )


def take(chosen: Namespace) -> int:
    """A line for each file: result, name, unit, counts; every sentence below it.

    Returns:
        1 when a file was refused or not reached.
    """
    from app.jobs import JobContext
    from app.workflows.parcels.batch_report import save_report
    from app.workflows.parcels.desk import desk_of, own_office
    from app.workflows.parcels.receiving import State, receive, try_again

    now = datetime.now(UTC)
    report = target_file(chosen.report) if chosen.report else None
    if bool(chosen.paths) is chosen.again:
        raise ValidationError("Hãy ghi thư mục có gói, hoặc --again để đọc lại tệp đã để riêng.")
    for path in chosen.paths:
        if not path.exists():
            raise ValidationError(f"Không tìm thấy “{path}”. Chưa nhận gì. Hãy cắm lại USB.")
    with opened(chosen, writes=True) as folder:
        own = own_office(folder.db, now)
        desk = desk_of(folder.db, own, passphrase=passphrase_in(chosen.passphrase_file))
        job, accept = JobContext(), chosen.accept_clean
        if chosen.again:
            received = try_again(folder.db, desk, job, now, accept)
        else:
            received = receive(folder.db, chosen.paths, desk, job, now, accept)
        if report is not None:
            save_report(received, report)
            wrote(folder.db, report, "Kết quả nhận gói")
    _tell(received)
    return 1 if received.stopped or received.count(State.REFUSED) else 0


def _tell(received: "Received") -> None:
    from app.workflows.parcels.batch_report import batch_words
    from app.workflows.parcels.receiving import STATE_WORDS

    for one in received.outcomes:
        unit = f"{one.unit_code} {one.unit_name}".strip()
        print("\t".join((STATE_WORDS[one.state], one.path.name, unit, _numbers(one.counts))))
        for sentence in one.sentences:
            print(f"\t{sentence}")
    print(batch_words(received))
    if received.trouble:
        print(received.trouble, file=sys.stderr)


def _numbers(counts: "CellCounts") -> str:
    """How many cells are new, changed, the same; nothing where no cell was taken in."""
    if not (counts.new or counts.changed or counts.same):
        return ""
    return f"mới {counts.new}, thay đổi {counts.changed}, như cũ {counts.same}"
