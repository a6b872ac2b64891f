"""Divergence in batches: the step that led astray is found, told and taken back, and nothing else is lost."""

import math

import numpy as np
import pytest

import nnlib as nn
from nnlib import trainer
from tests.engine import oracle


@pytest.mark.parametrize("N", [6, 1])
def test_divergence_in_batches_is_told_and_the_last_finite_parameters_are_kept(N):
    net, X, Y, _, _ = oracle.problem([1, 1], "identity", N=N)
    more = {"batch_size": 2, "rng": np.random.default_rng(0), "epochs": 4000, "keep_path": True}
    history = nn.fit(net, X, Y, optimizer=nn.SGD(20.0), **more)
    assert history.diverged and history.stopped.startswith(f"diverged at step {history.steps + 1}: ")
    assert len(history.path) == history.steps + 1
    assert np.isfinite(history.path).all() and np.isfinite(history.cost).all()
    assert np.array_equal(net.theta, history.path[-1])


DIVERGING = {
    "plain": nn.SGD(2.0),
    "momentum": nn.SGD(1.0, momentum=0.9),
    "nesterov": nn.SGD(1.0, momentum=0.9, nesterov=True),
    "adam": nn.Adam(lambda epoch: 0.05 if epoch < 1.4 else 1e200),
}


@pytest.mark.parametrize("lengths", [32, 1])
@pytest.mark.parametrize("name", DIVERGING)
def test_what_is_kept_after_divergence_is_what_so_many_steps_alone_give(name, lengths, monkeypatch):
    monkeypatch.setattr(trainer, "LENGTHS", lengths)

    def trained(**more):
        net, X, Y, _, _ = oracle.problem([2, 3, 1], "identity", N=60)
        rng = np.random.default_rng(0)
        run = nn.fit(net, X, Y, optimizer=DIVERGING[name], batch_size=2, rng=rng, epochs=90, keep_path=True, **more)
        return net, run

    net, history = trained()
    assert history.diverged and history.steps % 30 > 0, "divergence must fall into the middle of an epoch"
    twin, same = trained(max_steps=history.steps)
    assert not same.diverged and same.steps == history.steps
    assert np.array_equal(net.theta, twin.theta)
    assert np.array_equal(history.path, same.path)
    assert np.array_equal(history.cost, same.cost[: len(history.cost)])


def test_a_rule_that_is_tried_twice_where_it_diverges_remembers_nothing_of_the_first_time():
    net, X, Y, _, _ = oracle.problem([1, 1], "identity", N=40)
    met = []
    rule = nn.SGD(lambda epoch: met.append(epoch) or (1e200 if epoch >= 1.5 else 0.01), momentum=0.5)
    history = nn.fit(net, X, Y, optimizer=rule, batch_size=2, rng=np.random.default_rng(0), epochs=9)
    assert history.diverged and len(history.cost) == 2
    first = met.index(1.0)
    again = met.index(1.0, first + 1)
    assert met[first : first + 10] == met[again : again + 10] == [1 + i / 20 for i in range(10)]


def test_a_last_step_out_of_all_bounds_is_noticed_although_no_batch_follows():
    net = nn.Network([1, 1], "identity", theta=[1.0, 1.0])
    history = nn.fit(
        net, [[1.0]], [[0.0]], optimizer=nn.SGD(1e308), epochs=1, batch_size=1, rng=np.random.default_rng(0)
    )
    assert history.diverged and history.steps == 0
    assert net.theta.tolist() == [1.0, 1.0]


@pytest.mark.parametrize("epochs", [1, 2, 3])
def test_a_step_to_infinity_is_taken_back_wherever_the_epoch_ends(epochs):
    """With finite rates: theta itself becomes infinite, and the epoch after it begins there."""
    net = nn.Network([1, 1], "identity", theta=[1.0, 1.0])
    more = {"batch_size": 2, "rng": np.random.default_rng(0), "epochs": epochs}
    history = nn.fit(net, [[1.0], [2.0]], [[1.0], [2.0]], optimizer=nn.SGD(1e308), **more)
    assert history.diverged and history.steps == 0
    assert net.theta.tolist() == [1.0, 1.0]


def test_the_rate_that_is_blamed_is_that_of_the_step_that_went_astray():
    net, X, Y, _, _ = oracle.problem([1, 1], "identity", N=8)
    spike = nn.SGD(lambda epoch: 1e200 if epoch == 1.25 else 1e-3)
    history = nn.fit(net, X, Y, optimizer=spike, batch_size=2, rng=np.random.default_rng(0), epochs=3)
    assert history.stopped.startswith("diverged at step 6: the learning rate 1e+200 is too high")


def test_an_epoch_whose_last_step_leaves_all_bounds_is_recorded_like_any_other():
    def trained(rate, epochs):
        net, X, Y, _, _ = oracle.problem([2, 1], "identity", N=8)
        return nn.fit(
            net, X, Y, optimizer=nn.SGD(rate), batch_size=2, rng=np.random.default_rng(0), epochs=epochs, keep_path=True
        )

    calm = trained(0.01, epochs=2)
    wild = trained(lambda epoch: 1e308 if epoch == 0.75 else 0.01, epochs=2)
    assert wild.diverged and wild.steps == 3
    assert wild.cost.tolist() == calm.cost[:2].tolist()
    assert wild.gradient_norm.tolist() == calm.gradient_norm[:2].tolist()
    assert np.array_equal(wild.path, calm.path[:4])


@pytest.mark.parametrize(("rate", "steps"), [(0.01, 14), (1e200, 10)])
def test_an_interrupted_epoch_leaves_the_last_parameters_that_were_finite_when_it_was_left(rate, steps):
    calls, last = 0, math.inf

    def interrupted(Z):
        nonlocal calls
        calls += 1
        if calls == last:
            raise KeyboardInterrupt
        return Z

    f = nn.Activation("interrupted", interrupted, lambda Z, A: np.ones_like(Z))
    net, X, Y, _, _ = oracle.problem([1, 1], [f], N=20)
    start, how = net.theta.copy(), {"optimizer": nn.SGD(lambda epoch: rate if epoch >= 1 else 0.01), "batch_size": 2}
    calls, last = 0, 16  # the fifth of the second epoch's ten batches, after one to measure the start
    with pytest.raises(KeyboardInterrupt):
        nn.fit(net, X, Y, **how, rng=np.random.default_rng(0), epochs=3)
    assert calls == 16
    calls, last = 0, math.inf
    reached = net.at(start)
    nn.fit(reached, X, Y, **how, rng=np.random.default_rng(0), max_steps=steps)
    assert np.array_equal(net.theta, reached.theta)


@pytest.mark.parametrize("penalty", [nn.l2(1.0), nn.l2(5.0), nn.l1(5.0)], ids=str)
@pytest.mark.parametrize("batch", [None, 1])
@pytest.mark.parametrize("activation", ["relu", "identity", "tanh"])
def test_a_training_with_a_penalty_that_diverges_stops_and_says_so(penalty, batch, activation):
    net = nn.Network([1, 4, 1], [activation, "identity"], rng=np.random.default_rng(0))
    how = {"cost": nn.mse + penalty, "optimizer": nn.SGD(1e6), "batch_size": batch, "rng": np.random.default_rng(0)}
    history = nn.fit(net, [[1.0], [2.0], [3.0]], [[3.0], [2.0], [1.0]], epochs=400, **how)
    assert (
        history.diverged and history.stopped.startswith("diverged at step ") and "try 5e+05 or less" in history.stopped
    )
    assert np.isfinite(net.theta).all() and np.isfinite(history.cost).all()


def test_a_gradient_of_a_penalty_beyond_the_floats_is_infinite_and_raises_nothing():
    net = nn.Network([1, 1], "identity", theta=[1e308, 0.0])
    assert not np.isfinite(net.backward(net.forward([[0.0]]), [[0.0]], cost=nn.mse + nn.l2(100.0)).theta).all()


@pytest.mark.parametrize("spike", [2.0, 2.5, 3.5])
def test_the_rate_that_made_it_diverge_is_the_one_that_is_named(spike):
    rule = nn.SGD(lambda epoch: 1e300 if epoch == spike else 0.1)
    how = {"batch_size": 2, "rng": np.random.default_rng(0), "epochs": 9, "optimizer": rule}
    history = nn.fit(nn.Network([1, 1], "identity", theta=[1.0, 1.0]), np.ones((4, 1)), np.zeros((4, 1)), **how)
    assert "the learning rate 1e+300 is too high" in history.stopped


def test_where_a_schedule_fails_in_the_middle_of_an_epoch_the_parameters_stay_finite():
    net = nn.Network([1, 1], "identity", theta=[1.0, 1.0])
    rule = nn.SGD(lambda epoch: 1e300 if epoch < 0.7 else -1)
    with pytest.raises(ValueError, match="what learning_rate answers"):
        nn.fit(net, np.ones((4, 1)), np.zeros((4, 1)), optimizer=rule, batch_size=1, rng=np.random.default_rng(0))
    assert np.isfinite(net.theta).all()
