# Everything a newcomer does. `make run` and `make test` need Python 3.12, make and the package
# index, and nothing else.
SHELL := bash
VENV := .venv
BIN := $(VENV)/bin
# The first interpreter that says it is 3.12; pyenv finds its own by .python-version.
FIND_PYTHON = for p in python3.12 python3 python "$$HOME/.pyenv/shims/python3.12"; do \
	if "$$p" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' >/dev/null 2>&1; \
	then command -v "$$p"; exit 0; fi; done; \
	echo "Python 3.12 was not found (python3.12, python3, pyenv); please install it." >&2; exit 1
TRAINING ?= ../shared/gold/attribution_train.jsonl
export DAGSTER_DISABLE_TELEMETRY := 1
export GX_ANALYTICS_ENABLED := False
export DBT_SEND_ANONYMOUS_USAGE_STATS := False

.PHONY: help install run test ui check score bench train fuzz clean

help: ## Show what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: install ## Install, run the whole pipeline over the sources, show what came out
	@$(BIN)/communique run

test: install ## Run the tests
	@$(BIN)/python -m pytest -q -m "not ui"

ui: install ## Open Dagster on this machine
	@$(BIN)/communique ui

check: install ## Format, lint, types, imports, unit tests, dbt, definitions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/unit
	cd dbt_project && ../$(BIN)/dbt parse --quiet --profiles-dir .
	$(BIN)/dagster definitions validate -m pipelines.definitions

score: install ## Score the coder on annotated data beside the project, where it is
	@$(BIN)/python -m pipelines.training.score

bench: install ## Time intake of 10,000 generated pages and coding of 1,000 articles
	@$(BIN)/python benchmarks/bench.py

train: install ## Train the tagger on annotated data, export and calibrate it (hours on a CPU)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[train]"
	@$(BIN)/python -m pipelines.training.train $(TRAINING) --out build/train/first
	@$(BIN)/python -m pipelines.training.train $(TRAINING) --out build/train/second \
		--epochs 3 --rate 2e-4 --start build/train/first/epoch3.pt
	@$(BIN)/python -m pipelines.training.export build/train/second/epoch2.pt \
		--out pipelines/reading/weights
	@$(BIN)/python -m pipelines.training.calibrate
	@$(BIN)/python -m pipelines.training.score

fuzz: install ## Fuzz the readers for a while
	@$(BIN)/python -m pytest -q tests/fuzz

install: $(VENV)/installed ## Make .venv from the lock file

$(VENV)/installed: $(VENV)/locked pyproject.toml
	@echo "Installing communique"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The lock file names everything, so pip need not resolve (and older ones trip over extras); all of
# it has wheels, so nothing is compiled.
$(VENV)/locked: requirements.lock
	@python=$$($(FIND_PYTHON)) && echo "Making $(VENV) with $$python" && "$$python" -m venv $(VENV)
	@echo "Installing about 200 packages from requirements.lock; this takes a minute or three"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off \
		--only-binary :all: --no-deps --require-hashes -r requirements.lock | awk \
		'/^Collecting/ { printf "\r  %d packages fetched", ++n; fflush() } \
		/^Installing collected/ { printf "\n  installing them\n"; fflush() }'; \
		test $${PIPESTATUS[0]} -eq 0 || { echo "pip failed: see its message above." >&2; exit 1; }
	@touch $@

clean: ## Remove the environment and what tools left; the warehouse stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build dbt_project/target dbt_project/logs
