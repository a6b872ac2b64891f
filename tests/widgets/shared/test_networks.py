"""Widgets made from networks, activations and costs as nnlib has them, and misspelt names, in every widget."""

import numpy as np
import pytest

import nnlib as nn
from nnlib import widgets
from nnlib.activations import ACTIVATIONS, ActivationFunction
from nnlib.costs import COSTS
from nnlib.widgets import Backprop, DigitReader, ForwardPass, Nudge, Playground, base
from tests.widgets.refusals import sentence

X, Y = np.array([[0.5, -1.0], [1.5, 0.25]]), np.array([[1.0], [0.0]])
READS = [784, 30, 10], ["sigmoid", "softmax"]
MAKES = {  # of the network: sizes and activations that each can show, and how it is made
    "ForwardPass": ([2, 3, 1], ["tanh", "sigmoid"], lambda net, **more: ForwardPass(net, **more)),
    "Backprop": ([2, 3, 1], ["tanh", "sigmoid"], lambda net, **more: Backprop(net, X, Y, **more)),
    "Backprop, by name": ([2, 3, 1], ["relu", "identity"], lambda net, **more: Backprop(net, X=X, Y=Y, **more)),
    "Nudge": ([2, 3, 1], ["tanh", "sigmoid"], lambda net, **more: Nudge(net, X, Y, **more)),
    "Playground": ([2, 3, 3, 1], ["tanh", "tanh", "sigmoid"], lambda net, **more: Playground(net=net, **more)),
    "Playground, first": ([2, 3, 1], ["relu", "sigmoid"], lambda net, **more: Playground(net, **more)),
    "Playground, with points": ([2, 3, 1], ["tanh", "sigmoid"], lambda net, **more: Playground(X, Y, net=net, **more)),
    "DigitReader": (*READS, lambda net, **more: DigitReader(net, **more)),
}
KINDS = [name for name in widgets.__all__ if isinstance(getattr(widgets, name), type)]
GIVEN = {
    "Activation": {},
    "Backprop": {"sizes": nn.Network([2, 1], rng=np.random.default_rng(0)), "X": X, "Y": Y},
    "Descent": {"X": [0.0, 1.0], "Y": [0.0, 1.0]},
    "DigitReader": {},
    "ForwardPass": {},
    "Neuron": {"x": (1.0,), "weights": (1.0,)},
    "Nudge": {"sizes": nn.Network([2, 1], rng=np.random.default_rng(0)), "X": X, "Y": Y},
    "Playground": {},
    "Unrolled": {},
    "Worksheet": {},
}


def drawn(sizes, activations, dtype=np.float64):
    return nn.Network(sizes, activations, rng=np.random.default_rng(3), dtype=dtype)


def made(kind):
    return getattr(widgets, kind)(**GIVEN[kind])


def test_every_widget_is_tried_here():
    assert set(GIVEN) == set(KINDS)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("kind", MAKES)
def test_a_widget_takes_a_network_copies_it_and_gives_it_back(kind, dtype):
    sizes, activations, make = MAKES[kind]
    net = drawn(sizes, activations, dtype)
    widget = make(net)
    assert repr(widget.net) == repr(net) and (widget.net.theta == net.theta).all()
    net.theta += 1
    assert (widget.net.theta != net.theta).all()
    widget.net.theta[:] = 0 if kind != "DigitReader" else widget.net.theta
    assert widget.net.theta.any()


@pytest.mark.parametrize("kind", [kind for kind in MAKES if kind[:4] in ("Forw", "Back", "Nudg")])
def test_what_the_reader_drags_is_in_theta_and_in_net(kind):
    sizes, activations, make = MAKES[kind]
    widget = make(drawn(sizes, activations))
    widget.theta = tuple(range(13))
    assert widget.theta == tuple(range(13)) and widget.net.theta.tolist() == list(range(13))


@pytest.mark.parametrize("kind", [kind for kind in MAKES if kind != "DigitReader"])  # which takes no parts
def test_a_network_and_its_parts_together_are_refused(kind):
    sizes, activations, make = MAKES[kind]
    own = {"hidden": (3,)} if kind.startswith("Playground") else {"theta": (0.0,)}
    with pytest.raises(ValueError) as error:
        make(drawn(sizes, activations), **own)
    sentence(error, "")


WIDE, DEEP = drawn([2, 7, 1], "tanh"), drawn([2, 1, 1, 1, 1, 1, 1], "tanh")
ON_ONE = (ForwardPass, lambda net: Backprop(net, X, Y), lambda net: Nudge(net, X, Y))
NOT_SHOWN = [
    *[(make, net) for make in ON_ONE for net in (WIDE, DEEP)],
    *[
        (lambda net: Playground(net=net), net)
        for net in (
            WIDE,
            drawn([3, 2, 1], "tanh"),
            drawn([2, 2, 2], ["tanh", "softmax"]),
            drawn([2, 3, 1], "tanh"),
            drawn([2, 2, 2, 1], ["tanh", "relu", "sigmoid"]),
            drawn([2, 2, 2, 2, 2, 1], ["tanh"] * 4 + ["sigmoid"]),
            nn.Network([2, 1]),
            "net",
        )
    ],
    *[
        (lambda net: DigitReader(net=net), net)
        for net in (
            drawn([64, 30, 10], ["relu", "softmax"]),
            drawn([784, 30, 10], "sigmoid"),
            drawn([784, 129, 10], ["relu", "softmax"]),
            drawn([784, 30, 10], ["tanh", "softmax"]),
            drawn([784, 5, 5, 10], ["relu", "relu", "softmax"]),
            nn.Network([784, 10]),
            nn.Recurrent([1, 1, 1]),
        )
    ],
    (ForwardPass, nn.Recurrent([1, 1, 1])),
]  # fmt: skip


@pytest.mark.parametrize(("make", "net"), NOT_SHOWN)
def test_a_network_that_a_widget_cannot_show_is_refused_in_a_sentence(make, net):
    with pytest.raises(ValueError) as error:
        make(net)
    sentence(error, "")


def test_missing_or_doubled_parts_are_named():
    net = drawn([2, 1], "tanh")
    for make, wanted in (
        (lambda: Backprop(net), "no X"),
        (lambda: Nudge(net, X), "no Y"),
        (lambda: Nudge((2, 1), X=X, Y=Y), "no theta"),
        (lambda: Nudge(net, X, Y, Y), "each once"),
        (lambda: Nudge(net, X, Y, X=X), "each once"),
        (lambda: ForwardPass([2, 1], "tanh", activations="tanh"), "activations"),
    ):
        with pytest.raises(ValueError, match=wanted) as error:
            make()
        sentence(error, "")


def named_checks(known):
    """Each widget's public traits whose check takes a name of this table, alone or in a tuple, and how long that is."""
    for kind in KINDS:
        for name in made(kind).traits(sync=True):
            if name in ("activation", "second", "cost") and not name.startswith("_"):
                for value in known.values():
                    yield kind, name, value


@pytest.mark.parametrize("known", [ACTIVATIONS, COSTS], ids=["activations", "costs"])
def test_wherever_a_name_is_taken_nnlib_s_own_object_is_too(known):
    tried = 0
    for kind, name, value in named_checks(known):
        widgets_ = [made(kind), made(kind)]
        outcomes = []
        for widget, given in zip(widgets_, (value.name, value), strict=True):
            try:
                setattr(widget, name, given)
                outcomes.append(getattr(widget, name))
            except ValueError as error:
                outcomes.append(str(error))
        assert outcomes[0] == outcomes[1], (kind, name)
        tried += 1
    assert tried > 5


def test_layers_take_activations_too():
    three = (nn.tanh, "relu", nn.sigmoid)
    f = ForwardPass([2, 2, 2, 1], three)
    assert f.activations == ("tanh", "relu", "sigmoid") and ForwardPass([2, 1], nn.tanh).activations == ("tanh",)
    f.activations = (nn.identity,) * 3
    assert f.activations == ("identity",) * 3
    assert Backprop((2, 1), nn.tanh, theta=(0, 0, 0), X=X, Y=Y, cost=nn.mse).activations == ("tanh",)
    net = drawn([2, 2, 1], "tanh")
    assert ForwardPass(net.sizes, net.activations, theta=net.theta).net.theta.tolist() == net.theta.tolist()


def test_an_activation_of_one_s_own_with_a_known_name_is_refused_without_that_name_as_advice():
    own = ActivationFunction("tanh", nn.relu.f, nn.relu.df)
    with pytest.raises(ValueError, match="nnlib's own") as error:
        widgets.Activation(own)
    sentence(error, "activation")
    with pytest.raises(ValueError, match=r"nnlib's own") as error:
        Backprop(drawn([2, 1], "tanh"), X, Y, cost=nn.mse + nn.l2(0.1))
    sentence(error, "cost")


@pytest.mark.parametrize("kind", KINDS)
def test_a_misspelt_trait_is_refused_when_it_is_assigned_or_passed_and_the_right_name_is_offered(kind):
    widget = made(kind)
    for name in [trait for trait in widget.trait_names(sync=True) if not trait.startswith("_") and len(trait) > 4]:
        wrong = name[:-2] + name[-1]
        for act in (
            lambda wrong=wrong: setattr(widget, wrong, 1),
            lambda wrong=wrong: type(widget)(**GIVEN[kind], **{wrong: 1}),
        ):
            with pytest.raises(ValueError, match="Did you mean ") as error:
                act()
            assert str(error.value).startswith("a trait must be one of ") and f"got {wrong!r}" in str(error.value)
        assert not hasattr(widget, wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_private_names_and_what_every_widget_of_ipywidgets_has_are_as_ever(kind):
    widget = type(made(kind))(**GIVEN[kind], layout={"width": "50%"}, tooltip="here")
    assert widget.layout.width == "50%" and widget.tooltip == "here"
    widget.layout, widget.tooltip, widget.tabbable, widget._mine = {"width": "40%"}, "there", True, 3
    assert widget.layout.width == "40%" and widget._mine == 3
    widget.add_class("mine").close()
    assert isinstance(widget, base.Widget)
