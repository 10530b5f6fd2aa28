"""The workspaces that the bot is connected to."""

from sqlmodel import Field, SQLModel


class Workspace(SQLModel, table=True):
    """A platform's workspace, as it named itself when the bot connected last."""

    __tablename__ = "workspaces"
    platform: str = Field(primary_key=True)
    home: str
    """Its address on the web, with its last slash."""
