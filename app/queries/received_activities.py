"""Activities of the units, out of the packages whose figures are added up."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import ReceivedActivity
from app.queries.activity_rows import ActivityRow, MoneyRow, QuantityRow
from app.queries.kinds import Catalogues, get_catalogues
from app.queries.total_sources import Sources, total_sources

_COLUMNS: Final = (
    ReceivedActivity.activity_id,
    ReceivedActivity.kind,
    ReceivedActivity.title,
    ReceivedActivity.starts_on,
    ReceivedActivity.ends_on,
    ReceivedActivity.place,
    ReceivedActivity.lead,
    ReceivedActivity.partners,
    ReceivedActivity.target_group,
    ReceivedActivity.men,
    ReceivedActivity.women,
    ReceivedActivity.total,
    ReceivedActivity.quantities,
    ReceivedActivity.money,
    ReceivedActivity.result,
)


def received_activities(
    session: Session, duty: str, period: str, sources: Sources | None = None
) -> list[ActivityRow]:
    """Activities that units reported for a duty and period, by day; each once.

    A district's package brings its own, and those of its units where it was asked for them.

    Args:
        sources: what the totals are made of, where it is known already.
    """
    known = sources or total_sources(session, duty, period)
    packages = [part.package_id for part in known.parts]
    facts = get_catalogues(session)
    found = session.execute(
        select(*_COLUMNS)
        .where(ReceivedActivity.package_id.in_(packages))
        .order_by(
            ReceivedActivity.starts_on, ReceivedActivity.package_id, ReceivedActivity.position
        )
    )
    rows = {row["activity_id"]: _row(row, facts) for row in found.mappings()}
    return list(rows.values())


def active_units(session: Session, sources: Sources) -> int:
    """How many units have an activity in their package."""
    count = session.scalar(
        select(func.count(ReceivedActivity.package_id.distinct())).where(
            ReceivedActivity.package_id.in_([part.package_id for part in sources.parts])
        )
    )
    return count or 0


def _row(row: Mapping[Any, Any], facts: Catalogues) -> ActivityRow:
    kind = facts.kinds.get(row["kind"])
    return ActivityRow(
        id=row["activity_id"],
        revision=0,
        campaign_id=None,
        kind_code=row["kind"],
        kind_name=kind.name if kind else row["kind"],
        section=kind.section if kind else "other",
        counts_people=kind.counts_people if kind else True,
        title=row["title"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        place=row["place"],
        task_key=None,
        task_title="",
        lead=row["lead"],
        partners=tuple(row["partners"]),
        target_group=row["target_group"],
        men=row["men"],
        women=row["women"],
        total=row["total"],
        quantities=tuple(_quantities(row["quantities"], facts)),
        money=tuple(_money(row["money"], facts)),
        result=row["result"],
        attachments=(),
    )


def _quantities(pairs: Sequence[Sequence[Any]], facts: Catalogues) -> Iterator[QuantityRow]:
    for code, amount in pairs:
        item = facts.items.get(code)
        yield QuantityRow(code, item.name if item else code, item.unit if item else "", amount)


def _money(pairs: Sequence[Sequence[Any]], facts: Catalogues) -> Iterator[MoneyRow]:
    for code, amount in pairs:
        source = facts.sources.get(code)
        yield MoneyRow(
            code,
            source.name if source else code,
            amount,
            source.column if source else "state",
        )
