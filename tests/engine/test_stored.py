"""What nnlib makes can be stored and copied: pickle, copy and joblib give back the same bits."""

import copy
import inspect
import io
import pickle

import joblib
import numpy as np
import pytest

import nnlib as nn
from nnlib.activations import ACTIVATIONS
from nnlib.costs import COSTS
from nnlib.optimizers import OPTIMIZERS

NET = nn.Network([2, 3, 1], ["tanh", "sigmoid"], rng=0)
RECURRENT = nn.Recurrent([1, 3, 1], rng=0)
X, Y = [[1.0, 2.0], [0.0, -1.0]], [[0.0], [1.0]]
OBJECTS = {
    **{f"activation {name}": f for name, f in ACTIVATIONS.items()},
    **{f"cost {name}": cost + nn.l1(0.1) + nn.l2(0.2) for name, cost in COSTS.items()},
    **{f"optimizer {name}": optimizer for name, optimizer in OPTIMIZERS.items()},
    "Network": NET,
    "Recurrent": RECURRENT,
    "Forward": NET.forward(X),
    "Gradient": NET.backward(NET.forward(X), Y),
    "RecurrentForward": RECURRENT.forward([[[1.0], [2.0]]]),
    "RecurrentGradient": RECURRENT.backward(RECURRENT.forward([[[1.0], [2.0]]]), [[1.0]]),
    "History": nn.fit(NET.copy(), X, Y, epochs=2, keep_path=True),
    "GradientCheck": nn.check_gradient(NET, X, Y),
    "Surface": nn.cost_surface(NET, X, Y, ranges=((-1, 1), (-1, 1)), n=3),
    "StepDecay": nn.StepDecay(0.1, 2),
    "Cosine": nn.Cosine(0.1, 2),
}
THROUGH = {
    "pickle": lambda found: pickle.loads(pickle.dumps(found)),
    "deepcopy": copy.deepcopy,
    "joblib": lambda found: through_a_file(found),
}


def through_a_file(found):
    file = io.BytesIO()
    joblib.dump(found, file)
    file.seek(0)
    return joblib.load(file)


def bits(found):
    """Every number and text of an object, in order."""
    if isinstance(found, np.ndarray):
        return [found.dtype.str, found.shape, found.tobytes()]
    if isinstance(found, (list, tuple)):
        return [bits(part) for part in found]
    if hasattr(found, "__dict__"):
        return [type(found), *((name, bits(part)) for name, part in sorted(vars(found).items()))]
    return found


@pytest.mark.parametrize("name", OBJECTS)
def test_what_is_stored_comes_back_with_the_same_bits(name):
    for way, through in THROUGH.items():
        again = through(OBJECTS[name])
        assert type(again) is type(OBJECTS[name]) and bits(again) == bits(OBJECTS[name]), way


def test_every_public_class_is_tried():
    tried = {type(found) for found in OBJECTS.values()}
    assert {found for name in nn.__all__ if inspect.isclass(found := getattr(nn, name))} <= tried


@pytest.mark.parametrize("way", THROUGH)
def test_a_network_comes_back_whole_and_on_its_own(way):
    net = nn.Network([2, 3, 2], ["softmax", "identity"], rng=1, dtype=np.float32)
    again = THROUGH[way](net)
    assert repr(again) == repr(net) and np.array_equal(again.predict(X), net.predict(X))
    again.W[0] = 9.0
    assert (again.theta == 9).sum() == 6 and not (net.theta == 9).any()
    nn.fit(again, X, [[0.0, 1.0]] * 2, epochs=1)
