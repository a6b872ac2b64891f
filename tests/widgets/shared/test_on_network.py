"""Nudge and Backprop in Python: what they refuse, hand to a page and answer, each equal to what nnlib computes."""

import json
import math

import numpy as np
import pytest
from ipywidgets import embed

import nnlib as nn
from nnlib.widgets import Backprop, Nudge
from nnlib.widgets.backprop.rules import RULES
from tests.golden import backward
from tests.widgets.refusals import every, sentence

rng = np.random.default_rng(6)
SIZES, NAMES = (2, 3, 2), ("tanh", "sigmoid")
THETA = tuple(rng.normal(size=17).round(2).tolist())
X, Y = rng.normal(size=(3, 2)).round(2), np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
GIVEN = {"sizes": SIZES, "activations": NAMES, "theta": THETA, "X": X, "Y": Y}

WHOLE = ["1", None, 1.5, -1, math.nan, True, [1]]
SHARED = {
    "sizes": [None, 3, "2,3", (2,), (2, 0, 2), (2, 7, 2), (1, 1, 1, 1, 1, 1), (2, 1.5, 2), (2, 4, 2), (3, 3, 2)],
    "activations": [None, 3, (), ("tanh",), ("tanh", "sigmoyd"), ("tanh", 3), ("tanh",) * 3],
    "theta": [None, 3, "abc", (), THETA[:-1], (*THETA, 0.0), (*THETA[:-1], math.nan), (*THETA[:-1], "1"), [THETA]],
    "X": [None, "abc", [], [[math.nan, 1.0]], X[:2], np.zeros((3, 3)), np.zeros((2, 2, 2))],
    "Y": [None, "abc", [], [[math.nan, 1.0]], Y[:2], np.zeros((3, 3)), np.zeros((2, 2, 2))],
    "cost": ["hinge", "", None, 3],
    "example": [*WHOLE, 3],
    "pick": [*WHOLE, 17],
}
WRONG = {
    Nudge: SHARED
    | {
        "h": ["1", None, 0, -1, 1e-13, 2, math.nan, [0.1]],
        "way": ["Central", "", None, "backward"],
        "tab": ["Curve", "", None, 1],
    },
    Backprop: SHARED
    | {
        "learning_rate": ["1", None, 0, -1, math.nan, math.inf, [0.1]],
        "rule": ["", None, "blame", 3],
        "steps": [*WHOLE, 101],
        "step": [*WHOLE, 5, 7],
        "input": [*WHOLE, 2, 6],
        "output": [*WHOLE, 2, 6],
    },
}


def make(kind, **other):
    return kind(**(GIVEN | other))


@pytest.mark.parametrize(("kind", "name", "value"), every(WRONG))
def test_a_wrong_value_is_refused_in_a_sentence_when_made_and_on_assignment_and_the_old_one_stays(kind, name, value):
    with pytest.raises(ValueError) as error:
        make(kind, **{name: value})
    sentence(error, "")
    widget = make(kind)
    before = getattr(widget, name)
    with pytest.raises(ValueError) as error:
        setattr(widget, name, value)
    sentence(error, "")
    assert getattr(widget, name) is before


@pytest.mark.parametrize("kind", WRONG)
def test_every_public_trait_is_among_those_tried(kind):
    assert set(kind.schema()) == set(WRONG[kind])


@pytest.mark.parametrize("kind", WRONG)
def test_more_examples_than_a_page_holds_are_refused(kind):
    with pytest.raises(ValueError, match="12 rows or fewer; got 13"):
        make(kind, X=np.zeros((13, 2)), Y=np.zeros((13, 2)))


@pytest.mark.parametrize("kind", WRONG)
def test_parameters_whose_cost_is_past_all_bounds_are_refused(kind):
    with pytest.raises(ValueError, match="theta must give a finite cost; got inf"):
        make(kind, activations="identity", theta=np.full(17, 1e100))


@pytest.mark.parametrize("kind", WRONG)
def test_cross_entropy_behind_an_output_that_it_does_not_fit_is_refused(kind):
    with pytest.raises(ValueError, match="cross_entropy needs an output layer"):
        make(kind, activations=("sigmoid", "tanh"), cost="cross_entropy")


@pytest.mark.parametrize("kind", WRONG)
def test_one_name_stands_for_every_layer_and_theta_holds_no_minus_zero(kind):
    widget = make(kind, activations="tanh", theta=np.array([-0.0] * 17))
    assert widget.activations == ("tanh", "tanh")
    assert {math.copysign(1, value) for value in widget.theta} == {1.0} and type(widget.theta) is tuple


@pytest.mark.parametrize("kind", WRONG)
def test_the_state_that_a_page_embeds_is_json_and_says_what_it_shows(kind):
    widget = make(kind)
    data = json.loads(json.dumps(embed.embed_data(views=[widget], drop_defaults=False), allow_nan=False))
    state = data["manager_state"]["state"][widget.model_id]["state"]
    assert set(WRONG[kind]) <= set(state) and len(state["about"]) > 60 and state["_esm"]


def test_a_smaller_network_is_refused_while_the_sliders_move_what_it_does_not_have():
    b = make(Backprop, input=1, output=1)
    small = {"sizes": (1, 1), "activations": ("tanh",), "theta": (1.0, 0.0), "X": X[:, :1], "Y": Y[:, :1]}
    with pytest.raises(ValueError, match="input must be 0 or less for sizes"), b.hold_trait_notifications():
        for name, value in small.items():
            setattr(b, name, value)
    assert b.sizes == SIZES
    with b.hold_trait_notifications():
        for name, value in (small | {"input": 0, "output": 0}).items():
            setattr(b, name, value)
    assert b.sizes == (1, 1)


def test_a_repr_is_fixed():
    assert repr(make(Nudge, h=1e-5, pick=4)) == "Nudge(2-3-2, 3 examples, mse, pick=4, h=1e-05, central)"
    wanted = "Backprop(2-3-2, 3 examples, mse, forget_slope, learning_rate=0.5, steps=2, step=1)"
    assert repr(make(Backprop, rule="forget_slope", steps=2, step=1)) == wanted


@pytest.mark.parametrize("way", ["central", "forward"])
def test_a_nudge_is_the_difference_of_two_of_nnlib_s_networks(way):
    n = make(Nudge, h=1e-3, pick=5, way=way)
    net, up = nn.Network(SIZES, NAMES, theta=THETA), nn.Network(SIZES, NAMES, theta=THETA)
    up.theta[5] += 1e-3
    assert n.rise == up.cost(X, Y) - net.cost(X, Y)
    for found, after, before in zip(n.ripple, up.forward(X).A, net.forward(X).A, strict=True):
        assert (found == after - before).all()
    exact = net.backward(net.forward(X), Y).theta
    assert (n.gradient == exact).all()
    assert n.shocks == pytest.approx(exact, rel=1e-2, abs=1e-3)
    if way == "central":
        assert (n.shocks == nn.numerical_gradient(net, X, Y, h=1e-3)).all() and n.passes == 34
    else:
        assert n.shocks[5] == pytest.approx(n.rise / 1e-3, rel=1e-12) and n.passes == 18


@pytest.mark.parametrize("net, X, Y, cost", [state for state in backward.flat() if len(state[1]) <= 12])
def test_the_gradient_check_of_the_widget_agrees_where_all_slopes_are_near_zero(net, X, Y, cost):
    names = tuple(f.name for f in net.activations)
    assert Backprop(net.sizes, names, theta=net.theta, X=X, Y=Y, cost=cost).check.agrees


def test_backpropagation_s_path_is_that_of_fit():
    b = make(Backprop, steps=20, learning_rate=0.3)
    net = nn.Network(SIZES, NAMES, theta=THETA)
    run = nn.fit(net, X, Y, cost="mse", optimizer=nn.SGD(0.3), epochs=20)
    assert b.costs() == pytest.approx(run.cost, rel=1e-12) and b.present.theta == pytest.approx(net.theta, rel=1e-10)


@pytest.mark.parametrize("rule", RULES)
def test_only_backpropagation_passes_the_gradient_check(rule):
    assert make(Backprop, rule=rule).check.agrees == (rule == "backpropagation")


def test_each_wrong_rule_is_wrong_in_its_own_way():
    right = make(Backprop).rule_gradient
    stay, forget, blame = (
        make(Backprop, rule=rule).rule_gradient for rule in ("biases_stay", "forget_slope", "blame_active")
    )
    assert all((b == 0).all() for b in stay.b) and all((w == v).all() for w, v in zip(stay.W, right.W, strict=True))
    net = make(Backprop).net
    run = net.forward(X)
    assert forget.delta[1] == pytest.approx(2 * (run.A[2] - Y)) and forget.delta[0] == pytest.approx(
        forget.delta[1] @ net.W[1]
    )
    share = run.A[1] / np.abs(run.A[1]).sum(axis=1, keepdims=True)
    assert blame.delta[1] == pytest.approx(right.delta[1])
    assert blame.delta[0] == pytest.approx(share * right.delta[1].sum(axis=1, keepdims=True))


def test_the_course_s_two_neurons_are_blamed_for_their_weight_and_slope_and_not_for_their_activity():
    """Active 0.95 with weight 0.1 gets 0.0048; active 0.5 with weight 2 gets 0.5."""
    theta = (math.log(19), 0.0, 0.0, 0.0, 0.1, 2.0, 0.0)
    given = {"theta": theta, "X": [[1.0]], "Y": [[0.595]]}
    b = Backprop((1, 2, 1), ("sigmoid", "identity"), **given)
    assert b.rule_gradient.delta[0][0] == pytest.approx([0.00475, 0.5], rel=1e-9)
    b.rule = "blame_active"
    assert b.rule_gradient.delta[0][0] == pytest.approx([0.95 / 1.45, 0.5 / 1.45], rel=1e-9)


def test_a_path_that_diverges_ends_at_its_last_finite_parameters():
    b = Backprop((1, 1), "identity", theta=(1.0, 0.0), X=[[1.0], [2.0]], Y=[[0.0], [5.0]], learning_rate=1e30, steps=9)
    costs, path = b.learned()
    assert len(costs) == len(path) < 10 and np.isfinite(costs).all() and np.isfinite(b.present.theta).all()
