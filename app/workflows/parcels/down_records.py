"""What goes down to the units, as records of a package: forms, targets, deadlines, plan, papers."""

from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.domain.fields import plain
from app.domain.figure_rows import Column
from app.domain.given_rows import FORM, INDICATOR
from app.domain.indicators import TargetSource, target_of
from app.domain.paper_content import NodeContent
from app.domain.papers import PaperKind
from app.domain.text import slug
from app.errors import NotFoundError, ValidationError
from app.exchange.records import (
    DeadlineRecord,
    DocumentRecord,
    EntryRecord,
    NodeRecord,
    PaperRole,
    TargetRecord,
)
from app.exchange.shapes import CODE, WrongError
from app.files import explain_os_error
from app.queries.catalogue import EntryRow, list_entries
from app.queries.collections import NO_FORM, list_collections
from app.queries.figure_cells import list_own_targets
from app.queries.papers import PaperRow
from app.workflows.parcels.entry_fields import fields_of
from app.workflows.parcels.outgoing import newest_issued

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Catalogues besides forms and indicators that may be handed down: the rows the office made its own.
CATALOGUES: Final = {
    "theme": "Chủ đề Tháng hành động",
    "legal_basis": "Căn cứ pháp lý",
    "holiday": "Ngày nghỉ",
    "activity_kind": "Loại hoạt động",
    "target_group": "Đối tượng",
    "quantity_item": "Sản phẩm",
    "money_source": "Nguồn kinh phí",
    "agency": "Cơ quan phối hợp",
}
_REFERS: Final = ("numerator", "denominator", "parent")
_LARGEST: Final = 20_000_000


def entry_records(
    session: "Session", forms: Some[str], catalogues: Some[str] = ()
) -> tuple[EntryRecord, ...]:
    """Forms with every indicator they need, then the office's own rows of other catalogues.

    A form is sent in its last version, whichever of its codes is named.

    Raises:
        NotFoundError: no such form or catalogue.
        ValidationError: a code that cannot travel.
    """
    kept = {
        name: _Rows(list_entries(session, name, with_hidden=True)) for name in (FORM, INDICATOR)
    }
    chosen = {row.code: row for row in map(kept[FORM].last, forms)}
    needed = _with_parts(kept[INDICATOR], _lines(chosen.values()))
    while more := list(_followers(kept, needed, chosen)):
        chosen |= {row.code: row for row in more if row.catalogue == FORM}
        named = [row.code for row in (*needed, *more) if row.catalogue == INDICATOR]
        needed = _with_parts(kept[INDICATOR], (*named, *_lines(chosen.values())))
    rows = [
        *(_entry(row, kept[INDICATOR].first(row.code)) for row in needed),
        *(_entry(row, kept[FORM].first(row.code)) for row in chosen.values()),
    ]
    for name in catalogues:
        if name not in CATALOGUES:
            raise NotFoundError(f"Danh mục “{name}” không gửi xuống được.")
        rows += [_entry(row, row.code) for row in list_entries(session, name) if row.own]
    return tuple(rows)


def target_records(session: "Session", year: int) -> tuple[TargetRecord, ...]:
    """The targets of a year: our own, else those that were set for us from above.

    Indicators without a code that others can read stay out, as with figures.
    """
    found = []
    for code, targets in sorted(list_own_targets(session).items()):
        for column in Column:
            one = target_of(targets, year, column)
            if one is not None and one.source is not TargetSource.NATIONAL and travels(code):
                found.append(TargetRecord(code, year, column, one.value, one.words))
    return tuple(found)


def deadline_records(
    session: "Session", year: int, level_code: str = ""
) -> tuple[DeadlineRecord, ...]:
    """Reports asked of the units in a year; the first line of a note names the letter.

    Args:
        level_code: only those asked of units of this level.
    """
    return tuple(
        DeadlineRecord(
            duty=row.duty,
            name=row.name,
            template=row.template or NO_FORM,
            period=row.period,
            due_on=row.due_on,
            note=f"{row.letter}\n{row.note}" if row.note else row.letter,
        )
        for row in list_collections(session, year)
        if not row.levels or not level_code or level_code in row.levels
    )


def issued_plan(session: "Session", paper_id: UUID) -> PaperRow:
    """The newest issued version of a plan of ours.

    Raises:
        NotFoundError: no such paper.
        ValidationError: it is no plan, or none of it is issued.
    """
    row = newest_issued(session, paper_id)
    if row.kind is not PaperKind.PLAN:
        raise ValidationError("Chỉ kế hoạch đã ban hành mới gửi xuống được theo từng nhiệm vụ.")
    return row


def node_records(row: PaperRow) -> tuple[NodeRecord, ...]:
    """The nodes of a plan in their order, numbers in sentences as printed."""
    return tuple(_node(node, row.year) for node in row.content.nodes)


def letters_in(
    paths: Sequence[Path],
) -> tuple[tuple[DocumentRecord, ...], dict[str, bytes]]:
    """Letters as documents of a package, with their bytes by name.

    Raises:
        ValidationError: a file that is no PDF, or too large.
        DataFileError: it cannot be read.
    """
    records, papers = [], {}
    for number, path in enumerate(paths, start=1):
        name = f"docs/{number:02d}-{slug(path.stem)[:60]}.pdf"
        papers[name] = _pdf(path)
        records.append(DocumentRecord(file=name, role=PaperRole.LETTER, title=path.stem[:500]))
    return tuple(records), papers


def travels(code: str) -> bool:
    """Whether a code can stand in a package."""
    try:
        CODE.read(code)
    except WrongError:
        return False
    return True


class _Rows:
    """Rows of one catalogue by code, with their versions."""

    def __init__(self, rows: Iterable[EntryRow]) -> None:
        self.by_code = {row.code: row for row in rows}
        self._before = {
            row.replaced_by: row.code for row in self.by_code.values() if row.replaced_by
        }

    def last(self, code: str) -> EntryRow:
        """The version that counts from now on."""
        row, seen = self.by_code.get(code), {code}
        if row is None:
            raise NotFoundError(f"Không có biểu “{code}”. Hãy chọn một biểu trong danh sách.")
        while row.replaced_by in self.by_code and row.replaced_by not in seen:
            seen.add(row.replaced_by)
            row = self.by_code[row.replaced_by]
        return row

    def is_later(self, row: EntryRow) -> bool:
        """Whether it took the place of another, and nothing took its own."""
        return not row.replaced_by and self.first(row.code) != row.code

    def first(self, code: str) -> str:
        """The code of the first version."""
        seen = {code}
        while code in self._before and self._before[code] not in seen:
            code = self._before[code]
            seen.add(code)
        return code


def _lines(forms: Iterable[EntryRow]) -> list[str]:
    """Codes of the indicators on some forms."""
    named = [line.get("indicator", "") for row in forms for line in row.data.get("rows", ())]
    return list(filter(None, named))


def _followers(
    kept: Mapping[str, _Rows], needed: Sequence[EntryRow], chosen: Some[str]
) -> Iterator[EntryRow]:
    """Rows that got a new version because of an indicator that is sent in one: without them the
    receiver would give them codes of its own."""
    there = {row.code for row in needed}
    later = {code for code in there if kept[INDICATOR].first(code) != code}
    for row in kept[INDICATOR].by_code.values():
        if row.code not in there and kept[INDICATOR].is_later(row) and later & _uses(row):
            yield row
    for row in kept[FORM].by_code.values():
        if row.code not in chosen and kept[FORM].is_later(row) and later & set(_lines([row])):
            yield row


def _uses(row: EntryRow) -> set[str]:
    return {str(row.data[key]).partition(":")[0] for key in _REFERS if row.data.get(key)}


def _with_parts(kept: _Rows, codes: Iterable[str]) -> list[EntryRow]:
    """Indicators with those that they are worked out from or belong to, in catalogue order."""
    todo, found = list(codes), set()
    while todo:
        code = todo.pop()
        row = kept.by_code.get(code)
        if row is None or code in found:
            continue
        found.add(code)
        todo += _uses(row)
    return [row for code, row in kept.by_code.items() if code in found]


def _entry(row: EntryRow, first: str) -> EntryRecord:
    if not travels(row.code):
        raise ValidationError(
            f"Mã “{row.code}” ({row.name}) có dấu hoặc khoảng trắng nên không đưa vào gói được. Danh "
            "mục vẫn nguyên. Hãy lập lại dòng ấy với mã không dấu rồi gửi."
        )
    return EntryRecord(
        catalogue=row.catalogue,
        code=row.code,
        name=row.name,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        fields=fields_of(row.data, first if first != row.code else ""),
    )


def _node(node: NodeContent, year: int) -> NodeRecord:
    task = node.task
    starts, ends = (task.starts_on, task.ends_on) if task else (None, None)
    if task and task.all_year:
        starts, ends = starts or date(year, 1, 1), ends or date(year, 12, 31)
    return NodeRecord(
        key=node.key,
        depth=node.depth,
        mark=node.mark.value,
        heading=plain(node.heading),
        text=plain(node.text),
        lead=task.lead if task else "",
        partners=task.partners if task else (),
        starts_on=starts,
        ends_on=ends,
        output=task.output if task else "",
    )


def _pdf(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise ValidationError(
                f"Tệp “{path.name}” lớn hơn {_LARGEST // 10**6} MB nên chưa đưa vào gói. "
                "Hãy quét lại với cỡ nhỏ hơn."
            )
        content = path.read_bytes()
    except OSError as error:
        raise explain_os_error(error) from error
    if not content.startswith(b"%PDF"):
        raise ValidationError(
            f"“{path.name}” không phải là tệp PDF nên chưa đưa vào gói. Hãy chọn bản PDF của công văn."
        )
    return content
