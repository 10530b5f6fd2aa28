"""Where the settings come from, and what becomes of them."""

import tomllib
from collections.abc import Iterator
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings import Settings, SettingsError, load
from bot.settings.brands import BrandTable
from bot.settings.problems import Table
from bot.settings.tables import DatabaseSettings, SlackSettings, TelegramSettings, WebchatSettings, WebSettings
from chat.address import Address
from chat.brands import Replies, Urgent
from insight.rules import MIN_N, TARGETS, WEIGHTS

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
BRAND = '[brands.acme]\nzone = "Europe/Berlin"\n'


def loaded(folder: Path, toml: str | None = None, **environ: str) -> Settings:
    """Load from a folder whose `config.toml` says this."""
    if toml is not None:
        (folder / "config.toml").write_text(toml)
    return load(None, environ, folder)


def port_of(text: str, path: Path) -> Path:
    """Write a file whose only word is the port."""
    path.write_text(f"[web]\nport = {text}\n")
    return path


def test_nothing_configured_is_the_playground(tmp_path: Path) -> None:
    """With no file at all webchat is on, with the brand demo and a database file."""
    settings = loaded(tmp_path)
    assert (settings.source, set(settings.platforms), list(settings.brands)) == (None, {"webchat"}, ["demo"])
    assert settings.database.url == "sqlite:///rapport.db"
    assert settings.database.is_embedded


def test_the_named_file_wins(tmp_path: Path) -> None:
    """`--config` goes before `config.toml`, that before `$RAPPORT_CONFIG`."""
    named = port_of("1", tmp_path / "named.toml")
    default = port_of("2", tmp_path / "config.toml")
    port_of("3", tmp_path / "other.toml")
    environ = {"RAPPORT_CONFIG": "other.toml"}
    assert load(named, environ, tmp_path).web.port == 1
    assert load(None, environ, tmp_path).web.port == 2
    default.unlink()
    settings = load(None, environ, tmp_path)
    assert (settings.web.port, settings.source) == (3, tmp_path / "other.toml")


@pytest.mark.parametrize(
    ("config", "environ", "sentence"),
    [
        pytest.param("gone.toml", {}, "--config names gone.toml, which does not exist", id="by option"),
        pytest.param(None, {"RAPPORT_CONFIG": "gone.toml"}, "RAPPORT_CONFIG names gone.toml", id="by environment"),
        pytest.param(".", {}, "cannot be read", id="a folder"),
    ],
)
def test_a_named_file_must_be_there(tmp_path: Path, config: str | None, environ: dict[str, str], sentence: str) -> None:
    """A file that somebody names is never passed over in silence."""
    with pytest.raises(SettingsError, match=sentence):
        load(Path(config) if config else None, environ, tmp_path)


def test_a_platform_without_its_table_is_off(tmp_path: Path) -> None:
    """A file that names no platform switches none on."""
    assert loaded(tmp_path, BRAND).platforms == set()


def test_a_table_without_mode_is_the_easy_mode(tmp_path: Path) -> None:
    """An empty table means Socket Mode, polling, or the playground."""
    settings = loaded(tmp_path, "[slack]\n[telegram]\n[webchat]\n")
    assert (settings.slack.mode, settings.telegram.mode, settings.webchat.enabled) == ("socket", "polling", True)


def test_a_platform_can_be_switched_off(tmp_path: Path) -> None:
    """A table may say that its platform is off."""
    toml = '[slack]\nmode = "off"\n[telegram]\nmode = "off"\n[webchat]\nenabled = false\n'
    assert loaded(tmp_path, toml).platforms == set()


def test_the_environment_overrides_any_key(tmp_path: Path) -> None:
    """`RAPPORT_<SECTION>__<KEY>` reaches every depth, lists are JSON, case does not matter."""
    settings = loaded(
        tmp_path,
        BRAND,
        RAPPORT_WEB__PORT="9000",
        RAPPORT_WEBCHAT__ENABLED="true",
        RAPPORT_BRANDS__ACME__DIGEST__time="10:30",
        RAPPORT_BRANDS__ACME__AUDIENCES='["webchat:a", "webchat:b"]',
        RAPPORT_BRANDS__ACME__ROR__TARGETS__NPS="60",
        RAPPORT_BRANDS__ACME__CHAT_ADMINS="true",
    )
    brand = settings.brands["acme"]
    assert (settings.web.port, set(settings.platforms), brand.digest.at) == (9000, {"webchat"}, time(10, 30))
    assert brand.audiences == (Address("webchat", "a"), Address("webchat", "b"))
    assert brand.ror == {"targets": {"nps": 60}}
    assert brand.chat_admins


def test_an_override_alone_can_make_a_brand(tmp_path: Path) -> None:
    """What no table holds the environment may bring."""
    settings = loaded(tmp_path, "", RAPPORT_BRANDS__NEW_ONE__ZONE="UTC")
    assert settings.brands["new_one"].zone == ZoneInfo("UTC")


def test_the_embedded_defaults_can_be_overridden(tmp_path: Path) -> None:
    """An override changes the defaults of one loading only."""
    assert loaded(tmp_path, RAPPORT_BRANDS__DEMO__NAME="Mine").brands["demo"].name == "Mine"
    assert loaded(tmp_path).brands["demo"].name == "Demo"


def test_names_without_two_underscores_are_no_overrides(tmp_path: Path) -> None:
    """`RAPPORT_CONFIG` and its like are not keys."""
    assert loaded(tmp_path, "", RAPPORT_WEB="x", RAPPORT_TEST_POSTGRES_URL="y").web == WebSettings()


def test_dotenv_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    """A `.env` gives secrets and overrides, the real environment has the last word, and empty means not set."""
    (tmp_path / ".env").write_text(
        "export SLACK_BOT_TOKEN='xoxb-1'  # from the app's page\nRAPPORT_WEB__PORT=1\nRAPPORT_WEB__HOST=::1\n"
    )
    settings = loaded(tmp_path, "", RAPPORT_WEB__PORT="2", RAPPORT_WEB__HOST="", TELEGRAM_BOT_TOKEN="")
    assert (settings.web.port, settings.web.host) == (2, "127.0.0.1")
    assert settings.secrets.slack_bot_token
    assert settings.secrets.slack_bot_token.get_secret_value() == "xoxb-1"
    assert settings.secrets.telegram_bot_token is None


def test_a_brand_is_read_whole(tmp_path: Path) -> None:
    """Each key of the example arrives where the rooms below look for it."""
    brand = loaded(tmp_path, EXAMPLE.read_text()).brands["acme"]
    assert (brand.key, brand.name, brand.zone, brand.language, brand.country) == (
        ("acme", "Acme", ZoneInfo("Europe/Berlin"), "en", "DE")
    )
    assert brand.team == Address("slack", "C024BE91L")
    assert brand.managers == (Address("slack", "U023BECGF"), Address("telegram", "123456789"))
    assert brand.audiences == (Address("telegram", "-1001234567890"), Address("slack", "C0COMMUNITY"))
    assert (brand.chat_admins, brand.retention_days) == (False, 3650)
    assert brand.replies == Replies(
        first_response_minutes=120,
        alerts=(Address("slack", "C0SUPPORT"), Address("telegram", "123456789")),
        urgent=Urgent(words=("allergic", "double charge"), first_response_minutes=30),
    )
    assert (brand.digest.weekday, brand.digest.at) == (0, time(9))


def test_hours_are_minutes_of_the_day(tmp_path: Path) -> None:
    """Intervals come in order, as minutes since midnight, and 24:00 ends the day."""
    toml = BRAND + '[brands.acme.hours]\nfri = ["13:30-24:00", "09:00 - 12:30"]\nholidays = [2026-12-24]\n'
    hours = loaded(tmp_path, toml).brands["acme"].hours
    assert (hours["fri"], hours["sat"]) == (((540, 750), (810, 1440)), ())
    assert (hours["holidays"], hours["public_holidays"]) == ((date(2026, 12, 24),), False)


def test_a_brand_needs_its_zone_only(tmp_path: Path) -> None:
    """All else has a default; what was not given of `ror` and `hours` is left to who uses it."""
    brand = loaded(tmp_path, BRAND).brands["acme"]
    assert (brand.name, brand.team, brand.ror, brand.hours) == ("acme", None, {}, {})
    assert (brand.replies, brand.retention_days) == (Replies(), None)


def test_replies_can_be_set_from_the_environment(tmp_path: Path) -> None:
    """Each key of the replies, and of what is urgent, has its name there; words lose their spare spaces."""
    name = "RAPPORT_BRANDS__ACME__REPLIES__"
    given = {
        f"{name}FIRST_RESPONSE_MINUTES": "60",
        f"{name}ACKNOWLEDGE": "false",
        f"{name}URGENT__WORDS": '[" double  charge "]',
    }
    replies = loaded(tmp_path, BRAND, **given).brands["acme"].replies
    urgent = Urgent(words=("double charge",))
    assert replies == Replies(first_response_minutes=60, acknowledge=False, urgent=urgent)


@pytest.mark.parametrize(
    ("given", "day"),
    [pytest.param("sunday", 6, id="whole"), pytest.param("Tue", 1, id="short"), pytest.param("MON", 0, id="loud")],
)
def test_weekdays_are_names(tmp_path: Path, given: str, day: int) -> None:
    """A weekday is written as in the hours or in full, never as a number that means another day elsewhere."""
    assert loaded(tmp_path, f'{BRAND}digest.day = "{given}"').brands["acme"].digest.weekday == day


@pytest.mark.parametrize(
    ("section", "given", "kept"),
    [
        pytest.param("slack", "http://localhost:1/api", "http://localhost:1/api/", id="Slack wants a final slash"),
        pytest.param("telegram", "http://localhost:1/bot", "http://localhost:1", id="PTB's own form"),
        pytest.param("telegram", "http://localhost:1/", "http://localhost:1", id="Telegram wants none"),
    ],
)
def test_api_addresses_have_one_form(tmp_path: Path, section: str, given: str, kept: str) -> None:
    """However an operator writes an address, the platform gets it in the form it joins to."""
    settings = loaded(tmp_path, f'[{section}]\napi_url = "{given}"\n')
    assert {"slack": settings.slack.api_url, "telegram": settings.telegram.api_url}[section] == kept


def keys_of(model: type[Table]) -> Iterator[str]:
    """Walk the keys of a table and of those in it."""
    for name, field in model.model_fields.items():
        yield name
        if isinstance(field.annotation, type) and issubclass(field.annotation, Table):
            yield from (f"{name}.{inner}" for inner in keys_of(field.annotation))


def keys_in(table: dict[str, object]) -> Iterator[str]:
    """Walk the keys of a table as it was read."""
    for name, value in table.items():
        yield name
        if isinstance(value, dict) and name not in ("weights", "targets"):
            yield from (f"{name}.{inner}" for inner in keys_in(value))


@pytest.mark.parametrize(
    ("section", "model"),
    [
        pytest.param("database", DatabaseSettings, id="database"),
        pytest.param("web", WebSettings, id="web"),
        pytest.param("slack", SlackSettings, id="slack"),
        pytest.param("telegram", TelegramSettings, id="telegram"),
        pytest.param("webchat", WebchatSettings, id="webchat"),
        pytest.param("acme", BrandTable, id="brand"),
    ],
)
def test_the_example_has_every_setting(section: str, model: type[Table]) -> None:
    """What can be set is in the example, and nothing else."""
    tables = tomllib.loads(EXAMPLE.read_text())
    assert set(keys_in((tables | tables["brands"])[section])) == set(keys_of(model))


def test_every_setting_of_the_example_has_its_comment() -> None:
    """Above each key, or above the list of numbers it stands in, a comment says what it means."""
    lines = EXAMPLE.read_text().splitlines()
    bare = [line for before, line in pairwise(lines) if "=" in line and before.startswith("[")]
    assert bare == []


def test_the_example_shows_the_defaults_of_the_index(tmp_path: Path) -> None:
    """Copying the example changes no figure."""
    assert loaded(tmp_path, EXAMPLE.read_text()).brands["acme"].ror == {
        "weights": WEIGHTS,
        "targets": TARGETS,
        "min_n": MIN_N,
    }
