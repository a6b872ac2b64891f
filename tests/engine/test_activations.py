"""Every activation of the table is its formula, its slope is the formula's slope, and its range is its range."""

import autograd
import numpy as np
import pytest

import nnlib as nn
from nnlib.activations import ACTIVATIONS, ActivationFunction
from tests.engine import oracle

every = pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=str)
ROWS = np.random.default_rng(0).normal(scale=2, size=(20, 3))


def worst(activation):
    """The largest difference between f and the formula, and between df and the formula's slope by autograd."""
    formula = eval(f"lambda z: {activation.formula}", oracle.WORDS)
    a = activation(ROWS)
    if activation.joint:
        slope = np.array([autograd.jacobian(formula)(row) for row in ROWS])
    else:
        slope = autograd.elementwise_grad(formula)(ROWS)
    return np.abs(a - formula(ROWS)).max(), np.abs(activation.df(ROWS, a) - slope).max()


@every
def test_f_is_the_formula_and_df_its_slope(activation):
    off, slope_off = worst(activation)
    assert off < 1e-12 and slope_off < 1e-12


@pytest.mark.parametrize(("factor", "agrees"), [(1, True), (3, False)])
def test_a_new_activation_whose_slope_is_wrong_by_a_factor_is_caught(factor, agrees):
    softplus = ActivationFunction(
        "softplus", lambda z: np.log1p(np.exp(z)), lambda z, a: factor * nn.sigmoid.f(z), formula="log(1 + exp(z))"
    )
    off, slope_off = worst(softplus)
    assert off < 1e-12 and (slope_off < 1e-12) == agrees


@every
def test_the_range_is_reached_and_never_left(activation):
    z = np.array([-700.0, -30.0, -1.0, 0.0, 1.0, 30.0, 700.0])
    z = np.column_stack([z, np.zeros_like(z)])  # softmax needs a row
    a, (low, high) = activation(z), activation.range
    assert (a >= low).all() and (a <= high).all()
    assert a.min() == pytest.approx(low, abs=1e-9) if np.isfinite(low) else a.min() < -100
    assert a.max() == pytest.approx(high, abs=1e-9) if np.isfinite(high) else a.max() > 100


@every
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_an_activation_keeps_shape_and_dtype(activation, dtype):
    z = np.linspace(-2, 2, 6, dtype=dtype).reshape(2, 3)
    a = activation(z)
    slope = activation.df(z, a)
    assert a.dtype == slope.dtype == dtype
    assert a.shape == (2, 3) and slope.shape == ((2, 3, 3) if activation.joint else (2, 3))
    assert not np.shares_memory(a, z)
    assert activation([1, 2]).dtype == np.float64


@every
def test_sums_of_any_size_give_numbers_without_a_warning(activation):
    for size in (1e3, 1e300):
        z = np.array([[-size, 0.0, size]])
        a = activation(z)
        assert np.isfinite(a).all()
        with np.errstate(all="ignore"):
            assert not np.isnan(activation.df(z, a)).any()


@every
def test_the_chain_rule_of_an_activation_is_its_slope_times_the_slope_behind_it(activation):
    a, behind = activation(ROWS), np.random.default_rng(1).normal(size=ROWS.shape)
    step = 1e-6
    for j in range(3):
        nudged = activation(ROWS + step * np.eye(3)[j]) - activation(ROWS - step * np.eye(3)[j])
        measured = (behind * nudged).sum(axis=1) / (2 * step)
        assert np.allclose(activation.pull_back(behind, ROWS, a)[:, j], measured, rtol=1e-6, atol=1e-8)


@every
def test_the_table_names_each_entry_and_its_rule_for_the_first_weights(activation):
    assert ACTIVATIONS[activation.name] is activation and repr(activation) == activation.name
    own = nn.Network([400, 300], activation, rng=0)
    assert np.array_equal(own.theta, nn.Network([400, 300], activation, rng=0, init=activation.init).theta)


def test_sigmoid_is_stable_at_both_ends():
    z = np.array([-1e4, -700.0, -1.0, 0.0, 1.0, 700.0, 1e4])
    assert nn.sigmoid(z).tolist() == pytest.approx(
        [0.0, np.exp(-700), 1 / (1 + np.e), 0.5, 1 / (1 + np.exp(-1)), 1.0, 1.0], rel=1e-14
    )


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


def test_an_activation_of_one_s_own_needs_a_name_a_function_and_its_slope():
    cube = nn.ActivationFunction("cube", lambda z: z**3, lambda z, a: 3 * z**2)
    net = nn.Network([2, 3, 1], [cube, "identity"], rng=0)
    assert nn.check_gradient(net, [[1.0, 2.0]], [[0.5]]).agrees
    assert nn.fit(net, [[1.0, 2.0]], [[0.5]], optimizer=nn.SGD(0.001), epochs=5).steps == 5
