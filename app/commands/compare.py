"""bdg compare …, bdg take-back …: differences of papers, and papers changed in Word."""

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import find_paper, opened, source_file
from app.errors import ValidationError

if TYPE_CHECKING:
    from app.db.database import Database
    from app.documents.blocks import Document
    from app.documents.compare import Change, Comparison
    from app.workflows.round_trip import Offer, Review

_STATES = {
    "free": "nhận được",
    "conflict": "hai bên cùng sửa",
    "made": "phần lập từ nhiệm vụ, hãy sửa ở nhiệm vụ",
    "gone": "đoạn này đã bỏ khỏi văn bản",
}


def add(nouns: Any) -> None:
    """Add both commands; they stand by themselves and under `bdg plan`."""
    compare = nouns.add_parser("compare", help="so sánh hai bản, hai văn bản hoặc hai tệp")
    compare.add_argument("old", type=arguments.words, metavar="CŨ", help="mã văn bản hoặc tệp")
    compare.add_argument(
        "new", type=arguments.words, metavar="MỚI", nargs="?", help="mã văn bản hoặc tệp"
    )
    compare.add_argument(
        "--versions", type=arguments.count, nargs=2, metavar="SỐ", help="hai bản của cùng văn bản"
    )
    compare.add_argument("--json", action="store_true", help="in thành một đối tượng JSON")
    compare.set_defaults(run=compare_two)

    back = nouns.add_parser("take-back", help="đọc lại văn bản đã sửa trong Word")
    back.add_argument("file", type=arguments.path, metavar="TỆP")
    back.add_argument("--id", type=arguments.words, metavar="MÃ", help="khi tệp không tự nói")
    chosen = back.add_mutually_exclusive_group()
    chosen.add_argument("--list", action="store_true", help="chỉ liệt kê (như khi không ghi gì)")
    chosen.add_argument(
        "--accept-all", action="store_true", help="nhận mọi chỗ, trừ chỗ hai bên cùng sửa"
    )
    chosen.add_argument("--accept", type=arguments.count, nargs="+", metavar="SỐ", default=[])
    back.add_argument("--reason", type=arguments.words, default="", help="khi văn bản đã ban hành")
    back.set_defaults(run=take_changes_back)


def compare_two(chosen: Namespace) -> None:
    """One line per difference."""
    from app.documents.compare import compare
    from app.workflows.comparing import compare_versions

    if chosen.versions:
        with opened(chosen, writes=False) as folder:
            paper_id = find_paper(folder.db, chosen.old)
            found = compare_versions(folder.db, paper_id, *chosen.versions)
    elif chosen.new is None:
        raise ValidationError("Hãy ghi cả hai văn bản hoặc tệp, hoặc thêm --versions 1 2.")
    elif Path(chosen.old).is_file() and Path(chosen.new).is_file():
        from app.workflows.comparing import file_document

        found = compare(file_document(Path(chosen.old)), file_document(Path(chosen.new)))
    else:
        with opened(chosen, writes=False) as folder:
            found = compare(_document(folder.db, chosen.old), _document(folder.db, chosen.new))
    if chosen.json:
        print(json.dumps(_plain(found), ensure_ascii=False, indent=2))
        return
    _show(found)


def take_changes_back(chosen: Namespace) -> None:
    """List what the file says differently; with --accept put it in."""
    from app.workflows.round_trip import apply_review, take_back

    file = source_file(chosen.file)
    writes = bool(chosen.accept_all or chosen.accept)
    with opened(chosen, writes=writes) as folder:
        paper_id = find_paper(folder.db, chosen.id) if chosen.id else None
        review = take_back(folder.db, file, paper_id)
        if not writes:
            _show_review(review)
            return
        numbers = set(chosen.accept) or {one.number for one in review.offers if one.is_free}
        done = apply_review(folder.db, review, numbers, reason=chosen.reason)
    print(f"Đã nhận {done} trong {len(review.offers)} chỗ khác nhau.")
    for offer in review.offers:
        if offer.number not in numbers or not offer.takable:
            print(f"Không nhận {offer.number}\t{_STATES[offer.state]}\t{_offer_words(offer)}")


def _document(db: "Database", typed: str) -> "Document":
    from app.workflows.comparing import file_document, version_document

    if Path(typed).is_file():
        return file_document(Path(typed))
    return version_document(db, find_paper(db, typed))


def _show(found: "Comparison") -> None:
    from app.workflows.comparing import change_words, marked_up, place_of

    for line in found.head:
        print(f"Sửa\t{line.name}\t{marked_up(line.pieces)}")
    for change in found.changes:
        print(f"{change_words(change)}\t{place_of(change)}\t{_said(change)}")
    print(f"{len(found.head) + len(found.changes)} chỗ khác nhau, {found.same} chỗ giữ nguyên.")


def _show_review(review: "Review") -> None:
    for remark in review.remarks:
        print(f"# {remark}")
    for offer in review.offers:
        print(f"{offer.number}\t{_STATES[offer.state]}\t{_offer_words(offer)}")
    if not review.offers:
        print("Tệp nói đúng như văn bản trong chương trình.")


def _offer_words(offer: "Offer") -> str:
    from app.workflows.comparing import change_words, marked_up, place_of

    if offer.head is not None:
        return f"Sửa\t{offer.head.name}\t{marked_up(offer.head.pieces)}"
    change = offer.change
    return f"{change_words(change)}\t{place_of(change)}\t{_said(change)}" if change else ""


def _said(change: "Change") -> str:
    from app.workflows.comparing import marked_up

    cells = "; ".join(f"dòng {c.row} cột {c.column}: {c.old} → {c.new}" for c in change.cells)
    words = marked_up(change.pieces) if change.reworded else change.side.words
    return " ".join(f"{words} {cells}".split())


def _plain(found: "Comparison") -> dict[str, Any]:
    from app.workflows.comparing import place_of

    return {
        "head": [{"field": one.field, "old": one.old, "new": one.new} for one in found.head],
        "changes": [
            {
                "kind": change.kind.value,
                "moved": change.moved,
                "place": place_of(change),
                "old": change.old.words if change.old else None,
                "new": change.new.words if change.new else None,
                "cells": [
                    {"row": c.row, "column": c.column, "old": c.old, "new": c.new}
                    for c in change.cells
                ],
            }
            for change in found.changes
        ],
        "same": found.same,
    }
