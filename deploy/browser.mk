# The browser that tests drive, and axe, which they judge pages with. Both are optional: what cannot
# be had here is said in one line, and the tests that need it say so when they are skipped.

AXE_PACKAGE := axe-core@4.14.1
AXE_FILE := build/axe/package/axe.min.js

.PHONY: browser
browser: build/.browser  ## Install Chromium (apt) and axe-core (npm) for the browser tests

build/.browser: deploy/browser.mk
	@mkdir -p build/axe
	@if ! command -v chromium >/dev/null; then \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update >/dev/null 2>&1 \
	    && apt-get install --yes --no-install-recommends chromium >/dev/null 2>&1; } \
	  || echo "Chromium is not here and cannot be installed (no apt-get or not root): browser tests will be skipped."; \
	fi
	@if command -v npm >/dev/null && npm pack --silent --pack-destination build/axe $(AXE_PACKAGE) >/dev/null 2>&1; then \
	  tar -xzf build/axe/axe-core-*.tgz -C build/axe; \
	else \
	  echo "axe-core cannot be fetched (no npm): pages are not checked with axe."; \
	fi
	@touch $@
