"""bdg password …: who opens the folder, and whether it is encrypted."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.commands import arguments
from app.commands.opened import actor_name, data_dir, entered, target_file, today
from app.commands.unlocking import asked, asked_twice
from app.domain.permissions import Right
from app.errors import ValidationError

if TYPE_CHECKING:
    from app.data_folder import DataFolder
    from app.vault.key_file import Opened
    from app.workflows.access import Access

_NEW: Final = "Mật khẩu mới"


def add(nouns: Any) -> None:
    """Add the noun and its verbs."""
    noun = nouns.add_parser("password", help="mật khẩu của sổ, mã hóa dữ liệu, mã khôi phục")
    verbs = noun.add_subparsers(
        required=True, metavar="VIỆC", title="Việc", parser_class=arguments.Parser
    )
    on = verbs.add_parser("on", help="đặt mật khẩu và mã hóa cả thư mục dữ liệu, kể cả bản sao lưu")
    on.add_argument("--gate", action="store_true", help="chỉ chặn cửa vào, không mã hóa tệp")
    _add_new(on)
    _add_sheet(on)
    on.set_defaults(run=turn_on)

    change = verbs.add_parser("change", help="đổi mật khẩu của mình")
    _add_new(change)
    change.set_defaults(run=change_password)

    off = verbs.add_parser("off", help="bỏ mật khẩu và mã hóa; ai dùng máy cũng mở được")
    off.set_defaults(run=turn_off)

    recover = verbs.add_parser("recover", help="quên mật khẩu: đặt mật khẩu mới bằng mã khôi phục")
    recover.add_argument(
        "--code-file", type=arguments.path, metavar="TỆP", help="tệp chứa mã khôi phục"
    )
    _add_new(recover)
    recover.set_defaults(run=recover_password)

    renew = verbs.add_parser("new-recovery", help="lập mã khôi phục mới, mã cũ hết dùng được")
    _add_sheet(renew)
    renew.set_defaults(run=new_recovery)

    status = verbs.add_parser("status", help="sổ có mật khẩu, có mã hóa hay không")
    status.set_defaults(run=show_status)


def _add_new(parser: Any) -> None:
    parser.add_argument(
        "--new-password-file",
        type=arguments.path,
        metavar="TỆP",
        help="tệp chứa mật khẩu mới; không có thì hỏi",
    )
    parser.add_argument(
        "--name", type=arguments.words, default="", help="tên người dùng, khi sổ có nhiều người"
    )


def _add_sheet(parser: Any) -> None:
    parser.add_argument(
        "--sheet", type=arguments.path, metavar="TỆP.pdf", help="ghi thêm tờ mã khôi phục để in"
    )


def turn_on(chosen: Namespace) -> None:
    """A password, encryption, and the recovery code, which is shown once."""
    from app.protecting.turning import turn_on as turn
    from app.services.officers import give_slot

    sheet = target_file(chosen.sheet) if chosen.sheet else None
    with entered(chosen, writes=True) as (folder, access):
        _choose(access, chosen.name)
        folder.db.require(Right.PASSWORDS)
    password = asked_twice(_NEW, chosen.new_password_file)
    opened, code = turn(data_dir(chosen), password, encrypted=not chosen.gate)
    print(f"Mã khôi phục (chỉ hiện một lần, hãy chép lại): {code}")
    with _opened_with(chosen, opened) as folder:
        if access.officer is not None:
            folder.db.write(give_slot, access.officer.id, opened.slot)
        _write_sheet(folder, sheet, code)
    print("Từ nay mở sổ cần mật khẩu." if chosen.gate else "Đã mã hóa dữ liệu và bản sao lưu.")
    print("Bản đã chép ra USB hay máy khác trước đây không đổi: hãy xóa, hoặc chép lại.")


def change_password(chosen: Namespace) -> None:
    """Another password for whoever gives the old one."""
    with entered(chosen, writes=True) as (_folder, access):
        access.change_own(asked_twice(_NEW, chosen.new_password_file))
    print("Đã đổi mật khẩu. Mật khẩu cũ không mở được sổ nữa.")


def turn_off(chosen: Namespace) -> None:
    """No password and no encryption any more."""
    from app.protecting.turning import turn_off as turn
    from app.services.officers import forget_slots

    with entered(chosen, writes=True) as (folder, access):
        folder.db.require(Right.PASSWORDS)
        if access.opened is None:
            raise ValidationError("Sổ này chưa có mật khẩu; mọi thứ giữ nguyên.")
        key = access.opened
    turn(data_dir(chosen), key.key)
    with _opened_with(chosen, None) as folder:
        folder.db.write(forget_slots)
    print("Đã bỏ mật khẩu và mã hóa. Ai dùng máy này cũng mở và đọc được sổ.")


def recover_password(chosen: Namespace) -> None:
    """A new password for an administrator, by the recovery code."""
    from app.data_folder import data_paths
    from app.workflows.access import Access
    from app.workflows.folder_keys import unlock_with_recovery

    code = asked("Mã khôi phục: ", chosen.code_file)
    opened = unlock_with_recovery(data_paths(data_dir(chosen)), code)
    if opened is None:
        raise ValidationError("Sổ này không có mật khẩu nên không cần mã khôi phục.")
    with _opened_with(chosen, opened) as folder:
        access = Access(folder.db, folder.paths, opened)
        _choose(access, chosen.name)
        access.change_own(asked_twice(_NEW, chosen.new_password_file))
    print("Đã đặt mật khẩu mới. Mã khôi phục vẫn dùng được.")


def new_recovery(chosen: Namespace) -> None:
    """Another recovery code; the old one opens nothing any more."""
    sheet = target_file(chosen.sheet) if chosen.sheet else None
    with entered(chosen, writes=True) as (folder, access):
        code = access.new_code()
        print(f"Mã khôi phục (chỉ hiện một lần, hãy chép lại): {code}")
        _write_sheet(folder, sheet, code)


def show_status(chosen: Namespace) -> None:
    """Words for a person; nothing is opened and no password is asked."""
    from app.data_folder import data_paths
    from app.workflows.folder_keys import read_keys

    keys = read_keys(data_paths(data_dir(chosen)))
    if keys is None:
        print("Sổ không có mật khẩu; dữ liệu không được mã hóa.")
        return
    print(f"Số mật khẩu mở được sổ: {len(keys.slots)}")
    print(
        "Dữ liệu, tệp đính kèm và bản sao lưu được mã hóa."
        if keys.encrypted
        else "Mật khẩu chỉ chặn cửa vào; dữ liệu không được mã hóa."
    )


def _choose(access: "Access", name: str) -> None:
    """Say who is at work, where the password did not."""
    known = access.choices()
    named = [row for row in known if row.name == name] if name else known
    if known and len(named) != 1:
        names = ", ".join(row.name for row in known)
        raise ValidationError(f"Hãy ghi tên người dùng bằng --name; sổ này có: {names}.")
    access.work_as(named[0] if named else None, actor_name())


@contextmanager
def _opened_with(chosen: Namespace, opened: "Opened | None") -> "Iterator[DataFolder]":
    from app.data_folder import open_data_folder

    key = opened.key if opened is not None else None
    folder = open_data_folder(data_dir(chosen), actor=actor_name(), key=key)
    try:
        yield folder
    finally:
        folder.close()


def _write_sheet(folder: "DataFolder", sheet: Path | None, code: str) -> None:
    from app.queries.office import get_office
    from app.workflows.access import save_recovery_sheet

    if sheet is not None:
        office = folder.db.read(get_office)
        save_recovery_sheet(code, office.name if office is not None else "", today(), sheet)
        print(sheet)
