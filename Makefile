# The whole project from a fresh clone: `make demo` to see it, `make test` to try it, `make check` before a commit.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PACKAGES := scraper archive datasette_config migrations tests

.PHONY: demo test setup check lint docs bench learn wheel clean

demo: $(VENV)/.installed ## crawl the bundled replica sites, publish and serve: http://127.0.0.1:8001
	$(BIN)/foi demo $(ARGS)

setup: $(VENV)/.installed ## create .venv and install the project

$(VENV)/.installed: setup.cfg pyproject.toml .ci/constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "make: Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 …"; exit 1; }
	@echo "setup: creating $(VENV) and installing the project (a minute or two the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
		|| { echo "make: no venv module; on Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install -q -c .ci/constraints.txt -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@echo "setup: installing what the tests need"
	@$(BIN)/python -m pip install -q -c .ci/constraints.txt -e '.[test]'
	@touch $@

test: $(VENV)/.tested ## run every test
	@.ci/tools
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "$$(.ci/tools --marks)" $(ARGS)

check: lint test ## everything CI asks for

lint: $(VENV)/.tested
	$(BIN)/ruff format --check $(PACKAGES)
	$(BIN)/ruff check $(PACKAGES)
	$(BIN)/mypy
	$(BIN)/lint-imports --config setup.cfg
	$(BIN)/python -m migrations check
	$(BIN)/cog --check README.md

docs: $(VENV)/.tested ## rewrite the generated parts of the README
	$(BIN)/cog -r README.md

bench: $(VENV)/.tested ## ratios, measured side by side in one run
	$(BIN)/python -m tests.bench $(ARGS)

learn: $(VENV)/.tested ## learn who speaks, from the labelled pages (ARGS=--note: note their roles first)
	$(BIN)/python -m tests.voices $(ARGS)

wheel: $(VENV)/.tested ## build the wheel, install it alone, run it in an empty folder
	.ci/wheel $(BIN)/python

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
