"""Claims about quizzes and memory: answers are kept, several can be right, and a typed one is read."""

import pytest

from tests.book.test_quiz import GOOD, reasons, warned

SEVERAL, TYPED = ("book/01-what-networks-do", "1-quiz-changes"), ("book/02-linear-neuron", "2-quiz-zero")


def quiz(page, label):
    """A quiz of a page."""
    return page.locator(f"[id='{label}']")


def test_several_right_answers_are_ticked_each_with_its_reason_and_kept(book):
    page = book.open(SEVERAL[0], alive=False)
    boxes = quiz(page, SEVERAL[1]).get_by_role("checkbox")
    for i in (1, 2):
        boxes.nth(i).check()
    assert [reason.split()[0] for reason in reasons(quiz(page, SEVERAL[1]))] == ["Right.", "Right."]
    again = book.open(SEVERAL[0], alive=False, context=page.context)
    assert [box.is_checked() for box in quiz(again, SEVERAL[1]).get_by_role("checkbox").all()] == [
        False,
        True,
        True,
        False,
    ]
    assert len(reasons(quiz(again, SEVERAL[1]))) == 2


def test_a_chosen_answer_is_there_when_the_reader_comes_back(book):
    page = book.open(SEVERAL[0], alive=False, disk=True)
    quiz(page, "1-quiz-words").get_by_role("radio").nth(2).check()
    again = book.open(SEVERAL[0], alive=False, disk=True, context=page.context)
    assert quiz(again, "1-quiz-words").get_by_role("radio").nth(2).is_checked()
    assert reasons(quiz(again, "1-quiz-words"))[0].startswith("Not quite.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", "Right. "), ("0.00", "Right. "), (" Nothing. ", "Right. "), ("0,1", "Not quite. That is what the bias"),
        ("soda", "Not quite. Look again, or show the answer."), ("", "Not quite. Look again"),
    ],
)  # fmt: skip
def test_a_typed_answer_is_read_as_numbers_or_words_and_gets_its_reason(text, said, book):
    page = book.open(TYPED[0], alive=False)
    asked = quiz(page, TYPED[1])
    asked.get_by_label("Your answer").fill(text)
    asked.get_by_role("button", name="Check answer").click()
    assert asked.get_by_role("status").inner_text().startswith(said)
    again = quiz(book.open(TYPED[0], alive=False, context=page.context), TYPED[1])
    assert again.get_by_label("Your answer").input_value() == text
    assert again.get_by_role("status").inner_text().startswith(said)


def test_without_javascript_the_answer_of_a_typed_quiz_unfolds(book):
    page = book.open(TYPED[0], alive=False, java_script_enabled=False)
    asked = quiz(page, TYPED[1])
    assert reasons(asked) == []
    asked.locator("summary").click()
    assert reasons(asked)[0].startswith("Right. ")


KEY = "```{{admonition}} Answer\n:class: dropdown\n\n{}```\n"
ONE_TYPED = KEY.format("- [=] Down | below\n\n  It is.\n")
SOME_RIGHT = "1. Up.\n2. Down.\n3. Downhill.\n\n" + KEY.format("1. [ ] It is not.\n2. [x] It is.\n3. [x] The same.\n")


@pytest.mark.parametrize(
    ("body", "mend"),
    [
        (ONE_TYPED.replace("  It is.\n", "  It is.\n- [x] Up.\n\n  Why.\n"), "its answer is typed: mark one with [=]"),
        (ONE_TYPED.replace("[=]", "[ ]"), "its answer is typed: mark one with [=]"),
        (GOOD.replace("[ ]", "[x]"), "2 right answers of 2: mark one or more with [x], and the others with [ ]"),
        (GOOD.replace("[x]", "[=]"), "0 right answers of 2: mark one or more with [x], and the others with [ ]"),
    ],
    ids=["two kinds", "none typed", "none wrong", "typed and chosen"],
)
def test_a_quiz_of_two_kinds_or_without_a_wrong_answer_is_a_warning(body, mend, tmp_path, monkeypatch):
    assert mend in warned(tmp_path, monkeypatch, body)


@pytest.mark.parametrize("body", [ONE_TYPED, SOME_RIGHT], ids=["typed", "several"])
def test_a_typed_quiz_and_one_with_several_right_answers_are_built_without_a_warning(body, tmp_path, monkeypatch):
    assert warned(tmp_path, monkeypatch, body) == ""
