"""Handwritten digits: scikit-learn's 8 x 8 images, and MNIST's 28 x 28."""

import os
from typing import NamedTuple

import numpy as np

from nnlib.data.dataset import Dataset, from_scikit_learn
from nnlib.data.preparing import one_hot


def digits8():
    """1797 digits of 8 x 8 pixels, X `(1797, 64)` from 0 (empty) to 1 (full), row by row, and Y `(1797, 10)`, one-hot.

    scikit-learn brings them. ImportError without it.

    >>> digits = digits8()
    >>> digits.X.shape, digits.Y[3].tolist().index(1), digits.target[3]
    ((1797, 64), 3, '3')
    """
    found = from_scikit_learn("load_digits")
    return _digits(
        found.data / 16,
        one_hot(found.target, 10),
        "E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998, "
        "doi:10.24432/C50P49; its test part, as scikit-learn copies it",
        "CC BY 4.0, as the UCI repository gives it",
    )


class TrainAndTest(NamedTuple):
    """Two Datasets: one to train with, and one that is looked at in the end."""

    train: Dataset
    test: Dataset


def mnist(path=None):
    """MNIST: 60,000 digits to train with, X `(60000, 784)` from 0 to 1 and Y `(60000, 10)` one-hot; 10,000 to test.

    All float32. `path` is an .npz file, or a folder with mnist.npz in it; without one, the environment variable
    NNLIB_DATA may name such a place; without that, MNIST is downloaded once: 11 MB, checked, kept in pooch's cache.
    Raises ValueError if the file does not hold MNIST, ConnectionError if no mirror has it, ImportError without pooch.

    >>> digits = mnist("folder/mnist.npz")  # doctest: +SKIP
    """
    from nnlib.data import mnist_files  # here, because unpacking and downloading are loaded with it

    name, place = ("NNLIB_DATA", os.environ.get("NNLIB_DATA") or None) if path is None else ("path", path)
    arrays = mnist_files.downloaded() if place is None else mnist_files.read(name, place)
    return TrainAndTest(_mnist(arrays["x_train"], arrays["y_train"]), _mnist(arrays["x_test"], arrays["y_test"]))


def _mnist(x, y):
    return _digits(
        np.divide(x.reshape(len(x), -1), 255, dtype=np.float32),  # (N, 784)
        one_hot(y, 10).astype(np.float32),
        "Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, Gradient-Based Learning Applied to Document Recognition, "
        "Proceedings of the IEEE 86(11), 1998, 2278-2324",
        "CC BY-SA 3.0 (Y. LeCun and C. Cortes), as the documentation of Keras and TensorFlow gives it",
    )


def _digits(X, Y, source, licence):
    side = range(round(X.shape[1] ** 0.5))
    pixels = tuple(f"row {row}, column {column}" for row in side for column in side)
    return Dataset(X, Y, pixels, tuple("0123456789"), source, licence)
