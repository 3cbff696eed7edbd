"""What packages brought, row by row, beside the package files they came in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, column, literal_column, select, table

from app.checking.findings import Finding, Group, Place, field_words, shown
from app.checking.stream import raw_rows
from app.checking.values import plain_of
from app.domain.parcel_cells import rows_hash
from app.domain.parcels import ORIGIN_WORDS, ParcelOrigin
from app.domain.text import upper_first
from app.errors import AppError
from app.exchange.reading import Desk, reread_package
from app.exchange.refusals import PackageError, Refusal
from app.jobs import JobContext
from app.models import Base, CatalogueEntry, KeptFile
from app.services.received import ACTIVITY_COLUMNS, FIGURE_COLUMNS
from app.workflows.parcels.keeping import stored_activities, stored_figures, stored_id

_TODO: Final = "Tệp gói còn nguyên trong sổ; hãy phục hồi từ bản sao lưu rồi kiểm tra lại, hoặc xin đơn vị gửi lại gói."
_TABLES: Final = {"received_figure": FIGURE_COLUMNS, "received_activity": ACTIVITY_COLUMNS}
#: Columns that name a row of a package.
_KEYS: Final = {"received_figure": slice(1, 5), "received_activity": slice(1, 2)}
_Rows = dict[tuple[Any, ...], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Head:
    """What is asked of a received package."""

    id: UUID
    origin: str
    unit_name: str
    period: str
    file_sha256: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads rows of packages; ``names`` are of indicators, ``desk`` opens what was sealed."""

    connection: Connection
    desk: Desk | None
    names: Mapping[str, str]

    def package(self, head: _Head) -> Iterator[Finding]:
        """Every row of a package that is not what the package says."""
        if head.origin != ParcelOrigin.PACKAGE:
            yield from self._by_hand(head)
            return
        told = self._told(head)
        if isinstance(told, Finding):
            yield told
            return
        for name, rows in told.items():
            yield from self._compared(head, name, rows, self._kept(name, head.id))

    def _told(self, head: _Head) -> "dict[str, Iterable[Sequence[Any]]] | Finding":
        """The rows that the package file makes; a finding when it cannot be opened."""
        query = select(KeptFile.content).where(KeptFile.sha256 == head.file_sha256)
        content = self.connection.execute(query).scalar()
        if content is None:
            return _unchecked(head, "tệp gói không được giữ trong sổ")
        try:
            package = reread_package(bytes(content), self.desk)
        except PackageError as error:
            if any(point.refusal in _SEALED for point in error.points):
                return _unchecked(head, "gói được mã hóa bằng mật khẩu hoặc khóa không mở được")
            return _unreadable(head, error)
        except AppError as error:
            return _unreadable(head, error)
        return {
            "received_figure": stored_figures(package, head.id),
            "received_activity": stored_activities(package, head.id),
        }

    def _kept(self, name: str, package: UUID) -> list[Row[Any]]:
        columns = _TABLES[name]
        is_package = column("package_id") == _raw_id(self.connection, package)
        query = select(*map(column, columns)).select_from(table(name)).where(is_package)
        return list(self.connection.execute(query))

    def _by_hand(self, head: _Head) -> Iterator[Finding]:
        """What was keyed in is held against the hash that was written with it."""
        if not head.content_hash:
            words = _BY_HAND.get(head.origin, "nơi khác")
            yield _unchecked(head, f"số liệu từ {words} được ghi trước khi có dấu để đối chiếu")
            return
        rows = _plain("received_figure", self._kept("received_figure", head.id)).values()
        hashed = rows_hash((stored_id(one[0]), *one[1:]) for one in rows)
        if hashed != head.content_hash:
            place = Place("received_package", str(head.id), _title(head))
            yield Finding(
                group=Group.RECEIVED,
                what=f"{place.words}: số liệu nhập tay bị sửa, thêm hoặc xóa ngoài chương trình.",
                todo="Hãy đối chiếu từng ô với bản giấy hoặc biểu Excel của đơn vị rồi nhập lại.",
                place=place,
                expected="đúng như khi nhập",
                found="khác",
            )

    def _compared(
        self, head: _Head, name: str, told: Iterable[Sequence[Any]], kept: Sequence[Row[Any]]
    ) -> Iterator[Finding]:
        right, there = _plain(name, told), _plain(name, kept)
        for key in dict.fromkeys((*right, *there)):
            place = self._place(head, name, (right.get(key) or there[key]))
            if key not in there:
                yield _row(
                    place, "bị xóa ngoài chương trình.", "có trong gói", "không còn trong sổ"
                )
            elif key not in right:
                yield _row(place, "được thêm ngoài chương trình.", "không có trong gói", "có")
            else:
                yield from _changed(place, _TABLES[name], right[key], there[key])

    def _place(self, head: _Head, name: str, row: tuple[Any, ...]) -> Place:
        if name == "received_figure":
            code = shown(row[1])
            words = (self.names.get(code, code), _SEX.get(row[2], ""), *filter(None, row[3:5]))
        else:
            words = (shown(row[4]),)
        title = " – ".join((_title(head), ", ".join(map(str, filter(None, words)))))
        return Place(name, str(head.id), title)


_BY_HAND: Final = {one.value: words for one, words in ORIGIN_WORDS.items()}
_SEX: Final = {"men": "nam", "women": "nữ", "total": "tổng số"}
_SEALED: Final = {Refusal.ASKS_PASSPHRASE, Refusal.CANNOT_OPEN}


def received_findings(
    connection: Connection, desk: Desk | None, job: JobContext
) -> Iterator[Finding]:
    """Every received package beside its file."""
    named = select(CatalogueEntry.code, CatalogueEntry.name).where(
        CatalogueEntry.catalogue == "indicator"
    )
    names = {str(code): str(name) for code, name in connection.execute(named)}
    reader = _Reader(connection, desk, names)
    heads = list(_heads(connection))
    for number, head in enumerate(heads):
        job.step(number, len(heads), "Đối chiếu số liệu đã nhận với tệp gói")
        yield from reader.package(head)


def _heads(connection: Connection) -> Iterator[_Head]:
    """Raw, so that a damaged field stops nothing."""
    names = ["id", "origin", "unit_name", "period", "file_sha256", "content_hash"]
    for raw in raw_rows(connection, "received_package", names):
        with suppress(ValueError):
            yield _Head(UUID(str(raw["id"])), *(str(raw[name] or "") for name in names[1:]))


def _raw_id(connection: Connection, package: UUID) -> Any:
    if connection.dialect.name == "sqlite":
        return package.hex
    return literal_column(f"'{package}'::uuid")


def _plain(name: str, rows: Iterable[Sequence[Any]]) -> _Rows:
    """Comparable rows by what names them."""
    columns = Base.metadata.tables[name].columns
    makers = [plain_of(columns[one]) for one in _TABLES[name]]
    made = (tuple(make(value) for make, value in zip(makers, row, strict=True)) for row in rows)
    return {tuple(map(str, row[_KEYS[name]])): row for row in made}


def _changed(
    place: Place, columns: Sequence[str], right: tuple[Any, ...], there: tuple[Any, ...]
) -> Iterator[Finding]:
    for name, expected, found in zip(columns, right, there, strict=True):
        if expected != found:
            words = field_words(place.table, name)
            what = f"mục “{words}” bị sửa ngoài chương trình."
            yield _row(place, what, shown(expected), shown(found), upper_first(words))


def _row(place: Place, what: str, expected: str, found: str, field: str = "") -> Finding:
    return Finding(
        group=Group.RECEIVED,
        what=f"{place.words}: {what}",
        todo=_TODO,
        place=place,
        field=field,
        expected=expected,
        found=found,
    )


def _unchecked(head: _Head, why: str) -> Finding:
    return Finding(
        group=Group.RECEIVED,
        what=f"Không kiểm tra được số liệu của {_title(head)}: {why}.",
        todo="Không có gì sai được tìm thấy; muốn chắc thì đối chiếu với bản của đơn vị.",
        place=Place("received_package", str(head.id), _title(head)),
        note=True,
    )


def _unreadable(head: _Head, error: AppError) -> Finding:
    place = Place("received_package", str(head.id), _title(head))
    return Finding(
        group=Group.RECEIVED,
        what=f"Tệp gói của {_title(head)} không còn đọc được: {error.message}",
        todo="Hãy phục hồi từ bản sao lưu, hoặc xin đơn vị gửi lại gói.",
        place=place,
    )


def _title(head: _Head) -> str:
    return f"{head.unit_name}, {head.period}"
