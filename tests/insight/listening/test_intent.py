"""What messages want, told in four languages by people who are in none of the data."""

import pytest

from insight.listening.intent import Intent

INTENT = Intent()
QUERY, RECOMMENDS, THANKS = (True, False, False), (False, True, False), (False, False, True)
NONE = (False, False, False)
CASES = [
    ("en", "my washing machine part hasn't turned up", QUERY),
    ("en", "Do you sell replacement filters?", QUERY),
    ("en", "could someone call me about my contract", QUERY),
    ("en", "thanks! and which plug do I need for italy", QUERY),
    ("en", "the login code never arrives", QUERY),
    ("en", "you should all come to the harvest day", RECOMMENDS),
    ("en", "told my neighbours about your plumber service", RECOMMENDS),
    ("en", "left a five star review for the mechanics", RECOMMENDS),
    ("en", "thank you so much", THANKS),
    ("en", "ok got it, cheers", THANKS),
    ("en", "👍", THANKS),
    ("en", "who is going to the lake on sunday?", NONE),
    ("en", "no thanks, i'm full", NONE),
    ("en", "thanks to the fog our ferry never left", NONE),
    ("en", "good morning everybody", NONE),
    ("en", "haha", NONE),
    ("es", "mi lavadora sigue sin funcionar", QUERY),
    ("es", "tienen repuestos para la cafetera?", QUERY),
    ("es", "me podrian llamar por lo del contrato", QUERY),
    ("es", "gracias! y cual adaptador necesito para italia", QUERY),
    ("es", "no me llega el código de acceso", QUERY),
    ("es", "tienen que venir a la vendimia, no se arrepentirán", RECOMMENDS),
    ("es", "les recomendé su taller a mis vecinos", RECOMMENDS),
    ("es", "os dejé una reseña de cinco estrellas", RECOMMENDS),
    ("es", "muchísimas gracias", THANKS),
    ("es", "vale, entendido, gracias", THANKS),
    ("es", "quién va al lago el domingo?", NONE),
    ("es", "no gracias, estoy llena", NONE),
    ("es", "gracias a la niebla no salió el ferry", NONE),
    ("es", "buenos días a todos", NONE),
    ("es", "jajaja", NONE),
    ("pt", "minha máquina de lavar continua sem funcionar", QUERY),
    ("pt", "vcs têm peça de reposição pra cafeteira?", QUERY),
    ("pt", "podem me ligar sobre o contrato", QUERY),
    ("pt", "obrigada! e qual adaptador eu preciso pra itália", QUERY),
    ("pt", "o código de acesso não chega", QUERY),
    ("pt", "vocês têm que vir na vindima, vale muito a pena", RECOMMENDS),
    ("pt", "indiquei a oficina de vcs pros meus vizinhos", RECOMMENDS),
    ("pt", "deixei uma avaliação de cinco estrelas", RECOMMENDS),
    ("pt", "muitíssimo obrigado", THANKS),
    ("pt", "tá bom, entendi, valeu", THANKS),
    ("pt", "quem vai no lago domingo?", NONE),
    ("pt", "não obrigada, tô cheia", NONE),
    ("pt", "graças à neblina a balsa não saiu", NONE),
    ("pt", "bom dia a todos", NONE),
    ("pt", "kkkkkk", NONE),
    ("de", "meine Waschmaschine läuft immer noch nicht", QUERY),
    ("de", "habt ihr Ersatzteile für die Kaffeemaschine?", QUERY),
    ("de", "koenntet ihr mich wegen dem Vertrag anrufen", QUERY),
    ("de", "danke! und welchen Adapter brauch ich für Italien", QUERY),
    ("de", "der Zugangscode kommt einfach nicht an", QUERY),
    ("de", "ihr müsst unbedingt zur Weinlese kommen", RECOMMENDS),
    ("de", "hab euch allen Nachbarn weiterempfohlen", RECOMMENDS),
    ("de", "hab euch eine Fünf-Sterne-Bewertung geschrieben", RECOMMENDS),
    ("de", "herzlichen Dank euch", THANKS),
    ("de", "ok, hab's verstanden, danke", THANKS),
    ("de", "wer kommt am Sonntag mit an den See?", NONE),
    ("de", "nein danke, bin satt", NONE),
    ("de", "dank dem Nebel fuhr die Fähre nicht", NONE),
    ("de", "guten Morgen zusammen", NONE),
    ("de", "hahaha", NONE),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_what_a_message_wants(language: str, text: str, expected: tuple[bool, bool, bool]) -> None:
    """Plain cases of each kind are understood, and the hard ones that look like another."""
    assert INTENT.classify([text], [language]) == [expected]


def test_labels_combine() -> None:
    """Somebody recommends and asks, or recommends and thanks."""
    texts = ["my sister told me about you, do you still take new members?", "thanks a lot, already told two colleagues"]
    assert INTENT.classify(texts, ["en", "en"]) == [(True, True, False), (False, True, True)]


def test_one_by_one_or_together_is_the_same() -> None:
    """A message means the same whatever is asked beside it."""
    texts, languages = [text for _, text, _ in CASES], [language for language, _, _ in CASES]
    assert INTENT.classify(texts, languages) == [
        INTENT.classify([text], [language])[0] for text, language in zip(texts, languages, strict=True)
    ]
    assert INTENT.classify([], []) == []


def test_another_language_is_read_as_english() -> None:
    """A language that is not built in is no error."""
    assert INTENT.classify(["thanks", "?"], ["fr", ""]) == INTENT.classify(["thanks", "?"], ["en", "en"])
