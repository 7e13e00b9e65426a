"""How does Alembic reach the database? Over the connection that ``upgrade`` hands it."""

from alembic import context

from app.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    # The caller has begun, and commits: tables and version change together.
    transaction_per_migration=False,
)
context.run_migrations()
