"""Secrets come from the environment only, and are never shown."""

import stat
from base64 import b64decode, b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.log import HIDDEN, Scrubber
from bot.settings import Settings, SettingsError, derive, ensure_secret, load, require_secrets
from tests.bot.test_settings import loaded
from tests.bot.test_settings_problems import problems

SECRET = b64encode(bytes(range(32))).decode()
TELEGRAM_TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_012345"
PUBLIC = 'public_url = "https://bot.example.org"'
POSTGRES = '[database]\nurl = "postgresql+psycopg://u:hunter2@h/d"'


@pytest.mark.parametrize(
    ("toml", "missing"),
    [
        pytest.param("", [], id="nothing on"),
        pytest.param("[webchat]", [], id="webchat"),
        pytest.param("[slack]", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"], id="Socket Mode"),
        pytest.param('[slack]\nmode = "http"', ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"], id="Slack over HTTP"),
        pytest.param('[slack]\nmode = "off"', [], id="off"),
        pytest.param("[telegram]", ["TELEGRAM_BOT_TOKEN"], id="polling"),
        pytest.param(
            f'[web]\n{PUBLIC}\n[telegram]\nmode = "webhook"',
            ["TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET"],
            id="webhook",
        ),
        pytest.param(POSTGRES, ["RAPPORT_SECRET"], id="PostgreSQL"),
    ],
)
def test_what_is_on_needs_its_secrets(tmp_path: Path, toml: str, missing: list[str]) -> None:
    """Loading needs none, running names each that is missing and who needs it."""
    settings = loaded(tmp_path, toml)
    assert names_missing(settings) == missing


def names_missing(settings: Settings) -> list[str]:
    """Return the first words of the sentences."""
    try:
        require_secrets(settings)
    except SettingsError as error:
        return [sentence.partition(" ")[0] for sentence in error.problems]
    return []


def test_a_missing_secret_is_a_sentence(tmp_path: Path) -> None:
    """The sentence names the key, the reason and the mend."""
    with pytest.raises(SettingsError) as caught:
        require_secrets(loaded(tmp_path, "[telegram]"))
    assert str(caught.value) == (
        'TELEGRAM_BOT_TOKEN is missing: telegram.mode = "polling" needs it, so put it into .env or the environment.'
    )


@pytest.mark.parametrize(
    ("public_url", "sentence"),
    [
        pytest.param("", 'web.public_url is missing: telegram.mode = "webhook" needs it', id="none"),
        pytest.param("http://bot.example.org", "web.public_url must begin with https://", id="not encrypted"),
    ],
)
def test_a_webhook_needs_a_public_address(tmp_path: Path, public_url: str, sentence: str) -> None:
    """Telegram calls encrypted addresses only."""
    web = f'[web]\npublic_url = "{public_url}"\n' if public_url else ""
    [problem] = problems(tmp_path, f'{web}[telegram]\nmode = "webhook"\n')
    assert problem.startswith(sentence)


@pytest.mark.parametrize(
    "host",
    [
        pytest.param("127.0.0.1:8080", id="loopback"),
        pytest.param("localhost", id="by name"),
        pytest.param("10.0.0.7", id="private network"),
        pytest.param("rapport:8080", id="container"),
    ],
)
def test_a_local_bot_api_server_may_call_in_clear(tmp_path: Path, host: str) -> None:
    """Within one's own network there is nothing to encrypt."""
    toml = f'[web]\npublic_url = "http://{host}/"\n[telegram]\nmode = "webhook"\n'
    assert loaded(tmp_path, toml).web.public_url == f"http://{host}"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        pytest.param("TELEGRAM_WEBHOOK_SECRET", "a b", "must be 1 to 256 of the characters", id="characters"),
        pytest.param("TELEGRAM_WEBHOOK_SECRET", "a" * 257, "must be 1 to 256 of the characters", id="length"),
        pytest.param("RAPPORT_SECRET", "c2hvcnQ=", "must be 32 bytes in base64", id="short"),
        pytest.param("RAPPORT_SECRET", "not base64!", "must be 32 bytes in base64", id="no base64"),
    ],
)
def test_a_malformed_secret_is_told_but_not_shown(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    """A wrong secret is refused by its name."""
    [problem] = problems(tmp_path, "", **{name: value})
    assert problem.startswith(f"{name} {sentence}")
    assert value not in problem


@pytest.mark.parametrize(
    ("toml", "key", "variable"),
    [
        pytest.param('[slack]\nbot_token = "s3cret"', "slack.bot_token", "SLACK_BOT_TOKEN", id="by its place"),
        pytest.param('SLACK_SIGNING_SECRET = "s3cret"', "SLACK_SIGNING_SECRET", "SLACK_SIGNING_SECRET", id="by name"),
        pytest.param('[web]\nrapport_secret = "s3cret"', "web.rapport_secret", "RAPPORT_SECRET", id="elsewhere"),
        pytest.param('[web]\nhost = "xapp-1-s3cret"', "web.host", "SLACK_APP_TOKEN", id="by its shape"),
        pytest.param(f'[telegram]\ntoken = "{TELEGRAM_TOKEN}"', "telegram.token", "TELEGRAM_BOT_TOKEN", id="Telegram"),
        pytest.param(
            '[brands.a]\nzone = "UTC"\naudiences = ["slack:xoxb-s3cret"]',
            "brands.a.audiences",
            "SLACK_BOT_TOKEN",
            id="in a list",
        ),
    ],
)
def test_a_secret_in_the_file_is_refused(tmp_path: Path, toml: str, key: str, variable: str) -> None:
    """A configuration file is copied and committed, so a secret in it is refused, and not shown again."""
    sentence = f"{key} is a secret: remove it there and put it into .env as {variable}."
    assert problems(tmp_path, toml) == (sentence,)


def test_no_secret_is_in_what_settings_look_like(tmp_path: Path) -> None:
    """Neither repr nor str of the settings shows a secret or the database's password."""
    settings = loaded(tmp_path, POSTGRES, SLACK_BOT_TOKEN="xoxb-1", RAPPORT_SECRET=SECRET)
    shown = f"{settings!r} {settings} {settings.secrets!r} {settings.database}"
    assert all(secret not in shown for secret in ("xoxb-1", SECRET, "hunter2"))
    assert settings.secrets.values() == ["xoxb-1", SECRET]


def test_of_shops_secrets_each_is_hidden_and_no_brand(tmp_path: Path) -> None:
    """A log hides every secret of a list, with its brand's key before it or not, and goes on naming the brand."""
    both = f"acme:whsec_{'A' * 32} whsec_{'B' * 32}"
    hide = Scrubber(loaded(tmp_path, ORDERS_WEBHOOK_SECRET=both).secrets.values()).text
    assert hide(f"acme knows whsec_{'A' * 32}, whsec_{'B' * 32}") == f"acme knows {HIDDEN}, {HIDDEN}"


def test_keys_are_derived_as_in_rfc_5869() -> None:
    """The first 32 bytes of the RFC's third case (no salt, no info)."""
    key = derive(b"\x0b" * 22, "")
    assert key.hex() == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"


def test_each_purpose_has_its_key() -> None:
    """Two purposes never share a key."""
    assert derive(bytes(32), "ballots") != derive(bytes(32), "shares")


@pytest.mark.parametrize(
    "text", [pytest.param(SECRET, id="standard"), pytest.param(SECRET.replace("+", "-").replace("/", "_"), id="URL")]
)
def test_a_given_secret_is_taken(tmp_path: Path, text: str) -> None:
    """A secret of the environment is decoded, and nothing is written."""
    assert ensure_secret(loaded(tmp_path, RAPPORT_SECRET=text), tmp_path) == bytes(range(32))
    assert not (tmp_path / ".env").exists()


def test_the_first_run_makes_the_secret(tmp_path: Path) -> None:
    """It is written once, for its owner alone, and read from then on."""
    made = ensure_secret(loaded(tmp_path), tmp_path)
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    assert len(made) == 32
    assert ensure_secret(loaded(tmp_path), tmp_path) == made


def test_what_stands_in_dotenv_stays(tmp_path: Path) -> None:
    """The secret is appended on a line of its own, the file is closed to others, and no draft stays behind."""
    (tmp_path / ".env").write_text("# mine\nA=1")
    made = ensure_secret(loaded(tmp_path), tmp_path)
    *kept, line = (tmp_path / ".env").read_text().splitlines()
    assert (kept, b64decode(line.removeprefix("RAPPORT_SECRET="))) == (["# mine", "A=1"], made)
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / ".env"]


def test_processes_that_start_together_share_one_secret(tmp_path: Path) -> None:
    """Eight first runs at once make one secret."""
    before = loaded(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: ensure_secret(before, tmp_path), range(8)))
    assert len(made) == 1
    assert ensure_secret(load(None, {}, tmp_path), tmp_path) in made


def test_a_link_to_dotenv_stays_a_link(tmp_path: Path) -> None:
    """A `.env` that lives elsewhere is written there."""
    (tmp_path / "elsewhere").write_text("")
    (tmp_path / ".env").symlink_to(tmp_path / "elsewhere")
    ensure_secret(loaded(tmp_path), tmp_path)
    assert (tmp_path / ".env").is_symlink()
    assert "RAPPORT_SECRET=" in (tmp_path / "elsewhere").read_text()


def test_no_secret_is_made_for_postgresql(tmp_path: Path) -> None:
    """Processes on other machines would each make their own."""
    with pytest.raises(SettingsError, match="RAPPORT_SECRET is missing: PostgreSQL"):
        ensure_secret(loaded(tmp_path, POSTGRES), tmp_path)
    assert not (tmp_path / ".env").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Where no secret can be kept, the sentence says how to give one."""
    before = loaded(tmp_path)
    with pytest.raises(SettingsError, match=r"RAPPORT_SECRET cannot be written to \.env .*openssl rand"):
        ensure_secret(before, tmp_path / "gone")
