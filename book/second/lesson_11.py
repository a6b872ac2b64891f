"""Second numbers for lesson 11, backpropagation by hand; "11-empty" is a whole pass on a fresh network."""

from book.second.variant import Variant
from nnlib.course.exercises import backpropagation as by_hand

FRESH = (by_hand.EMPTY, (1, 0.5, -0.5, 1, 0, 0.2, 2, -1, -0.5), (-1, 0.5, 0.5, 0.5, 0.3, -0.4, 1, 2, 0.1),
         (0.5, 0.5, -1, 0.25, -0.2, 0.1, -1.5, 1, 0.6), (0.8, -0.4, 0.6, 1, 0.1, 0, 1, -2, 0.2))  # fmt: skip


def reported(x, a, v, delta, wrong):
    """The numbers of a chain and its four slopes, in which that of v is wrong."""
    back = delta * v * a * (1 - a)
    return x, a, v, round(back * x, 6), round(back, 6), wrong, delta


def whole_pass(theta, x1, x2):
    return by_hand.empty(theta, (x1, x2))


EXERCISES = {
    "11-output": Variant(
        "A sigmoid output says ŷ = {says}, and the target is 0. The cost is the squared error (without a half). "
        "What is δ of this output?",
        {"says": (0.8, 0.2, 0.3, 0.4, 0.6, 0.7, 0.9)},
        by_hand.output,
    ),
    "11-hidden": Variant(
        "A sigmoid neuron has a = {a}. Its outgoing weights are {weights}, and the neurons they lead to have the δ "
        "{errors}, in this order. What is its own δ?",
        {
            "a": (0.9, 0.2, 0.3, 0.5, 0.7, 0.8),
            "weights": ((2, -1), (3, -2), (-1, 4), (1.5, 2), (-2, -3)),
            "errors": ((0.3, 0.2), (0.1, 0.4), (-0.2, 0.3), (0.5, -0.1)),
        },
        by_hand.hidden,
        fits=lambda a, weights, errors: by_hand.hidden(a, weights, errors) != 0,
    ),
    "11-empty": Variant(
        "A whole pass. A network has two inputs, two hidden neurons and one output, all with the sigmoid. Its nine "
        "parameters are {theta}: first the weights to hidden neuron 1, from input 1 and from input 2, then those to "
        "hidden neuron 2, then the two biases of the hidden neurons, then the output's two weights, then its bias. "
        "The inputs are {x1} and {x2}, the target is 0, and the cost is the squared error. What is the slope of the "
        "weight from input 2 to hidden neuron 1?",
        {"theta": FRESH, "x1": (1, 2, -1, 0.5), "x2": (-2, 1, 2, -1)},
        whole_pass,
    ),
    "11-code": Variant(
        "Four sigmoid neurons in a row have the weights {weights}, one after the other, and no biases. The input is "
        "1, the target is 0 and the cost is the squared error. What is the slope of the first weight?",
        {"weights": (by_hand.WEIGHTS, (1.0, 2.0, -1.0, 3.0), (-2.0, 2.0, 2.0, 1.0), (3.0, -1.0, 2.0, -2.0))},
        by_hand.code,
    ),
    "11-wrong": Variant(
        "A program walks back through a chain of one input, one blue neuron and one output. Its x, a₁ and v, and the "
        "slopes that it reports for w₁, b₁, v and b, are in this order {chain}. Exactly one of the slopes is wrong. "
        "Find it without a new forward pass. What should it be?",
        {"chain": (reported(-3, 0.2, -5, 0.15, 0.05), reported(2, 0.4, 3, -0.25, 0.1), reported(-1, 0.8, 2, 0.5, 0.2))},
        lambda chain: chain[-1] * chain[1],
    ),
}
