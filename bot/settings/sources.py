"""Where the settings come from: one file, the environment, `.env`."""

import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dotenv.parser import Original, parse_stream

from bot.settings.problems import Origins, SettingsError

Tables = dict[str, Any]
Keys = tuple[str, ...]

PREFIX = "RAPPORT_"

EMBEDDED: Tables = {
    "webchat": {},
    "brands": {
        "demo": {
            "name": "Demo",
            "zone": "UTC",
            "team": "webchat:team",
            "managers": ["webchat:manager"],
            "audiences": ["webchat:audience"],
        },
    },
}
"""What holds where nobody configured anything: the playground, with one brand."""


def read_environment(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return the variables of the environment and, where it has none, of the folder's `.env`; empty ones are unset."""
    merged = read_dotenv(folder / ".env") | dict(environ)
    return {name: value.strip() for name, value in merged.items() if value.strip()}


def read_dotenv(path: Path) -> dict[str, str]:
    """Return the variables of a `.env` file, none where there is no file.

    Raises:
        SettingsError: it cannot be read, or a line of it is no `NAME=value`.
    """
    if not path.is_file():
        return {}
    bindings = list(parse_stream(io.StringIO(_read(path))))
    if wrong := [_line(binding.original) for binding in bindings if binding.error]:
        raise SettingsError(f"{path.name}, line {line}, is not NAME=value: mend or remove it." for line in wrong)
    return {binding.key: binding.value or "" for binding in bindings if binding.key}


def _line(place: Original) -> int:
    """Return the line of a statement; the parser counts the empty ones before it as its own."""
    empty = place.string[: len(place.string) - len(place.string.lstrip())]
    return place.line + empty.count("\n")


def find_file(config: Path | None, environ: Mapping[str, str], folder: Path) -> Path | None:
    """Return the file to read: the one named, else `config.toml`, else `$RAPPORT_CONFIG`; None: embedded defaults."""
    default = folder / "config.toml"
    if config:
        return _named(folder, str(config), "--config")
    if default.exists():
        return default
    if named := environ.get("RAPPORT_CONFIG"):
        return _named(folder, named, "RAPPORT_CONFIG")
    return None


def _named(folder: Path, name: str, by: str) -> Path:
    if not (folder / name).exists():
        raise SettingsError([f"{by} names {name}, which does not exist: copy config.example.toml there."])
    return folder / name


def read_toml(path: Path) -> Tables:
    """Return the tables of the file.

    Raises:
        SettingsError: it cannot be read or is not TOML.
    """
    try:
        return tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([f"{path.name} is not TOML: {error}."]) from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError([f"{path.name} cannot be read ({error.strerror}): mend the path or its rights."]) from None
    except UnicodeDecodeError:
        raise SettingsError([f"{path.name} is not UTF-8: save it as such."]) from None


def override(tables: Tables, environ: Mapping[str, str]) -> Origins:
    """Lay `RAPPORT_<SECTION>__<KEY>` over the tables, in place; lists are JSON, all else is text."""
    origins: dict[Keys, str] = {}
    for name in sorted(environ):
        if name.upper().startswith(PREFIX) and "__" in name:
            keys = tuple(name[len(PREFIX) :].lower().split("__"))
            _put(tables, keys, _value(environ[name]))
            origins[keys] = name
    return Origins(origins)


def _put(tables: Tables, keys: Keys, value: object) -> None:
    for key in keys[:-1]:
        inner = tables.get(key)
        tables[key] = dict(inner) if isinstance(inner, dict) else {}
        tables = tables[key]
    tables[keys[-1]] = value


def _value(text: str) -> object:
    if not text.startswith("["):
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def leaves(table: Tables, keys: Keys = ()) -> Iterator[tuple[Keys, object]]:
    """Walk all values that are no tables, each with its keys."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, (*keys, key))
        else:
            yield (*keys, key), value
