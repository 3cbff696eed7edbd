"""What the card offers to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.db.database import Database
from app.queries.activities import list_activities
from app.queries.catalogue import list_entries
from app.queries.kinds import KindRow, get_catalogues
from app.queries.tasks import list_tasks
from app.ui.activities.choice_input import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class CardChoices:
    """Lists of the card; units and items by code."""

    kinds: tuple[Choice, ...] = ()
    kind_rows: Mapping[str, KindRow] = field(default_factory=dict)
    items: tuple[Choice, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Choice, ...] = ()
    tasks: tuple[Choice, ...] = ()
    agencies: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def items_of(self, kind_code: str) -> tuple[str, ...]:
        """Items that the card offers at once for a kind."""
        row = self.kind_rows.get(kind_code)
        return row.items if row else ()


def read_choices(db: Database, *, today: date, year: int) -> CardChoices:
    """Everything the card needs; tasks and places are those of the year."""
    facts = db.read(get_catalogues)
    hidden = _hidden(db)
    tasks = db.read(list_tasks, today=today, year=year)
    rows = db.read(list_activities, year=year)
    return CardChoices(
        kinds=_choices(facts.kinds, hidden),
        kind_rows=facts.kinds,
        items=_choices(facts.items, hidden),
        units={code: item.unit for code, item in facts.items.items()},
        sources=_choices(facts.sources, hidden),
        tasks=tuple(
            Choice(str(task.task_key), f"{task.mark} {task.title}".strip()) for task in tasks
        ),
        agencies=_names(db, "agency", today),
        groups=_names(db, "target_group", today),
        places=tuple(dict.fromkeys(row.place for row in reversed(rows) if row.place)),
    )


def _hidden(db: Database) -> frozenset[str]:
    catalogues = ("activity_kind", "quantity_item", "money_source")
    rows = [row for name in catalogues for row in db.read(list_entries, name, with_hidden=True)]
    return frozenset(row.code for row in rows if row.hidden)


def _choices(rows: Mapping[str, object], hidden: frozenset[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(code, str(getattr(row, "name", code)))
        for code, row in rows.items()
        if code not in hidden
    )


def _names(db: Database, catalogue: str, today: date) -> tuple[str, ...]:
    return tuple(row.name for row in db.read(list_entries, catalogue, on=today))
