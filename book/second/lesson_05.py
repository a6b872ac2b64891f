"""Second numbers for lesson 5, gradient descent."""

import numpy as np

from book.second.variant import Variant


def step(rate, last):
    x, y = np.array([1, 2, 3]), np.array([2, 3, last])
    return 2 * rate * np.mean(x * y), 2 * rate * np.mean(y)


EXERCISES = {
    "5-step": Variant(
        "A line is to go near the points (1, 2), (2, 3) and (3, {last}), by the mean squared error. Start at m = 0, "
        "b = 0, with the learning rate {rate}. Where are (m, b) after one step?",
        {"rate": (0.05, 0.02, 0.03, 0.06), "last": (5, 1, 4, 7)},
        step,
    ),
}
