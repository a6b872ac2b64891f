"""Second numbers for lesson 2, the price of a meal."""

import numpy as np

from book.second.variant import Variant

BURGERS, PAID = np.array([1, 2, 3]), np.array([6, 11, 16])  # the receipts of the lesson's stall


def cost(w, b):
    return np.mean((w * BURGERS + b - PAID) ** 2)


EXERCISES = {
    "2-shock": Variant(
        "At a stall three receipts say 6, 11 and 16 for one, two and three burgers. The neuron has w = {w} and b = "
        "{b}. Nudge the bias: raise b by {h} and leave w alone. By how much does the mean squared error change?",
        {"w": (4, 3, 5, 6), "b": (2, 0, 3, 1), "h": (0.1, 0.2, 0.5)},
        lambda w, b, h: cost(w, b + h) - cost(w, b),
    ),
    "2-litre": Variant(
        "A soda costs {price}, and a waiter writes {litres} litres for each. Which weight does least squares find "
        "for the litres?",
        {"price": (1.5, 1, 2, 2.5), "litres": (0.33, 0.2, 0.25, 0.5)},
        lambda price, litres: price / litres,
    ),
    "2-stall": Variant(
        "A stall's receipts say {receipts} for one burger, for two and for four. With which price of a burger and "
        "which charge is the cost zero? Answer with the pair.",
        {"receipts": ((7, 10, 16), (6, 10, 18), (9, 14, 24), (5, 9, 17), (8, 10, 14))},
        lambda receipts: (receipts[1] - receipts[0], 2 * receipts[0] - receipts[1]),
    ),
}
