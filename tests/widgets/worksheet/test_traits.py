"""Worksheet's Python side: what it computes, refuses and judges, and that it reads numbers as the answer boxes do."""

import json
import math
import random

import numpy as np
import pytest
from ipywidgets import embed

import nnlib as nn
from nnlib.course.judge import numbers_of_text
from nnlib.widgets import Worksheet
from nnlib.widgets.worksheet.widget import BOXES, boxes_of, judged
from tests.widgets.refusals import every, sentence, stays
from tests.widgets.test_javascript import ROOT, node

LIST = [None, 1.0, "ab", (), [math.nan] * 2, ["1"] * 2, (1.0,) * 3, (101.0, 0.0)]
WRONG = {
    "sizes": [None, 3, "52", (2,), (2, 0, 1), (2, 4, 1), (1,) * 5, (2, 2.0), (2, 2, 2), (3, 2, 1)],
    "activation": [None, "relu", "softmax", 1],
    "theta": [None, (0.0,) * 8, (0.0,) * 10, (math.nan,) * 9, (101.0,) * 9],
    "x": LIST,
    "y": [None, 1.0, (), (1.0, 0.0), (math.inf,)],
    "seed": [None, -1, 1_000_000, 0.5, "1"],
    "filled": [None, "every", 1],
    "answers": [None, [], "z1_1", {"z9_1": "1"}, {"z1_3": "1"}, {"z1_1": 1.0}, {"z1_1": "1" * 25}],
    "key": [None, 1, "yes"],
    "box": [None, "z9_1", "z3_1", 1],
    "hint": [None, -1, 4, 0.5],
}
# Reads texts as JSON from its argument, and prints what the page reads in each.
READ = """
import { read } from "./nnlib/widgets/shared/core/worksheet.ts";
console.log(JSON.stringify(JSON.parse(process.argv[1]).map((typed) => String(read(typed)))));
"""


@pytest.mark.parametrize(("name", "value"), every(WRONG))
def test_a_wrong_value_is_refused_on_assignment_and_the_old_one_stays(name, value):
    widget = Worksheet()
    before = getattr(widget, name)
    with pytest.raises(ValueError) as error:
        setattr(widget, name, value)
    # other sizes want another theta, x and y, and the sentence may tell of these
    sentence(error, name, *(("theta", "x", "y") if name == "sizes" else ()))
    assert getattr(widget, name) is before


def test_every_public_trait_is_among_those_tried():
    assert set(Worksheet.schema()) == set(WRONG)


def test_a_misspelt_trait_and_a_strange_activation_are_refused_when_it_is_made():
    with pytest.raises((TypeError, ValueError), match="sead"):
        Worksheet(sead=3)
    with pytest.raises(ValueError, match="activation must be one of"):
        Worksheet(activation="relu")
    stays(Worksheet(), "filled", "most")


@pytest.mark.parametrize("sizes", [(1, 1), (2, 2, 1), (3, 3, 2), (2, 3, 2, 2)])
@pytest.mark.parametrize("activation", ["sigmoid", "identity", "tanh"])
def test_every_right_value_is_nnlib_s_and_a_nudge_agrees_with_every_slope(sizes, activation):
    w = Worksheet(sizes, activation, seed=7)
    net = nn.Network(sizes, activation, theta=w.theta)
    run = net.forward([w.x])
    assert list(w.solution) == boxes_of(sizes)
    assert w.solution["C"] == pytest.approx(
        ((run.A[-1][0] - w.y) ** 2).sum(), rel=1e-12
    )  # no half, no mean over outputs
    slope = nn.numerical_gradient(net, [w.x], [w.y], cost="mse")
    at = nn.Network(sizes, activation, theta=slope)  # its parameters are the slopes: W and b are views of them
    for l in range(1, len(sizes)):
        for j in range(sizes[l]):
            assert w.solution[f"z{l}_{j + 1}"] == run.Z[l - 1][0, j] and w.solution[f"a{l}_{j + 1}"] == run.A[l][0, j]
            assert w.solution[f"db{l}_{j + 1}"] == w.solution[f"delta{l}_{j + 1}"]
            assert w.solution[f"db{l}_{j + 1}"] == pytest.approx(at.b[l - 1][j], rel=1e-6, abs=1e-9)
            for k in range(sizes[l - 1]):
                assert w.solution[f"dW{l}_{k + 1}_{j + 1}"] == pytest.approx(at.W[l - 1][j, k], rel=1e-6, abs=1e-9)


def test_boxes_are_in_the_order_of_a_pass_and_every_sheet_s_are_among_all():
    forward, back = ["z1_1", "a1_1", "z1_2", "a1_2", "z2_1", "a2_1", "C"], ["delta2_1", "dW2_1_1", "dW2_2_1", "db2_1"]
    first = ["delta1_1", "delta1_2", "dW1_1_1", "dW1_2_1", "db1_1", "dW1_1_2", "dW1_2_2", "db1_2"]
    assert boxes_of((2, 2, 1)) == [*forward, *back, *first]
    assert all(set(boxes_of(sizes)) <= set(BOXES) for sizes in [(1, 1), (3, 2, 3), (3, 3, 3, 3)])


def test_right_counts_given_and_typed_boxes_and_not_the_key():
    w = Worksheet(seed=3)
    assert w.right == 0
    typed = {box: f"{value:.3g}" for box, value in w.solution.items()}
    w.answers = {**typed, "C": "no number", "z1_1": "99"}
    assert w.right == 17
    w.key = True
    assert w.right == 17
    w.answers, w.filled = {}, "half"
    assert w.right == 10
    w.filled = "all"
    assert w.right == 19
    assert repr(w) == "Worksheet(2-2-1, sigmoid, seed=3, 19 of 19 boxes right)"


def test_new_numbers_are_another_seed_s_and_take_the_answers_away():
    w = Worksheet(seed=3, answers={"z1_1": "1"}, key=True, box="z1_1", hint=2)
    before = w.theta
    w.new_numbers()
    assert w.seed == 4 and w.theta == Worksheet(seed=4).theta != before
    assert (w.answers, w.key, w.box, w.hint) == ({}, False, "", 0)
    w.new_numbers(3)
    assert (w.theta, w.x, w.y) == (before, Worksheet(seed=3).x, Worksheet(seed=3).y)


def test_drawn_numbers_have_one_or_two_digits_and_no_weight_or_input_is_zero():
    for seed in range(300):
        w = Worksheet((3, 2, 2), "tanh", seed=seed)
        for value in (*w.theta, *w.x):
            assert 0 < abs(value) <= 2 and round(10 * value) == pytest.approx(10 * value)
        assert set(w.y) <= {-1.0, 0.0, 1.0}


def test_typed_numbers_are_read_as_the_course_reads_an_answer_in_both_languages():
    chance = random.Random(5)
    texts = ["0.5", "0,5", "-3", "−3", "1/2", " 1 / 4 ", "5e-3", ".5", "2.", "(0.5)", "[3]", "+1", "\u00a02"]
    texts += ["", "abc", "1/0", "1e999", "1/2/3", "--1", "1e", "e5", "1.2.3", "1, 2", "1 2"]
    texts += ["".join(chance.choices("0123456789.,-/e− ", k=chance.randint(1, 5))) for _ in range(400)]
    told = node("--input-type=module", "-e", READ, json.dumps(texts))
    assert told.returncode == 0, told.stderr
    for typed, found in zip(texts, json.loads(told.stdout), strict=True):
        wanted = numbers_of_text(typed)
        one = wanted is not None and len(wanted) == 1 and math.isfinite(wanted[0])
        assert (found != "NaN") == one, (typed, found, wanted)
        if one:
            assert float(found) == wanted[0]
            assert judged(typed, wanted[0])
        else:
            assert not judged(typed, 1.0)


def test_the_state_that_a_page_embeds_is_json_and_says_what_it_shows():
    widget = Worksheet(answers={"z1_1": "0,5"})
    text = json.dumps(embed.embed_data(views=[widget], drop_defaults=False), allow_nan=False)
    state = json.loads(text)["manager_state"]["state"][widget.model_id]["state"]
    assert set(WRONG) <= set(state) and state["_esm"] and len(state["about"]) > 60
    assert state["answers"] == {"z1_1": "0,5"} and (ROOT / "nnlib/widgets/static/worksheet.css").exists()


def test_numbers_may_be_numpy_s():
    w = Worksheet((1, 1), theta=np.array([1.0, 2.0]), x=np.array([0.5]), y=[1])
    assert w.theta == (1.0, 2.0) and w.x == (0.5,) and w.y == (1.0,)
