"""Claims about the exercise checker: it knows right from wrong, says what went wrong, and gives no answer away."""

import re

import numpy as np
import pytest

from nnlib.check import check, verdict
from nnlib.exercises import EXERCISES
from nnlib.exercises.linked import Linked

NUMBERS = [name for name, exercise in EXERCISES.items() if not isinstance(exercise, Linked)]
MISTAKES = [(name, i) for name, exercise in EXERCISES.items() for i in range(len(exercise.mistakes()))]


@pytest.mark.parametrize("name", EXERCISES)
def test_the_right_answer_is_accepted_and_told_why(name):
    exercise = EXERCISES[name]
    assert verdict(exercise, exercise.answer()) == f"Right: {exercise.why}"


# typed in here, and only here, so that the checker's own computation is checked too
@pytest.mark.parametrize(
    ("name", "by_hand"),
    [
        ("1-count", (48, 11)),
        ("1-miss", 0.6),
        ("1-both", 0.164),
        ("1-digits", 79510),
        ("2-bill", 28),
        ("2-shock", -0.19),
        ("2-litre", 1.5 / 0.33),
        ("2-stall", (3, 4)),
        ("2-typo", 8.1205),
        ("3-boundary", 15.043 / 0.2322),
        ("3-odds", np.exp(0.2322)),
        ("3-without-coldest", 0.9263),
        ("4-one-line", (-6, 7)),
        ("4-share", 0.5),
        ("4-tenth", 1.82),
        ("4-chain", 0.003008),
        ("4-collapse", (0.0867, -0.1106)),
        ("5-surprise", 0.3081),
        ("5-coin", np.log(2)),
        ("5-ratio", 96.7),
        ("6-step", (0.7667, 0.3333)),
        ("6-step", np.array([[0.7667], [0.3333]])),
        ("6-limit", 0.25),
        ("6-just", "https://an.example/06-gradient-descent.html#descent-2=%7B%22learning_rate%22%3A0.18%7D"),
        ("6-steps", 37),
        ("7-momentum", 4.86),
        ("7-batch", (-23, -5)),
        ("7-centred", 1.5),
        ("7-limit", 3 / 53.2833),
        ("7-race", (31, 43)),
        ("8-address", (2, 3)),
        ("8-alike", (-1, 2)),
        ("8-rings", 3),
        ("8-product", -2),
        ("9-blue", (-0.4, 1)),
        ("9-magenta", 0.6225),
        ("9-half", 0.08),
        ("9-work", 23820),
        ("9-relu", 0.7941),
        ("10-passes", 566),
        ("10-cube", 12.25),
        ("10-ripple", 9),
        ("10-half", 4.0),
        ("10-kink", -0.4875),
        ("11-output", 0.256),
        ("11-hidden", 0.036),
        ("11-refused", 9),
        ("11-tanh", 0.1415),
        ("11-transpose", 0.3656),
        ("12-he", 0.2),
        ("12-chain", 0.00105),
        ("12-coin", 0.693),
        ("12-twins", 384),
        ("12-width", 4),
        ("13-error", 0.03),
        ("13-softmax", 2.17),
        ("13-pixels", 10),
        ("13-shuffled", 15),
        ("13-no-hidden", 25),
        ("14-line", 25),
        ("14-decay", 3 * 0.998**100),
        ("14-turn", 172),
        ("14-patience", 0.375),
        ("15-state", 4),
        ("15-slope", 18),
        ("15-ridge", 1.0),
        ("15-half", 31),
        ("16-sum", 0.6225),
        ("16-twins", 120),
        ("16-cut", 0.64),
        ("16-more", 0.949),
    ],
)
def test_an_answer_worked_out_by_hand_is_accepted(name, by_hand):
    assert verdict(EXERCISES[name], by_hand).startswith("Right")


@pytest.mark.parametrize(("name", "i"), MISTAKES)
def test_every_plausible_mistake_gets_the_hint_meant_for_it(name, i):
    exercise = EXERCISES[name]
    value, hint = exercise.mistakes()[i]
    assert verdict(exercise, value) == f"Not yet: {hint}"


@pytest.mark.parametrize("name", NUMBERS)
def test_any_other_answer_gets_the_general_hint(name):
    exercise = EXERCISES[name]
    other = np.ravel(exercise.answer()) * 1.3717 + 11.93
    assert verdict(exercise, other) == f"Not yet: {exercise.hint}"


@pytest.mark.parametrize("name", NUMBERS)
def test_no_hint_contains_the_answer(name):
    exercise = EXERCISES[name]
    states = exercise.state.wrong() if exercise.state else []
    hints = [exercise.hint, *(hint for _, hint in (*exercise.mistakes(), *states))]
    for said in (float(number) for hint in hints for number in re.findall(r"-?\d+(?:\.\d+)?", hint)):
        for right in np.ravel(exercise.answer()).astype(float):
            assert abs(said - right) > 0.02 * abs(right), hints


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("answer", [..., None])
def test_an_unanswered_exercise_is_told_kindly(name, answer):
    assert verdict(EXERCISES[name], answer).startswith("Not answered yet")


@pytest.mark.parametrize(
    "answer", ["0.5", True, {"a": 1}, [1.0, "b"], [[1.0], [2.0, 3.0]], (1.0, 2.0, 3.0), 1j, object()]
)
def test_a_wrong_type_gets_a_sentence(answer):
    assert verdict(EXERCISES["3-boundary"], answer).startswith("The answer should be a number, such as 0.5")


@pytest.mark.parametrize("answer", [float("nan"), float("inf")])
def test_nan_and_infinity_get_a_sentence(answer):
    assert "finite" in verdict(EXERCISES["3-boundary"], answer)


def test_one_sentence_is_printed(capsys):
    check("6-steps", ...)
    assert capsys.readouterr().out.count("\n") == 1


def test_an_unknown_exercise_is_an_error_that_lists_those_there_are():
    with pytest.raises(ValueError, match=r"'3-boundary'.*'6-steps'.*; got '3-bondary'"):
        check("3-bondary", 1.0)
