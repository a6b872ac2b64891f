"""Claims about JupyterLab: the widgets live in it; what is dragged there is what Python holds, and the other way."""

import json
import os
import subprocess
import sys
import time

import nbformat
import pytest
from playwright.sync_api import sync_playwright

from tests.chromium import chromium, flags

CELLS = [
    "from nnlib.widgets import Descent, Neuron",
    "d = Descent([-1.0, 0.0, 1.5], [0.0, 1.0, 1.0], learning_rate=0.5, steps=3); d",
    "n = Neuron(x=(2.0, 1.0), weights=(0.5, -1.0), bias=0.25); n",
    "print('told', d.start, d.theta, d.steps, d.learning_rate, n.x, n.bias, n.z, 'end')",
    "d.steps, n.bias = 5, -1.25",
]
OPTIONS = [
    "--no-browser",
    "--allow-root",
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.port=0",
    "--IdentityProvider.token=",
    "--ServerApp.password=",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
]
NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}
SAYS = "document.querySelectorAll('.nn-says')[{}].textContent"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab with one small notebook, whose settings and files are all in a temporary folder."""
    home = tmp_path_factory.mktemp("lab")
    for folder in ("work", "runtime", "settings/@jupyterlab/apputils-extension"):
        (home / folder).mkdir(parents=True)
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), home / "work/small.ipynb")
    news = home / "settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    news.write_text(json.dumps(NO_NEWS))
    own = {"HOME": home, "JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_RUNTIME_DIR": home / "runtime"}
    own |= {
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "IPYTHONDIR": home / "ipython",
    }
    own |= {"JUPYTERLAB_WORKSPACES_DIR": home / "workspaces", "JUPYTER_PLATFORM_DIRS": "0"}
    command = [sys.executable, "-m", "jupyterlab", *OPTIONS, f"--ServerApp.root_dir={home / 'work'}"]
    with (home / "told.txt").open("w") as out:
        server = subprocess.Popen(
            command,
            cwd=home,
            env={**os.environ, **{name: str(path) for name, path in own.items()}},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
        try:
            yield address(server, home)
        finally:
            server.terminate()  # ends its kernels, too
            server.wait(30)


def address(server, home):
    """Where the server says it listens."""
    for _ in range(300):
        for told in (home / "runtime").glob("jpserver-*.json"):
            text = told.read_text()
            if text.strip().endswith("}"):
                return json.loads(text)["url"]
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError((home / "told.txt").read_text())


@pytest.fixture(scope="module")
def notebook(lab):
    """The notebook, opened and run in Chromium; at the end no other host was asked and no widget failed."""
    refused, wrong = [], []

    def gate(route):
        if route.request.url.startswith((lab, "data:", "blob:")):
            return route.continue_()
        refused.append(route.request.url)
        return route.abort()

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=flags())
        page = browser.new_page(viewport={"width": 1280, "height": 2400})
        page.set_default_timeout(120_000)  # a kernel starts meanwhile
        page.route("**/*", gate)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{lab}lab/tree/small.ipynb")
        page.locator(".jp-Notebook .jp-CodeCell").nth(len(CELLS) - 1).wait_for()
        page.locator(
            ".jp-NotebookPanel-toolbar .jp-Toolbar-kernelStatus[data-status=idle], [data-status=idle]"
        ).first.wait_for()
        yield page
        browser.close()
    assert refused == [] and wrong == []


def run(page, cell):
    """Run one cell, by its place, and wait until it is done."""
    editor = page.locator(".jp-CodeCell").nth(cell)
    prompt = editor.locator(".jp-InputPrompt").first
    before = prompt.inner_text()
    editor.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    changed = "([prompt, before]) => /\\d/.test(prompt.textContent) && prompt.textContent !== before"
    page.wait_for_function(changed, arg=[prompt.element_handle(), before])


def told(page):
    """What Python prints for the traits now."""
    run(page, 3)
    text = page.locator(".jp-CodeCell").nth(3).locator(".jp-OutputArea-output").inner_text()
    assert text.startswith("told ") and text.strip().endswith(" end")
    return eval(f"({', '.join(split(text.strip()[5:-4]))})")


def split(text):
    """The printed values, at the spaces that stand between them."""
    depth, parts = 0, [""]
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == " " and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def widgets(page):
    """Both widgets' screens."""
    return page.locator(".nn-descent"), page.locator(".nn-neuron")


def shown(place, control):
    """The exact number beside a slider."""
    field = (
        place.locator(".nn-slider")
        .filter(has=place.page.locator(f"[data-control='{control}']"))
        .locator("[data-value]")
    )
    return float(field.get_attribute("data-value"))


@pytest.fixture(scope="module")
def ran(notebook):
    """The page with both widgets on the screen."""
    for cell in (0, 1, 2):
        run(notebook, cell)
    for widget in widgets(notebook):
        widget.wait_for()
    return notebook


def test_both_widgets_live_in_the_notebook(ran):
    descent, neuron = widgets(ran)
    assert descent.locator("[data-handle=marble]").is_visible()
    assert neuron.locator("input[data-control]").count() == 5
    start, theta, steps, _, _, _, z = told(ran)
    assert (start, steps) == ((0.0, 0.0), 3)
    assert (shown(descent, "w"), shown(descent, "b")) == pytest.approx(theta, rel=1e-9)
    assert float(neuron.locator("[data-name=z]").first.get_attribute("data-value")) == pytest.approx(z, rel=1e-9)


def test_a_dragged_marble_is_what_python_holds(ran):
    descent, _ = widgets(ran)
    grip = descent.locator("[data-handle=marble] .nn-grip")
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    ran.mouse.move(x, y)
    ran.mouse.down()
    ran.mouse.move(x + 60, y - 40, steps=6)
    ran.mouse.up()
    start, theta, steps, *_ = told(ran)
    assert steps == 0 and start == theta and start[0] > 0.1 and start[1] > 0.1
    assert (shown(descent, "w"), shown(descent, "b")) == start


def test_dragged_sliders_are_what_python_holds(ran):
    descent, neuron = widgets(ran)
    for widget, control in ((descent, "η"), (neuron, "b"), (neuron, "x₁")):
        slider = widget.locator(f"[data-control='{control}']")
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        part = slider.evaluate("(input) => (input.value - input.min) / (input.max - input.min)")
        x, y = box["x"] + 10 + part * (box["width"] - 20), box["y"] + box["height"] / 2
        ran.mouse.move(x, y)
        ran.mouse.down()
        ran.mouse.move(x - 40, y, steps=5)
        ran.mouse.up()
    _, _, _, rate, x, bias, z = told(ran)
    assert rate < 0.5 and bias < 0.25 and x[0] < 2
    assert (shown(descent, "η"), shown(neuron, "b"), shown(neuron, "x₁")) == (rate, bias, x[0])
    assert float(neuron.locator("[data-name=z]").first.get_attribute("data-value")) == pytest.approx(z, rel=1e-9)


def test_a_trait_set_in_python_moves_the_widget(ran):
    descent, neuron = widgets(ran)
    run(ran, 4)
    ran.wait_for_function(f"{SAYS.format(0)}.startsWith('After 5 steps')")
    ran.wait_for_function(f"{SAYS.format(1)}.includes('− 1.25')")
    _, theta, steps, _, _, bias, _ = told(ran)
    assert (steps, bias) == (5, -1.25)
    assert (shown(descent, "w"), shown(descent, "b")) == pytest.approx(theta, rel=1e-9)
    assert shown(neuron, "b") == -1.25


def test_the_notebook_offers_no_link_to_a_page_that_it_is_not(ran):
    assert ran.locator(".nn-twin").count() == 2
    assert ran.get_by_title("Copy link").count() == 0
