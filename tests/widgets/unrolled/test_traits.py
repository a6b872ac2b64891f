"""Unrolled's Python side: what it refuses, keeps and answers, each equal to what nnlib computes."""

import json

import numpy as np
import pytest
from ipywidgets import embed

import nnlib as nn
from nnlib.activations import ELEMENTWISE
from nnlib.widgets import Unrolled
from tests.widgets.refusals import every, sentence, stays
from tests.widgets.test_traits import BESIDES, NAME, NUMBER

WRONG = {
    "x": [None, 1.0, "abc", (), (1.0, 2.0), (1.0,) * 9, np.zeros((3, 1)), (1.0, 2.0, "3"), *BESIDES],
    "activation": [*NAME[1:5], "softmax"],
    "w_x": NUMBER,
    "w_h": NUMBER,
    "b": NUMBER,
    "target": NUMBER,
    "clip": [*NUMBER, 0, -1.0],
    "step": [*NUMBER, 1.5, -1, 11, 17],
    "logarithm": [None, 0, 1, "True", [True]],
}


@pytest.mark.parametrize(("name", "value"), every(WRONG))
def test_a_wrong_value_is_refused_in_a_sentence_and_the_old_one_stays(name, value):
    with pytest.raises(ValueError) as error:
        Unrolled(**{name: value})
    sentence(error, name)
    stays(Unrolled(), name, value)


def test_every_public_trait_is_among_those_tried():
    assert set(Unrolled.schema()) == set(WRONG)


@pytest.mark.parametrize("activation", ELEMENTWISE)
@pytest.mark.parametrize("steps", [3, 8])
def test_states_errors_and_clipped_gradient_are_those_of_nnlib_s_recurrent_network(activation, steps):
    x = np.linspace(-1, 2, steps)
    u = Unrolled(x, activation=activation, w_x=0.7, w_h=-1.3, b=0.2, target=0.4, clip=0.25)
    net = nn.Recurrent([1, 1, 1], activation, theta=[0.7, -1.3, 0.2, 1.0, 0.0])
    X, Y = x.reshape(1, -1, 1), [[0.4]]
    run = net.forward(X)
    grad = net.backward(run, Y)
    assert u.h == tuple(run.H.ravel()) and u.delta == tuple(grad.delta.ravel())
    assert u.cost == net.cost(X, Y) == pytest.approx((u.h[-1] - 0.4) ** 2)
    assert u.clipped == tuple(nn.clip(grad.theta, 0.25)) and np.linalg.norm(u.clipped) <= 0.25 + 1e-12


def test_the_first_error_is_the_cost_s_slope_in_the_bias_of_the_first_step():
    u = Unrolled((1, 0, 0, 0), w_h=0.9, target=0.1)
    h = 1e-6
    near = [Unrolled((1 + step, 0, 0, 0), w_h=0.9, target=0.1).cost for step in (h, -h)]  # w_x is 1: x is as good as b
    assert u.delta[0] == pytest.approx((near[0] - near[1]) / (2 * h), rel=1e-6)


def test_a_walk_ends_with_the_inputs_that_there_are():
    u = Unrolled((1, 0, 0, 0), step=8)
    with pytest.raises(ValueError, match="step must be 6 or less, forward and back over 3 inputs; got 8"):
        u.x = (1, 0, 0)
    with u.hold_trait_notifications():
        u.x, u.step = (1, 0, 0), 6
    assert (len(u.x), u.step) == (3, 6)


def test_the_repr_is_fixed_and_numbers_are_plain():
    u = Unrolled(np.arange(3), w_h=np.float64(0.5))
    assert repr(u) == "Unrolled(3 steps, tanh, w_x=1.0, w_h=0.5, b=0.0, target=0.5)"
    assert u.x == (0.0, 1.0, 2.0) and type(u.w_h) is float


def test_the_state_that_a_page_embeds_is_json_and_says_what_it_shows():
    widget = Unrolled()
    text = json.dumps(embed.embed_data(views=[widget], drop_defaults=False), allow_nan=False)
    state = json.loads(text)["manager_state"]["state"][widget.model_id]["state"]
    assert set(WRONG) <= set(state) and state["_esm"] and len(state["about"]) > 60
