"""The form in which a poll is made, with the poll as it will look below it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chat.brands import Brand
from chat.errors import UserError
from chat.forms import Choice, Field, Form
from chat.i18n import Words, words
from chat.messages import Message
from chat.polls import OPTION_CHARACTERS, OPTIONS, QUESTION_CHARACTERS, SCALES, Rules, Spec
from handlers.polls import cards
from handlers.polls.making import can_be_seen, tidy
from handlers.polls.wanting import closing, ends, standard_question
from handlers.polls.wording import EXTRAS, KINDS, SHOWN, VISIBILITIES, WHENS, choices, lines_of
from storage.polls import Poll
from storage.votes import Results

ANY = "any"
LONGEST_TIME = 60
"""Characters of a time as people write it."""

_FIELD_OF = {
    "poll-question-long": "question",
    "poll-option-long": "options",
    "poll-option-twice": "options",
    "poll-most": "most",
    "poll-secret-no-adding": "extras",
    "poll-fixed-options": "extras",
    "poll-remind-no-end": "extras",
    "poll-open-for": "close",
    "poll-span-unclear": "close",
    "poll-until-past": "close",
    "poll-every-until": "close",
    "poll-rule-unclear": "every",
    "poll-at-past": "time",
}


def form(brand: Brand, raw: Mapping[str, Any], say: Words, now: datetime, note: str = "") -> Form:
    """Return the form, filled with plain values (`wanting.wanted`)."""
    when = when_of(raw)
    fields = [*_asked(brand, raw, say), *_rules(raw, say), *_times(raw, when, say)]
    return Form(
        data=f"make:{brand.key}" if len(brand.key) < 50 else "make:",  # noqa: PLR2004  # 64 bytes in all
        title=say("make-title"),
        fields=tuple(fields),
        submit=say("make-submit" if when == "now" else "make-submit-plan"),
        note=note,
        preview=preview(brand, raw, now),
    )


def read(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plain values of a form that was filled in, wholly or in part."""
    kind, extras = values.get("kind") or "single", values.get("extras") or []
    most = str(values.get("most") or ANY)
    raw: dict[str, Any] = {
        "question": str(values.get("question") or ""),
        "options": [] if kind in SCALES else lines_of(str(values.get("options") or "")),
        "kind": kind,
        "most": int(most) if kind == "multi" and most.isdigit() else None,
        "visibility": values.get("visibility") or "open",
        "shown": values.get("shown") or "live",
        "adding": adding_of(extras),
    }
    raw |= {name: name in extras for name in ("why", "milestones", "remind")}
    return raw | _times_of(values) | ends(str(values.get("close") or ""))


def adding_of(extras: list[str]) -> str:
    """Return who may add options by what is ticked."""
    if "approve" in extras:
        return "approved"
    return "anybody" if "adding" in extras else "nobody"


def extras_of(raw: Mapping[str, Any]) -> list[str]:
    """Return what is ticked."""
    adding = {"anybody": ["adding"], "approved": ["adding", "approve"]}.get(raw.get("adding") or "", [])
    return adding + [name for name in ("why", "milestones", "remind") if raw.get(name)]


def when_of(raw: Mapping[str, Any]) -> str:
    """Return when it is posted, as the form offers it."""
    if raw.get("every") is not None:
        return "recurring"
    return "later" if raw.get("at") is not None else "now"


def missing(raw: Mapping[str, Any], say: Words) -> dict[str, str]:
    """Return a sentence for each field that must not be empty."""
    errors = {}
    if not can_be_seen(tidy(raw["question"])) and raw["kind"] != "nps":
        errors["question"] = say("make-no-question")
    if raw["kind"] not in SCALES and len(raw["options"]) not in OPTIONS:
        errors["options"] = say("make-no-options")
    when = when_of(raw)
    if when == "later" and len(str(raw["at"]).split()) < 2:  # noqa: PLR2004  # a date and a time
        errors["time"] = say("make-no-time")
    if when == "recurring" and not raw["every"]:
        errors["every"] = say("make-no-rule")
    return errors


def place_of(error: UserError, raw: Mapping[str, Any]) -> str:
    """Return the field that an error is about, among those that are shown."""
    if error.key == "poll-moment-unclear":
        return "time" if error.args_of_text.get("time") == raw.get("at") else "close"
    return _FIELD_OF.get(error.key, "question")


def preview(brand: Brand, raw: Mapping[str, Any], now: datetime) -> Message:
    """Draw the poll as it will look, as far as it is known."""
    say = words(brand.language)
    rules = rules_of(raw)
    question = raw.get("question") or (standard_question(brand) if rules.kind == "nps" else say("make-some-question"))
    given = tuple(raw.get("options") or ()) or tuple(say("make-some-option", number=number) for number in (1, 2))
    spec = Spec(question=question, options=given, rules=rules)
    poll = Poll(
        id="preview",
        brand=brand.key,
        question=question,
        options=list(spec.choices),
        created_at=now,
        rules=rules,
        closes_at=closing(raw, now, brand),
    )
    return cards.card(poll, Results.of(poll, {}), say, votable=False, zone=brand.zone)


def rules_of(raw: Mapping[str, Any]) -> Rules:
    """Return the rules, as far as they are given."""
    return Rules.of({name: raw[name] for name in Rules.__slots__ if raw.get(name)})


def _asked(brand: Brand, raw: Mapping[str, Any], say: Words) -> list[Field]:
    kind = raw.get("kind") or "single"
    hint = standard_question(brand) if kind == "nps" else ""
    fields = [
        Field(
            name="question",
            label=say("make-question"),
            value=str(raw.get("question") or ""),
            most=QUESTION_CHARACTERS,
            needed=kind != "nps",
            hint=say("make-question-hint", question=hint) if hint else "",
        ),
        Field(
            name="kind",
            label=say("make-kind"),
            kind="choice",
            value=kind,
            choices=choices(say, "kind", KINDS),
            live=True,
        ),
    ]
    if kind not in SCALES:
        options = "\n".join(raw.get("options") or ())
        most = OPTIONS[-1] * (OPTION_CHARACTERS + 1)
        hint = say("make-options-hint")
        fields.append(
            Field(name="options", label=say("make-options"), kind="lines", value=options, most=most, hint=hint)
        )
    if kind == "multi":
        fields.append(_most(raw, say))
    return fields


def _most(raw: Mapping[str, Any], say: Words) -> Field:
    numbers = tuple(Choice(str(number), str(number)) for number in OPTIONS[:-1])
    value = str(raw.get("most") or ANY)
    offered = (Choice(ANY, say("make-most-any")), *numbers)
    return Field(name="most", label=say("make-most"), kind="choice", value=value, choices=offered)


def _rules(raw: Mapping[str, Any], say: Words) -> list[Field]:
    extras = EXTRAS if raw.get("kind") not in SCALES else EXTRAS[2:]
    return [
        Field(
            name="visibility",
            label=say("make-visibility"),
            kind="choice",
            value=raw.get("visibility") or "open",
            choices=choices(say, "visibility", VISIBILITIES),
            live=True,
        ),
        Field(
            name="shown",
            label=say("make-shown"),
            kind="choice",
            value=raw.get("shown") or "live",
            choices=choices(say, "shown", SHOWN),
        ),
        Field(
            name="extras",
            label=say("make-extras"),
            kind="flags",
            value=tuple(extras_of(raw)),
            choices=choices(say, "extra", extras),
            needed=False,
        ),
    ]


def _times(raw: Mapping[str, Any], when: str, say: Words) -> list[Field]:
    offered = choices(say, "when", WHENS)
    fields = [Field(name="when", label=say("make-when"), kind="choice", value=when, choices=offered, live=True)]
    if when == "later":
        date, _, time = str(raw["at"]).partition(" ")
        fields += [
            Field(name="date", label=say("make-date"), kind="date", value=date),
            Field(name="time", label=say("make-time"), kind="time", value=time),
        ]
    if when == "recurring":
        every, hint = str(raw["every"]), say("make-every-hint")
        fields.append(Field(name="every", label=say("make-every"), value=every, hint=hint, most=LONGEST_TIME))
    end, hint = str(raw.get("for") or raw.get("until") or ""), say("make-close-hint")
    close = Field(name="close", label=say("make-close"), value=end, hint=hint, needed=False, most=LONGEST_TIME)
    return [*fields, close]


def _times_of(values: Mapping[str, Any]) -> dict[str, str]:
    when = values.get("when")
    if when == "later":
        return {"at": f"{values.get('date') or ''} {values.get('time') or ''}".strip()}
    return {"every": str(values.get("every") or "")} if when == "recurring" else {}
