# What it takes to build, test and run fakecarrier. Debian packages that are missing are installed;
# with all of them there, nothing is touched.

.DEFAULT_GOAL := help
SHELL := /bin/bash
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# Ahead of a build: C libraries by Debian package, each with the file that shows it is there.
BUILD_PACKAGES := libevent-dev libsqlite3-dev libpcre2-dev libmimalloc-dev pkg-config
SWIFT_FLAGS := --explicit-target-dependency-import-check error
# The runtime inside: a smaller process, and a binary that needs no Swift where it runs. That no two
# parts change one value at a time is checked by `swift test`, and not at each access here.
RELEASE_FLAGS := -c release --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked \
  $(SWIFT_FLAGS)
RELEASE := .build/release/fakecarrier

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# $(call install,PACKAGES): installs those that dpkg does not know as installed.
define install
	@missing=""; for package in $(1); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
	    || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing"; \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
	    --no-install-recommends $$missing >/dev/null; \
	fi
endef

.PHONY: deps
deps:
	$(call install,$(BUILD_PACKAGES))

.PHONY: build
build: deps ## Build the release binary, .build/release/fakecarrier
	swift build $(RELEASE_FLAGS) --product fakecarrier

.PHONY: run
run: build ## Build and run the server on 127.0.0.1:7862
	$(RELEASE) serve

.PHONY: test
test: deps lint ## Run every test: Swift's, then the release binary driven from outside
	swift test $(SWIFT_FLAGS)
	$(MAKE) test-driver
	$(MAKE) test-browser

.PHONY: test-driver
test-driver: build ## Drive the release binary over raw sockets
	$(call install,python3 curl)
	python3 -B Tests/Driver/run.py $(RELEASE)

# Chromium and a Chinese font are Debian's; Playwright, which steers it, is PyPI's and stays in .build.
BROWSER := .build/browser
.PHONY: browser
browser:
	$(call install,python3 chromium fonts-noto-cjk)
	@python3 -c 'import ensurepip' 2>/dev/null || { $(SUDO) apt-get update -qq && \
	  $(SUDO) apt-get install -y -qq --no-install-recommends python3-venv >/dev/null; }
	@cmp -s Tests/Browser/requirements.txt $(BROWSER)/installed || { \
	  echo "installing Playwright"; python3 -m venv --clear $(BROWSER) && \
	  $(BROWSER)/bin/pip install -q --disable-pip-version-check -r Tests/Browser/requirements.txt && \
	  cp Tests/Browser/requirements.txt $(BROWSER)/installed; } || { \
	  echo "make: Playwright could not be installed from PyPI, and the inbox is tested in a browser" >&2; \
	  exit 1; }

.PHONY: test-browser
test-browser: build browser ## Drive the inbox in a real browser
	$(BROWSER)/bin/python -B Tests/Browser/run.py $(RELEASE)

.PHONY: screenshots
screenshots: build browser ## Take the README's pictures; FOLDER=F takes every view, in each form
	$(BROWSER)/bin/python -B Tests/Browser/screenshots.py $(RELEASE) $(FOLDER)

.PHONY: test-metrics
test-metrics: build ## Have promtool read the metrics
	$(call install,python3)
	@command -v promtool >/dev/null || { $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	  prometheus >/dev/null; } || true
	@if command -v promtool >/dev/null; then python3 -B Tests/Driver/promtool.py $(RELEASE); \
	  else echo "skipped: promtool, of Debian's package prometheus, cannot be installed here"; fi

.PHONY: test-openapi
test-openapi: build ## Have schemathesis try what openapi.json says
	$(call install,python3 python3-venv)
	@[ -x .build/schemathesis/bin/schemathesis ] || { python3 -m venv .build/schemathesis && \
	  .build/schemathesis/bin/pip install -q 'schemathesis>=4,<5'; } || true
	@if [ -x .build/schemathesis/bin/schemathesis ]; then \
	  python3 -B Tests/Driver/openapi.py $(RELEASE) .build/schemathesis/bin/schemathesis; \
	  else echo "skipped: schemathesis cannot be installed here from PyPI"; fi

.PHONY: bench
bench: build ## Measure against bare evhttp and raw SQLite, as ratios
	$(call install,python3 wrk)
	swift build $(RELEASE_FLAGS) --product floor-evhttp
	swift build $(RELEASE_FLAGS) --product floor-sqlite
	swift build $(RELEASE_FLAGS) --product floor-receiver
	python3 -B Benchmarks/run.py .build/release

.PHONY: lint
lint: ## Check the format of the sources
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks

.PHONY: fmt
fmt: ## Format the sources
	swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

.PHONY: clean
clean: ## Remove what was built
	rm -rf .build
