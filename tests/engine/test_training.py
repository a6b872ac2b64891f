"""Training: the step is the rule's, it reaches known answers, and it never ends in NaN."""

import numpy as np
import pytest

import nnlib as nn
from tests.engine import oracle


def logistic_regression(X, Y):
    """scikit-learn's answer without penalty: (weights, intercept)."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(X, Y.ravel())
    return model.coef_, model.intercept_


def trained_neuron(flights, epochs):
    X, scaling = nn.data.standardise(flights.X, flights.inputs)
    net = nn.Network([X.shape[1], 1])
    optimizer = nn.SGD(learning_rate=2.0, momentum=0.9)
    history = nn.fit(net, X, flights.Y, cost=nn.cross_entropy, optimizer=optimizer, epochs=epochs)
    return net, X, scaling, history


def test_a_neuron_reaches_the_published_o_ring_fit():
    flights = nn.data.flights()
    net, X, scaling, history = trained_neuron(flights, epochs=600)
    w, b = scaling.to_original(net.W[0], net.b[0])
    assert b.round(4).tolist() == [15.0429]
    assert w.round(4).tolist() == [[-0.2322]]
    assert net.predict(scaling.apply([[31.0]])).round(4).item() == 0.9996
    assert not history.diverged
    coef, intercept = logistic_regression(X, flights.Y)
    assert oracle.difference(net.W[0], coef) < 1e-8
    assert oracle.difference(net.b[0], intercept) < 1e-8


def test_plain_descent_reaches_the_o_ring_fit_within_three_figures():
    flights = nn.data.flights()
    X, scaling = nn.data.standardise(flights.X)
    net = nn.Network([1, 1])
    nn.fit(net, X, flights.Y, cost=nn.cross_entropy, epochs=1000)
    w, b = scaling.to_original(net.W[0], net.b[0])
    assert b.item() == pytest.approx(15.043, abs=5e-3)
    assert w.item() == pytest.approx(-0.2322, abs=5e-5)


def test_five_features_equal_logistic_regression_to_six_figures():
    tumours = nn.data.breast_cancer()
    net, X, _, _ = trained_neuron(tumours, epochs=800)
    coef, intercept = logistic_regression(X, tumours.Y)
    assert np.allclose(net.W[0], coef, rtol=1e-7, atol=0)
    assert np.allclose(net.b[0], intercept, rtol=1e-7, atol=0)


def test_the_prices_come_back_from_the_receipts():
    meals = nn.data.receipts()
    net = nn.Network([3, 1], "identity")
    rate = 0.9 * nn.stable_learning_rate(net, meals.X, meals.Y)
    nn.fit(net, meals.X, meals.Y, optimizer=nn.SGD(rate), epochs=1500)
    assert net.theta.round(6).tolist() == [5.0, 2.5, 1.5, 1.0]


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_the_path_is_the_rule_written_out(momentum):
    net, X, Y, name, arguments = oracle.problem([2, 2, 1])
    theta, velocity, path = net.theta.copy(), np.zeros(net.theta.size), [net.theta.copy()]
    for _ in range(10):
        velocity = momentum * velocity - 0.3 * oracle.gradient(theta, *arguments)
        theta = theta + velocity
        path.append(theta)
    history = nn.fit(net, X, Y, cost=name, optimizer=nn.SGD(0.3, momentum), epochs=10, keep_path=True)
    assert np.allclose(history.path, path, rtol=1e-11, atol=1e-13)
    assert np.allclose(history.cost, [oracle.cost(step, *arguments) for step in path], rtol=1e-11)
    lengths = [np.linalg.norm(oracle.gradient(step, *arguments)) for step in path]
    assert np.allclose(history.gradient_norm, lengths, rtol=1e-10)
    assert np.array_equal(net.theta, history.path[-1])


def test_a_second_fit_starts_at_rest():
    first, X, Y, _, _ = oracle.problem([2, 1])
    optimizer = nn.SGD(0.3, momentum=0.9)
    nn.fit(first, X, Y, optimizer=optimizer, epochs=3)
    second = first.at(first.theta)
    nn.fit(first, X, Y, optimizer=optimizer, epochs=3)
    nn.fit(second, X, Y, optimizer=nn.SGD(0.3, momentum=0.9), epochs=3)
    assert np.array_equal(first.theta, second.theta)


def test_history_counts_the_start_and_says_why_it_stopped():
    net, X, Y, _, _ = oracle.problem([2, 1])
    history = nn.fit(net, X, Y, epochs=7)
    assert history.cost.shape == history.gradient_norm.shape == (8,)
    assert history.steps == 7
    assert history.path is None
    assert history.stopped == "all 7 epochs done"
    assert (
        repr(history)
        == f"History(7 steps, cost {history.cost[0]:.3g} -> {history.cost[-1]:.3g}, stopped: all 7 epochs done)"
    )


def test_zero_epochs_measure_the_start_and_change_nothing():
    net, X, Y, _, _ = oracle.problem([2, 1])
    before = net.theta.copy()
    history = nn.fit(net, X, Y, epochs=0)
    assert history.cost.tolist() == [net.cost(X, Y)]
    assert history.steps == 0
    assert np.array_equal(net.theta, before)


def test_training_stops_as_soon_as_the_cost_is_below_the_threshold():
    meals = nn.data.receipts()
    net = nn.Network([3, 1], "identity")
    history = nn.fit(net, meals.X, meals.Y, optimizer=nn.SGD(0.1), epochs=5000, stop_below=0.01)
    assert (history.cost[:-1] >= 0.01).all()
    assert history.cost[-1] < 0.01
    assert history.stopped == f"the cost fell below 0.01 at step {history.steps}"
    again = nn.fit(net, meals.X, meals.Y, stop_below=0.01)
    assert again.steps == 0
    equal = nn.fit(nn.Network([1, 1], "identity"), [[1.0]], [[1.0]], epochs=0, stop_below=1.0)
    assert equal.cost.tolist() == [1.0] and equal.stopped == "all 0 epochs done"


@pytest.mark.parametrize("momentum", [0.0, 0.5])
@pytest.mark.parametrize("times", [3, 10])
def test_divergence_is_told_and_the_last_finite_parameters_are_kept(times, momentum):
    net, X, Y, _, _ = oracle.problem([1, 1], "identity")
    rate = times * nn.stable_learning_rate(net, X, Y)
    optimizer = nn.SGD(rate, momentum)
    history = nn.fit(net, X, Y, optimizer=optimizer, epochs=2000, keep_path=True)
    assert history.diverged
    assert history.stopped == (
        f"diverged at step {history.steps + 1}: the learning rate {rate:.3g} is too high for this slope; "
        f"the last finite parameters are kept; try {rate / 2:.3g} or less; nn.stable_learning_rate gives the limit"
    )
    for part in (history.cost, history.gradient_norm, history.path):
        assert np.isfinite(part).all()
    assert np.array_equal(net.theta, history.path[-1])
    assert net.cost(X, Y) == history.cost[-1]
    assert history.cost[-1] > 1e300  # it was the very next step that left the floats


def test_float32_divergence_is_told_too():
    net = nn.Network([1, 1], "identity", dtype=np.float32)
    history = nn.fit(net, [[1.0]], [[1.0]], optimizer=nn.SGD(5.0))
    assert history.diverged
    assert np.isfinite(net.theta).all()


def test_just_below_the_stable_rate_it_settles_and_just_above_it_grows():
    net, X, Y, _, _ = oracle.problem([2, 1], "identity")
    for momentum in (0.0, 0.6):
        limit = nn.stable_learning_rate(net, X, Y, momentum=momentum)
        below = nn.fit(net.at(net.theta), X, Y, optimizer=nn.SGD(0.98 * limit, momentum), epochs=2000)
        above = nn.fit(net.at(net.theta), X, Y, optimizer=nn.SGD(1.02 * limit, momentum), epochs=2000)
        assert below.gradient_norm[-1] < 1e-6 * below.gradient_norm[0]
        assert above.gradient_norm[-1] > 1e6 * above.gradient_norm[0]


def test_the_costs_of_the_history_hold_the_penalty():
    net, cost = nn.Network([1, 3, 1], rng=0), nn.mse + nn.l1(0.1) + nn.l2(0.5)
    X, Y = [[0.0], [1.0], [2.0]], [[1.0], [0.0], [1.0]]
    at_first = net.cost(X, Y, cost=cost)
    assert at_first > 1.1 * net.cost(X, Y, cost=nn.mse), "the penalty is felt"
    history = nn.fit(net, X, Y, cost=cost, optimizer=nn.SGD(0.01), epochs=3)
    assert history.cost[[0, -1]] == pytest.approx([at_first, net.cost(X, Y, cost=cost)], rel=1e-12)
