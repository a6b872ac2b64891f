"""The digits: MNIST from a file of your own, which the environment variable NNLIB_DATA names."""

import os
from typing import NamedTuple

import numpy as np

import nnlib as nn


class Digits(NamedTuple):
    """60,000 images to learn from and 10,000 to be tested with, grey from 0 to 1, as float32."""

    X: np.ndarray  # (60000, 784)
    Y: np.ndarray  # (60000, 10)
    labels: np.ndarray  # (60000,)
    test_X: np.ndarray  # (10000, 784)
    test_Y: np.ndarray  # (10000, 10)


def load():
    """The Digits, or None where NNLIB_DATA names no file: a benchmark downloads nothing."""
    if not os.environ.get("NNLIB_DATA"):
        return None
    train, test = nn.data.mnist()
    return Digits(train.X, train.Y, train.Y.argmax(axis=1), test.X, test.Y)
