"""A network: layer sizes, activations, and one flat array theta that holds every weight and bias."""

import os

import numpy as np

from nnlib import checks, initialisation, layout, passes
from nnlib.activations import ACTIVATIONS, Activation
from nnlib.costs import COSTS, Cost, Penalty, mse


class Network:
    """A feed-forward network. `Z[l] = A[l] @ W[l].T + b[l]` and `A[l + 1] = f(Z[l])`, with `A[0] = X`.

    sizes: the width of each layer, inputs first; activation: a name, an Activation, or a list with one per layer.
    With rng, weights are normal and biases zero; init says how wide: "xavier" (Glorot and Bengio, 2010; the default),
    "he" (He et al., 2015; the default before relu), "zeros", or a standard deviation. With theta, `(P,)`, it is copied.
    With neither, all parameters are zero: good for one neuron, useless for hidden layers, whose units would stay alike.
    ValueError for sizes, activations, rng, init, theta or dtype that do not fit.

    >>> net = Network([2, 1], theta=[1.0, -1.0, 0.5])
    >>> net, net.W[0].tolist(), net.b[0].tolist()
    (Network([2, 1], 'sigmoid'), [[1.0, -1.0]], [0.5])
    >>> net.predict([[2.0, 2.5]]).tolist()
    [[0.5]]
    """

    def __init__(self, sizes, activation="sigmoid", *, rng=None, init=None, theta=None, dtype=np.float64):
        self.sizes = checks.layer_sizes(sizes)
        self.activations = _one_per_layer(activation, self.sizes[1:])
        if not isinstance(dtype, (str, type, np.dtype)) or dtype not in (np.float64, np.float32, "float64", "float32"):
            raise ValueError(f"dtype must be float64 or float32; got {checks.told(dtype)}. Pass dtype=np.float64.")
        if rng is not None and theta is not None:
            raise ValueError("A network must start from rng or from theta; got both. Leave one of them out.")
        self._theta = layout.empty(self.sizes, dtype)  # (P,)
        self._theta[:] = 0
        if theta is not None:
            self.theta = theta
        if init is not None and rng is None:
            raise ValueError(f"init needs rng, which draws the numbers; got init={checks.told(init)} alone. Pass both.")
        if rng is not None:
            checks.generator(rng)
            initialisation.draw(self.W, self.activations, init, rng)
            if not np.isfinite(self._theta).all():
                raise ValueError(
                    f"init must leave weights finite in {self._theta.dtype}; got {init}. Pass less than 1e30."
                )

    @property
    def theta(self):
        """All parameters, `(P,)`: layer by layer, W row by row and then b. Assigning copies into the same storage."""
        return self._theta

    @theta.setter
    def theta(self, values):
        found = checks.array("theta", values, self._theta.dtype)
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

    def at(self, theta):
        """A network of the same sizes and activations with other parameters, `(P,)`; its dtype is theta's.

        >>> Network([1, 1], "identity").at([2.0, 1.0]).predict([[3.0]]).item()
        7.0
        """
        theta = checks.array("theta", theta)
        return Network(self.sizes, self.activations, theta=theta, dtype=theta.dtype)

    @np.errstate(all="ignore")  # here and below: what leaves the floats becomes infinite, and no warning interrupts
    def forward(self, X):
        """The forward pass of X, `(N, n_in)`: a Forward with every layer's Z and A. ValueError for any other X."""
        X = checks.table("X", X, self.sizes[0], self._theta.dtype)  # (N, n_in)
        return passes.forward(self.W, self.b, self.activations, X)

    def predict(self, X):
        """The output layer's activations for X, `(N, n_in)`: `(N, n_out)`."""
        return self.forward(X).A[-1]

    @np.errstate(all="ignore")
    def backward(self, run, Y, cost=mse):
        """The backward pass (Rumelhart, Hinton and Williams, 1986): the Gradient of the cost after `run = forward(X)`.

        Y is `(N, n_out)`. ValueError where run is not this network's, or Y or the cost do not fit.

        >>> net = Network([1, 1], "identity")
        >>> net.backward(net.forward([[2.0]]), [[3.0]]).theta.tolist()
        [-12.0, -6.0]
        """
        wanted, got = f"a Forward of a {self._theta.dtype} network with sizes {list(self.sizes)}", _source(run)
        if got != wanted:
            raise ValueError(f"run must be {wanted}; got {got}. Pass run=net.forward(X).")
        _, Y, cost = problem(self, run.A[0], Y, cost)
        return passes.backward(self.W, self.activations, run, Y, cost)

    @np.errstate(all="ignore")
    def cost(self, X, Y, cost=mse):
        """The mean cost over examples, a float. X is `(N, n_in)`, Y is `(N, n_out)`; ValueError where they are not.

        >>> Network([1, 1]).cost([[2.0]], [[1.0]], cost="mse")
        0.25
        """
        X, Y, cost = problem(self, X, Y, cost)
        W = self.W
        run = passes.forward(W, self.b, self.activations, X)
        return float(passes.mean_cost(W, self.activations, run, Y, cost))

    def save(self, path):
        """Write sizes, activations and theta to a `.npz` file, which `nn.load(path)` reads back bit for bit.

        ValueError for a path that is none, for a theta that is not finite, or for an activation of your own.
        """
        names = [activation.name for activation in self.activations]
        checks.array("net.theta", self._theta)
        if any(ACTIVATIONS.get(f.name) != f for f in self.activations):
            raise ValueError(
                f"A network to be saved must have activations of nnlib's; got {names}. Save net.theta with np.save."
            )
        try:
            with open(_file(path), "wb") as file:
                np.savez(file, sizes=self.sizes, activations=names, theta=self._theta)
        except (OSError, ValueError) as error:
            raise ValueError(
                f"path must name a file that can be written; got {checks.told(path)} ({error}). "
                f"Pass path='network.npz', in a folder that is there."
            ) from None

    def __repr__(self):
        names = [activation.name for activation in self.activations]
        return f"Network({list(self.sizes)}, {names if len(set(names)) > 1 else names[0]!r})"


def load(path):
    """The network in a `.npz` file that `net.save(path)` wrote. Nothing in the file is run: it holds arrays alone.

    FileNotFoundError where there is none, ValueError where it holds something else.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "net.npz"
    ...     Network([2, 1], "tanh", theta=[1.0, 2.0, 3.0]).save(path)
    ...     load(path).theta.tolist()
    [1.0, 2.0, 3.0]
    """
    path = _file(path)
    if not os.path.isfile(path):
        raise FileNotFoundError(
            f"path must name a file that net.save wrote; got {path!r}, where there is none. Check it."
        )
    try:
        with np.load(path, allow_pickle=False) as found:
            sizes, names, theta = (found[name] for name in ("sizes", "activations", "theta"))
        return Network(sizes.tolist(), names.tolist(), theta=theta, dtype=theta.dtype.name)
    except Exception as error:  # whatever a strange file provokes in NumPy's reader
        raise ValueError(
            f"path must name a file that net.save wrote; got {path!r}, which is another ({error}). "
            f"Save the network again."
        ) from None


def _file(path):
    if not isinstance(path, (str, os.PathLike)):
        raise ValueError(f"path must name a file; got {checks.told(path)}. Pass path='network.npz'.")
    return os.fspath(path)


def _source(run):
    """What kind of network a Forward came from, in words, where its parts fit together; a short name for all else."""
    odd = "a Forward of odd parts" if isinstance(run, passes.Forward) else checks.told(run)
    lists = isinstance(run, passes.Forward) and isinstance(run.Z, (list, tuple)) and isinstance(run.A, (list, tuple))
    parts, n = ([*run.A, *run.Z], len(run.A)) if lists else ([None], 0)
    if len(parts) != 2 * n - 1 or not checks.alike(parts, 2, getattr(parts[0], "dtype", None)):
        return odd
    widths = [part.shape[1] for part in parts]
    agree = widths[1:n] == widths[n:]
    return f"a Forward of a {parts[0].dtype} network with sizes {widths[:n]}" if agree else odd


def problem(net, X, Y, cost):
    """X, Y and the cost as checked arrays and a Cost: the one door of all that measures a network against targets."""
    checks.instance("net", net, Network, "Build one with nn.Network([2, 1]); a Recurrent has methods of its own.")
    X = checks.table("X", X, net.sizes[0], net.theta.dtype)  # (N, n_in)
    Y = checks.table("Y", Y, net.sizes[-1], net.theta.dtype)  # (N, n_out)
    checks.same_rows(X, Y)
    cost = found_cost(cost)
    cost.check(net.activations[-1], Y)
    return X, Y, cost


def found_cost(cost):
    """A Cost from itself or its name."""
    if isinstance(cost, Penalty):
        raise ValueError(f"cost must say how wrong predictions are; got {cost} alone. Pass cost=nn.mse + nn.{cost}.")
    return cost if isinstance(cost, Cost) else checks.named("cost", cost, COSTS)


def _one_per_layer(activation, widths):
    chosen = list(activation) if isinstance(activation, (list, tuple)) else [activation] * len(widths)
    if len(chosen) != len(widths):
        raise ValueError(
            f"activation must name one function per layer after the inputs, here {len(widths)}; got {len(chosen)}. "
            f"Lengthen or shorten the list, or pass a single name."
        )
    found = tuple(f if isinstance(f, Activation) else checks.named("activation", f, ACTIVATIONS) for f in chosen)
    if any(f.joint and width == 1 for f, width in zip(found, widths, strict=True)):
        raise ValueError(
            f"A softmax layer needs two units or more, to share one certainty; got sizes {list(widths)} after the "
            f"inputs. Use 'sigmoid' for a single output."
        )
    return found
