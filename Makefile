# Everything starts here: `make run` plays an exercise, `make test` proves that the project works.
PYTHON ?= python3
BIN := .venv/bin
CODE = $(wildcard app tools bench)
# More arguments for pytest, for instance: make test ARGS="tests/engine -x"
ARGS ?=

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

# Newest versions that pyproject.toml and package.json allow.
lock: setup-dev
	@$(BIN)/python tools/lock.py
