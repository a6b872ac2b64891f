"""Claims about the network diagram: each weight once, in its place and style, with labels that can be read."""

import itertools

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Circle

import nnlib as nn
from nnlib import figures

RNG = np.random.default_rng(4)
COURSE = nn.Network([5, 2, 2, 5], theta=RNG.normal(size=33))
FOURS = nn.Network([2, 4, 4, 1], theta=-RNG.random(37))
X5, X2 = np.array([0.5, -1.25, 2, 0, 1]), np.array([-0.123, 1.5])


def drawn(*args, size=(7, 4), **options):
    return figures.network_diagram(*args, ax=plt.figure(figsize=size, layout="constrained").add_subplot(), **options)


def lines_of(ax):
    """For each layer, the ends of its lines, their styles and their widths."""
    return [(c.get_segments(), c.get_linestyle(), c.get_linewidth()) for c in ax.collections]


def said(ax):
    return [text.get_text() for text in ax.texts]


def label_on(ax, start, end):
    """The text that lies on the line from start to end, and on no other's middle."""
    (x, y), (to_x, to_y) = start, end
    found = []
    for text in ax.texts:
        px, py = text.get_position()
        share = (px - x) / (to_x - x)
        if 0.1 < share < 0.9 and py == pytest.approx(y + share * (to_y - y)):
            found.append(text.get_text())
    return found


@pytest.mark.parametrize("sizes", [[1, 1], [5, 2, 2, 5], [2, 4, 4, 1], [3, 6, 5, 4, 2], [12, 12]])
def test_there_is_a_line_for_every_weight_and_a_circle_for_every_unit(sizes):
    ax = figures.network_diagram(nn.Network(sizes, rng=np.random.default_rng(0)))
    assert [len(lines) for lines, _, _ in lines_of(ax)] == [W.size for W in nn.Network(sizes).W]
    assert sum(isinstance(patch, Circle) for patch in ax.patches) == sum(sizes)


def test_a_line_leads_from_column_a_to_row_b():
    ax = drawn(COURSE)
    circles = sorted(patch.center for patch in ax.patches)
    columns = [sorted(group, key=lambda place: -place[1]) for _, group in itertools.groupby(circles, lambda p: p[0])]
    for l, W in enumerate(COURSE.W):
        for (b, a), line in zip(np.ndindex(W.shape), lines_of(ax)[l][0], strict=True):
            np.testing.assert_allclose(line, [columns[l][a], columns[l + 1][b]])


@pytest.mark.parametrize("weights", ["widths", "signs", "numbers"])
def test_a_negative_weight_has_another_style_than_a_positive_one(weights):
    for W, (_, styles, _) in zip(COURSE.W, lines_of(drawn(COURSE, weights=weights)), strict=True):
        dotted = [dashes is not None for _, dashes in styles]
        assert dotted == (W.ravel() < 0).tolist()


def test_names_show_no_signs():
    for _, styles, _ in lines_of(drawn(COURSE, weights="names")):
        assert all(dashes is None for _, dashes in styles)


def test_every_weight_is_labelled_on_its_line_with_three_significant_digits():
    ax = drawn(COURSE, X5, weights="numbers")
    for W, (lines, _, _) in zip(COURSE.W, lines_of(ax), strict=True):
        for w, line in zip(W.ravel(), lines, strict=True):
            assert f"{w:.3g}" in label_on(ax, *line)


def test_every_weight_is_named_on_its_line_from_a_to_b():
    ax = drawn(FOURS, weights="names")
    for W, (lines, _, _) in zip(FOURS.W, lines_of(ax), strict=True):
        for (b, a), line in zip(np.ndindex(W.shape), lines, strict=True):
            assert f"$W_{{{a + 1},{b + 1}}}$" in label_on(ax, *line)


def test_a_larger_weight_is_drawn_thicker_whatever_its_sign():
    net = nn.Network([4, 1], theta=[0.5, -3.0, 2.0, -1.0, 0.0])
    (_, _, widths), = lines_of(drawn(net))  # fmt: skip
    assert list(np.argsort(widths)) == [0, 3, 2, 1]
    assert len(set(lines_of(drawn(net, weights="signs"))[0][2])) == 1


def test_a_network_of_zeros_can_be_drawn():
    assert np.isfinite(lines_of(drawn(nn.Network([2, 2])))[0][2]).all()


def test_the_values_are_those_of_the_forward_pass():
    words, run = said(drawn(COURSE, X5)), COURSE.forward([X5])
    for a in [*run.A[0][0], *run.A[1][0], *run.A[2][0], *run.A[3][0]]:
        assert f"{a:.3g}" in words
    for l in (0, 1):
        for b, z in zip(COURSE.b[l], run.Z[l][0], strict=True):
            assert f"b = {b:.3g}" in words and f"z = {z:.3g}" in words
    for b, z in zip(COURSE.b[2], run.Z[2][0], strict=True):
        assert f"b = {b:.3g}\nz = {z:.3g}" in words


def test_without_values_every_unit_has_its_symbol():
    words = said(drawn(FOURS))
    assert words.count("$x_{2}$") == 1 and words.count("$a_{4}$") == 2 and words.count("$ŷ$") == 1


@pytest.mark.parametrize("layer", [0, 1, 2])
def test_a_mapped_layer_names_its_matrices_and_labels_its_weights_alone(layer):
    ax = drawn(FOURS, X2, weights="numbers", layer=layer)
    n_out, n_in = FOURS.W[layer].shape
    assert {f"X: {n_in} × 1", f"W: {n_out} × {n_in}", f"Z: {n_out} × 1"} <= set(said(ax))
    labels = [text for text in ax.texts if text.get_color() == figures.COLOURS["weight"]]
    assert len(labels) == FOURS.W[layer].size + 1
    colours = [matplotlib.colors.to_hex(c.get_color()[0]) for c in ax.collections]
    assert [i for i, colour in enumerate(colours) if colour == figures.COLOURS["weight"]] == [layer]
    words = "\n".join(said(ax))
    assert words.count("z = ") == words.count("b = ") == n_out


@pytest.mark.parametrize("weights", ["names", "numbers", "widths"])
@pytest.mark.parametrize("values", [False, True])
@pytest.mark.parametrize(("net", "x"), [(COURSE, X5), (FOURS, X2)], ids=["5-2-2-5", "2-4-4-1"])
def test_no_text_lies_on_another_nor_a_weight_s_on_a_circle(net, x, values, weights):
    ax = figures.network_diagram(net, x if values else None, weights=weights)
    ax.figure.draw_without_rendering()
    boxes = [(text.get_text(), text.get_tightbbox()) for text in ax.texts if text.get_text()]
    boxes += [("key", ax.get_legend().get_window_extent())] if ax.get_legend() else []
    for (one, box), (other, beside) in itertools.combinations(boxes, 2):
        assert not box.overlaps(beside), (one, other)
    for text in ax.texts:
        if text.get_color() == figures.COLOURS["weight"]:
            assert not any(patch.get_window_extent().overlaps(text.get_window_extent()) for patch in ax.patches)
    (left, bottom), (right, top) = ax.figure.bbox.get_points()
    for text, box in boxes:
        assert left <= box.x0 and box.x1 <= right and bottom <= box.y0 and box.y1 <= top, text


def test_of_a_large_layer_the_first_and_last_are_drawn_and_the_rest_counted():
    net = nn.Network([64, 12, 30], rng=np.random.default_rng(0))
    ax = figures.network_diagram(net)
    assert [len(lines) for lines, _, _ in lines_of(ax)] == [11 * 12, 12 * 11]
    words = said(ax)
    assert "⋮ 53 more" in words and "⋮ 19 more" in words and "$x_{1}$" in words and "$x_{64}$" in words
    few = figures.network_diagram(net, at_most=4, weights="numbers")
    assert [len(lines) for lines, _, _ in lines_of(few)] == [9, 9]
    shown = net.W[0][np.ix_([0, 1, 11], [0, 1, 63])].ravel()
    for w, line in zip(shown, lines_of(few)[0][0], strict=True):
        assert f"{w:.3g}" in label_on(few, *line)


def test_names_stand_beside_the_inputs_and_outputs():
    words = said(drawn(FOURS, X2, inputs=["age", "height"], outputs=["yes"]))
    assert "age" in words and "height" in words and any(word.startswith("yes\nb = ") for word in words)


@pytest.mark.parametrize(("wrong", "message"), [
    ({"net": "a"}, r"net must be of class Network.*nn\.Network\("),
    ({"weights": "number"}, "Did you mean 'numbers'"),
    ({"layer": 3}, "layer must be below 3"),
    ({"layer": -1}, "layer must be a whole number"),
    ({"x": [1.0, 2.0]}, r"x must have shape \(5,\).*got \(2,\)"),
    ({"inputs": ["a"]}, "inputs must be a list of 5 names"),
    ({"outputs": "abcde"}, "outputs must be a list of 5 names"),
    ({"at_most": 2}, "at_most must be a whole number, 3 or more"),
    ({"net": nn.Network([8, 8]), "weights": "numbers"}, "at most 24 weights.*got 64.*weights='widths'"),
])  # fmt: skip
def test_what_does_not_fit_is_refused_in_a_sentence(wrong, message):
    with pytest.raises(ValueError, match=message):
        figures.network_diagram(**{"net": COURSE, **wrong})
    assert plt.get_fignums() == []  # and no empty figure is left behind
