"""bdg package …: write the package of a report, look into one, verify one."""

import json
import sys
from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import find_paper, opened, passphrase_in, source_file, today
from app.commands.package_code import add_code
from app.commands.package_down import add_down
from app.commands.package_read import add_read
from app.domain.parcels import SentState
from app.errors import NotFoundError, ValidationError

if TYPE_CHECKING:
    from uuid import UUID

    from app.db.database import Database
    from app.queries.sent import SentRow
    from app.workflows.parcels.sending import SendReport


def add(nouns: Any) -> None:
    """Add the noun and its verbs."""
    noun = nouns.add_parser("package", help="gói số liệu gửi và nhận giữa các cơ quan")
    verbs = noun.add_subparsers(
        required=True, metavar="VIỆC", title="Việc", parser_class=arguments.Parser
    )
    _add_write(verbs)
    look = verbs.add_parser("inspect", help="xem gói nói gì, chưa nhận vào sổ")
    look.add_argument("file", type=arguments.path, metavar="TỆP")
    look.add_argument("--json", action="store_true", help="in phần mô tả của gói dạng JSON")
    look.set_defaults(run=inspect)
    check = verbs.add_parser("verify", help="kiểm tra gói còn nguyên vẹn và do ai ký")
    check.add_argument("file", type=arguments.path, metavar="TỆP")
    check.set_defaults(run=verify_file)
    add_code(verbs)
    add_read(verbs)
    add_down(verbs)


def _add_write(verbs: Any) -> None:
    write = verbs.add_parser("write", help="làm gói của báo cáo đã ban hành; in ra nơi ghi")
    which = write.add_mutually_exclusive_group(required=True)
    which.add_argument("--report", type=arguments.words, metavar="MÃ", help="báo cáo, kế hoạch")
    which.add_argument("--duty", type=arguments.words, metavar="VIỆC", help="như report_year")
    write.add_argument("--period", type=arguments.words, metavar="KỲ", help="kỳ, đi cùng --duty")
    write.add_argument("--to", required=True, type=arguments.path, metavar="THƯ_MỤC")
    write.add_argument(
        "--receiver", default="", type=arguments.words, metavar="MÃ", help="không ghi: cấp trên"
    )
    write.add_argument("--mail", action="store_true", help="kèm thư nháp (.eml)")
    write.add_argument(
        "--with-units",
        action="store_true",
        help="báo cáo lập từ tổng hợp: kèm số liệu, hoạt động của từng đơn vị",
    )
    write.add_argument("--test", action="store_true", help="gửi thử, không tính vào số liệu")
    write.add_argument(
        "--reason", default="", type=arguments.words, metavar="LÝ_DO", help="lý do đính chính"
    )
    write.add_argument(
        "--passphrase-file", type=arguments.path, metavar="TỆP", help="tệp chứa mật khẩu của gói"
    )
    write.set_defaults(run=write_package)


def write_package(chosen: Namespace) -> None:
    """Where the package lies now; what to know goes to the error output."""
    from app.workflows.parcels.letters import write_letter
    from app.workflows.parcels.sending import SendReport, write_to

    if (chosen.period is None) is not (chosen.duty is None):
        raise ValidationError("Hãy ghi --duty cùng với --period.", field="period")
    now = datetime.now(UTC)
    with opened(chosen, writes=True) as folder:
        command = SendReport(
            paper_id=_paper(folder.db, chosen),
            receiver=chosen.receiver,
            test=chosen.test,
            reason=chosen.reason,
        )
        make = _forwarded if chosen.with_units else _made
        row = make(folder.db, command, chosen, now)
        if chosen.mail:
            print(write_letter(folder.db, row.id, chosen.to, now).path)
        else:
            print(write_to(folder.db, row.id, chosen.to, now).path)


def inspect(chosen: Namespace) -> None:
    """The summary of a package, or its manifest."""
    from app.exchange.manifest import manifest_shape
    from app.exchange.reading import look_into, read_file

    found = look_into(read_file(source_file(chosen.file)))
    if chosen.json:
        said = manifest_shape(open_=found.open_).write(found.manifest)
        print(json.dumps(said, ensure_ascii=False, indent=1))
        return
    print(found.summary.replace("\r\n", "\n").strip())
    for member in found.manifest.files:
        print(f"{member.name}\t{member.size}")


def verify_file(chosen: Namespace) -> None:
    """Who signed a package that is whole; its hashes."""
    from app.exchange.check_code import shown_code
    from app.exchange.reading import read_file
    from app.workflows.parcels.inspecting import TRUST_WORDS, verify

    content = read_file(source_file(chosen.file))
    with opened(chosen, writes=False) as folder:
        found = verify(folder.db, content)
    print("Gói nguyên vẹn, chữ ký đúng.")
    print(f"Nơi ký\t{found.card.unit_name} (mã {found.card.unit_code})")
    print(f"Mã thẻ\t{found.card.short_code}\t{TRUST_WORDS[found.trust]}")
    print(f"Mã đối chiếu\t{shown_code(found.manifest.check_code)}")
    print(f"SHA-256\t{found.package_hash}")


def _paper(db: "Database", chosen: Namespace) -> "UUID":
    from app.workflows.parcels.sending import list_sendable

    if chosen.report:
        return find_paper(db, chosen.report)
    asked = (chosen.duty, chosen.period)
    rows = [row for row in list_sendable(db, today()) if (row.duty, row.period) == asked]
    if not rows:
        raise NotFoundError(
            f"Chưa có báo cáo đã ban hành cho việc “{chosen.duty}”, kỳ {chosen.period}. "
            "Hãy ban hành báo cáo trước, hoặc xem lại mã việc và kỳ."
        )
    if len(rows) > 1:
        ids = ", ".join(str(row.paper_id)[:8] for row in rows)
        raise ValidationError(f"Có {len(rows)} báo cáo như vậy ({ids}); hãy ghi --report MÃ.")
    return rows[0].paper_id


def _made(db: "Database", command: "SendReport", chosen: Namespace, now: datetime) -> "SentRow":
    """The package of this version that was made before, else a new one."""
    from app.workflows.parcels.sending import look, make, sent_already

    before = sent_already(db, command, now)
    if before is not None and not chosen.reason:
        print(f"Chép lại đúng gói lần {before.sequence}.", file=sys.stderr)
        if before.state is SentState.RETURNED:
            print(
                "Gói này đã bị trả lại. Hãy sửa số liệu, mở bản mới của báo cáo và ban hành rồi mới "
                "làm gói đính chính.",
                file=sys.stderr,
            )
        return before
    for sentence in look(db, command, now).warnings:
        print(sentence, file=sys.stderr)
    return make(
        db,
        command,
        now,
        passphrase_in(chosen.passphrase_file),
    )


def _forwarded(
    db: "Database", command: "SendReport", chosen: Namespace, now: datetime
) -> "SentRow":
    """The package of a report made from totals, with the records of its units."""
    from app.workflows.parcels.forwarding import Forward, look_at_forward, make_forward

    forward = Forward(
        paper_id=command.paper_id,
        receiver=command.receiver,
        with_units=True,
        test=command.test,
        reason=command.reason,
    )
    for sentence in look_at_forward(db, forward, now)[0].warnings:
        print(sentence, file=sys.stderr)
    return make_forward(
        db,
        forward,
        now,
        passphrase_in(chosen.passphrase_file),
    )
