"""Every column with words is told to hold people or not; a new one cannot be forgotten."""

import pytest
from sqlalchemy import JSON, LargeBinary, String, Table, TypeDecorator
from sqlalchemy.types import TypeEngine

from app.domain.personal_columns import TABLES
from app.models import Base

KNOWN = {one.table: one for one in TABLES}


def holds_words(kind: TypeEngine[object]) -> bool:
    bare = kind.impl if isinstance(kind, TypeDecorator) else kind
    return isinstance(bare, String | JSON | LargeBinary)


def test_every_table_has_its_row_and_no_other() -> None:
    assert len(KNOWN) == len(TABLES)
    assert set(KNOWN) == set(Base.metadata.tables)


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=str)
def test_every_column_with_words_is_told(table: Table) -> None:
    one = KNOWN[table.name]
    told = [*one.people, *one.free, *one.other]
    assert sorted(told) == sorted(c.name for c in table.columns if holds_words(c.type))
