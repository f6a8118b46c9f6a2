# make demo    sets everything up and validates the fictional shipments in fixtures/shipments
# make test    sets everything up and runs the tests
# make test-forms   the entry's round trip JSON, AE, JSON on EXAMPLES (10,000) entries, and damage at every byte
# make check   ruff, mypy --strict, import-linter
# make format ruff's own repairs;  make docs: pages that are made from the code
# make bench-… measurements; each says what it needs

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed
SHARED ?= ../shared
OUT ?= out

EXAMPLES ?= 10000

.PHONY: demo test test-forms check format docs clean
.DEFAULT_GOAL := demo

demo: DEMO = DOCVALIDATE_HOME=$(OUT)/demo/home $(BIN)/docvalidate
demo: $(READY)
	@mkdir -p $(OUT)/demo
	@$(DEMO) lists import fixtures/lists/own.csv
	@$(DEMO) run fixtures/shipments --format text --format html --output $(OUT)/demo --quiet; \
	code=$$?; [ $$code -eq 0 ] || [ $$code -eq 1 ] || exit $$code
	@cat $(OUT)/demo/report.txt
	@echo "The same with the places on the pages: open $(CURDIR)/$(OUT)/demo/report.html"

test: $(READY)
	$(BIN)/pytest -n auto --dist loadfile

test-forms: $(READY)
	DOCVALIDATE_EXAMPLES=$(EXAMPLES) $(BIN)/pytest tests/entry/test_catair_round_trip.py -n 0 --timeout 3600 --durations 3

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict docvalidate
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(READY): pyproject.toml docvalidate/version.py
	@[ -n "$(PYTHON)" ] || { echo "docvalidate needs Python 3.11 or newer; none was found."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "$(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,models,ocr,service]'
	@touch $@

docs: $(READY)
	$(BIN)/python -m tools.make_pipeline_docs
	$(BIN)/python -m tools.make_rules_docs

clean:
	rm -rf $(VENV) $(OUT) dist build

# bench-screening runs benchmarks.screening, bench-reading-text benchmarks.reading.text; ARGS are handed on.
# Measuring data stand in the folder SHARED, which is not part of the project.
bench-screening: ARGS ?= $(SHARED)/lists/us_lists_2022-04.csv --pairs $(SHARED)/bench/screening/name_pairs.csv
bench-reading bench-reading-text: ARGS ?= $(SHARED)/samples $(SHARED)/real
bench-entry-forms: ARGS ?= $(SHARED)/samples
bench-reading-ocr: ARGS ?= $(SHARED)/samples/shipments $(SHARED)/real
bench-ablation: ARGS ?= --write
bench-extraction-reliability: ARGS ?= --apart --write
bench-%: $(VENV)/.bench
	$(BIN)/python -m benchmarks.$(subst -,.,$*) $(ARGS)

$(VENV)/.bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench,dev,models,ocr,service]'
	@touch $@
