"""bdg sample, self-test: the program itself."""

from argparse import Namespace
from typing import Any

from app.commands import arguments


def add(nouns: Any) -> None:
    """Add the commands."""
    sample = nouns.add_parser("sample", help="lập cơ quan mẫu trong một thư mục dữ liệu mới")
    sample.add_argument("dir", type=arguments.path, metavar="THƯ_MỤC")
    sample.set_defaults(run=make_sample)

    test = nouns.add_parser("self-test", help="tự kiểm tra chương trình")
    test.set_defaults(run=self_test)


def make_sample(chosen: Namespace) -> None:
    """The filled sample office."""
    from app.workflows.sample import make_sample as make

    make(chosen.dir)
    print(f"Đã lập cơ quan mẫu ở: {chosen.dir}")


def self_test(_chosen: Namespace) -> int:
    """Exit status of the program's test of itself."""
    from app.selftest import run_self_test

    return run_self_test()
