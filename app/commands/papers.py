"""What plans and reports share on the command line: list, outline, export, issue."""

import json
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import find_paper, opened, target_file
from app.domain.papers import STATE_WORDS, PaperKind, type_words

if TYPE_CHECKING:
    from app.db.database import Database
    from app.queries.papers import PaperListRow


def add_common(verbs: Any, kind: PaperKind, what: str) -> None:
    """Add list, outline, export and issue to a noun's verbs."""
    listed = verbs.add_parser("list", help=f"liệt kê {what}: mã, năm, loại, trạng thái, tiêu đề")
    listed.add_argument("--year", type=arguments.year, help="chỉ của năm này")
    listed.set_defaults(run=list_all, kind=kind)

    outline = verbs.add_parser("outline", help="in cây đề mục đã đánh số")
    outline.add_argument("id", type=arguments.words, metavar="MÃ")
    outline.add_argument("--json", action="store_true", help="in thành một đối tượng JSON")
    outline.set_defaults(run=show_outline)

    export = verbs.add_parser("export", help="lưu thành tệp .pdf, .docx hoặc .xlsx")
    export.add_argument("id", type=arguments.words, metavar="MÃ")
    export.add_argument("out", type=arguments.path, metavar="TỆP")
    export.add_argument("--version", type=arguments.count, metavar="SỐ", help="bản thứ mấy")
    export.set_defaults(run=write_file)

    issue = verbs.add_parser("issue", help="ghi số, ngày và khóa văn bản đã ký")
    issue.add_argument("id", type=arguments.words, metavar="MÃ")
    issue.add_argument("--number", required=True, type=arguments.words, metavar="SỐ")
    issue.add_argument("--date", required=True, type=arguments.day, metavar="NGÀY")
    issue.add_argument("--signer", default="", type=arguments.words, help="họ tên người đã ký")
    issue.set_defaults(run=issue_one)


def list_all(chosen: Namespace) -> None:
    """One line per paper, tab-separated."""
    from app.queries.papers import list_papers

    with opened(chosen, writes=False) as folder:
        for row in folder.db.read(list_papers, kind=chosen.kind, year=chosen.year):
            print("\t".join(_columns(row)))


def show_outline(chosen: Namespace) -> None:
    """The numbered tree, as lines or as JSON."""
    from app.documents.builders.content import PrintChoices, document_of
    from app.documents.readers.outline import outline_json, outline_lines
    from app.queries.papers import get_paper

    with opened(chosen, writes=False) as folder:
        row = folder.db.read(get_paper, find_paper(folder.db, chosen.id))
    plain = PrintChoices(show_assignments=False, show_task_annex=False, year=row.year)
    document = document_of(row.content, plain)
    if chosen.json:
        print(json.dumps(outline_json(document), ensure_ascii=False, indent=2))
        return
    for line in outline_lines(document):
        print(line)


def write_file(chosen: Namespace) -> None:
    """Write the paper; the suffix says as what."""
    from app.workflows.papers import export_paper

    with opened(chosen, writes=False) as folder:
        paper_id = find_paper(folder.db, chosen.id)
        export_paper(folder.db, paper_id, target_file(chosen.out), version=chosen.version)


def issue_one(chosen: Namespace) -> None:
    """Lock the newest version with number and day."""
    with opened(chosen, writes=True) as folder:
        _issue(folder.db, chosen)


def _issue(db: "Database", chosen: Namespace) -> None:
    from app.queries.papers import get_paper
    from app.services.issue import IssuePaper
    from app.workflows.papers import issue

    row = db.read(get_paper, find_paper(db, chosen.id))
    command = IssuePaper(
        version_id=row.version_id,
        number=chosen.number,
        day=chosen.date,
        signer_name=chosen.signer,
    )
    issue(db, row.paper_id, command)


def _columns(row: "PaperListRow") -> tuple[str, ...]:
    return (
        str(row.paper_id),
        str(row.year),
        type_words(row.kind, row.paper_type),
        STATE_WORDS[row.state],
        row.title,
    )
