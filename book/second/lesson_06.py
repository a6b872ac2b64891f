"""Second numbers for lesson 6, the learning rate."""

from book.second.variant import Variant


def centred(gap):
    curvatures = 2 * (2 * gap**2) / 3, 2
    return max(curvatures) / min(curvatures)


EXERCISES = {
    "6-centred": Variant(
        "Three days lie {gap} apart. Subtract the mean and do not divide: x = −{gap}, 0, {gap}. What is the "
        "condition number of the bowl?",
        {"gap": (1, 0.5, 2, 3)},
        centred,
    ),
    "6-best": Variant(
        "A bowl has the curvatures {large} and {small}. What is its condition number, and which fixed rate is the "
        "best in the long run? Answer with the pair.",
        {"large": (10, 4, 8, 20), "small": (0.1, 0.5, 1, 0.2)},
        lambda large, small: (large / small, 2 / (large + small)),
    ),
}
