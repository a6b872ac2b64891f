"""The first control: how soon it stands on the screen, beside ipywidgets' own way into a page, html-manager."""

import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import ipywidgets
from ipywidgets.embed import embed_data

from benchmarks.browser import ROOT, built, opened
from benchmarks.table import Row
from benchmarks.weight import NEURON, PLACE

LOOPBACK, SLOW = 0.25, 0.10  # of html-manager's time
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
TIMES = 5
PEERS = {"@jupyter-widgets/html-manager@1.0.14": "dist/embed-amd.js", "requirejs@2.3.7": "require.js"}
OURS, THEIRS = "/control/ours.html", "/control/theirs.html"
# Milliseconds from the start of the navigation to the first frame in which a control has a size.
STANDS = """globalThis.nnStands = new Promise((done) => {
  const look = () => {
    const control = document.querySelector(".nn-widget input, .widget-slider .noUi-handle, .widget-slider input");
    if (control?.getBoundingClientRect().width) done(performance.now());
    else requestAnimationFrame(look);
  };
  look();
})"""


def measure():
    """The rows: a page with one widget and nothing else, each way; and the book's page, which brings more."""
    folder, peers = built(), fetched()
    if peers is None:
        print("  npm could not fetch html-manager and RequireJS, so there is nothing to compare with.", flush=True)
        return
    with opened(folder, {OURS: ours(folder), THEIRS: theirs(), **peers}) as (browser, site):
        for line, budget in ((None, LOOPBACK), (LINE, SLOW)):
            where = "1.6 Mbit/s and 150 ms" if line else "loopback"
            other, work, lesson = (first(browser, site + path, line) for path in (THEIRS, OURS, NEURON))
            yield Row(f"html-manager: its slider, over {where}", other, "ms")
            yield Row(f"this book's Neuron: its first slider, over {where}", work, "ms")
            yield Row(f"the same, over html-manager's, {where}", work / other, "x", budget)
            yield Row(f"the same in its lesson, with the page's own styles and scripts, over {where}", lesson, "ms")


def fetched():
    """The peers' scripts by the paths that the page asks for; None where npm cannot fetch them."""
    home = ROOT / "_build/peers"
    files = {name: home / "node_modules" / name.rsplit("@", 1)[0] / file for name, file in PEERS.items()}
    if not all(file.exists() for file in files.values()):
        npm = shutil.which("npm", path=str(Path(sys.executable).parent)) or shutil.which("npm")
        command = [npm, "install", "--no-save", "--ignore-scripts", "--prefix", str(home), *PEERS]
        if npm is None or subprocess.run(command, capture_output=True).returncode:
            return None
    return {f"/peers/{file.name}": file.read_text(encoding="utf-8") for file in files.values()}


def ours(folder):
    """A page with one widget of the book, its host, and the book's colours."""
    place = PLACE.search((folder / NEURON[1:]).read_text(encoding="utf-8"))[0].replace("../_static", "/_static")
    head = (
        '<link rel="stylesheet" href="/_static/tokens.css"><script defer src="/_static/live/widget-host.js"></script>'
    )
    return f'<!doctype html><meta charset="utf-8"><title>One widget</title>{head}{place}'


def theirs():
    """A page with one slider of ipywidgets, as its `embed_minimal_html` makes it, with its scripts from here."""
    data = embed_data(views=[ipywidgets.FloatSlider(value=0.5, max=1, description="w")])
    scripts = '<script src="/peers/require.js"></script><script src="/peers/embed-amd.js"></script>'
    state = script("state", data["manager_state"])
    view = script("view", data["view_specs"][0])
    return f'<!doctype html><meta charset="utf-8"><title>One slider</title>{scripts}{state}<div>{view}</div>'


def script(kind, value):
    """What html-manager reads from a page."""
    return f'<script type="application/vnd.jupyter.widget-{kind}+json">{json.dumps(value)}</script>'


def first(browser, address, line):
    """The median of milliseconds until the first control stands, each time with nothing cached."""
    times = []
    for _ in range(TIMES):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.add_init_script(STANDS)
        if line:
            context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
        page.goto(address, wait_until="commit", timeout=60_000)
        times.append(page.evaluate("nnStands"))
        context.close()
    return statistics.median(times)
