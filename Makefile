# Everything that is needed is made in .venv, from lock files, by any of these targets. Needs Python 3.11 to 3.13 and make.
# Another Python:     make run PYTHON=/path/to/python3.12
# Another warehouse:  make run WAREHOUSE=elsewhere

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# where this is set, as in many containers, each start would compile thousands of files of libraries anew
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
AUDIT := $(VENV)/audit
AUDIT_READY := $(AUDIT)/.ready
FUZZ := $(VENV)/fuzz
FUZZ_READY := $(FUZZ)/.ready
# the scripts of a virtual environment hold its path: one that was moved along with its checkout is made again
MOVED := $(shell [ ! -e $(READY) ] || [ "$$(cat $(READY))" = "$(CURDIR)" ] || rm -rf $(VENV))
WAREHOUSE ?= warehouse
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && { echo "$$name"; break; }; done)
TESTS ?= tests
SUITES ?= ../shared/suites/input
FUZZ_FOLDER ?= ../launchwire-fuzz
FUZZ_SECONDS ?= 60

.PHONY: help run test ui notebook check format test-browser test-kills test-postgres bench suites audit fuzz setup clean

help: ## list the targets
	@echo 'launchwire: from news on launches to a warehouse that can be trusted'
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo 'Each target sets up what it needs, into $(VENV). See README.md.'

run: $(READY) ## build or refresh the sample warehouse and say what to look at
	@$(BIN)/launchwire refresh --sample --warehouse $(WAREHOUSE)

test: $(READY) ## run the tests (no browser, no network)
	@$(BIN)/pytest --numprocesses auto --maxprocesses 8 --dist loadfile --cov --cov-report=term:skip-covered -m 'not browser and not kills' $(TESTS)

ui: $(READY) ## serve the Dagster UI on this machine, with the nightly schedule running
	@$(BIN)/launchwire ui --warehouse $(WAREHOUSE)

notebook: $(READY) ## explore the warehouse in the browser: a marimo notebook that opens the release read-only
	@LAUNCHWIRE_WAREHOUSE=$(WAREHOUSE) $(BIN)/marimo run docs/notebooks/explore.py

check: $(READY) ## lint, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(READY) ## put the code in the format that check asks for
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

test-browser: $(READY) ## run the tests of the UI in a real browser (needs Debian's chromium)
	@$(BIN)/pytest -m browser tests/browser

test-kills: $(READY) ## kill refreshes at many moments, fail every operation on disk; goes on where it was stopped
	@$(BIN)/pytest -m kills $(TESTS)

test-postgres: $(READY) ## refresh the sample with Dagster's storage in a Postgres server that the test starts (needs Postgres)
	@LAUNCHWIRE_TEST_POSTGRES=1 $(BIN)/pytest tests/postgres

bench: $(READY) ## measure how fast articles are read
	@$(BIN)/python -m benchmarks

suites: $(READY) ## run other people's suites through the readers (SUITES=folder that holds them)
	@$(BIN)/python -m benchmarks.suites $(SUITES)

audit: $(READY) $(AUDIT_READY) ## look for known vulnerabilities, licences and unpinned dependencies; write an SBOM (needs the network)
	@$(BIN)/python -m benchmarks.audit $(AUDIT)/bin build/sbom.cdx.json requirements.lock bootstrap.lock audit.lock fuzz.lock

fuzz: $(FUZZ_READY) ## fuzz readers, guided by coverage, FUZZ_SECONDS each; goes on from FUZZ_FOLDER (READERS=names; x86-64 Linux)
	@$(FUZZ)/bin/python -m benchmarks.fuzz_guided $(FUZZ_FOLDER) $(FUZZ_SECONDS) $(READERS) --suites $(SUITES)

setup: $(READY) ## only set up

clean: ## remove what was set up and cached; warehouses stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

$(AUDIT_READY): $(READY) audit.lock
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(AUDIT)
	@$(BIN)/uv pip install --quiet --python $(AUDIT)/bin/python --require-hashes --no-build -r audit.lock
	@touch $@

$(FUZZ_READY): $(READY) fuzz.lock
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(FUZZ)
	@$(BIN)/uv pip install --quiet --python $(FUZZ)/bin/python --require-hashes --no-build -r requirements.lock -r fuzz.lock
	@$(BIN)/uv pip install --quiet --python $(FUZZ)/bin/python --no-deps --no-build-isolation --offline --editable .
	@touch $@

$(READY): bootstrap.lock requirements.lock pyproject.toml
	@test -n '$(PYTHON)' || { echo 'make: found no Python 3.11, 3.12 or 3.13. Install one, or name one: make run PYTHON=/path/to/python3.12' >&2; exit 1; }
	@echo 'Setting up in $(VENV) (once; takes a minute or so)'
	@$(BIN)/python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
		|| { rm -rf $(VENV); '$(PYTHON)' -m venv $(VENV); } \
		|| { echo 'make: $(PYTHON) could not make $(VENV). On Debian and Ubuntu: apt-get install python3-venv' >&2; rm -rf $(VENV); exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r bootstrap.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-build -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline --editable .
	@echo '$(CURDIR)' > $@
