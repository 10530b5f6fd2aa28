"""Codes that people read to each other and type: no sign in them looks like another."""

import secrets

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LONG = 8


def new_code() -> str:
    """Return a code that nobody can guess."""
    return "".join(secrets.choice(SIGNS) for _ in range(LONG))


def written(code: str) -> str:
    """Write a code in two halves, as people read it best."""
    return f"{code[: LONG // 2]}-{code[LONG // 2 :]}"


def typed(text: str) -> str:
    """Return the code that somebody typed, however they wrote it."""
    return "".join(sign for sign in text.upper() if sign.isalnum())
