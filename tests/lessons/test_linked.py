"""Claims about exercises that are answered by a state: a link is read as the page does, or refused in a sentence."""

import json
import re
from urllib.parse import quote

import numpy as np
import pytest

from nnlib.check import verdict
from nnlib.exercises import EXERCISES
from nnlib.exercises.linked import Linked, own_traits, same
from nnlib.widgets import Descent, Neuron
from tests.lessons.test_lessons import LESSONS, prose

JUST = EXERCISES["6-just"]
LINKED = [name for name, exercise in EXERCISES.items() if isinstance(exercise, Linked)]
STATED = {name: exercise.state for name, exercise in EXERCISES.items() if getattr(exercise, "state", None)}
WRONG = [(name, i) for name, state in STATED.items() for i in range(len(state.wrong()))]
NO_FIGURE = {"10-ripple"}  # it asks about a network that no figure shows


def link(text):
    return f"https://an.example/book/06-gradient-descent.html#descent-2={text}"


@pytest.mark.parametrize("name", LINKED)
def test_the_figure_as_it_was_made_is_not_yet_the_answer(name):
    exercise = EXERCISES[name]
    assert verdict(exercise, f"#{exercise.place}={{}}").startswith("Not yet: ")
    assert verdict(exercise, exercise.made()).startswith("Not yet: ")


def test_a_link_holds_what_differs_and_the_rest_is_as_the_lesson_made_it():
    widget = JUST.widget(link(quote(json.dumps({"learning_rate": 0.1, "X": [1, 2, 2], "start": [0.5, -1]}))))
    made = JUST.made()
    assert (widget.learning_rate, widget.start) == (0.1, (0.5, -1.0))
    assert np.array_equal(widget.X, [[1], [2], [2]]) and np.array_equal(widget.Y, made.Y)
    assert (widget.activation, widget.cost, widget.steps) == (made.activation, made.cost, made.steps)


def test_a_widget_in_a_notebook_is_judged_as_its_link_would_be():
    widget = JUST.made()
    widget.learning_rate = 0.18
    assert verdict(JUST, widget) == f"Right: {JUST.why}" == verdict(JUST, link('{"learning_rate": 0.18}'))


def test_moved_points_have_another_limit():
    assert verdict(JUST, link('{"learning_rate": 0.252, "X": [1, 2, 2]}')).startswith("Right")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("", "has no state"),
        ("https://an.example/book/06-gradient-descent.html", "has no state"),
        ("#descent-2", "has no state"),
        ("#descent-1={}", "the link is that of 'descent-1'; the exercise asks for the figure 'descent-2'"),
        (link(""), "damaged, or cut off"),
        (link("%7B%22learning_rate%22%3A"), "damaged, or cut off"),
        (link("%E0%A4%A"), "damaged, or cut off"),
        (link("[" * 5000), "damaged, or cut off"),
        (link('{"learning_rate": NaN}'), "damaged, or cut off"),
        (link("[1, 2]"), "names no traits"),
        (link("null"), "names no traits"),
        (link("a" * 100_001), "too long"),
        (link('{"speed": 3}'), "a trait must be one of"),
        (link('{"about": "mine"}'), "a trait must be one of"),
        (link('{"_esm": "mine"}'), "a trait must be one of"),
        (link('{"learning_rate": 0}'), "learning_rate must be"),
        (link('{"learning_rate": 1e999}'), "learning_rate must be"),
        (link('{"learning_rate": "0.18"}'), "learning_rate must be"),
        (link('{"learning_rate": null}'), "learning_rate must be"),
        (link('{"X": [], "Y": []}'), "X must"),
        (link('{"X": [1, 2], "Y": [1]}'), "Y must"),
        (link('{"X": {"a": 1}}'), "X must"),
        (link('{"activation": "softmax"}'), "activation must be"),
        (0.18, "it should be a link in quotes, or the widget; got 0.18"),
        (Neuron(x=(1,), weights=(1,)), "it should be a link in quotes, or the widget"),
        (Descent, "it should be a link in quotes, or the widget"),
    ],
)
def test_what_holds_no_state_of_this_figure_is_refused_in_a_sentence(answer, why):
    said = verdict(JUST, answer)
    assert said.startswith("That state cannot be read: ") and why in said and len(said) < 400


def test_another_activation_has_no_such_limit():
    assert verdict(JUST, link('{"activation": "sigmoid", "Y": [0, 1, 1]}')).startswith("Not yet")


def test_every_exercise_with_a_widget_takes_its_link():
    asked = [
        label
        for name in LESSONS
        for label, text in re.findall(r"```\{exercise\}\n:label: (\S+)\n\n(.*?)```", prose(name), re.S)
        if text.startswith("**With the widget")
    ]
    assert set(asked) - NO_FIGURE == {*STATED, *LINKED} and set(asked) > NO_FIGURE


@pytest.mark.parametrize("name", STATED)
def test_a_state_that_is_right_is_accepted_as_the_number_is_and_the_figure_as_made_is_not(name):
    exercise, state = EXERCISES[name], STATED[name]
    right = state.link(**state.right())
    assert verdict(exercise, right) == verdict(exercise, state.widget(right)) == f"Right: {exercise.why}"
    assert verdict(exercise, state.made()).startswith("Not yet: ") and verdict(
        exercise, f"#{state.place}={{}}"
    ).startswith("Not")


@pytest.mark.parametrize(("name", "i"), WRONG)
def test_a_state_that_misses_something_gets_the_hint_meant_for_it(name, i):
    moved, hint = STATED[name].wrong()[i]
    assert verdict(EXERCISES[name], STATED[name].link(**moved)) == f"Not yet: {hint}"


def test_what_the_exercise_does_not_move_must_stay_as_the_lesson_has_it():
    said = verdict(EXERCISES["2-stall"], STATED["2-stall"].link(start=[3, 4], X=[1, 2, 3]))
    assert said.startswith("Not yet: the exercise leaves X as the lesson has it")


def test_what_is_only_shown_may_be_changed():
    assert verdict(EXERCISES["2-stall"], STATED["2-stall"].link(start=[3, 4], view="surface")).startswith("Right")


def test_a_text_without_a_state_is_told_what_may_be_given():
    said = verdict(EXERCISES["2-stall"], "3, 4")
    assert (
        said == "The answer should be a pair of numbers, such as (0.5, 0.5), or the widget's link in quotes, not a str."
    )
    assert verdict(EXERCISES["2-stall"], "#descent-1={}").startswith("That state cannot be read: ")


@pytest.mark.parametrize("name", [*STATED, *LINKED])
def test_a_link_names_what_differs_and_leaves_the_rest(name):
    figure = STATED.get(name) or EXERCISES[name]
    made, again = figure.made(), figure.widget(f"#{figure.place}={{}}")
    assert [trait for trait in own_traits(made) if not same(getattr(made, trait), getattr(again, trait))] == []


def test_traits_that_fit_only_together_are_set_together():
    widget = JUST.widget(link('{"X": [1, 2, 3, 4], "Y": [2, 3, 5, 6]}'))
    assert len(widget.X) == len(widget.Y) == 4
