"""Second numbers for lesson 1, what a network is trying to do."""

from book.second.variant import Variant


def count(inputs, hidden, outputs):
    return hidden * (inputs + outputs), hidden + outputs


EXERCISES = {
    "1-count": Variant(
        "A network has {inputs} inputs, one hidden layer of {hidden} neurons and {outputs} outputs. How many "
        "weights has it, and how many biases?",
        {"inputs": (8, 4, 6, 7, 10), "hidden": (3, 2, 4, 5), "outputs": (8, 2, 3, 5)},
        count,
    ),
    "1-digits": Variant(
        "A network that reads pictures has {side} · {side} inputs, one for each pixel, a hidden layer of {hidden} "
        "neurons and 10 outputs. How many parameters has it?",
        {"side": (28, 8, 10, 16, 32), "hidden": (100, 20, 30, 50)},
        lambda side, hidden: sum(count(side * side, hidden, 10)),
    ),
}
