# The verbs of this project. Each can be called first and again; what has not changed is not done twice.
VENV ?= .venv
BIN := $(VENV)/bin
# Machine settings of pip may print warnings of their own; two --quiet leave errors only.
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --editable
FITS := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c '$(FITS)' >/dev/null 2>&1 && echo "$$name" && break; done)

.DEFAULT_GOAL := help
.PHONY: help demo explore test long notebooks page readme score clean

help:
	@echo 'make demo       code three example cases and draw one walk'
	@echo 'make explore    open the first notebook in JupyterLab, with the explorer in it'
	@echo 'make test       install what the tests need and run them'
	@echo 'make long       benchmarks and long checks'
	@echo 'make notebooks  run the notebooks again, store their outputs, write them as pages to build/'
	@echo 'make page       write the ontology as a page, docs/ontology.html, again'
	@echo 'make readme     write what the blocks of README.md print into it again'
	@echo 'make score      score the cases held back, write the table and the curve into README.md and docs/'
	@echo 'make clean      remove the environment and everything built'

demo: $(VENV)/.core
	@$(BIN)/python tools/demo.py

explore: $(VENV)/.notebook
	@$(BIN)/python -m jupyterlab notebooks/01-from-a-case-to-its-codes.ipynb

test: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/pytest --quiet --numprocesses=auto
	$(BIN)/pytest --quiet --nbval-lax notebooks

long: $(VENV)/.dev
	$(BIN)/python -m benchmarks.cold
	$(BIN)/python -m benchmarks.stages
	$(BIN)/python -m benchmarks.length
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.view
	$(BIN)/python -m benchmarks.batch
	$(BIN)/python -m benchmarks.fuzz
	$(BIN)/pytest --quiet --numprocesses=auto -m '' --hypothesis-profile=long

notebooks: $(VENV)/.dev
	@$(BIN)/python tools/notebooks.py

page: $(VENV)/.core
	@$(BIN)/python -m tools.page

readme: $(VENV)/.dev
	@$(BIN)/python tools/readme.py

score: $(VENV)/.dev
	@$(BIN)/python -m tools.score

clean:
	rm -rf $(VENV) build dist

$(VENV)/.made:
	@$(if $(PYTHON),,$(error iortkg needs Python 3.11 or later with its venv module, and the python3 here is \
		$(or $(shell python3 --version 2>/dev/null),missing). Install one, or name it: make $(MAKECMDGOALS) PYTHON=python3.12))
	@$(PYTHON) -c '$(FITS)' || { echo '$(PYTHON) is older than Python 3.11 or has no venv module. Name another.' >&2; exit 1; }
	@echo 'Making the environment $(VENV) ...'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.core: pyproject.toml | $(VENV)/.made
	@echo 'Installing iortkg ...'
	@$(INSTALL) .
	@touch $@

$(VENV)/.notebook: pyproject.toml | $(VENV)/.made
	@echo 'Installing iortkg and what Jupyter needs ...'
	@$(INSTALL) '.[notebook]'
	@touch $(VENV)/.core $@

$(VENV)/.dev: pyproject.toml | $(VENV)/.made
	@echo 'Installing iortkg and what its tests need ...'
	@$(INSTALL) '.[check,dev,mcp,notebook,parquet,picture,serve,spark]'
	@touch $(VENV)/.core $(VENV)/.notebook $@
