"""bdg sample, self-test, backup, restore: the program and its data folder."""

from argparse import Namespace
from typing import Any

from app.commands import arguments
from app.commands.opened import data_dir, opened


def add(nouns: Any) -> None:
    """Add the commands."""
    sample = nouns.add_parser("sample", help="lập cơ quan mẫu trong một thư mục dữ liệu mới")
    sample.add_argument("dir", type=arguments.path, metavar="THƯ_MỤC")
    sample.set_defaults(run=make_sample)

    test = nouns.add_parser("self-test", help="tự kiểm tra chương trình")
    test.set_defaults(run=self_test)

    backup = nouns.add_parser("backup", help="sao lưu dữ liệu ngay; in ra tên tệp")
    backup.set_defaults(run=back_up)

    restore = nouns.add_parser("restore", help="phục hồi từ bản sao lưu, bản đang có được giữ lại")
    restore.add_argument(
        "name",
        nargs="?",
        default="",
        type=arguments.words,
        metavar="TÊN",
        help="mặc định: mới nhất",
    )
    restore.set_defaults(run=put_back)


def make_sample(chosen: Namespace) -> None:
    """The filled sample office."""
    from app.workflows.sample import make_sample as make

    make(chosen.dir)
    print(f"Đã lập cơ quan mẫu ở: {chosen.dir}")


def self_test(_chosen: Namespace) -> int:
    """Exit status of the program's test of itself."""
    from app.selftest import run_self_test

    return run_self_test()


def back_up(chosen: Namespace) -> None:
    """A backup at once; prints where it lies."""
    with opened(chosen, writes=True) as folder:
        print(folder.backup_now())


def put_back(chosen: Namespace) -> None:
    """The newest backup, or the named one, takes the place of the data."""
    from app.restoring import restore_data_folder

    restored = restore_data_folder(data_dir(chosen), name=chosen.name)
    print(f"Đã phục hồi từ {restored.backup.name}.")
    if restored.kept is not None:
        print(f"Tệp trước đó được giữ lại: {restored.kept.name}.")
