"""What the widgets on one network share: its traits, the check that they fit each other, and nnlib's own passes."""

import numpy as np
import traitlets

import nnlib as nn
from nnlib import checks
from nnlib.activations import ACTIVATIONS
from nnlib.costs import COSTS
from nnlib.widgets.base import Checked, Disagreement, Table, Widget, one_of, whole

MOST_LAYERS, WIDEST, MOST_EXAMPLES = 5, 6, 12  # what a diagram can show
AGREE = ("sizes", "activations", "theta", "X", "Y", "cost", "example", "pick")  # traits that must fit each other
MOST_PARAMETERS = (MOST_LAYERS - 1) * WIDEST * (WIDEST + 1)


def layers(name, value):
    """A check for layer sizes: two to five of them, each from 1 to 6."""
    if isinstance(value, (list, tuple)) and 2 <= len(value) <= MOST_LAYERS:
        return tuple(whole(1, WIDEST)(f"{name}[{i}]", size) for i, size in enumerate(value))
    wanted = f"{name} must list 2 to {MOST_LAYERS} layer sizes, inputs first"
    raise ValueError(f"{wanted}; got {checks.told(value)}. Pass sizes=(2, 3, 1), for example.")


def functions(name, value):
    """A check for activations: one name for each layer after the inputs."""
    if not isinstance(value, (list, tuple)) or not 1 <= len(value) < MOST_LAYERS:
        wanted = f"{name} must be a tuple of names, one for each layer after the inputs"
        raise ValueError(f"{wanted}; got {checks.told(value)}. Pass ('tanh', 'sigmoid'), for example.")
    return tuple(one_of(ACTIVATIONS)(f"{name}[{i}]", entry) for i, entry in enumerate(value))


def parameters(name, value):
    """A check for theta: a flat row of finite numbers, kept as a tuple."""
    if not isinstance(value, (list, tuple, np.ndarray)) or np.ndim(value) != 1 or len(value) > MOST_PARAMETERS:
        wanted = f"{name} must be one flat row of numbers, layer by layer W row by row and then b"
        raise ValueError(f"{wanted}; got {checks.told(value)}. Pass net.theta.")
    return tuple(checks.number(f"{name}[{i}]", entry) + 0.0 for i, entry in enumerate(value))  # JSON knows no -0.0


class OnNetwork(Widget):
    """A widget on one small network, `sizes` inputs first, that is measured against targets.

    theta is flat, as nnlib.Network's; X is `(N, n_in)` and Y `(N, n_out)`, 12 examples at most; `example` is the row
    that the diagram shows, `pick` the parameter that is looked at, by its place in theta. ValueError for what does not
    fit.
    """

    sizes = Checked(layers, (1, 1))
    activations = Checked(functions, ("sigmoid",))
    theta = Checked(parameters, (0.0, 0.0))
    X = Table()
    Y = Table()
    cost = Checked(one_of(COSTS), "mse")
    example = Checked(whole(0, MOST_EXAMPLES - 1), 0)
    pick = Checked(whole(0, MOST_PARAMETERS - 1), 0)

    def __init__(self, sizes, activations="sigmoid", *, theta, X, Y, **traits):
        after = len(layers("sizes", sizes)) - 1
        names = (activations,) * after if isinstance(activations, str) else activations
        super().__init__(sizes=sizes, activations=names, theta=theta, X=X, Y=Y, **traits)

    @traitlets.validate(*AGREE)
    def _agree(self, proposal):
        """A network and data that fit each other: nnlib's own door judges.

        Several are changed together inside `with widget.hold_trait_notifications():`.
        """
        name, value = proposal["trait"].name, proposal["value"]
        of = {other: getattr(self, other) for other in AGREE} | {name: value}
        try:
            if len(of["activations"]) != len(of["sizes"]) - 1:
                raise ValueError(
                    f"activations must name {len(of['sizes']) - 1} functions, one for each layer after the inputs; "
                    f"got {len(of['activations'])}. Lengthen or shorten the tuple."
                )
            net = nn.Network(of["sizes"], of["activations"], theta=of["theta"])
            with np.errstate(all="ignore"):
                cost = net.cost(of["X"], of["Y"], cost=of["cost"])
            if not np.isfinite(cost):
                raise ValueError(f"theta must give a finite cost; got {cost}. Pass parameters nearer to zero.")
            if len(of["X"]) > MOST_EXAMPLES:
                raise ValueError(f"X must have {MOST_EXAMPLES} rows or fewer; got {len(of['X'])}. Pass some of them.")
            for place, most, what in (("example", len(of["X"]), "rows in X"), ("pick", net.theta.size, "parameters")):
                if of[place] >= most:
                    raise ValueError(f"{place} must be below {most}, the number of {what}; got {of[place]}. Pass 0.")
        except ValueError as error:
            raise Disagreement(str(error)) from None
        return value

    @property
    def net(self):
        """The network at theta, as nnlib's."""
        return nn.Network(self.sizes, self.activations, theta=self.theta)

    @property
    def gradient(self):
        """Backpropagation's gradient at theta, `(P,)`."""
        net = self.net
        return net.backward(net.forward(self.X), self.Y, cost=self.cost).theta

    def told(self):
        """The network and its data in a few words."""
        shape = "-".join(map(str, self.sizes))
        many = "1 example" if len(self.X) == 1 else f"{len(self.X)} examples"
        return f"{shape}, {many}, {self.cost}"
