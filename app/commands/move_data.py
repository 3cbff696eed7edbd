"""bdg move-data: the data folder brought to this machine's own place."""

from argparse import Namespace
from datetime import datetime
from typing import Any

from app.commands import arguments
from app.commands.opened import data_dir


def add(nouns: Any) -> None:
    """Add the command."""
    move = nouns.add_parser("move-data", help="chuyển thư mục dữ liệu về ổ đĩa của máy này")
    move.add_argument(
        "--to",
        type=arguments.path,
        metavar="THƯ_MỤC",
        help="nơi mới, chưa có gì; thường lệ: nơi riêng của người dùng này trên máy",
    )
    move.set_defaults(run=move_data)


def move_data(chosen: Namespace) -> int:
    """Copy, compare, use the new place; the old folder is kept."""
    from app.data_folder import data_paths
    from app.errors import ValidationError
    from app.jobs import JobContext
    from app.moving import move_data_folder
    from app.paths import default_data_dir

    root = data_paths(data_dir(chosen)).root
    target = chosen.to.absolute() if chosen.to else default_data_dir()
    if not data_paths(root).database.exists():
        raise ValidationError(f"Không có dữ liệu nào ở “{root}” để chuyển.")
    if target == root or root in target.parents:
        raise ValidationError(f"Dữ liệu đã ở “{root}” rồi. Hãy chọn nơi khác (--to).")
    aside = move_data_folder(root, target, datetime.now().astimezone(), JobContext())
    print(f"Đã chuyển dữ liệu về: {target}")
    print(f"Bản cũ vẫn còn ở: {aside}")
    return 0
