"""Claims about the samples: balanced, of the shape their names say, about as large as a plot, and the seed's own."""

import numpy as np
import pytest

import nnlib as nn
from tests.engine.refusals import refused

PLANE = (nn.data.blobs, nn.data.xor, nn.data.rings, nn.data.moons, nn.data.spiral)
ALL = (*PLANE, nn.data.sine)
every = pytest.mark.parametrize("drawn", ALL, ids=lambda drawn: drawn.__name__)
in_the_plane = pytest.mark.parametrize("drawn", PLANE, ids=lambda drawn: drawn.__name__)


def seeded(seed=0):
    return np.random.default_rng(seed)


def classes(drawn, n=1000):
    """The points of class 0 and of class 1, drawn without noise: each (n / 2, 2)."""
    X, Y, *_ = drawn(n, 0, rng=seeded())
    return X[Y[:, 0] == 0], X[Y[:, 0] == 1]


@every
def test_the_same_seed_gives_the_same_sample_and_another_seed_another(drawn):
    first, again, other = drawn(rng=seeded(1)), drawn(rng=seeded(1)), drawn(rng=seeded(2))
    assert np.array_equal(first.X, again.X) and np.array_equal(first.Y, again.Y)
    assert not np.array_equal(first.X, other.X)


@pytest.mark.parametrize("drawn", ALL[2:], ids=lambda drawn: drawn.__name__)
def test_the_places_along_a_shape_are_the_seed_s_as_well_as_the_noise(drawn):
    assert not np.array_equal(drawn(10, 0, rng=seeded(1)).X, drawn(10, 0, rng=seeded(2)).X)


@every
def test_a_sample_is_complete(drawn):
    found = drawn(10, rng=seeded())
    assert found.X.shape == (10, len(found.inputs)) and found.Y.shape == (10, 1)
    assert found.X.dtype == found.Y.dtype == np.float64
    assert found.source == f"drawn with nnlib.data.{drawn.__name__}" and found.target and found.licence


@in_the_plane
@pytest.mark.parametrize("n", (2, 6, 200))
def test_the_classes_are_0_and_1_and_exactly_balanced(drawn, n):
    Y = drawn(n, rng=seeded()).Y[:, 0]
    assert (np.count_nonzero(Y == 0), np.count_nonzero(Y == 1)) == (n / 2, n / 2)


@in_the_plane
def test_shapes_lie_within_1_and_the_usual_noise_keeps_nearly_all_there(drawn):
    assert np.abs(np.concatenate(classes(drawn))).max() <= 1
    X = drawn(2000, rng=seeded()).X
    assert np.abs(X).max() > 0.6 and np.mean(np.abs(X) < 1.25) > 0.999


@in_the_plane
def test_noise_is_the_standard_deviation_of_what_is_added(drawn):
    added = drawn(4000, 0.3, rng=seeded()).X - drawn(4000, 0, rng=seeded()).X
    assert np.allclose(added.std(axis=0), 0.3, rtol=0.05) and np.allclose(added.mean(axis=0), 0, atol=0.02)


def test_blobs_are_two_points_apart():
    low, high = classes(nn.data.blobs)
    assert (low == -0.5).all() and (high == 0.5).all()


def test_xor_is_1_where_the_signs_differ_and_each_corner_has_as_many():
    same, differ = classes(nn.data.xor)
    assert (same.prod(axis=1) == 0.25).all() and (differ.prod(axis=1) == -0.25).all()
    corners = np.unique(np.vstack([same, differ]), axis=0, return_counts=True)[1]
    assert corners.tolist() == [250] * 4


def test_rings_have_radius_0_4_and_0_9_and_go_all_round():
    for points, radius in zip(classes(nn.data.rings), (0.4, 0.9), strict=True):
        assert np.allclose(np.hypot(*points.T), radius)
        turns = np.histogram(np.arctan2(*points.T), bins=8, range=(-np.pi, np.pi))[0]
        assert turns.min() > 500 / 8 / 2


def test_moons_are_half_circles_turned_into_each_other():
    above, below = classes(nn.data.moons)
    for points, side in ((above, 1), (-below, 1)):
        assert np.allclose(np.hypot(*(points + side * np.array([1 / 3, 1 / 6])).T), 2 / 3)
        assert (points[:, 1] >= -1 / 6).all() and np.ptp(points[:, 0]) > 1.3
    assert above[:, 0].max() > below[:, 0].min() and above[:, 1].min() < below[:, 1].max()


def test_spiral_arms_turn_one_and_a_half_times_and_never_meet():
    for points, start in zip(classes(nn.data.spiral), (0, np.pi), strict=True):
        r = np.hypot(*points.T)
        assert 0.1 <= r.min() < 0.2 and 0.97 < r.max() <= 1
        angle = 3 * np.pi * (r - 0.1) / 0.9 + start
        assert np.allclose(points, np.column_stack([r * np.cos(angle), r * np.sin(angle)]))
        halves = np.histogram(r, bins=[0.1, 0.55, 1.0])[0]
        assert 2 < halves[1] / halves[0] < 4  # three times the points where the arm is about three times as long
    one, other = classes(nn.data.spiral)
    assert np.hypot(*(one[:, None] - other[None]).T).min() > 0.15


@pytest.mark.parametrize(("drawn", "alone"), [(nn.data.blobs, 1.0), (nn.data.xor, 0.75)])
def test_a_line_parts_blobs_and_never_xor(drawn, alone):
    X, Y, *_ = drawn(400, 0.05, rng=seeded())
    angle, shift = np.meshgrid(np.linspace(0, 2 * np.pi, 73), np.linspace(-1, 1, 41))
    side = X @ np.stack([np.cos(angle), np.sin(angle)]).reshape(2, -1) > shift.ravel()  # (N, lines)
    assert (side == Y).mean(axis=0).max() == pytest.approx(alone, abs=0.01)


def test_the_sine_is_one_period_with_noise_in_y_alone():
    X, Y, *_ = nn.data.sine(4000, 0.2, rng=seeded())
    assert -1 <= X.min() < -0.99 and 0.99 < X.max() <= 1
    added = Y - np.sin(np.pi * X)
    assert added.std() == pytest.approx(0.2, rel=0.05) and added.mean() == pytest.approx(0, abs=0.02)
    assert nn.data.sine(1, rng=seeded()).X.shape == (1, 1)


WRONG = [
    ({"n": 0}, "n must be a whole number"),
    ({"noise": -0.1}, "noise must be a finite number, at least 0 and below 10"),
    ({"noise": 10}, "noise must be a finite number, at least 0 and below 10"),
    ({"rng": None}, "np.random.default_rng(0)"),
]


@every
def test_a_wrong_argument_is_refused_and_the_generator_stays_as_it_was(drawn):
    rng = seeded()
    for arguments, fragment in WRONG:
        refused(lambda arguments=arguments: drawn(**({"rng": rng} | arguments)), fragment, "got")
    assert rng.bit_generator.state == seeded().bit_generator.state


@in_the_plane
def test_an_odd_n_is_refused(drawn):
    refused(lambda: drawn(7, rng=seeded()), "n must be even", "got 7", "Pass 8.")
