"""Every mistake is told in one sentence that names the key and the mend."""

from pathlib import Path

import pytest

from bot.settings import SettingsError, load
from tests.bot.test_settings import BRAND, loaded


def problems(folder: Path, toml: str, **environ: str) -> tuple[str, ...]:
    """Load what cannot be loaded."""
    with pytest.raises(SettingsError) as caught:
        loaded(folder, toml, **environ)
    return caught.value.problems


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        pytest.param("[web]\nprot = 1", "web.prot is not a setting: did you mean port?", id="misspelt key"),
        pytest.param(
            "[webchat]\nx = 1", "webchat.x is not a setting: remove it, or use one of enabled.", id="unknown key"
        ),
        pytest.param("[telegrm]", "telegrm is not a section: did you mean telegram?", id="misspelt section"),
        pytest.param("web = 1", "web must be a table.", id="no section"),
        pytest.param('[web]\nport = "x"', "web.port must be a whole number.", id="no number"),
        pytest.param("[web]\nport = 65536", "web.port must be less than or equal to 65535.", id="no port"),
        pytest.param("[web]\nhost = 1", "web.host must be a text in quotes.", id="no text"),
        pytest.param('[webchat]\nenabled = "perhaps"', "webchat.enabled must be true or false.", id="no switch"),
        pytest.param(
            '[web]\npublic_url = "bot.example.org"',
            "web.public_url must be an address such as https://bot.example.org.",
            id="no address",
        ),
        pytest.param('[slack]\nmode = "web"', 'slack.mode must be "socket", "http" or "off".', id="unknown mode"),
        pytest.param(
            '[database]\nurl = "postgresql://u:hunter2@h/d"',
            "database.url lacks its driver: begin it with postgresql+psycopg://.",
            id="no driver",
        ),
        pytest.param(
            '[database]\nurl = "mysql://u:hunter2@h/d"',
            "database.url must begin with postgresql+psycopg://, or with sqlite:/// and name a file.",
            id="another database",
        ),
        pytest.param(
            '[database]\nurl = "sqlite:///:memory:"',
            "database.url must begin with postgresql+psycopg://, or with sqlite:/// and name a file.",
            id="a database that is gone with its process",
        ),
        pytest.param("[brands]\nacme = 1", "brands.acme must be a table.", id="no brand"),
        pytest.param(
            "brands = []", "brands must be tables: write [brands.<key>] for each brand.", id="a list of brands"
        ),
    ],
)
def test_a_wrong_section_is_told(tmp_path: Path, toml: str, sentence: str) -> None:
    """A key, its type and its range are checked."""
    assert problems(tmp_path, toml) == (sentence,)


@pytest.mark.parametrize(
    "key",
    [
        pytest.param("Acme", id="capital"),
        pytest.param("acme__eu", id="two underscores"),
        pytest.param("1acme", id="digit first"),
        pytest.param("acme-eu", id="hyphen"),
    ],
)
def test_a_brand_key_fits_into_an_environment_name(tmp_path: Path, key: str) -> None:
    """A key that no override could name is refused."""
    sentence = f"brands.{key} has the key '{key}': use a-z, 0-9 and single _, a letter first."
    assert problems(tmp_path, f'[brands."{key}"]\nzone = "UTC"') == (sentence,)


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        pytest.param('language = "fr"', 'language must be "en", "es", "pt" or "de".', id="language"),
        pytest.param('country = "de"', "country has 'de', which is no ISO 3166 code", id="country"),
        pytest.param('team = "C1"', "team has 'C1', which is not platform:id", id="no platform"),
        pytest.param("team = 1", "team has 1, which is not platform:id", id="number"),
        pytest.param('team = "slak:C1"', "team has 'slak:C1' on an unknown platform: did you mean slack?", id="typo"),
        pytest.param('managers = ["slack:@ann"]', "managers has 'slack:@ann', which is a name", id="name"),
        pytest.param('audiences = ["telegram:fans"]', "audiences has 'telegram:fans', which is no Tele", id="no id"),
        pytest.param('audiences = "slack:C1"', "audiences must be a list in brackets.", id="no list"),
        pytest.param('digest.day = "someday"', "digest.day has 'someday', which is no weekday", id="day"),
        pytest.param("digest.day = 1", "digest.day has 1, which is no weekday", id="numbered day"),
        pytest.param('digest.time = "24:00"', "digest.time has '24:00', which is no time of day", id="time"),
        pytest.param("ror.weights.carre = 1", "ror.weights.carre is not known: there are", id="unknown part"),
        pytest.param("ror.weights.care = -1", "ror.weights.care must be a number 0 or more", id="negative weight"),
        pytest.param("ror.targets.nps = 0", "ror.targets.nps must be a number above 0", id="no target"),
        pytest.param("ror.targets.members = 1", "ror.targets.members is not known", id="measure without target"),
        pytest.param("ror.targets.nps = nan", "ror.targets.nps must be a number above 0", id="not a number"),
        pytest.param('ror.targets.nps = "x"', "ror.targets.nps must be a number.", id="text for a number"),
        pytest.param("ror.min_n = 0", "ror.min_n must be a whole number from 1", id="too few"),
        pytest.param('hours.mon = ["9-5"]', "hours.mon has '9-5', which is no interval", id="no interval"),
        pytest.param('hours.mon = ["22:00-02:00"]', "hours.mon has '22:00-02:00', which does not end", id="midnight"),
        pytest.param('hours.mon = ["08:00-12:00", "11:00-13:00"]', "hours.mon has intervals that over", id="overlap"),
        pytest.param("hours.mon = []", "hours are never open", id="never open"),
        pytest.param('hours.holidays = ["soon"]', "hours.holidays must be a date such as", id="no date"),
        pytest.param("retention_days = 0", "retention_days must be greater than or equal to 1.", id="no day"),
        pytest.param("retention_days = true", "retention_days must be a whole number.", id="a switch for days"),
        pytest.param(
            "replies.warn_minute = 5", "replies.warn_minute is not a setting: did you mean warn_m", id="replies"
        ),
        pytest.param(
            "replies.first_response_minutes = 100001",
            "replies.first_response_minutes must be less than or equal to 100000.",
            id="minutes",
        ),
        pytest.param(
            "replies.warn_minutes = -1", "replies.warn_minutes must be greater than or equal to 1.", id="late"
        ),
        pytest.param("replies.satisfaction_days = 0", "replies.satisfaction_days must be greater", id="always asked"),
        pytest.param('replies.satisfaction = "offer"', "replies.satisfaction must be true or false.", id="no switch"),
        pytest.param('replies.alerts = ["boss"]', "replies.alerts has 'boss', which is not platform:id", id="alert"),
        pytest.param(
            'replies.urgent.words = [" "]', "replies.urgent.words has ' ': write words of 1 to", id="blank word"
        ),
        pytest.param(
            "replies.urgent.first_response_minutes = 0",
            "replies.urgent.first_response_minutes must be greater than or equal to 1.",
            id="urgent at once",
        ),
        pytest.param(
            'hours.mon = ["09:00-17:00"]\nhours.public_holidays = true\ncountry = "XX"',
            'has the country "XX", whose public holidays are not known',
            id="holidays of no known country",
        ),
        pytest.param(
            'hours.mon = ["09:00-17:00"]\nhours.public_holidays = true',
            "needs a country for hours.public_holidays",
            id="holidays of no country",
        ),
    ],
)
def test_a_wrong_brand_is_told(tmp_path: Path, toml: str, sentence: str) -> None:
    """What makes no sense in a brand's table is refused before anything starts."""
    [problem] = problems(tmp_path, f"{BRAND}{toml}\n", RAPPORT_SLACK__MODE="socket")
    joint = " " if sentence.startswith(("needs", "has the country")) else "."
    assert problem.startswith(f"brands.acme{joint}{sentence}")


def test_weights_that_are_all_nought_are_told(tmp_path: Path) -> None:
    """Without any weight there would be no index."""
    parts = ("recommendations", "engagement", "followers", "loyalty", "sharing")
    toml = BRAND + "".join(f"ror.weights.{part} = 0\n" for part in parts)
    assert problems(tmp_path, toml) == ("brands.acme.ror.weights must not all be 0.",)


@pytest.mark.parametrize(
    ("zone", "sentence"),
    [
        pytest.param("", 'is missing: add it, such as zone = "Europe/Berlin".', id="missing"),
        pytest.param("Europe/Berln", "which is no IANA time zone: did you mean Europe/Berlin?", id="misspelt"),
        pytest.param("Europe", "which is no IANA time zone", id="a folder"),
        pytest.param("../passwd", "which is no IANA time zone", id="a path"),
        pytest.param("CEST", "which is no IANA time zone", id="an abbreviation"),
    ],
)
def test_a_brand_needs_a_zone(tmp_path: Path, zone: str, sentence: str) -> None:
    """There is no zone that would be right for every brand."""
    [problem] = problems(tmp_path, f'[brands.acme]\nzone = "{zone}"' if zone else "[brands.acme]")
    assert problem.startswith("brands.acme.zone ")
    assert sentence in problem


def test_a_chat_belongs_to_one_brand(tmp_path: Path) -> None:
    """A chat in two places is told, with both places."""
    toml = f'[slack]\n{BRAND}team = "slack:C1"\n[brands.beta]\nzone = "UTC"\naudiences = ["slack:C2", "slack:C1"]\n'
    [problem] = problems(tmp_path, toml)
    assert problem.startswith("brands.beta.audiences has slack:C1, which brands.acme.team has already: ")


def test_a_chat_needs_its_platform(tmp_path: Path) -> None:
    """A chat that no event can come from is told."""
    assert problems(tmp_path, f'{BRAND}team = "slack:C1"\n') == (
        "brands.acme.team has slack:C1, but slack is off: add [slack] or remove the chat.",
    )


def test_alerts_reach_the_team_only(tmp_path: Path) -> None:
    """An alert that no platform brings, or that an audience would read, is told."""
    toml = (
        BRAND + 'replies.alerts = ["slack:C1", "telegram:7"]\n[brands.beta]\nzone = "UTC"\naudiences = ["slack:C1"]\n'
    )
    assert problems(tmp_path, toml, RAPPORT_SLACK__MODE="socket") == (
        "brands.acme.replies.alerts has telegram:7, but telegram is off: add [telegram] or remove the chat.",
        "brands.acme.replies.alerts has slack:C1, which is an audience chat: alert the team elsewhere.",
    )


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Whoever mends the settings needs to start once only."""
    found = problems(tmp_path, f'[web]\nport = "x"\nhots = 1\n{BRAND}language = "fr"\n', RAPPORT_SECRET="short")
    assert [sentence.split(" ", 1)[0] for sentence in found] == [
        "web.port",
        "web.hots",
        "brands.acme.language",
        "RAPPORT_SECRET",
    ]


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        pytest.param({"RAPPORT_WEB__PROT": "1"}, "RAPPORT_WEB__PROT is not a setting: did you mean port?", id="key"),
        pytest.param({"RAPPORT_WEB__PORT": "x"}, "RAPPORT_WEB__PORT must be a whole number.", id="value"),
        pytest.param(
            {"RAPPORT_BRANDS__ACME__AUDIENCES": "['slack:C1']"},
            "RAPPORT_BRANDS__ACME__AUDIENCES must be a list in brackets.",
            id="no JSON",
        ),
    ],
)
def test_a_wrong_override_is_named_as_it_was_written(tmp_path: Path, environ: dict[str, str], sentence: str) -> None:
    """Who made the mistake in the environment finds it there."""
    assert problems(tmp_path, BRAND, **environ) == (sentence,)


def test_a_syntax_error_has_its_line(tmp_path: Path) -> None:
    """A file that is no TOML is told with the place."""
    [problem] = problems(tmp_path, "[web]\nport = = 1")
    assert problem == "config.toml is not TOML: Invalid value (at line 2, column 8)."


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    """A file in another encoding is told."""
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"config\.toml is not UTF-8"):
        load(None, {}, tmp_path)


def test_a_wrong_line_of_dotenv_is_told(tmp_path: Path) -> None:
    """A line of `.env` that says nothing is told, without its words."""
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\n\n'xoxb-2\n")
    assert problems(tmp_path, "") == (".env, line 3, is not NAME=value: mend or remove it.",)
