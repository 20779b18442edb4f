# Two commands are enough: `make report` and `make test`. Each sets up what is missing.
BIN := .venv/bin

.PHONY: report test check bench golden sample setup

setup:
	@.ci/setup

report: setup          ## load the sample exports and build the annual report of 2025
	@$(BIN)/jaarverslag build --year 2025

test: setup            ## all tests; those of the browser run where Chromium is installed
	@$(BIN)/pytest -n 2 -q -m "not browser"

check: setup           ## style, types, layers and the form of the SQL
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/sqlfluff lint sql --quiet

bench: setup           ## speed and memory, as ratios against something run side by side
	@$(BIN)/pytest -q -p no:randomly tests/benchmarks --run-benchmarks -s

golden: setup          ## rewrite the golden files; read the difference before you commit it
	@$(BIN)/pytest -q --rewrite-golden tests

sample: setup          ## rewrite data/sample from its seed
	@$(BIN)/jaarverslag sample data/sample
