"""The network: theta is the storage, the matrices are views, and a forward pass is the textbook's."""

import copy

import numpy as np
import pytest
from hypothesis import given

import nnlib as nn
from tests.engine import oracle


def test_a_forward_pass_by_hand():
    net = nn.Network([2, 2, 1], ["identity", "sigmoid"], theta=[1, 2, 3, 4, 10, 20, 0.5, -0.25, 1])
    run = net.forward([[1.0, -1.0]])
    assert run.A[0].tolist() == [[1.0, -1.0]]
    assert run.Z[0].tolist() == run.A[1].tolist() == [[9.0, 19.0]]  # 1 - 2 + 10, 3 - 4 + 20
    assert run.Z[1].tolist() == [[0.75]]  # 4.5 - 4.75 + 1
    assert run.A[2].item() == pytest.approx(1 / (1 + np.exp(-0.75)), rel=1e-15)
    assert np.array_equal(net.predict([[1.0, -1.0]]), run.A[2])


@given(oracle.problems())
def test_weights_and_biases_are_views_of_theta_in_both_directions(drawn):
    net = drawn[0]
    W, b = net.W, net.b
    net.theta = np.arange(net.theta.size)
    flat = np.concatenate([part.ravel() for pair in zip(W, b, strict=True) for part in pair])
    assert np.array_equal(flat, np.arange(net.theta.size))
    W[-1][0, 0], b[0][-1] = -1.0, -2.0
    assert sorted(net.theta[net.theta < 0]) == [-2.0, -1.0]


def test_assigning_theta_copies_and_never_rebinds():
    net = nn.Network([2, 1])
    storage, view, values = net.theta, net.W[0], np.ones(3)
    net.theta = values
    net.theta -= 0.5
    values[:] = 9
    assert net.theta is storage
    assert view.tolist() == [[0.5, 0.5]]


def test_assigning_a_matrix_writes_into_theta():
    net = nn.Network([2, 1])
    net.W[0] = [[1.0, 2.0]]
    net.b[0] += 3
    assert net.theta.tolist() == [1.0, 2.0, 3.0]


def test_a_deep_copy_keeps_its_views():
    net = nn.Network([1, 1])
    twin = copy.deepcopy(net)
    twin.W[0][:] = 5
    assert twin.theta.tolist() == [5.0, 0.0]
    assert net.theta.tolist() == [0.0, 0.0]


def test_at_gives_another_theta_and_leaves_the_network_alone():
    net, X, _, _, _ = oracle.problem([3, 2, 1])
    before = net.theta.copy()
    other = net.at(np.zeros_like(before))
    other.theta += 1
    assert other.sizes == net.sizes
    assert other.activations == net.activations
    assert np.array_equal(net.theta, before)
    assert np.array_equal(net.at(before).predict(X), net.predict(X))


@given(oracle.problems())
def test_permuting_hidden_units_keeps_the_cost(drawn):
    net, X, Y, name, _ = drawn
    cost, rng = net.cost(X, Y, name), np.random.default_rng(1)
    for layer in range(len(net.sizes) - 2):
        order = rng.permutation(net.sizes[layer + 1])
        net.W[layer], net.b[layer] = net.W[layer][order], net.b[layer][order]
        net.W[layer + 1] = net.W[layer + 1][:, order]
    assert net.cost(X, Y, name) == pytest.approx(cost, rel=1e-12)


@given(oracle.problems())
def test_float32_agrees_with_float64_and_stays_float32(drawn):
    net, X, Y, name, _ = drawn
    light = nn.Network(net.sizes, net.activations, theta=net.theta, dtype=np.float32)
    run, light_run = net.forward(X), light.forward(X)
    grad, light_grad = net.backward(run, Y, name), light.backward(light_run, Y, name)
    assert {a.dtype for a in (*light_run.Z, *light_run.A, *light_grad.delta, light_grad.theta)} == {np.dtype("float32")}
    assert np.allclose(run.A[-1], light_run.A[-1], rtol=1e-4, atol=1e-5)
    assert oracle.difference(grad.theta, light_grad.theta) < 1e-4
    assert light.cost(X, Y, name) == pytest.approx(net.cost(X, Y, name), rel=1e-4)


STANDARD_DEVIATIONS = [
    ("sigmoid", None, np.sqrt(2 / 700)),
    ("relu", None, np.sqrt(2 / 400)),
    ("relu", "xavier", np.sqrt(2 / 700)),
    ("tanh", "he", np.sqrt(2 / 400)),
    ("tanh", 0.3, 0.3),
    ("tanh", 1, 1.0),
    ("tanh", "zeros", 0.0),
    ("tanh", 0, 0.0),
]


@pytest.mark.parametrize(("activation", "init", "std"), STANDARD_DEVIATIONS)
def test_random_weights_have_the_standard_deviation_of_their_rule_and_biases_are_zero(activation, init, std):
    def draw():
        return nn.Network([400, 300, 1], activation, rng=np.random.default_rng(0), init=init)

    net = draw()
    assert net.W[0].std() == pytest.approx(std, rel=0.02)
    assert abs(net.W[0].mean()) <= std / 50
    assert not net.b[0].any()
    assert np.array_equal(net.theta, draw().theta)


def test_hidden_units_that_start_alike_stay_alike():
    net, X, Y, _, _ = oracle.problem([2, 3, 1])
    net = nn.Network([2, 3, 1], rng=np.random.default_rng(0), init="zeros")
    nn.fit(net, X, Y, epochs=50)
    assert net.theta.any()
    assert np.ptp(net.W[0], axis=0).tolist() == [0.0, 0.0]


def test_without_rng_a_layer_alone_starts_at_zero_and_hidden_layers_from_the_seed_0():
    assert not nn.Network([5, 2]).theta.any()
    assert np.array_equal(nn.Network([5, 2, 2, 5]).theta, nn.Network([5, 2, 2, 5], rng=0).theta)
    assert np.array_equal(nn.Network([5, 2], init="he").theta, nn.Network([5, 2], init="he", rng=0).theta)
    assert not nn.Network([5, 2, 2, 5], init="zeros").theta.any()


def test_a_seed_is_the_generator_of_that_seed():
    assert np.array_equal(nn.Network([3, 4, 1], rng=7).theta, nn.Network([3, 4, 1], rng=np.random.default_rng(7)).theta)
    assert nn.Network([3, 4, 1], rng=np.int64(7)).theta.any()


def test_a_copy_has_parameters_of_its_own():
    net = nn.Network([2, 3, 1], ["relu", "sigmoid"], rng=0, dtype=np.float32)
    twin = net.copy()
    assert np.array_equal(twin.theta, net.theta) and repr(twin) == repr(net) and twin.theta.dtype == np.float32
    twin.W[0] = 5.0
    assert (twin.theta[:6] == 5).all() and not (net.theta == 5).any()


def test_a_summary_counts_every_weight_and_bias():
    net = nn.Network([784, 128, 10], ["relu", "softmax"])
    text = net.summary()
    assert [line.split()[:2] for line in text.splitlines()[1:-1]] == [
        ["input", "784"],
        ["hidden", "1"],
        ["output", "10"],
    ]
    assert "100,480" in text and "1,290" in text and "relu" in text and "softmax" in text
    assert text.endswith(f"{net.theta.size:,} parameters: {784 * 128 + 1280:,} weights and 138 biases")


def test_the_theta_given_is_copied():
    theta = np.ones(2)
    net = nn.Network([1, 1], theta=theta)
    theta[:] = 7
    assert net.theta.tolist() == [1.0, 1.0]


def test_repr_names_sizes_and_activations():
    assert repr(nn.Network([5, 2, 2, 5])) == "Network([5, 2, 2, 5], 'sigmoid')"
    assert repr(nn.Network((1, 2, 1), [nn.sigmoid, "identity"])) == "Network([1, 2, 1], ['sigmoid', 'identity'])"


def test_integers_lists_and_booleans_are_taken_as_inputs():
    net = nn.Network([2, 1], "identity", theta=[1, 2, 3])
    for X in ([[1, 0]], np.array([[True, False]]), np.array([[1, 0]], dtype=np.int8)):
        assert net.predict(X).tolist() == [[4.0]]
