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
}
