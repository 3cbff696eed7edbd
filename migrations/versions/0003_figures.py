"""Figures of indicators by period; targets of the unit and of the office above."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SEXES = "sex IN ('total', 'men', 'women')"


def upgrade() -> None:
    op.create_table(
        "figure",
        sa.Column("indicator", sa.String(length=500), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=30), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("worked_out", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(_SEXES, name=op.f("ck_figure_sex")),
        sa.CheckConstraint(
            "state IN ('value', 'missing') AND (state = 'value') = (value IS NOT NULL)",
            name=op.f("ck_figure_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sa.UniqueConstraint(
            "period", "indicator", "sex", name=op.f("uq_figure_period_indicator_sex")
        ),
    )
    with op.batch_alter_table("figure") as batch_op:
        batch_op.create_index(batch_op.f("ix_figure_indicator"), ["indicator"], unique=False)
    op.create_table(
        "indicator_target",
        sa.Column("indicator", sa.String(length=500), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=30), nullable=False),
        sa.Column("set_by", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(_SEXES, name=op.f("ck_indicator_target_sex")),
        sa.CheckConstraint("set_by IN ('own', 'upper')", name=op.f("ck_indicator_target_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_target")),
        sa.UniqueConstraint(
            "indicator",
            "year",
            "sex",
            "set_by",
            name=op.f("uq_indicator_target_indicator_year_sex_set_by"),
        ),
    )
