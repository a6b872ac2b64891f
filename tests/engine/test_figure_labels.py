"""Claims about the labels in figures: each beside what it names, on nothing that is drawn, and large enough."""

import itertools

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

import nnlib as nn
from nnlib import figures
from nnlib.figures.labels import direct_labels
from nnlib.figures.style import RC
from tests.engine.test_figures import DRAWINGS

LABELLED = ("data_and_fit", "cost_curve", "history", "activation_and_slope", "by_layer", "contours")
PHONE = 350  # pixels of a column, at least
LEAST = 11  # pixels of a letter


@pytest.mark.parametrize("name", sorted(set(DRAWINGS) - {"boundary", "network_diagram"}))
def test_no_legend_lies_over_data(name):
    assert DRAWINGS[name]().get_legend() is None


@pytest.mark.parametrize("name", LABELLED)
def test_each_line_is_named_once_beside_it(name):
    ax = DRAWINGS[name]()
    ax.figure.draw_without_rendering()
    for line in ax.lines:
        label = line.get_label()
        if label.startswith("_"):
            continue
        (text,) = (text for text in ax.texts if text.get_text() == label)
        box = text.get_window_extent()
        places = line.get_path().interpolated(20).transformed(line.get_transform()).vertices
        apart = np.maximum(abs(places - (box.p0 + box.p1) / 2) - box.size / 2, 0)
        assert np.hypot(*apart.T).min() < 15  # points


@pytest.mark.parametrize("name", LABELLED)
def test_no_label_lies_on_a_curve_on_a_mark_or_on_another_label(name):
    ax = DRAWINGS[name]()
    ax.figure.draw_without_rendering()
    texts = [text for text in ax.texts if text.get_text() in {line.get_label() for line in ax.lines}]
    boxes = [text.get_window_extent() for text in texts]
    assert boxes and not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))
    for line in ax.lines:
        if line.get_label() in ("_path", "path") or line.get_transform() != ax.transData:
            continue
        places = ax.transData.transform(line.get_xydata())
        places = places[np.isfinite(places).all(axis=1)]
        for text, box in zip(texts, boxes, strict=True):
            assert not any(box.contains(*place) for place in places), (text.get_text(), line.get_label())


def test_a_label_without_room_in_the_axes_stands_beside_them():
    ax = plt.figure(figsize=(2, 2), layout="constrained").add_subplot()
    for i in range(3):
        ax.plot(np.linspace(0, 1, 30), 0.02 * i + np.linspace(0, 1, 30) % 0.1, label=f"line {i}")
    ax.plot(*np.random.default_rng(0).random((2, 300)), "o")
    direct_labels(ax)
    ax.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) == 3 and all(box.x0 > ax.bbox.x1 for box in boxes)
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


@pytest.mark.parametrize("name", sorted({*LABELLED, "boundary", "nested"}))
def test_letters_have_11_pixels_where_a_phone_shows_the_whole_figure(name):
    figure = DRAWINGS[name]().figure
    figure.draw_without_rendering()
    wide = figure.get_tightbbox().width + 2 * RC["savefig.pad_inches"]
    sizes = [text.get_fontsize() for text in figure.findobj(matplotlib.text.Text) if text.get_text()]
    assert min(sizes) / 72 / wide * PHONE >= LEAST


def test_what_lies_outside_the_map_has_no_label_and_takes_no_room():
    net = nn.Network([1, 1], "identity")
    surface = nn.cost_surface(net, [[1.0], [2.0]], [[1.0], [2.0]], ranges=((-1, 1), (-1, 1)), n=5)
    ax = figures.contours(surface, path=[[0.5, 0.5], [-1e19, 1e19]])
    said = [text.get_text() for text in ax.texts]
    assert "start" in said and "end" not in said
    ax.figure.canvas.draw()  # a label far away would leave no room for the map, with a warning
