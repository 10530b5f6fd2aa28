"""The scorecard in words: waits, moods and advocates as people write them."""

from datetime import date

import pytest

from chat.i18n import words
from handlers import reporting
from insight.workhours import Hours
from tests.insight.story import Story


def told(language: str, story: Story) -> list[str]:
    """Write the week's scorecard."""
    return reporting.as_text(story.card(), words(language)).splitlines()


def busy() -> Story:
    """Tell of two questions that are answered, one that waits, and what people felt."""
    story = Story()
    story.hours = Hours.of({"mon": [["09:00", "10:00"], ["11:00", "18:00"]]}, story.zone)
    for person, minutes in (("ann", 140), ("bob", 1_600)):
        query = story.tell("message", person, "11-02 09:30", query=True, sentiment=1)
        day, minute = divmod(570 + minutes, 1_440)
        story.tell("answer", "boss", f"11-{2 + day:02} {minute // 60:02}:{minute % 60:02}", query, team=True)
    story.tell("message", "eve", "11-03 09:30", query=True)
    story.tell("message", "joe", "11-03 09:30", recommends=True, sentiment=-1)
    return story


TOLD = {
    "en": """\
Sentiment  –
· Net sentiment (from −1 to +1): +0.33 (before –, n 3)
  unclassified: 25% of the messages

Care  –
· Questions answered: 66.7% (before –, n 3)
· First response (median): 2 h 20 min (before –, n 2)
  nine in ten within 1 day 3 h
  in business hours 1 h 20 min, nine in ten within 7 h 30 min
  still waiting: 1""",
    "de": """\
Stimmung  –
· Stimmung im Saldo (von −1 bis +1): +0,33 (davor –, n 3)
  nicht eingeordnet: 25\u00a0% der Nachrichten

Betreuung  –
· Beantwortete Fragen: 66,7\u00a0% (davor –, n 3)
· Erste Antwort (Median): 2 Std. 20 Min. (davor –, n 2)
  neun von zehn binnen 1 Tag 3 Std.
  in Geschäftszeiten 1 Std. 20 Min., neun von zehn binnen 7 Std. 30 Min.
  warten noch: 1""",
    "es": """\
Ánimo  –
· Saldo de ánimo (de −1 a +1): +0,33 (antes –, n 3)
  sin clasificar: el 25\u00a0% de los mensajes

Atención  –
· Preguntas respondidas: 66,7\u00a0% (antes –, n 3)
· Primera respuesta (mediana): 2 h 20 min (antes –, n 2)
  nueve de cada diez en 1 día 3 h o menos
  en horario de atención 1 h 20 min, nueve de cada diez en 7 h 30 min o menos
  siguen esperando: 1""",
    "pt": """\
Sentimento  –
· Saldo de sentimento (de −1 a +1): +0,33 (antes –, n 3)
  sem classificação: 25% das mensagens

Atendimento  –
· Perguntas respondidas: 66,7% (antes –, n 3)
· Primeira resposta (mediana): 2 h 20 min (antes –, n 2)
  nove em cada dez em até 1 dia 3 h
  no horário de atendimento 1 h 20 min, nove em cada dez em até 7 h 30 min
  ainda esperando: 1""",
}


@pytest.mark.parametrize("language", TOLD)
def test_care_and_mood_are_written_for_people(language: str) -> None:
    """Waits come as hours and minutes, moods with their sign, and whoever still waits is told."""
    assert TOLD[language] in "\n".join(told(language, busy()))


def test_who_waits_is_told_before_anybody_is_answered() -> None:
    """Without any answer there is no median, but somebody waits."""
    story = Story()
    story.tell("message", "eve", "11-03 09:30", query=True)
    lines = told("en", story)
    line = lines.index("· First response (median): – (before –, n 0)")
    assert lines[line + 1] == "  still waiting: 1"


def test_nothing_is_added_where_there_is_nothing_to_add() -> None:
    """A quiet week has no second lines."""
    assert not [line for line in told("en", Story()) if line.startswith(" ")]


def test_a_period_over_the_turn_of_a_year_names_both_years() -> None:
    """Without them 400 days would look like a month."""
    asked = (date(2025, 10, 20), date(2026, 11, 24), "Europe/Riga")
    assert reporting.days(*asked, words("en")) == "20 October 2025 to 23 November 2026 (Europe/Riga)"
    assert reporting.days(*asked, words("es")) == "Del 20 de octubre de 2025 al 23 de noviembre de 2026 (Europe/Riga)"
