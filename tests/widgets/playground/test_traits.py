"""The playground's Python side: what it trains on, where it starts, and that its numbers are nnlib's own."""

import inspect
import json
import math

import numpy as np
import pytest

import nnlib as nn
from nnlib.widgets import Playground
from nnlib.widgets.playground.widget import DRAWN, SHAPES
from tests.widgets.refusals import every
from tests.widgets.test_javascript import node

X = np.array([[0.1, 0.2], [0.3, -0.4], [-0.5, 0.6], [0.7, 0.8]])
Y = np.array([0, 1, 1, 0])
NAME = ["moon", "", 3, None, ["moons"]]
WHOLE = ["1", None, 1.5, True, -1, math.nan]
NUMBER = ["1", None, math.nan, math.inf, True, -0.1]
WRONG = {
    "shapes": [None, "abc", [[1.0]], [[math.nan, 1.0]], []],
    "own": [[[1.0, 2.0]], [[0.0, 0.0, 2.0]], [[0.0, 0.0, math.inf]], "abc"],
    "dataset": [*NAME, "own"],
    "noise": [*NUMBER, 1],
    "examples": [*WHOLE, 5, 301],
    "data_seed": [*WHOLE, 2**31],
    "hidden": [(), (0,), (7,), (1, 2, 3, 4), 4, None, "44", (1.5,), (True,)],
    "activation": [*NAME, "softmax"],
    "cost": NAME,
    "optimizer": NAME,
    "learning_rate": [*NUMBER, 0],
    "batch": [*WHOLE, 301],
    "l1": NUMBER,
    "l2": NUMBER,
    "init": [*NAME, 0.5],
    "seed": [*WHOLE, 2**31],
    "start": [[1.0, 2.0], [math.nan] * 37, "abc"],
    "before": WHOLE,
    "steps": [*WHOLE, 10_001],
    "pace": [*WHOLE, 201],
    "picked": [*WHOLE, 37],
    "earlier": [
        None,
        3,
        "abc",
        [3],
        [{}],
        [{"steps": 0}],
        [{"steps": 8}] * 7,
        [{"steps": 8, "hidden": (3,)}],
        [{"steps": 8, "learning_rate": 0}],
        [{"steps": 8, "start": (1.0, 2.0)}],
        [{"steps": 8, "own": (0, 0, 2)}],
        [{"steps": 8, "own": (0, 0)}],
        [{"steps": 8, "dataset": "own"}],
    ],
    "inside": [None, 0, 1, "True"],
    "axes": [(0,), (0, 0), (0, 37), (-1, 0), None, "01", (0.5, 1)],
}


@pytest.mark.parametrize(("name", "value"), every(WRONG))
def test_a_wrong_value_is_refused_in_a_sentence_and_the_old_one_stays(name, value):
    widget = Playground()
    before = getattr(widget, name)
    with pytest.raises(ValueError) as error:
        setattr(widget, name, value)
    text = str(error.value)
    assert " must " in text and "; got " in text and text.endswith((".", "?")) and len(text) < 400, text
    assert getattr(widget, name) is before
    if name != "shapes":
        with pytest.raises(ValueError):
            Playground(**{name: value})


@pytest.mark.parametrize("name", ["seed", "data_seed", "before"])
def test_the_last_seed_that_the_page_may_draw_is_taken(name):
    assert getattr(Playground(**{name: 2**31 - 1}), name) == 2**31 - 1


def test_every_public_trait_is_among_those_tried():
    assert set(Playground.schema()) == set(WRONG)


def test_data_and_labels_come_together():
    for arguments in ((X,), (X, Y[:3])):
        with pytest.raises(ValueError, match="must"):
            Playground(*arguments)


@pytest.mark.parametrize("name", SHAPES)
def test_a_data_set_is_nnlib_s_shape_with_its_usual_noise_and_a_third_is_held_back(name):
    calm, widget = Playground(dataset=name, noise=0), Playground(dataset=name)
    assert widget.noise == SHAPES[name] and widget.X.shape == (200, 2) and widget.X_test.shape == (100, 2)
    assert {0.0, 1.0} == set(widget.Y.ravel()) == set(widget.Y_test.ravel())
    assert 0.4 < widget.Y.mean() < 0.6 and 0.4 < widget.Y_test.mean() < 0.6
    off = (widget.X - calm.X) / widget.noise
    assert abs(off.mean()) < 0.2 and 0.85 < off.std() < 1.15
    assert (widget.X.round(3) == widget.X).all()
    other = Playground(dataset=name, data_seed=2)
    assert (other.X != widget.X).any() and (Playground(dataset=name).X == widget.X).all()


def test_points_of_one_s_own_are_taken_as_they_are():
    widget = Playground(X, Y, hidden=(3,), steps=4)
    assert widget.dataset == "own" and widget.X.tolist() == X[[0, 1, 3]].tolist() and widget.Y_test.tolist() == [[1.0]]
    assert repr(widget) == "Playground(own, 2-3-1, tanh, cross_entropy, sgd, learning_rate=0.3, steps=4)"
    two = Playground(X[:2], Y[:2])
    assert len(two.X_test) == 0 and math.isnan(two.measured()[2])


def test_the_first_weights_are_as_wide_as_nnlib_s_rules_say():
    wide = {
        init: np.std([Playground(hidden=(6, 6), init=init, seed=s)._first()[18:54] for s in range(60)])
        for init in ("xavier", "he")
    }
    assert wide["xavier"] == pytest.approx(math.sqrt(2 / 12), rel=0.08) and wide["he"] == pytest.approx(
        math.sqrt(2 / 6), rel=0.08
    )
    assert not Playground(init="zeros")._first().any()


@pytest.mark.parametrize(
    ("optimizer", "rule"), [("sgd", nn.SGD(0.1)), ("momentum", nn.SGD(0.1, momentum=0.9)), ("adam", nn.Adam(0.1))]
)
def test_net_is_what_nnlib_s_fit_makes_of_the_start(optimizer, rule):
    widget = Playground(optimizer=optimizer, learning_rate=0.1, l1=0.001, l2=0.01, steps=30, examples=60)
    net = Playground(examples=60).net
    nn.fit(net, widget.X, widget.Y, cost=nn.cross_entropy + nn.l1(0.001) + nn.l2(0.01), optimizer=rule, epochs=30)
    assert widget.theta.tolist() == net.theta.tolist()
    cost, right, test_cost, test_right = widget.measured()
    assert cost == net.cost(widget.X, widget.Y, cost=widget.priced) and right == nn.accuracy(net, widget.X, widget.Y)
    assert test_cost == net.cost(widget.X_test, widget.Y_test, cost=widget.priced)
    assert test_right == nn.accuracy(net, widget.X_test, widget.Y_test)


def test_training_that_starts_where_another_ended_goes_on_as_if_it_were_one():
    first = Playground(steps=20, batch=7)
    second = Playground(steps=15, batch=7, start=first.theta, before=20)
    assert second.theta.tolist() == Playground(steps=35, batch=7).theta.tolist()


def test_layers_and_start_are_changed_together():
    widget = Playground()
    with pytest.raises(ValueError, match="start must have 37 rows"):
        widget.start = np.zeros((5, 1))
    with widget.hold_trait_notifications():
        widget.hidden, widget.start, widget.picked = (1,), np.ones((5, 1)), 4
    assert widget.net.theta.tolist() == [1.0] * 5


def test_an_earlier_run_must_have_come_as_far_as_the_step_at_which_it_was_left():
    early = ({"steps": 80, "learning_rate": 0.1, "start": (), "before": 0},)
    assert Playground(earlier=early, before=40, start=np.zeros((37, 1))).earlier == early
    for before in (81, 2**31 - 1):
        with pytest.raises(ValueError, match="earlier must be runs of this network"):
            Playground(earlier=early, before=before)
    with pytest.raises(ValueError, match="left at step -5"):
        Playground(earlier=[{"steps": 80, "before": 45}], before=40)


def test_the_page_draws_as_many_examples_with_the_same_noise_as_python():
    program = (
        'import { NOISE } from "./nnlib/widgets/playground/state.ts";'
        'import { DRAWN } from "./nnlib/widgets/shared/core/samples.ts";'
        "console.log(JSON.stringify([NOISE, DRAWN]));"
    )
    noise, drawn = json.loads(node("--input-type=module", "--eval", program).stdout)
    assert drawn == DRAWN
    assert noise == {name: inspect.signature(getattr(nn.data, name)).parameters["noise"].default for name in SHAPES}
