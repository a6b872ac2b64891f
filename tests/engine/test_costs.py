"""Costs and activations: exact values, and no overflow anywhere."""

import math

import numpy as np
import pytest

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


@pytest.mark.parametrize("z", np.linspace(-30, 30, 13))
@pytest.mark.parametrize("y", [0.0, 0.2, 1.0])
def test_cross_entropy_is_the_textbook_formula_where_that_can_be_computed(z, y):
    # log a = -log1p(e^-z) and log(1 - a) = -log1p(e^z), each without cancellation
    textbook = y * math.log1p(math.exp(-z)) + (1 - y) * math.log1p(math.exp(z))
    assert nn.cross_entropy([[z]], [[y]]) == pytest.approx(textbook, rel=1e-13)


def test_sigmoid_is_stable_at_both_ends():
    z = np.array([-1e4, -700.0, -1.0, 0.0, 1.0, 700.0, 1e4])
    assert nn.sigmoid(z).tolist() == pytest.approx(
        [0.0, math.exp(-700), 1 / (1 + math.e), 0.5, 1 / (1 + math.exp(-1)), 1.0, 1.0], rel=1e-14
    )
    assert np.isfinite(nn.sigmoid(np.float32([-1e4, 1e4]))).all()


@pytest.mark.parametrize("activation", [nn.identity, nn.sigmoid, nn.tanh, nn.relu, nn.softmax])
def test_an_activation_keeps_shape_and_float32(activation):
    z = np.linspace(-2, 2, 6, dtype=np.float32).reshape(2, 3)
    a = activation(z)
    assert a.dtype == activation.df(z, a).dtype == np.float32
    assert a.shape == (2, 3)
    assert activation.df(z, a).shape == ((2, 3, 3) if activation is nn.softmax else (2, 3))
    assert activation([1, 2]).dtype == np.float64


@pytest.mark.parametrize("activation", [nn.identity, nn.sigmoid, nn.tanh, nn.relu])
def test_df_is_the_slope_of_f(activation):
    z, h = np.linspace(-4, 4, 32), 1e-5  # 0 is not among them, where relu has no slope
    measured = (activation(z + h) - activation(z - h)) / (2 * h)
    assert np.allclose(activation.df(z, activation(z)), measured, rtol=1e-8, atol=1e-10)


def test_df_of_softmax_is_the_slope_of_every_activation_in_every_sum():
    z, h = np.array([0.3, -1.2, 2.0]), 1e-5
    measured = np.array([(nn.softmax(z + h * e) - nn.softmax(z - h * e)) / (2 * h) for e in np.eye(3)]).T
    assert np.allclose(nn.softmax.df(z, nn.softmax(z)), measured, rtol=1e-8, atol=1e-10)


def test_relu_keeps_what_is_above_zero_and_its_slope_at_zero_is_zero():
    z = np.array([-1e300, -2.0, 0.0, 3.0, 1e300])
    assert nn.relu(z).tolist() == [0.0, 0.0, 0.0, 3.0, 1e300]
    assert nn.relu.df(z, nn.relu(z)).tolist() == [0.0, 0.0, 0.0, 1.0, 1.0]


@pytest.mark.parametrize("z", [[0.0, 0.0], [1e4, -1e4, 0.0], [1e300, 1e300, -1e300], [-745.0, 0.0]])
def test_softmax_shares_one_certainty_whatever_the_sums(z):
    a = nn.softmax(z)
    assert a.sum() == pytest.approx(1.0, rel=1e-15)
    assert (a >= 0).all() and (np.argsort(a, kind="stable") == np.argsort(z, kind="stable")).all()
    assert np.array_equal(a, nn.softmax(np.array(z) - max(z)))


def test_identity_gives_a_copy():
    z = np.zeros(2)
    assert not np.shares_memory(nn.identity(z), z)
    run = nn.Network([1, 1], "identity").forward([[1.0]])
    assert not np.shares_memory(run.Z[0], run.A[1])


def test_costs_and_activations_show_their_names():
    assert [repr(part) for part in (nn.mse, nn.cross_entropy, nn.sigmoid, nn.identity)] == [
        "mse",
        "cross_entropy",
        "sigmoid",
        "identity",
    ]


def test_a_penalty_is_added_to_a_cost_from_either_side_and_to_nothing_else():
    assert str(nn.l2(0.1) + nn.mse) == str(nn.mse + nn.l2(0.1))
    for other in (nn.l1(0.1), 1, "mse", None):
        with pytest.raises(ValueError, match="must be added to a cost"):
            nn.l2(0.1) + other
    with pytest.raises(ValueError, match="must be added to a cost"):
        1 + nn.l2(0.1)
