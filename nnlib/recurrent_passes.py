"""The two passes through time as pure functions: states forward step by step, errors back through the same weights."""

from typing import NamedTuple

import numpy as np

from nnlib import layout
from nnlib.passes import Forward


class Parts(NamedTuple):
    """The weights and biases of a recurrent network, by name."""

    W_x: np.ndarray  # (n_hidden, n_in)
    W_h: np.ndarray  # (n_hidden, n_hidden)
    b: np.ndarray  # (n_hidden,)
    W_y: np.ndarray  # (n_out, n_hidden)
    b_y: np.ndarray  # (n_out,)


class RecurrentForward(NamedTuple):
    """What a forward pass found, step t at index `[:, t]`: sums Z and states H, then the outputs' sums and values."""

    X: np.ndarray  # (N, T, n_in)
    Z: np.ndarray  # (N, T, n_hidden)
    H: np.ndarray  # (N, T, n_hidden)
    Z_y: np.ndarray  # (N, T, n_out)
    A_y: np.ndarray  # (N, T, n_out)


class RecurrentGradient(NamedTuple):
    """What backpropagation through time found.

    `delta[i, t]` is the derivative of sequence i's own cost with respect to its `Z[i, t]`, by way of step t and all
    later ones; `delta_y[i, t]` with respect to `Z_y[i, t]`, zero where a step has no target. `theta` is the gradient of
    the mean cost, laid out as the network's theta; `W_x` to `b_y` are views of it.
    """

    delta: np.ndarray  # (N, T, n_hidden)
    delta_y: np.ndarray  # (N, T, n_out)
    theta: np.ndarray  # (P,)
    W_x: np.ndarray
    W_h: np.ndarray
    b: np.ndarray
    W_y: np.ndarray
    b_y: np.ndarray

    @property
    def norms(self):
        """The norm of the error signal at each step, `(T,)`: that of `delta[:, t]` over sequences and units.

        With a target after the last step only, read it from the end: one error on its way back, shrinking or growing.
        """
        # hypot, because squares overflow or underflow long before an error that vanishes or explodes does
        return np.hypot.reduce(np.hypot.reduce(np.abs(self.delta), axis=2), axis=0)


def cell_sizes(sizes):
    """The layer sizes of one step of time as a feed-forward network: its inputs are x[t] beside h[t - 1]."""
    n_in, n_hidden, n_out = sizes
    return n_in + n_hidden, n_hidden, n_out


def parts(theta, sizes):
    """The Parts that lie in theta, `(P,)`, as views. It is laid out as the cell's theta: W_x and W_h are its columns.

    >>> parts(np.arange(6.0), (1, 1, 1))
    Parts(W_x=array([[0.]]), W_h=array([[1.]]), b=array([2.]), W_y=array([[3.]]), b_y=array([4.]))
    """
    n_in = sizes[0]
    (W, W_y), (b, b_y) = layout.views(theta, cell_sizes(sizes))
    return Parts(W[:, :n_in], W[:, n_in:], b, W_y, b_y)


def forward(net, activations, X):
    """The forward pass of the Parts `net` over X, `(N, T, n_in)`; nothing is checked here."""
    f, g = activations
    Z = X @ net.W_x.T + net.b  # (N, T, n_hidden): all that need not wait for the step before
    H = np.empty_like(Z)  # (N, T, n_hidden)
    for t in range(X.shape[1]):
        if t > 0:
            Z[:, t] += H[:, t - 1] @ net.W_h.T
        H[:, t] = f.f(Z[:, t])
    Z_y = H @ net.W_y.T + net.b_y  # (N, T, n_out)
    return RecurrentForward(X, Z, H, Z_y, g.f(Z_y))


def outputs(run, steps):
    """The output layer after the last `steps` steps, as a Forward with a row for each: what a cost compares with Y."""
    H, Z_y, A_y = (part[:, -steps:].reshape(-1, part.shape[2]) for part in (run.H, run.Z_y, run.A_y))
    return Forward([Z_y], [H, A_y])


def mean_cost(net, activations, run, Y, cost):
    """The cost summed over steps, as a mean over sequences, and the penalties on the weights.

    Y is `(N, steps, n_out)`, the targets after the last `steps` steps.
    """
    N, steps, n_out = Y.shape
    costs = cost.per_example(outputs(run, steps), Y.reshape(-1, n_out), activations[1])  # (N * steps,)
    return costs.sum() / N + cost.penalty([net.W_x, net.W_h, net.W_y])


def backward(net, activations, run, Y, cost):
    """Backpropagation through time (Werbos, 1990): errors from the last step to the first, and from them the gradient.

    Y is `(N, steps, n_out)`, the targets after the last `steps` steps.
    """
    f, g = activations
    N, steps, n_out = Y.shape
    delta, delta_y = np.empty_like(run.Z), np.zeros_like(run.Z_y)  # (N, T, n_hidden), (N, T, n_out)
    delta_y[:, -steps:] = cost.delta(outputs(run, steps), Y.reshape(-1, n_out), g).reshape(Y.shape)
    carried = 0  # what later steps say about state t, (N, n_hidden): after the last there are none
    for t in reversed(range(run.X.shape[1])):
        delta[:, t] = f.pull_back(delta_y[:, t] @ net.W_y + carried, run.Z[:, t], run.H[:, t])
        carried = delta[:, t] @ net.W_h

    sizes = (run.X.shape[2], run.H.shape[2], n_out)
    theta = np.empty(layout.count(cell_sizes(sizes)), dtype=delta.dtype)  # (P,)
    gradient = parts(theta, sizes)
    share, share_y = delta / N, delta_y / N  # the mean is taken here
    _add_over_time(gradient.W_x, share, run.X)
    _add_over_time(gradient.W_h, share[:, 1:], run.H[:, :-1])  # the state before the first step is zero
    _add_over_time(gradient.W_y, share_y, run.H)
    gradient.b[:], gradient.b_y[:] = share.sum(axis=(0, 1)), share_y.sum(axis=(0, 1))
    for penalty in cost.penalties:
        for part, W in ((gradient.W_x, net.W_x), (gradient.W_h, net.W_h), (gradient.W_y, net.W_y)):
            part += penalty.slope(W)
    return RecurrentGradient(delta, delta_y, theta, *gradient)


def _add_over_time(W, share, A):
    # every step uses the same weights, so all steps' shares in their gradient are added, over sequences too
    W[:] = np.tensordot(share, A, axes=((0, 1), (0, 1)))  # (n_out, n_in)
