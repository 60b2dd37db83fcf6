# Two commands set everything up on a machine with Python 3.11+, pip and make.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
OUT ?= out/demo
LOOK ?= out/look

.PHONY: demo test check gallery look clean

demo: $(VENV)/.installed  ## compare the seed articles and write their pages
	$(BIN)/framing compare seeds/0*.txt --output $(OUT)
	@echo "Open $(OUT)/index.html in a browser."

test: $(VENV)/.installed-dev  ## run the whole suite
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

check: test

gallery: $(VENV)/.installed  ## rebuild reports/ from the seed articles
	rm -f reports/*.html reports/*.json
	$(BIN)/framing compare seeds/0*.txt --output reports --force
	$(BIN)/python -m tests.lessons

look: $(VENV)/.installed-dev  ## take pictures of reports/ at three widths, by day and by night
	$(BIN)/python -m tests.look $(LOOK) reports/*.html

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) out dist
