"""Costs and activations: exact values, and no overflow anywhere."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlib as nn

HUGE = (700.0, 750.0, 1e4, 1e300)


def test_mse_sums_over_outputs_and_means_over_examples_without_a_half():
    A, Y = [[1.0, 2.0], [3.0, 4.0]], [[0.0, 0.0], [0.0, 2.0]]
    assert nn.mse(A, Y) == (1 + 4 + 9 + 4) / 2
    assert nn.Network([2, 2], "identity", theta=[1, 0, 0, 1, 0, 0]).cost(A, Y) == nn.mse(A, Y)


def test_cross_entropy_sums_over_outputs_and_means_over_examples():
    Z, Y = [[0.0, 0.0], [0.0, 0.0]], [[1.0, 0.0], [0.3, 1.0]]
    assert nn.cross_entropy(Z, Y) == pytest.approx(2 * math.log(2), rel=1e-15)


@pytest.mark.parametrize("size", HUGE)
def test_cross_entropy_of_a_sure_neuron_is_exact(size):
    # log(1 + e^z) is z + e^-z - ..., and e^-700 is far below the rounding of 700: wrong and sure costs |z| exactly
    assert nn.cross_entropy([[size]], [[0.0]]) == size
    assert nn.cross_entropy([[-size]], [[1.0]]) == size
    # right and sure costs log(1 + e^-|z|) = e^-|z|, because its square is below every float
    assert nn.cross_entropy([[size]], [[1.0]]) == math.exp(-size)
    assert nn.cross_entropy([[-size]], [[0.0]]) == math.exp(-size)
    assert nn.cross_entropy([[size]], [[0.25]]) == 0.75 * size


@pytest.mark.parametrize("size", HUGE)
def test_cross_entropy_of_a_sure_softmax_is_exact(size):
    def cost(Z, Y):
        return nn.cross_entropy([Z], [Y], output="softmax")

    assert cost([size, 0.0], [0.0, 1.0]) == size
    assert cost([size, 0.0, 0.0], [1.0, 0.0, 0.0]) == pytest.approx(2 * math.exp(-size), rel=1e-15)
    assert cost([-size, 0.0], [0.5, 0.5]) == size / 2
    assert cost([size, size], [1.0, 0.0]) == pytest.approx(math.log(2), rel=1e-15)
    assert cost([1e-9, 21.0], [0.0, 1.0]) == pytest.approx(math.log1p(math.exp(1e-9 - 21)), rel=1e-12)


def test_a_softmax_of_two_is_a_sigmoid_of_the_difference():
    Z, y = np.random.default_rng(0).normal(size=(5, 2)), np.array([0, 1, 1, 0, 0.3])
    both = nn.cross_entropy(Z, np.column_stack([1 - y, y]), output="softmax")
    assert both == pytest.approx(nn.cross_entropy(Z[:, 1:] - Z[:, :1], y.reshape(-1, 1)), rel=1e-14)


def test_penalties_show_their_strength_and_leave_biases_alone():
    net = nn.Network([1, 2, 1], "identity", theta=[3.0, -4.0, 100.0, 100.0, 0.5, 0.0, 100.0])
    nothing = net.cost([[0.0]], [[0.0]])
    cost = nn.mse + nn.l1(2) + nn.l2(0.1)
    assert repr(cost) == "mse + l1(2) + l2(0.1)"
    assert net.cost([[0.0]], [[0.0]], cost) == pytest.approx(nothing + 2 * 7.5 + 0.1 * 25.25, rel=1e-14)


@pytest.mark.parametrize("size", HUGE[:3])
def test_a_network_gives_the_same_cross_entropy_and_its_slope(size):
    net = nn.Network([1, 1], theta=[1.0, 0.0])
    X, Y = [[size], [-size]], [[0.0], [1.0]]
    assert net.cost(X, Y, nn.cross_entropy) == size
    assert net.backward(net.forward(X), Y, nn.cross_entropy).delta[0].tolist() == [[1.0], [-1.0]]


@given(st.floats(-30, 30), st.floats(0, 1))
def test_cross_entropy_is_the_textbook_formula_where_that_can_be_computed(z, y):
    # log a = -log1p(e^-z) and log(1 - a) = -log1p(e^z), each without cancellation
    textbook = y * math.log1p(math.exp(-z)) + (1 - y) * math.log1p(math.exp(z))
    assert nn.cross_entropy([[z]], [[y]]) == pytest.approx(textbook, rel=1e-13)
