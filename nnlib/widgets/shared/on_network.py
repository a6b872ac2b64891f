"""What the widgets on one network share: its traits, the check that they fit each other, and nnlib's own passes."""

import numpy as np
import traitlets

import nnlib as nn
from nnlib.activations import ActivationFunction
from nnlib.costs import COSTS
from nnlib.widgets.base import Disagreement, Widget
from nnlib.widgets.schema import Checked, Choice, Table, Whole
from nnlib.widgets.shared.networks import WIDEST, functions, layers, network_traits, parameters

MOST_LAYERS, MOST_EXAMPLES = 5, 12  # what a diagram can show
AGREE = ("sizes", "activations", "theta", "X", "Y", "cost", "example", "pick")  # traits that must fit each other
MOST_PARAMETERS = (MOST_LAYERS - 1) * WIDEST * (WIDEST + 1)


class OnNetwork(Widget):
    """A widget on one small network, `sizes` inputs first, that is measured against targets.

    It is made from a network, `Backprop(net, X, Y)`, or from its parts, `Backprop(sizes, activations, theta=..., X=...,
    Y=...)`, with one activation for all layers or one for each. The network's parameters are copied: what the reader
    drags is in `theta`, and `net` is a network with that theta. The network that you passed stays as it is.

    theta is flat, as nnlib.Network's; X is `(N, n_in)` and Y `(N, n_out)`, 12 examples at most; `example` is the row
    that the diagram shows, `pick` the parameter that is looked at, by its place in theta. Raises ValueError if these
    do not fit each other, or the cost is not finite.
    """

    sizes = Checked(layers(MOST_LAYERS), (1, 1), fixed=True)
    activations = Checked(functions(MOST_LAYERS), ("sigmoid",), fixed=True)
    theta = Checked(parameters(MOST_PARAMETERS), (0.0, 0.0))
    X = Checked(Table(most=MOST_EXAMPLES))
    Y = Checked(Table(most=MOST_EXAMPLES))
    cost = Checked(Choice(tuple(COSTS)), "mse", fixed=True)
    example = Checked(Whole(0, MOST_EXAMPLES - 1), 0, view=True)
    pick = Checked(Whole(0, MOST_PARAMETERS - 1), 0, view=True)

    def __init__(self, sizes, *more, **traits):
        names = ("X", "Y") if isinstance(sizes, nn.Network) else ("activations",)
        kind = type(self).__name__
        if len(more) > len(names) or traits.keys() & set(names[: len(more)]):
            raise ValueError(
                f"{kind} must be made from (net, X, Y) or (sizes, activations), and each once; got {len(more)} values "
                f"after the first and {', '.join(traits) or 'no names'}. Pass the others by name."
            )
        traits |= dict(zip(names, more, strict=False))
        if isinstance(sizes, nn.Network):
            traits |= network_traits(sizes, traits.pop("theta", None), activations=traits.pop("activations", None))
        else:
            traits |= {"sizes": sizes, "activations": traits.get("activations", "sigmoid")}
        if missing := [name for name in ("theta", "X", "Y") if name not in traits]:
            raise ValueError(
                f"{kind} must have theta, X and Y; got no {missing[0]}. Pass {kind}(net, X, Y), for example."
            )
        after = len(OnNetwork.sizes.kind.check("sizes", traits["sizes"])) - 1
        if isinstance(traits["activations"], (str, ActivationFunction)):
            traits["activations"] = (traits["activations"],) * after
        super().__init__(**traits)

    @traitlets.validate(*AGREE)
    def _agree(self, proposal):
        """A network and data that fit each other: nnlib itself checks them.

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

    def described(self):
        """The network and its data in a few words."""
        shape = "-".join(map(str, self.sizes))
        many = "1 example" if len(self.X) == 1 else f"{len(self.X)} examples"
        return f"{shape}, {many}, {self.cost}"
