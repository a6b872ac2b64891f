# Two commands matter: `make book` and `make test`. Each makes .venv and installs what it needs; a second run does no work twice.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
WIDGETS := $(shell find nnlib/widgets/js -type f) nnlib/colours.json

.PHONY: book serve test lab bench lessons clean
.DEFAULT_GOAL := book

$(INSTALLED): requirements.txt pyproject.toml package.json package-lock.json
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# pip builds the widgets when it installs; after an edit of their source, this does.
nnlib/widgets/static/tokens.css: $(INSTALLED) $(WIDGETS)
	$(BIN)/node nnlib/widgets/js/build.mjs
	@touch $@

book: nnlib/widgets/static/tokens.css
	$(BIN)/python -m book.build

serve: book
	$(BIN)/python -m http.server 8000 --bind 127.0.0.1 --directory _build/html

test: nnlib/widgets/static/tokens.css
	$(BIN)/python -m pytest

lab: nnlib/widgets/static/tokens.css
	$(BIN)/jupyter-lab book

bench: nnlib/widgets/static/tokens.css
	$(BIN)/python -m benchmarks

lessons: nnlib/widgets/static/tokens.css
	$(BIN)/python -m tests.lessons.refresh

clean:
	rm -rf _build
