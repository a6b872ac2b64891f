"""Claims about faults: a file missing or altered, Python killed, a page left, two tabs, a disk, a strict website."""

import functools
import re
import threading

import pytest

from tests.book.opened import awaken
from tests.book.running import Running
from tests.browser import Quiet, Server

LESSON = "book/05-gradient-descent"
BOOK_ALONE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:"
)
WITH_PYTHON = BOOK_ALONE.replace("blob:", "blob: 'wasm-unsafe-eval'")
ANEW = "All names are gone"


@pytest.fixture
def running(book):
    """A lesson whose Python has not been started; what the browser reports of missing files is no fault of the page."""
    yield Running(book.open(LESSON, alive=False))
    book.wrong[:] = [line for line in book.wrong if not re.search(r"404|fatal|memory|ERR_ABORTED|pyodide", line)]


def spoil(running, pattern, **answer):
    """Have the server answer otherwise for the files that match."""
    running.page.context.route(re.compile(pattern), lambda route: route.fulfill(**answer))


# `make test` starts Python once for each fault; test-all starts it for every file and every way.
rarely = functools.partial(pytest.param, marks=pytest.mark.long)


@pytest.mark.parametrize(
    "file", [r"numpy-", *map(rarely, (r"\.wasm", r"asm\.js", r"pyodide\.mjs", r"nnlib-", r"files-\w+\.json"))]
)
def test_python_whose_file_is_missing_says_so_and_may_be_tried_again(file, running):
    spoil(running, file, status=404, body="")
    running.start(2)
    said = running.ended()
    assert said.startswith("Python could not start: ") and said.endswith("Press Run to try again.")
    running.page.context.unroute_all()
    assert "misses" in running.run(2)


@pytest.mark.parametrize(
    ("file", "body"), [("matplotlib-", b"altered"), rarely("matplotlib-", None), rarely("numpy-", b"altered")]
)
def test_a_package_that_is_missing_or_altered_is_an_error_in_a_sentence(file, body, running):
    spoil(running, file, status=200 if body else 404, body=body or b"")
    code = "import matplotlib" if file == "matplotlib-" else "fog.steps"
    running.write(2, code)
    running.start(2)
    running.ready()
    shown = running.page.locator("[role=region] .nn-error-sentence").first.inner_text()
    expected = "is not the file that this book was built with" if body else "is missing from this book's folder"
    assert shown.startswith("ImportError: ") and expected in shown


def test_a_package_that_could_not_be_had_is_fetched_by_the_next_run(running):
    spoil(running, "matplotlib-", status=404, body="")
    assert "missing" in running.run(2, "import matplotlib")
    running.page.context.unroute_all()
    assert "ImportError" not in running.run(2, "import matplotlib\nprint(matplotlib.__version__)")


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import ctypes\nctypes.string_at(0x7fffffff0, 100)", id="crashed"),
        rarely("import js\njs.self.close()", id="closed"),
    ],
)
def test_python_that_is_killed_during_a_cell_says_so_and_starts_again(code, running):
    running.write(2, code)
    running.start(2)
    said = running.ended()
    assert said.startswith("Python has ended: ") and ANEW in said
    running.cell(2).get_by_role("button", name="Reset code").click()
    assert "misses" in running.run(2)


def test_a_page_that_is_left_while_python_starts_leaves_nothing_behind(running, book):
    running.start(2)
    running.button("Stop").wait_for()
    running.page.goto(f"{book.site}{LESSON}.html")
    running.page.go_back()
    again = Running(book.open(LESSON, alive=False, context=running.page.context))
    assert "misses" in again.run(2)


@pytest.mark.long
def test_two_lessons_in_two_tabs_have_a_python_each(running, book):
    other = Running(book.open("book/04-cost", alive=False, context=running.page.context))
    running.start(2)
    other.start(2)
    running.ready()
    other.ready()
    running.run(2, "mine = 1")
    assert "name 'mine' is not defined" in other.run(2, "mine")


def test_opened_from_a_disk_run_says_how_to_open_the_book(book):
    page = book.open(LESSON, disk=True, alive=False)
    Running(page).start(2)
    said = Running(page).status
    assert "python -m http.server" in said and said.count(".") <= 2
    assert not [url for url in book.asked if "/python/" in url]


@pytest.fixture
def strict(html):
    """The book on a website that sends a Content-Security-Policy with every file: a function of the policy."""
    servers = []

    def serve(policy):
        class Strict(Quiet):
            def end_headers(self):
                self.send_header("Content-Security-Policy", policy)
                super().end_headers()

        server = Server(("127.0.0.1", 0), functools.partial(Strict, directory=html))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def test_python_needs_one_permission_more_than_the_book_and_says_so_where_it_is_not_given(strict, book):
    book.site = strict(BOOK_ALONE)
    running = Running(book.open(LESSON))
    running.start(2)
    assert "'wasm-unsafe-eval'" in running.ended()
    book.wrong[:] = [line for line in book.wrong if "WebAssembly" not in line]
    book.site = strict(WITH_PYTHON)
    running = Running(book.open(LESSON, alive=False))
    assert "misses" in running.run(2)
    running.run(8)
    awaken(running.page)
    assert running.output(8).locator(".nn-figure svg").count() == 1
