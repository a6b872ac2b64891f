"""After training, fit says what is wrong with the network: dead units, equal units, nothing changed; else nothing."""

import numpy as np
import pytest

import nnlib as nn
from nnlib import diagnosis
from nnlib.activations import ACTIVATIONS
from tests.engine import oracle

X = [[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
Y = [0.0, 1.0, 1.0]


def test_a_healthy_training_has_no_remark():
    assert nn.fit(nn.Network([2, 3, 1]), X, Y, epochs=7).stopped == "all 7 epochs done"


@pytest.mark.parametrize("layer", [1, 2])
def test_a_hidden_layer_whose_units_are_all_dead_is_named(layer):
    net = nn.Network([2, 3, 4, 1], ["relu", "relu", "sigmoid"], rng=0)
    net.b[layer - 1] = -100
    stopped = nn.fit(net, X, Y, epochs=7).stopped
    assert stopped.startswith(f"all 7 epochs done; all {layer + 2} units of hidden layer {layer} are dead: ")


def test_a_layer_that_lives_for_one_example_of_many_is_not_called_dead():
    net = nn.Network([1, 2, 1], ["relu", "identity"], theta=[1.0, 1.0, -1.0, -1.0, 1.0, -1.0, 0.0])
    inputs = np.zeros((3000, 1))
    inputs[-1] = 2.0
    assert "dead" not in nn.fit(net, inputs, inputs, epochs=1).stopped
    assert "dead" in nn.fit(net.copy(), inputs[:-1], inputs[:-1], epochs=1).stopped


def test_single_dead_units_are_found_by_layer_and_place_and_no_layer_is_called_dead_for_them():
    net = nn.Network([2, 3, 2, 1], ["relu", "relu", "sigmoid"], theta=np.ones(20))
    net.b[0][1] = net.b[1][0] = -100
    assert diagnosis.dead_units(net, np.array(X)) == [(1, 1), (2, 0)]
    assert diagnosis.dead_layers(net, np.array(X)) == []
    net.b[1][1] = -100
    assert diagnosis.dead_layers(net, np.array(X)) == [(2, 2)]


def test_a_softmax_inside_the_network_has_no_dead_unit_as_long_as_two_of_its_units_share():
    net = nn.Network([2, 3, 1], ["softmax", "sigmoid"], rng=0)
    assert diagnosis.dead_units(net, np.array(X)) == []


def test_zeros_are_reported_as_units_that_stay_equal():
    net = nn.Network([2, 3, 1], init="zeros")
    stopped = nn.fit(net, X, Y, epochs=50).stopped
    assert "the 3 units of hidden layer 1 are all equal, and equal units stay equal" in stopped
    W = net.W[0]
    assert W.any() and (W[0] == W).all(), "they have learned, and are still equal"
    assert "equal" not in nn.fit(nn.Network([2, 3, 1]), X, Y, epochs=50).stopped
    assert "equal" not in nn.fit(nn.Network([2, 1, 1]), X, Y, epochs=5).stopped, "one unit has no equal"


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_a_network_that_did_not_change_is_reported(optimizer):
    net = nn.Network([2, 2, 1], "relu", theta=[0.0] * 4 + [-1.0, -1.0, 0.0, 0.0, -1.0])
    history = nn.fit(net, X, [0.0, 0.0, 0.0], optimizer=optimizer, epochs=5)
    assert "no parameter changed" in history.stopped and history.steps == 5
    history = nn.fit(net, X, [0.0, 0.0, 0.0], optimizer=optimizer, epochs=5, patience=3)
    assert "no lower cost for 3 epochs; net is as after epoch 0" in history.stopped, "as low is not lower"


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if not ACTIVATIONS[name].joint])
def test_every_activation_can_be_looked_at(name):
    net, inputs, targets, _, _ = oracle.problem([2, 3, 1], [name, "identity"])
    assert nn.fit(net, inputs, targets, optimizer=nn.SGD(1e-3), epochs=2).stopped == "all 2 epochs done"


def test_a_softmax_in_a_hidden_layer_can_be_looked_at():
    net, inputs, targets, _, _ = oracle.problem([2, 3, 1], ["softmax", "identity"])
    assert nn.fit(net, inputs, targets, optimizer=nn.SGD(1e-3), epochs=2).stopped == "all 2 epochs done"


def test_after_patience_remarks_are_about_the_network_that_was_given_back():
    net, inputs, targets, _, _ = oracle.problem([1, 1], "identity", N=20)
    start = net.theta.copy()
    history = nn.fit(net, inputs, targets, optimizer=nn.SGD(20.0), patience=3)
    assert np.array_equal(net.theta, start) and history.cost[-1] > 100 * history.cost[0]
    assert history.stopped == "no lower cost for 3 epochs; net is as after epoch 0" and not history.diverged


def test_an_activation_of_one_s_own_may_have_a_plain_number_as_its_slope():
    double = nn.ActivationFunction("double", lambda z: 2 * z, lambda z, a: 2.0)
    assert nn.fit(nn.Network([2, 3, 1], [double, "sigmoid"], rng=0), X, Y, epochs=7).stopped == "all 7 epochs done"


def test_units_that_differ_only_behind_are_not_called_equal():
    net = nn.Network([1, 3, 1], theta=[1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.5, 0.7, 0.7, 0.0])
    assert diagnosis.equal_layers(net) == []
    assert diagnosis.equal_layers(net.at([1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.7, 0.7, 0.7, 0.0])) == [(1, 3)]


def test_the_limit_is_offered_up_to_the_size_for_which_it_can_be_measured():
    most = diagnosis.MOST_FOR_CURVATURE
    for size, offered in ((most, True), (most + 1, False)):
        net = nn.Network([size - 1, 1])
        assert net.theta.size == size
        assert ("stable_learning_rate" in diagnosis.advice(net, np.ones((2, size - 1)), 0.1)) == offered
