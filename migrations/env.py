"""Alembic environment: works on the connection handed over by app.db.migrate, or none at all."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("target_metadata"),
    render_as_batch=True,
    transaction_per_migration=False,
    on_version_apply=context.config.attributes.get("on_step", ()),
)
context.run_migrations()
