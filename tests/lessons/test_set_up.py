"""Claims about the set-up cell: it installs nnlib from the notebook's own repository, where nnlib is missing."""

import builtins
import http.server
import importlib.util
import json
import subprocess
import sys
import threading
import tomllib
import types
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.lessons import refresh

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
FORK = "https://github.com/someone/a-fork.of_it"
ASKED = "https://github.com/typed/in"


@pytest.fixture
def colab(monkeypatch):
    """Runs the cell in a Colab without nnlib whose server lists this path; answers what it installed and enabled."""
    seen = []
    find = importlib.util.find_spec
    output = types.SimpleNamespace(enable_custom_widget_manager=lambda: seen.append("third-party widgets"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "nnlib" else find(name))
    monkeypatch.setattr(subprocess, "run", lambda command, check: seen.append((command[:5], command[5])))
    monkeypatch.setattr(builtins, "input", lambda question: f" {ASKED} ")
    monkeypatch.setitem(sys.modules, "google.colab", types.SimpleNamespace(output=output))

    def run(path):
        class Sessions(http.server.BaseHTTPRequestHandler):
            """Jupyter's list of sessions, as in Colab."""

            def do_GET(self):
                self.send_response(200 if self.path == "/api/sessions" else 404)
                self.end_headers()
                session = {"name": "03-one-neuron.ipynb", "path": path, "type": "notebook"}
                self.wfile.write(json.dumps([session]).encode())

            def log_message(self, *args):
                """Print nothing."""

        with http.server.HTTPServer(("127.0.0.1", 0), Sessions) as server:
            threading.Thread(target=server.serve_forever).start()
            monkeypatch.setenv("COLAB_JUPYTER_IP", "127.0.0.1")
            monkeypatch.setenv("KMP_TARGET_PORT", str(server.server_address[1]))
            exec(refresh.set_up_cell().source, {})
            server.shutdown()
        return seen

    return run


def package(repository):
    """What pip is asked for: the distribution, with all that a lesson imports, from this repository."""
    return f"{PROJECT['name']}[figures,widgets] @ git+{repository}"


@pytest.mark.parametrize("branch", ["main", "a/branch"])
@pytest.mark.parametrize("folder", ["book", "book/widgets"])
@pytest.mark.parametrize("written", [lambda address: quote(address, safe=""), quote, str])
def test_nnlib_comes_from_the_repository_and_the_branch_that_colab_opened(colab, branch, folder, written):
    seen = colab("fileId=" + written(f"{FORK}/blob/{branch}/{folder}/03-one-neuron.ipynb"))
    pip = [sys.executable, "-m", "pip", "install", "--quiet"]
    assert seen == [(pip, package(f"{FORK}@{branch}")), "third-party widgets"]


@pytest.mark.parametrize(
    "path", ["fileId=1ZAqQEIxR08eODSPEHvKPwbZoioVdV8L9", "", "https://example.org/blob/main/book/"]
)
def test_the_reader_is_asked_where_colab_does_not_know(colab, path):
    assert colab(path) == [([sys.executable, "-m", "pip", "install", "--quiet"], package(ASKED)), "third-party widgets"]


def test_the_reader_is_asked_where_no_server_answers(colab, monkeypatch):
    monkeypatch.setenv("KMP_TARGET_PORT", "1")
    monkeypatch.setenv("COLAB_JUPYTER_IP", "127.0.0.1")
    exec(refresh.set_up_cell().source, seen := {})
    assert seen["package"] == package(ASKED)
    monkeypatch.delenv("KMP_TARGET_PORT")
    exec(refresh.set_up_cell().source, seen := {})
    assert seen["package"] == package(ASKED)


def test_nothing_happens_where_nnlib_is_installed(monkeypatch, capsys):
    monkeypatch.setattr(subprocess, "run", pytest.fail)
    monkeypatch.setattr(builtins, "input", pytest.fail)
    exec(refresh.set_up_cell().source, names := {})
    assert set(names) == {"__builtins__", "importlib"} and capsys.readouterr() == ("", "")


def test_what_the_cell_installs_is_all_that_a_lesson_needs_beside_what_colab_has():
    extras = PROJECT["optional-dependencies"]
    assert extras["figures"] == ["matplotlib"] and extras["widgets"] == ["anywidget", "ipywidgets"]
