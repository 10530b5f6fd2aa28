"""Mistakes in the settings, each as one sentence that names the key and the mend."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from chat.errors import RapportError

TYPE_NAMES = {
    "bool": "true or false",
    "date": 'a date such as "2026-12-24"',
    "dict": "a table",
    "float": "a number",
    "int": "a whole number",
    "list": "a list in brackets",
    "model": "a table",
    "string": "a text in quotes",
    "tuple": "a list in brackets",
}
"""What to write, by the first word of Pydantic's error types."""


class SettingsError(RapportError):
    """The settings cannot be used; `problems` holds one sentence for each mistake."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class Table(BaseModel):
    """A table of the configuration: frozen, and without keys that nobody knows."""

    # Without hide_input_in_errors a mistyped secret would stand in Pydantic's message.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def unknown(word: str, known: Iterable[str]) -> str:
    """Say what to do about a name that nobody knows."""
    names = sorted(known)
    meant = get_close_matches(word, names, n=1)
    return f"did you mean {meant[0]}?" if meant else f"remove it, or use one of {', '.join(names)}."


class Origins:
    """Which environment variable, if any, a value came from."""

    def __init__(self, names: Mapping[tuple[str, ...], str]) -> None:
        self._names = names

    def name(self, path: tuple[str, ...]) -> str:
        """Name a key as its author wrote it: `web.port` or `RAPPORT_WEB__PORT`."""
        for length in range(len(path), 0, -1):
            if name := self._names.get(path[:length]):
                return name
        return ".".join(path)


def sentences(error: ValidationError, model: type[Table], path: tuple[str, ...], origins: Origins) -> list[str]:
    """Translate what Pydantic found in the table at `path`."""
    found = []
    for details in error.errors(include_url=False):
        # A place in a list says less than the value itself, which the sentence quotes.
        inner = tuple(part for part in details["loc"] if isinstance(part, str))
        predicate = _predicate(details, model, inner)
        found.append(origins.name(path + inner) + ("" if predicate.startswith(".") else " ") + predicate)
    return found


def _predicate(details: ErrorDetails, model: type[Table], inner: tuple[str, ...]) -> str:
    context: dict[str, Any] = details.get("ctx", {})
    match details["type"]:
        case "value_error":
            return str(context["error"])
        case "extra_forbidden":
            return f"is not a setting: {unknown(inner[-1], _holder(model, inner).model_fields)}"
        case "missing":
            example = (_holder(model, inner).model_fields[inner[-1]].examples or [""])[0]
            return f'is missing: add it, such as {inner[-1]} = "{example}".'
        case "literal_error":
            return f"must be {context['expected']}.".replace("'", '"')
        case other:
            kind = TYPE_NAMES.get(other.partition("_")[0])
            return f"must be {kind}." if kind else f"{details['msg'].replace('Input should', 'must', 1)}."


def _holder(model: type[Table], inner: tuple[str, ...]) -> type[Table]:
    """Return the model of the table that the last part of `inner` stands in."""
    for part in inner[:-1]:
        annotation = model.model_fields[part].annotation
        if isinstance(annotation, type) and issubclass(annotation, Table):
            model = annotation
    return model
