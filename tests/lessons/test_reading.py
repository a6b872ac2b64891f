"""Claims about time: every lesson fits into a sitting, and its exercises into another."""

import pytest

from book.minutes import exercises, reading
from tests.lessons.test_lessons import LESSONS


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_fits_into_a_sitting_and_its_exercises_into_another(name):
    assert 20 <= reading(LESSONS[name]) <= 55, "reading and trying a lesson takes from 20 minutes to 55"
    assert 20 <= exercises(LESSONS[name]) <= 60, "its exercises take from 20 minutes to an hour"
