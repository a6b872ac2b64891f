"""Odd numbers on the way: what is none, what is too small, what has another dtype; each is told or does no harm."""

import copy

import numpy as np
import pytest

import nnlib as nn
from nnlib import trainer
from tests.engine import oracle


@pytest.mark.parametrize("size", [4, trainer.LARGE_BATCH])
def test_patience_1_does_not_judge_the_one_batch_of_epoch_0_either(size):
    net, X, Y, _, _ = oracle.problem([2, 3, 1], N=40)
    history = nn.fit(net, X, Y, batch_size=size, rng=np.random.default_rng(0), patience=1, epochs=3)
    assert history.steps >= -(-40 // size)


def test_a_validation_cost_that_is_no_number_is_no_new_lowest():
    net, X, _, _, _ = oracle.problem([2, 1], "sigmoid", N=64)
    far = ([[1.7e308, 1.7e308]], [[1.0]])
    net.theta = np.zeros(3)
    history = nn.fit(
        net, X, X[:, :1] + X[:, 1:] > 0, optimizer=nn.SGD(1.0), cost="cross_entropy", validation=far, patience=3
    )
    assert np.isnan(history.validation[-1]) and history.stopped.startswith("no lower cost for 3 epochs")
    assert np.isfinite(net.theta).all() and len(history.validation) < 10


@pytest.mark.parametrize("size", [None, 4, trainer.LARGE_BATCH])
def test_a_callback_that_leaves_nan_in_the_network_is_told_so(size):
    def spoil(epoch, net, cost):
        net.theta[:] = np.nan

    net, X, Y, _, _ = oracle.problem([2, 1], N=40)
    with pytest.raises(ValueError, match=r"net\.theta, after the callback, must be finite"):
        nn.fit(net, X, Y, batch_size=size, rng=np.random.default_rng(0), callback=spoil)


def test_a_gradient_s_length_keeps_its_digits_where_its_squares_do_not():
    net = nn.Network([1, 1], "identity", dtype=np.float32)
    assert nn.fit(net, [[0.0]], [[1.5e-23]], epochs=0).gradient_norm[0] == pytest.approx(3e-23, rel=1e-6, abs=0)


@pytest.mark.parametrize(("ours", "its"), [("float32", "float64"), ("float64", "float32")])
def test_a_run_of_a_network_of_another_dtype_is_refused(ours, its):
    net, other = (nn.Network([2, 3, 1], dtype=dtype) for dtype in (ours, its))
    with pytest.raises(ValueError, match=f"run must be a Forward of a {ours} network .* got a Forward of a {its}"):
        net.backward(other.forward([[1.0, 2.0]]), [[1.0]])
    net, other = (nn.Recurrent([2, 3, 1], dtype=dtype) for dtype in (ours, its))
    with pytest.raises(ValueError, match=f"run must be an Unrolled of a {ours} network .* got an Unrolled of a {its}"):
        net.backward(other.forward([[[1.0, 2.0]]]), [[1.0]])


@pytest.mark.parametrize("size", [None, 4, trainer.LARGE_BATCH])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_an_activation_that_answers_in_another_dtype_trains_in_the_network_s(dtype, size):
    leaky = nn.Activation("leaky", lambda z: np.where(z > 0, 1.0, 0.1) * z, lambda z, a: np.where(z > 0, 1.0, 0.1))
    narrow = nn.Activation("narrow", lambda z: z.astype("f4"), lambda z, a: np.ones(z.shape, "f4"))
    _, X, Y, _, _ = oracle.problem([2, 3, 1], N=40)
    net = nn.Network([2, 3, 1], [leaky, narrow], rng=np.random.default_rng(0), dtype=dtype)
    run = net.forward(X)
    assert {part.dtype.name for part in (*run.Z, *run.A, net.backward(run, Y).theta)} == {dtype}
    history = nn.fit(net, X, Y, batch_size=size, rng=np.random.default_rng(0), epochs=2)
    assert not history.diverged and net.theta.dtype == dtype


@pytest.mark.parametrize("size", [None, 4, trainer.LARGE_BATCH])
def test_a_callback_that_leaves_a_cost_past_all_bounds_is_told_so(size):
    def spoil(epoch, net, cost):
        net.theta[:] = 1e200

    net, X, Y, _, _ = oracle.problem([2, 1], "identity", N=40)
    with pytest.raises(ValueError, match="must be finite after the callback; got a cost of inf"):
        nn.fit(net, X, Y, batch_size=size, rng=np.random.default_rng(0), callback=spoil)


def test_data_that_no_learning_rate_suits_are_not_blamed_on_the_learning_rate_alone():
    Y, net = np.array([[0.0], [0.0], [0.0], [1e200]]), nn.Network([1, 1], "identity")
    history = nn.fit(net, np.ones((4, 1)), Y, batch_size=1, rng=np.random.default_rng(1), optimizer=nn.SGD(1e-9))
    assert history.diverged and "its batch had no finite cost before it either" in history.stopped
    assert "huge numbers in X and Y" in history.stopped and "too high" not in history.stopped
    assert np.isfinite(net.theta).all()


def test_an_epsilon_below_all_float32_leaves_still_what_has_no_slope():
    net = nn.Network([2, 1], "identity", dtype="float32")
    history = nn.fit(net, [[1.0, 0.0]], [[1.0]], optimizer=nn.Adam(0.1, epsilon=1e-50), epochs=3)
    assert not history.diverged and net.W[0][0, 1] == 0 and net.W[0][0, 0] > 0.2


def test_a_step_of_another_shape_than_the_start_s_is_refused():
    stepper = nn.SGD(0.1, 0.9).start(np.zeros(2))
    with pytest.raises(ValueError, match=r"theta must have shape \(2,\), as at start; got \(3,\)"):
        stepper.step(np.zeros(3), np.zeros(3))


@pytest.mark.parametrize("layer", [slice(None), "0", None])
def test_weights_are_assigned_layer_by_layer(layer):
    with pytest.raises(ValueError, match=r"Write W\[0\] = \.\.\., or net\.theta = other\.theta"):
        nn.Network([2, 1]).W[layer] = [[[1.0, 2.0]]]


@pytest.mark.parametrize("schedule", [lambda: 0.1, nn.mse, nn.Cosine])
def test_a_schedule_that_takes_no_epoch_is_refused_at_once(schedule):
    with pytest.raises(ValueError, match="learning_rate must be a function of epoch"):
        nn.SGD(schedule)


def test_directions_through_a_network_of_zeros_are_refused():
    with pytest.raises(ValueError, match="net must have weights"):
        nn.random_directions(nn.Network([2, 1]), rng=np.random.default_rng(0))


def test_a_copy_of_a_network_can_be_saved_and_one_with_nan_can_not(tmp_path):
    twin = copy.deepcopy(nn.Network([2, 1], "tanh"))
    twin.save(tmp_path / "net.npz")
    assert repr(nn.load(tmp_path / "net.npz")) == repr(twin)
    twin.theta[:] = np.nan
    with pytest.raises(ValueError, match=r"net\.theta must be finite"):
        twin.save(tmp_path / "net.npz")
    assert nn.load(tmp_path / "net.npz").theta.tolist() == [0.0, 0.0, 0.0]  # what was saved before is still there


def test_a_gradient_check_of_numbers_at_the_edge_warns_of_nothing():
    net = nn.Network([1, 1], "identity", theta=[1.0, 0.0])
    assert not nn.check_gradient(net, [[7e153]], [[0.0]], gradient=[-1.7e308, 0.0]).agrees
