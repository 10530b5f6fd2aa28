"""What alembic runs: always on the connection that `storage.schema` hands it."""

from alembic import context

from storage.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True, user_module_prefix="sqlmodel.")
with context.begin_transaction():
    context.run_migrations()
