"""A poll typed in one line."""

import re

TYPED_CHARACTERS = 4_000
"""No right poll is longer when typed, and looking for pairs of marks takes long in a long text."""

# Phones turn straight quotation marks into curly ones, each language in its own way, and sometimes only one of a pair.
# First come true pairs, which may hold other marks; then any mark up to any other.
_PAIRS = (('"', '"'), ("“", "”"), ("„", "“”"), ("”", "”"), ("«", "»"), ("»", "«"))
_MARKS = "".join(sorted({mark for pair in _PAIRS for mark in "".join(pair)}))
_END = rf"(?=[\s{_MARKS}]|$)"
_QUOTED = re.compile(
    "|".join([rf"{opening}([^{opening}{closing}]*)[{closing}]{_END}" for opening, closing in _PAIRS])
    + rf"|[{_MARKS}]([^{_MARKS}]*)[{_MARKS}]|(?<!\S)'(\S|\S.*?\S)'(?!\S)|(\S+)"
)


def split_words(text: str) -> list[str]:
    """Split a one-liner into its words; what is in quotation marks of whatever kind is one word.

    Returns:
        Nothing where the first word is bare, a mark has no other, or the text is far too long: who forgets a mark
        means something else, and a poll goes to all chats at once.
    """
    found = list(_QUOTED.finditer(text)) if len(text) <= TYPED_CHARACTERS else []
    bare = [match[0] for match in found if match.lastindex == _QUOTED.groups]
    if not found or found[0][0] in bare or any(mark in word for word in bare for mark in _MARKS):
        return []
    return [match[match.lastindex or 0] for match in found]
