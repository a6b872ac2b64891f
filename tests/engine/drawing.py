"""What was drawn: a line by its label, and whether it is the numbers expected."""

import numpy as np


def line(ax, label):
    return next(drawn for drawn in ax.lines if drawn.get_label() == label)


def same(drawn, expected):
    np.testing.assert_array_equal(np.asarray(drawn, dtype=float), np.asarray(expected, dtype=float))
