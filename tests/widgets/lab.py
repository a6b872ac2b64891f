"""A JupyterLab for tests: its settings and files in a temporary folder, and a notebook opened in Chromium."""

import contextlib
import json
import os
import subprocess
import sys
import time

import nbformat
from playwright.sync_api import TimeoutError, sync_playwright

from tests.chromium import chromium, flags

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
WHOLE = {"windowingMode": "none"}  # cells out of sight stay in the page
NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}


@contextlib.contextmanager
def served(home, sources):
    """The address of a JupyterLab with one small notebook of these cells."""
    settings = home / "settings/@jupyterlab"
    for folder in (home / "work", home / "runtime", settings / "apputils-extension", settings / "notebook-extension"):
        folder.mkdir(parents=True)
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), home / "work/small.ipynb")
    (settings / "apputils-extension/notification.jupyterlab-settings").write_text(json.dumps(NO_NEWS))
    (settings / "notebook-extension/tracker.jupyterlab-settings").write_text(json.dumps(WHOLE))
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


@contextlib.contextmanager
def opened(lab, cells):
    """The notebook in Chromium, its kernel ready; at the end no other host was asked and no widget failed."""
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
        page.locator(".jp-Notebook .jp-CodeCell").nth(cells - 1).wait_for()
        page.locator(
            ".jp-NotebookPanel-toolbar .jp-Toolbar-kernelStatus[data-status=idle], [data-status=idle]"
        ).first.wait_for()
        yield page
        browser.close()
    assert (refused, wrong) == ([], [])


def run(page, cell):
    """Run one cell, by its place, and wait until it is done. A kernel that is not there yet is asked again."""
    editor = page.locator(".jp-CodeCell").nth(cell)
    prompt = editor.locator(".jp-InputPrompt").first
    before = prompt.inner_text()
    changed = "([prompt, before]) => /\\d/.test(prompt.textContent) && prompt.textContent !== before"
    for last in (False, False, False, False, True):
        editor.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        try:
            page.wait_for_function(changed, arg=[prompt.element_handle(), before], timeout=30_000)
            return
        except TimeoutError:
            if last:
                raise
