"""Networks in the place of their parts: what each widget can show of a network, and what it refuses in a sentence."""

import numpy as np

import nnlib as nn
from nnlib import arguments
from nnlib.activations import ACTIVATIONS, ELEMENTWISE
from nnlib.widgets.digits import SIDE
from nnlib.widgets.schema import LARGEST, Choice, List, Number, Whole

NEURON = ("identity", "sigmoid")  # what one neuron by itself may be: linear or logistic
WIDEST = 6  # units of a layer that a diagram can show
MOST_HIDDEN = 128  # of DigitReader's: each is a picture
FROM_ZERO = [name for name in ELEMENTWISE if ACTIVATIONS[name].range[0] == 0]  # DigitReader's hidden ones: bars from 0
LARGER = "nnlib.figures.network_diagram draws larger networks."
HIDDEN = List(Whole(1, WIDEST), 1, 3, words="1 to 3 numbers of units, one a layer", fix="Pass (4, 4), for example.")


def layers(most):
    """The kind of layer sizes, inputs first."""
    words = f"2 to {most} layers, inputs first, of 1 to {WIDEST} neurons each"
    return List(Whole(1, WIDEST, fix=LARGER), 2, most, words=words, fix=f"Pass (2, 3, 1), for example; {LARGER}")


def functions(most):
    """The kind of activations: one name for each layer after the inputs, of `most` layers."""
    words = "a tuple of names of activations, one for each layer after the inputs"
    return List(Choice(tuple(ACTIVATIONS)), 1, most - 1, words=words, fix="Pass ('tanh', 'sigmoid'), for example.")


def parameters(most):
    """The kind of theta: training may lead it anywhere."""
    words = "one flat row of finite numbers, layer by layer W row by row and then b"
    return List(Number(-LARGEST, LARGEST), 2, most, words=words, fix="Pass net.theta.")


def network_traits(net, theta=None, **activations):
    """The traits of a network that is passed in the place of its sizes. Its parameters are copied."""
    given = [name for name, value in {"theta": theta, **activations}.items() if value is not None]
    if given:
        raise ValueError(
            f"{given[0]} must be left out beside a network, which has its own; got both. Pass one of the two."
        )
    return {"sizes": net.sizes, "activations": net.activations, "theta": net.theta.tolist()}


def for_playground(net):
    """The traits of a Playground that goes on from a network. Raises ValueError if it cannot show this one."""
    arguments.instance("net", net, nn.Network, "Build one with nn.Network([2, 4, 1], ['tanh', 'sigmoid']).")
    *hidden, output = net.activations
    n_in, *units, n_out = net.sizes
    if (n_in, n_out) != (2, 1) or output != nn.sigmoid or len(set(hidden)) != 1:
        raise ValueError(
            f"net must have 2 inputs, hidden layers of one activation and 1 sigmoid output; got {net}. "
            f"Build it with nn.Network([2, 4, 1], ['tanh', 'sigmoid'])."
        )
    start = net.theta.astype(np.float64).reshape(-1, 1)
    return {"hidden": HIDDEN.check("net's hidden layers", units), "activation": hidden[0], "start": start}


def for_digits(net):
    """A copy of net, where it is a network that the widget can show. Raises ValueError if it cannot."""
    arguments.instance("net", net, nn.Network, "Build one with nn.Network([784, 48, 10], ['relu', 'softmax']).")
    names, (pixels, *hidden, outputs) = [f.name for f in net.activations], net.sizes
    fits = (pixels, len(hidden), outputs) == (SIDE**2, 1, 10) and names[0] in FROM_ZERO and names[-1] == "softmax"
    if not fits or hidden[0] > MOST_HIDDEN or any(f != ACTIVATIONS.get(f.name) for f in net.activations):
        raise ValueError(
            f"net must have 784 inputs (28 by 28 pixels), one hidden layer of at most {MOST_HIDDEN} units with "
            f"{' or '.join(FROM_ZERO)}, and 10 softmax outputs; got {net}. "
            f"Build it with nn.Network([784, 48, 10], ['relu', 'softmax'])."
        )
    arguments.array("net.theta", net.theta)
    return net.at(net.theta.astype(np.float64))
