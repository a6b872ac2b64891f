"""Backpropagation's gradient is the derivative of the cost, and the checks that say so can fail."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlib as nn
from nnlib import passes
from nnlib.activations import ActivationFunction
from nnlib.costs import MeanSquaredError
from tests.engine import oracle
from tests.engine.oracle import SMOOTH, SMOOTH_ENDS
from tests.golden import backward


def backprop(net, X, Y, cost):
    return net.backward(net.forward(X), Y, cost).theta


@given(oracle.problems())
def test_backward_equals_automatic_differentiation(drawn):
    net, X, Y, name, arguments = drawn
    assert oracle.difference(backprop(net, X, Y, name), oracle.gradient(net.theta, *arguments)) < 1e-10


@given(oracle.problems(), st.floats(0, 0.5), st.floats(0, 0.5))
def test_penalties_are_part_of_the_cost_and_of_its_gradient(drawn, strength1, strength2):
    net, X, Y, name, arguments = drawn
    cost = {"mse": nn.mse, "cross_entropy": nn.cross_entropy}[name] + nn.l1(strength1) + nn.l2(strength2)
    strengths = (strength1, strength2)
    assert net.cost(X, Y, cost) == pytest.approx(oracle.cost(net.theta, *arguments, *strengths), rel=1e-12)
    assert oracle.difference(backprop(net, X, Y, cost), oracle.gradient(net.theta, *arguments, *strengths)) < 1e-10


@given(oracle.problems())
def test_cost_equals_the_formula_written_out(drawn):
    net, X, Y, name, arguments = drawn
    assert net.cost(X, Y, name) == pytest.approx(oracle.cost(net.theta, *arguments), rel=1e-12)


@given(oracle.problems(max_depth=3, hidden=SMOOTH, ends=SMOOTH_ENDS))
def test_the_shock_method_agrees_with_backward(drawn):
    net, X, Y, name, _ = drawn
    assert np.allclose(nn.numerical_gradient(net, X, Y, cost=name), backprop(net, X, Y, name), rtol=1e-7, atol=1e-9)


@given(oracle.problems())
def test_a_batch_gradient_is_the_mean_of_its_examples_gradients(drawn):
    net, X, Y, name, _ = drawn
    single = [backprop(net, X[i : i + 1], Y[i : i + 1], name) for i in range(len(X))]
    assert np.allclose(backprop(net, X, Y, name), np.mean(single, axis=0), rtol=1e-11, atol=1e-14)


@given(oracle.problems())
def test_delta_of_an_example_does_not_depend_on_the_others(drawn):
    net, X, Y, name, _ = drawn
    together = net.backward(net.forward(X), Y, name).delta
    alone = net.backward(net.forward(X[:1]), Y[:1], name).delta
    for several, one, A in zip(together, alone, net.forward(X).A[1:], strict=True):
        assert several.shape == A.shape
        assert np.allclose(several[:1], one, rtol=1e-11, atol=1e-14)


def test_delta_is_prediction_minus_target_for_cross_entropy_of_a_sigmoid():
    net, X, Y, name, _ = oracle.problem([3, 2, 2], name="cross_entropy")
    run = net.forward(X)
    assert np.array_equal(net.backward(run, Y, name).delta[-1], run.A[-1] - Y)


def test_the_slopes_of_lesson_5_at_w_b_2_are_0_0173_and_0_982():
    net = nn.Network([1, 1], theta=[2.0, 2.0])
    half_square = backprop(net, [[1.0]], [[0.0]], nn.mse) / 2
    assert half_square.round(4).tolist() == [0.0173, 0.0173]
    assert backprop(net, [[1.0]], [[0.0]], nn.cross_entropy).round(3).tolist() == [0.982, 0.982]


def test_the_gradient_is_laid_out_as_theta():
    net, X, Y, name, _ = oracle.problem([3, 2, 4])
    grad = net.backward(net.forward(X), Y, name)
    for layer in (0, 1):
        assert grad.W[layer].shape == net.W[layer].shape
        assert grad.b[layer].shape == net.b[layer].shape
        assert np.shares_memory(grad.W[layer], grad.theta)
        assert np.shares_memory(grad.b[layer], grad.theta)
    flat = [part.ravel() for layer in (0, 1) for part in (grad.W[layer], grad.b[layer])]
    assert np.array_equal(np.concatenate(flat), grad.theta)


def test_numerical_gradient_leaves_the_network_alone_even_when_interrupted(monkeypatch):
    net, X, Y, name, _ = oracle.problem([2, 2, 1])
    before = net.theta.copy()
    nn.numerical_gradient(net, X, Y, cost=name)
    assert np.array_equal(net.theta, before)

    calls = []

    def interrupt(self, run, Y, output):
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return ((run.A[-1] - Y) ** 2).sum(axis=-1)

    monkeypatch.setattr(MeanSquaredError, "per_example", interrupt)
    with pytest.raises(KeyboardInterrupt):
        nn.numerical_gradient(net, X, Y, cost=name)
    assert np.array_equal(net.theta, before)


def test_numerical_gradient_takes_two_forward_passes_per_parameter(monkeypatch):
    net, X, Y, name, _ = oracle.problem([2, 2, 1])
    calls, forward = [], passes.forward
    monkeypatch.setattr(passes, "forward", lambda *args: calls.append(1) or forward(*args))
    nn.numerical_gradient(net, X, Y, cost=name)
    assert len(calls) == 2 * net.theta.size


class HalfSlope(MeanSquaredError):
    def delta(self, run, Y, output):
        return super().delta(run, Y, output) / 2


def forget_slope(net, X, Y):
    flat = ActivationFunction("sigmoid", nn.sigmoid.f, lambda z, a: np.ones_like(a))
    return backprop(nn.Network(net.sizes, flat, theta=net.theta), X, Y, nn.mse)


def forget_mean(net, X, Y):
    return backprop(net, X, Y, nn.mse) * len(X)


def forget_transpose(net, X, Y):
    return passes.backward([W.T for W in net.W], net.activations, net.forward(X), Y, nn.mse).theta


def forget_biases(net, X, Y):
    grad = net.backward(net.forward(X), Y)
    for b in grad.b:
        b[:] = 0
    return grad.theta


def halve(net, X, Y):
    return backprop(net, X, Y, HalfSlope())


def forget_the_other_units(net, X, Y):
    lonely = ActivationFunction("softmax", nn.softmax.f, lambda z, a: a * (1 - a))  # the matrix's diagonal alone
    return backprop(nn.Network(net.sizes, ["tanh", lonely], theta=net.theta), X, Y, nn.mse)


def forget_that_a_silent_unit_passes_nothing_back(net, X, Y):
    leaky = ActivationFunction("relu", nn.relu.f, lambda z, a: np.ones_like(a))
    return backprop(nn.Network(net.sizes, [leaky, "identity"], theta=net.theta), X, Y, nn.mse)


def forget_the_penalty(net, X, Y):
    return backprop(net, X, Y, nn.mse)


@pytest.mark.parametrize(
    ("mistake", "activation", "cost"),
    [
        (forget_the_other_units, ["tanh", "softmax"], nn.mse),
        (forget_that_a_silent_unit_passes_nothing_back, ["relu", "identity"], nn.mse),
        (forget_the_penalty, "tanh", nn.mse + nn.l2(0.1)),
        (forget_the_penalty, "tanh", nn.mse + nn.l1(0.1)),
    ],
)
def test_the_gradient_check_catches_a_mistake_of_the_later_parts(mistake, activation, cost):
    net, X, Y, _, _ = oracle.problem([3, 3, 3], activation, seed=4)
    right = nn.check_gradient(net, X, Y, cost=cost)
    assert right.agrees and right.error < 1e-7
    assert not nn.check_gradient(net, X, Y, cost=cost, gradient=mistake(net, X, Y)).agrees


MISTAKES = (forget_slope, forget_mean, forget_transpose, forget_biases, halve)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_the_gradient_check_catches_a_planted_mistake(mistake):
    net, X, Y, _, _ = oracle.problem([3, 3, 3])
    right, wrong = nn.check_gradient(net, X, Y), nn.check_gradient(net, X, Y, gradient=mistake(net, X, Y))
    assert right.agrees and right.error < 1e-7
    assert not wrong.agrees and wrong.error > 1e-2
    doubtful = np.abs(wrong.gradient - wrong.shocks) > 1e-6 * np.abs(wrong.shocks).max()
    assert wrong.passes == 2 * (net.theta.size + doubtful.sum())  # those in doubt are measured anew
    assert np.array_equal(wrong.gradient, mistake(net, X, Y))


@pytest.mark.parametrize(("output", "cost"), SMOOTH_ENDS)
@pytest.mark.parametrize("hidden", SMOOTH)
def test_the_gradient_check_agrees_with_backward_for_every_activation_and_cost(output, cost, hidden):
    net, X, Y, cost, _ = oracle.problem([2, 3, 3], [hidden, output], cost)
    found = nn.check_gradient(net, X, Y, cost=cost)
    assert found.agrees and found.error < 1e-7
    assert found.passes == 2 * net.theta.size


def test_shocks_beyond_the_floats_agree_with_nothing():
    found = nn.check_gradient(nn.Network([1, 1], "identity", theta=[1e200, 0.0]), [[1.0]], [[0.0]], gradient=[0.0, 0.0])
    assert not found.agrees and found.error == np.inf


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("state", backward.flat(), ids=["at rest", "at rest in degrees", "all zeros", "no error"])
def test_where_all_slopes_are_near_zero_the_check_agrees_and_still_refuses_a_wrong_entry(state, dtype):
    net, X, Y, cost = state
    net = nn.Network(net.sizes, net.activations, theta=net.theta, dtype=dtype)
    right = nn.check_gradient(net, X, Y, cost=cost)
    assert right.agrees and right.error <= 1e-6
    for p in range(net.theta.size):
        planted = right.gradient.copy()
        planted[p] += 1e-3
        wrong = nn.check_gradient(net, X, Y, cost=cost, gradient=planted)
        assert not wrong.agrees and wrong.error > 0.5


@given(oracle.problems(max_depth=3, hidden=SMOOTH, ends=SMOOTH_ENDS))
def test_the_gradient_check_agrees_for_float32_too(drawn):
    net, X, Y, name, _ = drawn
    small = nn.Network(net.sizes, net.activations, theta=net.theta, dtype=np.float32)
    assert nn.check_gradient(small, X, Y, cost=name).agrees
    own = backprop(small, X, Y, name)
    assert nn.check_gradient(small, X, Y, cost=name, gradient=own).agrees
    own[0] += 1e-3 * max(1.0, np.abs(own).max())
    assert not nn.check_gradient(small, X, Y, cost=name, gradient=own).agrees


def test_a_recurrent_network_whose_slopes_are_zero_agrees():
    assert nn.check_gradient(nn.Recurrent([1, 2, 1]), [[[1.0], [2.0]]], [[[0.0], [0.0]]]).agrees
