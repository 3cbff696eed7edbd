"""bdg figures export, import, print, take-forms: forms as files, on paper, back, from above."""

import sys
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import opened, source_file, target_file, wrote
from app.errors import ValidationError

if TYPE_CHECKING:
    from app.workflows.figure_forms import FormReading


def add(verbs: Any) -> None:
    """Add the verbs."""
    out = verbs.add_parser("export", help="một biểu ra tệp Excel để ghi ở nơi khác")
    out.add_argument("out", metavar="RA.xlsx", type=arguments.path)
    ask_sheet(out)
    out.add_argument("--blank", action="store_true", help="biểu trống, không có số liệu")
    out.add_argument(
        "--restricted",
        action="store_true",
        help="phụ lục hạn chế: không che số nhỏ của biểu bạo lực",
    )
    out.set_defaults(run=export)
    back = verbs.add_parser("import", help="đọc biểu Excel đã ghi")
    back.add_argument("file", metavar="TỆP", type=arguments.path, help=".xlsx hoặc .xls")
    ask_sheet(back, required=False)
    back.add_argument("--dry-run", action="store_true", help="chỉ in ra sẽ ghi gì, không ghi")
    back.add_argument(
        "--marked",
        type=arguments.path,
        metavar="RA.xlsx",
        help="khi có chỗ sai: bản sao có tô màu, ghi chú các chỗ đó",
    )
    back.set_defaults(run=read_file)
    _add_paper(verbs)
    _add_take(verbs)


def _add_paper(verbs: Any) -> None:
    paper = verbs.add_parser("print", help="một biểu ra giấy: PDF hoặc Word")
    paper.add_argument("form", metavar="BIỂU", type=arguments.words, help="mã biểu, xem: forms")
    ask_period(paper)
    paper.add_argument(
        "--output", required=True, type=arguments.path, metavar="RA", help="tệp .pdf hoặc .docx"
    )
    paper.add_argument(
        "--empty", action="store_true", help="biểu trống để thôn, trường học ghi tay"
    )
    paper.add_argument(
        "--restricted",
        action="store_true",
        help="phụ lục hạn chế: không che số nhỏ của biểu bạo lực",
    )
    paper.set_defaults(run=print_paper)


def _add_take(verbs: Any) -> None:
    take = verbs.add_parser(
        "take-forms", help="nhận biểu, chỉ tiêu từ cấp trên (.xlsx, .xls, .toml)"
    )
    take.add_argument("file", metavar="TỆP", type=arguments.path)
    take.add_argument(
        "--from",
        dest="begins",
        type=arguments.day,
        metavar="NGÀY",
        help="dùng từ ngày nào, nếu tệp không ghi",
    )
    take.add_argument("--dry-run", action="store_true", help="chỉ in ra sẽ nhận gì, không ghi")
    take.set_defaults(run=take_forms)


def export(chosen: Namespace) -> None:
    """Write the workbook of a form."""
    from app.domain.periods import parse_period
    from app.workflows.figure_forms import export_form

    out, period = target_file(chosen.out), parse_period(chosen.period)
    if out.suffix.lower() != ".xlsx":
        raise ValidationError("Tên tệp phải có đuôi .xlsx.")
    with opened(chosen, writes=False) as folder:
        export_form(
            folder.db, chosen.form, period, out, blank=chosen.blank, restricted=chosen.restricted
        )
        wrote(folder.db, out, f"Biểu {chosen.form}, {period.in_words}")


def print_paper(chosen: Namespace) -> None:
    """Write the form for the printer."""
    from app.domain.periods import parse_period
    from app.workflows.form_papers import print_form

    out, period = target_file(chosen.output), parse_period(chosen.period)
    with opened(chosen, writes=False) as folder:
        print_form(
            folder.db, chosen.form, period, out, empty=chosen.empty, restricted=chosen.restricted
        )
        wrote(folder.db, out, f"Biểu {chosen.form}, {period.in_words}")


def take_forms(chosen: Namespace) -> int:
    """What a file from above does, a line a row; faults on the error stream.

    Returns:
        2 when anything is wrong; nothing is taken over then.
    """
    from app.backups.before import backup_before_import
    from app.workflows.given_forms import given_lines, read_given, take_given

    file = source_file(chosen.file)
    with opened(chosen, writes=not chosen.dry_run) as folder:
        given = read_given(folder.db, file, chosen.begins)
        if given.problems:
            for line in given.problems:
                print(line, file=sys.stderr)
            return 2
        if not chosen.dry_run:
            backup_before_import(folder.db, folder.paths)
            take_given(folder.db, given)
    for line in given_lines(given):
        print(line)
    return 0


def read_file(chosen: Namespace) -> int:
    """Faults a line each on the error stream, else what changes (dry) or how many cells changed.

    Returns:
        2 when anything is wrong; nothing is written then.
    """
    from app.backups.before import backup_before_import
    from app.workflows.figure_forms import import_reading, preview_lines, read_form_file

    file = source_file(chosen.file)
    with opened(chosen, writes=not chosen.dry_run) as folder:
        reading = read_form_file(folder.db, file, chosen.form or "", chosen.period or "")
        if reading.faults:
            return _tell(chosen, reading)
        if reading.hidden:
            print(f"{reading.hidden} ô ghi dấu * giữ nguyên số đã có.", file=sys.stderr)
        if chosen.dry_run:
            for line in preview_lines(folder.db, reading):
                print(line)
        else:
            backup_before_import(folder.db, folder.paths)
            print(import_reading(folder.db, file, reading))
    return 0


def _tell(chosen: Namespace, reading: "FormReading") -> int:
    from app.workflows.figure_forms import fault_lines, mark_faults

    for line in fault_lines(reading):
        print(line, file=sys.stderr)
    if chosen.marked:
        mark_faults(chosen.file, reading, target_file(chosen.marked))
    return 2


def ask_sheet(verb: Any, *, required: bool = True) -> None:
    """Ask for a form and a period."""
    verb.add_argument(
        "--form",
        required=required,
        type=arguments.words,
        metavar="BIỂU",
        help="mã biểu, xem: forms",
    )
    ask_period(verb, required=required)


def ask_period(verb: Any, *, required: bool = True) -> None:
    """Ask for a period."""
    verb.add_argument(
        "--period",
        required=required,
        type=arguments.words,
        metavar="KỲ",
        help="2026, 2026-H1, 2026-Q3, 2026-M07, 2026-L, 2026-C hoặc 2021-2026",
    )
