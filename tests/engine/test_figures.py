"""Claims about the figures: they draw nnlib's numbers, on the Axes they are given, in token colours only."""

import io
import re
import subprocess
import sys

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import LineCollection

import nnlib as nn
from nnlib import figures
from tests.engine.drawing import line, same

FLIGHTS = nn.data.flights()
X, SCALING = nn.data.standardise(FLIGHTS.X)
Y = FLIGHTS.Y
NET = nn.Network([1, 1], theta=[-1.5, -1.0])
SURFACE = nn.cost_surface(NET, X, Y, cost=nn.cross_entropy, ranges=((-4, 2), (-4, 2)), n=16)


def a_run():
    return nn.fit(nn.Network([1, 1]), X, Y, cost=nn.cross_entropy, epochs=10, keep_path=True)


RUN = a_run()
RNG = np.random.default_rng(4)
PLANE = RNG.normal(size=(40, 2))
INSIDE = (np.hypot(*PLANE.T) < 1).astype(float).reshape(-1, 1)
RING = nn.Network([2, 4, 1], theta=RNG.normal(scale=2, size=17))
COURSE = nn.Network([5, 2, 2, 5], theta=RNG.normal(size=33))
PIXELS = RNG.integers(0, 4, size=(5, 6))
QUERY, KEYS, VALUES = [2, 1], [[1, 0], [-1, 2], [0, 1]], [[4, 0], [0, 3], [2, 2]]
SHARES = np.array([[0.64, 0.36], [0, 1]])
DRAWINGS = {
    "attention": lambda ax=None: figures.attention(QUERY, KEYS, VALUES, list("ane"), ax=ax),
    "named_points": lambda ax=None: figures.named_points([[0, 1], [2, 3]], ["a", "b"], ringed="a", ax=ax),
    "spread": lambda ax=None: figures.spread({"a": [0.1, 0.3], "b": [0.5, 0.5]}, ax=ax),
    "squares": lambda ax=None: figures.squares(SHARES, ["r", "s"], ["t", "u"], ax=ax),
    "neuron": lambda ax=None: figures.neuron(NET, [0.5], inputs=["x"], ax=ax),
    "data_and_fit": lambda ax=None: figures.data_and_fit(
        X, Y, {"a": NET, "b": nn.Network([1, 1])}, residuals=True, ax=ax
    ),
    "cost_curve": lambda ax=None: figures.cost_curve(
        NET, X, Y, costs=[nn.cross_entropy, nn.mse], between=(-4, 2), tangents=[-3, 0], start=-3, ax=ax
    ),
    "contours": lambda ax=None: figures.contours(SURFACE, RUN.path, marks={"lowest": (-1.6, -1.1)}, title="t", ax=ax),
    "chain": lambda ax=None: figures.chain(["w", "z"], [0.5, 1], [2], what=["x"], tokens=["weight", "hidden1"], ax=ax),
    "histograms": lambda ax=None: figures.histograms({"a": [[0.1], [0.5]], "b": [[0], [1]]}, columns=["c", "d"], ax=ax),
    "history": lambda ax=None: figures.history({"a": RUN, "b": RUN}, ax=ax),
    "activation_and_slope": lambda ax=None: figures.activation_and_slope(
        "sigmoid", tangents=[-2, 0.5], title="t", ax=ax
    ),
    "boundary": lambda ax=None: figures.boundary(RING, PLANE, INSIDE, title="t", ax=ax),
    "by_layer": lambda ax=None: figures.by_layer({"a": [1e-6, 1e-3, 0.1], "b": [0.5, 0.2]}, ax=ax),
    "image_grid": lambda ax=None: figures.image_grid(
        PIXELS, shape=(2, 3), titles=list("abcde"), wrong=[0, 1, 0, 0, 0], columns=3, ax=ax
    ),
    "growing_rectangle": lambda ax=None: figures.growing_rectangle(ax=ax),
    "nested": lambda ax=None: figures.nested({"animals": "a snail", "birds": "a wren"}, ax=ax),
    "network_diagram": lambda ax=None: figures.network_diagram(COURSE, [0.5, -1, 2, 0, 1], weights="numbers", ax=ax),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_figure_draws_on_the_axes_it_is_given_and_returns_it(name):
    ax = plt.figure().add_subplot()
    assert DRAWINGS[name](ax) is ax
    assert plt.get_fignums() == [ax.figure.number]


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_figure_without_axes_makes_its_own(name):
    before = plt.get_fignums()
    ax = DRAWINGS[name]()
    assert set(plt.get_fignums()) - set(before) == {ax.figure.number}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_figure_uses_token_colours_only_and_keeps_text_as_text(name):
    buffer = io.StringIO()
    DRAWINGS[name]().figure.savefig(buffer, format="svg")
    svg = buffer.getvalue()
    assert set(re.findall(r"#[0-9a-f]{6}\b(?=[;\"'])", svg)) <= set(figures.COLOURS.values())
    assert "<text" in svg


def test_series_are_told_apart_by_ink_and_two_quiet_tones_and_never_by_a_course_colour():
    for ax in (DRAWINGS["cost_curve"](), DRAWINGS["history"](), DRAWINGS["by_layer"](), DRAWINGS["data_and_fit"]()):
        curves = [drawn for drawn in ax.lines if drawn.get_label() not in ("tangent", "start", "data")]
        looks = [(drawn.get_color(), drawn.get_linestyle()) for drawn in curves[:2]]
        assert looks == [(figures.COLOURS["ink"], "-"), (figures.COLOURS["series2"], "--")]


def test_every_public_figure_is_tested_here():
    assert set(DRAWINGS) == {name for name in figures.__all__ if name not in ("COLOURS", "row")}


def test_data_and_fit_draws_the_data_the_predictions_and_the_misses():
    ax = DRAWINGS["data_and_fit"]()
    same(line(ax, "data").get_xdata(), X[:, 0])
    same(line(ax, "data").get_ydata(), Y[:, 0])
    same(line(ax, "a").get_ydata(), NET.predict(line(ax, "a").get_xdata().reshape(-1, 1))[:, 0])
    ends = np.array([segment[:, 1] for segment in ax.collections[0].get_segments()])
    same(ends, np.column_stack([Y[:, 0], NET.predict(X)[:, 0]]))


def test_the_contours_are_of_the_surface_and_the_path_runs_from_a_cross_to_a_ring():
    ax = DRAWINGS["contours"]()
    same(line(ax, "_path").get_xydata(), RUN.path)
    same(steps_of(ax).get_segments(), np.stack([RUN.path[:-1], RUN.path[1:]], axis=1))
    same(line(ax, "start").get_xydata()[0], RUN.path[0])
    same(line(ax, "end").get_xydata()[0], RUN.path[-1])
    assert (line(ax, "start").get_marker(), line(ax, "end").get_marker()) == ("x", "o")
    same(ax.collections[0].levels[[0, -1]], [SURFACE.C.min(), SURFACE.C.max()])


def test_a_path_is_ink_in_a_casing_of_paper_and_its_older_steps_fade():
    ax = DRAWINGS["contours"]()
    casing, steps = line(ax, "_path"), steps_of(ax)
    assert casing.get_color() == figures.COLOURS["paper"] and casing.get_linewidth() == 2 * steps.get_linewidth()[0]
    assert casing.get_zorder() < steps.get_zorder() < line(ax, "end").get_zorder() + 1
    assert {matplotlib.colors.to_hex(colour) for colour in steps.get_color()} == {figures.COLOURS["ink"]}
    opacity = steps.get_color()[:, 3]
    assert (np.diff(opacity) >= 0).all() and opacity[0] < 0.5 and opacity[-1] == 1


def test_heights_are_round_numbers_written_level():
    ax = DRAWINGS["contours"]()
    heights = [text for text in ax.texts if text.get_text().replace(".", "").isdigit()]
    assert len(heights) > 3
    lines = next(part for part in ax.collections if getattr(part, "filled", None) is False)
    for text in heights:
        height = float(text.get_text())
        assert height in lines.levels and text.get_rotation() == 0
        assert height == float(f"{height:.1g}") or f"{height:.1e}"[2] == "5"
        path = lines.get_paths()[list(lines.levels).index(height)]
        assert np.abs(path.vertices - text.get_position()).max(axis=1).min() < 1e-9


def steps_of(ax):
    """A path's steps on a map."""
    return next(part for part in ax.collections if isinstance(part, LineCollection))


def test_the_cost_curve_is_the_cost_and_its_tangent_has_the_slope_of_the_backward_pass():
    ax = DRAWINGS["cost_curve"]()
    w, height = line(ax, "cross-entropy").get_data()
    same(height, [NET.at([value, -1.0]).cost(X, Y, nn.cross_entropy) for value in w])
    (left, right), (low, high) = line(ax, "tangent").get_data()
    there = NET.at([-3.0, -1.0])
    slope = there.backward(there.forward(X), Y, nn.cross_entropy).theta[0]
    assert (high - low) / (right - left) == pytest.approx(slope)
    same(line(ax, "start").get_xydata()[0], [-3.0, there.cost(X, Y, nn.cross_entropy)])


def test_history_draws_every_step():
    ax = DRAWINGS["history"]()
    same(line(ax, "a").get_ydata(), RUN.cost)
    same(figures.history({"a": RUN}, what="gradient_norm").lines[0].get_ydata(), RUN.gradient_norm)


def test_one_history_is_drawn_without_a_label_and_its_validation_beside_it():
    ax = figures.history(RUN)
    same(ax.lines[0].get_ydata(), RUN.cost)
    assert len(ax.lines) == 1 and not ax.texts
    run = nn.fit(nn.Network([1, 1]), X, Y, epochs=4, validation=(X[:5], Y[:5]))
    ax = figures.history(run)
    assert [text.get_text() for text in ax.texts] == ["training", "validation"]
    ax = figures.history(run, what="gradient_norm")
    same(ax.lines[0].get_ydata(), run.gradient_norm)
    assert not ax.texts


def test_history_names_what_it_can_draw():
    with pytest.raises(ValueError, match="gradient_norm"):
        figures.history({"a": RUN}, what="loss")


def test_of_nested_sets_each_frame_lies_inside_the_last_and_holds_its_two_lines():
    ax = DRAWINGS["nested"]()
    (outer, inner), texts = [patch.get_extents() for patch in ax.patches], ax.texts
    assert outer.x0 < inner.x0 and inner.x1 < outer.x1 and outer.y0 < inner.y0 and inner.y1 < outer.y1
    places = ax.transData.transform([text.get_position() for text in texts])
    assert [text.get_text() for text in texts] == ["animals", "a snail", "birds", "a wren"]
    assert (places[:2, 1] > inner.y1).all() and (places[:2, 1] < outer.y1).all() and (places[2:, 1] < inner.y1).all()


def test_a_growing_rectangle_gains_two_strips_and_a_corner_that_are_the_product_rule():
    ax = figures.growing_rectangle(5, 4, 0.5, 0.25)
    whole, right, top, corner = [patch.get_width() * patch.get_height() for patch in ax.patches]
    assert [right, top, corner] == pytest.approx([4 * 0.5, 5 * 0.25, 0.5 * 0.25])
    assert whole + right + top + corner == pytest.approx(5.5 * 4.25)
    assert [text.get_text() for text in ax.texts[:4]] == ["f g", "g Δf", "f Δg", ""]
    with pytest.raises(ValueError, match="more_g must be"):
        figures.growing_rectangle(more_g=0)


def test_the_neuron_shows_its_weights_its_sum_and_its_prediction():
    said = " ".join(text.get_text() for text in DRAWINGS["neuron"]().texts)
    run = NET.forward([[0.5]])
    for wanted in (
        "w = -1.5",
        "b = -1",
        f"z = {run.Z[0].item():.4g}",
        f"{run.A[-1].item():.3g}",
        "constant",
        "sigmoid",
    ):
        assert wanted in said


def test_the_neuron_refuses_a_network_of_more():
    with pytest.raises(ValueError, match="one neuron"):
        figures.neuron(nn.Network([2, 2, 1]))


def test_a_validation_cost_is_drawn_beside_the_cost_over_the_same_steps():
    net = nn.Network([1, 1])
    run = nn.fit(net, X, Y, epochs=4, validation=(X[:5], Y[:5]))
    ax = figures.history({"a": run, "b": RUN})
    drawn = line(ax, "a, validation")
    same(drawn.get_xydata(), list(enumerate(run.validation)))
    assert drawn.get_marker() == "o" and line(ax, "a").get_marker() == "None"
    assert len(ax.lines) == 3
    assert len(figures.history({"b": RUN}).lines) == 1
    assert len(figures.history({"a": run}, what="gradient_norm").lines) == 1


def test_more_curves_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match=r"runs must hold at most 4.*got 5"):
        figures.history(dict.fromkeys("abcde", RUN))
    with pytest.raises(ValueError, match=r"nets must hold at most 4.*got 5"):
        figures.data_and_fit(X, Y, dict.fromkeys("abcde", NET))


def test_a_path_over_more_than_two_parameters_is_refused():
    with pytest.raises(ValueError, match=r"path must be \(steps \+ 1, 2\).*history\.path"):
        figures.contours(SURFACE, np.ones((2, 3)))


def test_a_flat_surface_has_no_contours_and_says_so():
    with pytest.raises(ValueError, match="finite costs that differ"):
        figures.contours(SURFACE._replace(C=np.ones((16, 16))))


def test_a_row_holds_its_axes_side_by_side_in_one_figure():
    left, right = figures.row(2)
    assert left.figure is right.figure and left.get_subplotspec().colspan.start < right.get_subplotspec().colspan.start


def test_nnlib_alone_does_not_load_matplotlib():
    code = "import sys, nnlib; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
