"""A report keeps the period it is about; old ones get theirs from their type and year."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

#: What follows the year in the code of the period, by type of report.
_SIGNS = {"year": "", "action_month": "-C"}


def upgrade() -> None:
    with op.batch_alter_table("paper") as batch_op:
        batch_op.add_column(
            sa.Column("period", sa.String(length=40), nullable=False, server_default="")
        )
    with op.batch_alter_table("paper") as batch_op:
        batch_op.alter_column("period", server_default=None)
    for paper_type, sign in _SIGNS.items():
        op.execute(
            sa.text(
                "UPDATE paper SET period = CAST(year AS TEXT) || :sign WHERE kind = 'report' "
                "AND paper_type = :paper_type AND year BETWEEN 2000 AND 2100"
            ).bindparams(sign=sign, paper_type=paper_type)
        )
