"""Every public door with every odd argument: it computes or refuses in a sentence; nothing else is raised or warned."""

import inspect
import re

import numpy as np
import pytest
from matplotlib import pyplot as plt

import nnlib as nn
from nnlib import figures

X, Y = [[0.0, 1.0], [2.0, 3.0]], [[0.0], [1.0]]
SEQUENCES = [[[1.0], [2.0]]]  # one of two steps
RANGES = ((-1, 1), (-1, 1))
LINE = [[1.0], [2.0]]
SENTENCE = re.compile(r"\S.*? (must|needs?) .+; got .+\. [A-Z].+[.?)]", re.DOTALL)


class NoArray:
    """An object that breaks where NumPy looks at it."""

    def __array__(self, *arguments, **more):
        raise RuntimeError("no array")


class NoLength:
    """A container that breaks where its length is asked."""

    def __len__(self):
        raise RuntimeError("no length")


ODD = {
    "none": None,
    "true": True,
    "minus one": -1,
    "a milliard": 10**9,
    "beyond all floats": 10**400,
    "a half": 0.5,
    "nan": np.nan,
    "infinite": -np.inf,
    "the edge of the floats": 1e308,
    "below the least normal float": 1e-320,
    "complex": 1j,
    "no text": "",
    "a text": "text",
    "bytes": b"x",
    "an empty list": [],
    "a list in a list": [[]],
    "a list of nothing": [None],
    "a ragged list": [[1.0, 2.0], [3.0]],
    "a row": [1.0, 2.0],
    "a table": [[0.0, 1.0], [2.0, 3.0]],
    "sizes beyond memory": [10**6, 10**6],
    "a dictionary": {"a": 1},
    "a set": {1},
    "a class": object,
    "an object": object(),
    "a function of one": len,
    "a function of any": lambda *arguments: None,
    "zeros": np.zeros(3),
    "no rows": np.zeros((0, 2)),
    "three dimensions": np.zeros((2, 2, 2)),
    "objects": np.array([[1, None]], dtype=object),
    "texts": np.array(["a"]),
    "a date": np.datetime64("2020"),
    "records": np.zeros(2, dtype=[("a", float)]),
    "masked": np.ma.masked_array([[1.0, 2.0]], [[True, False]]),
    "a scalar array": np.array(3.0),
    "an activation": nn.softmax,
    "a cost": nn.cross_entropy,
    "a penalty": nn.l2(0.1),
    "an optimizer": nn.SGD(0.1),
    "a schedule": nn.Cosine(0.1, 2),
    "a network": nn.Network([2, 1]),
    "another network": nn.Network([3, 2, 2]),
    "a recurrent network": nn.Recurrent([1, 1, 1]),
    "a module": np.random,
    "an iterator": iter([1, 2]),
    "a slice": slice(1),
    "dots": ...,
    "a broken array": NoArray(),
    "a broken length": NoLength(),
    "a pass of nothing": nn.Forward(None, 1),
    "a pass of lists": nn.Forward([[[0.0]]], [[[1.0, 2.0]], [[0.5]]]),
    "a pass of one part": nn.Forward([np.zeros((1, 1))], [np.zeros((1, 2)), None]),
    "a pass through time of numbers": nn.Unrolled(1, 2, 3, 4, 5),
    "a pass through time of one part": nn.Recurrent([1, 2, 1]).forward(np.zeros((1, 2, 1)))._replace(Z=None),
    "three texts": np.array(["a", "b", "c"]),
    "three complex numbers": np.zeros(3, dtype=complex),
    "three numbers that stay": np.broadcast_to(0.0, 3),
    "few whole numbers": np.int8(127),
    "a class of numbers": int,
}
NOT_FOR_FIGURES = {"a milliard", "beyond all floats", "masked", "records"}  # as names they are drawn; nothing to refuse


def rng():
    return np.random.default_rng(0)


def net():
    return nn.Network([2, 1])


def stepper():
    return nn.SGD(nn.Cosine(0.1, 3), 0.9).start(np.zeros(3))


def own(f=np.tanh, df=lambda z, a: 1 - a * a):
    return nn.Network([2, 1], nn.Activation("own", f, df)).backward


def set_theta(theta):
    net().theta = theta


def set_weights(values):
    net().W[0] = values


def set_recurrent(values):
    nn.Recurrent([1, 2, 1]).W_x = values


def recurrent_gradient(run, Y, cost):
    return nn.Recurrent([1, 2, 1]).backward(run, Y, cost)


RUN = nn.fit(nn.Network([1, 1], "identity"), LINE, LINE, epochs=3, keep_path=True)
SURFACE = nn.cost_surface(net(), X, Y, ranges=RANGES, n=4)
PROBLEM = {"net": net(), "X": X, "Y": Y}
# A door, and a right value for each of its arguments; the test puts an odd one in the place of each.
DOORS = {
    "Network": (nn.Network, {"sizes": [2, 1], "activation": "tanh", "rng": rng(), "init": 0.1, "dtype": "float32"}),
    "Network of theta": (nn.Network, {"sizes": [2, 1], "theta": [1.0, 2.0, 3.0]}),
    "theta": (set_theta, {"theta": np.zeros(3)}),
    "W": (set_weights, {"values": 0.0}),
    "at": (net().at, {"theta": np.zeros(3)}),
    "forward": (net().forward, {"X": X}),
    "predict": (net().predict, {"X": X}),
    "backward": (net().backward, {"run": net().forward(X), "Y": Y, "cost": "mse"}),
    "cost": (net().cost, {"X": X, "Y": Y, "cost": "mse"}),
    "fit": (
        nn.fit,
        PROBLEM
        | {"cost": "mse", "optimizer": nn.Adam(), "epochs": 1, "batch_size": 1, "rng": rng(), "validation": (X, Y)}
        | {"patience": 1, "stop_below": 0.0, "max_steps": 2, "callback": None, "progress": False, "keep_path": True},
    ),
    "SGD": (nn.SGD, {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}),
    "Adam": (nn.Adam, {"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.9, "epsilon": 0.1}),
    "start": (nn.SGD(0.1, 0.9).start, {"theta": np.zeros(3)}),
    "step": (stepper().step, {"theta": np.zeros(3), "gradient": np.zeros(3), "epoch": 0.5}),
    "step of Adam": (nn.Adam().start(np.zeros(3)).step, {"theta": np.zeros(3), "gradient": np.zeros(3), "epoch": 0.5}),
    "StepDecay": (nn.StepDecay, {"rate": 0.1, "every": 2, "factor": 0.5}),
    "StepDecay's epoch": (nn.StepDecay(0.1, 2), {"epoch": 0.5}),
    "Cosine": (nn.Cosine, {"rate": 0.1, "epochs": 2, "final": 0.0}),
    "Cosine's epoch": (nn.Cosine(0.1, 2), {"epoch": 0.5}),
    "numerical_gradient": (nn.numerical_gradient, PROBLEM | {"cost": "mse", "h": 0.1}),
    "check_gradient": (nn.check_gradient, PROBLEM | {"cost": "mse", "gradient": np.zeros(3), "tolerance": 0.1}),
    "cost_surface": (nn.cost_surface, PROBLEM | {"cost": "mse", "axes": (0, 1), "ranges": RANGES, "n": 4}),
    "cost_surface along": (nn.cost_surface, PROBLEM | {"directions": np.ones((2, 3)), "ranges": RANGES, "n": 4}),
    "random_directions": (nn.random_directions, {"net": nn.Network([2, 1], rng=rng()), "rng": rng()}),
    "hessian": (nn.hessian, PROBLEM | {"cost": "mse"}),
    "stable_learning_rate": (nn.stable_learning_rate, PROBLEM | {"cost": "mse", "momentum": 0.5}),
    "accuracy": (nn.accuracy, PROBLEM),
    "clip": (nn.clip, {"gradient": [3.0, 4.0], "most": 1.0}),
    "mse": (nn.mse, {"A": Y, "Y": Y}),
    "cross_entropy": (nn.cross_entropy, {"Z": Y, "Y": Y, "output": "sigmoid"}),
    "l1": (nn.l1, {"strength": 0.1}),
    "l2": (nn.l2, {"strength": 0.1}),
    "sigmoid": (nn.sigmoid, {"z": 0.0}),
    "softmax": (nn.softmax, {"z": [0.0, 1.0]}),
    "Activation": (nn.Activation, {"name": "own", "f": np.tanh, "df": lambda z, a: 1 - a * a, "joint": False}),
    "an activation's answer": (lambda a: own(f=lambda z: a), {"a": np.zeros((1, 3))}),
    "a slope's answer": (lambda slope: own(df=lambda z, a: slope), {"slope": np.zeros((1, 3))}),
    "Recurrent": (nn.Recurrent, {"sizes": [1, 2, 1], "activation": "tanh", "output": "sigmoid", "rng": rng()}),
    "Recurrent's parts": (set_recurrent, {"values": 0.0}),
    "Recurrent's forward": (nn.Recurrent([1, 2, 1]).forward, {"X": SEQUENCES}),
    "Recurrent's cost": (nn.Recurrent([1, 2, 1]).cost, {"X": SEQUENCES, "Y": [[1.0]], "cost": "mse"}),
    "Recurrent's backward": (
        recurrent_gradient,
        {"run": nn.Recurrent([1, 2, 1]).forward(SEQUENCES), "Y": [[1.0]], "cost": "mse"},
    ),
    "one_hot": (nn.data.one_hot, {"labels": [0, 1], "classes": 2}),
    "split": (nn.data.split, {"X": X, "Y": Y, "test": 0.5, "rng": rng()}),
    "standardise": (nn.data.standardise, {"X": X, "inputs": ["a", "b"]}),
    "breast_cancer": (nn.data.breast_cancer, {"columns": ("mean radius",)}),
    **{
        name: (getattr(nn.data, name), {"n": 4, "noise": 0.1, "rng": rng()})
        for name in ("blobs", "xor", "rings", "moons", "spiral", "sine")
    },
}
DRAWN = {
    "activation_and_slope": {"activation": "tanh", "z_range": (-1, 1), "tangents": 0.5, "title": "a"},
    "boundary": PROBLEM | {"names": ("a", "b"), "ranges": RANGES, "n": 4, "title": "a"},
    "by_layer": {"rows": {"a": [1.0, 0.1]}, "what": "a"},
    "contours": {"surface": SURFACE, "path": RUN.path, "levels": 5, "names": ("a", "b"), "marks": {"a": (0, 0)}},
    "cost_curve": PROBLEM | {"costs": "mse", "axis": 0, "between": (0, 1), "tangents": 0.5, "start": 0.5, "name": "a"},
    "data_and_fit": {"X": LINE, "Y": LINE, "nets": {"a": nn.Network([1, 1])}, "residuals": True, "x_range": (0, 1)},
    "history": {"runs": {"a": RUN}, "what": "cost", "log": True},
    "image_grid": {"X": np.zeros((2, 4)), "shape": (2, 2), "titles": ["a", "b"], "wrong": [True, False], "columns": 1},
    "nested": {"sets": {"a": "b", "c": "d"}},
    "network_diagram": {"net": net(), "x": [1.0, 2.0], "weights": "signs", "layer": 0, "inputs": ["a", "b"]},
    "neuron": {"net": net(), "x": [1.0, 2.0], "inputs": ["a", "b"], "target": "c"},
    "row": {"n": 2, "size": (1, 1), "projection": "3d"},
    "surface3d": {"surface": SURFACE, "path": RUN.path, "heights": RUN.cost, "names": ["a", "b"], "view": (1, 2)},
}


def refused_or_computed(door, right, name, odd):
    """Fail unless the door, with this odd argument, computes or says a sentence of the promised form."""
    try:
        door(**right | {name: odd})
    except ValueError as error:
        assert type(error) is ValueError and SENTENCE.fullmatch(str(error)), error


@pytest.mark.parametrize("door", DOORS)
def test_an_odd_argument_is_refused_in_a_sentence_or_computed_with(door):
    call, right = DOORS[door]
    call(**right)
    for name in right:
        for odd in ODD.values():
            refused_or_computed(call, right, name, odd)


@pytest.mark.parametrize("figure", DRAWN)
def test_an_odd_argument_of_a_figure_is_refused_in_a_sentence_or_drawn(figure):
    draw, right = getattr(figures, figure), DRAWN[figure]
    for name in [*right, *({"ax"} & set(inspect.signature(draw).parameters))]:
        for what in ODD.keys() - NOT_FOR_FIGURES:
            refused_or_computed(draw, right, name, ODD[what])
            plt.close("all")


def test_every_public_function_is_tried():
    tried = {getattr(call, "__name__", "") for call, _ in DOORS.values()} | set(DOORS)
    functions = {name for name in nn.__all__ if inspect.isfunction(getattr(nn, name))} - {"load"}  # of files: below
    data = {name for name in nn.data.__all__ if inspect.isfunction(getattr(nn.data, name))}
    alone = {name for name in data if not inspect.signature(getattr(nn.data, name)).parameters} | {"mnist"}
    assert functions | data - alone <= tried
    assert {name for name in figures.__all__ if inspect.isfunction(getattr(figures, name))} == set(DRAWN)


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_path_is_refused_by_save_and_load(odd, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused_or_computed(net().save, {}, "path", ODD[odd])
    try:
        nn.load(ODD[odd])
    except FileNotFoundError as error:
        assert SENTENCE.fullmatch(str(error)), error
    except ValueError as error:
        assert SENTENCE.fullmatch(str(error)), error
