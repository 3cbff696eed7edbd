"""bdg report …: build, renew, and what every paper can."""

from argparse import Namespace
from datetime import UTC, datetime
from typing import Any

from app.commands import arguments
from app.commands.opened import find_paper, opened, today
from app.commands.papers import add_common
from app.domain.papers import PaperKind, ReportType
from app.domain.periods import parse_period
from app.domain.report_kinds import REPORT_KINDS

_KINDS = tuple(str(kind) for kind in REPORT_KINDS)


def add(nouns: Any) -> None:
    """Add the commands of reports."""
    report = nouns.add_parser("report", help="báo cáo")
    verbs = report.add_subparsers(required=True, metavar="VIỆC", title="Việc")

    build = verbs.add_parser("build", help="lập báo cáo từ kế hoạch và hoạt động; in ra mã")
    build.add_argument(
        "--kind",
        "--type",
        dest="kind",
        choices=_KINDS,
        default=str(ReportType.ACTION_MONTH),
        help="loại báo cáo; mặc định là Tháng hành động",
    )
    when = build.add_mutually_exclusive_group(required=True)
    when.add_argument(
        "--period",
        type=arguments.words,
        metavar="KỲ",
        help="2026, 2026-H1, 2026-Q3, 2026-M07, 2026-C hoặc 20260301-20260315",
    )
    when.add_argument(
        "--year", type=arguments.year, metavar="NĂM", help="kỳ thường dùng của loại báo cáo"
    )
    build.add_argument("--plan", type=arguments.words, metavar="MÃ", help="kế hoạch được báo cáo")
    build.add_argument("--charts", action="store_true", help="kèm phụ lục biểu đồ (báo cáo năm)")
    build.set_defaults(run=make)
    renew = verbs.add_parser("renew", help="đưa số mới vào chỗ mà số trong sổ đã đổi; in ra số chỗ")
    renew.add_argument("id", type=arguments.words, metavar="MÃ")
    renew.add_argument(
        "--totals",
        action="store_true",
        help="báo cáo tổng hợp: lời và Phụ lục cũng đã sửa theo tổng mới, thôi nhắc",
    )
    renew.set_defaults(run=bring_up_to_date)
    add_common(verbs, PaperKind.REPORT, "báo cáo")


def make(chosen: Namespace) -> None:
    """A drafted report; prints its id alone."""
    from app.workflows.reports import BuildReport, build_report

    with opened(chosen, writes=True) as folder:
        plan = find_paper(folder.db, chosen.plan) if chosen.plan else None
        period = parse_period(chosen.period) if chosen.period is not None else None
        command = BuildReport(
            report_type=ReportType(chosen.kind),
            year=period.year if period else chosen.year,
            period=period,
            plan_id=plan,
            charts=chosen.charts,
        )
        made = build_report(folder.db, command, today())
    print(made)


def bring_up_to_date(chosen: Namespace) -> None:
    """Numbers of the newest version that moved are those of today; prints how many places."""
    from app.workflows.moved_numbers import renew_numbers
    from app.workflows.parcels.totals import renew_basis

    with opened(chosen, writes=True) as folder:
        paper = find_paper(folder.db, chosen.id)
        print(renew_numbers(folder.db, paper))
        if chosen.totals:
            renew_basis(folder.db, paper, datetime.now(UTC))
