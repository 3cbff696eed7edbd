"""bdg backup, bdg restore: copies of the data, beside them or on a stick, and the way back."""

import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import actor_name, data_dir, opened, passphrase_in
from app.commands.unlocking import asked, folder_key
from app.domain.permissions import Right, refusal
from app.errors import DataFileError, NotFoundError, ValidationError

if TYPE_CHECKING:
    from app.backups.generations import Generation
    from app.paths import DataPaths
    from app.vault.key_file import Opened


def add(nouns: Any) -> None:
    """Add the two commands."""
    backup = nouns.add_parser("backup", help="sao lưu dữ liệu ngay; in ra tên tệp")
    backup.add_argument(
        "--to",
        type=arguments.path,
        metavar="THƯ_MỤC",
        help="ra USB hoặc thư mục, kèm tệp đính kèm; chỉ chép tệp chưa có",
    )
    _add_passphrase(backup, "mã hóa bản ra USB bằng mật khẩu ở dòng đầu của tệp")
    backup.set_defaults(run=back_up)

    restore = nouns.add_parser("restore", help="phục hồi từ bản sao lưu, bản đang có được giữ lại")
    restore.add_argument(
        "source",
        nargs="?",
        default="",
        type=arguments.words,
        metavar="BẢN",
        help="tên bản trên máy này, hoặc tệp, thư mục, USB; mặc định: bản mới nhất trên máy này",
    )
    restore.add_argument("--list", action="store_true", help="chỉ liệt kê, không phục hồi")
    restore.add_argument(
        "--accept-missing",
        action="store_true",
        help="phục hồi cả khi bản sao lưu thiếu tệp đính kèm",
    )
    _add_passphrase(restore, "tệp chứa mật khẩu của bản sao lưu")
    restore.set_defaults(run=put_back)


def _add_passphrase(parser: Any, words: str) -> None:
    parser.add_argument("--passphrase-file", type=arguments.path, metavar="TỆP", help=words)


def back_up(chosen: Namespace) -> None:
    """A backup at once; prints where it lies. May run beside the open window."""
    if chosen.to is None and chosen.passphrase_file is not None:
        raise ValidationError("--passphrase-file chỉ dùng cùng với --to.")
    with opened(chosen, writes=False) as folder:
        if chosen.to is None:
            print(folder.backup_now())
            return
        from app.backups.to_folder import Data, back_up_to

        passphrase = passphrase_in(chosen.passphrase_file)
        made = back_up_to(Data(folder.db, folder.paths), chosen.to, passphrase=passphrase)
    print(made.database)
    print(f"{made.parts} tệp đính kèm, {made.copied} tệp mới chép. Có thể rút USB.")
    _tell_names("Không còn trong thư mục dữ liệu", made.missing)
    _tell_names("Đã hỏng trong thư mục dữ liệu", made.damaged)


def put_back(chosen: Namespace) -> None:
    """A backup takes the place of the data, or the list of those one can go back to."""
    from app.data_folder import data_paths
    from app.restoring import Keys, restore

    paths = data_paths(data_dir(chosen))
    found = _generations(paths, chosen.source)
    if chosen.list:
        for one in found:
            print(f"{one.path}\t{one.made_at:%H:%M %d/%m/%Y}\t{one.reason}\t{one.counts}")
        return
    if not found:
        raise NotFoundError(f"Không có bản sao lưu {chosen.source} trong “{paths.backups}”.")
    own = folder_key(chosen, paths)
    _require_right(paths, own)
    keys = Keys(own.key if own is not None else None, _backup_key(chosen, found[0]))
    restored = restore(paths.root, found[0], keys=keys, accept_missing=chosen.accept_missing)
    print(f"Đã phục hồi từ {restored.backup.name}.")
    if restored.kept is not None:
        print(f"Bản trước đó được giữ lại: {restored.kept.name}.")
    _tell_names("Không có trong bản sao lưu", restored.missing)
    if restored.unlocked:
        print("Bản sao lưu có mật khẩu, sổ này thì chưa. Nên đặt mật khẩu (lệnh: bdg password on).")


def _tell_names(words: str, names: tuple[str, ...]) -> None:
    for name in names:
        print(f"{words}: {name}")


def _generations(paths: "DataPaths", source: str) -> "list[Generation]":
    """Those on this machine by their name, else those at a place."""
    from app.backups.generations import generations_at, local_generations

    local = local_generations(paths)
    if not source:
        return local
    named = [one for one in local if one.path.name == source]
    place = Path(source).expanduser()
    if named or not place.exists():
        return named
    return generations_at(place.absolute())


def _require_right(paths: "DataPaths", own: "Opened | None") -> None:
    """Whoever the password belongs to may restore; damaged data cannot be asked."""
    from app.data_folder import open_data_folder
    from app.workflows.access import Access

    if own is None:
        return
    with suppress(DataFileError):
        folder = open_data_folder(paths.root, actor=actor_name(), key=own.key, read_only=True)
        try:
            access = Access(folder.db, folder.paths, own)
            officers = access.choices()
            access.work_as(officers[0] if officers else None, actor_name())
            # Not by the door, which is closed to everything while the folder is only looked at.
            words = refusal(Right.RESTORE, folder.db.role)
        finally:
            folder.close()
        if words:
            raise ValidationError(words)


def _backup_key(chosen: Namespace, generation: "Generation") -> bytes | None:
    from app.vault.key_file import open_with_password

    if generation.beside_data or not generation.locked:
        return None
    keys = generation.keys()
    if keys is None:
        raise DataFileError(
            f"Thiếu tệp “{generation.key_file}” nên không mở được bản sao lưu; dữ liệu đang có giữ "
            "nguyên. Hãy tìm tệp ấy, hoặc chọn bản khác."
        )
    if chosen.passphrase_file is None and not sys.stdin.isatty():
        raise ValidationError(
            "Bản sao lưu này có mật khẩu. Chưa phục hồi gì. Hãy ghi mật khẩu vào một tệp rồi thêm: "
            "--passphrase-file TỆP."
        )
    typed = asked("Mật khẩu của bản sao lưu: ", chosen.passphrase_file)
    return open_with_password(keys, typed).key
