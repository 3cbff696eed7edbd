"""A parser that speaks Vietnamese, and the kinds of values that commands take."""

import argparse
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final, NoReturn
from unicodedata import normalize

from app.domain.dates import parse_date
from app.domain.figures import parse_number
from app.domain.text import clean_line
from app.errors import ValidationError

# argparse's own English sentences → ours.
_SENTENCES: Final = (
    (r"the following arguments are required: (.+)", "Thiếu {0}."),
    (r"one of the arguments (.+) is required", "Hãy cho một trong các mục: {0}."),
    (r"unrecognized arguments: (--data.*)", "Mục --data phải đứng ngay sau bdg."),
    (
        r"unrecognized arguments: (--password-file.*)",
        "Mục --password-file phải đứng ngay sau bdg.",
    ),
    # The address may hold a password: it is not repeated.
    (r"unrecognized arguments: (.*--db.*)", "Mục --db phải đứng ngay sau bdg."),
    (r"unrecognized arguments: (.+)", "Không hiểu: {0}."),
    (r"argument (.+): expected one argument", "Sau {0} phải có một giá trị."),
    (r"argument (.+): expected at least one argument", "Sau {0} phải có ít nhất một giá trị."),
    (r"argument (.+): not allowed with argument (.+)", "Không dùng {0} cùng với {1}."),
    (r"argument (.+): invalid choice: '(.*)' \(choose from (.+)\)", "{0} không có “{1}”; chỉ có: {2}."),
    (r"argument (.+): ignored explicit argument '(.*)'", "{0} không nhận giá trị “{1}”."),
    (r"argument .+?: (.+)", "{0}"),
)  # fmt: skip


class VietnameseFormatter(argparse.HelpFormatter):
    """Help with a Vietnamese "usage"."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        named = "Cách dùng: " if prefix is None else prefix
        super().add_usage(usage, actions, groups, named)

    def _get_default_metavar_for_optional(self, action: argparse.Action) -> str:
        # argparse would repeat the English name of the option.
        return _VALUES.get(action.type, "GIÁ_TRỊ")


class Parser(argparse.ArgumentParser):
    """Help and mistakes in Vietnamese; a mistake is a ValidationError, never an exit."""

    def __init__(self, **words: Any) -> None:
        words.setdefault("formatter_class", VietnameseFormatter)
        super().__init__(add_help=False, allow_abbrev=False, **words)
        # argparse names its two groups in English and has no argument for it.
        self._positionals.title = "Giá trị"
        self._optionals.title = "Lựa chọn"
        self.add_argument("-h", "--help", action="help", help="in phần giúp này")

    def error(self, message: str) -> NoReturn:
        """Say in Vietnamese what argparse did not understand."""
        raise ValidationError(f"{_translated(message)} Xem cách dùng: {self.prog} --help")


def _translated(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return sentence.format(*found.groups())
    return "Không hiểu lệnh này."


def words(text: str) -> str:
    """A line of text: NFC, clean."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("Chữ trong lệnh không phải là UTF-8.") from None
    return clean_line(text)


def path(text: str) -> Path:
    """A file or folder; NFC and NFD spellings of a name find the same one."""
    if not text.strip():
        raise argparse.ArgumentTypeError("Tên tệp không được để trống.")
    forms = (text, normalize("NFC", text), normalize("NFD", text))
    try:
        found = next((form for form in forms if Path(form).exists()), forms[1])
        return Path(found).expanduser()
    except (OSError, RuntimeError):
        # Longer than any disk takes, or "~" of nobody.
        raise argparse.ArgumentTypeError(f"Không dùng được đường dẫn “{text[:60]}”.") from None


def year(text: str) -> int:
    """A year of four digits."""
    if not re.fullmatch(r"(?:19|20|21)[0-9]{2}", text.strip()):
        raise argparse.ArgumentTypeError(f"“{text}” không phải là năm; hãy ghi như 2027.")
    return int(text)


def day(text: str) -> date:
    """A day as dd/mm/yyyy."""
    found = parse_date(text)
    if found is None:
        raise argparse.ArgumentTypeError(
            f"“{text}” không phải là ngày; hãy ghi dạng ngày/tháng/năm, ví dụ 20/01/2027."
        )
    return found


def count(text: str) -> int:
    """A whole number from 0, with or without dots between thousands."""
    try:
        found = parse_number(text)
    except ValidationError as error:
        raise argparse.ArgumentTypeError(error.message) from None
    if found is None:
        raise argparse.ArgumentTypeError("Thiếu con số.")
    return found


def amount(text: str) -> tuple[str, int]:
    """ "ngan_sach=500000" → (code, amount)."""
    code, equals, number = text.partition("=")
    if not equals or not code.strip():
        raise argparse.ArgumentTypeError(f"“{text}” phải có dạng mã=số, ví dụ ngan_sach=500000.")
    return words(code), count(number)


#: What stands for a value in the help.
_VALUES: Final[dict[Any, str]] = {
    words: "CHỮ",
    path: "TỆP",
    year: "NĂM",
    day: "NGÀY",
    count: "SỐ",
    amount: "MÃ=SỐ",
}
