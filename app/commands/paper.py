"""bdg paper …: every kind of paper besides plans and reports; copies of issued ones."""

from argparse import Namespace
from typing import Any

from app.commands import arguments
from app.commands.opened import find_activity, find_paper, opened, target_file, wrote
from app.commands.papers import add_common
from app.domain.papers import PaperKind

_FORMS = {"sao-y": "SAO Y", "sao-luc": "SAO LỤC", "trich-sao": "TRÍCH SAO"}


def add(nouns: Any) -> None:
    """Add the commands of papers."""
    paper = nouns.add_parser(
        "paper", help="công văn, tờ trình, quyết định, thông báo, giấy mời, biên bản, phiếu góp ý"
    )
    verbs = paper.add_subparsers(required=True, metavar="VIỆC", title="Việc")

    new = verbs.add_parser("new", help="lập văn bản từ mẫu; in ra mã")
    new.add_argument("--template", required=True, type=arguments.words, metavar="MẪU")
    new.add_argument("--year", required=True, type=arguments.year, metavar="NĂM")
    new.add_argument(
        "--activity", type=arguments.words, metavar="MÃ", help="hoạt động điền sẵn vào biên bản"
    )
    new.set_defaults(run=make)

    templates = verbs.add_parser("templates", help="liệt kê các mẫu: mã, loại, tên")
    templates.set_defaults(run=list_templates)

    copy = verbs.add_parser("copy", help="làm bản sao của văn bản đã ban hành")
    copy.add_argument("id", type=arguments.words, metavar="MÃ")
    copy.add_argument("out", type=arguments.path, metavar="TỆP")
    copy.add_argument("--form", choices=sorted(_FORMS), default="sao-y", help="hình thức sao")
    copy.add_argument("--number", default="", type=arguments.words, metavar="SỐ")
    copy.add_argument("--date", type=arguments.day, metavar="NGÀY")
    copy.add_argument("--sections", type=arguments.count, nargs="+", default=[], metavar="PHẦN")
    copy.set_defaults(run=write_copy)
    add_common(verbs, None, "văn bản")


def make(chosen: Namespace) -> None:
    """A new paper; prints its id alone."""
    from app.workflows.other_papers import NewPaper, new_paper_from_template

    with opened(chosen, writes=True) as folder:
        activity = find_activity(folder.db, chosen.activity) if chosen.activity else None
        command = NewPaper(template_code=chosen.template, year=chosen.year, activity_id=activity)
        made = new_paper_from_template(folder.db, command)
    print(made)


def list_templates(_chosen: Namespace) -> None:
    """Codes, kinds and names of the shipped templates."""
    from app.documents.readers import templates
    from app.domain.papers import KIND_WORDS

    for template in templates.list_templates():
        if template.kind not in (PaperKind.PLAN, PaperKind.REPORT):
            print(f"{template.code}\t{KIND_WORDS[template.kind]}\t{template.name}")


def write_copy(chosen: Namespace) -> None:
    """Write a copy; the suffix says as what."""
    from app.workflows.other_papers import CopyOrder, export_copy

    order = CopyOrder(
        form=_FORMS[chosen.form],
        number=chosen.number,
        day=chosen.date,
        sections=tuple(chosen.sections),
    )
    with opened(chosen, writes=False) as folder:
        paper_id = find_paper(folder.db, chosen.id)
        export_copy(folder.db, paper_id, target_file(chosen.out), order)
        wrote(folder.db, chosen.out, order.form, paper_id)
