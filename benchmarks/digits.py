"""The digits: MNIST from a file of your own, which the environment variable NNLIB_DATA names."""

import os
from typing import NamedTuple

import numpy as np


class Digits(NamedTuple):
    """60,000 images to learn from and 10,000 to be tested with, grey from 0 to 1, as float32."""

    X: np.ndarray  # (60000, 784)
    Y: np.ndarray  # (60000, 10)
    labels: np.ndarray  # (60000,)
    test_X: np.ndarray  # (10000, 784)
    test_Y: np.ndarray  # (10000, 10)


def load():
    """The Digits, or None where NNLIB_DATA names no file. It holds x_train, y_train, x_test and y_test, grey to 255."""
    if not (path := os.environ.get("NNLIB_DATA")):
        return None
    with np.load(path, allow_pickle=False) as found:
        X, test_X = (found[name].reshape(-1, 784) / np.float32(255) for name in ("x_train", "x_test"))
        labels, test_labels = (found[name].astype(np.int64) for name in ("y_train", "y_test"))
    hot = np.eye(10, dtype=np.float32)
    return Digits(X, hot[labels], labels, test_X, hot[test_labels])
