"""Targets and the plan of a package from above held against what was given before."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from app.domain.dates import format_period
from app.domain.figure_rows import Column
from app.domain.figures import format_number
from app.domain.given_rows import CHANGED, INDICATOR, KEPT, NEW, REFUSED
from app.domain.indicators import Indicator, Target, TargetSource, read_indicator
from app.domain.numbering import Mark
from app.domain.outline import DEEPEST
from app.domain.text import clean_line, clean_text
from app.errors import ValidationError
from app.exchange.records import NodeRecord, TargetRecord
from app.queries.figure_cells import list_own_targets
from app.queries.indicators import list_indicators
from app.queries.upper_tasks import UpperTaskRow
from app.services.figures import SetTarget, check_target
from app.services.upper_tasks import UpperNode
from app.workflows.parcels.given_entries import LookedEntries
from app.workflows.parcels.given_items import GONE, GivenItem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_COLUMN_WORDS: Final = {Column.TOTAL: "", Column.MEN: " (nam)", Column.WOMEN: " (nữ)"}
_LONGEST: Final = 120


def look_at_targets(
    session: "Session", records: Sequence[TargetRecord], entries: LookedEntries | None
) -> tuple[list[GivenItem], list[SetTarget]]:
    """What the targets would do; our own targets stay beside them.

    Args:
        entries: rows that are taken over along with them; None: only what stands is known.
    """
    known = _indicators(session, entries)
    codes = entries.codes if entries else {}
    own = list_own_targets(session)
    items, writes = [], []
    for record in records:
        code = codes.get(record.indicator, record.indicator)
        indicator = known.get(code)
        command = _command(record, code)
        why = _wrong(command, indicator, record)
        if indicator is None or why:
            name = indicator.name if indicator else record.indicator
            items.append(GivenItem(kind=REFUSED, code=record.indicator, name=name, why=why))
            continue
        before = _given_before(own.get(code, ()), record)
        kind = NEW if before is None else CHANGED
        if before is not None and (before.value, before.words) == (record.value, command.words):
            kind = KEPT
        else:
            writes.append(command)
        items.append(_target_item(kind, record, indicator, before))
    return items, writes


def look_at_nodes(
    records: Sequence[NodeRecord], before: Sequence[UpperTaskRow]
) -> tuple[list[GivenItem], list[UpperNode]]:
    """What became of the plan since the one that was taken over last; nothing is written.

    Returns:
        rows for the officer, and the nodes; no nodes when the plan is written wrong.
    """
    wrong = _wrong_tree(records)
    if wrong:
        return [GivenItem(kind=REFUSED, code="", name="Kế hoạch", why=wrong)], []
    old = {row.key: row for row in before}
    nodes = [_node(record) for record in records]
    items = [_node_item(node, old.get(node.key)) for node in nodes]
    keys = {node.key for node in nodes}
    gone = [row for row in before if row.key not in keys]
    items += [_gone_item(row) for row in gone] if nodes else []
    return items, nodes


def _indicators(session: "Session", entries: LookedEntries | None) -> dict[str, Indicator]:
    known = dict(list_indicators(session, with_hidden=True))
    for row in entries.writes if entries else ():
        if row.catalogue == INDICATOR:
            known[row.code] = read_indicator(
                row.code, row.name, row.data, row.source, checked=False
            )
    return known


def _command(record: TargetRecord, code: str) -> SetTarget:
    return SetTarget(
        indicator=code,
        year=record.year,
        value=record.value,
        column=record.sex,
        set_by=TargetSource.UPPER,
        words=clean_line(record.words),
    )


def _wrong(command: SetTarget, indicator: Indicator | None, record: TargetRecord) -> str:
    if indicator is None:
        return (
            f"Không có chỉ tiêu mã “{record.indicator}” trong danh mục. Hãy lấy cả phần biểu, chỉ "
            "tiêu của gói, hoặc hỏi cấp trên."
        )
    try:
        check_target(command, indicator)
    except ValidationError as error:
        return error.message
    return ""


def _given_before(targets: Iterable[Target], record: TargetRecord) -> Target | None:
    key = (record.year, record.sex, TargetSource.UPPER)
    return next((one for one in targets if (one.year, one.column, one.source) == key), None)


def _target_item(
    kind: str, record: TargetRecord, indicator: Indicator, before: Target | None
) -> GivenItem:
    unit = f" {indicator.unit}" if indicator.unit else ""
    return GivenItem(
        kind=kind,
        code=indicator.code,
        name=f"{indicator.name}{_COLUMN_WORDS[record.sex]}, năm {record.year}",
        old=f"{_number(before.value)}{unit}" if before else "",
        new=f"{_number(record.value)}{unit}",
        why=clean_line(record.words),
    )


def _number(value: Decimal) -> str:
    return format_number(value, max(0, -int(value.normalize().as_tuple().exponent)))


def _wrong_tree(records: Sequence[NodeRecord]) -> str:
    depths = [-1, *(record.depth for record in records)]
    jumps = any(now > above + 1 for above, now in pairwise(depths))
    marks = {record.mark for record in records} <= set(Mark)
    twice = len({record.key for record in records}) != len(records)
    if jumps or twice or not marks or max(depths) > DEEPEST:
        return (
            "Các đề mục của kế hoạch trong gói xếp cấp không đúng nên không lấy được. "
            "Hãy báo cho cấp trên gửi lại."
        )
    return ""


def _node(record: NodeRecord) -> UpperNode:
    return UpperNode(
        key=record.key,
        depth=record.depth,
        mark=record.mark,
        heading=clean_line(record.heading),
        text=clean_text(record.text),
        lead=clean_line(record.lead),
        partners=tuple(filter(None, map(clean_line, record.partners))),
        starts_on=record.starts_on,
        ends_on=record.ends_on,
        output=clean_text(record.output),
    )


def _node_item(node: UpperNode, old: UpperTaskRow | None) -> GivenItem:
    code, name = str(node.key), _short(node.heading or node.text)
    if old is None:
        return GivenItem(kind=NEW, code=code, name=name, new=_said(node), why=_task_word(node.lead))
    before = UpperNode(
        key=old.key,
        depth=old.depth,
        mark=old.kind.value,
        heading=old.heading,
        text=old.text,
        lead=old.lead,
        partners=old.partners,
        starts_on=old.starts_on,
        ends_on=old.ends_on,
        output=old.output,
    )
    if before == node:
        return GivenItem(kind=KEPT, code=code, name=name, why=_task_word(node.lead))
    return GivenItem(
        kind=CHANGED,
        code=code,
        name=name,
        old=_said(before),
        new=_said(node),
        why=_task_word(node.lead),
    )


def _gone_item(row: UpperTaskRow) -> GivenItem:
    kept = f"Nhiệm vụ “{_short(row.answer)}” của đơn vị vẫn giữ." if row.answer else ""
    return GivenItem(kind=GONE, code=str(row.key), name=_short(row.title), why=kept)


def _task_word(lead: str) -> str:
    return "Nhiệm vụ" if lead else "Đề mục"


def _said(node: UpperNode) -> str:
    parts = (
        f"{node.heading} {node.text}".strip(),
        f"chủ trì: {node.lead}" if node.lead else "",
        f"phối hợp: {', '.join(node.partners)}" if node.partners else "",
        format_period(node.starts_on, node.ends_on),
        f"sản phẩm: {node.output}" if node.output else "",
    )
    return "; ".join(filter(None, parts))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
