"""Second numbers for lesson 15, reading digits."""

import math

from book.second.variant import Variant
from nnlib.course.exercises import digits


def surprise(z1, z2, z3):
    return math.log(sum(map(math.exp, (z1, z2, z3)))) - z2


EXERCISES = {
    "15-error": Variant(
        "A network reads {percent} % of {images} test images rightly. What is the standard error of this share?",
        {"percent": (90, 80, 95, 98), "images": (100, 400, 500, 2500)},
        lambda percent, images: digits.error(percent / 100, images),
    ),
    "15-softmax": Variant(
        "Three outputs with the sums z = ({z1}, {z2}, {z3}) go through a softmax. What is the cost if the second "
        "class is the right one?",
        {"z1": (3, 1, 2), "z2": (1, 2, 0, 3), "z3": (0, 1, -1)},
        surprise,
    ),
    "15-paired": Variant(
        "Two networks read the same 100 images. They disagree on {disagreements}, and on each of these the first "
        "network is right and the second is wrong. Suppose that each disagreement is the toss of a coin. What is the "
        "chance that all of them go to the first network?",
        {"disagreements": (6, 4, 5, 8)},
        digits.paired,
    ),
}
