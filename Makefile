# Needs Python 3.11 and make. Each target sets up what it needs in .tools (uv) and .venv (all else), once.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
READY := .venv/.ready

.PHONY: demo test lint bench

demo: $(READY)  ## The whole job with no account and no service; DEMO_ARGS=--once exits instead of serving
	@.venv/bin/rapport demo $(DEMO_ARGS)

unexport PYTHONDONTWRITEBYTECODE  # the tests start many processes: none is to compile all modules anew
test: $(READY)  ## Every test, on SQLite, PostgreSQL and in Chromium
	@.venv/bin/python -m pytest -n auto --maxprocesses 4 $(TEST_ARGS)

lint: $(READY)  ## Style, format, types and import contracts
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo

bench: $(READY)  ## The bot beside no-op and naive ones
	@.venv/bin/python -m benchmarks $(BENCH_ARGS)

$(READY): .tools/bin/uv pyproject.toml uv.lock
	@.tools/bin/uv sync --quiet --locked --no-python-downloads --python .tools/bin/python
	@touch $@

.tools/bin/uv:
	@$(PYTHON) -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.13,<0.14"
