"""bdg server: the data of a folder on a PostgreSQL server, instead of in the folder's own file."""

from argparse import Namespace
from typing import Any

from app.commands import arguments
from app.commands.opened import actor_name, data_dir, opened
from app.commands.unlocking import folder_key, vault_paths
from app.errors import ValidationError


def add(nouns: Any) -> None:
    """Add the commands."""
    server = nouns.add_parser("server", help="máy chủ PostgreSQL giữ dữ liệu khi nhiều người làm")
    verbs = server.add_subparsers(metavar="VIỆC", title="Việc", required=True)

    use = verbs.add_parser("use", help="từ nay dùng máy chủ này; kiểm tra nối được rồi mới ghi lại")
    use.add_argument("address", type=arguments.words, metavar="ĐỊA_CHỈ")
    use.add_argument(
        "--copy", action="store_true", help="chép dữ liệu của tệp lên máy chủ còn trống"
    )
    use.set_defaults(run=use_server)

    show = verbs.add_parser("show", help="dữ liệu của thư mục này nằm ở đâu")
    show.set_defaults(run=show_server)

    leave = verbs.add_parser("leave", help="trở lại tệp dữ liệu trong thư mục")
    leave.set_defaults(run=leave_server)


def use_server(chosen: Namespace) -> None:
    """Open the data on the server, once; then make it the setting of the folder."""
    from app.data_folder import data_paths, move_to_server
    from app.db.server import keep_server, parse_server

    server = parse_server(chosen.address)
    if server.has_secret:
        raise ValidationError(
            "Mật khẩu không được ghi vào thiết đặt. Hãy bỏ mật khẩu khỏi địa chỉ và để nó trong tệp "
            "pgpass của máy này hoặc biến PGPASSWORD, rồi làm lại."
        )
    if chosen.copy:
        key = folder_key(chosen, data_paths(data_dir(chosen)))
        copied = move_to_server(
            data_dir(chosen), server, actor=actor_name(), key=key.key if key is not None else None
        )
        print(f"Đã chép {copied} bản ghi. Từ nay dữ liệu của thư mục này nằm ở {server.shown}.")
        return
    chosen.db = server.kept
    with opened(chosen, writes=True) as folder:
        keep_server(folder.paths.server, server, folder.paths.vault)
        print(f"Từ nay dữ liệu của thư mục này nằm ở {server.shown}.")
        if folder.paths.database.exists():
            print(f"Tệp dữ liệu trước đây được giữ nguyên: {folder.paths.database}")


def show_server(chosen: Namespace) -> None:
    """Where the data of the folder lie; nothing is connected."""
    from app.db.server import read_server

    paths = vault_paths(chosen)
    server = read_server(paths.server, paths.vault)
    print(server.kept if server else paths.database)


def leave_server(chosen: Namespace) -> None:
    """The folder's own file holds the data again; those on the server stay there."""
    from app.db.server import forget_server, read_server

    paths = vault_paths(chosen)
    server = read_server(paths.server, paths.vault)
    if server is None:
        print("Dữ liệu của thư mục này vốn nằm trong tệp của nó.")
        return
    forget_server(paths.server)
    print(f"Từ nay dùng tệp {paths.database}; dữ liệu ở {server.shown} được giữ nguyên.")
