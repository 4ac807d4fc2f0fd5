# make run and make test work on a fresh machine with Python >= 3.11, make and git; nothing else.
PYTHON ?= python3
BIN = .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup run fix check test test-long audit bench pictures states permissions migration

help:            ## what there is
	@grep -E '^[a-z-]+: .*##|^[a-z-]+:  +##' $(MAKEFILE_LIST) | sed 's/:.*##/  /'

setup: .venv/.ready  ## the virtual environment, from the lock files

.venv/.ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch .venv/.ready

run: setup  ## the fictional province on http://127.0.0.1:8000
	HOIAM_HOME=$${HOIAM_HOME:-var/demo} $(BIN)/hoiam serve --demo

fix: setup  ## format and mend what can be mended
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

check: setup  ## lint, types, import contracts, unit tests
	$(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports && $(BIN)/python -m pytest tests/unit tests/architecture -q

test: setup  ## every group whose needs are here
	$(BIN)/python -m tests.run

test-long: setup  ## kills and long property runs
	$(BIN)/python -m tests.run --long

audit: setup  ## known holes in anything the lock files name
	$(BIN)/python -m tests.audit

bench: setup  ## ratios in one run, against a stated limit
	$(BIN)/python -m bench

pictures: setup  ## the pictures of the README, from the running program
	$(BIN)/python -m tests.pictures

states: setup  ## docs/states.md, drawn from the rules
	$(BIN)/python -m tests.states

permissions: setup  ## docs/permissions.md, drawn from the table of permissions
	$(BIN)/python -m tests.permissions

migration: setup  ## a new migration from the tables, M="why"
	$(BIN)/python -m migrations.make "$(M)"
