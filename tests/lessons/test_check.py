"""Claims about the exercise checker: it knows right from wrong, says what went wrong, and gives no answer away."""

import re
from decimal import Decimal
from fractions import Fraction

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbclient import NotebookClient

from nnlib.course import check
from nnlib.course.exercise import Exercise
from nnlib.course.exercises import EXERCISES
from nnlib.course.judge import Verdict, verdict

NUMBERS = [name for name, exercise in EXERCISES.items() if exercise.answer]


@pytest.mark.parametrize("name", NUMBERS)
def test_the_right_answer_is_accepted_with_the_reason(name):
    exercise = EXERCISES[name]
    assert verdict(exercise, exercise.answer()) == Verdict(True, f"Right: {exercise.why}")


# typed in here, and only here, so that the checker's own computation is checked too
@pytest.mark.parametrize(
    ("name", "by_hand"),
    [
        ("1-count", (48, 11)),
        ("1-both", 0.164),
        ("1-digits", 79510),
        ("2-shock", -0.19),
        ("2-litre", 1.5 / 0.33),
        ("2-stall", (3, 4)),
        ("2-typo", 8.1205),
        ("3-boundary", 38),
        ("3-odds", np.exp(0.2322)),
        ("3-one-more", 0.7483),
        ("8-one-line", (-6, 7)),
        ("8-share", 0.5),
        ("8-tenth", 1.82),
        ("8-chain", 0.003008),
        ("8-tent", (-2, 1)),
        ("4-surprise", 0.3081),
        ("4-coin", np.log(2)),
        ("4-constant", (0.304, 0.304)),
        ("5-step", (0.7667, 0.3333)),
        ("5-step", np.array([[0.7667], [0.3333]])),
        ("5-compass", 10),
        ("5-limit", 0.25),
        ("5-just", "https://an.example/05-gradient-descent.html#descent-2=%7B%22learning_rate%22%3A0.18%7D"),
        ("5-steps", 37),
        ("13-momentum", 4.86),
        ("13-batch", (-23, -5)),
        ("6-centred", 1.5),
        ("6-limit", 1.0),
        ("13-limit", 3 / 53.2833),
        ("13-race", (31, 43)),
        ("7-address", (2, 3)),
        ("7-alike", (-1, 2)),
        ("7-rings", 3),
        ("7-product", -2),
        ("9-blue", (1.4, 1.1)),
        ("9-magenta", 0.525),
        ("9-half", -10.52),
        ("9-relu", 38.72),
        ("10-passes", 566),
        ("10-loudest", 0.3841),
        ("10-ripple", 9),
        ("10-half", 4.0),
        ("10-kink", -0.4875),
        ("11-output", 0.256),
        ("11-wrong", 0.03),
        ("11-hidden", 0.036),
        ("12-refused", 9),
        ("12-tanh", 0.1415),
        ("12-transpose", 0.2096),
        ("14-he", 0.2),
        ("14-keep", 4),
        ("14-coin", 0.693),
        ("14-width", 4),
        ("15-error", 0.03),
        ("15-softmax", 2.17),
        ("15-pixels", 7),
        ("15-shuffled", 8),
        ("15-paired", 1 / 64),
        ("16-line", 25),
        ("16-decay", 3 * 0.998**100),
        ("16-turn", 172),
        ("16-coins", 60),
        ("17-state", 4),
        ("17-slope", 18),
        ("17-ridge", 1.0),
        ("17-longer", 0),
        ("18-pair", 0.6),
        ("18-perplexity", 4.64),
        ("18-size", 4009),
        ("18-attend", 8.04),
        ("18-backwards", 2.335),
        ("19-filter", (0, 3)),
        ("19-cause", 63.7),
        ("19-cut", 0.64),
        ("19-more", (0.942, 0.437)),
    ],
)
def test_an_answer_worked_out_by_hand_is_accepted(name, by_hand):
    assert verdict(EXERCISES[name], by_hand).right


@pytest.mark.parametrize("name", EXERCISES)
def test_every_plausible_mistake_gets_the_hint_meant_for_it(name):
    for value, hint in EXERCISES[name].mistakes():
        assert verdict(EXERCISES[name], value) == Verdict(False, f"Not yet: {hint}"), value


@pytest.mark.parametrize("name", NUMBERS)
def test_any_other_answer_gets_the_general_hint(name):
    exercise = EXERCISES[name]
    other = np.ravel(exercise.answer()) * 1.3717 + 11.93
    assert verdict(exercise, other) == Verdict(False, f"Not yet: {exercise.hint}")


def test_two_digits_of_the_right_value_are_said_to_be_close():
    """0.75 is 0.748 rounded: the general hint would send a reader back to what they did well."""
    for name in ("3-one-more", "2-litre"):
        found = verdict(EXERCISES[name], f"{np.ravel(EXERCISES[name].answer())[0]:.2g}")
        assert not found.right and found.text.startswith("Not yet: that is close.")


@pytest.mark.parametrize("name", NUMBERS)
def test_no_hint_contains_the_answer(name):
    exercise = EXERCISES[name]
    states = exercise.state.wrong() if exercise.state else []
    hints = [exercise.hint, *(hint for _, hint in (*exercise.mistakes(), *states))]
    for said in (float(number) for hint in hints for number in re.findall(r"-?\d+(?:\.\d+)?", hint)):
        for right in np.ravel(exercise.answer()).astype(float):
            assert abs(said - right) > 0.02 * abs(right), f"a hint gives no answer away: {hints}"


@pytest.mark.parametrize("answer", [..., None])
def test_an_unanswered_exercise_is_told_kindly(answer):
    for name, exercise in EXERCISES.items():
        assert verdict(exercise, answer).text.startswith("Not answered yet"), name


@pytest.mark.parametrize(
    "answer", ["half", "", "1,2,3", "0.5 apples", "1/x", ("1", "b"), True, [1.0, "b"], (1.0, 2.0, 3.0), object()]
)
def test_a_wrong_type_gets_a_sentence(answer):
    found = verdict(EXERCISES["3-boundary"], answer)
    assert not found.right and found.text.startswith("The answer should be a number, such as 0.5")


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("0.5", 0.5), ("0,5", 0.5), ("1/2", 0.5), ("1,5/3", 0.5), ("-3", -3), ("−3", -3), ("5e-3", 0.005),
        (" +.5 ", 0.5), (Decimal("0.256"), 0.256), (Fraction(1, 2), 0.5), ("(0.5, 2)", (0.5, 2)),
        ("0,5; 2", (0.5, 2)), ("[0.5,2.5]", (0.5, 2.5)), ("3 -4", (3, -4)), (("1/2", Decimal(3)), (0.5, 3)),
        (["0,5", 2], (0.5, 2)),
    ],
)  # fmt: skip
def test_a_number_may_be_text_a_decimal_or_a_fraction(answer, wanted):
    exercise = Exercise(answer=lambda: wanted, why="this is it.", mistakes=lambda: [], hint="try again.")
    assert verdict(exercise, answer).text == "Right: this is it."
    other = Exercise(answer=lambda: np.add(wanted, 1), why="this is it.", mistakes=lambda: [], hint="try again.")
    assert verdict(other, answer).text == "Not yet: try again."


@settings(deadline=None, derandomize=True, database=None)
@given(st.text() | st.floats() | st.lists(st.floats() | st.text()) | st.integers() | st.none())
def test_whatever_is_answered_gets_a_verdict_in_words(answer):
    found = verdict(EXERCISES["3-boundary"], answer)
    assert found.right is False and found.text.endswith((".", "?"))


def test_a_misspelt_exercise_is_asked_back():
    with pytest.raises(ValueError, match=r"'3-boundary'.*'11-output'.*; got '11-ouput'. Did you mean '11-output'"):
        check("11-ouput", 1)


@pytest.mark.parametrize("answer", [float("nan"), "1/0", "1e999"])
def test_nan_and_infinity_get_a_sentence(answer):
    assert "finite" in verdict(EXERCISES["3-boundary"], answer).text


def test_one_sentence_is_printed_and_the_verdict_is_a_value(capsys):
    found = check("5-steps", 37)
    assert capsys.readouterr().out == f"{found.text}\n" and found.text.startswith("Right: ")
    assert found.right is True and check("5-steps", 36).right is False


def test_a_notebook_does_not_show_the_verdict_below_the_printed_sentence():
    """As the last expression of a cell the value has an output of its own, unless it shows itself."""
    cell = nbformat.v4.new_code_cell("from nnlib.course import check\ncheck('5-steps', 37)")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    assert [output.output_type for output in cell.outputs] == ["stream"]
    assert cell.outputs[0].text.count("\n") == 1
