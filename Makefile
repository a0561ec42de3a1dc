# The commands of the project. `make brief` and `make test` need nothing but python3 and make.
PYTHON ?= python3
SHARED ?= ../shared
ENV := .venv
READY := $(ENV)/.ready
TRAIN_ENV := build/train-env
TRAIN_READY := $(TRAIN_ENV)/.ready
MODEL_OUT ?= build/model

.PHONY: brief test browser lint docs release quality speed model clean

brief: $(READY)           ## read the example articles and print the brief of what they say
	@$(ENV)/bin/demarche brief examples

test: $(READY) browser    ## format, lint, types, tests
	$(ENV)/bin/ruff format --check src tests bench train docs deploy
	$(ENV)/bin/ruff check src tests bench train docs deploy
	$(ENV)/bin/mypy
	$(ENV)/bin/python tests/offline.py $(ENV)/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder

browser:                  # Debian's chromium, in which the site is tested; without it those tests are skipped, and say so
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq chromium) >/dev/null 2>&1 || echo "chromium can't be installed: the tests in a browser are skipped"

docs: $(READY)            ## build the documentation into build/docs; a warning is an error
	$(ENV)/bin/python -m sphinx -b html -W --keep-going -n -E -q -d build/doctrees docs build/docs
	@echo "build/docs/index.html"

release: $(READY)         ## check the changelog and the tree, build the sdist and the wheel into dist/, install the wheel in an empty environment
	$(ENV)/bin/python deploy/release.py

quality: $(READY)         ## the table of accuracy, by the scorer, on the development sets in $(SHARED)
	$(ENV)/bin/python bench/quality.py --shared $(SHARED)

speed: $(READY)           ## the table of speed, memory and size
	$(ENV)/bin/python bench/speed.py

model: $(TRAIN_READY)     ## train the language model; WITHOUT="quotes uw" leaves sets out, FROM=DIR goes on from weights
	PYTHONPATH=src:train MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=20000000000 \
	  $(TRAIN_ENV)/bin/python train/train.py --data $(SHARED)/data --eval $(SHARED)/eval --out $(MODEL_OUT) --without $(WITHOUT) \
	  $(if $(FROM),--start $(FROM))
	PYTHONPATH=src:train $(TRAIN_ENV)/bin/python train/export.py $(MODEL_OUT)/checkpoint.pt $(MODEL_OUT)/weights
	PYTHONPATH=src:train $(TRAIN_ENV)/bin/python train/lemmas.py --data $(SHARED)/data --out $(MODEL_OUT)/weights/lemmas.tsv
	PYTHONPATH=src:train $(TRAIN_ENV)/bin/python train/events.py --eval $(SHARED)/eval --out $(MODEL_OUT)/weights --without $(WITHOUT)

$(READY): pyproject.toml
	$(PYTHON) -m venv $(ENV)
	$(ENV)/bin/python -m pip install --quiet --upgrade pip
	$(ENV)/bin/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(TRAIN_READY): pyproject.toml
	$(PYTHON) -m venv $(TRAIN_ENV)
	$(TRAIN_ENV)/bin/python -m pip install --quiet --editable '.[train]'
	@touch $@

clean:                    ## remove the environments
	rm -rf $(ENV) build/train-env
