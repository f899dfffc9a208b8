.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
MEMBERS := contracts chassis ui services/collector services/aggregator services/reporter services/notifier
LOCAL := lapkin lapkin-contracts lapkin-chassis lapkin-ui lapkin-collector lapkin-aggregator lapkin-reporter lapkin-notifier
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
  --no-emit-find-links --python-version 3.11 $(LOCAL:%=--no-emit-package %) pyproject.toml $(MEMBERS:%=%/pyproject.toml)

.PHONY: help
help:  ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z0-9-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Dependencies

.PHONY: lock
lock: $(BIN)/uv  ## Pin every dependency with its hashes
	$(COMPILE) -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock

$(BIN)/uv: $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
