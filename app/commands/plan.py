"""bdg plan …: new, import, list, outline, export, issue."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from app.commands import arguments, compare
from app.commands.opened import find_paper, opened, source_file
from app.commands.papers import add_common
from app.domain.papers import PaperKind


def add(nouns: Any) -> None:
    """Add the commands of plans."""
    plan = nouns.add_parser("plan", help="kế hoạch")
    verbs = plan.add_subparsers(required=True, metavar="VIỆC", title="Việc")

    new = verbs.add_parser("new", help="lập kế hoạch từ mẫu hoặc từ kế hoạch năm trước; in ra mã")
    source = new.add_mutually_exclusive_group(required=True)
    source.add_argument("--template", type=arguments.words, metavar="MẪU", help="mã mẫu")
    source.add_argument("--from-last", type=arguments.words, metavar="MÃ", help="kế hoạch cũ")
    new.add_argument("--year", required=True, type=arguments.year, metavar="NĂM")
    new.set_defaults(run=make)

    read = verbs.add_parser("import", help="đọc văn bản từ tệp Word, PDF, văn bản thuần; in ra mã")
    read.add_argument("file", type=arguments.path, metavar="TỆP")
    read.add_argument("--part", type=arguments.count, metavar="SỐ", help="văn bản thứ mấy của tệp")
    read.add_argument("--year", type=arguments.year, metavar="NĂM", help="khi tệp không ghi năm")
    read.add_argument("--list", action="store_true", help="chỉ in cách hiểu tệp, không giữ gì")
    read.set_defaults(run=read_file)

    templates = verbs.add_parser("templates", help="liệt kê các mẫu: mã, tên")
    templates.set_defaults(run=list_templates)
    add_common(verbs, PaperKind.PLAN, "kế hoạch")
    compare.add(verbs)


def make(chosen: Namespace) -> None:
    """A new plan; prints its id alone."""
    from app.workflows.plans import NewPlan, new_plan_from_last_year, new_plan_from_template

    with opened(chosen, writes=True) as folder:
        if chosen.template is not None:
            command = NewPlan(template_code=chosen.template, year=chosen.year)
            made = new_plan_from_template(folder.db, command)
        else:
            old = find_paper(folder.db, chosen.from_last)
            made = new_plan_from_last_year(folder.db, old, chosen.year)
    print(made)


def read_file(chosen: Namespace) -> None:
    """A paper read from a file of any kind; prints its id alone, or what is understood of it."""
    file = source_file(chosen.file)
    if chosen.list:
        _show_file(file, chosen)
        return
    from app.backups.before import backup_before_import
    from app.workflows.plans import new_plan_from_file

    with opened(chosen, writes=True) as folder:
        backup_before_import(folder.db, folder.paths)
        made = new_plan_from_file(
            folder.db, file, chosen.year, part=chosen.part, paths=folder.paths
        )
    print(made)


def _show_file(file: Path, chosen: Namespace) -> None:
    """The papers of a file as they are understood; remarks first."""
    from app.workflows.importing import chosen_paper, read_file_papers
    from app.workflows.understanding import understand, understanding_lines

    reading = read_file_papers(file)
    for remark in reading.remarks:
        print(f"Lưu ý · {remark}")
    if chosen.part is not None:
        chosen_paper(reading, chosen.part)
    for number, paper in enumerate(reading.papers, start=1):
        if chosen.part not in (None, number):
            continue
        found = understand(paper, chosen.year)
        print(f"{number}. {found.title}")
        for line in understanding_lines(found):
            print(f"   {line}")


def list_templates(_chosen: Namespace) -> None:
    """Codes and names of the shipped templates of plans."""
    from app.documents.readers import templates

    for template in templates.list_templates():
        if template.kind is PaperKind.PLAN:
            print(f"{template.code}\t{template.name}")
