# The one runner. `make` lists the targets; CI and pre-commit call nothing but these.
# Needs python3 (3.11 or newer), python3-venv, make and git; fetches the rest into .venv.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
PYTEST := $(BIN)/python -m pytest
ARGS ?=

# Stamps: each is newer than what it was made from, so that a second run does nothing.
MADE := $(VENV)/.made
BASE := $(VENV)/.installed-base
TEST := $(VENV)/.installed-test
SYSTEM := $(VENV)/.installed-system
BENCH := $(VENV)/.installed-bench

.PHONY: help setup demo serve test test-long check fix docs golden-update bench lock

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(BASE) ## make .venv and install goldenthread with what it needs
	@echo "Ready: $(BIN)/goldenthread"

$(MADE):
	@tools/find-python
	@echo "Making $(VENV)"
	@python3 -m venv $(VENV)
	@touch $@

$(BASE): $(MADE) requirements/base.txt pyproject.toml
	@echo "Installing what goldenthread needs (requirements/base.txt)"
	@$(PIP) install --require-hashes --requirement requirements/base.txt
	@echo "Installing goldenthread"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST): $(BASE) requirements/test.txt
	@echo "Installing what the tests need (requirements/test.txt)"
	@$(PIP) install --require-hashes --requirement requirements/test.txt
	@touch $@

$(SYSTEM): $(MADE) requirements/system-test.txt tools/system-packages
	@tools/system-packages requirements/system-test.txt
	@touch $@

$(BENCH): $(BASE) requirements/bench.txt
	@echo "Installing what the benchmarks stand beside (requirements/bench.txt)"
	@$(PIP) install --require-hashes --requirement requirements/bench.txt
	@touch $@

# The example council. The sample is written beside its place and moved there whole, so that a broken
# run never passes for a finished one; delete demo/ to start afresh.
DEMO_PERIOD := 2023-12
DEMO_FILES := demo/sample/ssd demo/sample/registers
DEMO_COMPARATORS := "comparators:" "  region: South East" "  authorities: [851, 850, 921]"
GOLDENTHREAD := $(BIN)/goldenthread

demo: $(BASE) ## build the example council's edition in demo/
	@mkdir -p demo
	@if [ ! -d demo/sample/commentary ]; then \
		echo "Writing the records of an invented council to demo/sample"; \
		rm -rf demo/sample demo/sample.part; \
		$(GOLDENTHREAD) sample demo/sample.part; \
		mv demo/sample.part demo/sample; \
	fi
	@if [ ! -f demo/workspace/goldenthread.yml ]; then \
		echo "Making a workspace in demo/workspace"; \
		$(GOLDENTHREAD) init demo/workspace --authority X06000001 --name "Solmere (synthetic)"; \
		printf '%s\n' $(DEMO_COMPARATORS) >> demo/workspace/goldenthread.yml; \
	fi
	@echo "Loading figures of other areas"
	@$(GOLDENTHREAD) --workspace demo/workspace benchmarks load demo/sample/benchmarks
	@echo "Taking in the commentary of $(DEMO_PERIOD)"
	@$(GOLDENTHREAD) --workspace demo/workspace commentary import demo/sample/commentary --by "Sample council"
	@echo "Building the edition of $(DEMO_PERIOD)"
	@$(GOLDENTHREAD) --workspace demo/workspace run --period $(DEMO_PERIOD) --out demo/edition $(DEMO_FILES)
	@echo "Open $(CURDIR)/demo/edition/index.html in a browser, or run: make serve"

PORT ?= 8000

serve: ## show the demo edition at 127.0.0.1 (PORT=8000)
	@test -f demo/edition/index.html || { echo "No edition yet. Run: make demo" >&2; exit 1; }
	@echo "The edition is at http://127.0.0.1:$(PORT)/ until you press Ctrl-C"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory demo/edition $(PORT)

test: $(TEST) $(SYSTEM) ## run the tests (ARGS="tests/base -k lapse" for some of them)
	@$(PYTEST) $(ARGS)

test-long: $(TEST) $(SYSTEM) ## run the long tests: engines against each other, large data, faults counted
	@HYPOTHESIS_PROFILE=long $(PYTEST) -m "long or faults" --timeout=3600 $(ARGS)

CHECKED_TESTS = $(wildcard tests/test_architecture.py tests/test_repository.py \
	tests/test_catalogue*.py tests/*/test_catalogue*.py)

check: $(TEST) ## format, lint, types, import direction, cards, generated documents
	@echo "Format"
	@$(BIN)/ruff format --check --quiet .
	@echo "Lint"
	@$(BIN)/ruff check --quiet .
	@echo "Types"
	@$(BIN)/mypy --no-error-summary
	@echo "Imports, repository and cards"
	@$(PYTEST) -n 0 $(CHECKED_TESTS)
	@echo "Generated documents"
	@$(BIN)/python -m tools.docs --check

fix: $(TEST) ## put format and lint right where a tool can
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --fix .

docs: $(BASE) ## write the generated documents anew
	@$(BIN)/python -m tools.docs

golden-update: $(TEST) ## write the golden files anew; read the difference before you commit it
	@GOLDEN_UPDATE=1 $(PYTEST) -n 0 -m golden $(ARGS) || [ $$? -eq 5 ]
	@git --no-pager diff --stat -- tests

bench: $(TEST) $(BENCH) ## measure speed and memory on this machine
	@$(BIN)/python -m benchmarks $(ARGS)

lock: $(MADE) ## write the requirement locks anew (UPGRADE=--upgrade for newer versions)
	@tools/lock $(UPGRADE)
