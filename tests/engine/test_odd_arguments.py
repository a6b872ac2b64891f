"""Odd arguments, as a newcomer found them: each is refused in a sentence or computed in silence, and none warns."""

import re

import numpy as np
import pytest

import nnlib as nn
from nnlib import figures
from nnlib.check import check

X, Y = [[0.0, 1.0], [2.0, 3.0]], [[0.0], [1.0]]
LINE = [[1.0], [2.0], [3.0]]


def net(*sizes):
    return nn.Network(sizes or (2, 1))


def surface(**more):
    return nn.cost_surface(net(), X, Y, **{"ranges": ((-1, 1), (-1, 1)), "n": 4, **more})


def run(**more):
    return nn.fit(nn.Network([1, 1], "identity"), LINE, LINE, **{"epochs": 3, **more})


REFUSED = {
    "a set of sizes": (lambda: nn.Network({2, 1}), "sizes must list"),
    "bytes for sizes": (lambda: nn.Network(b"ab"), "sizes must list"),
    "sizes beyond all memory": (lambda: nn.Network([10**400, 1]), "sizes[0] must be a whole number"),
    "an array for a dtype": (lambda: nn.Network([2, 1], dtype=np.zeros(3)), "dtype must be float64 or float32"),
    "weights beyond float32": (
        lambda: nn.Network([2, 1], rng=np.random.default_rng(0), init=1e40, dtype=np.float32),
        "init must leave weights finite",
    ),
    "inputs of which one is masked": (
        lambda: net().predict(np.ma.masked_values(X, 3.0)),
        "X must say every number; got 1 masked",
    ),
    "another sigmoid with cross-entropy": (
        lambda: nn.Network([2, 1], nn.Activation("sigmoid", np.tanh, lambda z, a: 1 - a * a)).cost(
            X, Y, cost="cross_entropy"
        ),
        "cross_entropy needs an output layer with sigmoid or softmax; got another activation named sigmoid",
    ),
    "an activation of nothing": (lambda: nn.Activation("a", None, None), "f and df must be functions"),
    "softmax of nothing": (lambda: nn.softmax([]), "softmax needs a row of sums"),
    "a penalty alone": (lambda: net().cost(X, Y, cost=nn.l2(0.1)), "Pass cost=nn.mse + nn.l2(0.1)"),
    "a penalised cost of predictions": (lambda: (nn.mse + nn.l2(0.1))(Y, Y), "must be given weights"),
    "a penalty and a number": (lambda: nn.l1(0.1) + 3, "must be added to a cost; got l1(0.1) + 3"),
    "two penalties": (lambda: nn.l2(0.1) + nn.l1(0.1), "must be added to a cost; got l2(0.1) + l1(0.1)"),
    "a run of nothing": (lambda: net().backward(nn.Forward([], []), Y), "run must be a Forward"),
    "a run of numbers": (lambda: net().backward(nn.Forward([1.0], [2.0, 3.0]), Y), "run must be a Forward"),
    "NaN for weights": (lambda: net().W.__setitem__(0, np.nan), "layer 0 must be finite"),
    "a text for weights": (lambda: net().W.__setitem__(0, "abc"), "layer 0 must hold numbers"),
    "weights of another shape": (lambda: net().W.__setitem__(0, [1.0, 2.0, 3.0]), "layer 0 must have shape (1, 2)"),
    "a folder that is not there": (lambda: net().save("no/such/folder/net.npz"), "path must name a file"),
    "no name": (lambda: net().save(""), "path must name a file"),
    "a recurrent network to fit": (lambda: nn.fit(nn.Recurrent([1, 1, 1]), X, Y), "net must be of class Network"),
    "a bar of another kind": (lambda: run(progress="no"), "progress must be of class bool"),
    "a path of another kind": (lambda: run(keep_path="no"), "keep_path must be of class bool"),
    "a text for chance": (lambda: run(rng="hello"), "rng must be of class Generator"),
    "a schedule's class": (lambda: nn.SGD(nn.Cosine), "Pass a schedule, such as nn.Cosine"),
    "a schedule that rises": (lambda: nn.Cosine(0.1, 10, final=5), "final must be"),
    "a factor that grows": (lambda: nn.StepDecay(1, 1, factor=1e300), "factor must be"),
    "axes of truths": (lambda: surface(axes=(True, False)), "axes must be two different indices"),
    "axes of no dimension": (lambda: surface(axes=np.array(0.5)), "axes must be two different indices"),
    "a range without end": (lambda: surface(ranges=((-1e308, 1e308), (0, 1))), "a finite way apart"),
    "directions of huge weights": (
        lambda: nn.random_directions(nn.Network([2, 1], theta=[1e200, 1e200, 0.0]), rng=np.random.default_rng(0)),
        "net must have weights whose squares are finite",
    ),
    "a column of rounding": (lambda: nn.data.standardise([[0.1 + 0.2], [0.3], [0.3]]), "X must vary in every column"),
    "columns beyond all squares": (lambda: nn.data.standardise([[1e308], [-1e308]]), "X must have a finite deviation"),
    "a name of no dimension": (
        lambda: nn.data.standardise(LINE, inputs=np.array(0.5)),
        "inputs must be a list of 1 names",
    ),
    "more classes than memory": (lambda: nn.data.one_hot([0], 10**400), "classes must be a whole number"),
    "a list for an exercise": (lambda: check(["x"], 1), "exercise must be one of"),
    "a history for histories": (lambda: figures.history(run()), "runs must be a dictionary"),
    "a network for networks": (lambda: figures.data_and_fit(LINE, LINE, net(1, 1)), "nets must be a dictionary"),
    "misses of nothing": (lambda: figures.data_and_fit(LINE, LINE, residuals=True), "residuals need a network"),
    "a layer's length of zero": (lambda: figures.by_layer({"a": [0.1, 0.0]}), "must be a row of numbers above 0"),
    "one contour": (lambda: figures.contours(surface(), levels=1), "levels must be a whole number"),
    "costs for a surface": (lambda: figures.contours(surface().C), "surface must be of class Surface"),
    "heights of epochs": (
        lambda: figures.surface3d(surface(), np.zeros((9, 2)), np.zeros(3)),
        "heights must be the cost at each of path's 9 places",
    ),
    "an axis that is none": (
        lambda: figures.cost_curve(net(), X, Y, costs=nn.mse, axis=9, between=(0, 1)),
        "axis must be an index into theta, up to 2",
    ),
    "a tangent at NaN": (lambda: figures.activation_and_slope(nn.relu, tangents=[np.nan]), "tangents must be finite"),
    "too few names": (lambda: figures.neuron(net(), inputs=["a"]), "inputs must be a list of 2 names"),
    "no figure at all": (lambda: figures.row(0), "n must be a whole number"),
    "words for wrong": (
        lambda: figures.image_grid(np.zeros((2, 64)), wrong=["no", "no"]),
        "wrong must hold numbers only",
    ),
    "one set alone": (lambda: figures.nested({"animals": "a snail"}), "sets must be a dictionary of two names"),
    "a text for axes": (lambda: figures.contours(surface(), ax="here"), "ax must be of class Axes"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_makes_no_sense_is_refused_in_a_sentence(what):
    call, wanted = REFUSED[what]
    with pytest.raises(ValueError, match=re.escape(wanted)) as told:
        call()
    assert re.fullmatch(r"\S.*? (must|needs?) .+; got .+\. [A-Z].+[.?)]", str(told.value)), told.value


def test_numbers_at_the_edge_of_the_floats_are_computed_without_a_warning():
    assert nn.mse([[1e200]], [[0.0]]) == np.inf
    assert nn.cross_entropy([[1e308, -1e308]], [[0.0, 1.0]], output=nn.softmax) == np.inf
    assert nn.sigmoid([-1e308, 1e308]).tolist() == [0.0, 1.0]
    assert nn.relu.df(1.0, 1.0) == 1.0 and nn.relu.df(-1.0, 0.0) == 0.0
    wide = nn.Network([1, 1], "identity", theta=[1e200, 0.0])
    assert wide.predict([[1e200]]).item() == np.inf
    figures.activation_and_slope(nn.sigmoid, z_range=(-1000, 1000))


@pytest.mark.parametrize("what", ["cost", "gradient_norm"])
@pytest.mark.parametrize("log", [True, False])
def test_a_run_that_diverged_is_drawn_up_to_where_an_axis_can_hold_it(what, log):
    diverged = run(epochs=2000, optimizer=nn.SGD(5.0), validation=(LINE, LINE))
    assert diverged.diverged and getattr(diverged, what)[-1] > 1e150
    ax = figures.history({"diverged": diverged}, what=what, log=log)
    ax.figure.canvas.draw()  # warnings are errors
    drawn = ax.lines[0].get_ydata()
    assert 1e90 < np.nanmax(drawn) <= 1e100 and np.isnan(drawn[-1])


def test_a_run_without_a_cost_is_drawn_on_a_linear_axis():
    ax = figures.history({"perfect": nn.fit(nn.Network([1, 1], "identity"), [[0.0]], [[0.0]], epochs=3)})
    ax.figure.canvas.draw()
    assert ax.get_yscale() == "linear"


def test_a_penalty_may_stand_before_the_cost():
    net = nn.Network([1, 1], "identity", theta=[3.0, 1.0])
    assert net.cost([[0.0]], [[1.0]], cost=nn.l2(0.5) + nn.mse) == 4.5


def test_the_hessian_of_a_quadratic_is_the_same_however_far_away():
    for far in (0.0, 1e6, 1e14):
        net = nn.Network([1, 1], "identity", theta=[far, -far])
        assert nn.hessian(net, [[2.0]], [[3.0]]) == pytest.approx(np.array([[8, 4], [4, 2]]), rel=1e-4)


def test_with_nesterov_s_momentum_the_limit_is_lower_by_what_the_docstring_says():
    momentum, start = 0.9, [1.0, 1.0]
    limit = nn.stable_learning_rate(nn.Network([1, 1], "identity"), LINE, LINE, momentum=momentum) / (1 + 2 * momentum)

    def ends(rate):
        net = nn.Network([1, 1], "identity", theta=start)
        return nn.fit(net, LINE, LINE, optimizer=nn.SGD(rate, momentum, nesterov=True), epochs=2000).cost[-1]

    assert ends(0.97 * limit) < 1e-3 and not ends(1.03 * limit) < 1e3
