"""What is worked out from other fields: words to search by, and keys that must fit their card."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, select

from app.checking.findings import Cure, Finding, Group, Place, field_words, shown, title_of
from app.checking.stream import raw_rows, shown_id
from app.checking.values import plain_of
from app.domain.text import fold, upper_first
from app.errors import AppError
from app.exchange.key_file import keys_in
from app.exchange.office_cards import CARD_SHAPE, OfficeCard, OfficeKeys, card_of
from app.exchange.reading import Desk
from app.exchange.shapes import WrongError
from app.models import Base, CatalogueEntry

_CARD: Final = Base.metadata.tables["office_key"].columns["card"]
_KIND: Final = "activity_kind"
_WRONG: Final = (ValueError, TypeError, KeyError, AttributeError, WrongError, AppError)


class Searched:
    """Works out the field ``search`` of every table that has one."""

    def __init__(self, connection: Connection) -> None:
        query = select(CatalogueEntry.code, CatalogueEntry.name).where(
            CatalogueEntry.catalogue == _KIND
        )
        self._kinds = {str(code): str(name) for code, name in connection.execute(query)}
        self.rules: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {
            "activity": self._activity,
            "catalogue_entry": _code_and_name,
            "unit": _code_and_name,
        }

    def right(self, table: str, row: Mapping[str, Any]) -> str:
        """What the field must say."""
        before, after = self.rules[table](row)
        kind = self._kinds.get(str(row.get("kind_code")), "") if table == "activity" else ""
        return fold(f"{before} {kind} {after}")

    def fits(self, table: str, row: Mapping[str, Any]) -> bool:
        """Whether it says that; an activity may be found by the name its kind had once."""
        found = row["search"]
        if found == self.right(table, row):
            return True
        before, after = map(fold, self.rules[table](row))
        is_activity = table == "activity" and isinstance(found, str)
        return is_activity and found.startswith(before) and found.endswith(after)

    @staticmethod
    def _activity(row: Mapping[str, Any]) -> tuple[str, str]:
        after = (row[name] for name in ("place", "lead", "target_group", "result"))
        return str(row["title"]), " ".join(map(str, (*after, *row["partners"])))


def _code_and_name(row: Mapping[str, Any]) -> tuple[str, str]:
    return f"{row['code']} {row['name']}", ""


def search_findings(connection: Connection) -> Iterator[Finding]:
    """Words to search by that are not those of their record."""
    searched = Searched(connection)
    for name in searched.rules:
        columns = Base.metadata.tables[name].columns
        makers = {column.name: plain_of(column) for column in columns}
        for raw in raw_rows(connection, name, [*makers]):
            row = {key: make(raw[key]) for key, make in makers.items()}
            try:
                fits, right = searched.fits(name, row), searched.right(name, row)
            except _WRONG:
                # A field it is made from is not what it may be, which is told by itself.
                continue
            if not fits:
                yield _search(Place(name, shown_id(raw["id"]), title_of(name, row)), right, row)


def _search(place: Place, right: str, row: Mapping[str, Any]) -> Finding:
    words = field_words(place.table, "search")
    return Finding(
        group=Group.RECORD,
        what=f"{place.words}: {words} không khớp với nội dung nên tìm không ra.",
        todo="Chương trình tự sửa được (bấm “Sửa những gì sửa được”).",
        place=place,
        field=upper_first(words),
        expected=shown(right),
        found=shown(row["search"]),
        cure=Cure.DERIVED,
    )


def key_findings(connection: Connection) -> Iterator[Finding]:
    """Private keys that do not fit their card."""
    for raw in raw_rows(connection, "office_key", ["id", "fingerprint", "card", "secret"]):
        place = Place("office_key", shown_id(raw["id"]), str(raw["fingerprint"])[:12])
        try:
            card: OfficeCard = CARD_SHAPE.read(plain_of(_CARD)(raw["card"]))
            fits = _fits(card, keys_in(raw["secret"]), raw["fingerprint"])
        except _WRONG:
            fits = False
        if not fits:
            yield _unfit(place)


def own_desk(connection: Connection) -> Desk | None:
    """Our keys, as far as they can be read; None when we have none."""
    pairs: list[tuple[OfficeCard, OfficeKeys]] = []
    for raw in raw_rows(connection, "office_key", ["id", "card", "secret"]):
        try:
            card = CARD_SHAPE.read(plain_of(_CARD)(raw["card"]))
            pairs.append((card, keys_in(raw["secret"])))
        except _WRONG:
            continue
    if not pairs:
        return None
    (card, keys), *earlier = pairs
    return Desk(card=card, keys=keys, earlier=tuple(earlier))


def _fits(card: OfficeCard, keys: OfficeKeys, fingerprint: str) -> bool:
    made = card_of(keys, card.unit_code, card.unit_name, card.created_at)
    return made.fingerprint == card.fingerprint == fingerprint


def _unfit(place: Place) -> Finding:
    words = field_words("office_key", "secret")
    return Finding(
        group=Group.RECORD,
        what=f"{place.words}: {words} không khớp với thẻ của đơn vị.",
        todo="Hãy phục hồi từ bản sao lưu, hoặc đổi khóa rồi gửi lại thẻ cơ quan.",
        place=place,
        field=upper_first(words),
        expected="khóa của thẻ này",
        found="khóa khác hoặc hỏng",
    )
