# Two commands are enough: `make report` and `make test`. Each sets up what is missing.
BIN := .venv/bin

.PHONY: report test check bench golden sample setup

setup:
	@.ci/setup

report: setup          ## load the sample exports and build the annual report of 2025
	@$(BIN)/jaarverslag build --year 2025

test: setup            ## all tests; those of the browser run where Chromium is installed, and say so elsewhere
	@$(BIN)/pytest -n 2 -q -rs

check: setup           ## style, types, layers and the form of the SQL
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/sqlfluff lint sql --quiet

bench: setup           ## speed and memory, as ratios against something run side by side
	@for file in $$(grep -l __main__ tests/benchmarks/*.py); do \
		$(BIN)/python -m tests.benchmarks.$$(basename $$file .py) || exit 1; done

golden: setup          ## rewrite docs/indicatoren.md from the register, the SQL and the example
	@$(BIN)/pytest -q tests/model/test_dictionary.py --rewrite-golden

sample: setup          ## rewrite data/sample from its seed
	@$(BIN)/jaarverslag sample data/sample
