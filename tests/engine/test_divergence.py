"""Divergence is noticed and named, also while the cost is finite; the network keeps its last finite parameters."""

import numpy as np
import pytest

import nnlib as nn
from tests.engine import oracle

DIVERGING = {
    "plain": nn.SGD(2.0),
    "momentum": nn.SGD(1.0, momentum=0.9),
    "nesterov": nn.SGD(1.0, momentum=0.9, nesterov=True),
    "adam": nn.Adam(lambda epoch: 0.05 if epoch < 1.4 else 1e200),
}


@pytest.mark.parametrize("size", [None, 2, 16])
@pytest.mark.parametrize("name", DIVERGING)
def test_after_divergence_net_is_as_after_the_last_epoch_with_a_finite_cost(name, size):
    def trained(epochs):
        net, X, Y, _, _ = oracle.problem([2, 3, 1], "identity", N=60)
        more = {"batch_size": size, "rng": 0, "epochs": epochs, "keep_path": True}
        return net, nn.fit(net, X, Y, optimizer=DIVERGING[name], **more)

    net, history = trained(3000)
    assert history.diverged and history.epoch == len(history.cost) - 1
    where = f"at step {history.steps + 1}: " if size is None else f"in epoch {history.epoch + 1}: "
    assert history.stopped.startswith(f"diverged {where}the learning rate ")
    twin, same = trained(history.epoch)
    assert same.steps == history.steps and len(history.path) == history.steps + 1
    assert np.array_equal(net.theta, twin.theta)
    assert np.array_equal(history.path, same.path)
    assert np.array_equal(history.cost, same.cost)
    assert np.isfinite(history.cost).all() and np.isfinite(history.path).all()


@pytest.mark.parametrize("epochs", [1, 2, 3])
def test_a_step_to_infinity_is_taken_back_wherever_the_epoch_ends(epochs):
    net = nn.Network([1, 1], "identity", theta=[1.0, 1.0])
    history = nn.fit(net, [[1.0], [2.0]], [[1.0], [2.0]], optimizer=nn.SGD(1e308), batch_size=2, rng=0, epochs=epochs)
    assert history.diverged and history.steps == 0
    assert net.theta.tolist() == [1.0, 1.0]


@pytest.mark.parametrize("size", [None, 3])
def test_a_cost_that_grows_is_called_diverging_while_it_is_finite(size):
    """A line through x = 20, 25 ... 70: the cost grows to 1e215 in 1,000 epochs, and no number overflows."""
    X = np.arange(20.0, 71.0, 5.0).reshape(-1, 1)
    net = nn.Network([1, 1], "identity")
    epochs = 1000 if size is None else 50
    more = {"optimizer": nn.SGD(0.0005 if size is None else 0.0009), "epochs": epochs, "batch_size": size, "rng": 0}
    history = nn.fit(net, X, 0.5 * X + 110, **more)
    assert np.isfinite(history.cost).all() and history.cost[-1] > 1e6 * history.cost[0]
    assert history.diverged and len(history.cost) == epochs + 1
    assert history.stopped.startswith(f"all {epochs} epochs done; the cost grew from {history.cost[0]:.3g} to ")
    assert "it is diverging" in history.stopped and "nn.data.standardise" in history.stopped
    assert history.cost[-1] == pytest.approx(net.cost(X, 0.5 * X + 110), rel=1e-12)


def test_a_cost_that_falls_or_only_trembles_is_not_called_diverging():
    net, X, Y, _, _ = oracle.problem([2, 4, 1], N=20)
    history = nn.fit(net, X, Y, optimizer=nn.SGD(0.5), batch_size=1, rng=0, epochs=50)
    assert not history.diverged and history.stopped == "all 50 epochs done"


def test_a_cost_that_was_nothing_and_is_still_tiny_is_not_called_diverging():
    """Adam trembles about the lowest point: 1e-30 becomes 1e-5, and neither is bad."""
    net, X = nn.Network([1, 1], "identity", theta=[2.0, 1.0]), np.linspace(-1, 1, 20)[:, None]
    Y = net.predict(X) + 1e-8
    history = nn.fit(net, X, Y, optimizer=nn.Adam(0.01), epochs=3)
    assert history.cost[-1] > 1000 * history.cost[0] and not history.diverged and "diverging" not in history.stopped


def test_inputs_of_different_sizes_are_to_be_standardised_and_that_advice_helps():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 4)) * [0.1, 1, 30, 1000]
    Y = X @ [[3.0], [1.0], [0.1], [0.001]] + 1
    history = nn.fit(nn.Network([4, 1], "identity"), X, Y, optimizer=nn.SGD(0.1))
    assert history.diverged and "nn.data.standardise(X)" in history.stopped and "or less" not in history.stopped
    scaled = nn.fit(nn.Network([4, 1], "identity"), nn.data.standardise(X).X, Y, optimizer=nn.SGD(0.1))
    assert not scaled.diverged and scaled.cost[-1] < 1e-6 * scaled.cost[0]


def test_inputs_of_one_size_get_a_lower_rate_and_the_way_to_measure_the_limit():
    net, X, Y, _, _ = oracle.problem([2, 1], "identity", N=60)
    start = net.copy()
    history = nn.fit(net, X, Y, optimizer=nn.SGD(20.0))
    assert "try 10 or less; nn.stable_learning_rate gives the limit" in history.stopped
    limit = nn.stable_learning_rate(start, X, Y)
    assert not nn.fit(start, X, Y, optimizer=nn.SGD(0.9 * limit)).diverged


def test_a_rate_that_falls_with_the_epochs_is_named_as_it_was_then():
    net, X, Y, _, _ = oracle.problem([1, 1], "identity", N=8)
    spike = nn.SGD(lambda epoch: 1e200 if epoch >= 1 else 1e-3)
    history = nn.fit(net, X, Y, optimizer=spike, batch_size=2, rng=0, epochs=3)
    assert history.stopped.startswith("diverged in epoch 2: the learning rate 1e+200 is too high")


@pytest.mark.parametrize(("size", "call"), [(None, 3), (2, 16)])  # in the second epoch, after a step
@pytest.mark.parametrize("rate", [0.01, 1e308])
def test_an_interrupt_leaves_finite_parameters(rate, size, call):
    calls = 0

    def interrupted(Z):
        nonlocal calls
        calls += 1
        if calls == call:
            raise KeyboardInterrupt
        return Z

    f = nn.ActivationFunction("interrupted", interrupted, lambda Z, A: np.ones_like(Z))
    net, X, Y, _, _ = oracle.problem([1, 1], [f], N=20)
    calls, start = 0, net.theta.copy()
    rule = nn.SGD(lambda epoch: rate if epoch >= 1 else 0.01)
    with pytest.raises(KeyboardInterrupt):
        nn.fit(net, X, 1000 * Y, optimizer=rule, batch_size=size, rng=0)
    assert np.isfinite(net.theta).all() and (net.theta != start).any()


@pytest.mark.parametrize("penalty", [nn.l2(1.0), nn.l2(5.0), nn.l1(5.0)], ids=str)
@pytest.mark.parametrize("batch", [None, 1])
@pytest.mark.parametrize("activation", ["relu", "identity", "tanh"])
def test_a_training_with_a_penalty_that_diverges_stops_and_says_so(penalty, batch, activation):
    net = nn.Network([1, 4, 1], [activation, "identity"], rng=0)
    how = {"cost": nn.mse + penalty, "optimizer": nn.SGD(1e6), "batch_size": batch, "rng": 0}
    history = nn.fit(net, [[1.0], [2.0], [3.0]], [[3.0], [2.0], [1.0]], epochs=400, **how)
    assert history.diverged and "try 5e+05 or less" in history.stopped
    assert np.isfinite(net.theta).all() and np.isfinite(history.cost).all()


def test_a_gradient_of_a_penalty_that_overflows_is_infinite_and_raises_nothing():
    net = nn.Network([1, 1], "identity", theta=[1e308, 0.0])
    assert not np.isfinite(net.backward(net.forward([[0.0]]), [[0.0]], cost=nn.mse + nn.l2(100.0)).theta).all()


def test_where_a_schedule_fails_in_the_middle_of_an_epoch_the_parameters_stay_finite():
    net = nn.Network([1, 1], "identity", theta=[1.0, 1.0])
    rule = nn.SGD(lambda epoch: 1e300 if epoch < 0.7 else -1)
    with pytest.raises(ValueError, match="the learning rate that the schedule returns"):
        nn.fit(net, np.ones((4, 1)), np.zeros((4, 1)), optimizer=rule, batch_size=1, rng=0)
    assert np.isfinite(net.theta).all()


def test_data_that_overflow_are_refused_before_the_first_step():
    Y, net = np.array([[0.0], [0.0], [0.0], [1e200]]), nn.Network([1, 1], "identity")
    with pytest.raises(ValueError, match="must be finite at the start; got a cost of inf"):
        nn.fit(net, np.ones((4, 1)), Y, batch_size=1, rng=1, optimizer=nn.SGD(1e-9))


def test_a_training_that_grows_under_a_schedule_names_the_rate_of_its_last_epoch():
    rates = [3.0, 5.0, 7.0, 9.0]
    rule = nn.SGD(lambda epoch: rates[int(epoch)])
    history = nn.fit(nn.Network([1, 1], "identity", rng=0), [[1.0], [2.0]], [[3.0], [2.0]], optimizer=rule, epochs=2)
    assert "the learning rate 5 is too high" in history.stopped and "try 2.5 or less" in history.stopped
