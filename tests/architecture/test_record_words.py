"""History speaks Vietnamese of every table it follows, field by field."""

from sqlalchemy import JSON, Uuid

from app.db.history import UNTOLD
from app.documents.layout import choices
from app.domain.paper_content import PaperForm
from app.domain.papers import OtherType, PlanType, ReportType
from app.models.base import Base, Entity
from app.queries.change_log import TOPIC_WORDS
from app.queries.record_words import record_words
from app.workflows.catalogues import read_catalogues


def tracked() -> dict[str, set[str]]:
    """Fields by table of everything that has a history."""
    return {
        mapper.class_.__tablename__: {
            attr.key for attr in mapper.column_attrs if attr.key not in UNTOLD | {"id"}
        }
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Entity)
    }


def test_every_field_that_history_follows_has_a_word_and_no_word_is_left_over() -> None:
    told = {table: set(words.fields) for table, words in record_words().tables.items()}
    assert told == tracked()


def test_titles_parts_and_quiet_fields_are_fields() -> None:
    for table, words in record_words().tables.items():
        assert words.quiet | set(words.titled) <= set(words.fields), table
        if words.part:
            assert Base.metadata.tables[table].c[words.part].foreign_keys, table


def test_words_and_codes_name_fields_that_exist() -> None:
    fields = {name for names in tracked().values() for name in names}
    exact = {f"{table}.{name}" for table, names in tracked().items() for name in names}
    words = record_words()
    assert {*words.codes, *words.values} <= fields | exact


def test_codes_of_papers_and_parts_of_fields_have_words() -> None:
    words = record_words()
    for kind in (*PlanType, *ReportType, *OtherType):
        assert words.value("paper", "paper_type", kind), kind
    named = {*PaperForm.__dataclass_fields__, *choices()}
    shipped = {key for entry in read_catalogues() for key in entry.data}
    assert named | shipped <= set(words.keys)
    catalogues = {entry.catalogue for entry in read_catalogues()}
    assert catalogues <= set(words.values["catalogue"])


def test_every_record_can_be_asked_for_by_its_kind() -> None:
    topics = {mapper.class_.topic for mapper in Base.registry.mappers}
    assert topics <= set(TOPIC_WORDS)


def test_references_are_told_by_title_or_quiet() -> None:
    """A line never shows an identity: it names the record, or the officer does not see it."""
    words = record_words().tables
    for table, told in words.items():
        for name in told.fields:
            column = Base.metadata.tables[table].c[name]
            if isinstance(column.type, Uuid) and not column.foreign_keys:
                assert name in told.quiet or name == "task_key", f"{table}.{name}"
            assert not isinstance(column.type, JSON) or told.fields[name]
