# Everything starts here: `make run` plays an exercise, `make test` proves that the project works.
PYTHON ?= python3
BIN := .venv/bin
CODE = $(wildcard app tools bench)
# More arguments for pytest, for instance: make test ARGS="tests/engine -x"
ARGS ?=
LOCK = $(BIN)/uv pip compile -q --universal --no-header --no-annotate --generate-hashes --python-version 3.11

.PHONY: run test lint bench lock assets setup-dev

run:
	@$(PYTHON) tools/setup.py
	@$(BIN)/python -m app demo

setup-dev:
	@$(PYTHON) tools/setup.py --dev

test: setup-dev
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup $(ARGS)

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy $(CODE)

bench: setup-dev
	@$(BIN)/python -m bench $(ARGS)

assets:
	@$(PYTHON) tools/setup.py --assets

# Newest versions that fit pyproject.toml and package.json, with hashes and without a single address.
lock: setup-dev
	@$(LOCK) --upgrade pyproject.toml -o requirements.lock
	@$(LOCK) --upgrade pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	@$(LOCK) --upgrade --group setup -o requirements-setup.lock
	@$(BIN)/python tools/setup.py --lock-assets
