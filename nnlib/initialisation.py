"""The first weights: how widely they are drawn, so that sums neither vanish nor explode from layer to layer."""

import numpy as np

from nnlib import checks

# The standard deviation of a layer's weights, given its widths. All but zeros keep the spread of what flows through.
SPREADS = {
    "zeros": lambda n_in, n_out: 0.0,  # fails where there are hidden layers: their units stay alike for ever
    "xavier": lambda n_in, n_out: np.sqrt(2 / (n_in + n_out)),  # Glorot and Bengio, 2010
    "he": lambda n_in, n_out: np.sqrt(2 / n_in),  # He, Zhang, Ren and Sun, 2015: relu silences half of what comes
}


@np.errstate(over="ignore")  # what is beyond the dtype becomes infinite, and the caller refuses it
def draw(W, activations, init, rng):
    """Fill the weights `W[l]`, `(n_out, n_in)`, with normal numbers; biases are left at zero.

    init: a name in SPREADS, a standard deviation, or None: then "he" before relu and "xavier" before all else.
    """
    if init is None:
        rules = [SPREADS["he" if activation.name == "relu" else "xavier"] for activation in activations]
    elif isinstance(init, str):
        rules = [checks.named("init", init, SPREADS)] * len(W)
    else:
        spread = checks.number("init", init, 0)
        rules = [lambda n_in, n_out: spread] * len(W)
    for W_l, rule in zip(W, rules, strict=True):
        W_l[:] = rng.normal(scale=rule(*W_l.shape[::-1]), size=W_l.shape)  # (n_out, n_in)
