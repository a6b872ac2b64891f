"""Second numbers for lesson 13, better steps."""

from book.second.variant import Variant
from nnlib.course.exercises import better_steps


def days(rows):
    return better_steps.batch([int(day) - 4 for day in rows])


EXERCISES = {
    "13-momentum": Variant(
        "The heavy ball of the lesson: the slope is θ itself, and the ball starts at 10, at rest. Where is it after "
        "the third step with η = {rate} and μ = {mu}?",
        {"rate": (0.1, 0.2, 0.3, 0.4), "mu": (0.9, 0.5, 0.6, 0.8)},
        better_steps.momentum,
    ),
    "13-batch": Variant(
        "At w = b = 0 a mini-batch holds the plant's days {rows} only. What is its gradient, as a pair, the slope "
        "in w first?",
        {"rows": ((4, 5), (4, 6), (5, 6))},
        days,
    ),
}
