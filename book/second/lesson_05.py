"""Second numbers for lesson 5, gradient descent."""

import numpy as np

from book.second.variant import Variant
from nnlib.course.exercises import gradient_descent


def step(rate, last):
    x, y = np.array([1, 2, 3]), np.array([2, 3, last])
    return 2 * rate * np.mean(x * y), 2 * rate * np.mean(y)


EXERCISES = {
    "5-step": Variant(
        "A line is to go near the points (1, 2), (2, 3) and (3, {last}), by the mean squared error. Start at w = 0, "
        "b = 0, with the learning rate {rate}. Where are (w, b) after one step?",
        {"rate": (0.05, 0.02, 0.03, 0.06), "last": (5, 1, 4, 7)},
        step,
    ),
    "5-compass": Variant(
        "At your feet the slope in w is {w} and the slope in b is {b}. How much does the cost fall for each unit of "
        "length if you go the steepest way down?",
        {"w": (-6, 3, 5, -8), "b": (8, 4, -12, 15)},
        lambda w, b: gradient_descent.compass((w, b)),
    ),
}
