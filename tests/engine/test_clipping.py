"""Clipping shortens a gradient that is longer than asked, keeps its direction, and leaves others alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnlib as nn


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=6), st.floats(1e-3, 1e4))
def test_clip_shortens_what_is_longer_and_keeps_its_direction(numbers, most):
    gradient = np.array(numbers)
    before, clipped, length = gradient.copy(), nn.clip(gradient, most), np.linalg.norm(gradient)
    assert np.array_equal(gradient, before)
    if length <= most * (1 - 1e-12):
        assert clipped is gradient
    else:
        assert np.linalg.norm(clipped) == pytest.approx(most, rel=1e-12)
        assert np.allclose(clipped * length, gradient * most, rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("size", [1e-320, 1e-200, 1e200, 1.7e308])
def test_clip_measures_what_squares_could_not(size):
    gradient = np.array([size, -size])
    if size < 1:
        assert nn.clip(gradient, 1.0) is gradient
    else:
        assert np.allclose(nn.clip(gradient, 1.0), [np.sqrt(0.5), -np.sqrt(0.5)], rtol=1e-12)


def test_clip_leaves_zero_and_the_very_length_alone_and_keeps_float32():
    for gradient in (np.zeros(3), np.array([3.0, 4.0])):
        assert nn.clip(gradient, 5.0) is gradient
    light = nn.clip(np.array([3e30, 4e30], dtype=np.float32), 1)
    assert light.dtype == np.float32
    assert np.allclose(light, [0.6, 0.8])
