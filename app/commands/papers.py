"""What plans and reports share on the command line: list, outline, export, check, issue, revise."""

import json
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import find_paper, opened, target_file, today, wrote
from app.domain.papers import STATE_WORDS, PaperKind, type_words

if TYPE_CHECKING:
    from app.db.database import Database
    from app.queries.papers import PaperListRow


def add_common(verbs: Any, kind: PaperKind | None, what: str) -> None:
    """Add list, outline, export, check, issue and revise to a noun's verbs; no kind: every kind."""
    listed = verbs.add_parser("list", help=f"liệt kê {what}: mã, năm, loại, trạng thái, tiêu đề")
    listed.add_argument("--year", type=arguments.year, help="chỉ của năm này")
    listed.set_defaults(run=list_all, kind=kind)

    outline = _of_one(verbs, "outline", "in cây đề mục đã đánh số", show_outline)
    outline.add_argument("--json", action="store_true", help="in thành một đối tượng JSON")

    export = _of_one(verbs, "export", "lưu thành tệp .pdf, .docx hoặc .xlsx", write_file)
    export.add_argument("out", type=arguments.path, metavar="TỆP")
    export.add_argument("--version", type=arguments.count, metavar="SỐ", help="bản thứ mấy")
    export.add_argument("--draft", action="store_true", help="in chữ DỰ THẢO")

    _of_one(verbs, "check", "liệt kê chỗ cần sửa trước khi ban hành", show_findings)

    issue = _of_one(verbs, "issue", "ghi số, ngày và khóa văn bản đã ký", issue_one)
    issue.add_argument("--number", required=True, type=arguments.words, metavar="SỐ")
    issue.add_argument("--date", required=True, type=arguments.day, metavar="NGÀY")
    issue.add_argument("--signer", default="", type=arguments.words, help="họ tên người đã ký")

    revise = _of_one(
        verbs, "revise", "mở bản tiếp theo của văn bản đã ban hành; in ra bản thứ mấy", open_next
    )
    revise.add_argument("--reason", required=True, type=arguments.words, metavar="LÝ_DO")


def _of_one(verbs: Any, name: str, what: str, run: Callable[[Namespace], None]) -> arguments.Parser:
    """A verb about one paper, named by its id."""
    verb: arguments.Parser = verbs.add_parser(name, help=what)
    verb.add_argument("id", type=arguments.words, metavar="MÃ")
    verb.set_defaults(run=run)
    return verb


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
        out = target_file(chosen.out)
        export_paper(folder.db, paper_id, out, version=chosen.version, draft=chosen.draft)
        wrote(folder.db, out, out.stem, paper_id)


def show_findings(chosen: Namespace) -> None:
    """One line per finding: whether it keeps the paper from being issued, and what it is."""
    from app.workflows.checks import Severity, check_paper

    with opened(chosen, writes=False) as folder:
        for finding in check_paper(folder.db, find_paper(folder.db, chosen.id), today()):
            weight = "phải sửa" if finding.severity is Severity.BLOCK else "nên xem"
            print(f"{weight}\t{finding.message}")


def issue_one(chosen: Namespace) -> None:
    """Lock the newest version with number and day."""
    with opened(chosen, writes=True) as folder:
        _issue(folder.db, chosen)


def open_next(chosen: Namespace) -> None:
    """The next version of an issued paper, with the same words; prints its number alone."""
    from app.queries.papers import get_paper
    from app.services.issue import OpenNextVersion, open_next_version

    with opened(chosen, writes=True) as folder:
        paper_id = find_paper(folder.db, chosen.id)
        command = OpenNextVersion(paper_id=paper_id, reason=chosen.reason)
        folder.db.write(open_next_version, command)
        print(folder.db.read(get_paper, paper_id).version_number)


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
