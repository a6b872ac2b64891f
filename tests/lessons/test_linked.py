"""Claims about exercises that are answered by a state: a link is read as the page does, or refused in a sentence."""

import json
import re
from urllib.parse import quote

import numpy as np
import pytest

from nnlib.course.exercises import EXERCISES
from nnlib.course.judge import Verdict, verdict
from nnlib.course.state import traits_of
from nnlib.widgets import Neuron
from tests.lessons.test_lessons import LESSONS, prose

JUST = EXERCISES["5-just"]
STATED = {name: exercise.state for name, exercise in EXERCISES.items() if exercise.state}
NO_FIGURE = {"10-ripple"}  # it asks about a network that no figure shows


def link(text):
    return f"https://an.example/book/05-gradient-descent.html#descent-2={text}"


def test_a_link_holds_what_differs_and_the_rest_is_as_the_lesson_made_it():
    state = JUST.state.traits(link(quote(json.dumps({"learning_rate": 0.1, "X": [1, 2, 2], "start": [0.5, -1]}))))
    assert state == JUST.state.traits() | {"learning_rate": 0.1, "X": [1, 2, 2], "start": [0.5, -1]}


def test_a_widget_in_a_notebook_is_judged_as_its_link_would_be():
    widget = JUST.state.made()
    widget.learning_rate = 0.18
    assert (
        verdict(JUST, widget) == Verdict(True, f"Right: {JUST.why}") == verdict(JUST, link('{"learning_rate": 0.18}'))
    )


def test_moved_points_have_another_limit_and_are_refused():
    said = verdict(JUST, link('{"learning_rate": 0.252, "X": [1, 2, 2]}')).text
    assert said.startswith("Not yet: the exercise leaves X as the lesson has it")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("", "has no state"),
        ("https://an.example/book/05-gradient-descent.html", "has no state"),
        ("#descent-1={}", "the link is that of 'descent-1'; the exercise asks for the figure 'descent-2'"),
        (link(""), "damaged, or cut off"),
        (link("%E0%A4%A"), "damaged, or cut off"),
        (link('{"learning_rate": NaN}'), "damaged, or cut off"),
        (link("[1, 2]"), "names no traits"),
        (link("a" * 100_001), "too long"),
        (link('{"speed": 3}'), "a trait must be one of"),
        (link('{"_esm": "mine"}'), "a trait must be one of"),
        (link('{"learning_rate": 0}'), "learning_rate must be"),
        (link('{"learning_rate": "0.18"}'), "learning_rate must be"),
        (link('{"X": [], "Y": []}'), "X must"),
        (link('{"X": [1, 2], "Y": [1]}'), "Y must"),
        (link('{"activation": "softmax"}'), "activation must be"),
        (0.18, "it should be a link in quotes, or the widget; got 0.18"),
        (Neuron(x=(1,), weights=(1,)), "it should be a link in quotes, or the widget"),
    ],
)
def test_what_holds_no_state_of_this_figure_is_refused_in_a_sentence(answer, why):
    said = verdict(JUST, answer).text
    assert said.startswith("That state cannot be read: ") and why in said and len(said) < 400


def test_every_exercise_with_a_widget_takes_its_link():
    asked = [
        label
        for name in LESSONS
        for label, text in re.findall(r"```\{exercise\}\n:label: (\S+)\n\n(.*?)```", prose(name), re.S)
        if text.startswith("**With the widget")
    ]
    assert set(asked) - NO_FIGURE == set(STATED), "an exercise that begins with **With the widget** has a State"
    assert set(asked) > NO_FIGURE, "take out of NO_FIGURE what is no exercise any more"


@pytest.mark.parametrize("name", STATED)
def test_a_state_that_is_right_is_accepted_and_the_widget_as_made_is_not(name):
    exercise, state = EXERCISES[name], STATED[name]
    right = state.link(**state.right())
    widget = state.made()
    for name, value in state.right().items():
        setattr(widget, name, value)
    assert verdict(exercise, right) == verdict(exercise, widget) == Verdict(True, f"Right: {exercise.why}")
    assert verdict(exercise, state.made()) == verdict(exercise, state.link())
    assert verdict(exercise, state.made()).text.startswith("Not yet: ")


@pytest.mark.parametrize("name", STATED)
def test_a_state_that_misses_something_gets_the_hint_meant_for_it(name):
    for moved, hint in STATED[name].wrong():
        assert verdict(EXERCISES[name], STATED[name].link(**moved)) == Verdict(False, f"Not yet: {hint}"), moved


def test_what_the_exercise_does_not_move_must_stay_as_the_lesson_has_it():
    said = verdict(EXERCISES["2-stall"], STATED["2-stall"].link(start=[3, 4], X=[1, 2, 3])).text
    assert said.startswith("Not yet: the exercise leaves X as the lesson has it")


def test_what_is_only_shown_may_be_changed():
    assert verdict(EXERCISES["2-stall"], STATED["2-stall"].link(start=[3, 4], view="surface")).right


def test_a_text_without_a_state_is_told_what_may_be_given():
    said = verdict(EXERCISES["2-stall"], "three").text
    wanted = 'The answer should be a pair of numbers, such as (0.5, 0.5), or the state of the widget, not "three".'
    assert said == wanted
    assert verdict(EXERCISES["2-stall"], "#descent-1={}").text.startswith("That state cannot be read: ")


@pytest.mark.parametrize("name", STATED)
def test_a_link_names_what_differs_and_leaves_the_rest(name):
    figure = STATED[name]
    assert figure.traits() == figure.traits(f"#{figure.place}={{}}") == traits_of(figure.made())


@pytest.mark.parametrize("name", STATED)
def test_every_condition_judges_a_trait_that_the_exercise_sets_or_that_is_free(name):
    data, made = STATED[name].data(), STATED[name].traits()
    named = {trait for condition in data["conditions"] for trait in np.ravel(condition["trait"])}
    free = made.keys() - set(data["kept"])
    assert named <= free, "a condition judges a trait that the widget has and that the exercise lets a reader change"
    assert {*data["number"][:1]} <= made.keys(), "the number that the page reads is a trait of the widget"


def test_traits_that_fit_only_together_are_set_together():
    state = JUST.state.traits(link('{"X": [1, 2, 3, 4], "Y": [2, 3, 5, 6]}'))
    assert len(state["X"]) == len(state["Y"]) == 4
