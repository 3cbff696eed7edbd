"""History as a chain, what left the program, who works in it, years that are closed."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_LINKED = ("at", "actor", "action", "record_type", "record_id", "field", "old", "new")
_AT_ONCE = 1_000


def upgrade() -> None:
    for column in (
        sa.Column("strand", sa.String(length=40), nullable=False, server_default=""),
        sa.Column("chain", sa.String(length=64), nullable=False, server_default=""),
    ):
        op.add_column("change", column)
    _link()
    with op.batch_alter_table("change") as table:
        for name in ("strand", "chain"):
            table.alter_column(name, server_default=None)
    op.create_index(op.f("ix_change_strand"), "change", ["strand", "id"])
    _tables()


def _link() -> None:
    """The lines so far become one chain."""
    change = sa.table(
        "change",
        sa.column("id", sa.Integer),
        sa.column("at", sa.DateTime(timezone=True)),
        *(sa.column(name, sa.Text) for name in (*_LINKED[1:], "chain")),
    )
    bind = op.get_bind()
    set_link = (
        change.update()
        .where(change.c.id == sa.bindparam("line"))
        .values(chain=sa.bindparam("linked"))
    )
    before, last = "", 0
    while True:
        query = sa.select(change).where(change.c.id > last).order_by(change.c.id).limit(_AT_ONCE)
        rows = bind.execute(query).mappings().all()
        if not rows:
            return
        links = []
        for row in rows:
            covered = [before, _moment(row["at"]), *(row[name] for name in _LINKED[1:])]
            before = sha256(json.dumps(covered, ensure_ascii=False).encode("utf-8")).hexdigest()
            links.append({"line": row["id"], "linked": before})
        bind.execute(set_link, links)
        last = rows[-1]["id"]


def _moment(at: datetime) -> str:
    known = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return known.replace(microsecond=0).isoformat()


def _tables() -> None:
    op.create_table(
        "export_entry",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=500), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=500), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        *_entity(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_entry")),
    )
    op.create_index(op.f("ix_export_entry_at"), "export_entry", ["at"])
    op.create_table(
        "officer",
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        *_entity(),
        sa.CheckConstraint(
            "role IN ('officer', 'leader', 'clerk', 'admin')", name=op.f("ck_officer_role")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
    )
    op.create_table(
        "year_closing",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(length=500), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_entity(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_closing")),
        sa.UniqueConstraint("year", name=op.f("uq_year_closing_year")),
    )


def _entity() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
