"""Second numbers for lesson 8, activation functions."""

from book.second.variant import Variant

EXERCISES = {
    "8-one-line": Variant(
        "Two linear neurons in a row: the first has the weight {w1} and the bias {b1}, the second the weight {w2} "
        "and the bias {b2}. Which weight and which bias has the one neuron that does the same?",
        {"w1": (2, 3, -1, 0.5), "b1": (-1, 1, 2, -3), "w2": (-3, 2, -2, 4), "b2": (4, -1, 3, 5)},
        lambda w1, b1, w2, b2: (w1 * w2, w2 * b1 + b2),
    ),
    "8-share": Variant(
        "Three sums are ln {n1}, ln {n2} and ln {n3}. What is the largest of the three shares that softmax makes of "
        "them?",
        {"n1": (2, 1, 3), "n2": (3, 2, 4), "n3": (5, 6, 7, 8)},
        lambda n1, n2, n3: n3 / (n1 + n2 + n3),
    ),
    "8-tent": Variant(
        "Three ReLUs build a tent: ŷ = {height} max(0, x) + w₂ max(0, x − 1) + w₃ max(0, x − 2). It should be {height} "
        "high at x = 1, come back to 0 at x = 2, and stay 0 from there on. Which weights w₂ and w₃ does it need?",
        {"height": (1, 2, 3, 0.5)},
        lambda height: (-2 * height, height),
    ),
}
