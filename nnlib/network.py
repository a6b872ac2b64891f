"""A network: layer sizes, activations, and one flat array theta that holds every weight and bias."""

import copy

import numpy as np

from nnlib import arguments, initialisation, layout, passes
from nnlib.activations import ACTIVATIONS, ActivationFunction
from nnlib.costs import COSTS, Cost, mse
from nnlib.summary import summary


class Network:
    """A feed-forward network. `Z[l] = A[l] @ W[l].T + b[l]` and `A[l + 1] = f(Z[l])`, with `A[0] = X`.

    sizes lists the width of each layer, inputs first. activation is a name, an ActivationFunction, or a list with one
    per layer. Biases start at zero and weights at random normal numbers. init is their standard deviation or a rule
    ("xavier", "he", "zeros"); by default, each layer uses its activation's own rule. rng is a seed, by default 0, or a
    NumPy generator. If you pass neither rng nor init, a network without hidden layers starts at zero instead. If you
    pass theta, `(P,)`, the network starts with a copy of it.

    Raises ValueError if sizes lists fewer than two layers, an activation or a rule has an unknown name, rng is
    neither a seed nor a generator, or theta does not have P finite numbers.

    >>> net = Network([2, 1], theta=[1.0, -1.0, 0.5])
    >>> net, net.W[0].tolist(), net.b[0].tolist()
    (Network([2, 1], 'sigmoid'), [[1.0, -1.0]], [0.5])
    >>> net.predict([[2.0, 2.5]]).tolist()
    [[0.5]]
    """

    def __init__(self, sizes, activation="sigmoid", *, rng=None, init=None, theta=None, dtype=np.float64):
        self.sizes = arguments.layer_sizes(sizes)
        self.activations = _one_per_layer(activation, self.sizes[1:])
        self._theta = np.zeros(layout.count(self.sizes), dtype)  # (P,)
        if theta is not None:
            self.theta = theta
        elif rng is not None or init is not None or len(self.sizes) > 2:
            initialisation.draw(self.W, self.activations, init, arguments.generator(0 if rng is None else rng))

    @property
    def theta(self):
        """All parameters, `(P,)`: layer by layer, W row by row and then b. Assigning copies into the same storage."""
        return self._theta

    @theta.setter
    def theta(self, values):
        found = arguments.array("theta", values, self._theta.dtype)
        if found.shape != self._theta.shape:
            raise ValueError(
                f"theta must have shape {self._theta.shape} for sizes {list(self.sizes)}; got {found.shape}. "
                f"Pass every weight and bias, layer by layer, as one flat array."
            )
        self._theta[:] = found

    @property
    def W(self):
        """Weights as views of theta: `W[l]` is `(n_out, n_in)` and leads from layer l to layer l + 1."""
        return layout.views(self._theta, self.sizes)[0]

    @property
    def b(self):
        """Biases as views of theta: `b[l]` is `(n_out,)`."""
        return layout.views(self._theta, self.sizes)[1]

    def copy(self):
        """A network with the same sizes and activations, and parameters of its own.

        >>> net = Network([1, 1], theta=[2.0, 1.0])
        >>> other = net.copy()
        >>> other.theta += 1
        >>> net.theta.tolist(), other.theta.tolist()
        ([2.0, 1.0], [3.0, 2.0])
        """
        return copy.deepcopy(self)

    def summary(self):
        """A table of the layers as text: their units, activations, and how many weights and biases lead to them.

        >>> print(Network([5, 2, 1], ["relu", "sigmoid"]).summary())
        layer     units  activation  parameters
        input         5
        hidden 1      2  relu                12
        output        1  sigmoid              3
        15 parameters: 12 weights and 3 biases
        """
        return summary(self)

    def at(self, theta):
        """A network of the same sizes and activations with other parameters, `(P,)`; its dtype is theta's.

        >>> Network([1, 1], "identity").at([2.0, 1.0]).predict([[3.0]]).item()
        7.0
        """
        theta = arguments.array("theta", theta)
        return Network(self.sizes, self.activations, theta=theta, dtype=theta.dtype)

    @np.errstate(all="ignore")  # here and below: an overflow becomes infinite, without a warning
    def forward(self, X):
        """The forward pass of X, `(N, n_in)`: a Forward with every layer's Z and A.

        Raises ValueError if X has another shape or holds anything but finite numbers.
        """
        X = arguments.table("X", X, self.sizes[0], self._theta.dtype)  # (N, n_in)
        return passes.forward(self.W, self.b, self.activations, X)

    def predict(self, X):
        """The output layer's activations for X, `(N, n_in)`: `(N, n_out)`."""
        return self.forward(X).A[-1]

    @np.errstate(all="ignore")
    def backward(self, run, Y, cost=mse):
        """The backward pass (Rumelhart, Hinton and Williams, 1986): the Gradient of the cost after `run = forward(X)`.

        Y is `(N, n_out)`, or `(N,)` for one output. Raises ValueError if Y has another shape, or the cost does not work
        with these targets or with the last layer's activation.

        >>> net = Network([1, 1], "identity")
        >>> net.backward(net.forward([[2.0]]), [[3.0]]).theta.tolist()
        [-12.0, -6.0]
        """
        arguments.instance("run", run, passes.Forward, "Pass run=net.forward(X).")
        _, Y, cost = checked_problem(self, run.A[0], Y, cost)
        return passes.backward(self.W, self.activations, run, Y, cost)

    @np.errstate(all="ignore")
    def cost(self, X, Y, cost=mse):
        """The mean cost over examples, a float. X is `(N, n_in)`, Y `(N, n_out)`, or `(N,)` for one output.

        Raises ValueError if their shapes differ from these, or the cost does not work with Y or the last activation.

        >>> Network([1, 1]).cost([[2.0]], [[1.0]], cost="mse")
        0.25
        """
        X, Y, cost = checked_problem(self, X, Y, cost)
        return float(cost.mean(self.forward(X), Y, self.activations[-1], self.W))

    def save(self, path):
        """Write sizes, activations and theta to a `.npz` file, which `nn.load(path)` reads back bit for bit.

        Raises ValueError if the network has an activation of your own: a file holds numbers and names, and no code.
        """
        names = [activation.name for activation in self.activations]
        if any(activation not in ACTIVATIONS.values() for activation in self.activations):
            raise ValueError(
                f"A network to be saved must have activations of nnlib's; got {names}. Save net.theta with np.save."
            )
        with open(path, "wb") as file:
            np.savez(file, sizes=self.sizes, activations=names, theta=self._theta)

    def __repr__(self):
        names = [activation.name for activation in self.activations]
        return f"Network({list(self.sizes)}, {names if len(set(names)) > 1 else names[0]!r})"


def checked_problem(net, X, Y, cost):
    """Check that net, X, Y and cost fit each other. Returns X and Y as arrays and the cost as a Cost."""
    arguments.instance("net", net, Network, "Build one with nn.Network([2, 1]).")
    X = arguments.table("X", X, net.sizes[0], net.theta.dtype)  # (N, n_in)
    Y = arguments.targets(Y, net.sizes[-1], net.theta.dtype)  # (N, n_out)
    arguments.same_rows(X, Y)
    cost = as_cost(cost)
    cost.check(net.activations[-1], Y)
    return X, Y, cost


def as_cost(cost):
    """A Cost as it is, or the Cost of this name."""
    return cost if isinstance(cost, Cost) else arguments.named("cost", cost, COSTS)


def _one_per_layer(activation, widths):
    chosen = list(activation) if isinstance(activation, (list, tuple)) else [activation] * len(widths)
    if len(chosen) != len(widths):
        raise ValueError(
            f"activation must name one function per layer after the inputs, here {len(widths)}; got {len(chosen)}. "
            f"Lengthen or shorten the list, or pass a single name."
        )
    found = tuple(
        f if isinstance(f, ActivationFunction) else arguments.named("activation", f, ACTIVATIONS) for f in chosen
    )
    if any(f.joint and width == 1 for f, width in zip(found, widths, strict=True)):
        raise ValueError(
            f"A softmax layer needs two units or more, because its outputs sum to 1; got sizes {list(widths)} after "
            f"the inputs. Use 'sigmoid' for a single output."
        )
    return found
