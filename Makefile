# The two commands: `make run` and `make test`. Both set the environment up first.
PYTHON ?= python3
VENV := .venv
GEUNGEO := $(VENV)/bin/geungeo
DATA ?= data
# Of the tests: those of the screen by themselves, for a browser's event loop cannot be shared with others.
WORKERS ?= 2

.PHONY: run setup test lint bench bundle bundle-test clean

run: setup
	$(GEUNGEO) ingest --data $(DATA) eval/sample/documents
	$(GEUNGEO) ui --data $(DATA)

setup: $(VENV)/.installed

# torch goes first, by itself: any other package asking for it would draw the CUDA build in.
$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

test: setup lint
	$(VENV)/bin/python -m pytest -n $(WORKERS) --dist loadfile --ignore tests/browser
	$(VENV)/bin/python -m pytest -n $(WORKERS) --dist loadfile tests/browser

lint: setup
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

# Measures readers, ingest, answers and retrieval beside its rivals, and writes benchmarks/RESULTS.md.
bench: setup
	$(VENV)/bin/python -m benchmarks.run

# One archive, under build/, that installs on a machine without a network; docs/install.md.
bundle: setup
	$(VENV)/bin/python -m shipping.bundle

# Installs it where there is no network at all, uses it, upgrades it, and writes what it took into docs/install.md.
bundle-test:
	$(VENV)/bin/python -m benchmarks.closed

clean:
	rm -rf $(VENV) .cache build *.egg-info
