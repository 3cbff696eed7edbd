"""Packages that were received, what was not taken in, and what is added up from them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _packages()
    _totals()


def _packages() -> None:
    op.create_table(
        "received_package",
        sa.Column("direction", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=False),
        sa.Column("unit_code", sa.String(length=80), nullable=False),
        sa.Column("unit_name", sa.String(length=500), nullable=False),
        sa.Column("duty", sa.String(length=80), nullable=False),
        sa.Column("period", sa.String(length=80), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("supersedes", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("privacy", sa.String(length=80), nullable=False),
        sa.Column("template", sa.String(length=80), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("package_hash", sa.String(length=64), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("check_code", sa.String(length=80), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=500), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(length=500), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=500), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("new_deadline", sa.Date(), nullable=True),
        sa.Column("receipt_id", sa.Uuid(), nullable=True),
        sa.Column("receipt_sha256", sa.String(length=64), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "origin IN ('package', 'excel', 'paper')", name=op.f("ck_received_package_origin")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'accepted', 'accepted_with_warnings', 'returned', 'withdrawn', 'test', 'taken')",
            name=op.f("ck_received_package_state"),
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"],
            ["kept_file.sha256"],
            name=op.f("fk_received_package_file_sha256_kept_file"),
        ),
        sa.ForeignKeyConstraint(
            ["receipt_sha256"],
            ["kept_file.sha256"],
            name=op.f("fk_received_package_receipt_sha256_kept_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_package")),
    )
    with op.batch_alter_table("received_package") as batch_op:
        batch_op.create_index(
            "uq_received_package_counting",
            ["unit_code", "duty", "period"],
            unique=True,
            sqlite_where=sa.text("counts"),
            postgresql_where=sa.text("counts"),
        )
        batch_op.create_index(
            batch_op.f("ix_received_package_check_code"), ["check_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_received_package_duty"), ["duty", "period", "counts"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_received_package_unit_code"),
            ["unit_code", "duty", "period"],
            unique=False,
        )
    op.create_table(
        "received_figure",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("indicator", sa.String(length=80), nullable=False),
        sa.Column("sex", sa.String(length=10), nullable=False),
        sa.Column("grp", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=30), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("worked_out", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("sex IN ('total', 'men', 'women')", name=op.f("ck_received_figure_sex")),
        sa.CheckConstraint("state IN ('value', 'missing')", name=op.f("ck_received_figure_state")),
        sa.ForeignKeyConstraint(
            ["package_id"],
            ["received_package.id"],
            name=op.f("fk_received_figure_package_id_received_package"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "package_id", "indicator", "sex", "grp", "unit", name=op.f("pk_received_figure")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "received_activity",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=False),
        sa.Column("campaign", sa.String(length=80), nullable=False),
        sa.Column("lead", sa.String(length=500), nullable=False),
        sa.Column("partners", sa.JSON(), nullable=False),
        sa.Column("target_group", sa.String(length=500), nullable=False),
        sa.Column("men", sa.Integer(), nullable=True),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("quantities", sa.JSON(), nullable=False),
        sa.Column("money", sa.JSON(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["package_id"],
            ["received_package.id"],
            name=op.f("fk_received_activity_package_id_received_package"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("package_id", "position", name=op.f("pk_received_activity")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "received_document",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=500), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("symbol", sa.String(length=500), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("paper_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["package_id"],
            ["received_package.id"],
            name=op.f("fk_received_document_package_id_received_package"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_document")),
    )
    op.create_table(
        "received_unit",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["package_id"],
            ["received_package.id"],
            name=op.f("fk_received_unit_package_id_received_package"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_unit")),
    )


def _totals() -> None:
    op.create_table(
        "quarantined_file",
        sa.Column("file_name", sa.String(length=500), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("unit_code", sa.String(length=80), nullable=False),
        sa.Column("unit_name", sa.String(length=500), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantined_file")),
        sa.UniqueConstraint("sha256", name=op.f("uq_quarantined_file_sha256")),
    )
    op.create_table(
        "collection",
        sa.Column("duty", sa.String(length=80), nullable=False),
        sa.Column("period", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("template", sa.String(length=80), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("letter", sa.String(length=500), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=500), nullable=False),
        sa.Column("reopen_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
        sa.UniqueConstraint("duty", "period", name=op.f("uq_collection_duty_period")),
    )
    op.create_table(
        "totals_basis",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("duty", sa.String(length=80), nullable=False),
        sa.Column("period", sa.String(length=80), nullable=False),
        sa.Column("packages", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_totals_basis_paper_id_paper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_totals_basis")),
        sa.UniqueConstraint(
            "paper_id", "duty", "period", name=op.f("uq_totals_basis_paper_id_duty_period")
        ),
    )
    op.create_table(
        "upper_task",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=80), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lead", sa.String(length=500), nullable=False),
        sa.Column("partners", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("output", sa.Text(), nullable=False),
        sa.Column("task_key", sa.Uuid(), nullable=True),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["package_id"],
            ["received_package.id"],
            name=op.f("fk_upper_task_package_id_received_package"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upper_task")),
        sa.UniqueConstraint("package_id", "key", name=op.f("uq_upper_task_package_id_key")),
    )
