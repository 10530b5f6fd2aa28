"""What the bot tells the team below a query's card."""

from chat.messages import Message
from handlers.routing import Context
from storage import people
from storage.episodes import Episode
from storage.outbox import Draft


def note_below(ctx: Context, episode: Episode, text: str, *, key: str) -> None:
    """Put a note below a card, once for each key."""
    team = people.team_chat(ctx.db, episode.brand)
    if team is not None:
        message = Message(text=text)
        ctx.say(
            Draft(to=team, kind="note", brand=episode.brand, message=message, reply_to=episode.card, key=f"below:{key}")
        )
