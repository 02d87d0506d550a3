# `make` lists the targets. Python 3.11 or newer with venv, git and make are all they need.
#   PYTHON=python3.12   the Python to build .venv with
#   ARGS="..."          more for pytest
#   BROWSER=no          leave the browser tests out
#   DATABASE=no         leave out the portal's tests on PostgreSQL
#   UPGRADE=1           let `make lock` take newer versions

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup core run serve test lint types contract bench lock clean

PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
BROWSER ?= yes
DATABASE ?= yes
INSTALL := $(PYTHON) requirements/install.py

# On PostgreSQL the browser plays the whole year and nothing else.
ifeq ($(BROWSER),no)
WHICH := -m "not browser"
ON_POSTGRES := "not browser"
else
USE_BROWSER = AQYL_CHROMIUM=$$($(BIN)/python requirements/browser.py); export AQYL_CHROMIUM;
ON_POSTGRES := "not browser or year"
endif

help: ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

setup: ## build or renew .venv with all that tests and checks need
	@$(INSTALL) dev

core:
	@$(INSTALL) core

run: core ## assess what is publicly known; results and the report go to out/
	@$(BIN)/aqyl run -o out

serve: ## open the portal with a demonstration campaign at http://127.0.0.1:8000
	@$(INSTALL) portal
	@$(BIN)/aqyl portal serve --demonstration --home out/portal

test: setup ## run every test, the browser tests too, and the portal's on PostgreSQL besides
	@$(USE_BROWSER) $(BIN)/python -m pytest -n 2 $(WHICH) $(ARGS)
ifneq ($(DATABASE),no)
	@AQYL_POSTGRES=$$($(BIN)/python requirements/database.py); export AQYL_POSTGRES; \
	$(USE_BROWSER) $(BIN)/python -m tests.postgres $(BIN)/python -m pytest -n 2 -m $(ON_POSTGRES) tests/portal
endif

lint: setup ## check style and format with ruff
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: setup ## check types with mypy
	@$(BIN)/mypy

contract: setup ## check that a room imports only rooms above it
	@$(BIN)/lint-imports --no-logo

bench: ## measure speed; the figures go to out/bench.json
	@$(INSTALL) bench
	@AQYL_POSTGRES=$$($(BIN)/python requirements/database.py); export AQYL_POSTGRES; \
	$(BIN)/python -m benchmarks -o out

LOCK := $(BIN)/uv --quiet pip compile --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-annotate --no-header $(if $(UPGRADE),--upgrade)

lock: setup ## renew the lock files from pyproject.toml (UPGRADE=1 takes newer versions)
	@$(LOCK) --group setup -o requirements/uv.txt
	@$(LOCK) pyproject.toml --group build -o requirements/core.txt
	@$(LOCK) pyproject.toml --extra portal --group build -c requirements/core.txt -o requirements/portal.txt
	@$(LOCK) pyproject.toml --all-extras --group build --group dev -c requirements/portal.txt -o requirements/dev.txt
	@$(LOCK) pyproject.toml --all-extras --group build --group dev --group bench -c requirements/dev.txt -o requirements/bench.txt

clean: ## remove .venv, out and every cache
	rm -rf .venv out build dist .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
