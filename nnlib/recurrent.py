"""A recurrent network: its state is an input again at the next step, so that it can remember."""

import numpy as np

from nnlib import arguments, recurrent_passes
from nnlib.costs import mse
from nnlib.network import Network, as_cost
from nnlib.recurrent_passes import RecurrentForward


def _part(name):
    def read(net):
        return getattr(recurrent_passes.parts(net.theta, net.sizes), name)

    def write(net, values):  # into the view, so that theta changes too
        read(net)[...] = arguments.array(name, values)

    return property(read, write, doc=f"{name} as a view of theta.")


class Recurrent:
    """`h[t] = f(x[t] @ W_x.T + h[t - 1] @ W_h.T + b)` from h = 0, and `y[t] = g(h[t] @ W_y.T + b_y)` (Elman, 1990).

    sizes: the widths of input, state and output; activation is f and output is g, each a name or an ActivationFunction.
    X is `(N, T, n_in)`, N sequences of T steps; Y is `(N, T, n_out)`, or `(N, n_out)` where only the last step has a
    target (`(N,)` for one output). One step of time is `cell`, a Network with x[t] beside h[t - 1] as its inputs: its
    theta is the theta here, and rng, init, theta and dtype are as for any Network.
    Raises ValueError if sizes are not three, or Network refuses an argument.

    It learns to remember the first input of three:

    >>> from nnlib import Adam, clip
    >>> X = np.random.default_rng(0).choice([-1.0, 1.0], size=(20, 3, 1))
    >>> net = Recurrent([1, 4, 1], rng=np.random.default_rng(1))
    >>> stepper = Adam(learning_rate=0.05).start(net.theta)
    >>> for _ in range(80):
    ...     grad = net.backward(net.forward(X), X[:, 0])
    ...     stepper.step(net.theta, clip(grad.theta, 1.0))
    >>> net.predict([[[1.0], [-1.0], [-1.0]], [[-1.0], [1.0], [1.0]]])[:, -1].round(1).tolist()
    [[1.0], [-1.0]]
    """

    W_x, W_h, b, W_y, b_y = map(_part, recurrent_passes.Parts._fields)

    def __init__(
        self, sizes, activation="tanh", output="identity", *, rng=None, init=None, theta=None, dtype=np.float64
    ):
        self.sizes = arguments.layer_sizes(sizes)
        if len(self.sizes) != 3:
            raise ValueError(
                f"sizes must be three, of input, state and output; got {list(self.sizes)}. Pass [1, 4, 1], for example."
            )
        widths, activations = recurrent_passes.cell_sizes(self.sizes), [activation, output]
        self.cell = Network(widths, activations, rng=rng, init=init, theta=theta, dtype=dtype)

    @property
    def theta(self):
        """All parameters, `(P,)`: W_x beside W_h row by row, b, W_y row by row, b_y. Assigning copies into it."""
        return self.cell.theta

    @theta.setter
    def theta(self, values):
        self.cell.theta = values

    def at(self, theta):
        """A network of the same sizes and activations with other parameters, `(P,)`; its dtype is theta's."""
        theta = arguments.array("theta", theta)
        return Recurrent(self.sizes, *self.cell.activations, theta=theta, dtype=theta.dtype)

    @np.errstate(all="ignore")  # here and below: an overflow becomes infinite, without a warning
    def forward(self, X):
        """The forward pass of X, `(N, T, n_in)`: a RecurrentForward. Raises ValueError if X has another shape."""
        X = arguments.array("X", X, self.theta.dtype)
        if X.ndim != 3 or X.shape[2] != self.sizes[0] or X.size == 0:
            raise ValueError(
                f"X must have shape (N, T, {self.sizes[0]}), a row for each step of each sequence; got {X.shape}. "
                f"Use X[np.newaxis] for a single sequence, X[..., np.newaxis] for a single input."
            )
        return recurrent_passes.forward(self._parts, self.cell.activations, X)

    def predict(self, X):
        """The outputs after every step of X, `(N, T, n_in)`: `(N, T, n_out)`."""
        return self.forward(X).A_y

    @np.errstate(all="ignore")
    def backward(self, run, Y, cost=mse):
        """Backpropagation through time: the RecurrentGradient of the cost after `run = forward(X)`.

        Raises ValueError if Y has another shape than described above, or the cost does not work with Y or the output.
        """
        arguments.instance("run", run, RecurrentForward, "Pass run=net.forward(X).")
        return recurrent_passes.backward(self._parts, self.cell.activations, run, *self._targets(run, Y, cost))

    @np.errstate(all="ignore")
    def cost(self, X, Y, cost=mse):
        """The cost summed over outputs and steps, and its mean over sequences, a float. It raises as `backward` does.

        >>> Recurrent([1, 1, 1], init="zeros").cost([[[1.0], [2.0]]], [[[3.0], [4.0]]])
        25.0
        """
        run = self.forward(X)
        return float(recurrent_passes.mean_cost(self._parts, self.cell.activations, run, *self._targets(run, Y, cost)))

    @property
    def _parts(self):
        return recurrent_passes.parts(self.theta, self.sizes)

    def _targets(self, run, Y, cost):
        """Y as a checked array, `(N, T, n_out)` or, of the last step only, `(N, 1, n_out)`, and the cost as a Cost."""
        N, T, n_out = run.A_y.shape
        Y = arguments.array("Y", Y, self.theta.dtype)
        Y = Y.reshape(N, 1) if Y.shape == (N,) and n_out == 1 else Y
        if Y.shape not in ((N, T, n_out), (N, n_out)):
            raise ValueError(
                f"Y must have shape {(N, T, n_out)}, a target for every step of X, or {(N, n_out)}, for the last only; "
                f"got {Y.shape}. Reshape Y, or change X or the network's sizes, so that they agree."
            )
        cost = as_cost(cost)
        cost.check(self.cell.activations[1], Y.reshape(-1, n_out))
        return Y.reshape(N, -1, n_out), cost

    def __repr__(self):
        f, g = self.cell.activations
        return f"Recurrent({list(self.sizes)}, {f.name!r}, {g.name!r})"
