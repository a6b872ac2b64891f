"""Every door of a recurrent network refuses each kind of wrong argument and says how to mend it."""

import numpy as np
import pytest

import nnlib as nn
from tests.engine.test_inputs import refused

X = np.zeros((4, 3, 2))  # 4 sequences of 3 steps of 2 inputs
Y = np.zeros((4, 3, 1))
RNG = np.random.default_rng(0)


def net(**more):
    return nn.Recurrent([2, 3, 1], **more)


TAKE_X = {
    "forward": lambda X: net().forward(X),
    "predict": lambda X: net().predict(X),
    "cost": lambda X: net().cost(X, Y),
    "numerical_gradient": lambda X: nn.numerical_gradient(net(), X, Y),
}
TAKE_Y = {
    "cost": lambda Y=Y, **more: net().cost(X, Y, **more),
    "backward": lambda Y=Y, **more: net().backward(net().forward(X), Y, **more),
    "numerical_gradient": lambda Y=Y, **more: nn.numerical_gradient(net(), X, Y, **more),
}
NOT_NUMBERS = {
    "none": (None, "got None"),
    "text": ("text", "got 'text'"),
    "ragged": ([[[1.0, 2.0]], [[3.0]]], "rows of equal length"),
    "complex": (X + 1j, "numbers only"),
    "nan": (np.full((4, 3, 2), np.nan), "got nan at index (0, 0, 0)"),
    "infinite": (np.full((4, 3, 1), -np.inf), "got -inf at index (0, 0, 0)"),
}


@pytest.mark.parametrize("bad", NOT_NUMBERS)
@pytest.mark.parametrize("door", TAKE_X)
def test_inputs_that_are_no_finite_numbers_are_refused(door, bad):
    value, fragment = NOT_NUMBERS[bad]
    refused(lambda: TAKE_X[door](value), "X must", fragment)


@pytest.mark.parametrize("shape", [(), (2,), (3, 2), (4, 3, 1), (4, 3, 2, 1), (0, 3, 2), (4, 0, 2)], ids=str)
@pytest.mark.parametrize("door", TAKE_X)
def test_inputs_of_another_shape_are_refused(door, shape):
    refused(lambda: TAKE_X[door](np.zeros(shape)), "X must have shape (N, T, 2)", f"got {shape}", "X[np.newaxis]")


@pytest.mark.parametrize("bad", NOT_NUMBERS)
@pytest.mark.parametrize("door", TAKE_Y)
def test_targets_that_are_no_finite_numbers_are_refused(door, bad):
    value, fragment = NOT_NUMBERS[bad]
    refused(lambda: TAKE_Y[door](value), "Y must", fragment)


@pytest.mark.parametrize("shape", [(), (4,), (3, 1), (4, 3), (4, 2, 1), (3, 3, 1), (4, 3, 2), (4, 0, 1)], ids=str)
@pytest.mark.parametrize("door", TAKE_Y)
def test_targets_of_another_shape_are_refused(door, shape):
    refused(
        lambda: TAKE_Y[door](np.zeros(shape)), "Y must have shape (4, 3, 1)", "(4, 1), for the last", f"got {shape}"
    )


@pytest.mark.parametrize("door", TAKE_Y)
def test_costs_that_do_not_fit_are_refused(door):
    refused(lambda: TAKE_Y[door](cost="msw"), "Did you mean 'mse'?")
    refused(lambda: TAKE_Y[door](cost=None), "cost must", "got None")
    refused(lambda: TAKE_Y[door](cost=nn.cross_entropy), "cross_entropy needs", "got identity")


def yes_or_no(output, n_out, target):
    return lambda: nn.Recurrent([2, 3, n_out], output=output).cost(X, np.full((4, n_out), target), "cross_entropy")


CALLS = [
    (lambda: nn.Recurrent(None), "got None"),
    (lambda: nn.Recurrent([3]), "got [3]"),
    (lambda: nn.Recurrent([2, 1]), "sizes must be three", "got [2, 1]"),
    (lambda: nn.Recurrent([2, 3, 3, 1]), "got [2, 3, 3, 1]"),
    (lambda: nn.Recurrent([2, 0, 1]), "sizes[1]", "got 0"),
    (lambda: nn.Recurrent([2, 1.5, 1]), "got 1.5"),
    (lambda: net(activation="tan"), "Did you mean 'tanh'?"),
    (lambda: net(activation=["tanh", "identity"]), "activation must", "got ['tanh', 'identity']"),
    (lambda: net(output=None), "activation must", "got None"),
    (lambda: net(output="softmax"), "two units or more"),
    (lambda: net(rng=0), "np.random.default_rng(0)"),
    (lambda: net(rng=RNG, theta=np.zeros(22)), "got both"),
    (lambda: net(init="xavier"), "init needs rng"),
    (lambda: net(rng=RNG, init="xavir"), "Did you mean 'xavier'?"),
    (lambda: net(theta=np.zeros(21)), "(22,)", "got (21,)"),
    (lambda: net(theta=np.full(22, np.nan)), "got nan"),
    (lambda: net(dtype=int), "float64 or float32"),
    (lambda: setattr(net(), "theta", np.zeros((1, 22))), "got (1, 22)"),
    (lambda: net().at(None), "got None"),
    (lambda: net().at(np.zeros(3)), "got (3,)"),
    (lambda: net().backward(None, Y), "run must be an Unrolled", "got None", "net.forward(X)"),
    (lambda: net().backward(X, Y), "got an array"),
    (lambda: net().backward(nn.Network([2, 3, 1]).forward(X[0]), Y), "got a Forward."),
    (
        lambda: net().backward(nn.Recurrent([2, 4, 1]).forward(X), Y),
        "sizes [2, 3, 1]",
        "got an Unrolled of a float64 network with sizes [2, 4, 1]",
    ),
    (yes_or_no("sigmoid", 1, 1.5), "between 0 and 1", "got 1.5 to 1.5"),
    (yes_or_no("softmax", 2, 1.0), "sum to 1 in each row", "got 2 in row 0"),
    (lambda: nn.fit(net(), X, Y), "net must be of class Network"),
    (lambda: nn.numerical_gradient(net(), X, Y, h=0), "h must"),
    (lambda: nn.clip(None, 1.0), "gradient must", "got None"),
    (lambda: nn.clip("text", 1.0), "got 'text'"),
    (lambda: nn.clip([1.0, np.nan], 1.0), "got nan at index (1,)"),
    (lambda: nn.clip([np.inf], 1.0), "got inf"),
    (lambda: nn.clip(1.0, 1.0), "one flat array", "got shape ()"),
    (lambda: nn.clip([[1.0]], 1.0), "got shape (1, 1)"),
    (lambda: nn.clip([], 1.0), "got shape (0,)"),
    (lambda: nn.clip(net().backward(net().forward(X), Y), 1.0), "gradient must", "got a UnrolledGradient"),
    *[
        (lambda bad=bad: nn.clip([1.0], bad), "most must be a finite number, above 0")
        for bad in (0, -1.0, np.nan, np.inf, None, "1", True, [1.0])
    ],
]


@pytest.mark.parametrize("case", range(len(CALLS)))
def test_a_wrong_argument_is_refused(case):
    call, *fragments = CALLS[case]
    refused(call, *fragments)


def test_a_refused_theta_leaves_the_network_as_it_was():
    kept = nn.Recurrent([1, 1, 1], theta=[1.0, 2.0, 3.0, 4.0, 5.0])
    refused(lambda: setattr(kept, "theta", [1.0, 2.0, 3.0, 4.0, np.nan]), "theta must be finite")
    assert kept.theta.tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]


@pytest.mark.parametrize("value", [np.nan, None, "abc", 1j, 10**400, [1.0, 2.0]])
@pytest.mark.parametrize("part", ["W_x", "W_h", "b", "W_y", "b_y"])
def test_a_part_of_a_recurrent_network_takes_fitting_numbers_alone(part, value):
    net = nn.Recurrent([1, 3, 1], rng=np.random.default_rng(0))
    before = net.theta.copy()
    with pytest.raises(ValueError, match=f"^{part} must"):
        setattr(net, part, value)
    assert np.array_equal(net.theta, before)
    setattr(net, part, 0.5)
    assert (getattr(net, part) == 0.5).all()
