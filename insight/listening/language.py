"""Which of the four languages a message is in: py3langid, and what is known of its author where a text is short."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from insight.listening.text import LANGUAGES, bare

DEFAULT = "en"
"""Of a text that has no words, where nothing else is known."""
SURE_WORDS = 5
"""From so many words on the text itself decides (92 % are right below, 99 % above)."""

_WORD = re.compile(r"[^\W\d_]{2,}|[^\W\d_]")


def identify(text: str, hint: str | None) -> str:
    """Return a text's language.

    Args:
        hint: the language that its author or its brand is known to use; one that is none of the four is not heeded.
    """
    read = bare(text)
    count = len(_WORD.findall(read))
    known = hint[:2].lower() if hint else None
    if known in LANGUAGES and count < SURE_WORDS:
        return known
    if not count:
        return DEFAULT
    found, _ = _identifier().classify(read)
    return str(found)


@cache
def _identifier() -> LanguageIdentifier:
    """Return an identifier of our own: py3langid's shared one knows all languages."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier
