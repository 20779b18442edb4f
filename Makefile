# Two commands are enough: `make report` and `make test`. Each sets up what is missing.
BIN := .venv/bin
LOCK := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.PHONY: report test check bench long fresh mutate golden cover sample lock setup develop werkbank

setup:
	@.ci/setup

develop:
	@.ci/setup dev

report: setup          ## load the sample exports and build the annual report of 2025
	@$(BIN)/jaarverslag build --year 2025

test: develop            ## all tests, in one order: make long shuffles them. Those of the browser say so where it is missing
	@$(BIN)/pytest -n 2 -q -rs -p randomly --randomly-seed=1

long: develop          ## what takes more than minutes: hundreds of kills, the whole corpus, benchmarks
	@JAARVERSLAG_LONG_TESTS=1 $(BIN)/pytest -n 2 -q -rs
	@$(MAKE) --no-print-directory fresh bench

fresh: develop         ## the report on minimal Debian 12 and 13, made here: root and debootstrap only
	@JAARVERSLAG_FRESH=1 $(BIN)/pytest -n 2 -q -rs -p no:randomly tests/fresh

mutate: develop        ## plant faults in SQL and code, and name those that no test notices: half an hour
	@$(BIN)/python -m tests.mutation --number 20

check: develop           ## style, types, layers and the form of the SQL
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/sqlfluff lint sql --quiet

cover: develop           ## at least this share of the lines of the rooms that tests reach in a minute
	@$(BIN)/pytest -q -n 0 $(foreach room,toml outline sources figures,--cov=pipelines/$(room)) --cov-fail-under=94 \
		--cov-report=term:skip-covered tests/toml tests/outline tests/sources tests/figures

bench: develop           ## speed and memory, as ratios against something run side by side
	@for file in $$(grep -l __main__ tests/benchmarks/*.py); do \
		$(BIN)/python -m tests.benchmarks.$$(basename $$file .py) || exit 1; done

golden: develop          ## rewrite docs/indicatoren.md from the register, the SQL and the example
	@$(BIN)/pytest -q tests/model/test_dictionary.py --rewrite-golden

werkbank: setup        ## the workbench on the sample, in the browser
	@$(BIN)/jaarverslag werkbank

sample: setup          ## rewrite data/sample from its seed
	@$(BIN)/jaarverslag sample data/sample

lock: develop          ## resolve the locks anew: running, developing, and what set-up itself needs
	@$(LOCK) --upgrade pyproject.toml -o requirements.lock
	@$(LOCK) --upgrade --extra dev --group setup -c requirements.lock pyproject.toml -o requirements-dev.lock
	@$(LOCK) --group setup -c requirements-dev.lock -o requirements-setup.lock
