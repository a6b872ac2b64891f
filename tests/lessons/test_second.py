"""Claims about second numbers: the lesson's numbers give its answer, others do not, and no exercise lacks them."""

import re

import numpy as np
import pytest

from book.second import VARIANTS, exam
from book.second.__main__ import main, printed
from book.second.variant import Variant, right
from nnlib.course.exercise import Exercise
from nnlib.course.exercises import EXERCISES
from nnlib.course.judge import close, data_of

ALONE = {  # an exercise by hand, and why it has none
    "7-alike": "the question is one lamp, and no other has such weights",
    "10-loudest": "the question is the lesson's own network, and its reason is what counts",
}


@pytest.mark.parametrize("name", VARIANTS)
def test_the_lesson_s_numbers_give_the_lesson_s_answer(name):
    data, found = data_of(EXERCISES[name]), VARIANTS[name].answer(**VARIANTS[name].first())
    assert close(np.ravel(found).tolist(), data["right"], data["tolerance"])


@pytest.mark.parametrize("name", VARIANTS)
def test_each_seed_gives_a_question_with_other_numbers_and_a_finite_answer(name):
    variant, asked = VARIANTS[name], set()
    for seed in range(20):
        numbers = variant.drawn(name, seed)
        assert all(value != variant.numbers[which][0] for which, value in numbers.items())
        assert np.isfinite(variant.answer(**numbers)).all()
        asked.add(variant.question(numbers))
    assert len(asked) > 1 and variant.question(variant.first()) not in asked


def test_every_exercise_by_hand_that_asks_for_numbers_has_second_ones():
    by_hand = {
        name
        for name, one in EXERCISES.items()
        if isinstance(one, Exercise) and one.answer and not (one.code or one.state)
    }
    lacking = by_hand - {*VARIANTS} - {*ALONE}
    assert not lacking, f"write a Variant in book/second, or the reason why there is none into ALONE: {lacking}"
    assert set(VARIANTS) <= set(EXERCISES), "a Variant of an exercise that is no more is deleted"


def test_each_value_of_a_variant_is_written_into_its_question():
    for variant in [*VARIANTS.values(), *(question.asks for question in exam.QUESTIONS)]:
        assert set(re.findall(r"\{(\w+)\}", variant.text)) == set(variant.numbers)
        assert all(len(set(values)) == len(values) > 1 for values in variant.numbers.values())


def test_a_number_that_does_not_fit_is_not_drawn_nor_one_with_the_same_answer():
    halves = Variant("{a} / {b}", {"a": (2, 4, 6, 8), "b": (1, 2, 0)}, lambda a, b: a / b, fits=lambda a, b: b)
    assert {halves.question(halves.drawn("halves", seed)) for seed in range(30)} == {"6 / 2", "8 / 2"}


def test_the_exam_has_sixty_points_and_other_numbers_from_a_seed():
    assert sum(question.points for question in exam.QUESTIONS) == 60
    assert exam.paper(1) != exam.paper(2) != exam.paper() and exam.paper(1) == exam.paper(1)
    for question in exam.QUESTIONS:
        if question.asks.numbers:
            assert right(question.asks.answer(**question.asks.first())) in exam.key()


def test_the_command_prints_questions_with_or_without_answers(capsys):
    main(["--seed", "3", "--lesson", "10"])
    found = capsys.readouterr().out
    assert re.findall(r"^(\S+)$", found, re.M) == ["10-passes", "10-ripple", "10-kink"]
    assert found.count("Answer: ") == 3 and printed("10-ripple", 3) in found
    main(["--seed", "3", "--lesson", "10", "--sheet"])
    assert "Answer" not in capsys.readouterr().out
    main(["--exam", "--seed", "3", "--sheet"])
    assert capsys.readouterr().out == f"{exam.paper(3)}\n"
    main(["--exam", "--seed", "3"])
    assert capsys.readouterr().out == f"{exam.key(3)}\n"
    with pytest.raises(SystemExit):
        main(["--lesson", "20"])
    assert "lesson 20 has no exercise with second numbers." in capsys.readouterr().err
