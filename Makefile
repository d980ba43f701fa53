# Everything happens inside this folder; nothing needs rights of an administrator.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
ROUND := demo/round
REPORTS := demo/reports

.PHONY: help demo docs test check setup setup-dev catalogues lock audit bundle clean
.DELETE_ON_ERROR:

help:
	@echo "make demo         set up, make an example round, check, score and report it"
	@echo "make test         set up and run all checks and tests"
	@echo "make check        the same without setting up"
	@echo "make docs         build the manual: build/manual/vi/index.html, build/manual/en/index.html"
	@echo "make catalogues   compile the texts (po to mo) after editing them"
	@echo "make lock         bring the lock files in step with pyproject.toml; UPGRADE=--upgrade raises versions"
	@echo "make audit        hold the locked versions against the known weaknesses (needs the internet)"
	@echo "make bundle       a folder for Windows and one for Linux that run without internet: dist/bundle"
	@echo "make clean        remove what make demo and make test wrote"

# `dxassess run` ends with 1 when it rejected a workbook, and the example round holds three broken ones.
demo: setup
	@rm -rf $(ROUND) $(REPORTS)
	$(BIN)/dxassess demo $(ROUND)
	$(BIN)/dxassess run $(ROUND) -o $(REPORTS) --lang vi --lang en || [ $$? -eq 1 ]
	@echo "Reports: $(REPORTS)/index.html"

docs: setup-dev catalogues
	$(BIN)/python -m docs.manual.build
	@echo "Manual: build/manual/vi/index.html"

test: setup-dev
	@$(MAKE) --no-print-directory check

check: catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --no-warn-unreachable --cache-dir .mypy_cache/win32 src bundle
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

setup: $(VENV)/.ready catalogues
setup-dev: $(VENV)/.ready-dev catalogues

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "dxassess needs Python 3.11 or later as $(PYTHON); choose one with: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(BIN)/python || { echo "Setting up in $(VENV)"; $(PYTHON) -m venv $(VENV); } || \
	  { echo "This Python cannot make a virtual environment; on Debian and Ubuntu install python3-venv."; exit 1; }
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

catalogues: $(VENV)/.ready
	@$(BIN)/python hatch_build.py

# Versions stay; `make lock UPGRADE=--upgrade` raises them.
lock: setup-dev
	$(BIN)/uv pip compile pyproject.toml --extra build $(LOCK) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev $(LOCK) -c requirements.lock -o requirements-dev.lock
LOCK := --quiet --no-config $(UPGRADE) --universal --generate-hashes --python-version 3.11 --custom-compile-command "make lock"

# What the program runs with, against the advisories of PyPI; ends with 1 where one of them is known or could not be
# asked for. The auditor has an environment of its own, so that what it needs is no part of the lock.
audit: setup-dev
	$(BIN)/python -m venv build/audit
	build/audit/bin/python -m pip --disable-pip-version-check --quiet install pip-audit
	build/audit/bin/pip-audit --requirement requirements.lock --require-hashes --disable-pip --strict

# A Python beside the program (.zip of python.org for Windows, .tar.gz of python-build-standalone for Linux):
# make bundle RUNTIME="--runtime FILE --runtime-sha256 HEX"
bundle: setup-dev
	$(BIN)/python -m bundle -o dist/bundle $(RUNTIME)

clean:
	rm -rf demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
