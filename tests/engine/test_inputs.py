"""Every public door refuses each kind of wrong argument and says what came, what was wanted and how to mend it."""

import re

import numpy as np
import pytest

import nnlib as nn

X = [[0.0, 1.0], [2.0, 3.0]]
Y = [[0.0], [1.0]]
RANGES = ((-1, 1), (-1, 1))


def net():
    return nn.Network([2, 1])


MEASURES = {
    "cost": lambda X=X, Y=Y, **more: net().cost(X, Y, **more),
    "backward": lambda X=X, Y=Y, **more: net().backward(net().forward(X), Y, **more),
    "fit": lambda X=X, Y=Y, **more: nn.fit(net(), X, Y, **more),
    "numerical_gradient": lambda X=X, Y=Y, **more: nn.numerical_gradient(net(), X, Y, **more),
    "hessian": lambda X=X, Y=Y, **more: nn.hessian(net(), X, Y, **more),
    "stable_learning_rate": lambda X=X, Y=Y, **more: nn.stable_learning_rate(net(), X, Y, **more),
    "cost_surface": lambda X=X, Y=Y, **more: nn.cost_surface(net(), X, Y, ranges=RANGES, n=2, **more),
}
TAKE_X = MEASURES | {
    "forward": lambda X: net().forward(X),
    "predict": lambda X: net().predict(X),
    "standardise": nn.data.standardise,
    "apply": lambda X: nn.data.Scaling(np.zeros(2), np.ones(2)).apply(X),
}
TABLES = {
    "none": (None, "got None"),
    "text": ("text", "got 'text'"),
    "text inside": ([["a", "b"]], "got"),
    "ragged": ([[1.0, 2.0], [3.0]], "rows of equal length"),
    "objects": (np.array([[1, None]], dtype=object), "dtype object"),
    "complex": ([[1j, 2.0]], "numbers only"),
    "a dictionary": ({"x": 1}, "got {'x': 1}"),
    "one-dimensional": ([1.0, 2.0], "(2,)"),
    "a number": (3.0, "shape ()"),
    "three-dimensional": (np.zeros((2, 1, 1)), "(2, 1, 1)"),
    "nan": ([[0.0, np.nan], [1.0, 2.0]], "got nan at index (0, 1)"),
    "infinite": ([[0.0, 1.0], [-np.inf, 2.0]], "got -inf at index (1, 0)"),
    "empty": (np.zeros((0, 2)), "(0, 2)"),
}


def refused(call, *fragments):
    """The message of the ValueError that call raises: sentences that say what was wanted, what came, and what to do."""
    with pytest.raises(ValueError) as caught:
        call()
    message = str(caught.value)
    assert type(caught.value) is ValueError
    assert re.fullmatch(r"\S.*? (must|needs) .+; got .+\. [A-Z].+[.?]", message), message
    assert "!" not in message
    for fragment in fragments:
        assert fragment in message, message


@pytest.mark.parametrize("bad", TABLES)
@pytest.mark.parametrize("door", TAKE_X)
def test_wrong_inputs_are_refused(door, bad):
    value, fragment = TABLES[bad]
    refused(lambda: TAKE_X[door](X=value), "X must", fragment)


@pytest.mark.parametrize("bad", TABLES)
@pytest.mark.parametrize("door", MEASURES)
def test_wrong_targets_are_refused(door, bad):
    value, fragment = TABLES[bad]
    refused(lambda: MEASURES[door](Y=value), "Y must", fragment)


@pytest.mark.parametrize("door", MEASURES)
@pytest.mark.parametrize(
    ("arguments", "fragments"),
    [
        ({"X": [[1.0], [2.0]]}, ("X must have 2 columns", "(2, 1)")),
        ({"Y": X}, ("Y must have 1 columns", "(2, 2)")),
        ({"Y": [0.0, 1.0]}, ("Y.reshape(-1, 1)",)),
        ({"Y": [[0.0]]}, ("same number of rows", "got 2 and 1")),
        ({"cost": "msw"}, ("'mse', 'cross_entropy'", "got 'msw'", "Did you mean 'mse'?")),
        ({"cost": None}, ("cost must", "got None")),
        ({"cost": 3}, ("cost must", "got 3")),
        ({"cost": nn.sigmoid}, ("cost must", "got sigmoid")),
        ({"cost": "cross_entropy", "Y": [[0.0], [2.0]]}, ("between 0 and 1", "got 0 to 2")),
        ({"cost": "cross_entropy", "Y": [[-0.1], [1.0]]}, ("between 0 and 1", "got -0.1 to 1")),
    ],
    ids=lambda value: "-".join(map(str, value)) if isinstance(value, dict) else None,
)
def test_unmatched_arguments_are_refused(door, arguments, fragments):
    refused(lambda: MEASURES[door](**arguments), *fragments)


def of(function, *, net, **more):
    return function(net, [[1.0]], [[1.0]], **more)


DOORS = {
    "fit": nn.fit,
    "numerical_gradient": nn.numerical_gradient,
    "hessian": nn.hessian,
    "stable_learning_rate": nn.stable_learning_rate,
    "cost_surface": lambda *args, **more: nn.cost_surface(*args, ranges=RANGES, n=2, **more),
}


@pytest.mark.parametrize("door", DOORS)
def test_cross_entropy_with_another_output_names_both_and_the_way_out(door):
    linear = nn.Network([1, 1], "identity")
    refused(
        lambda: of(DOORS[door], net=linear, cost=nn.cross_entropy), "cross_entropy", "identity", "'sigmoid'", "nn.mse"
    )


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("bad", [None, "net", [1, 1], nn.Network])
def test_what_is_not_a_network_is_refused(door, bad):
    refused(lambda: of(DOORS[door], net=bad), "net must be of class Network", "nn.Network([2, 1])")


CALLS = [
    (lambda: nn.Network([3]), "two layer sizes", "got [3]"),
    (lambda: nn.Network(3), "got 3"),
    (lambda: nn.Network(None), "got None"),
    (lambda: nn.Network("31"), "got '31'"),
    (lambda: nn.Network([3, 0]), "sizes[1]", "got 0"),
    (lambda: nn.Network([3, -1]), "got -1"),
    (lambda: nn.Network([3, 1.5]), "got 1.5"),
    (lambda: nn.Network([3, True]), "got True"),
    (
        lambda: nn.Network([2, 1], "sigmod"),
        "'identity', 'sigmoid', 'tanh', 'relu', 'softmax'",
        "Did you mean 'sigmoid'?",
    ),
    (lambda: nn.Network([2, 1], "zzz"), "got 'zzz'", "Pass one of these names."),
    (lambda: nn.Network([2, 1], None), "got None"),
    (lambda: nn.Network([2, 1], np.tanh), "got <ufunc 'tanh'>"),
    (lambda: nn.Network([2, 2, 1], ["sigmoid"]), "here 2", "got 1"),
    (lambda: nn.Network([2, 1], rng=0), "np.random.default_rng(0)", "got 0"),
    (lambda: nn.Network([2, 1], rng=np.random), "of class Generator"),
    (lambda: nn.Network([2, 1], rng=np.random.default_rng(0), theta=[1, 2, 3]), "got both"),
    (lambda: nn.Network([2, 1], theta=[1, 2]), "(3,)", "got (2,)"),
    (lambda: nn.Network([2, 1], theta=[1, 2, np.nan]), "got nan at index (2,)"),
    (lambda: nn.Network([2, 1], theta=[1e300, 0, 0], dtype=np.float32), "finite in float32"),
    (lambda: nn.Network([2, 1], dtype=int), "float64 or float32"),
    (lambda: nn.Network([2, 1], dtype="half"), "got 'half'"),
    (lambda: setattr(net(), "theta", [[1, 2, 3]]), "got (1, 3)"),
    (lambda: setattr(net(), "theta", "text"), "theta must hold numbers"),
    (lambda: net().at([1.0]), "got (1,)"),
    (lambda: net().at(None), "got None"),
    (lambda: net().backward(X, Y), "run must be a Forward", "net.forward(X)"),
    (lambda: net().backward(None, Y), "got None"),
    (
        lambda: net().backward(nn.Network([2, 2, 1]).forward(X), Y),
        "sizes [2, 1]",
        "got a Forward of a float64 network with sizes [2, 2, 1]",
    ),
    (lambda: nn.sigmoid("text"), "z must", "got 'text'"),
    (lambda: nn.sigmoid(None), "got None"),
    (lambda: nn.identity([np.nan]), "got nan"),
    (lambda: nn.mse([1.0], [[1.0]]), "A must be two-dimensional", "A.reshape(-1, 1)"),
    (lambda: nn.mse([[1.0]], [1.0]), "Y.reshape(-1, 1)"),
    (lambda: nn.mse([[1.0]], [[1.0, 2.0]]), "got (1, 1) and (1, 2)"),
    (lambda: nn.mse([[np.nan]], [[1.0]]), "got nan"),
    (lambda: nn.cross_entropy([[1.0]], [[1.5]]), "between 0 and 1"),
    (lambda: nn.cross_entropy([[1.0]], [["yes"]]), "Y must hold numbers"),
    (lambda: nn.cross_entropy(None, [[1.0]]), "Z must hold numbers"),
    *[
        (lambda bad=bad: nn.SGD(bad), "learning_rate must be a finite number, above 0")
        for bad in (0, -1, np.nan, np.inf, "0.5", None, True, 10**400, [0.5])
    ],
    *[
        (lambda bad=bad: nn.SGD(0.5, bad), "momentum must be a finite number, at least 0 and below 1")
        for bad in (1, -0.1, np.nan, "0.5", None)
    ],
    *[
        (lambda bad=bad: nn.fit(net(), X, Y, epochs=bad), "epochs must be a whole number, 0 or more")
        for bad in (-1, 2.5, "10", None, True)
    ],
    *[(lambda bad=bad: nn.fit(net(), X, Y, optimizer=bad), "nn.SGD(0.5)") for bad in (None, "sgd", 0.5, nn.SGD)],
    *[(lambda bad=bad: nn.fit(net(), X, Y, stop_below=bad), "stop_below must") for bad in ("0.1", np.nan, [1])],
    (
        lambda: nn.fit(nn.Network([1, 1], "identity", theta=[1e200, 0]), [[1.0]], [[0.0]]),
        "finite at the start",
        "got a cost of inf",
    ),
    *[(lambda bad=bad: nn.numerical_gradient(net(), X, Y, h=bad), "h must") for bad in (0, -1e-5, np.nan, "small")],
    *[(lambda bad=bad: nn.stable_learning_rate(net(), X, Y, momentum=bad), "momentum must") for bad in (1.0, -1, None)],
    *[
        (lambda bad=bad: nn.cost_surface(net(), X, Y, axes=bad, ranges=RANGES), "axes must", "from 0 to 2")
        for bad in ((0, 0), (0, 3), (-1, 0), (0,), (0, 1, 2), (0.0, 1.0), "01", 3, ((0, 1), (1,)))
    ],
    *[
        (lambda bad=bad: nn.cost_surface(net(), X, Y, ranges=bad), "ranges must")
        for bad in (((1, -1), (0, 1)), (0, 1), ((0, np.inf), (0, 1)), None, "text", ((0, 1), (1,)), ((0, 0), (0, 1)))
    ],
    *[
        (lambda bad=bad: nn.cost_surface(net(), X, Y, ranges=RANGES, n=bad), "n must be a whole number, 2 or more")
        for bad in (1, 2.0, "64", None)
    ],
    (lambda: nn.cost_surface(net(), X, Y, axes=(0, 1), directions=np.eye(2, 3), ranges=RANGES), "got both"),
    *[
        (lambda bad=bad: nn.cost_surface(net(), X, Y, directions=bad, ranges=RANGES), "directions must")
        for bad in (np.ones(3), np.ones((2, 4)), np.ones((3, 3)), "d", [[1.0, np.nan, 0.0]] * 2)
    ],
    (lambda: nn.random_directions("net", rng=np.random.default_rng(0)), "net must be of class Network"),
    (lambda: nn.random_directions(net(), rng=0), "rng must be of class Generator"),
    *[
        (lambda bad=bad: nn.fit(net(), X, Y, batch_size=bad, rng=np.random.default_rng(0)), "batch_size must be")
        for bad in (0, -1, 2.0, "32", True)
    ],
    *[
        (lambda bad=bad: nn.fit(net(), X, Y, batch_size=1, rng=bad), "rng must be of class")
        for bad in (None, 0, "seed")
    ],
    *[(lambda bad=bad: nn.fit(net(), X, Y, patience=bad), "patience must be") for bad in (0, -1, 1.5, "3")],
    *[(lambda bad=bad: nn.fit(net(), X, Y, max_steps=bad), "max_steps must be") for bad in (0, -1, 1.5, "3")],
    *[(lambda bad=bad: nn.fit(net(), X, Y, callback=bad), "callback must be a function") for bad in (1, "print", [])],
    *[
        (lambda bad=bad: nn.fit(net(), X, Y, validation=bad), "validation must be a pair")
        for bad in (1, "ab", X, (X,), (X, Y, Y), np.zeros((2, 2)))
        if bad is not X
    ],
    (lambda: nn.fit(net(), X, Y, validation=(X, [[1.0]])), "same number of rows"),
    (lambda: nn.fit(net(), X, Y, validation=([[1.0]], [[1.0]])), "X must have 2 columns"),
    *[(lambda bad=bad: nn.Adam(bad), "learning_rate must be") for bad in (0, -1, np.nan, "0.5", None, nn.Adam)],
    *[(lambda bad=bad: nn.Adam(beta1=bad), "beta1 must be") for bad in (1, -0.1, "a", None)],
    *[(lambda bad=bad: nn.Adam(beta2=bad), "beta2 must be") for bad in (1, -0.1, "a", None)],
    *[(lambda bad=bad: nn.Adam(epsilon=bad), "epsilon must be") for bad in (0, -1e-8, "a", None)],
    (lambda: nn.SGD(0.1, nesterov=True), "nesterov needs momentum"),
    (lambda: nn.SGD(0.1, 0.9, nesterov=1), "nesterov must be of class bool"),
    *[(lambda bad=bad: nn.StepDecay(bad, every=2), "rate must be") for bad in (0, -1, "a", None)],
    *[(lambda bad=bad: nn.StepDecay(0.1, every=bad), "every must be") for bad in (0, 1.5, None)],
    *[(lambda bad=bad: nn.StepDecay(0.1, every=2, factor=bad), "factor must be") for bad in (0, -1, None)],
    *[(lambda bad=bad: nn.Cosine(bad, epochs=2), "rate must be") for bad in (0, -1, "a", None)],
    *[(lambda bad=bad: nn.Cosine(0.1, epochs=bad), "epochs must be") for bad in (0, 1.5, None)],
    *[(lambda bad=bad: nn.Cosine(0.1, epochs=2, final=bad), "final must be") for bad in (-1, "a", None)],
    *[(lambda bad=bad: nn.l1(bad), "strength must be") for bad in (-0.1, np.nan, "a", None)],
    *[(lambda bad=bad: nn.l2(bad), "strength must be") for bad in (-0.1, np.nan, "a", None)],
    *[(lambda bad=bad: nn.mse + bad, "added to a cost must be of class Penalty") for bad in (1, nn.mse, None, "l2")],
    *[
        (lambda bad=bad: nn.Network([2, 1], rng=np.random.default_rng(0), init=bad), "init must be")
        for bad in ("glorot", -1, np.nan, [1], True)
    ],
    (lambda: nn.Network([2, 1], init="he"), "init needs rng", "alone"),
    (lambda: nn.Network([2, 1], "softmax"), "two units or more", "'sigmoid'"),
    (lambda: nn.Network([2, 2], "softmax").cost(X, [[1.0, 0.5], [0.0, 1.0]], "cross_entropy"), "sum to 1", "row 0"),
    (lambda: nn.cross_entropy([[0.0, 1.0]], [[1.0, 1.0]], output="softmax"), "sum to 1"),
    (lambda: nn.cross_entropy([[0.0]], [[1.0]], output="tanh"), "output must be one of 'sigmoid', 'softmax'"),
    (lambda: nn.softmax(3.0), "a single number"),
    (lambda: nn.accuracy(net(), X, [[0.5], [1.0]]), "Y must hold classes"),
    (lambda: nn.accuracy(nn.Network([2, 2]), X, [[1, 1], [0, 1]]), "Y must hold classes"),
    (lambda: nn.accuracy("net", X, Y), "net must be of class Network"),
    (lambda: nn.check_gradient(net(), X, Y, gradient=[1.0]), "gradient must have theta's shape"),
    (lambda: nn.check_gradient(net(), X, Y, gradient="g"), "gradient must hold numbers"),
    (lambda: nn.check_gradient(net(), X, Y, tolerance=-1), "tolerance must be"),
    *[(lambda bad=bad: net().save(bad), "path must name a file") for bad in (None, 3, ["a"])],
    *[(lambda bad=bad: nn.load(bad), "path must name a file") for bad in (None, 3, ["a"])],
    (lambda: nn.load(__file__), "must name a file that net.save wrote"),
    (lambda: nn.Network([2, 1], nn.Activation("sin", np.sin, np.cos)).save("x.npz"), "activations of nnlib's"),
    (lambda: nn.data.standardise([[1.0, 2.0], [1.0, 3.0]]), "column 0"),
    (lambda: nn.data.standardise([[1.0], [2.0]], inputs=("a", "b")), "1 names"),
    (lambda: nn.data.standardise([[1.0], [2.0]], inputs="a"), "got 'a'"),
    (lambda: nn.data.Scaling(np.zeros(1), np.ones(1)).to_original([[1.0, 2.0]], [0.0]), "w must have 1 columns"),
    (lambda: nn.data.Scaling(np.zeros(1), np.ones(1)).to_original([[1.0]], 0.0), "b must have shape (1,)"),
    (lambda: nn.data.breast_cancer(("mean radus",)), "Did you mean 'mean radius'?"),
    (lambda: nn.data.breast_cancer((3,)), "got 3"),
    (lambda: nn.data.breast_cancer("mean radius"), "tuple of feature names"),
    (lambda: nn.data.breast_cancer(()), "got ()"),
]


@pytest.mark.parametrize("case", range(len(CALLS)))
def test_a_wrong_argument_is_refused(case):
    call, *fragments = CALLS[case]
    refused(call, *fragments)


def test_a_refused_theta_leaves_the_network_as_it_was():
    neuron = nn.Network([1, 1], theta=[1.0, 2.0])
    refused(lambda: setattr(neuron, "theta", [5.0, np.nan]), "theta must be finite")
    assert neuron.theta.tolist() == [1.0, 2.0]
