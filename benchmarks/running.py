"""Running: what Python in a page weighs before the first Run, how soon it prints, and how fast beside a kernel."""

import re
import statistics
import time

import nbformat
from nbclient import NotebookClient

from benchmarks.browser import ROOT, built, opened, zipped
from benchmarks.table import Row
from tests.book.running import WITH_CODE, Running

LESSON, PRINTS = "book/05-gradient-descent", 2  # its second cell is the first that prints
WEIGHT = 12_000  # bytes gzipped, more than the page would weigh without
UNCACHED, CACHED = 5, 3  # seconds from Run to the first printed line
MOST, MEDIAN = 5, 3  # times as long as a kernel takes
TIMES = 5
SCRIPT = re.compile(r"<script[^>]*live/live\.js[^>]*></script>|<link[^>]*live/live\.css[^>]*/>")
# When each cell began and ended, in milliseconds, by the cells' own marks.
MARKS = """globalThis.nnMarks = [];
addEventListener("nn-state", ({ detail }) => nnMarks.push([detail.number, detail.state, performance.now()]));"""
PRINTED = f"""() => [...document.querySelectorAll("div.cell")][{PRINTS - 1}]?.querySelector("[role=region] .stream")"""


def measure():
    """The rows: the page's weight, the time to the first line, and each lesson's time beside a kernel's."""
    folder = built()
    with opened(folder) as (browser, site):
        yield Row("requests for Python before the first Run", early(browser, site), "", exactly=0)
        for name in WITH_CODE:
            yield Row(f"{name}: what Python adds to the page, gzipped", weight(folder, name), "bytes", WEIGHT)
        first = [printed(browser, site) for _ in range(TIMES)]
        for what, times, budget in zip(
            ("uncached", "cached"), zip(*first, strict=True), (UNCACHED, CACHED), strict=True
        ):
            yield Row(
                f"{LESSON}: from Run to the first line, {what}, median of {TIMES}",
                statistics.median(times),
                "s",
                budget,
            )
        times = []
        for name in WITH_CODE:
            times.append(in_page(browser, site, name) / in_kernel(name))
            yield Row(f"{name}: all cells, in the page beside a kernel", times[-1], "x", MOST)
        yield Row("the median of these", statistics.median(times), "x", MEDIAN)


def early(browser, site):
    """How many files of Python's a page asks for that is read to its end, and not run."""
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/{LESSON}.html", wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    page.close()
    return sum(
        "/_static/python/" in url or re.search(r"/live/(session|editor|worker)-", url) is not None for url in asked
    )


def weight(folder, name):
    """The bytes gzipped that a page has more: in itself, its script and its style sheet."""
    text = (folder / f"{name}.html").read_text(encoding="utf8")
    assert SCRIPT.search(text)
    own = len(zipped(text.encode())) - len(zipped(SCRIPT.sub("", text).encode()))
    return own + sum(len(zipped((folder / f"_static/live/{file}").read_bytes())) for file in ("live.js", "live.css"))


def printed(browser, site):
    """Seconds from Run to the first printed line: in a new browser profile, and again in another page of it."""
    context = browser.new_context()
    found = []
    for _ in range(2):
        page = context.new_page()
        page.goto(f"{site}/{LESSON}.html", wait_until="load")
        begun = time.monotonic()
        Running(page).start(PRINTS)
        page.wait_for_function(PRINTED, timeout=120_000)
        found.append(time.monotonic() - begun)
        page.close()
    context.close()
    return found


def in_page(browser, site, name):
    """Seconds that a page's cells take, without the start of Python."""
    context = browser.new_context()
    context.add_init_script(MARKS)
    page = context.new_page()
    page.goto(f"{site}/{name}.html", wait_until="load")
    Running(page).run_all()
    began, took = {}, 0
    for number, state, at in page.evaluate("nnMarks"):
        if state == "running":
            began[number] = at
        elif state == "ran":
            took += at - began[number]
    assert len(began) == page.locator(":not(.nn-code-answer) > .nn-cell-bar").count()  # Run all leaves answers alone
    context.close()
    return took / 1000


def in_kernel(name):
    """Seconds that a kernel takes for the cells of the same notebook, without its own start."""
    notebook = nbformat.read(ROOT / f"{name}.ipynb", as_version=4)
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        extra_arguments=["--IPKernelApp.log_level=40"],  # errors alone
    )
    with client.setup_kernel():
        begun = time.monotonic()
        for i, cell in enumerate(notebook.cells):
            if cell.cell_type == "code":
                client.execute_cell(cell, i)
        return time.monotonic() - begun
