"""Promises in what the team writes."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from insight.promises import promised

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 4, 12, tzinfo=UTC)
"""A Wednesday, 13:00 in Berlin."""

FOUND = [
    # English
    ("We'll get back to you on Friday.", "06 18:00"),
    ("We’ll get back to you by Friday at 3pm!", "06 15:00"),
    ("Thanks for asking. We will let you know tomorrow.", "05 18:00"),
    ("I'll send it to you within 24 hours", "05 13:00"),
    ("We are looking into it and you'll hear from us by 17:30.", "04 17:30"),
    ("We don't know today, but we'll get back to you on Monday.", "09 18:00"),
    ("You'll have an answer by the end of the week.", "06 18:00"),
    ("On Friday, we'll let you know", "06 18:00"),
    ("We will get back to you, by Friday at the latest.", "06 18:00"),
    ("We'll reply no later than Friday.", "06 18:00"),
    ("We'll answer on Thursday or Friday", "06 18:00"),
    ("I will call you on November 12 at 10:00", "12 10:00"),
    ("We'll get back to you next week.", "13 18:00"),
    ("Expect our answer the day after tomorrow.", "06 18:00"),
    ("We'll fix it in 2-3 days.", "07 13:00"),
    # German
    ("Wir melden uns bis Freitag.", "06 18:00"),
    ("Ich melde mich morgen um 14 Uhr bei Ihnen", "05 14:00"),
    ("Am Freitag melden wir uns!", "06 18:00"),
    ("Guten Morgen, wir antworten Ihnen übermorgen.", "06 18:00"),
    ("Wir geben dir bis spätestens Montag Bescheid.", "09 18:00"),
    ("Wir werden Ihnen innerhalb von 2 Tagen antworten.", "06 13:00"),
    ("Du hörst am 12. November von uns.", "12 18:00"),
    ("Wir schicken es dir am 12.11. zu", "12 18:00"),
    ("Bis Ende der Woche bekommen Sie eine Antwort.", "06 18:00"),
    ("Wir melden uns nicht später als Freitag.", "06 18:00"),
    # Spanish
    ("Te respondemos el viernes.", "06 18:00"),
    ("¡Hola! Mañana te contestamos.", "05 18:00"),
    ("Le daremos una respuesta antes del viernes", "06 18:00"),
    ("Te vamos a responder mañana a las 15:00.", "05 15:00"),
    ("Os escribiremos en 24 horas.", "05 13:00"),
    ("Tendrás una respuesta el 12 de noviembre.", "12 18:00"),
    ("No lo sabemos todavía, pero te avisamos el lunes", "09 18:00"),
    # Portuguese
    ("Respondemos até sexta.", "06 18:00"),
    ("Vamos responder amanhã às 15h.", "05 15:00"),
    ("Você terá uma resposta até sexta-feira.", "06 18:00"),
    ("Retornaremos no sábado", "07 18:00"),
    ("Entraremos em contato em 2 dias.", "06 13:00"),
    ("Te respondo depois de amanhã.", "06 18:00"),
]

NOTHING = [
    "",
    "On Friday.",
    "We are open on Friday.",
    "We are closed and back on Monday.",
    "We answered you on Friday.",
    "We won't get back to you on Friday.",
    "We will not answer before Friday.",
    "Shall we get back to you on Friday?",
    "If you write by Friday, we'll answer.",
    "We'll get back to you soon.",
    "We'll try to get back to you by Friday.",
    "We'll answer your message from Friday.",
    "You wrote on Friday, we will answer soon.",
    "They will get back to you on Friday",
    "We'll get back to you in 2031-01-01",
    "We'll get back to you on 2020-01-01",
    "We'll get back to you on 31 February",
    "We always answer on Friday",
    "Wir haben Freitag geschlossen.",
    "Wir melden uns nicht am Freitag.",
    "Wir haben Ihnen am Freitag geschrieben.",
    "Wenn Sie bis Freitag schreiben, melden wir uns.",
    "Guten Morgen, wir melden uns.",
    "Wir antworten immer freitags.",
    "Melden wir uns am Freitag?",
    "Abrimos el viernes.",
    "No respondemos el viernes.",
    "Te respondimos el viernes pasado.",
    "Te contestamos el viernes pasado.",
    "Si puedes venir, te respondemos el viernes.",
    "¿Te respondemos el viernes?",
    "Abrimos na sexta.",
    "Não respondemos na sexta.",
    "Respondemos pela segunda vez.",
    "Talvez respondemos na sexta.",
    "Respondemos na sexta?",
]


@pytest.mark.parametrize(("text", "until"), FOUND)
def test_a_promise_is_found(text: str, until: str) -> None:
    """With the moment until which it is to be kept, by the brand's clocks."""
    found = promised(text, NOW, BERLIN)
    assert found is not None
    assert found.astimezone(BERLIN).strftime("%d %H:%M") == until


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_promise(text: str) -> None:
    """Refusals, questions, conditions, what was, and what names no time."""
    assert promised(text, NOW, BERLIN) is None


def test_today_is_over_in_the_evening() -> None:
    """A day that has passed its end promises nothing."""
    assert promised("We'll answer today.", NOW.replace(hour=16), BERLIN) is not None
    assert promised("We'll answer today.", NOW.replace(hour=18), BERLIN) is None


@pytest.mark.parametrize(
    "text",
    [
        "we'll " * 2_000 + "answer",
        "in 1 " * 3_000,
        "wir werden " * 1_500,
        "melden wir uns am " + "9" * 3_000,
        "we'll answer by " + "friday, " * 400,
        "\0\ud800 we'll answer on friday",
    ],
)
def test_strange_texts_are_read_quickly(text: str) -> None:
    """Whatever an answer says, it is read without an error."""
    promised(text, NOW, BERLIN)
