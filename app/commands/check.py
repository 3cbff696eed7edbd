"""bdg check: any file against the decree's form; the same paper written anew."""

import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import opened, source_file, target_file, today
from app.errors import AppError, ValidationError

if TYPE_CHECKING:
    from pathlib import Path

    from app.documents.check.facts import CheckFacts
    from app.documents.layout import Layout
    from app.workflows.file_checks import FileCheck, FileFinding, PaperCheck

#: Exit status: nothing found, something found, a file that could not be checked.
CLEAN, FOUND, FAILED = 0, 1, 2


def add(nouns: Any) -> None:
    """Add the command."""
    check = nouns.add_parser(
        "check",
        help="kiểm tra thể thức, trình bày, câu chữ của tệp bất kỳ",
        description="Kiểm tra tệp Word, PDF có chữ hoặc văn bản thuần theo Nghị định "
        "30/2020/NĐ-CP. Trả về 0 khi không có gì phải xem, 1 khi có, 2 khi không kiểm tra được.",
    )
    check.add_argument("files", nargs="+", type=arguments.path, metavar="TỆP")
    check.add_argument("--json", action="store_true", help="in thành một đối tượng JSON")
    check.add_argument(
        "--remake", type=arguments.path, metavar="TỆP_MỚI", help="trình bày lại thành .docx, .pdf"
    )
    check.add_argument("--part", type=arguments.count, metavar="SỐ", help="văn bản thứ mấy của tệp")
    check.set_defaults(run=check_files)


def check_files(chosen: Namespace) -> int:
    """Findings of every file; exit status."""
    if chosen.remake is not None and len(chosen.files) > 1:
        raise ValidationError("Mục --remake chỉ dùng cho một tệp.")
    facts, layout = _office(chosen)
    rows: list[dict[str, Any]] = []
    status = CLEAN
    for path in chosen.files:
        try:
            status = max(status, _one(path, chosen, facts, rows))
        except AppError as error:
            if len(chosen.files) == 1:
                raise
            print(" ".join(error.message.split()), file=sys.stderr)
            status = FAILED
    if chosen.json:
        print(json.dumps({"files": rows}, ensure_ascii=False, indent=2))
    if chosen.remake is not None:
        _remake(chosen, facts, layout)
    return status


def _office(chosen: Namespace) -> "tuple[CheckFacts, Layout]":
    """Facts and layout of the office of ``--data``, else those that are shipped."""
    from app.documents.layout import load_layout
    from app.workflows.check_facts import load_facts, shipped_facts

    if chosen.data is None:
        return shipped_facts(today()), load_layout()
    from app.queries.office import get_office

    with opened(chosen, writes=False) as folder:
        office = folder.db.read(get_office)
        facts = load_facts(folder.db, None, today())
    return facts, load_layout(office.print_options if office else {})


def _one(path: "Path", chosen: Namespace, facts: "CheckFacts", rows: list[dict[str, Any]]) -> int:
    from app.workflows.file_checks import check_file, chosen_parts

    checked = check_file(source_file(path), facts)
    parts = chosen_parts(checked.parts, chosen.part)
    if chosen.json:
        rows.append(_row(path, checked, parts))
    else:
        _print(path, checked, parts, named=len(chosen.files) > 1)
    return FOUND if any(part.findings for part in parts) else CLEAN


def _print(path: "Path", checked: "FileCheck", parts: "list[PaperCheck]", *, named: bool) -> None:
    from app.workflows.finding_lists import finding_line

    if named:
        print(f"{path}:")
    for remark in checked.remarks:
        print(f"Lưu ý · {remark}")
    for part in parts:
        if len(checked.parts) > 1:
            print(f"{checked.parts.index(part) + 1}. {part.title}")
        for found in part.findings:
            print(finding_line(found))
        if not part.findings:
            print("Không có gì phải sửa.")


def _row(path: "Path", checked: "FileCheck", parts: "list[PaperCheck]") -> dict[str, Any]:
    return {
        "file": str(path),
        "remarks": list(checked.remarks),
        "papers": [
            {"title": part.title, "findings": [_finding(found) for found in part.findings]}
            for part in parts
        ],
    }


def _finding(found: "FileFinding") -> dict[str, Any]:
    one = found.finding
    return {
        "rule": one.rule,
        "severity": str(one.severity),
        "where": one.where,
        "place": found.place,
        "quote": one.quote,
        "message": one.message,
        "clause": one.clause,
        "mend": {"old": one.mend.old, "new": one.mend.new} if one.mend else None,
    }


def _remake(chosen: Namespace, facts: "CheckFacts", layout: "Layout") -> None:
    """The papers written anew; in JSON nothing else is printed, so it goes to the error stream."""
    from app.workflows.file_checks import remake_file

    stream = sys.stderr if chosen.json else sys.stdout
    path, out = chosen.files[0], target_file(chosen.remake)
    for made in remake_file(path, out, layout, facts, part=chosen.part):
        for remark in made.remarks:
            print(f"Lưu ý · {remark}", file=stream)
        left = f"; còn {len(made.left)} chỗ phải tự sửa" if made.left else ""
        print(f"Đã trình bày lại: {made.path} (máy sửa {made.mends} chỗ{left}).", file=stream)
