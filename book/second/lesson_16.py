"""Second numbers for lesson 16, overfitting."""

from book.second.variant import Variant


def line(y0, y2, held):
    return (y0 + 2 * (y2 - y0) - held) ** 2


EXERCISES = {
    "16-line": Variant(
        "A straight line is put exactly through (0, {y0}) and (2, {y2}). What does it cost, by the squared error, "
        "at the point (4, {held}), which was held back?",
        {"y0": (1, 0, 2, 3), "y2": (2, 1, 4, 5), "held": (-2, 1, 3, -1)},
        line,
    ),
    "16-decay": Variant(
        "A weight of {w} gets no slope from the data, only from the penalty with λ = {strength}. Where is it after "
        "{steps} steps of gradient descent with η = 0.1?",
        {"w": (3, 2, 4, 5), "strength": (0.01, 0.02, 0.05), "steps": (100, 20, 50)},
        lambda w, strength, steps: w * (1 - 2 * 0.1 * strength) ** steps,
    ),
}
