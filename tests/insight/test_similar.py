"""Which kept answers fit a new question, and which surely do."""

import time

import pytest

from insight.similar import Kept, Library, library


def sure(saved: str, asked: str, language: str, other: str | None = None) -> bool:
    """Tell whether an answer to the first question surely answers the second."""
    found = Library([Kept(1, saved, "Yes.", language)]).nearest(asked, other or language)
    return any(each.sure for each in found)


SAME = {
    "en": [
        ("When do you open?", "Hi! What time do you open, please?"),
        ("When do you open on Sunday?", "Please tell me when you open on Sundays"),
        ("What are your opening hours?", "When are you open?"),
        ("How much is shipping to Spain?", "What does delivery to Spain cost?"),
        ("Do you ship to Portugal?", "Hello, can you deliver to Portugal? 😊"),
        ("Can I pay with PayPal?", "Is it possible to pay with Paypal?"),
        ("Do you have vegan pizzas?", "Is there any vegan pizza?"),
        ("Are you open on Monday?", "Good morning team, I'd like to know if you are open on Mondays."),
        ("Where can I park?", "where can i park???"),
    ],
    "de": [
        ("Wann öffnet ihr?", "Wann macht ihr auf?"),
        ("Wie sind eure Öffnungszeiten?", "Hallo, wann habt ihr offen?"),
        ("Habt ihr am Sonntag offen?", "Habt ihr sonntags auf?"),
        ("Liefert ihr nach Österreich?", "Könnt ihr bitte nach Österreich liefern?"),
        ("Was kostet der Versand?", "Wie teuer ist der Versand?"),
        ("Wann habt ihr offen?", "Guten Morgen, könnt ihr mir sagen, wann ihr auf habt?"),
        ("Habt ihr Gutscheine?", "Gibt es bei euch einen Gutschein?"),
    ],
    "es": [
        ("¿Cuándo abren?", "Hola, ¿a qué hora abren?"),
        ("¿Cuál es el horario?", "¿Cuándo abrís?"),
        ("¿Abren los domingos?", "buenas, abren el domingo?"),
        ("¿Cuánto cuesta el envío?", "¿Cuál es el precio del envío?"),
        ("¿Envían a Portugal?", "¿Hacen envíos a Portugal?"),
        ("¿Abren los domingos?", "Buenos días, quería saber si abren los domingos, gracias"),
        ("¿Tienen pizza vegana?", "¿Hay pizzas veganas?"),
    ],
    "pt": [
        ("Quando vocês abrem?", "Oi, a que horas abrem?"),
        ("Qual é o horário de funcionamento?", "Quando abrem?"),
        ("Vocês abrem na segunda?", "abrem segunda-feira?"),
        ("Quanto custa a entrega?", "Qual o preço da entrega?"),
        ("Vocês entregam em Lisboa?", "Fazem entregas em Lisboa?"),
        ("Abrem no domingo?", "Boa tarde, gostaria de saber se abrem no domingo."),
        ("Aceitam cartões?", "Vocês aceitam cartão?"),
    ],
}
OTHER = {
    "en": [
        ("When do you open?", "When do you close?"),
        ("When do you open on Sunday?", "When do you open on Saturday?"),
        ("When do you open?", "Why do you open?"),
        ("When do you open?", "When do you open on Christmas?"),
        ("When do you open on Sunday?", "When do you open?"),
        ("Are you open on Sunday?", "Aren't you open on Sunday?"),
        ("Do you ship to Spain?", "Do you ship to Italy?"),
        ("Do you ship to Spain?", "Do you ship from Spain?"),
        ("Do you ship from Spain to Italy?", "Do you ship from Italy to Spain?"),
        ("Do you ship to Spain?", "How long does shipping to Spain take?"),
        ("Do you ship to Spain?", "How much is shipping to Spain?"),
        ("Do you ship to Spain?", "What do you ship to Spain?"),
        ("Is the X100 waterproof?", "Is the X200 waterproof?"),
        ("Is the X100 waterproof?", "Is the X100 heatproof?"),
        ("Does it come with batteries?", "Does it come without batteries?"),
        ("Can I return it within 14 days?", "Can I return it within 30 days?"),
        ("Can I cancel my order?", "How can I cancel my order?"),
        ("Can I return a book?", "Can I return a booking?"),
        ("Are you open today?", "Are you open today?"),
        ("How much is this?", "How much is this?"),
        ("Has my order shipped?", "Do you ship orders?"),
        ("Do I have to book?", "Can I book?"),
        ("Is the red cheaper than the blue?", "Is the red one?"),
        ("When?", "When?"),
        ("Do you have vouchers?", "Do you have vouchers? And when do you open?"),
        ("Are you open?", "Are you open in May?"),
        ("Are you open?", "Are you open in the morning?"),
        ("Do you ship?", "Do you ship to the US?"),
        ("Do you have cats?", "Do you like cats?"),
        ("What do you do on Sundays?", "What do you have on Sundays?"),
        ("Where is hall A?", "Where is the hall?"),
        ("Do you have shirts?", "Do you have team shirts?"),
        ("Open on 24 December?", "Open on 25 December?"),
    ],
    "de": [
        ("Wann macht ihr auf?", "Wann macht ihr zu?"),
        ("Habt ihr am Sonntag auf?", "Habt ihr am Sonntag zu?"),
        ("Habt ihr am Sonntag auf?", "Habt ihr zu am Sonntag?"),
        ("Habt ihr am Sonntag auf?", "Habt ihr am Samstag auf?"),
        ("Habt ihr am Sonntag auf?", "Habt ihr am Sonntag nicht auf?"),
        ("Wie kann ich mich anmelden?", "Wie kann ich mich abmelden?"),
        ("Wie melde ich mich an?", "Wie melde ich mich ab?"),
        ("Liefert ihr nach Österreich?", "Liefert ihr in die Schweiz?"),
        ("Liefert ihr nach Wien?", "Liefert ihr von Wien?"),
        ("Liefert ihr mit Montage?", "Liefert ihr ohne Montage?"),
        ("Habt ihr Schals?", "Habt ihr Schalen?"),
        ("Habt ihr Schal?", "Habt ihr Schale?"),
        ("Was kostet der Versand?", "Wie lange dauert der Versand?"),
        ("Kommt ihr morgen?", "Kommt ihr morgen?"),
    ],
    "es": [
        ("¿A qué hora abren?", "¿A qué hora cierran?"),
        ("¿Hasta qué hora abren?", "¿A qué hora abren?"),
        ("¿Abren los domingos?", "¿Abren los sábados?"),
        ("¿Abren los domingos?", "¿No abren los domingos?"),
        ("¿Envían a Portugal?", "¿Envían a España?"),
        ("¿Hay tren de Madrid a Sevilla?", "¿Hay tren de Sevilla a Madrid?"),
        ("¿Tienen ropa de niño?", "¿Tienen ropa de niña?"),
        ("¿Tienen pan con gluten?", "¿Tienen pan sin gluten?"),
        ("¿Abren?", "¿Abren por la noche?"),
        ("¿Puedo pagar con tarjeta?", "¿Puedo pagar en efectivo?"),
        ("¿Cuánto cuesta el envío?", "¿Cuánto tarda el envío?"),
    ],
    "pt": [
        ("Quando abrem?", "Quando fecham?"),
        ("Até que horas abrem?", "A que horas abrem?"),
        ("Abrem no domingo?", "Abrem no sábado?"),
        ("Abrem no domingo?", "Não abrem no domingo?"),
        ("Entregam em Lisboa?", "Entregam no Porto?"),
        ("Tem bolo com glúten?", "Tem bolo sem glúten?"),
        ("Posso trocar o tamanho?", "Como posso trocar o tamanho?"),
        ("Quanto custa a entrega?", "Quanto demora a entrega?"),
        ("Abrem?", "Abrem de noite?"),
        ("Abrem hoje?", "Abrem hoje?"),
    ],
}


@pytest.mark.parametrize(
    ("language", "saved", "asked"), [(language, *each) for language, cases in SAME.items() for each in cases]
)
def test_the_same_question_in_other_words_is_sure(language: str, saved: str, asked: str) -> None:
    """Order, politeness, number and usual turns change nothing, in either direction."""
    assert sure(saved, asked, language)
    assert sure(asked, saved, language)


@pytest.mark.parametrize(
    ("language", "saved", "asked"), [(language, *each) for language, cases in OTHER.items() for each in cases]
)
def test_another_question_is_never_sure(language: str, saved: str, asked: str) -> None:
    """Another day, place, product, number, direction or denial, or more than was asked, is another question."""
    assert not sure(saved, asked, language)
    assert not sure(asked, saved, language)


def test_what_is_asked_word_for_word_is_sure_in_its_language_only() -> None:
    """A name alone says nothing of the language that an answer is in."""
    assert sure("Pizza Napoli?", "Pizza Napoli?", "es")
    assert not sure("Pizza Napoli?", "Pizza Napoli?", "es", other="pt")


KEPT = [
    Kept(1, "When do you open on Sunday?", "At ten on Sundays.", "en"),
    Kept(2, "Do you ship to Spain?", "Yes, within five days.", "en"),
    Kept(3, "Can I return shoes?", "Within thirty days, unworn.", "en"),
    Kept(4, "Liefert ihr nach Spanien?", "Ja, in fünf Tagen.", "de"),
    Kept(5, "Who designs your posters?", "Our friend Lena.", "en"),
]


@pytest.mark.parametrize(
    ("asked", "language", "first"),
    [
        ("are you also open on sundays in winter?", "en", 1),
        ("shipping costs for spain and france?", "en", 2),
        ("I'd like to return my new shoes, how?", "en", 3),
        ("Wie lange dauert die Lieferung nach Spanien?", "de", 4),
        ("is lena the one behind the poster?", "en", 5),
        ("can i retrun shoes?", "en", 3),
    ],
)
def test_the_nearest_is_offered_first(asked: str, language: str, first: int) -> None:
    """By its question or its answer, with a typo too; three at most."""
    found = Library(KEPT).nearest(asked, language)
    assert found[0].id == first
    assert len(found) <= 3
    assert not any(each.sure for each in found)
    assert all(0 <= each.score <= 1 for each in found)


def test_what_is_far_is_not_offered() -> None:
    """Nobody is shown what has nothing to do with it; of nothing kept nothing is offered."""
    assert Library(KEPT).nearest("Xylophon Quartett", "de") == ()
    assert Library([]).nearest("When?", "en") == ()
    assert Library(KEPT).nearest("🎄", "pt") == ()


def test_two_hundred_are_compared_in_a_millisecond() -> None:
    """The best of many runs, since others use the machine too."""
    kept = tuple(
        Kept(n, f"Do you ship item {n} to place{n % 20} on day {n % 7}?", f"Yes, {n}." * 20, "en") for n in range(200)
    )
    compared, took = library(kept), []
    for n in range(50):
        begun = time.thread_time()
        compared.nearest(f"Can you please ship number {n} to place{n % 20} before day {n}?", "en")
        took.append(time.thread_time() - begun)
    assert min(took) < 0.001
    assert library(tuple(kept)) is compared
