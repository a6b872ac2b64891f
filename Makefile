# Two commands matter: `make book` and `make test`. Each makes .venv and installs what it needs; a second run does no work twice.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
WIDGETS := $(shell find nnlib/widgets -name '*.ts' -o -name '*.css' -not -path '*/static/*') nnlib/widgets/build.mjs nnlib/colours.json
LIVE := $(wildcard book/live/*.*)

# Where the locale is plain C, Python 3.11 cannot start from a folder whose name has letters beyond ASCII.
ifneq (,$(filter C POSIX,$(LC_ALL)))
export LC_ALL := C.UTF-8
endif

.PHONY: book serve test test-all lab students bench lessons clean
.DEFAULT_GOAL := book

$(INSTALLED): requirements.txt pyproject.toml package.json package-lock.json $(wildcard book/jupyterlab/*)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# pip builds the widgets when it installs; after an edit of their source, this does.
nnlib/widgets/static/tokens.css: $(INSTALLED) $(WIDGETS) $(LIVE)
	$(BIN)/node nnlib/widgets/build.mjs
	$(BIN)/node book/live/build.mjs
	@touch $@

book: nnlib/widgets/static/tokens.css
	$(BIN)/python -m book.build

serve: book
	$(BIN)/python -m http.server 8000 --bind 127.0.0.1 --directory _build/html

test: nnlib/widgets/static/tokens.css
	$(BIN)/python -m pytest

# With the tests that are marked as long.
test-all: nnlib/widgets/static/tokens.css
	$(BIN)/python -m pytest -m ""

lab: nnlib/widgets/static/tokens.css
	$(BIN)/python -m book.lab $(ARGS)

students: nnlib/widgets/static/tokens.css
	$(BIN)/python -m book.students

bench: nnlib/widgets/static/tokens.css
	$(BIN)/python -m benchmarks

lessons: nnlib/widgets/static/tokens.css
	$(BIN)/python -m tests.lessons.refresh

clean:
	rm -rf _build
