"""The Hessian and the cost surface agree with slower and independent ways of computing them."""

import numpy as np
import pytest
from hypothesis import given

import nnlib as nn
from nnlib import curvature, surface
from tests.engine import oracle

PAIRS = (("identity", "mse"), ("sigmoid", "mse"), ("sigmoid", "cross_entropy"))


def closed_form(net, X, Y, name):
    """The Hessian of one neuron: the mean over examples of C''(z) x x', with x = (inputs, 1)."""
    x = np.column_stack([X, np.ones(len(X))])  # (N, k + 1)
    z = x @ net.theta  # (N,)
    if net.activations[0] is nn.identity:
        second = np.full(len(X), 2.0)
    else:
        a = 1 / (1 + np.exp(-z))
        slope = a * (1 - a)
        second = slope if name == "cross_entropy" else 2 * slope**2 + 2 * (a - Y[:, 0]) * slope * (1 - 2 * a)
    return (x * second[:, np.newaxis]).T @ x / len(X)


@pytest.mark.parametrize("k", [1, 3, 5])
@pytest.mark.parametrize(("activation", "name"), PAIRS)
@pytest.mark.parametrize("scale", [1.0, 100.0, 0.001])
def test_the_hessian_of_a_neuron_is_the_closed_form(k, activation, name, scale):
    net, X, Y, _, _ = oracle.problem([k, 1], activation, name, seed=k)
    net.W[0][:] /= scale
    assert oracle.difference(nn.hessian(net, X * scale, Y, cost=name), closed_form(net, X * scale, Y, name)) < 1e-9


@given(oracle.problems(max_depth=2))
def test_the_hessian_equals_automatic_differentiation(drawn):
    net, X, Y, name, arguments = drawn
    H = nn.hessian(net, X, Y, cost=name)
    assert np.array_equal(H, H.T)
    assert oracle.difference(H, oracle.hessian(net.theta, *arguments)) < 1e-8


@pytest.mark.parametrize("x", [0.0, 1e-9, 0.01])
def test_the_corner_of_a_relu_is_not_taken_for_curvature(x):
    net = nn.Network(
        [1, 2, 1], ["relu", "identity"], rng=np.random.default_rng(0)
    )  # biases are 0, and so is z at x = 0
    X, Y = np.array([[x], [1.0], [-1.0]]), np.array([[1.0], [2.0], [0.0]])
    wanted = oracle.hessian(net.theta, net.sizes, ("relu", "identity"), "mse", X, Y)
    assert oracle.difference(nn.hessian(net, X, Y), wanted) < 1e-8
    limit = 2 / np.linalg.eigvalsh(wanted)[-1]
    assert nn.stable_learning_rate(net, X, Y) == pytest.approx(limit, rel=1e-8)


def test_the_hessian_leaves_the_network_alone():
    net, X, Y, _, _ = oracle.problem([2, 2, 1])
    before = net.theta.copy()
    nn.hessian(net, X, Y)
    assert np.array_equal(net.theta, before)


def test_the_hessian_of_a_float32_network_is_computed_in_float64():
    net, X, Y, _, _ = oracle.problem([2, 1])
    light = nn.Network([2, 1], theta=net.theta, dtype=np.float32)
    assert (
        oracle.difference(nn.hessian(light, X, Y), closed_form(light.at(light.theta.astype(float)), X, Y, "mse")) < 1e-9
    )


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_the_stable_rate_is_two_times_one_plus_momentum_over_the_largest_curvature(momentum):
    net, X, Y, _, _ = oracle.problem([2, 1], "identity")
    x = np.column_stack([X, np.ones(len(X))])
    largest = np.linalg.eigvalsh(2 * x.T @ x / len(X))[-1]
    assert nn.stable_learning_rate(net, X, Y, momentum=momentum) == pytest.approx(
        2 * (1 + momentum) / largest, rel=1e-9
    )


def test_the_stable_rate_is_infinite_where_no_direction_curves_upward():
    net = nn.Network([1, 1], theta=[2.0, 2.0])  # the plateau of lesson 4
    assert nn.stable_learning_rate(net, [[1.0]], [[0.0]]) == float("inf")


def test_the_stable_rate_is_infinite_where_nothing_curves_at_all():
    assert nn.stable_learning_rate(nn.Network([1, 1], "relu", theta=[-1.0, -1.0]), [[1.0]], [[0.0]]) == float("inf")


def test_a_network_may_have_as_many_parameters_as_fit_into_a_hessian_and_no_more(monkeypatch):
    monkeypatch.setattr(curvature, "MOST", 3)
    assert nn.hessian(nn.Network([2, 1]), [[1.0, 2.0]], [[0.0]]).shape == (3, 3)
    with pytest.raises(ValueError, match="net must have 3 parameters or fewer"):
        nn.hessian(nn.Network([3, 1]), [[1.0, 2.0, 3.0]], [[0.0]])


def loop(net, X, Y, name, axes, u, v):
    C = np.empty((len(v), len(u)))
    for j, second in enumerate(v):
        for i, first in enumerate(u):
            theta = net.theta.copy()
            theta[list(axes)] = first, second
            C[j, i] = net.at(theta).cost(X, Y, name)
    return C


@pytest.mark.parametrize("chunk", [1, 100, 2**20])
@given(drawn=oracle.problems(max_depth=3))
def test_the_surface_is_the_plain_loop(chunk, drawn):
    net, X, Y, name, _ = drawn
    axes = (net.theta.size - 1, 0)
    before = net.theta.copy()
    held, surface.CHUNK = surface.CHUNK, chunk
    try:
        u, v, C = nn.cost_surface(net, X, Y, cost=name, axes=axes, ranges=((-1, 2), (-3, 1)), n=5)
    finally:
        surface.CHUNK = held
    assert (u[0], u[-1], v[0], v[-1]) == (-1, 2, -3, 1)
    assert C.shape == (5, 5)
    assert np.allclose(C, loop(net, X, Y, name, axes, u, v), rtol=1e-12)
    assert np.array_equal(net.theta, before)


@pytest.mark.parametrize("cost", [nn.mse, nn.mse + nn.l2(0.3)])
def test_a_surface_along_two_directions_is_the_cost_at_theta_plus_so_much_of_each(cost):
    net, X, Y, _, _ = oracle.problem([2, 3, 1], "tanh")
    d1, d2 = nn.random_directions(net, rng=np.random.default_rng(0))
    surface = nn.cost_surface(net, X, Y, cost=cost, directions=(d1, d2), ranges=((-1, 1), (0, 2)), n=4)
    for j, v in enumerate(surface.v):
        for i, u in enumerate(surface.u):
            assert surface.C[j, i] == pytest.approx(net.at(net.theta + u * d1 + v * d2).cost(X, Y, cost), rel=1e-12)


def test_random_directions_have_each_unit_s_own_scale_and_leave_biases():
    net, *_ = oracle.problem([4, 3, 2])
    for direction in nn.random_directions(net, rng=np.random.default_rng(0)):
        other = net.at(direction)
        for D, W in zip(other.W, net.W, strict=True):
            assert np.allclose(np.linalg.norm(D, axis=1), np.linalg.norm(W, axis=1), rtol=1e-12)
        assert not any(b.any() for b in other.b)


@pytest.mark.parametrize("w", [0.0, 2e-4, -2e-4, 0.7])
def test_l1_adds_no_curvature_at_its_corner_or_beside_it(w):
    plain, penal = (
        nn.hessian(nn.Network([1, 1], "identity", theta=[w, 0.0]), [[2.0]], [[3.0]], cost=cost)
        for cost in (nn.mse, nn.mse + nn.l1(0.1))
    )
    np.testing.assert_allclose(penal, plain, rtol=1e-12)
    assert nn.stable_learning_rate(
        nn.Network([1, 1], "identity", theta=[w, 0.0]), [[2.0]], [[3.0]], cost=nn.mse + nn.l1(0.1)
    ) == pytest.approx(0.2)
    both = nn.hessian(
        nn.Network([1, 1], "identity", theta=[w, 0.0]), [[2.0]], [[3.0]], cost=nn.mse + nn.l1(0.1) + nn.l2(0.5)
    )
    np.testing.assert_allclose(both - plain, [[1, 0], [0, 0]], atol=1e-6)


@pytest.mark.parametrize("net, X", [
    (nn.Network([1, 1, 1], "identity", theta=[1e150, 0, 1e150, 0]), [[1.0]]),
    (nn.Network([1, 1], "identity", theta=[1.0, 0.0]), [[1e200]]),
])  # fmt: skip
def test_curvatures_beyond_the_floats_are_refused_in_a_sentence(net, X):
    with pytest.raises(ValueError, match="must be finite; got some that are not"):
        nn.stable_learning_rate(net, X, [[0.0]])


@pytest.mark.parametrize("ranges", [((0, 0), (0, 1)), ((0, 1), (2, 1))])
def test_a_range_that_does_not_rise_has_no_surface(ranges):
    with pytest.raises(ValueError, match="ranges"):
        nn.cost_surface(nn.Network([1, 1]), [[1.0]], [[0.0]], ranges=ranges)
