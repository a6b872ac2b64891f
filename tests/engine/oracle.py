"""The independent answer: the mean cost written out in HIPS autograd, with its own reading of theta."""

import autograd
import autograd.numpy as anp
import numpy as np
from hypothesis import strategies as st

import nnlib as nn
from nnlib.activations import ACTIVATIONS
from nnlib.costs import COSTS

# The formula of each activation, as its table entry writes it for readers, computed by autograd.
WORDS = {
    "exp": anp.exp,
    "log": anp.log,
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "sum": lambda z: anp.sum(z, axis=-1, keepdims=True),
    "max": lambda a, b: anp.where(b > a, b, a),  # at a corner the first, as nnlib
}
FORMULAS = {name: eval(f"lambda z: {activation.formula}", WORDS) for name, activation in ACTIVATIONS.items()}
HIDDEN = tuple(ACTIVATIONS)
ENDS = tuple((name, "mse") for name in ACTIVATIONS)  # output activation and cost
ENDS += tuple((output.name, name) for name, cost in COSTS.items() for output in cost.output_activations or ())
SMOOTH = tuple(name for name in HIDDEN if "max" not in ACTIVATIONS[name].formula)  # no corner that a nudge could cross
SMOOTH_ENDS = tuple(end for end in ENDS if end[0] in SMOOTH)


def cost(theta, sizes, activations, name, X, Y, l1=0.0, l2=0.0):
    """The mean cost of a network, from the textbook formulas; activations has a name for each layer."""
    A, start, penalty = X, 0, 0.0
    for n_in, n_out, activation in zip(sizes, sizes[1:], activations, strict=False):
        W = theta[start : start + n_in * n_out].reshape((n_out, n_in))
        start += n_in * n_out
        A = FORMULAS[activation](anp.dot(A, W.T) + theta[start : start + n_out])
        start += n_out
        penalty = penalty + l1 * anp.sum(anp.abs(W)) + l2 * anp.sum(W**2)
    if name == "mse":
        return anp.sum((A - Y) ** 2) / len(X) + penalty
    no = 0.0 if activations[-1] == "softmax" else anp.sum((1 - Y) * anp.log(1 - A))
    return -(anp.sum(Y * anp.log(A)) + no) / len(X) + penalty


gradient = autograd.grad(cost)
hessian = autograd.hessian(cost)


@st.composite
def problems(draw, max_depth=4, hidden=HIDDEN, ends=ENDS):
    """A random network with data: (net, X, Y, cost name, arguments for the oracle after theta)."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=max_depth + 1))
    layers = [draw(st.sampled_from(hidden)) for _ in sizes[2:]]
    output, name = draw(st.sampled_from(ends))
    sizes = [
        sizes[0],
        *(n + (n == 1 and ACTIVATIONS[f].joint) for n, f in zip(sizes[1:], [*layers, output], strict=True)),
    ]
    return problem(sizes, [*layers, output], name, N=draw(st.integers(1, 6)), seed=draw(st.integers(0, 10**6)))


def problem(sizes, activation="sigmoid", name="mse", N=5, seed=0):
    """The same, for given sizes."""
    rng = np.random.default_rng(seed)
    activations = [activation] * (len(sizes) - 1) if isinstance(activation, str) else activation
    net = nn.Network(sizes, activations, rng=rng, init=0.7)
    net.theta += rng.normal(size=net.theta.size) / 2  # biases too
    X = rng.normal(size=(N, sizes[0]))
    Y = rng.uniform(size=(N, sizes[-1]))
    if activations[-1] == "softmax":
        Y /= Y.sum(axis=1, keepdims=True)
    return net, X, Y, name, (sizes, activations, name, X, Y)


def difference(a, b):
    """How far apart two arrays are, relative to the larger."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    assert a.shape == b.shape
    return np.abs(a - b).max() / max(np.abs(a).max(), np.abs(b).max(), 1e-300)
