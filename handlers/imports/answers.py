"""Which of the team's messages answered a query: as the live bot tells it, from what was heard in them.

Exports know no answers. Without them all queries of the past would stand as never answered.
"""

from dataclasses import replace

from chat.lines import Line


class Answers:
    """Follows the chats of an export in order of time."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str, str], str] = {}
        """The latest query of who waits, by brand, chat and person."""
        self._asked: dict[tuple[str, str], str] = {}
        """The query that a message is or goes with, by brand and message; on Slack by the root of its thread, too."""

    def mark(self, lines: list[Line]) -> list[Line]:
        """Return the lines, with the team's messages that answer turned into answers."""
        return [self._marked(line) if line.kind == "message" else line for line in lines]

    def _marked(self, line: Line) -> Line:
        if not line.team:
            self._hear(line)
            return line
        query = self._asked.get((line.brand, line.ref or ""))
        if query is None:
            return line
        return replace(line, kind="answer", ref=query, data={"text": line.data.get("text"), "automatic": False})

    def _hear(self, line: Line) -> None:
        who = (line.brand, line.chat, line.person or "")
        if line.data.get("query"):
            self._waiting[who] = line.id
        query = self._waiting.get(who)
        if query is None:
            return
        self._asked[line.brand, line.id] = query
        if line.platform == "slack" and line.ref is not None:
            self._asked[line.brand, line.ref] = query
