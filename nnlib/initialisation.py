"""The first weights: how large they are drawn, so that the signal keeps its size from layer to layer."""

import numpy as np

from nnlib import arguments

# The standard deviation of a layer's weights, from its numbers of inputs and outputs.
STANDARD_DEVIATIONS = {
    "zeros": lambda n_in, n_out: 0.0,  # for a network without hidden layers: hidden units that start equal stay equal
    "xavier": lambda n_in, n_out: np.sqrt(2 / (n_in + n_out)),  # Glorot and Bengio, 2010
    "he": lambda n_in, n_out: np.sqrt(2 / n_in),  # He, Zhang, Ren and Sun, 2015: relu sets half of its sums to zero
}


def draw(W, activations, init, rng):
    """Fill the weights `W[l]`, `(n_out, n_in)`, with normal numbers.

    init is a name in STANDARD_DEVIATIONS, a standard deviation, or None for the rule of each layer's activation.
    """
    for W_l, activation in zip(W, activations, strict=True):
        rule = activation.init if init is None else init
        if isinstance(rule, str):
            n_out, n_in = W_l.shape
            std = arguments.named("init", rule, STANDARD_DEVIATIONS)(n_in, n_out)
        else:
            std = arguments.number("init", rule, 0)
        W_l[:] = rng.normal(scale=std, size=W_l.shape)  # (n_out, n_in)
