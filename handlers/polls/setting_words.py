"""The plain words by which a poll is set up in one line, in the four languages."""

from collections.abc import Mapping

SETTINGS: Mapping[str, tuple[str, object]] = {
    "anonymous": ("visibility", "anonymous"),
    "confidential": ("visibility", "confidential"),
    "open": ("visibility", "open"),
    "multi": ("kind", "multi"),
    "ranked": ("kind", "ranked"),
    "rating": ("kind", "rating"),
    "nps": ("kind", "nps"),
    "hidden": ("shown", "closed"),
    "after": ("shown", "voted"),
    "add": ("adding", "anybody"),
    "add-approved": ("adding", "approved"),
    "why": ("why", True),
    "milestones": ("milestones", True),
    "remind": ("remind", True),
}
"""What a word sets, and to what."""

VALUED = ("limit", "in", "at", "every", "for", "until")
"""Words that are followed by a value."""

_ALIKE: Mapping[str, str] = {
    "anonymous": "anonima anonimo anonym",
    "confidential": "confidencial vertraulich",
    "open": "abierta abierto aberta aberto offen",
    "multi": "multiple multipla varias varios mehrere mehrfach",
    "limit": "limite maximo max hochstens",
    "ranked": "ranking rangfolge",
    "rating": "stars valoracion estrellas avaliacao estrelas bewertung sterne",
    "nps": "",
    "hidden": "oculta oculto ocultos escondida escondido verdeckt versteckt",
    "after": "despues depois danach",
    "add": "anadir agregar adicionar erganzen",
    "add-approved": "anadir-revisado agregar-revisado adicionar-revisado erganzen-gepruft",
    "why": "porque por-que warum",
    "milestones": "hitos marcos meilensteine",
    "remind": "recordar lembrar erinnern",
    "in": "en em dentro daqui",
    "at": "el as am um",
    "every": "cada todo toda todos todas jeden jede jedes daily taglich weekdays werktags diario diariamente",
    "for": "durante por fur",
    "until": "hasta ate bis",
}

WORDS: Mapping[str, str] = {each: name for name, row in _ALIKE.items() for each in (name, *row.split())}
"""What each word means: one of `SETTINGS` or `VALUED`. Without accents and in small letters."""
