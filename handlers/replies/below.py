"""What the bot tells the team below a query's card."""

from dataclasses import replace

from chat.messages import Message
from handlers.routing import Context
from storage import people
from storage.episodes import Episode
from storage.outbox import Draft


def note_below(ctx: Context, episode: Episode, text: str, *, key: str) -> None:
    """Put a note below a card, once for each key."""
    team = people.team_chat(ctx.db, episode.brand)
    if team is not None:
        note = Draft(to=team, kind="note", brand=episode.brand, message=Message(text=text), key=f"below:{key}")
        # By its episode it is found when the person is erased.
        ctx.say(replace(note, reply_to=episode.card, payload={"episode": episode.id}))
