"""Second numbers for lesson 14, a good start."""

from book.second.variant import Variant
from nnlib.course.exercises import training

EXERCISES = {
    "14-he": Variant(
        "A ReLU layer has {inputs} inputs and 20 neurons. Which standard deviation do its weights get by the rule "
        "of He and others?",
        {"inputs": (50, 8, 18, 32, 72, 128, 200)},
        training.he,
    ),
    "14-keep": Variant(
        "In a chain of sigmoid neurons, one in each layer, every activation is {a}. All weights between them are "
        "equal. How large must they be, so that the error keeps its size on the whole way back?",
        {"a": (0.5, 0.2, 0.75, 0.9)},
        lambda a: 1 / (a * (1 - a)),
    ),
}
