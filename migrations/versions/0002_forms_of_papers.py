"""More kinds of papers and marks; what only some papers carry; findings let stand; attachments."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KINDS = (
    "kind IN ('plan', 'report', 'letter', 'submission', 'decision', 'notice', 'invitation', "
    "'minutes', 'comments')"
)
_MARKS = (
    "mark IN ('part', 'chapter', 'section', 'subsection', 'article', 'roman', 'arabic', "
    "'decimal', 'letter', 'dash', 'plus', 'none')"
)


def upgrade() -> None:
    with op.batch_alter_table("paper") as batch_op:
        batch_op.drop_constraint(op.f("ck_paper_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_paper_kind"), _KINDS)
    with op.batch_alter_table("paper_node") as batch_op:
        batch_op.drop_constraint(op.f("ck_paper_node_mark"), type_="check")
        batch_op.create_check_constraint(op.f("ck_paper_node_mark"), _MARKS)
    with op.batch_alter_table("paper_version") as batch_op:
        batch_op.add_column(sa.Column("form", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("paper_version") as batch_op:
        batch_op.alter_column("form", server_default=None)
    op.create_table(
        "paper_waiver",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_paper_waiver_paper_id_paper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_waiver")),
    )
    with op.batch_alter_table("paper_waiver") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_paper_waiver_paper_id"), ["paper_id", "rule"], unique=False
        )
    op.create_table(
        "paper_attachment",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=500), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_paper_attachment_paper_id_paper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_attachment")),
    )
