"""The command line: arguments → the same services as the window; no command opens the window."""

import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from tempfile import gettempdir

from app.commands import (
    activity,
    arguments,
    backup,
    calendar,
    check,
    check_data,
    compare,
    figures,
    log,
    move_data,
    office,
    package,
    paper,
    password,
    plan,
    privacy,
    program,
    receipt,
    receive,
    report,
    server,
    totals,
    unit,
)
from app.commands.opened import server_of, typed_dir
from app.errors import AppError, ConflictError, NotFoundError, ValidationError
from app.paths import DataPaths

#: Exit status: done, a fault, a mistake of the user.
DONE, FAULT, MISTAKE = 0, 1, 2


def run(argv: Sequence[str]) -> int:
    """Run one command, or the window when there is none.

    Returns:
        exit status.
    """
    _set_streams()
    folder: Path | None = None
    try:
        chosen = _parser().parse_args(argv)
        folder = typed_dir(chosen)
        status: int | None = chosen.run(chosen)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    except (ValidationError, NotFoundError, ConflictError) as error:
        return _say(error.message, MISTAKE)
    except AppError as error:
        return _say(error.message, FAULT)
    except KeyboardInterrupt:
        return _say("Đã dừng theo yêu cầu.", FAULT)
    except BrokenPipeError:
        # Whoever read our lines (head, less) has enough of them.
        sys.stdout = None
        return DONE
    except Exception as error:  # noqa: BLE001 - the last net: one line, the rest into a file
        return _say(_unexpected(error, folder), FAULT)
    return status or DONE


def _parser() -> arguments.Parser:
    parser = arguments.Parser(
        prog="bdg",
        description="Sổ Bình Đẳng. Không có lệnh nào: mở cửa sổ chương trình.",
        epilog="Mỗi lệnh có phần giúp riêng, ví dụ: bdg plan --help",
    )
    parser.add_argument(
        "--data", type=arguments.path, metavar="THƯ_MỤC", help="thư mục dữ liệu (đứng đầu)"
    )
    parser.add_argument(
        "--db", type=arguments.words, default="", metavar="ĐỊA_CHỈ",
        help="máy chủ PostgreSQL giữ dữ liệu: postgresql+psycopg://tên@máy-chủ/tên-dữ-liệu",
    )  # fmt: skip
    parser.add_argument(
        "--password-file", type=arguments.path, metavar="TỆP",
        help="tệp chứa mật khẩu của sổ (đứng đầu); cũng đặt được bằng biến BDG_PASSWORD_FILE",
    )  # fmt: skip
    parser.add_argument(
        "--exit-when-ready", action="store_true", help="mở cửa sổ rồi đóng ngay, để đo thời gian"
    )
    parser.set_defaults(run=_open_window)
    nouns = parser.add_subparsers(metavar="LỆNH", title="Lệnh", parser_class=arguments.Parser)
    for noun in (
        office, plan, activity, figures, calendar, report, package, receipt, receive, paper, check,
        check_data, compare, password, log, program, backup, move_data, privacy, server, totals, unit,
    ):  # fmt: skip
        noun.add(nouns)
    return parser


def _open_window(chosen: Namespace) -> int:
    from app.bootstrap import run_window

    return run_window(
        typed_dir(chosen), exit_when_ready=chosen.exit_when_ready, server=server_of(chosen)
    )


def _set_streams() -> None:
    """UTF-8 with plain line ends, whatever the console says; a window program has no console."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _say(message: str, status: int) -> int:
    print(" ".join(message.split()), file=sys.stderr)
    return status


def _unexpected(error: Exception, folder: Path | None) -> str:
    """Write where it happened into a file, without the words of records; the line to show."""
    lines = [*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n"]
    name = f"loi-{datetime.now().astimezone():%Y%m%d-%H%M%S}.txt"
    rooms = [DataPaths(folder).logs] if folder is not None else []
    for room in (*rooms, Path(gettempdir())):
        with suppress(OSError):
            (room / name).write_text("".join(lines), encoding="utf-8")
            return (
                "Chương trình gặp lỗi ngoài dự tính; dữ liệu đã ghi vẫn an toàn. "
                f"Hãy gửi tệp này cho người hỗ trợ: {room / name}"
            )
    return "Chương trình gặp lỗi ngoài dự tính; dữ liệu đã ghi vẫn an toàn."
