"""Chromium is found or installed once for a test run: before the first test, and before any worker starts."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from book.files import files
from tests.browser import book, browser, html, once, shared_book, site  # noqa: F401 - fixtures
from tests.chromium import chromium

HERE = Path(__file__).parent
OPENS = re.compile(r"^ *def \w+\([^)]*\b(book|browser|once)\b|^from tests\.widgets\.lab import", re.MULTILINE)
IN_CHROMIUM = [path for path in files(HERE, "test_*.py") if OPENS.search(path.read_text(encoding="utf8"))]


def pytest_sessionstart(session):
    """Put Chromium's path into NN_CHROMIUM, where every worker looks first; without Chromium, end the run."""
    config = session.config
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    if not may_open_pages([config.invocation_params.dir / argument for argument in config.args]):
        return
    try:
        os.environ["NN_CHROMIUM"] = chromium()
    except SystemExit as none:
        raise pytest.UsageError(none.code) from None
    print(f"The browser tests use {os.environ['NN_CHROMIUM']}.")


def pytest_collection_modifyitems(items):
    """First one file that has the book built; meanwhile, on the other workers, all that needs no book; then the rest.

    Lessons and the files with most tests go before the others, so that no worker is left alone with a long one.
    """
    size = Counter(item.path for item in items)
    built = {item.path for item in items if "html" in getattr(item, "fixturenames", ())}
    first = min(built, key=lambda path: (size[path], path), default=None)

    def turn(item):
        path = item.path
        return path != first, path in built, path.suffix != ".ipynb", -size[path], path

    items.sort(key=turn)


def may_open_pages(arguments):
    """Whether a test file that opens pages is among pytest's arguments, or in a folder of theirs."""
    paths = [Path(str(argument).split("::")[0]).resolve() for argument in arguments]
    return any(path == file or path in file.parents for path in paths for file in IN_CHROMIUM)
