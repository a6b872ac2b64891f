"""Claims about edges: penalties that diverge, costs beyond the floats, long float32 columns, corners of l1."""

import warnings

import numpy as np
import pytest

import nnlib as nn

X3, Y3 = [[1.0], [2.0], [3.0]], [[3.0], [2.0], [1.0]]


def line(theta, dtype=np.float64):
    return nn.Network([1, 1], "identity", theta=theta, dtype=dtype)


@pytest.mark.parametrize("penalty", [nn.l2(1.0), nn.l2(5.0), nn.l1(5.0)], ids=str)
@pytest.mark.parametrize("batch", [None, 1])
@pytest.mark.parametrize("activation", ["relu", "identity", "tanh"])
def test_a_training_with_a_penalty_that_diverges_stops_and_says_so(penalty, batch, activation):
    net = nn.Network([1, 4, 1], [activation, "identity"], rng=np.random.default_rng(0))
    how = {"cost": nn.mse + penalty, "optimizer": nn.SGD(1e6), "batch_size": batch, "rng": np.random.default_rng(0)}
    history = nn.fit(net, X3, Y3, epochs=400, **how)
    assert (
        history.diverged and history.stopped.startswith("diverged at step ") and "try 5e+05 or less" in history.stopped
    )
    assert np.isfinite(net.theta).all() and np.isfinite(history.cost).all()


def test_a_gradient_of_a_penalty_beyond_the_floats_is_infinite_and_raises_nothing():
    net = line([1e308, 0.0])
    assert not np.isfinite(net.backward(net.forward([[0.0]]), [[0.0]], cost=nn.mse + nn.l2(100.0)).theta).all()


def test_shocks_beyond_the_floats_agree_with_nothing():
    found = nn.check_gradient(line([1e200, 0.0]), [[1.0]], [[0.0]], gradient=[0.0, 0.0])
    assert not found.agrees and found.error == np.inf


def test_a_long_column_in_float32_is_standardised_as_in_float64():
    X = (np.random.default_rng(0).uniform(size=(400_000, 2)) + 100).astype(np.float32)
    U, scaling = nn.data.standardise(X)
    assert U.dtype == scaling.mean.dtype == np.float32
    np.testing.assert_allclose(scaling.mean, X.astype(np.float64).mean(axis=0), rtol=1e-6)
    np.testing.assert_allclose(scaling.scale, X.astype(np.float64).std(axis=0), rtol=1e-6)
    assert np.abs(U.mean(axis=0, dtype=np.float64)).max() < 1e-4


@pytest.mark.parametrize("spike", [2.0, 2.5, 3.5])
def test_the_rate_that_made_it_diverge_is_the_one_that_is_named(spike):
    rule = nn.SGD(lambda epoch: 1e300 if epoch == spike else 0.1)
    how = {"batch_size": 2, "rng": np.random.default_rng(0), "epochs": 9, "optimizer": rule}
    history = nn.fit(line([1.0, 1.0]), np.ones((4, 1)), np.zeros((4, 1)), **how)
    assert "the learning rate 1e+300 is too high" in history.stopped


@pytest.mark.parametrize("w", [0.0, 2e-4, -2e-4, 0.7])
def test_l1_adds_no_curvature_at_its_corner_or_beside_it(w):
    plain, penal = (nn.hessian(line([w, 0.0]), [[2.0]], [[3.0]], cost=cost) for cost in (nn.mse, nn.mse + nn.l1(0.1)))
    np.testing.assert_allclose(penal, plain, rtol=1e-12)
    assert nn.stable_learning_rate(line([w, 0.0]), [[2.0]], [[3.0]], cost=nn.mse + nn.l1(0.1)) == pytest.approx(0.2)
    both = nn.hessian(line([w, 0.0]), [[2.0]], [[3.0]], cost=nn.mse + nn.l1(0.1) + nn.l2(0.5))
    np.testing.assert_allclose(both - plain, [[1, 0], [0, 0]], atol=1e-6)


@pytest.mark.parametrize("net, X", [
    (nn.Network([1, 1, 1], "identity", theta=[1e150, 0, 1e150, 0]), [[1.0]]),
    (line([1.0, 0.0]), [[1e200]]),
])  # fmt: skip
def test_curvatures_beyond_the_floats_are_refused_in_a_sentence(net, X):
    with pytest.raises(ValueError, match="must be finite; got some that are not"):
        nn.stable_learning_rate(net, X, [[0.0]])


@pytest.mark.parametrize("value", [np.nan, None, "abc", 1j, 10**400, [1.0, 2.0]])
@pytest.mark.parametrize("part", ["W_x", "W_h", "b", "W_y", "b_y"])
def test_a_part_of_a_recurrent_network_takes_fitting_numbers_alone(part, value):
    net = nn.Recurrent([1, 3, 1], rng=np.random.default_rng(0))
    before = net.theta.copy()
    with pytest.raises(ValueError, match=f"^{part} must"):
        setattr(net, part, value)
    assert np.array_equal(net.theta, before)
    setattr(net, part, 0.5)
    assert (getattr(net, part) == 0.5).all()


def test_where_a_schedule_fails_in_the_middle_of_an_epoch_the_parameters_stay_finite():
    net = line([1.0, 1.0])
    rule = nn.SGD(lambda epoch: 1e300 if epoch < 0.7 else -1)
    with pytest.raises(ValueError, match="what learning_rate answers"):
        nn.fit(net, np.ones((4, 1)), np.zeros((4, 1)), optimizer=rule, batch_size=1, rng=np.random.default_rng(0))
    assert np.isfinite(net.theta).all()


def test_a_penalty_is_added_to_a_cost_from_either_side_and_to_nothing_else():
    assert str(nn.l2(0.1) + nn.mse) == str(nn.mse + nn.l2(0.1))
    for other in (nn.l1(0.1), 1, "mse", None):
        with pytest.raises(ValueError, match="must be added to a cost"):
            nn.l2(0.1) + other
    with pytest.raises(ValueError, match="must be added to a cost"):
        1 + nn.l2(0.1)


def test_a_step_takes_a_gradient_as_a_list_and_lets_no_warning_out():
    theta = np.zeros(2)
    nn.SGD(0.5).start(theta).step(theta, [1.0, -2.0])
    assert theta.tolist() == [-0.5, 1.0]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nn.Adam().start(theta).step(theta, np.array([1e200, 1e200]))
    with pytest.raises(ValueError, match="gradient must"):
        nn.SGD(0.5).start(theta).step(theta, ["a", "b"])
