"""What is wrong with a network after training, if something is: dead units, equal units, no change at all."""

import numpy as np

from nnlib.passes import forward_in_slices

SCALE_RATIO = 10  # sizes of inputs that differ by more than this factor call for standardising
MOST_FOR_CURVATURE = 1000  # parameters: the curvature of more takes long to measure


def remarks(net, X, start, epoch):
    """What a learner should know of net after training, as a list of clauses; most often it is empty.

    X is `(N, n_in)`; start is theta before training, `(P,)`; net's parameters are those after `epoch`.
    """
    found = []
    if epoch > 0 and (net.theta == start).all():
        found.append("no parameter changed: every slope is 0 or tiny, or the optimizer does not change theta in place")
    found += [
        f"all {n} units of hidden layer {l} are dead: their slope is 0 for every example, so that they cannot learn; "
        f"start from other weights (another rng) or take a smaller learning rate"
        for l, n in dead_layers(net, X)
    ]
    found += [
        f"the {n} units of hidden layer {l} are all equal, and equal units stay equal; start without init='zeros'"
        for l, n in equal_layers(net)
    ]
    return found


def dead_layers(net, X):
    """The hidden layers whose every unit is dead: pairs (number, units)."""
    dead = dead_units(net, X)
    counts = [sum(layer == l for layer, _ in dead) for l in range(1, len(net.sizes) - 1)]
    return [(l, n) for l, n in enumerate(counts, 1) if n == net.sizes[l]]


@np.errstate(all="ignore")  # far from zero a sum may overflow to infinity, and its slope is 0
def dead_units(net, X):
    """The hidden units whose slope is 0 for every example of X, `(N, n_in)`: pairs (layer from 1, unit from 0)."""
    alive = [np.zeros(n, bool) for n in net.sizes[1:-1]]
    for _, run in forward_in_slices(net.W, net.b, net.activations, X):
        for i, f in enumerate(net.activations[:-1]):
            slopes = np.asarray(f.df(run.Z[i], run.A[i + 1]))  # (N, n); (N, n, n) of a joint activation; or one number
            alive[i] |= np.any(slopes, axis=tuple(range(slopes.ndim - 1)))
        if all(layer.all() for layer in alive):
            break
    return [(l, int(j)) for l, layer in enumerate(alive, 1) for j in np.flatnonzero(~layer)]


def equal_layers(net):
    """The hidden layers of two units or more that have the same weights and bias, in and out: (number, units)."""
    found = []
    for i, n in enumerate(net.sizes[1:-1]):
        into = np.column_stack([net.W[i], net.b[i]])  # (n, n_in + 1)
        out = net.W[i + 1].T  # (n, n_out)
        if n > 1 and (into == into[0]).all() and (out == out[0]).all():
            found.append((i + 1, n))
    return found


def why_diverged(net, X, epoch, rate, batch_size):
    """The sentence about a training whose cost overflowed; rate is its learning rate, or None."""
    where, kept = f"at step {epoch}", "the last finite parameters are kept"
    if batch_size is not None:
        where, kept = f"in epoch {epoch}", f"net is as after epoch {epoch - 1}"
    return f"diverged {where}: {_steps_too_long(rate)} for this slope; {kept}; {advice(net, X, rate)}"


def why_growing(net, X, measured, rate):
    """The sentence about a training whose cost grew, but stayed finite."""
    first, last = measured[0].cost, measured[-1].cost
    grew = f"the cost grew from {first:.3g} to {last:.3g}: it is diverging, because {_steps_too_long(rate)}"
    return f"{grew}; {advice(net, X, rate)}"


def advice(net, X, rate):
    """What to try after steps that were too long."""
    sizes = np.append(np.sqrt(np.mean(np.square(X), axis=0)), 1.0)  # (n_in + 1,): the bias has the input 1
    low, high = sizes[sizes > 0].min(), sizes.max()
    if high > SCALE_RATIO * low:
        return (
            f"bring the inputs to one size with nn.data.standardise(X): their sizes, with the bias's 1, "
            f"range from {low:.3g} to {high:.3g}"
        )
    limit = "; nn.stable_learning_rate gives the limit" if net.theta.size <= MOST_FOR_CURVATURE else ""
    return ("take shorter steps" if rate is None else f"try {rate / 2:.3g} or less") + limit


def _steps_too_long(rate):
    return "the steps are too long" if rate is None else f"the learning rate {rate:.3g} is too high"
