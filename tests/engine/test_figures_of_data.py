"""Claims about the figures of activations, classes and images: what is drawn is what nnlib computes."""

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

import nnlib as nn
from nnlib import figures
from nnlib.figures.boundary import POINTS, REGIONS
from tests.engine.drawing import line, same

RNG = np.random.default_rng(4)
PLANE = RNG.normal(size=(40, 2))
INSIDE = (np.hypot(*PLANE.T) < 1).astype(float).reshape(-1, 1)
RING = nn.Network([2, 4, 1], theta=RNG.normal(scale=2, size=17))
PIXELS = RNG.integers(0, 4, size=(5, 6))


def a_grid():
    return figures.image_grid(PIXELS, shape=(2, 3), titles=list("abcde"), wrong=[0, 1, 0, 0, 0], columns=3)


def test_the_activation_and_its_slope_are_drawn_where_the_slope_is_that_of_the_curve():
    ax = figures.activation_and_slope("sigmoid", z_range=(-4, 3), tangents=[-2, 0.5])
    z, a = line(ax, "sigmoid").get_data()
    same(a, nn.sigmoid(z))
    assert (z[0], z[-1]) == (-4, 3)
    np.testing.assert_allclose(line(ax, "slope").get_ydata(), np.gradient(a, z), atol=1e-3)
    (left, right), (low, high) = line(ax, "tangent").get_data()
    assert (high - low) / (right - left) == pytest.approx(nn.sigmoid(-2) * (1 - nn.sigmoid(-2)))
    assert (low + high) / 2 == pytest.approx(nn.sigmoid(-2))


def test_a_slope_that_jumps_is_not_joined():
    ramp = nn.activations.ActivationFunction("ramp", lambda z: np.maximum(z, 0), lambda z, a: (z > 0).astype(float))
    slope = line(figures.activation_and_slope(ramp), "slope").get_ydata()
    (gap,) = np.flatnonzero(np.isnan(slope))
    assert slope[gap - 1] == 0 and slope[gap + 1] == 1


@pytest.mark.parametrize(("arguments", "options", "message"), [
    (["sigmoyd"], {}, "Did you mean 'sigmoid'"),
    ([nn.sigmoid], {"z_range": (3, -3)}, "z_range must be .* low below high"),
    ([nn.ActivationFunction("share", lambda z: z / z.sum(), lambda z, a: a)], {}, "each z alone; got share"),
])  # fmt: skip
def test_an_activation_that_cannot_be_drawn_is_refused(arguments, options, message):
    with pytest.raises(ValueError, match=message):
        figures.activation_and_slope(*arguments, **options)


def boundary_of(ax):
    """The points of the line at 1/2."""
    lines = [drawn for drawn in ax.collections if list(getattr(drawn, "levels", [])) == [0.5]]
    return lines[0].get_paths()[0].vertices if lines else None


def test_the_boundary_lies_where_the_prediction_is_one_half():
    places = boundary_of(figures.boundary(RING, PLANE, INSIDE))
    assert len(places) > 50 and np.abs(RING.predict(places) - 0.5).max() < 0.02
    w1, w2, b = 2.0, -1.0, 0.5
    x1, x2 = boundary_of(figures.boundary(nn.Network([2, 1], theta=[w1, w2, b]), PLANE, INSIDE)).T
    np.testing.assert_allclose(w1 * x1 + w2 * x2, -b, atol=1e-3)


def test_the_boundary_of_two_outputs_lies_where_they_are_equal():
    net = nn.Network([2, 2], theta=[2, 0, 0, 1, 0.5, 0])
    x1, x2 = boundary_of(figures.boundary(net, PLANE, np.column_stack([1 - INSIDE, INSIDE]))).T
    np.testing.assert_allclose(x2, 2 * x1 + 0.5, atol=0.02)


def test_a_prediction_that_is_nowhere_one_half_has_no_boundary():
    ax = figures.boundary(nn.Network([2, 1], theta=[0, 0, 3.0]), PLANE, INSIDE)
    assert boundary_of(ax) is None and "one half" not in [label.get_text() for label in ax.get_legend().texts]


def test_the_key_of_a_boundary_stands_beside_the_plane_and_hides_no_point():
    left, right = figures.row(2)
    for ax in (left, right):
        figures.boundary(RING, PLANE, INSIDE, title="points", ax=ax)
    left.figure.draw_without_rendering()
    plane, keys = left.get_window_extent(), [ax.get_legend().get_window_extent() for ax in (left, right)]
    assert keys[0].y1 < plane.y0 and keys[0].y0 > 0 and keys[0].x0 > 0
    assert keys[0].x1 < keys[1].x0 and keys[1].x1 < left.figure.bbox.width


def test_the_side_of_a_class_is_shaded_in_its_colour_and_the_surer_the_fuller():
    bands = figures.boundary(RING, PLANE, INSIDE).collections[0]
    shades = bands.get_facecolor()  # (10, 4)
    for side, token in ((shades[:5][::-1], "muted"), (shades[5:], "output")):
        assert {matplotlib.colors.to_hex(shade) for shade in side} == {figures.COLOURS[token]}
        assert (np.diff(side[:, 3]) > 0).all()
    assert bands.get_paths()[-1].contains_point(PLANE[RING.predict(PLANE).argmax()])


def test_of_two_classes_one_is_an_open_ring_and_one_a_green_disc():
    for net in (RING, None):
        ax = figures.boundary(net, PLANE, INSIDE)
        same(line(ax, "class 0").get_xydata(), PLANE[INSIDE[:, 0] == 0])
        same(line(ax, "class 1").get_xydata(), PLANE[INSIDE[:, 0] == 1])
        faces = [line(ax, f"class {kind}").get_markerfacecolor() for kind in (0, 1)]
        assert faces == [figures.COLOURS["paper"], figures.COLOURS["output"]]
        assert line(ax, "class 0").get_markeredgecolor() == figures.COLOURS["ink"]


THREE = nn.Network([2, 6, 3], ["tanh", "softmax"], theta=RNG.normal(scale=2, size=39))
KINDS = nn.data.one_hot(THREE.predict(PLANE).argmax(axis=1), 3)


def regions(ax):
    """The filled areas of a figure of three classes or more."""
    return [part for part in ax.collections if getattr(part, "filled", False)]


@pytest.mark.parametrize("ends", ["softmax", "sigmoid", "identity"])
def test_of_several_classes_each_region_is_the_most_probable_one_s_and_says_which(ends):
    net = nn.Network(THREE.sizes, ["tanh", ends], theta=THREE.theta)
    ax = figures.boundary(net, PLANE, KINDS)
    places = np.stack(np.meshgrid(*[np.linspace(-1.5, 1.5, 13)] * 2), axis=-1).reshape(-1, 2)  # (169, 2)
    A = np.sort(net.predict(places), axis=1)
    clear = places[A[:, -1] - A[:, -2] > 0.05]  # not on a boundary
    likeliest = net.predict(clear).argmax(axis=1)
    assert {f"class {kind}" for kind in likeliest} <= {text.get_text() for text in ax.texts}
    for area, text in zip(regions(ax), ax.texts, strict=True):
        kind = int(text.get_text().split()[-1])
        inside = np.any([path.contains_points(clear) for path in area.get_paths()], axis=0)
        assert inside.tolist() == (likeliest == kind).tolist()
        assert net.predict([text.get_position()]).argmax() == kind


@pytest.mark.parametrize("k", range(3, 11))
def test_each_of_several_classes_has_its_own_marker_and_another_shade_than_the_next(k):
    labels = np.arange(40) % k
    net = nn.Network([2, k], "softmax", rng=np.random.default_rng(k))
    ax = figures.boundary(net, PLANE, nn.data.one_hot(labels, k))
    points = [line(ax, f"class {kind}") for kind in range(k)]
    for kind, drawn in enumerate(points):
        same(drawn.get_xydata(), PLANE[labels == kind])
    assert len({drawn.get_marker() for drawn in points}) == k
    for text, area in zip(ax.texts, regions(ax), strict=True):
        token, opacity = REGIONS[int(text.get_text().split()[-1]) % len(REGIONS)]
        assert matplotlib.colors.same_color(area.get_facecolor()[0], (figures.COLOURS[token], opacity))
    assert len(set(REGIONS)) == 4


def test_the_names_of_regions_hide_no_point_where_there_is_room():
    ax = figures.boundary(THREE, PLANE, KINDS)
    ax.figure.draw_without_rendering()
    places = ax.transData.transform(PLANE)
    for text in ax.texts:
        assert not any(text.get_window_extent().contains(*place) for place in places)


def test_several_classes_use_no_course_colour_but_the_output_s():
    used = {token for table in (REGIONS, POINTS) for token, _ in table}
    assert used & {"input", "weight", "hidden1", "hidden2", "error"} == set()


def test_a_class_that_is_nowhere_the_likeliest_has_no_region_and_a_network_may_be_left_out():
    net = nn.Network([2, 3], "softmax", theta=[0, 0, 1, 0, -1, 0, -9, 0, 0])
    ax = figures.boundary(net, PLANE, KINDS)
    assert [text.get_text() for text in ax.texts] == ["class 1", "class 2"]
    alone = figures.boundary(None, PLANE, KINDS)
    assert not alone.texts and not alone.collections and len(alone.lines) == 3


@pytest.mark.parametrize(("wrong", "message"), [
    ({"net": "RING"}, "net must be of class Network"),
    ({"net": nn.Network([2, 3])}, "2 inputs and 1 outputs.*got sizes"),
    ({"net": nn.Network([3, 1])}, "2 inputs and 1 outputs.*got sizes"),
    ({"X": np.ones((40, 3))}, "X must have 2 columns"),
    ({"Y": INSIDE[1:]}, "same number of rows"),
    ({"Y": 2 * INSIDE}, "Y must be 0 or 1"),
    ({"Y": np.ones((40, 2))}, "a single 1 in each row"),
    ({"Y": np.ones((40, 3))}, r"got shape \(40, 3\)"),
    ({"Y": np.eye(11)[np.arange(40) % 11]}, "each row of 2 to 10"),
    ({"Y": KINDS}, "2 inputs and 3 outputs"),
    ({"ranges": ((0, 1), (1, 0))}, "ranges must be"),
    ({"n": 1}, "n must be a whole number, 2 or more"),
])  # fmt: skip
def test_a_boundary_that_cannot_be_drawn_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        figures.boundary(**{"net": RING, "X": PLANE, "Y": INSIDE, **wrong})
    assert plt.get_fignums() == []


def test_the_images_are_the_data_in_their_places():
    ax = a_grid()
    for i, (drawn, frame) in enumerate(zip(ax.collections, ax.patches, strict=True)):
        found = np.zeros((2, 3))
        drawn.update_scalarmappable()
        for path, value, shade in zip(drawn.get_paths(), drawn.get_array(), drawn.get_facecolor(), strict=True):
            assert shade[3] == pytest.approx(value / PIXELS.max(), abs=0.01)
            for square in path.vertices.reshape(-1, 5, 2):
                assert np.ptp(square, axis=0).tolist() == pytest.approx([1, 1])
                column, row = np.rint(square.min(axis=0) - frame.get_xy()).astype(int)
                found[row, column] = value
        same(found, PIXELS[i].reshape(2, 3))
    corners = [patch.get_xy() for patch in ax.patches]
    assert corners[1][0] > corners[0][0] and corners[1][1] == corners[0][1] and corners[3][0] == corners[0][0]
    low, high = ax.get_ylim()
    assert low > high  # rows of pixels run downwards, as they lie in X


def test_titles_stand_over_their_images_and_what_is_wrong_is_framed():
    ax = a_grid()
    for text, frame, title in zip(ax.texts, ax.patches, "abcde", strict=True):
        x, y = text.get_position()
        assert text.get_text() == title and x == frame.get_x() + 1.5 and y < frame.get_y()
    widths = [frame.get_linewidth() for frame in ax.patches]
    assert widths[1] > widths[0] == widths[2] == widths[3] == widths[4]
    assert [text.get_weight() for text in ax.texts].count("bold") == 1


def test_a_blank_image_is_blank():
    assert len(figures.image_grid(np.zeros((1, 64))).collections[0].get_paths()) == 0


@pytest.mark.parametrize(("wrong", "message"), [
    ({"shape": (8, 8)}, "X must have 64 columns"),
    ({"shape": 6}, r"shape must be \(height, width\)"),
    ({"shape": (0, 6)}, r"shape\[0\] must be a whole number"),
    ({"titles": ["a"]}, "titles must have one entry for each of the 5 rows"),
    ({"titles": "abcde"}, "titles must have one entry"),
    ({"wrong": [True]}, "wrong must have one entry"),
    ({"columns": 0}, "columns must be a whole number"),
])  # fmt: skip
def test_images_that_do_not_fit_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        figures.image_grid(PIXELS, **{"shape": (2, 3), **wrong})
    assert plt.get_fignums() == []
