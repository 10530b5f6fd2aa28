"""A form of every kind of field, as the tests of modals fill it in."""

from typing import Any

from bot.platforms.slack.views import form_view
from chat.forms import Choice, Field, Form
from chat.i18n import words
from chat.messages import Message, Option, PollCard

KINDS = (Choice("single", "One answer"), Choice("ranked", "In order"))
FLAGS = (Choice("why", "Ask why"), Choice("remind", "Remind once"))
CARD = PollCard(poll="p1", question="Which next?", options=(Option("Recipes"), Option("Live", 0, 1)))
FORM = Form(
    data="make:new",
    title="New poll",
    submit="Post it",
    note="I cannot reach #partners.",
    preview=Message(text="?", poll=CARD),
    fields=(
        Field(name="question", label="Question", value="Which next?", most=300, live=True),
        Field(name="options", label="Options", kind="lines", hint="One a line", value="Recipes\nLive"),
        Field(name="kind", label="Kind", kind="choice", choices=KINDS, value="single", live=True),
        Field(name="flags", label="More", kind="flags", choices=FLAGS, value=("why",), needed=False),
        Field(name="day", label="Day", kind="date", value="2026-11-30", needed=False),
        Field(name="time", label="Time", kind="time", needed=False),
    ),
)


def shown(form: Form = FORM, chat: str = "C0TEAM") -> dict[str, Any]:
    """Return the form as Slack would show it and send it back."""
    return {**form_view(form, chat, words("en")), "id": "V1", "hash": "1.1"}
