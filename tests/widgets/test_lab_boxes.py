"""Widgets in the boxes of ipywidgets, in JupyterLab: as wide as there is room for, alone and side by side."""

import pytest

from tests.widgets.lab import opened, served
from tests.widgets.test_lab_all import MADE

LEAST = 280  # pixels: a widget with all of its parts, on a small phone
SETUP = "import ipywidgets\nfrom ipywidgets import Button, HBox, VBox\nimport nnlib as nn\nfrom nnlib.widgets import *"
CELLS = [
    SETUP,
    *[f"HBox([{made}])" for made in MADE.values()],
    f"HBox([{MADE['neuron']}, {MADE['descent']}])",
    f"VBox([{MADE['neuron']}, {MADE['descent']}])",
    f"HBox([VBox([{MADE['unrolled']}, Button()]), Button(description='beside')])",
    f"HBox([{MADE['neuron']}, {MADE['neuron']}, {MADE['neuron']}, {MADE['neuron']}])",
]
BOXES = """() => [...document.querySelectorAll(".jp-CodeCell")].map((cell) => {
  const box = cell.querySelector(".widget-box");
  const width = (part) => part.getBoundingClientRect().width;
  const parts = [...cell.querySelectorAll(".nn-live")];
  const over = parts.filter((live) => live.scrollWidth > live.clientWidth + 1).length;
  return box && { box: width(box), scrolls: box.scrollWidth > box.clientWidth, parts: parts.map(width), over };
}).filter(Boolean)"""

pytestmark = pytest.mark.long  # a JupyterLab of its own


@pytest.fixture(scope="module")
def boxes(browser, tmp_path_factory):
    with served(tmp_path_factory.mktemp("lab"), CELLS) as lab, opened(browser, lab) as page:
        page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
        page.wait_for_function(
            "(n) => document.querySelectorAll('.jp-Notebook .nn-live .nn-says').length === n", arg=18
        )
        page.wait_for_timeout(500)
        yield page


def test_a_widget_alone_in_a_row_takes_the_room_there_is(boxes):
    for kind, found in zip(MADE, boxes.evaluate(BOXES), strict=False):
        assert found["box"] > 700 and found["parts"][0] > 0.95 * found["box"], kind
        assert not found["scrolls"] and not found["over"], kind


def test_two_widgets_share_a_row_and_each_has_the_full_width_of_a_column(boxes):
    row, column = boxes.evaluate(BOXES)[len(MADE) : len(MADE) + 2]
    assert not row["scrolls"] and min(row["parts"]) > 0.45 * row["box"] and not row["over"]
    assert min(column["parts"]) > 0.95 * column["box"] and not column["over"]


def test_a_column_in_a_row_leaves_a_button_its_width_and_many_widgets_keep_the_least(boxes):
    nested, many = boxes.evaluate(BOXES)[len(MADE) + 2 :]
    assert not nested["scrolls"] and nested["parts"][0] > 400
    assert min(many["parts"]) >= LEAST and many["scrolls"]
