"""bdg report …: build, list, outline, export, issue."""

from argparse import Namespace
from typing import Any

from app.commands import arguments
from app.commands.opened import find_paper, opened, today
from app.commands.papers import add_common
from app.domain.papers import PaperKind, ReportType

_TYPES = (str(ReportType.ACTION_MONTH), str(ReportType.YEAR))


def add(nouns: Any) -> None:
    """Add the commands of reports."""
    report = nouns.add_parser("report", help="báo cáo")
    verbs = report.add_subparsers(required=True, metavar="VIỆC", title="Việc")

    build = verbs.add_parser("build", help="lập báo cáo từ kế hoạch và hoạt động; in ra mã")
    build.add_argument(
        "--type", choices=_TYPES, default=_TYPES[0], help="Tháng hành động (mặc định) hoặc năm"
    )
    build.add_argument("--year", required=True, type=arguments.year, metavar="NĂM")
    build.add_argument("--plan", type=arguments.words, metavar="MÃ", help="kế hoạch được báo cáo")
    build.add_argument("--charts", action="store_true", help="kèm phụ lục biểu đồ (báo cáo năm)")
    build.set_defaults(run=make)
    add_common(verbs, PaperKind.REPORT, "báo cáo")


def make(chosen: Namespace) -> None:
    """A drafted report; prints its id alone."""
    from app.workflows.reports import BuildReport, build_report

    with opened(chosen, writes=True) as folder:
        plan = find_paper(folder.db, chosen.plan) if chosen.plan else None
        command = BuildReport(
            report_type=ReportType(chosen.type),
            year=chosen.year,
            plan_id=plan,
            charts=chosen.charts,
        )
        made = build_report(folder.db, command, today())
    print(made)
