"""bdg office: our code, card and keys, and the cards of others."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import opened, source_file, target_file, wrote
from app.errors import ValidationError

if TYPE_CHECKING:
    from app.exchange.office_cards import OfficeCard


def add(nouns: Any) -> None:
    """Add the command with its verbs."""
    office = nouns.add_parser("office", help="mã, thẻ và khóa của cơ quan; thẻ của nơi khác")
    verbs = office.add_subparsers(
        required=True, metavar="VIỆC", title="Việc", parser_class=arguments.Parser
    )
    _add_card(verbs)
    _add_enrol(verbs)
    keys = verbs.add_parser("keys", help="khóa của cơ quan")
    jobs = keys.add_subparsers(
        required=True, metavar="VIỆC", title="Việc", parser_class=arguments.Parser
    )
    change = jobs.add_parser("change", help="đổi khóa; phải gửi lại thẻ cho nơi nhận")
    change.add_argument("--reason", required=True, type=arguments.words, metavar="LÝ_DO")
    change.set_defaults(run=change_own)


def _add_card(verbs: Any) -> None:
    code = verbs.add_parser("code", help="mã mà nơi khác biết đơn vị mình")
    code.add_argument("code", metavar="MÃ", type=arguments.words)
    code.set_defaults(run=set_code)
    card = verbs.add_parser("card", help="thẻ cơ quan ra thư mục hoặc USB, để gửi nơi khác")
    card.add_argument("--to", type=arguments.path, metavar="THƯ_MỤC", help="nơi chép thẻ")
    card.add_argument("--code", default="", type=arguments.words, metavar="MÃ", help="mã đơn vị")
    card.add_argument(
        "--paper", type=arguments.path, metavar="TỆP", help="giấy báo mã thẻ để ký: .pdf, .docx"
    )
    card.set_defaults(run=give_card)


def _add_enrol(verbs: Any) -> None:
    enrol = verbs.add_parser("enrol", help="nhận thẻ của nơi khác; có mã nghe được thì ghi nhận")
    enrol.add_argument("file", metavar="TỆP", type=arguments.path, help="tệp thẻ .bdg-the")
    enrol.add_argument(
        "--code-heard", default="", type=arguments.words, metavar="MÃ_THẺ", help="mã nghe đọc"
    )
    enrol.add_argument("--above", action="store_true", help="thẻ của cơ quan cấp trên")
    enrol.add_argument("--again", action="store_true", help="nhận lại thẻ đã từ chối hoặc đã thay")
    enrol.set_defaults(run=enrol_card)


def set_code(chosen: Namespace) -> None:
    """Keep the code of our unit."""
    from app.workflows.parcels.desk import set_unit_code

    with opened(chosen, writes=True) as folder:
        set_unit_code(folder.db, chosen.code)
    print(f"Mã đơn vị: {chosen.code}")


def give_card(chosen: Namespace) -> None:
    """Write our card and, if asked, the paper; its code is printed to be read by phone."""
    from app.workflows.papers import write_plain
    from app.workflows.parcels.desk import own_office, set_unit_code
    from app.workflows.parcels.enrolment import card_paper, write_card

    now = datetime.now().astimezone()
    folder_to = _target_folder(chosen.to)
    paper = target_file(chosen.paper) if chosen.paper else None
    with opened(chosen, writes=True) as folder:
        if chosen.code:
            set_unit_code(folder.db, chosen.code)
        card = own_office(folder.db, now).card
        if folder_to is not None:
            print(write_card(folder.db, folder_to, now).path)
        if paper is not None:
            write_plain(folder.db, card_paper(folder.db, now), paper)
            wrote(folder.db, paper, "Thông báo mã thẻ cơ quan")
            print(paper)
    _tell(card)


def enrol_card(chosen: Namespace) -> None:
    """Keep a card that waits, or trust it when its code was heard."""
    from app.exchange.office_cards import Enrolment
    from app.workflows.parcels.enrolment import (
        card_content,
        confirm_card,
        keep_card,
        keep_upper_card,
    )

    now = datetime.now().astimezone()
    content = card_content(source_file(chosen.file))
    keep = keep_upper_card if chosen.above else keep_card
    with opened(chosen, writes=True) as folder:
        offer = keep(folder.db, content, now, again=chosen.again)
        if offer.enrolment is Enrolment.SAME or not chosen.code_heard:
            print(offer.words)
            return
        card = offer.card
        confirm_card(folder.db, card.unit_code, card.fingerprint, chosen.code_heard, now)
    print(f"Đã ghi nhận thẻ của {card.unit_name} (mã {card.unit_code}).")


def change_own(chosen: Namespace) -> None:
    """New keys; the code of the new card is printed to be read by phone."""
    from app.workflows.parcels.desk import change_keys

    with opened(chosen, writes=True) as folder:
        own = change_keys(folder.db, chosen.reason, datetime.now().astimezone())
    _tell(own.card)
    print("Hãy gửi lại thẻ cơ quan cho mọi nơi nhận: bdg office card --to THƯ_MỤC")


def _tell(card: "OfficeCard") -> None:
    print(f"Mã đơn vị: {card.unit_code}")
    print(f"Mã thẻ: {card.short_code}")


def _target_folder(path: Path | None) -> Path | None:
    if path is not None and not path.is_dir():
        raise ValidationError(f"Không có thư mục “{path}”. Hãy tạo trước rồi làm lại.")
    return path
