"""A recurrent network refuses the mistakes that learners make in every function, and says how to mend them."""

import numpy as np
import pytest

import nnlib as nn
from tests.engine.refusals import refused

X = np.zeros((4, 3, 2))  # 4 sequences of 3 steps of 2 inputs
Y = np.zeros((4, 3, 1))


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
WRONG = {
    "text": ("text", "numbers only", "'text'"),
    "ragged": ([[[1.0, 2.0]], [[3.0]]], "rows of equal length"),
    "nan": (np.full((4, 3, 1), np.nan), "got nan at index (0, 0, 0)"),
}


@pytest.mark.parametrize("what", WRONG)
def test_inputs_and_targets_that_are_no_finite_numbers_are_refused(what):
    value, *fragments = WRONG[what]
    for name, calls in (("X", TAKE_X), ("Y", TAKE_Y)):
        for call in calls.values():
            refused(lambda call=call: call(value), f"{name} must", *fragments)


@pytest.mark.parametrize("shape", [(2,), (3, 2), (4, 3, 1), (0, 3, 2), (4, 0, 2)], ids=str)
def test_inputs_of_another_shape_are_refused(shape):
    for call in TAKE_X.values():
        wanted = ("X must have shape (N, T, 2)", f"got {shape}", "X[np.newaxis]")
        refused(lambda call=call: call(np.zeros(shape)), *wanted)


@pytest.mark.parametrize("shape", [(5,), (3, 1), (4, 3), (4, 2, 1), (3, 3, 1), (4, 3, 2)], ids=str)
def test_targets_of_another_shape_are_refused(shape):
    for call in TAKE_Y.values():
        wanted = ("Y must have shape (4, 3, 1)", "(4, 1), for the last", f"got {shape}")
        refused(lambda call=call: call(np.zeros(shape)), *wanted)


def test_costs_that_do_not_fit_are_refused():
    for call in TAKE_Y.values():
        refused(lambda call=call: call(cost="msw"), "Did you mean 'mse'?")
        refused(lambda call=call: call(cost=nn.cross_entropy), "cross_entropy needs", "got identity")


def yes_or_no(output, n_out, target):
    return lambda: nn.Recurrent([2, 3, n_out], output=output).cost(X, np.full((4, n_out), target), "cross_entropy")


CALLS = [
    (lambda: nn.Recurrent([2, 1]), "sizes must be three", "got [2, 1]"),
    (lambda: net(output="softmax"), "two units or more"),
    (lambda: net(theta=np.zeros(21)), "(22,)", "got (21,)"),
    (lambda: net().backward(X, Y), "run must be of class RecurrentForward", "got an array", "net.forward(X)"),
    (yes_or_no("sigmoid", 1, 1.5), "between 0 and 1", "got 1.5 to 1.5"),
    (yes_or_no("softmax", 2, 1.0), "sum to 1 in each row", "got 2 in row 0"),
    (lambda: nn.fit(net(), X, Y), "net must be of class Network"),
    (lambda: nn.clip([1.0, np.nan], 1.0), "got nan at index (1,)"),
    (lambda: nn.clip([1.0], 0), "most must be a finite number, above 0"),
]


@pytest.mark.parametrize("case", range(len(CALLS)))
def test_a_wrong_argument_is_refused(case):
    call, *fragments = CALLS[case]
    refused(call, *fragments)


def test_a_refused_theta_leaves_the_network_as_it_was():
    kept = nn.Recurrent([1, 1, 1], theta=[1.0, 2.0, 3.0, 4.0, 5.0])
    refused(lambda: setattr(kept, "theta", [1.0, 2.0, 3.0, 4.0, np.nan]), "theta must be finite")
    assert kept.theta.tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]


@pytest.mark.parametrize("part", ["W_x", "W_h", "b", "W_y", "b_y"])
def test_a_part_of_a_recurrent_network_takes_fitting_numbers_alone(part):
    net = nn.Recurrent([1, 3, 1], rng=np.random.default_rng(0))
    before = net.theta.copy()
    with pytest.raises(ValueError, match=f"^{part} must"):
        setattr(net, part, np.nan)
    assert np.array_equal(net.theta, before)
    setattr(net, part, 0.5)
    assert (getattr(net, part) == 0.5).all()
