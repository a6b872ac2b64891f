"""Second numbers for lesson 18, the next letter."""

from book.second.variant import Variant
from nnlib.course.exercises import next_letter

KEYS = (((0, 3), (1, 1), (0, 0)), ((1, 0), (0, 2), (2, 1)), ((0, 1), (2, 0), (1, 3)))


def mixture(q1, q2, keys, values):
    return next_letter.mixture((q1, q2), keys, values)


EXERCISES = {
    "18-pair": Variant(
        "A language has three names: {words}. Count pairs. What is the probability that an n comes after an a?",
        {
            "words": (
                next_letter.THREE,
                ("nana", "an", "ana"),
                ("anan", "nan", "an"),
                ("anna", "na", "naan"),
                ("ann", "ana", "nan"),
            )
        },
        next_letter.pair,
    ),
    "18-perplexity": Variant(
        "A model gives the three letters of a text the probabilities {chances}. What is its perplexity?",
        {
            "chances": (
                tuple(next_letter.CHANCES),
                (0.25, 0.5, 0.4),
                (0.1, 0.1, 0.4),
                (0.8, 0.2, 0.05),
                (0.5, 0.5, 0.02),
            )
        },
        next_letter.perplexity,
    ),
    "18-size": Variant(
        "How many parameters does a network with {numbers} numbers a letter have? It reads three letters and has 64 "
        "hidden neurons. The embedding counts.",
        {"numbers": (10, 3, 4, 5, 8, 20)},
        next_letter.size,
    ),
    "18-attend": Variant(
        "The query is ({q1}, {q2}). Three letters have the keys {keys}, and the values {values}, one number each. "
        "What is the mixture?",
        {"q1": (2, 1, 0), "q2": (0, 1, 2), "keys": KEYS, "values": (tuple(next_letter.VALUES), (2, 8, 5), (6, 1, 4))},
        mixture,
    ),
}
