"""A JupyterLab for tests: its settings and files in a temporary folder, and a notebook opened in Chromium."""

import contextlib
import json
import os
import subprocess
import sys
import time

import nbformat
from playwright.sync_api import TimeoutError

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
    "--LabApp.expose_app_in_browser=True",  # the tests ask it about its widgets
]
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},  # cells out of sight stay in the page
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension/plugin": {"autosave": False},  # the tests save, and nothing else does meanwhile
    "@jupyter-widgets/jupyterlab-manager/plugin": {"saveState": True},
}
# Code for the kernel, past the cells: what it prints, or its error.
ASK = """async (code) => {
  const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
  const future = kernel.requestExecute({ code, store_history: false });
  let told = "";
  future.onIOPub = ({ header, content }) => {
    if (header.msg_type === "stream") told += content.text;
    if (header.msg_type === "error") told += content.traceback.join("\\n");
  };
  await future.done;
  return told;
}"""
# The traits of the widget's model in the page, with tables as rows; first, where values are given, they are set there.
TRAITS = """async ([cell, values]) => {
  const area = jupyterapp.shell.currentWidget.content.widgets[cell].outputArea;
  const all = (widget) => [widget, ...[...widget.children()].flatMap(all)];
  const { promise } = all(area).find((widget) => widget._manager)._manager;
  const data = Array.from({ length: area.model.length }, (_, i) => area.model.get(i).data);
  const view = data.map((one) => one["application/vnd.jupyter.widget-view+json"]).find(Boolean);
  const model = await (await promise).get_model(view.model_id);
  const isTable = (value) => value !== null && typeof value === "object" && "shape" in value;
  const rows = ({ shape: [n, wide], data }) => {
    const of = ArrayBuffer.isView(data) ? data : new DataView(data);
    const flat = [...new Float64Array(of.buffer.slice(of.byteOffset, of.byteOffset + of.byteLength))];
    return Array.from({ length: n }, (_, i) => flat.slice(i * wide, (i + 1) * wide));
  };
  const bytes = (table) => {
    const data = new DataView(Float64Array.from(table.flat()).buffer);
    return { shape: [table.length, table[0]?.length ?? 1], data };
  };
  if (values) {
    for (const [name, value] of Object.entries(values)) {
      model.set(name, isTable(model.get(name)) ? bytes(value) : value);
    }
    model.save_changes();
  }
  const lab = ["layout", "tabbable", "tooltip"];
  const own = model.keys().filter((name) => !name.startsWith("_") && !lab.includes(name));
  const plain = (value) => (isTable(value) ? rows(value) : value);
  return Object.fromEntries(own.map((name) => [name, plain(model.get(name))]));
}"""


@contextlib.contextmanager
def served(home, sources):
    """The address of a JupyterLab with one small notebook of these cells."""
    (home / "work").mkdir()
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), home / "work/small.ipynb")
    with started(home, "jupyterlab", home, f"--ServerApp.root_dir={home / 'work'}") as found:
        yield found


@contextlib.contextmanager
def started(home, module, folder, *options, settings=SETTINGS):
    """The address of the JupyterLab that a module starts in a folder; what it writes of its own goes into `home`."""
    (home / "runtime").mkdir()
    for plugin, chosen in settings.items():
        file = home / f"settings/{plugin}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(chosen), encoding="utf8")
    own = {"HOME": home, "JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_RUNTIME_DIR": home / "runtime"}
    own |= {
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "IPYTHONDIR": home / "ipython",
    }
    own |= {"JUPYTERLAB_WORKSPACES_DIR": home / "workspaces", "JUPYTER_PLATFORM_DIRS": "0"}
    command = [sys.executable, "-m", module, *OPTIONS, *options]
    with (home / "told.txt").open("w", encoding="utf8") as out:
        server = subprocess.Popen(
            command,
            cwd=folder,
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
    for _ in range(1200):  # other tests may hold both cores
        for told in (home / "runtime").glob("jpserver-*.json"):
            text = told.read_text(encoding="utf8")
            if text.strip().endswith("}"):
                return json.loads(text)["url"]
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError((home / "told.txt").read_text(encoding="utf8"))


@contextlib.contextmanager
def opened(browser, lab, name="small.ipynb"):
    """A notebook in Chromium, its kernel ready; at the end no other host was asked and no widget failed."""
    refused, wrong = [], []

    def gate(route):
        if route.request.url.startswith((lab, "data:", "blob:")):
            return route.continue_()
        refused.append(route.request.url)
        return route.abort()

    context = browser.new_context(viewport={"width": 1280, "height": 1000}, has_touch=True)
    context.set_default_timeout(60_000)
    context.route("**/*", gate)
    context.on("weberror", lambda told: wrong.append(getattr(told.error, "stack", None) or str(told.error)))
    page = context.new_page()
    page.goto(f"{lab}lab/tree/{name}")
    page.wait_for_function(READY)
    yield page
    context.close()
    assert not refused, refused
    assert not wrong, "\n\n".join(wrong)


def reopened(page, lab):
    """The notebook saved with its widgets' state, opened anew, and its new kernel, which knows no widget, shut down.

    The kernel must live until the widgets are shown again: their manager asks it which of them it knows before it reads
    the notebook's, and where no answer comes it never does. It asks once: where the kernel is still starting and the
    question is lost, a reader opens the notebook again.
    """
    shown = page.locator(LIVE).count()
    page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function(SAVED)
    page.evaluate(END)
    for last in (False, False, True):
        page.goto(f"{lab}lab/tree/small.ipynb?reset")
        try:
            page.wait_for_function(SHOWN, arg=[LIVE, shown])
            break
        except TimeoutError:
            if last:
                raise
    page.evaluate(END)


END = "() => jupyterapp.shell.currentWidget.sessionContext.shutdown()"
READY = """() => globalThis.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === "idle"
  && jupyterapp.shell.currentWidget.sessionContext.isReady"""
LIVE = ".jp-Notebook .nn-live .nn-says"
SHOWN = "([live, count]) => document.querySelectorAll(live).length === count"
# Whether the file holds the state of every widget that it shows.
SAVED = """async () => {
  const { contents } = jupyterapp.serviceManager;
  const { content } = await contents.get(jupyterapp.shell.currentWidget.context.path, { content: true });
  const saved = content.metadata.widgets?.["application/vnd.jupyter.widget-state+json"]?.state ?? {};
  const data = content.cells.flatMap(({ outputs }) => outputs).map((output) => output.data ?? {});
  const views = data.map((one) => one["application/vnd.jupyter.widget-view+json"]).filter(Boolean);
  return views.length > 0 && views.every((view) => view.model_id in saved);
}"""


def ran(page, cells):
    """Run every cell, and wait until each is done."""
    page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(SHOWN, arg=[LIVE, cells - 1])


def ask(page, code):
    """What the kernel prints when it runs this code."""
    return page.evaluate(ASK, code)


def traits(page, cell, values=None):
    """The traits of the widget that a cell shows, as the page's model holds them; `values` are set there first."""
    return page.evaluate(TRAITS, [cell, values])
