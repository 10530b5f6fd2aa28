"""Every table. Times are aware UTC; chats and people carry their platform's own ids as text (64 bits and more)."""

from sqlmodel import SQLModel

from storage.tables import ledger, letters, passes, people, polls, queries, referrals, rollups, running, workspaces

__all__ = [
    "METADATA",
    "TABLES",
    "ledger",
    "letters",
    "passes",
    "people",
    "polls",
    "queries",
    "referrals",
    "rollups",
    "running",
    "workspaces",
]

METADATA = SQLModel.metadata
TABLES = METADATA.tables
"""Every table by its name, for statements that are built once."""
