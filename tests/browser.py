"""The book as a reader has it: built once, served on this machine, opened in one Chromium that reaches nothing else."""

import functools
import http.server
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import sync_playwright

from tests.book.opened import Opener
from tests.chromium import chromium, flags

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def html(tmp_path_factory, testrun_uid):
    """The folder of the built book. NN_BOOK names one that is built already, and then nothing is built."""
    if built := os.environ.get("NN_BOOK"):
        return Path(built).resolve()
    told = tmp_path_factory.getbasetemp().parent / f"build-{testrun_uid}.txt"  # one for all workers of this run
    with FileLock(told.with_suffix(".lock")):  # the worker that comes first builds, the others wait for it
        if not told.exists():
            command = [sys.executable, "-m", "book.build"]
            with told.open("w", encoding="utf8") as out:
                code = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=out).returncode
                print(f"exit code {code}", file=out)
    text = told.read_text(encoding="utf8")
    assert text.endswith("exit code 0\n"), text
    return ROOT / "_build/html"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that prints nothing, and keeps its connections."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    """A server that a browser may leave in the middle of a page."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


@pytest.fixture(scope="session")
def site(html):
    """The address of the book on this machine, ending in a slash."""
    with Server(("127.0.0.1", 0), functools.partial(Quiet, directory=html)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=flags())
        yield browser
        browser.close()


@pytest.fixture
def book(browser, site, html):
    """Opens pages, and at the end fails the test in which another host was asked or anything went wrong."""
    yield from opening(browser, site, html)


@pytest.fixture(scope="module")
def shared_book(browser, site, html):
    """The same, but the pages stay open for all tests of a file, which share what takes long to start."""
    yield from opening(browser, site, html)


@pytest.fixture(scope="module")
def once(shared_book):
    """Opens a page, by its name and options, once for all tests of a file that can go on where another one ended."""
    return functools.cache(shared_book.open)


def opening(*where):
    opener = Opener(*where)
    yield opener
    opener.close()
    assert opener.wrong == [], opener.wrong  # no test file, so pytest does not tell by itself
