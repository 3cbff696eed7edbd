"""A check's outcome as a plain text that can be kept, printed or sent."""

from app.checking.check import CheckReport
from app.checking.findings import Finding, Group


def report_text(report: CheckReport, where: str) -> str:
    """All findings by group; ``where`` is the data folder or the server."""
    lines = [
        "KẾT QUẢ KIỂM TRA DỮ LIỆU",
        f"Dữ liệu: {where}",
        f"Lúc: {report.made_at.astimezone():%H:%M ngày %d/%m/%Y}",
        "",
        report.headline,
    ]
    more = dict(report.left_out)
    for group in Group:
        found = [one for one in report.findings if one.group is group]
        if not found:
            continue
        lines += ["", group.value.upper()]
        lines += [f"{number}. {_line(one)}" for number, one in enumerate(found, start=1)]
        if group in more:
            lines.append(f"… và {more[group]} chỗ nữa.")
    return "\n".join((*lines, ""))


def _line(finding: Finding) -> str:
    return f"(ghi chú) {finding.sentence}" if finding.note else finding.sentence
