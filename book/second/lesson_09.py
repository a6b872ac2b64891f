"""Second numbers for lesson 9, forward propagation, on the lesson's own network."""

from book.second.variant import Variant, written
from nnlib import sigmoid
from nnlib.course.exercises import forward

NET = forward.network()


def listed(numbers):
    return written(tuple(numbers.tolist()))


def magenta(a):
    return sigmoid(NET.W[1][0] @ [a, a] + NET.b[1][0])


EXERCISES = {
    "9-blue": Variant(
        f"In the lesson's network the weights to the first blue neuron are {listed(NET.W[0][0])}, and its bias is "
        f"{written(NET.b[0][0])}; those to the second are {listed(NET.W[0][1])}, and its bias is "
        f"{written(NET.b[0][1])}. The inputs are {{x}}. What are the sums of the two? Give the pair.",
        {"x": ((0, 1, 0, 0, 1), (1, 1, 0, 0, 0), (0, 0, 1, 1, 0), (1, 0, 0, 0, 1), (0, 1, 0, 1, 0), (0, 0, 1, 0, 1))},
        forward.blue,
    ),
    "9-magenta": Variant(
        f"The first magenta neuron has the weights {listed(NET.W[1][0])} and the bias {written(NET.b[1][0])}. Both "
        "blue neurons have the activation {a}. What is its activation?",
        {"a": (0.5, 0.1, 0.25, 0.75, 1)},
        magenta,
    ),
}
