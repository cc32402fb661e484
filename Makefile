# `make demo` and `make test` do all set-up themselves, in .venv; nothing else of the machine is touched.
# PYTHON=/path/to/python chooses another interpreter than the first one that is new enough.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11 python
PYTHON ?= $(shell for p in $(CANDIDATES); do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
ENGINES := dev,ray,spark,scrapy,datasets,datatrove,langchain,llamaindex,remote
READY := .venv/.ready
BUILT := .venv/.built
COMPILED := hatch_build.py $(wildcard cleaner/*.pyx cleaner/*/*.pyx cleaner/*.pxd cleaner/*/*.pxd)
BIN := .venv/bin
PAGES ?= build/bench-pages

.PHONY: help demo test test-engines lint format bench lock clean docs package

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(READY): pyproject.toml requirements.lock
	@if [ -z "$(PYTHON)" ]; then echo "No Python 3.11 or newer was found ($(CANDIDATES)). Install one, or name it: make PYTHON=/path/to/python" >&2; exit 1; fi
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is not Python 3.11 or newer. Name one that is: make PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Setting up .venv, with what requirements.lock names: a minute or two, this once."
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(BUILT): $(READY) $(COMPILED)
	@echo "Building the package: two or three minutes on two cores, and again when what is compiled has changed."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q cleaner
	@$(BIN)/python -c 'from cleaner.segment.html import IS_COMPILED as found; found or print("Nothing was compiled: code that says the same takes its place, five times as slow. With a C compiler and the headers of Python: rm $@; CLEANER_COMPILE=1 make demo, which names what is missing.")'
	@touch $@

demo: $(BUILT) ## clean the model documents in seeds/ and show what became of them
	@rm -rf build/demo
	@mkdir -p build
	@$(BIN)/clean run seeds -o build/demo
	@$(BIN)/python bench/demo.py build/demo
	@echo "The command is .venv/bin/clean; after '. .venv/bin/activate' it is clean."

test: lint ## set up, lint, check types, run every test
	@$(BIN)/python -m pytest

test-engines: $(BUILT) ## the tests against Ray, Spark (needs Java), Scrapy, datasets, datatrove, LangChain and LlamaIndex, in .venv-engines
	@$(BIN)/python -m venv .venv-engines
	@.venv-engines/bin/python -m pip install -q --disable-pip-version-check -e '.[$(ENGINES)]'
	@.venv-engines/bin/python -m pytest -m engines --timeout=600

lint: $(BUILT) ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "Some files are not formatted: make format" >&2; exit 1; }
	@$(BIN)/mypy

format: $(BUILT) ## let ruff lay out the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(BUILT) ## speed against trafilatura, and time against size (PAGES=folder for pages of your own)
	@if [ "$(PAGES)" = build/bench-pages ]; then $(BIN)/python bench/make_pages.py build/bench-pages; fi
	@$(BIN)/python bench/speed.py "$(PAGES)"
	@$(BIN)/python bench/linear.py

docs: $(READY) ## build the documentation into build/docs, warnings as errors
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "build/docs/index.html"

package: $(READY) ## build wheel and source distribution, install each alone into a clean environment, clean the seeds
	@rm -rf dist build/alone
	@mkdir -p build
	@echo "Building; then two installations, each with all it needs: some minutes."
	@$(BIN)/python -m build --quiet --outdir dist . 2>build/package.log || { cat build/package.log >&2; exit 1; }
	@for file in dist/*.whl dist/*.tar.gz; do \
		echo "$$file"; rm -rf build/alone; $(PYTHON) -m venv build/alone; \
		build/alone/bin/python -m pip install -qq --disable-pip-version-check "$$file"; \
		build/alone/bin/python -I -c 'from cleaner.segment.html import IS_COMPILED as found; print("  compiled" if found else "  not compiled: no C compiler was found")'; \
		build/alone/bin/clean run seeds -o build/alone/out --quiet; \
		build/alone/bin/clean verify build/alone/out; \
		build/alone/bin/clean report build/alone/out; \
	done

lock: ## write requirements.lock anew (needs uv)
	uv pip compile pyproject.toml --extra dev --extra docs --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-header --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock

clean: ## remove everything that was built
	rm -rf .venv .venv-engines build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -f cleaner/*/*.so cleaner/*/*.pyd
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
