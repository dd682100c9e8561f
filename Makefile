# Everything a checkout can do. Each target makes .venv and installs the locked versions first, when they changed.

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEVELOPMENT := $(VENV)/.development-installed
BENCHMARKS := startup lists import_csv text tui screens
PIP := $(BIN)/python -m pip --disable-pip-version-check

# The first Python at hand that is new enough and can make a virtual environment.
FIND_PYTHON := for python in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$python -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; done; \
	test -n "$$python" || { echo "smallcrm needs Python 3.11 or newer, with venv" >&2; exit 1; }

.PHONY: demo test check lint bench faults docs schema

demo: $(RUNTIME)  ## open the program on a throwaway sample business
	@$(BIN)/smallcrm demo

test: $(DEVELOPMENT)  ## run every test but the long ones
	@sh .ci/missing-packages
	$(BIN)/python -m pytest -n auto

check: lint test  ## the whole gate

lint: $(DEVELOPMENT)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEVELOPMENT)  ## measure speed against floors of the same run
	@status=0; for name in $(BENCHMARKS); do \
		echo "== $$name"; $(BIN)/python benchmarks/$$name.py || status=1; \
	done; exit $$status

faults: $(DEVELOPMENT)  ## the long runs: random writes, killed processes, full disks
	$(BIN)/python -m pytest -m long

docs: $(DEVELOPMENT)  ## write the generated pages of the manual
	$(BIN)/python -m docs.generate

schema: $(DEVELOPMENT)  ## write schema.sql from the models
	$(BIN)/python -m smallcrm.store.schema

$(BIN)/python:
	@$(FIND_PYTHON); $$python -m venv $(VENV)

# A plain path file, because the finder of the default editable install costs every start of Python as much again.
$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --config-settings editable_mode=compat --editable .
	@touch $@

$(DEVELOPMENT): requirements-dev.lock $(RUNTIME)
	$(PIP) install --quiet -r requirements-dev.lock
	@touch $@
