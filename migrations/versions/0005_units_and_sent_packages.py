"""Units with their cards, keys of the office; packages that were sent and their receipts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _units()
    _sent()


def _units() -> None:
    op.create_table(
        "unit",
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("search", sa.String(length=500), nullable=False),
        sa.Column("level_code", sa.String(length=40), nullable=False),
        sa.Column("parent_code", sa.String(length=80), nullable=False),
        sa.Column("above", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("email", sa.String(length=500), nullable=False),
        sa.Column("phone", sa.String(length=500), nullable=False),
        sa.Column("contact", sa.String(length=500), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_unit_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_unit_code_valid_from")),
    )
    with op.batch_alter_table("unit") as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_parent_code"), ["parent_code"], unique=False)
    op.create_table(
        "unit_change",
        sa.Column("successor_id", sa.Uuid(), nullable=False),
        sa.Column("predecessor_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('merge', 'rename', 'split')", name=op.f("ck_unit_change_kind")
        ),
        sa.ForeignKeyConstraint(
            ["predecessor_id"],
            ["unit.id"],
            name=op.f("fk_unit_change_predecessor_id_unit"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"],
            ["unit.id"],
            name=op.f("fk_unit_change_successor_id_unit"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_change")),
        sa.UniqueConstraint(
            "successor_id",
            "predecessor_id",
            name=op.f("uq_unit_change_successor_id_predecessor_id"),
        ),
    )
    op.create_table(
        "unit_card",
        sa.Column("unit_code", sa.String(length=80), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'pinned', 'replaced', 'refused')", name=op.f("ck_unit_card_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_card")),
        sa.UniqueConstraint(
            "unit_code", "fingerprint", name=op.f("uq_unit_card_unit_code_fingerprint")
        ),
    )
    op.create_table(
        "office_key",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_key")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_office_key_fingerprint")),
    )
    with op.batch_alter_table("office") as batch_op:
        batch_op.add_column(
            sa.Column("unit_code", sa.String(length=80), nullable=False, server_default="")
        )
    with op.batch_alter_table("office") as batch_op:
        batch_op.alter_column("unit_code", server_default=None)


def _sent() -> None:
    op.create_table(
        "kept_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_kept_file")),
    )
    op.create_table(
        "report_seal",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("duty", sa.String(length=80), nullable=False),
        sa.Column("period", sa.String(length=80), nullable=False),
        sa.Column("template", sa.String(length=80), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(length=80), nullable=False),
        sa.Column("salt", sa.String(length=80), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("check_code", sa.String(length=80), nullable=False),
        sa.Column("records", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["paper_version.id"],
            name=op.f("fk_report_seal_version_id_paper_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_seal")),
        sa.UniqueConstraint("version_id", name=op.f("uq_report_seal_version_id")),
    )
    with op.batch_alter_table("report_seal") as batch_op:
        batch_op.create_index(batch_op.f("ix_report_seal_check_code"), ["check_code"], unique=False)
    op.create_table(
        "sent_package",
        sa.Column("direction", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("receiver_code", sa.String(length=80), nullable=False),
        sa.Column("receiver_name", sa.String(length=500), nullable=False),
        sa.Column("duty", sa.String(length=80), nullable=False),
        sa.Column("period", sa.String(length=80), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("supersedes", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("privacy", sa.String(length=80), nullable=False),
        sa.Column("template", sa.String(length=80), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("package_hash", sa.String(length=64), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("check_code", sa.String(length=80), nullable=False),
        sa.Column("file_name", sa.String(length=500), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("new_deadline", sa.Date(), nullable=True),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('made', 'written', 'accepted', 'accepted_with_warnings', 'returned', 'withdrawn', 'refused')",
            name=op.f("ck_sent_package_state"),
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"],
            ["kept_file.sha256"],
            name=op.f("fk_sent_package_file_sha256_kept_file"),
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_sent_package_paper_id_paper"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["paper_version.id"],
            name=op.f("fk_sent_package_version_id_paper_version"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_package")),
    )
    with op.batch_alter_table("sent_package") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sent_package_check_code"), ["check_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_sent_package_duty"), ["duty", "period"], unique=False)
    op.create_table(
        "sent_copy",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("way", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("way IN ('folder', 'mail')", name=op.f("ck_sent_copy_way")),
        sa.ForeignKeyConstraint(
            ["package_id"],
            ["sent_package.id"],
            name=op.f("fk_sent_copy_package_id_sent_package"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_copy")),
    )
    op.create_table(
        "receipt_read",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("result", sa.String(length=80), nullable=False),
        sa.Column("signer", sa.String(length=500), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("new_deadline", sa.Date(), nullable=True),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_sha256"],
            ["kept_file.sha256"],
            name=op.f("fk_receipt_read_file_sha256_kept_file"),
        ),
        sa.ForeignKeyConstraint(
            ["package_id"],
            ["sent_package.id"],
            name=op.f("fk_receipt_read_package_id_sent_package"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_read")),
    )
    op.create_table(
        "receipt_remark",
        sa.Column("receipt_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("period", sa.String(length=80), nullable=False),
        sa.Column("indicator", sa.String(length=80), nullable=False),
        sa.Column("sex", sa.String(length=80), nullable=False),
        sa.Column("grp", sa.String(length=80), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_id"],
            ["receipt_read.id"],
            name=op.f("fk_receipt_remark_receipt_id_receipt_read"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_remark")),
    )
    with op.batch_alter_table("receipt_remark") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_receipt_remark_period"), ["period", "indicator"], unique=False
        )
