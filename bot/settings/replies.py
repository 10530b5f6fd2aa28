"""The tables on a brand's replies: deadlines, alerts, acknowledgements, satisfaction."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from bot.settings.addresses import Chat
from bot.settings.problems import Table
from chat.brands import Replies, Urgent

MOST = 100_000
LONGEST_WORD = 100


def _word(value: str) -> str:
    word = " ".join(value.split())
    if not 0 < len(word) <= LONGEST_WORD:
        raise ValueError(f"has {value[:20]!r}: write words of 1 to {LONGEST_WORD} characters.")
    return word


def _no_switch(value: object) -> object:
    if isinstance(value, bool):  # which Python takes for 1: a day, say, until all texts are dropped
        raise ValueError("must be a whole number.")  # noqa: TRY004 - Pydantic tells a ValueError as a sentence
    return value


Count = Annotated[int, BeforeValidator(_no_switch), Field(ge=1, le=MOST)]
"""A number of minutes or days."""
Word = Annotated[str, AfterValidator(_word)]


class UrgentTable(Table):
    """`[brands.<key>.replies.urgent]`: queries that cannot wait for the opening."""

    words: tuple[Word, ...] = ()
    """A query that has one of them is urgent, in any letters' case; none: no query is."""

    first_response_minutes: Count | None = None
    """Minutes of all hours until an urgent query should be answered; None: as the others."""


class RepliesTable(Table):
    """`[brands.<key>.replies]`: how the team is helped to answer."""

    first_response_minutes: Count | None = None
    """Minutes of work time until a query should be answered; None: there are no deadlines."""

    warn_minutes: Count = 15
    """Minutes of work time before the deadline at which the team is warned; 15, enough to answer one."""

    alerts: tuple[Chat, ...] = ()
    """Chats and people that are alerted; none given: the team's chat."""

    acknowledge: bool = True
    """Whether who asks while nobody is at work is told when the team is back; on, so that nobody waits in the dark."""

    satisfaction: bool = False
    """Whether the team may ask how it was after a case; off, because who is asked unasked gets tired of it."""

    satisfaction_days: Count = 30
    """Days in which one person is asked once at most; 30, so that nobody is asked for each case."""

    urgent: UrgentTable = UrgentTable()

    def replies(self) -> Replies:
        """Return what was decided for the rooms below."""
        return Replies(
            first_response_minutes=self.first_response_minutes,
            warn_minutes=self.warn_minutes,
            alerts=self.alerts,
            acknowledge=self.acknowledge,
            satisfaction=self.satisfaction,
            satisfaction_days=self.satisfaction_days,
            urgent=Urgent(words=self.urgent.words, first_response_minutes=self.urgent.first_response_minutes),
        )
