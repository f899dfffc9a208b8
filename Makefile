.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/.venv/bin:$(PATH)
MEMBERS := contracts chassis ui papers sheets services/collector services/aggregator services/reporter services/notifier
LOCAL := lapkin lapkin-contracts lapkin-chassis lapkin-ui lapkin-papers lapkin-sheets lapkin-collector lapkin-aggregator lapkin-reporter lapkin-notifier
SOURCES := src contracts/src chassis/src ui/src papers/src sheets/src $(wildcard services/*/src)
DATA ?= data
OUT ?= out
PORT ?= 8000
WORKERS ?= 3

FONT_DIR := .venv/share/lapkin/fonts

.PHONY: help
help:  ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z0-9-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Every day

.PHONY: run
run: install  ## Run Lapkin with the sample site: make run PORT=8000 DATA=data
	$(BIN)/lapkin serve --sample --data $(DATA) --port $(PORT)

.PHONY: demo
demo: install  ## Run the sample year by itself and write its seven reports: make demo OUT=out
	$(BIN)/lapkin demo --out $(OUT)

.PHONY: test
test: install-dev browser check  ## All checks and all tests, browser included
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile

.PHONY: check
check: install-dev  ## Lints, types, import contracts, smells
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(SOURCES)
	$(BIN)/lint-imports
	$(BIN)/complexipy $(SOURCES) --max-complexity-allowed 10 --quiet
	$(BIN)/pylint --disable=all --enable=too-many-lines,duplicate-code --max-module-lines=300 --min-similarity-lines=8 $(SOURCES)
	$(BIN)/vulture $(SOURCES) --min-confidence 80
	for member in $(MEMBERS); do (cd $$member && $(CURDIR)/$(BIN)/deptry src) || exit 1; done
	$(BIN)/python tests/architecture/smells.py $(SOURCES)

.PHONY: bench
bench: install-dev  ## Measure against named baselines, as a table and bench.json
	$(BIN)/python tests/bench/run.py

##@ Install

.PHONY: install
install: $(BIN)/.installed $(FONT_DIR)/.stamp  ## What Lapkin needs to run, pinned by hash

.PHONY: install-dev
install-dev: $(BIN)/.installed-dev $(FONT_DIR)/.stamp  ## And what its tests need

$(BIN)/python:
	$(PYTHON) -m venv .venv

$(BIN)/.installed: requirements.lock pyproject.toml $(MEMBERS:%=%/pyproject.toml) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation $(MEMBERS:%=-e %) -e .
	@touch $@

$(BIN)/.installed-dev: requirements-dev.lock $(BIN)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

##@ Upkeep

include deploy/fonts.mk deploy/browser.mk

.PHONY: contracts
contracts: install  ## Write the JSON Schemas and the AsyncAPI document
	$(BIN)/python -m lapkin_contracts.publish contracts/schemas

COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
  --no-emit-find-links --python-version 3.11 $(LOCAL:%=--no-emit-package %) pyproject.toml $(MEMBERS:%=%/pyproject.toml)

.PHONY: lock
lock: $(BIN)/uv  ## Pin every dependency with its hashes
	$(COMPILE) -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock

$(BIN)/uv: | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

.PHONY: clean
clean:  ## Remove what was installed and made
	rm -rf .venv build out data
