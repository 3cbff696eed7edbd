"""bdg figures target and progress: targets set or taken away; how every target stands."""

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.commands import arguments
from app.commands.opened import opened
from app.errors import NotFoundError, ValidationError

if TYPE_CHECKING:
    from decimal import Decimal

_NOTHING: Final = "-"


def add(verbs: Any) -> None:
    """Add the two verbs."""
    target = verbs.add_parser("target", help="đặt hoặc bỏ mục tiêu của một chỉ tiêu")
    target.add_argument("indicator", metavar="MÃ", type=arguments.words, help="mã chỉ tiêu")
    target.add_argument("year", metavar="NĂM", type=int, help="năm của mục tiêu")
    target.add_argument(
        "value",
        metavar="GIÁ_TRỊ",
        type=arguments.words,
        help="số, ví dụ 17,5; dấu - để bỏ mục tiêu",
    )
    target.add_argument(
        "--by",
        choices=("own", "upper"),
        default="own",
        help="own: của đơn vị; upper: cấp trên giao",
    )
    target.add_argument(
        "--sex", choices=("total", "men", "women"), default="total", help="cho chung, nam hay nữ"
    )
    target.add_argument(
        "--words", type=arguments.words, default="", metavar="LỜI", help="căn cứ của mục tiêu"
    )
    target.set_defaults(run=set_one)
    progress = verbs.add_parser("progress", help="tiến độ các chỉ tiêu có mục tiêu của một biểu")
    progress.add_argument("year", metavar="NĂM", type=int, help="năm cần xem")
    progress.add_argument(
        "--form", type=arguments.words, default="", metavar="MÃ_BIỂU", help="mã biểu"
    )
    progress.set_defaults(run=show)


def set_one(chosen: Namespace) -> None:
    """Write a target of the unit or of the office above; "-" takes it away."""
    from app.domain.figure_rows import Column
    from app.domain.indicators import TargetSource
    from app.queries.indicators import list_indicators
    from app.services.figures import SetTarget, check_target, set_target

    with opened(chosen, writes=True) as folder:
        indicator = folder.db.read(list_indicators).get(chosen.indicator)
        if indicator is None:
            raise NotFoundError(f"Không có chỉ tiêu “{chosen.indicator}” trong danh mục.")
        command = SetTarget(
            indicator=indicator.code,
            year=chosen.year,
            value=None if chosen.value == _NOTHING else _amount(chosen.value),
            column=Column(chosen.sex),
            set_by=TargetSource(chosen.by),
            words=chosen.words,
        )
        check_target(command, indicator)
        folder.db.write(set_target, command)


def _amount(text: str) -> "Decimal":
    from app.domain.figure_text import read_amount

    value = read_amount(text)
    if value is None:
        raise ValidationError("Hãy ghi giá trị của mục tiêu; ghi dấu - để bỏ mục tiêu.")
    return value


def show(chosen: Namespace) -> None:
    """Code, sex, name, value, aim, state and its cause, a line for each target.

    Raises:
        ValidationError: a form whose periods are no years.
    """
    from app.domain.figure_rows import rounded
    from app.domain.figures import format_number
    from app.domain.indicators import PROGRESS_WORDS
    from app.queries.indicators import find_form, list_indicators
    from app.queries.progress import STRATEGY_FORM, list_progress, yearly

    with opened(chosen, writes=False) as folder:
        day = date(chosen.year, 7, 1)
        form = folder.db.read(find_form, chosen.form or STRATEGY_FORM, on=day)
        if not yearly(form):
            raise ValidationError(f"“{form.name}” không tính theo năm nên không có tiến độ năm.")
        rows = folder.db.read(list_progress, form, chosen.year, folder.db.read(list_indicators))
    for row in rows:
        shown = [
            "" if one is None else format_number(rounded(one), 2) for one in (row.value, row.aim)
        ]
        said = (row.indicator.code, row.column.value, row.indicator.name, *shown)
        print("\t".join((*said, PROGRESS_WORDS[row.progress], row.why)))
