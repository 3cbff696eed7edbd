"""Compare two documents node by node, by what they say and where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from app.documents import phrases
from app.documents.blocks import Document, Node, Table, walk
from app.documents.compare.changes import CellChange, Change, Comparison, HeadChange, Kind, Side
from app.documents.compare.matching import Pairs, longest_rising, paired
from app.documents.compare.words import word_pieces
from app.domain import fields
from app.domain.numbering import Mark

_LONGEST_ABOVE: Final = 60


def compare(old: Document, new: Document) -> Comparison:
    """Every difference of two papers; a number that only shifted is none.

    Nodes are the same when they carry the same key, else by their words. Works on unrelated papers
    as well: what is alike is paired, the rest stands in one of them only.
    """
    before, after = sides_of(old), sides_of(new)
    pairs = paired(before, after)
    moved = _moved(before, after, pairs)
    changes: list[tuple[float, Change]] = []
    for side in before:
        if side.place not in pairs:
            at = _place_of_removed(side.place, pairs)
            changes.append((at, Change(kind=Kind.REMOVED, old=side, new=None)))
            continue
        now = after[pairs[side.place]]
        change = _change(side, now, moved=side.place in moved)
        if change is not None:
            changes.append((now.place, change))
    known = set(pairs.values())
    changes += [
        (side.place, Change(kind=Kind.ADDED, old=None, new=side))
        for side in after
        if side.place not in known
    ]
    changes.sort(key=lambda one: one[0])
    names = _names(before, after, pairs)
    listed = tuple(_with_neighbours(change, names) for _at, change in changes)
    same = len(pairs) - sum(change.old is not None and change.new is not None for change in listed)
    return Comparison(head=tuple(_head(old, new)), changes=listed, same=same)


def sides_of(document: Document) -> list[Side]:
    """All nodes in printed order, the body first, then each annex under its title."""
    made: list[Side] = []
    parts = [document.nodes]
    for annex in document.annexes:
        opening = Node(heading=annex.title, key=annex.key)
        parts.append((opening, *annex.nodes))
    for part, nodes in enumerate(parts):
        made += _part(nodes, part, len(made))
    return made


def _part(nodes: tuple[Node, ...], part: int, start: int) -> Iterator[Side]:
    headings: list[str] = []
    # What an annex holds stands under its title, though no deeper.
    over = [f"Phụ lục: {nodes[0].heading}"[:_LONGEST_ABOVE]] if part else []
    for number, placed in enumerate(walk(nodes)):
        del headings[placed.depth :]
        yield Side(
            node=placed.node,
            place=start + number,
            depth=placed.depth,
            mark=placed.mark,
            part=part,
            above=" › ".join(heading for heading in (*over, *headings) if heading),
        )
        headings.append(f"{placed.mark} {placed.node.plain}".strip()[:_LONGEST_ABOVE])


def _moved(before: Sequence[Side], after: Sequence[Side], pairs: Pairs) -> set[int]:
    """Places of old nodes that left the order; those that went along with a moved one are not."""
    order = sorted(pairs)
    kept = longest_rising([pairs[place] for place in order])
    out = {place for at, place in enumerate(order) if at not in kept}
    above_old, above_new = _parents(before), _parents(after)
    out |= {place for place in order if before[place].part != after[pairs[place]].part}
    alone: set[int] = set()
    for place in order:
        parent = above_old.get(place)
        along = parent in out and pairs.get(parent) == above_new.get(pairs[place])
        if place in out and not along:
            alone.add(place)
    return alone


def _parents(sides: Sequence[Side]) -> dict[int, int]:
    found: dict[int, int] = {}
    open_: list[Side] = []
    for side in sides:
        while open_ and (open_[-1].depth >= side.depth or open_[-1].part != side.part):
            open_.pop()
        if open_:
            found[side.place] = open_[-1].place
        open_.append(side)
    return found


def _names(before: Sequence[Side], after: Sequence[Side], pairs: Pairs) -> list[str]:
    """What the nodes of the new paper are called in ``Change.before``, in order."""
    keys = {now: before[was].node.key for was, now in pairs.items()}
    return [keys.get(side.place) or f"new:{side.place}" for side in after]


def _with_neighbours(change: Change, names: Sequence[str]) -> Change:
    if change.new is None or not (change.moved or change.old is None):
        return change
    return replace(change, before=tuple(reversed(names[: change.new.place])))


def _place_of_removed(place: int, pairs: Pairs) -> float:
    """Right after the node that stood before it."""
    for earlier in range(place - 1, -1, -1):
        if earlier in pairs:
            return pairs[earlier] + 0.5
    return -0.5


def _change(old: Side, new: Side, *, moved: bool) -> Change | None:
    cells = tuple(_cells(old.node.table, new.node.table))
    reworded = _said(old.node) != _said(new.node)
    marked = (old.depth, old.node.mark) != (new.depth, new.node.mark)
    if not (reworded or cells or moved or marked):
        return None
    kind = Kind.MARK
    if reworded or cells:
        kind = Kind.CHANGED
    elif moved:
        kind = Kind.MOVED
    return Change(
        kind=kind,
        old=old,
        new=new,
        pieces=word_pieces(old.words, new.words),
        cells=cells,
        moved=moved,
        reworded=reworded,
    )


def _said(node: Node) -> tuple[str, str]:
    """Heading and text; where the one ends and the other begins is a change too."""
    heading, text = fields.plain(node.heading), fields.plain(node.text)
    if node.mark is Mark.NONE and not heading:
        return "", text
    return heading, text


def _cells(old: Table | None, new: Table | None) -> Iterator[CellChange]:
    """Cells that differ; rows are paired by their words first.

    A chart comes back from Word as a picture: without a table it is as it was.
    """
    if old == new or (old is not None and old.chart is not None and new is None):
        return
    before, after = _rows(old), _rows(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(i2 - i1, j2 - j1)):
            was = before[i1 + step] if i1 + step < i2 else ()
            now = after[j1 + step] if j1 + step < j2 else ()
            row = j1 + step if j1 + step < j2 else i1 + step
            for column in range(max(len(was), len(now))):
                left = was[column] if column < len(was) else ""
                right = now[column] if column < len(now) else ""
                if left != right:
                    yield CellChange(row=row, column=column + 1, old=left, new=right)


def _rows(table: Table | None) -> list[tuple[str, ...]]:
    if table is None:
        return []
    rows = [tuple(column.title for column in table.columns), *table.rows]
    rows += [table.total] if table.total else []
    return [tuple(phrases.printed_lines(cell) for cell in row) for row in rows]


def _head(old: Document, new: Document) -> Iterator[HeadChange]:
    after = dict(_head_lines(new))
    for field, before in _head_lines(old).items():
        name, was = before
        now = after[field][1]
        # Where a line is broken says nothing.
        if was.split() != now.split():
            yield HeadChange(field=field, name=name, old=was, new=now, pieces=word_pieces(was, now))


def _head_lines(document: Document) -> dict[str, tuple[str, str]]:
    form = document.form
    return {
        "letterhead": (
            "Tên cơ quan ban hành",
            _lines(line.text for line in document.letterhead),
        ),
        "number": ("Số", phrases.number_line(document) if document.number else ""),
        "symbol": ("Ký hiệu", phrases.printed(document.symbol)),
        "place": ("Địa danh", phrases.printed(document.place)),
        "day": ("Ngày", document.day.strftime("%d/%m/%Y") if document.day else ""),
        "type_name": ("Tên loại", phrases.printed(document.type_name)),
        "title": ("Trích yếu", " ".join(phrases.title_lines(document))),
        "addressees": ("Kính gửi", _lines(phrases.addressees(document))),
        "authority": ("Thẩm quyền ban hành", phrases.printed(form.authority)),
        "bases": ("Căn cứ", _lines(phrases.closed(document.bases))),
        "resolution": ("Dòng quyết định", phrases.printed(form.resolution)),
        "recipients": ("Nơi nhận", _lines(phrases.recipients(document))),
        "signature_lines": ("Quyền hạn, chức vụ", _lines(phrases.signature_lines(document))),
        "signer_name": ("Họ tên người ký", phrases.printed(document.signature.name)),
        "second_lines": ("Chức vụ người ký thứ hai", _lines(form.second_lines)),
        "second_name": ("Họ tên người ký thứ hai", phrases.printed(form.second_name)),
        "urgency": ("Độ khẩn", phrases.printed(form.urgency)),
        "circulation": ("Phạm vi lưu hành", phrases.printed(form.circulation)),
        "drafter": ("Người soạn và số bản", phrases.printed(form.drafter)),
        "contact": ("Địa chỉ liên hệ", _lines(form.contact)),
    }


def _lines(lines: Iterator[str] | Sequence[str]) -> str:
    return "\n".join(phrases.printed(line) for line in lines)
