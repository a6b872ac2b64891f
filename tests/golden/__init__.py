"""Golden files: what nnlib computes for seeded problems, read by the tests of both languages."""

import numpy as np


def plain(values):
    """Arrays as nested lists of floats, which JSON writes with all their digits."""
    return np.asarray(values, dtype=float).tolist()
