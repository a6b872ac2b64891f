"""ForwardPass's Python side: what it shows, refuses, hands to a page and answers, each equal to what nnlib computes."""

import json
import math

import numpy as np
import pytest
from ipywidgets import embed

import nnlib as nn
from nnlib import layout
from nnlib.widgets import ForwardPass
from tests.widgets.refusals import every, sentence, stays

GIVEN = {"theta": tuple(np.linspace(-1, 1, 33).round(2)), "x": (0.2, 0.9, 0.4, 0.7, 0.5)}
LIST = [None, 1.0, "ab", (), (1.0, 2.0), [math.nan] * 5, ["1"] * 5, np.zeros((5, 1))]
WRONG = {
    "sizes": [None, 3, "52", (5,), (5, 0), (5, 7), (1,) * 7, (5, 2.0)],
    "activations": [None, "sigmoid", (), ("sigmoid",) * 2, ("sigmoid", "rely", "tanh"), (1, 2, 3)],
    "theta": [*LIST, [math.inf] * 33, (0.0,) * 32, (1e100,) * 34],
    "x": [*LIST, (1.0,) * 6],
    "inputs": [None, "abcde", ("a",), ("a",) * 6, (1, 2, 3, 4, 5)],
    "outputs": [None, "abcde", ("a",), ("a",) * 6, (1, 2, 3, 4, 5)],
    "step": [None, -1, 10, 1.5, "1", True],
    "by": [None, "layers", 1, ""],
    "notation": [None, "W", "w_kj", 1],
    "feeds": [None, 0, 1, "True", [True]],
    "simple": [None, 0, 1, "True", [True]],
    "picked": [None, (), (0,), (0, 5), (4, 0), (0, 2, 0), (0, 0, 5), (3, 0, 0), (0, -1), (0, 1.0), (0, 0, 0, 0), "01"],
}
EVERY = every(WRONG)


def made(**other):
    return ForwardPass(**{**GIVEN, **other})


@pytest.mark.parametrize(("name", "value"), EVERY)
def test_a_wrong_value_is_refused_on_assignment_and_the_old_one_stays(name, value):
    stays(made(), name, value)


@pytest.mark.parametrize(("name", "value"), [case for case in EVERY if case.values[0] not in ("sizes", "activations")])
def test_a_wrong_value_is_refused_when_the_widget_is_made(name, value):
    if value is None and name in ("theta", "x"):
        pytest.skip("None asks for the default")
    with pytest.raises(ValueError) as error:
        made(**{name: value})
    sentence(error, name)


def test_every_public_trait_is_among_those_tried():
    assert set(ForwardPass.schema()) == set(WRONG)


def test_sizes_stay_as_they_were_made():
    with pytest.raises(ValueError, match="stay as the widget was made"):
        made().sizes = (5, 2, 5)


def test_a_softmax_of_one_and_a_sum_past_all_bounds_are_refused_and_the_old_ones_stay():
    small = ForwardPass([2, 1])
    with pytest.raises(ValueError, match="two units or more"):
        small.activations = ("softmax",)
    assert small.activations == ("sigmoid",)
    large = ForwardPass(activation="identity", theta=(1e100,) * 33)
    with pytest.raises(ValueError, match="x must keep every sum finite"):
        large.x = (1e100,) * 5
    assert large.x == (0.5,) * 5


@pytest.mark.parametrize("sizes", [(1, 1), (5, 2, 2, 5), (6,) * 6, (2, 3, 1)])
@pytest.mark.parametrize("activation", ["sigmoid", "relu", "identity"])
def test_run_and_prediction_are_what_nnlib_computes(sizes, activation):
    chance = np.random.default_rng(4)
    theta, x = chance.normal(size=layout.count(sizes)), chance.normal(size=sizes[0])
    widget = ForwardPass(sizes, activation, theta=theta, x=x)
    run = nn.Network(sizes, activation, theta=theta).forward([x])
    for found, wanted in zip((*widget.run.Z, *widget.run.A), (*run.Z, *run.A), strict=True):
        assert found.tolist() == wanted.tolist()
    assert widget.prediction == tuple(run.A[-1][0].tolist())


def test_without_numbers_it_starts_from_the_same_ones_each_time():
    assert ForwardPass().theta == ForwardPass().theta and ForwardPass().x == (0.5,) * 5
    assert len(set(ForwardPass().theta)) > 10


def test_a_repr_is_fixed_and_says_what_is_shown():
    assert repr(ForwardPass([2, 2, 1], ["relu", "sigmoid"], step=2, by="layer", picked=(0, 1, 0))) == (
        "ForwardPass([2, 2, 1], ['relu', 'sigmoid'], x=(0.5, 0.5), step=2 of 3, by layer, picked=(0, 1, 0))"
    )


def test_the_state_that_a_page_embeds_is_json_without_nan_and_says_what_it_shows():
    widget = made()
    text = json.dumps(embed.embed_data(views=[widget], drop_defaults=False), allow_nan=False)
    state = json.loads(text)["manager_state"]["state"][widget.model_id]["state"]
    assert set(WRONG) <= set(state) and state["_esm"] and len(state["about"]) > 60
