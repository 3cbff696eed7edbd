"""bdg package down, take, upper: to the units below, from the office above, its tasks beside ours."""

import json
import sys
from argparse import ArgumentTypeError, Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from app.commands import arguments
from app.commands.opened import (
    find_id,
    find_paper,
    opened,
    source_file,
    today,
)
from app.errors import ValidationError

if TYPE_CHECKING:
    from uuid import UUID

    from app.db.database import Database
    from app.queries.upper_tasks import UpperTaskRow
    from app.workflows.parcels.downward import SendDown
    from app.workflows.parcels.given_items import GivenPart, Part
    from app.workflows.parcels.taking import GivenPreview
    from app.workflows.parcels.upper_matching import UpperPage

_PARTS: Final = ("forms", "targets", "deadlines", "plan", "letters")
_SHORT_ID: Final = 8


def add_down(verbs: Any) -> None:
    """Add the verbs to the noun ``package``."""
    _add_down(verbs)
    take = verbs.add_parser("take", help="nhận gói của cấp trên: xem có gì mới, lấy vào sổ")
    take.add_argument("file", type=arguments.path, metavar="TỆP")
    take.add_argument(
        "--only", type=parts, metavar="PHẦN", help=f"chỉ lấy: {', '.join(_PARTS)}; cách bằng phẩy"
    )
    take.add_argument("--dry-run", action="store_true", help="nhận gói nhưng chưa lấy gì vào sổ")
    take.add_argument(
        "--letters-to", type=arguments.path, metavar="THƯ_MỤC", help="chép công văn kèm theo ra"
    )
    take.add_argument("--all", action="store_true", help="in cả những dòng giữ nguyên")
    take.set_defaults(run=take_package)
    _add_upper(verbs)


def _add_down(verbs: Any) -> None:
    down = verbs.add_parser("down", help="làm gói gửi xuống các đơn vị; in ra nơi ghi từng gói")
    down.add_argument("--to", required=True, type=arguments.path, metavar="THƯ_MỤC")
    down.add_argument(
        "--units", type=codes, default=(), metavar="MÃ,MÃ", help="không ghi: mọi đơn vị trực thuộc"
    )
    down.add_argument("--year", type=arguments.year, metavar="NĂM", help="gói nói về năm nào")
    down.add_argument(
        "--forms", type=codes, default=(), metavar="MÃ,MÃ", help="biểu kèm chỉ tiêu; all: mọi biểu"
    )
    down.add_argument(
        "--catalogues", type=codes, default=(), metavar="TÊN", help="dòng của cơ quan, như theme"
    )
    down.add_argument("--targets", type=arguments.year, metavar="NĂM", help="mục tiêu của năm")
    down.add_argument("--deadlines", type=arguments.year, metavar="NĂM", help="báo cáo yêu cầu")
    down.add_argument("--plan", type=arguments.words, metavar="MÃ", help="kế hoạch đã ban hành")
    down.add_argument(
        "--letter", type=arguments.path, action="append", default=[], metavar="TỆP.pdf",
        help="công văn; ghi được nhiều lần",
    )  # fmt: skip
    down.add_argument("--sealed", action="store_true", help="chỉ đơn vị nhận mở được")
    down.add_argument("--reason", default="", type=arguments.words, metavar="LÝ_DO")
    down.set_defaults(run=send_down)


def _add_upper(verbs: Any) -> None:
    upper = verbs.add_parser("upper", help="nhiệm vụ cấp trên giao và kế hoạch của đơn vị")
    upper.add_argument("year", type=arguments.year, metavar="NĂM")
    what = upper.add_mutually_exclusive_group()
    what.add_argument("--draft", type=arguments.words, metavar="MÃ", help="thêm vào kế hoạch")
    what.add_argument("--not-ours", type=arguments.words, metavar="MÃ", help="không thuộc đơn vị")
    what.add_argument("--reset", type=arguments.words, metavar="MÃ", help="xóa điều đã ghi")
    what.add_argument(
        "--cover",
        nargs=2,
        type=arguments.words,
        metavar=("MÃ", "NHIỆM_VỤ"),
        help="đã có ở nhiệm vụ",
    )
    upper.add_argument("--plan", type=arguments.words, metavar="MÃ", help="kế hoạch, cho --draft")
    upper.add_argument("--json", action="store_true", help="in ra dạng JSON")
    upper.set_defaults(run=show_upper)


def codes(text: str) -> tuple[str, ...]:
    """ "26734,26737" → codes."""
    found = tuple(filter(None, (arguments.words(one) for one in text.split(","))))
    if not found:
        raise ArgumentTypeError("Hãy ghi ít nhất một mã.")
    return found


def parts(text: str) -> "frozenset[Part]":
    """ "forms,targets" → parts of a package from above."""
    from app.workflows.parcels.given_items import Part

    strange = [one for one in codes(text) if one not in _PARTS]
    if strange:
        raise ArgumentTypeError(
            f"Gói không có phần “{', '.join(strange)}”; chỉ có: {', '.join(_PARTS)}."
        )
    return frozenset(Part(one) for one in codes(text))


def send_down(chosen: Namespace) -> None:
    """Where each package lies now; what is in them goes to the error output."""
    from app.workflows.parcels.downward import content_of_down, make_down
    from app.workflows.parcels.sending import write_to

    now = datetime.now(UTC)
    with opened(chosen, writes=True) as folder:
        command = _command(folder.db, chosen)
        for line in content_of_down(folder.db, command).lines:
            print(line, file=sys.stderr)
        for row in make_down(folder.db, command, chosen.units, now):
            print(write_to(folder.db, row.id, chosen.to, now).path)


def take_package(chosen: Namespace) -> None:
    """Kind, code, name, old, new and why of each row, under its part; then what was done."""
    from app.workflows.parcels.taking import ALL, look_at_down, receive_given, take_over

    now = datetime.now(UTC)
    asked = chosen.only or ALL
    with opened(chosen, writes=True) as folder:
        db = folder.db
        package_id = receive_given(db, source_file(chosen.file), now)
        if chosen.dry_run:
            found = look_at_down(db, package_id, now, asked)
        else:
            found = take_over(db, package_id, asked, now)
        _save_letters(db, chosen, package_id)
    _print(found, all_rows=chosen.all)
    print("Chưa lấy gì vào sổ." if chosen.dry_run else "Đã lấy vào sổ.")


def show_upper(chosen: Namespace) -> None:
    """State, id, mark, title and our answer or offers of each task; the counts at the end."""
    from app.workflows.parcels.upper_matching import upper_page

    day = today()
    changes = bool(chosen.draft or chosen.not_ours or chosen.cover or chosen.reset)
    with opened(chosen, writes=changes) as folder:
        if changes:
            _answer(folder.db, chosen, upper_page(folder.db, chosen.year, day))
        page = upper_page(folder.db, chosen.year, day)
    if chosen.json:
        rows = [_row(row, page) for row in page.rows if row.cover]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print_upper(page)


def _command(db: "Database", chosen: Namespace) -> "SendDown":
    from app.queries.papers import get_paper
    from app.workflows.parcels.downward import SendDown

    plan_id = find_paper(db, chosen.plan) if chosen.plan else None
    plan_year = db.read(get_paper, plan_id).year if plan_id else None
    years = (chosen.year, plan_year, chosen.deadlines, chosen.targets, today().year)
    return SendDown(
        year=next(year for year in years if year),
        forms=chosen.forms,
        catalogues=chosen.catalogues,
        targets=chosen.targets,
        deadlines=chosen.deadlines,
        plan_id=plan_id,
        letters=tuple(map(source_file, chosen.letter)),
        sealed=chosen.sealed,
        reason=chosen.reason,
    )


def _save_letters(db: "Database", chosen: Namespace, package_id: "UUID") -> None:
    from app.workflows.parcels.taking import letters_of, save_letter

    if chosen.letters_to is None:
        return
    for letter in letters_of(db, package_id, datetime.now(UTC)):
        print(save_letter(letter, chosen.letters_to).path, file=sys.stderr)


def _print(found: "GivenPreview", *, all_rows: bool) -> None:
    if found.reason:
        print(found.reason)
    for part in found.parts:
        _print_part(part, all_rows=all_rows)


def _print_part(part: "GivenPart", *, all_rows: bool) -> None:
    from app.domain.given_rows import KEPT
    from app.workflows.parcels.given_items import PART_WORDS

    print(f"{PART_WORDS[part.part]}: {part.words}")
    if part.older:
        print(f"\t{part.older}")
    for one in part.items:
        if all_rows or one.kind != KEPT:
            said = (one.kind_words, one.code, one.name, one.old, one.new, one.why)
            print("\t" + "\t".join(" ".join(words.split()) for words in said))


def _answer(db: "Database", chosen: Namespace, page: "UpperPage") -> None:
    from app.queries.tasks import list_tasks
    from app.workflows.parcels.upper_matching import (
        confirm_offer,
        draft_task,
        set_not_ours,
        take_answer_back,
    )

    def upper(typed: str) -> "UUID":
        return find_id(typed, [row.id for row in page.rows], "nhiệm vụ cấp trên")

    if chosen.plan and not chosen.draft:
        raise ValidationError("Mục --plan đi cùng --draft.")
    if chosen.draft:
        plan = find_paper(db, chosen.plan) if chosen.plan else None
        draft_task(db, upper(chosen.draft), today(), plan)
    elif chosen.cover:
        known = [task.task_key for task in db.read(list_tasks, today=today(), year=chosen.year)]
        task = find_id(chosen.cover[1], known, "nhiệm vụ")
        confirm_offer(db, upper(chosen.cover[0]), task, today())
    elif chosen.not_ours:
        set_not_ours(db, upper(chosen.not_ours))
    else:
        take_answer_back(db, upper(chosen.reset))


def _print_upper(page: "UpperPage") -> None:
    from app.domain.upper_tasks import COVER_WORDS

    for row in page.rows:
        if row.cover is None:
            print(f"\t\t{row.mark}\t{row.title}")
            continue
        said = (COVER_WORDS[row.cover], str(row.id)[:_SHORT_ID], row.mark, row.title, row.answer)
        print("\t".join(said))
        for offer in page.offers.get(row.id, ()):
            print(f"\tCó thể là\t{str(offer.task_key)[:_SHORT_ID]}\t{offer.title}")
    if page.plan is None:
        print("Chưa lấy kế hoạch nào của cấp trên cho năm này.")
    else:
        print(page.coverage.words)


def _row(row: "UpperTaskRow", page: "UpperPage") -> dict[str, Any]:
    return {
        "id": str(row.id),
        "mark": row.mark,
        "title": row.title,
        "lead": row.lead,
        "starts_on": row.starts_on.isoformat() if row.starts_on else None,
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
        "output": row.output,
        "state": str(row.cover),
        "task": str(row.task_key) if row.task_key else None,
        "answer": row.answer,
        "offers": [
            {"task": str(one.task_key), "title": one.title, "alike": one.alike}
            for one in page.offers.get(row.id, ())
        ],
    }
