"""Claims about pictures: what a widget leaves in a host that shows none is its state, drawn, with its sentence."""

import random
import subprocess
import sys
from xml.etree import ElementTree

import pytest

import nnlib.widgets
from nnlib.widgets.shared import pictures
from tests.widgets.kinds import KINDS
from tests.widgets.test_lab_all import MADE

STATES = 6
TEXT = "{http://www.w3.org/2000/svg}text"
# Whether a widget that is shown changes how matplotlib draws, and whether the first figure still does.
STYLE = """
import matplotlib as mpl
from nnlib.widgets import Neuron
before = dict(mpl.rcParams)
assert "image/svg+xml" in Neuron(x=(1.0,), weights=(2.0,))._repr_mimebundle_()[0]
assert dict(mpl.rcParams) == before
from nnlib import figures
figures.row(1)
assert mpl.rcParams["svg.fonttype"] == "none" != before["svg.fonttype"]
assert "image/svg+xml" in Neuron(x=(1.0,), weights=(2.0,))._repr_mimebundle_()[0]
"""


def made(kind):
    """A widget of a kind, and its traits."""
    widget = eval("ForwardPass()" if kind == "forwardpass" else MADE[kind], vars(nnlib.widgets))
    own = [name for name in widget.trait_names(sync=True) if not name.startswith("_")]
    left = ("about", "shapes", "layout", "tabbable", "tooltip")
    return widget, {name: getattr(widget, name) for name in own if name not in left}


def texts(svg):
    """What a picture says, from each of its texts."""
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(TEXT)]


@pytest.mark.parametrize("kind", MADE)
def test_a_host_without_widgets_has_the_picture_its_sentence_and_the_text(kind):
    widget, _ = made(kind)
    data, _ = widget._repr_mimebundle_()
    assert set(data) == {"application/vnd.jupyter.widget-view+json", "image/svg+xml", "text/plain"}
    assert data["text/plain"] == repr(widget)
    *drawn, said = texts(data["image/svg+xml"])
    assert said.replace(" ", "").endswith(widget.about.replace(" ", ""))
    assert len(drawn) > 5


@pytest.mark.parametrize("kind", MADE)
def test_every_state_has_a_picture_and_another_state_another(kind):
    _, traits = made(kind)
    states, seen = KINDS[kind].states(random.Random(7), traits), set()
    for _ in range(STATES):
        svg = pictures.svg(KINDS[kind].rebuilt(traits | next(states)))
        assert "nan" not in svg and "inf" not in svg
        seen.add(svg)
    assert len(seen) > STATES // 2  # a far z on a line looks like another


def test_showing_a_widget_leaves_matplotlib_as_it_was_and_the_figures_style_to_the_figures():
    subprocess.run([sys.executable, "-c", STYLE], check=True)


def test_without_matplotlib_a_widget_is_shown_without_its_picture(monkeypatch):
    monkeypatch.delattr(nnlib.widgets.shared, "pictures")
    monkeypatch.setitem(sys.modules, "nnlib.widgets.shared.pictures", None)
    widget, _ = made("neuron")
    assert set(widget._repr_mimebundle_()[0]) == {"application/vnd.jupyter.widget-view+json", "text/plain"}
