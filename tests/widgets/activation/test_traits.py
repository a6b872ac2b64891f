"""Activation's Python side: what it refuses, keeps and answers, each equal to what nnlib computes."""

import json
import math

import numpy as np
import pytest
from ipywidgets import embed

import nnlib as nn
from nnlib.activations import ELEMENTWISE
from nnlib.widgets import Activation
from tests.widgets.refusals import every, sentence, stays
from tests.widgets.test_traits import NAME, NUMBER, PAIR

WRONG = {
    "activation": [*NAME[:5], "softmax"],
    "z": NUMBER,
    "layers": [*NUMBER, 0, 3, 1.5],
    "second": [*NAME[1:5], "softmax"],
    "simple": [None, 1, "yes"],
    "x": NUMBER,
    "weights": PAIR,
    "biases": PAIR,
}


@pytest.mark.parametrize(("name", "value"), every(WRONG))
def test_a_wrong_value_is_refused_in_a_sentence_and_the_old_one_stays(name, value):
    with pytest.raises(ValueError) as error:
        Activation(**{name: value})
    sentence(error, name)
    stays(Activation(), name, value)


def test_every_public_trait_is_among_those_tried():
    assert set(Activation.schema()) == set(WRONG)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_value_and_slope_are_nnlib_s(name):
    f = getattr(nn, name)
    for z in (-40.0, -1.0, 0.0, 0.5, 5.0):
        widget = Activation(name, z=z)
        assert widget.a == f(z).item()
        assert widget.slope == f.df(np.array([z]), f([z])).item()


def test_at_the_corner_of_relu_the_slope_is_0():
    assert (Activation("relu", z=0).slope, Activation("relu", z=1e-9).slope) == (0.0, 1.0)


@pytest.mark.parametrize("first", ELEMENTWISE)
@pytest.mark.parametrize("second", ELEMENTWISE)
def test_the_slope_of_two_layers_is_a_difference_of_their_values(first, second):
    widget = Activation(first, layers=2, second=second, x=0.4, weights=(1.5, -0.7), biases=(0.2, 0.9))
    h = 1e-5
    near = [widget.net.predict([[0.4 + step]]).item() for step in (h, -h)]
    assert widget.a == widget.net.predict([[0.4]]).item()
    assert widget.slope == pytest.approx((near[0] - near[1]) / (2 * h), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("second", ELEMENTWISE)
def test_behind_a_linear_layer_one_layer_does_the_same_and_behind_others_none_is_named(second):
    widget = Activation("identity", layers=2, second=second, weights=(1.5, -0.7), biases=(0.2, 0.9))
    one = nn.Network([1, 1], second, theta=widget.one)
    X = np.linspace(-4, 4, 9).reshape(-1, 1)
    np.testing.assert_allclose(one.predict(X), widget.net.predict(X), rtol=1e-12, atol=1e-15)
    widget.activation = "tanh"
    assert widget.one is None


def test_a_right_value_is_kept_as_plain_python_and_the_repr_is_fixed():
    widget = Activation("tanh", z=np.float32(0.5), weights=np.array([1, 2]))
    assert (widget.z, widget.weights) == (0.5, (1.0, 2.0)) and type(widget.z) is float
    assert repr(widget) == "Activation(tanh, z=0.5)"
    widget.layers = 2
    assert repr(widget) == "Activation(tanh, identity, x=1.0, weights=(1.0, 2.0), biases=(0.0, 0.0))"


@pytest.mark.parametrize("layers", [1, 2])
def test_the_state_that_a_page_embeds_is_json_and_says_what_it_shows(layers):
    widget = Activation(layers=layers)
    text = json.dumps(embed.embed_data(views=[widget], drop_defaults=False), allow_nan=False)
    state = json.loads(text)["manager_state"]["state"][widget.model_id]["state"]
    assert set(WRONG) <= set(state) and state["_esm"] and len(state["about"]) > 60


def test_a_number_out_of_reach_is_finite_in_python_too():
    assert math.isfinite(Activation("sigmoid", z=-800.0).a)


def test_the_simple_form_has_one_layer():
    with pytest.raises(ValueError, match="simple form has 1 layer"):
        Activation("tanh", layers=2, simple=True)
    alone = Activation("tanh", simple=True)
    with pytest.raises(ValueError, match="simple form has 1 layer"):
        alone.layers = 2
    assert alone.layers == 1
