"""An optimizer is an object with `step`: nnlib's own and a learner's do the same at every batch size."""

import numpy as np
import pytest

import nnlib as nn
from nnlib.optimizers import OPTIMIZERS
from tests.engine import oracle

SIZES = (1, 15, 16, None)
at_every_batch_size = pytest.mark.parametrize("size", SIZES)


class Plain:
    """What a learner writes first."""

    def step(self, theta, gradient, epoch):
        theta -= 0.1 * gradient


class FreezeTheFirstUnit:
    """Gradient descent that never moves the first hidden unit's weights."""

    def __init__(self, n_in):
        self.n_in = n_in

    def step(self, theta, gradient, epoch):
        move = 0.1 * gradient
        move[: self.n_in] = 0
        theta -= move


class Noted:
    """A learner's optimizer that writes down what it is given."""

    def __init__(self):
        self.epochs, self.gradients = [], []

    def step(self, theta, gradient, epoch):
        self.epochs.append(epoch)
        self.gradients.append(gradient.copy())


def trained(optimizer, size, epochs=3, dtype=np.float64):
    net, X, Y, cost, _ = oracle.problem([3, 4, 2], "tanh", N=32)
    net = nn.Network(net.sizes, net.activations, theta=net.theta, dtype=dtype)
    return net, nn.fit(net, X, Y, cost=cost, optimizer=optimizer, batch_size=size, rng=5, epochs=epochs, keep_path=True)


@at_every_batch_size
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_learner_s_gradient_descent_takes_the_path_of_sgd(size, dtype):
    net, history = trained(Plain(), size, dtype=dtype)
    twin, same = trained(nn.SGD(0.1), size, dtype=dtype)
    assert np.array_equal(history.path, same.path) and np.array_equal(net.theta, twin.theta)
    assert np.array_equal(history.cost, same.cost) and history.stopped == "all 3 epochs done"


@at_every_batch_size
def test_an_optimizer_that_freezes_the_first_unit_freezes_its_weights_and_nothing_else(size):
    start = oracle.problem([3, 4, 2], "tanh", N=32)[0]
    net, history = trained(FreezeTheFirstUnit(3), size)
    moved = net.W[0] != start.W[0]
    assert not moved[0].any() and moved[1:].all()
    assert all((after != before).all() for after, before in zip(net.b + net.W[1:], start.b + start.W[1:], strict=True))
    assert (history.path[:, :3] == start.theta[:3]).all()


@at_every_batch_size
def test_a_step_is_given_theta_s_own_order_and_a_fraction_of_the_epoch(size):
    start, X, Y, cost, _ = oracle.problem([3, 4, 2], "tanh", N=32)
    noted = Noted()
    trained(noted, size, epochs=2)
    a_epoch = 1 if size is None else -(-32 // size)
    assert noted.epochs == pytest.approx([k / a_epoch for k in range(2 * a_epoch)])
    rows = np.random.default_rng(5).permutation(32)[:size] if size else slice(None)
    first = start.backward(start.forward(X[rows]), Y[rows], cost)
    assert np.array_equal(noted.gradients[0], first.theta)


@at_every_batch_size
def test_a_learner_s_optimizer_that_diverges_is_reported_without_a_rate(size):
    class TooFar:
        def step(self, theta, gradient, epoch):
            theta -= 1e200 * gradient

    net, X, Y, _, _ = oracle.problem([2, 1], "identity", N=32)
    history = nn.fit(net, X, Y, optimizer=TooFar(), batch_size=size, rng=5)
    assert history.diverged and "the steps are too long for this slope" in history.stopped
    assert "take shorter steps" in history.stopped and np.isfinite(net.theta).all()


@pytest.mark.parametrize("name", OPTIMIZERS)
@at_every_batch_size
def test_a_training_leaves_no_memory_in_the_optimizer(name, size):
    optimizer = {"sgd": nn.SGD(0.1, momentum=0.9), "adam": nn.Adam(0.01)}[name]
    first, second = trained(optimizer, size), trained(optimizer, size)
    assert np.array_equal(first[1].path, second[1].path)


@pytest.mark.parametrize(("optimizer", "text"), [
    (nn.SGD(0.5), "SGD(learning_rate=0.5, momentum=0.0, nesterov=False)"),
    (nn.Adam(), "Adam(learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-08)"),
])  # fmt: skip
def test_settings_are_shown_and_the_memory_is_not(optimizer, text):
    optimizer.step(np.zeros(2), np.ones(2))
    assert repr(optimizer) == text


def test_an_optimizer_steps_by_itself_and_remembers():
    rule, theta = nn.SGD(0.5, momentum=0.5), np.zeros(1)
    for _ in range(2):
        rule.step(theta, np.ones(1))
    assert theta.tolist() == [-1.25]  # -0.5, and then -0.5 - 0.25
    fresh = rule.start(theta)
    fresh.step(theta, np.ones(1))
    assert theta.tolist() == [-1.75]


def test_an_optimizer_of_one_s_own_may_have_a_rate_of_any_kind():
    class TooFar:
        rate = 1e6

        def step(self, theta, gradient, epoch):
            theta -= self.rate * gradient

    assert (
        "take shorter steps"
        in nn.fit(nn.Network([1, 1], "identity"), [[0.0], [1.0]], [[1.0], [3.0]], optimizer=TooFar()).stopped
    )


def test_an_optimizer_that_makes_a_new_theta_is_told_that_nothing_changed_and_why():
    class NotInPlace:
        def step(self, theta, gradient, epoch):
            theta = theta - 0.1 * gradient

    history = nn.fit(nn.Network([1, 1], "identity"), [[0.0], [1.0]], [[1.0], [3.0]], optimizer=NotInPlace(), epochs=3)
    assert "the optimizer does not change theta in place" in history.stopped
