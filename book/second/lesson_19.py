"""Second numbers for lesson 19, what makes it special."""

from book.second.variant import Variant
from nnlib.course.exercises import what_next

EXERCISES = {
    "19-filter": Variant(
        "A filter of 3 × 3 weights has {side}, {middle} and {side} in each of its rows. What does it give on a "
        "patch that is full of ink, nine ones? And what is the largest number that it gives on a vertical stroke "
        "two pixels wide, which goes through all three rows? Answer with the pair.",
        {"side": (-1, -2, -0.5, -1.5), "middle": (2, 3, 4, 5)},
        what_next.strokes,
    ),
    "19-cause": Variant(
        "Seven launches had distress, at {degrees} °F. A linear neuron gets the distress, 1 or 0, and is fitted to "
        "the temperatures of these and of other launches by the mean squared error. Which temperature does it "
        "predict for a launch with distress?",
        {
            "degrees": (
                what_next.COLD,
                (50, 54, 55, 60, 62, 71, 74),
                (48, 52, 57, 59, 66, 70, 72),
                (55, 58, 61, 61, 64, 69, 76),
            )
        },
        what_next.cause,
    ),
}
