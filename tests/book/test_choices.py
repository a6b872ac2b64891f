"""Claims about exercises that are a choice or a sentence: both are judged in the page as `check` judges, and kept."""

import pytest

from nnlib.course.exercise import Choice, Text
from nnlib.course.exercises import EXERCISES
from nnlib.course.judge import verdict
from tests.book.test_answers import LESSONS, answer, box, field_of, of_lesson, said


def those(kind):
    """The exercises of one kind of answer."""
    return [label for label, exercise in EXERCISES.items() if isinstance(exercise, kind)]


def page_of(label):
    """The lesson that asks an exercise."""
    return next(name for name in LESSONS if label in of_lesson(name))


@pytest.mark.parametrize("label", those(Choice))
def test_a_choice_is_picked_and_judged_as_check_judges_its_letter_and_is_there_later(label, book):
    page = book.open(page_of(label), alive=False, disk=True)
    card, exercise = box(page, label), EXERCISES[label]
    check = card.get_by_role("button", name="Check answer", exact=True)
    check.click()
    assert said(card) == verdict(exercise, "").text
    picks = card.get_by_role("group", name="Your answer to exercise").get_by_role("radio")
    assert picks.count() == len(exercise.options) and card.locator("ul").count() == 0  # the options are there once
    for letter, (text, hint) in zip("abcdef", exercise.options, strict=False):
        card.get_by_role("radio", name=text).check()
        check.click()
        assert said(card) == verdict(exercise, letter).text and bool(hint) == said(card).startswith("Not yet: ")
    chosen, reply = picks.evaluate_all("(all) => all.map((pick) => pick.checked)"), said(card)
    page.wait_for_timeout(1000)  # the browser writes its storage a moment later
    page.reload()
    assert picks.evaluate_all("(all) => all.map((pick) => pick.checked)") == chosen
    assert said(card) == reply and sum(chosen) == 1


@pytest.mark.parametrize("label", those(Text))
def test_a_sentence_is_compared_with_a_model_answer_as_check_does_and_is_there_later(label, book):
    page = book.open(page_of(label), alive=False, disk=True)
    card, exercise = box(page, label), EXERCISES[label]
    for text in ("", "  ", "They stay alike,\nbecause ..."):
        assert answer(card, text, "Compare") == verdict(exercise, text).text
    assert said(card).endswith(exercise.model) and card.locator(".nn-solution > div").is_visible()
    reply = said(card)
    page.wait_for_timeout(1000)  # the browser writes its storage a moment later
    page.reload()
    assert field_of(card).input_value() == text and said(card) == reply
