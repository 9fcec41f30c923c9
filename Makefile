# Two commands: `make demo` shows what the pipeline does, `make test` checks it. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin/python
# Compiled files stay out of packages/, whose content decides what is built again.
export PYTHONPYCACHEPREFIX := $(CURDIR)/$(VENV)/pycache
export OMP_WAIT_POLICY := PASSIVE

.PHONY: demo build test lock clean

demo: $(VENV)/ready
	$(BIN) -m spacy project run all

build: $(VENV)/ready
	$(BIN) -m spacy project run build

test: build $(VENV)/ready-test
	$(BIN) -m spacy project run wheels
	$(BIN) -m ruff check .
	$(BIN) -m ruff format --check .
	$(BIN) -m mypy
	$(BIN) -m pytest

$(VENV)/ready: requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	$(BIN) -m pip install --requirement requirements.lock
	touch $@

$(VENV)/ready-test: requirements-test.lock $(VENV)/ready
	$(BIN) -m pip install --requirement requirements-test.lock
	touch $@

# Pin requirements.in, and what requirements-test.in adds to it, again. A local build of a package (+cpu) is pinned by its
# public version.
lock:
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --requirement requirements.in
	build/lock/bin/python -m pip freeze --all --exclude pip | sed 's/+cpu$$//' > requirements.lock
	build/lock/bin/python -m pip install --quiet --requirement requirements-test.in --constraint requirements.lock
	build/lock/bin/python -m pip freeze --all --exclude pip | sed 's/+cpu$$//' | grep -vxFf requirements.lock > requirements-test.lock

clean:
	rm -rf $(VENV) build dist training project.lock corpus/*.spacy packages/*.egg-info
