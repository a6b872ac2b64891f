"""A recurrent network's gradient is the derivative of its cost, and its errors shrink or grow as its weights say."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlib as nn
from nnlib.activations import ACTIVATIONS
from tests.engine import oracle
from tests.engine.recurrent_oracle import backprop, problem, problems, slopes, written_out

SMOOTH = {"states": oracle.SMOOTH, "ends": oracle.SMOOTH_ENDS}  # a nudge may cross a corner


@given(problems())
def test_backward_equals_automatic_differentiation_in_parameters_and_in_every_state_s_sum(drawn):
    net, X, Y, name, arguments = drawn
    grad, (theta, nudge) = net.backward(net.forward(X), Y, name), slopes(net.theta, *arguments)
    assert oracle.difference(grad.theta, theta) < 1e-10
    assert oracle.difference(grad.delta, nudge * len(X)) < 1e-10


@given(problems())
def test_cost_equals_the_formula_written_out(drawn):
    net, X, Y, name, arguments = drawn
    assert net.cost(X, Y, name) == pytest.approx(written_out(net.theta, *arguments), rel=1e-12)


@given(problems(), st.floats(0, 0.5), st.floats(0, 0.5))
def test_penalties_are_on_the_weights_and_part_of_cost_and_gradient(drawn, strength1, strength2):
    net, X, Y, name, arguments = drawn
    cost = {"mse": nn.mse, "cross_entropy": nn.cross_entropy}[name] + nn.l1(strength1) + nn.l2(strength2)
    strengths = (strength1, strength2)
    assert net.cost(X, Y, cost) == pytest.approx(written_out(net.theta, *arguments, *strengths), rel=1e-12)
    assert oracle.difference(backprop(net, X, Y, cost), slopes(net.theta, *arguments, *strengths)[0]) < 1e-10


@given(problems(**SMOOTH))
def test_the_shock_method_agrees_with_backward(drawn):
    net, X, Y, name, _ = drawn
    assert np.allclose(nn.numerical_gradient(net, X, Y, cost=name), backprop(net, X, Y, name), rtol=1e-6, atol=1e-8)


@given(problems())
def test_one_step_is_a_feed_forward_network(drawn):
    net, X, Y, name, _ = drawn
    X, Y = X[:, :1], Y[:, 0] if Y.ndim == 3 else Y
    W = [part.ravel() for part in (net.W_x, net.b, net.W_y, net.b_y)]
    same = nn.Network(net.sizes, net.cell.activations, theta=np.concatenate(W))
    grad, expected = net.backward(net.forward(X), Y, name), same.backward(same.forward(X[:, 0]), Y, name)
    assert np.allclose(net.predict(X)[:, 0], same.predict(X[:, 0]), rtol=1e-12, atol=1e-14)
    assert net.cost(X, Y, name) == pytest.approx(same.cost(X[:, 0], Y, name), rel=1e-12)
    found = np.concatenate([part.ravel() for part in (grad.W_x, grad.b, grad.W_y, grad.b_y)])
    assert oracle.difference(found, expected.theta) < 1e-12
    assert not grad.W_h.any()


@given(problems())
def test_every_step_is_the_cell_fed_with_its_own_state(drawn):
    net, X, _, _, _ = drawn
    run, h = net.forward(X), np.zeros((len(X), net.sizes[1]))
    for t in range(X.shape[1]):
        step = net.cell.forward(np.hstack([X[:, t], h]))
        h = step.A[1]
        for found, expected in ((run.Z, step.Z[0]), (run.H, h), (run.Z_y, step.Z[1]), (run.A_y, step.A[2])):
            assert np.allclose(found[:, t], expected, rtol=1e-12, atol=1e-14)


@given(problems())
def test_what_comes_later_changes_nothing_before(drawn):
    net, X, _, _, _ = drawn
    assert np.allclose(net.predict(X)[:, :1], net.predict(X[:, :1]), rtol=1e-12, atol=1e-14)


@given(problems())
def test_a_batch_gradient_is_the_mean_of_its_sequences_gradients(drawn):
    net, X, Y, name, _ = drawn
    single = [backprop(net, X[i : i + 1], Y[i : i + 1], name) for i in range(len(X))]
    assert np.allclose(backprop(net, X, Y, name), np.mean(single, axis=0), rtol=1e-11, atol=1e-14)


def linear(w):
    """A state of one unit that multiplies itself by w: h[t] = x[t] + w h[t - 1], y[t] = h[t]."""
    return nn.Recurrent([1, 1, 1], "identity", theta=[1.0, w, 0.0, 1.0, 0.0])


@pytest.mark.parametrize("w", [-1.5, 0.3, 0.9, 1.0, 1.2])
@pytest.mark.parametrize("t", [0, 1, 2, 5, 9])
def test_after_t_steps_the_slope_of_the_state_in_w_is_t_times_w_to_the_t_minus_1(w, t):
    net, X = linear(w), np.zeros((1, t + 1, 1))
    X[0, 0] = 1.0
    run = net.forward(X)
    assert run.H[0, t, 0] == pytest.approx(w**t, rel=1e-14)
    target = run.A_y[:, -1] - 0.5  # so that the cost's slope in y is 1
    assert net.backward(run, target).W_h.item() == pytest.approx(t * w ** (t - 1), rel=1e-12)


def norms_back(w, T):
    """How long an error of 1 at the last step is, one step back after another."""
    net = linear(w)
    return net.backward(net.forward(np.zeros((1, T, 1))), [[-0.5]]).norms[::-1]


@pytest.mark.parametrize("w", [-2.0, -0.5, 0.5, 1.0, 2.0])
def test_the_error_of_an_identity_unit_vanishes_or_explodes_as_the_powers_of_its_weight(w):
    k = np.arange(701)  # so far that the squares leave the floats, on either side
    assert norms_back(w, 701).tolist() == (abs(w) ** k).tolist()


@pytest.mark.parametrize("w", [0.9, 1.1])
def test_after_fifty_steps_a_weight_of_nine_tenths_keeps_half_a_hundredth_and_1_1_gives_a_hundredfold(w):
    found = norms_back(w, 51)
    assert np.allclose(found, w ** np.arange(51.0), rtol=1e-13, atol=0)
    assert found[50] == pytest.approx({0.9: 0.00515, 1.1: 117.4}[w], rel=1e-3)


@given(problems(states=[name for name in oracle.HIDDEN if not ACTIVATIONS[name].joint]))
def test_a_step_back_grows_an_error_by_no_more_than_the_largest_stretch_of_W_h(drawn):
    net, X, Y, name, _ = drawn
    norms = net.backward(net.forward(X), Y if Y.ndim == 2 else Y[:, -1], name).norms
    most = np.linalg.norm(net.W_h, 2)  # these activations' slopes are at most 1
    assert (norms[:-1] <= most * norms[1:] * (1 + 1e-12)).all()


def test_norms_are_taken_over_sequences_and_units():
    net, X, Y, name, _ = problem([2, 3, 2])
    grad = net.backward(net.forward(X), Y, name)
    assert np.allclose(grad.norms, [np.linalg.norm(grad.delta[:, t]) for t in range(4)], rtol=1e-14)


def test_a_step_without_a_target_has_no_error_of_its_own():
    net, X, Y, name, _ = problem([2, 3, 2], every=False)
    grad = net.backward(net.forward(X), Y, name)
    assert not grad.delta_y[:, :-1].any()
    assert grad.delta_y[:, -1].all() and grad.delta.all()


def test_the_parts_are_views_of_theta_in_both_directions():
    net = nn.Recurrent([2, 2, 1])
    net.theta = np.arange(13)
    assert net.W_x.tolist() == [[0, 1], [4, 5]]
    assert net.W_h.tolist() == [[2, 3], [6, 7]]
    assert (net.b.tolist(), net.W_y.tolist(), net.b_y.tolist()) == ([8, 9], [[10, 11]], [12])
    net.W_h = [[-1, -2], [-3, -4]]
    net.b_y[0] = -5
    net.b -= 10
    twin = copy.deepcopy(net)
    twin.W_x[:] = 7
    assert net.theta.tolist() == [0, 1, -1, -2, 4, 5, -3, -4, -2, -1, 10, 11, -5]
    assert twin.theta[:2].tolist() == [7, 7]


def test_the_gradient_s_parts_are_views_of_its_theta():
    net, X, Y, _, _ = problem([2, 3, 1])
    grad = net.backward(net.forward(X), Y)
    twin = net.at(grad.theta)
    for name in ("W_x", "W_h", "b", "W_y", "b_y"):
        assert np.shares_memory(getattr(grad, name), grad.theta)
        assert np.array_equal(getattr(grad, name), getattr(twin, name))


def test_at_gives_another_theta_and_leaves_the_network_alone():
    net, X, Y, _, _ = problem([2, 3, 1])
    before = net.theta.copy()
    net.at(before).theta += 1
    nn.numerical_gradient(net, X, Y)
    assert np.array_equal(net.theta, before)
    assert np.array_equal(net.at(before).predict(X), net.predict(X))
    assert repr(net.at(before)) == "Recurrent([2, 3, 1], 'tanh', 'identity')"


@given(problems())
def test_float32_agrees_with_float64_and_stays_float32(drawn):
    net, X, Y, name, _ = drawn
    light = net.at(net.theta.astype(np.float32))
    run, grad = light.forward(X), light.backward(light.forward(X), Y, name)
    assert {part.dtype for part in (*run, *grad, grad.norms)} == {np.dtype("float32")}
    assert light.cost(X, Y, name) == pytest.approx(net.cost(X, Y, name), rel=1e-4)
    assert oracle.difference(grad.theta, backprop(net, X, Y, name)) < 1e-4


def test_random_weights_are_the_cell_s_and_the_same_for_the_same_seed():
    net, cell = (kind.theta for kind in (
        nn.Recurrent([3, 4, 2], "relu", rng=np.random.default_rng(0)),
        nn.Network([7, 4, 2], ["relu", "identity"], rng=np.random.default_rng(0)),
    ))  # fmt: skip
    assert np.array_equal(net, cell) and net.any()
    assert not nn.Recurrent([3, 4, 2], init="zeros").theta.any()


@pytest.mark.parametrize("optimizer", [nn.SGD(0.1), nn.SGD(0.05, momentum=0.9), nn.Adam(0.03)], ids=repr)
def test_every_optimizer_teaches_it_which_of_two_steps_ago_was_seen(optimizer):
    rng = np.random.default_rng(0)
    X = rng.choice([-1.0, 1.0], size=(30, 6, 1))
    Y = np.zeros_like(X)
    Y[:, 2:] = X[:, :-2]
    net = nn.Recurrent([1, 4, 1], rng=rng)
    stepper, before = optimizer.start(net.theta), net.cost(X, Y)
    for _ in range(250):
        stepper.step(net.theta, nn.clip(backprop(net, X, Y), 1.0))
    assert net.cost(X, Y) < before / 20


def carry_nothing(net, X, Y):
    """Forget the carried error: each step hears its own target only."""
    deaf = net.at(net.theta)
    deaf.W_h = 0
    return deaf.backward(net.forward(X), Y).theta


def carry_without_transpose(net, X, Y):
    turned = net.at(net.theta)
    turned.W_h = net.W_h.T
    return turned.backward(net.forward(X), Y).theta


def forget_slope(net, X, Y):
    flat = nn.ActivationFunction("tanh", nn.tanh.f, lambda z, a: np.ones_like(a))
    return nn.Recurrent(net.sizes, flat, theta=net.theta).backward(net.forward(X), Y).theta


def forget_to_add_over_time(net, X, Y):
    """Take the last step's share for the whole gradient."""
    run = net.forward(X)
    grad = net.backward(run, Y)
    delta = grad.delta[:, -1] / len(X)
    grad.W_x[:], grad.W_h[:], grad.b[:] = delta.T @ run.X[:, -1], delta.T @ run.H[:, -2], delta.sum(axis=0)
    return grad.theta


def take_the_state_of_the_same_step(net, X, Y):
    run = net.forward(X)
    grad = net.backward(run, Y)
    grad.W_h[:] = np.tensordot(grad.delta, run.H, axes=((0, 1), (0, 1))) / len(X)
    return grad.theta


def take_the_mean_over_steps(net, X, Y):
    return backprop(net, X, Y) / X.shape[1]


MISTAKES = (
    carry_nothing,
    carry_without_transpose,
    forget_slope,
    forget_to_add_over_time,
    take_the_state_of_the_same_step,
    take_the_mean_over_steps,
)


@pytest.mark.parametrize("every", [True, False])
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_the_gradient_check_catches_a_planted_mistake(mistake, every):
    net, X, Y, _, _ = problem([3, 3, 2], every=every)
    checked = nn.numerical_gradient(net, X, Y)
    assert oracle.difference(backprop(net, X, Y), checked) < 1e-7
    assert oracle.difference(mistake(net, X, Y), checked) > 1e-2


def test_a_flat_y_is_the_target_of_the_last_step():
    net, X = nn.Recurrent([1, 3, 1], rng=0), np.random.default_rng(0).normal(size=(4, 5, 1))
    assert net.cost(X, [1.0, 2.0, 3.0, 4.0]) == net.cost(X, [[1.0], [2.0], [3.0], [4.0]])
