"""bdg init: the office of a data folder; bdg office: its card and keys."""

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from app.commands import arguments, office_cards
from app.commands.opened import opened
from app.errors import ValidationError

if TYPE_CHECKING:
    from app.db.database import Database
    from app.services.office import SignerDraft

_USUAL_FORM = "tm_ubnd_ct"


def add(nouns: Any) -> None:
    """Add the commands."""
    init = nouns.add_parser("init", help="lập cơ quan cho thư mục dữ liệu")
    for name, sample in (
        ("--name", "tên đơn vị, ví dụ “Song An”"),
        ("--level", "cấp: xa, phuong, dac_khu, tinh, thanh_pho …"),
        ("--upper", "đơn vị cấp trên, ví dụ “tỉnh Gia Lai”"),
    ):
        init.add_argument(name, required=True, type=arguments.words, help=sample)
    for name, sample in (
        ("--receiver", "cơ quan nhận báo cáo"),
        ("--office", "cơ quan soạn thảo"),
        ("--office-symbol", "chữ viết tắt của cơ quan soạn thảo, ví dụ VHXH"),
        ("--place", "địa danh trên văn bản"),
        ("--signer", "họ tên người ký"),
    ):
        init.add_argument(name, default="", type=arguments.words, help=sample)
    init.add_argument("--line", choices=("two_tier", "three_tier"), default="two_tier")
    init.add_argument(
        "--signer-form", default=_USUAL_FORM, type=arguments.words, help="mã thể thức đề ký"
    )
    init.set_defaults(run=make)
    office_cards.add(nouns)


def make(chosen: Namespace) -> None:
    """Keep the answers of the first day."""
    from app.services.office import SetUpOffice, set_up_office
    from app.workflows.heads import known_office

    with opened(chosen, writes=True) as folder:
        command = SetUpOffice(
            level_code=chosen.level,
            name=chosen.name,
            upper_unit=chosen.upper,
            reporting_line=chosen.line,
            receiving_office=chosen.receiver or _receiver(folder.db, chosen),
            drafting_office=chosen.office,
            drafting_symbol=chosen.office_symbol,
            place_name=chosen.place,
            signers=(_signer(folder.db, chosen),),
        )
        folder.db.write(set_up_office, command)
        print(f"Đã lập cơ quan: {known_office(folder.db).full_name}.")


def _receiver(db: "Database", chosen: Namespace) -> str:
    """Who usually receives the reports of such a unit."""
    from app.queries.catalogue import find_entry

    level = db.read(find_entry, "level", chosen.level)
    if level is not None and level.data.get("tier") == "province":
        return "Bộ Nội vụ"
    if chosen.line == "three_tier":
        return "Phòng Lao động - Thương binh và Xã hội"
    return f"Sở Nội vụ {chosen.upper}"


def _signer(db: "Database", chosen: Namespace) -> "SignerDraft":
    from app.queries.catalogue import find_entry, list_entries
    from app.services.office import SignerDraft

    form = db.read(find_entry, "signer_form", chosen.signer_form)
    if form is None:
        known = ", ".join(entry.code for entry in db.read(list_entries, "signer_form"))
        raise ValidationError(f"Không có thể thức đề ký “{chosen.signer_form}”; chỉ có: {known}.")
    office = chosen.office.upper() or "[điền: tên phòng]"
    lines = tuple(
        str(line)
        .replace("{PHONG}", office.removeprefix("PHÒNG "))
        .replace("{CHUC_VU}", "[điền: chức vụ]")
        for line in form.data.get("lines", ())
    )
    return SignerDraft(form_code=form.code, lines=lines, name=chosen.signer)
