# Two commands do everything: `make run` and `make test`. Both set up .venv by themselves, with nothing but
# python3 (3.11 or newer), pip and make on the machine.
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# The stamp is younger than the lock for as long as the environment is the one that the lock describes.
STAMP  := $(VENV)/.locked

SETUP_LOG := echo "tongbi: setting up $(VENV) ..." >&2;

.PHONY: help
help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

.PHONY: run
run: $(STAMP) ## read the sample reports, publish the warehouse, show three queries to try
	@$(BIN)/tongbi run

.PHONY: test
test: $(STAMP) ## formatting, lint, types and tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

.PHONY: ui
ui: $(STAMP) ## the Dagster UI and its daemon on this project
	@$(BIN)/tongbi ui

.PHONY: format
format: $(STAMP) ## rewrite the sources in the project's format
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

.PHONY: docs
docs: $(STAMP) ## write the pages that are made from the program itself
	$(BIN)/python -m tongbi.cli.page
	$(BIN)/python -m tongbi.catalogue.page
	$(BIN)/python -m tongbi.catalogue.schema
	$(BIN)/python -m tongbi.fetching.schema
	$(BIN)/python -m tongbi.publishing.dictionary > docs/warehouse.md
	$(BIN)/python -m tongbi.validation.listing

.PHONY: outputs
outputs: $(STAMP) ## put into the READMEs what the queries answer on the sample reports
	@$(BIN)/tongbi run && $(BIN)/python docs/outputs.py

# An index or a host in the lock would tie everyone to the network of whoever renewed it last.
.PHONY: lock
lock: $(BIN)/uv ## renew requirements.lock from the ranges in pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --upgrade --quiet \
	  --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" --output-file requirements.lock
	@! grep -n -E '://|^ *(--index|--extra-index|--find-links|-f|-i) ' requirements.lock

.PHONY: clean
clean: ## remove the environment, caches, the state of Dagster and the warehouse
	rm -rf $(VENV) .dagster_state .tmp_dagster_home_* .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	rm -rf warehouse/*.duckdb warehouse/*.duckdb.* warehouse/*.store

# Debian ships `venv` without the wheels that `python3 -m venv` wants for pip; the outer pip then serves the venv.
$(BIN)/python:
	@$(SETUP_LOG) $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "tongbi needs Python 3.11 or newer; say which with: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --without-pip --clear $(VENV)

# A uv on the machine is used as it is; otherwise it is installed into the venv.
$(BIN)/uv: | $(BIN)/python
	@if command -v uv >/dev/null; then ln -s "$$(command -v uv)" $@; \
	elif test -x $(BIN)/pip; then $(BIN)/python -m pip install --quiet 'uv>=0.9,<1'; \
	else $(PYTHON) -m pip --python $(BIN)/python install --quiet 'uv>=0.9,<1'; fi

$(STAMP): requirements.lock pyproject.toml | $(BIN)/uv
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@
