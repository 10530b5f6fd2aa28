"""The project's shape: small files, small functions, no mocks, nothing of one machine."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "insight", "storage", "chat", "tests", "benchmarks")
REVISIONS = ROOT / "storage" / "migrations" / "versions"
SUFFIXES = {".py", ".js", ".css", ".html"}
MOST_LINES_OF_FILE = 300
MOST_LINES_OF_FUNCTION = 40

FILES = sorted(
    path
    for room in ROOMS
    for path in (ROOT / room).rglob("*")
    if path.suffix in SUFFIXES and not path.is_relative_to(REVISIONS)
)


@cache
def modules() -> dict[Path, ast.Module]:
    """Parse all files of Python, in the one process that looks at them."""
    return {path: ast.parse(path.read_text()) for path in FILES if path.suffix == ".py"}


def imports(module: ast.Module) -> Iterator[str]:
    """Yield the dotted names a module imports, at whatever depth; a name taken from a module is joined to it."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield all functions of a module, nested ones and methods too."""
    yield from (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines, its docstring among them, its decorators not."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def tracked_files() -> list[Path]:
    """List what git keeps or would keep: all but the ignored; skip the test outside a checkout."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_is_long() -> None:
    """A file fits on a few screens."""
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_FILE} == {}


def test_no_function_is_long() -> None:
    """A function fits on one screen."""
    lengths = {
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}": length(function)
        for path, module in modules().items()
        for function in functions(module)
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_FUNCTION} == {}


def test_nothing_is_mocked() -> None:
    """Fakes remember; mocks agree with everything."""
    mocks = re.compile(r"(unittest\.)?mock(\.|$)|pytest_mock")
    parsed = modules().items()
    found = [str(path.relative_to(ROOT)) for path, module in parsed if any(map(mocks.match, imports(module)))]
    assert found == []


def test_every_ignored_type_says_which() -> None:
    """An ignore without its error code hides every other error of the line."""
    bare = re.compile(r"#\s*type:\s*ignore(?!\[)")
    assert [str(path.relative_to(ROOT)) for path in modules() if bare.search(path.read_text())] == []


def test_chat_needs_the_standard_library_only() -> None:
    """The words all rooms share bring no library along, save the two that translate them."""
    allowed = sys.stdlib_module_names | {"chat"}
    strangers = {
        f"{path.relative_to(ROOT)} {name}"
        for path, module in modules().items()
        if path.is_relative_to(ROOT / "chat")
        for name in imports(module)
        if name.partition(".")[0] not in allowed | ({"babel", "fluent"} if path.name == "i18n.py" else set())
    }
    assert strangers == set()


def test_the_lock_names_only_the_public_index() -> None:
    """A lock made behind a private index would install nowhere else."""
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text()))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}


def test_every_exception_to_a_rule_has_its_reason() -> None:
    """Whoever relaxes the linter says why, on the same line."""
    text = (ROOT / "pyproject.toml").read_text()
    lint = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.flake8-annotations]")]
    assert re.findall(r'^ +"[A-Z]+\d*",(?! +# \w).*$', lint, re.MULTILINE) == []


def test_all_rooms_are_installed_and_checked() -> None:
    """The wheel, the types and the contracts know every room."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    assert tool["mypy"]["files"] == list(ROOMS)
    assert tool["uv"]["build-backend"]["module-name"] == list(ROOMS[:5])
    assert tool["importlinter"]["root_packages"] == list(ROOMS[:5])


def test_no_file_names_a_machine() -> None:
    """What is kept runs anywhere: no path of one machine."""
    machine = re.compile(rb"(?<![\w./:<-])/(?:work|root|tmp|home|Users)/[\w.]")
    found = [path.relative_to(ROOT) for path in tracked_files() if machine.search(path.read_bytes())]
    assert found == []
