# The environment is made once; it is made again when pyproject.toml changes.
PYTHON ?= python3
STAMP := .venv/.ready

.PHONY: setup chat test lint learn tune eval bench

setup: $(STAMP)

$(STAMP): pyproject.toml
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet torch==2.13.0
	.venv/bin/python -m pip install --quiet --editable '.[dev]'
	touch $(STAMP)

chat: setup
	.venv/bin/oap ingest
	.venv/bin/oap serve --host 127.0.0.1 --port 8000

test: setup
	.venv/bin/python -m pytest -n 2 --dist loadfile

learn: setup
	.venv/bin/python -m answer.learn

tune: setup
	.venv/bin/python -m answer.tune
	.venv/bin/python -m answer.learn

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

eval: setup
	.venv/bin/oap ingest
	.venv/bin/oap eval

bench: setup
	.venv/bin/oap bench
