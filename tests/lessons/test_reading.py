"""A claim about reading time: every lesson fits into a sitting."""

import pytest

from tests.lessons.reading import minutes
from tests.lessons.test_lessons import LESSONS


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_fits_into_a_sitting(name):
    assert 15 <= round(minutes(LESSONS[name])) <= 30, "a lesson takes from 15 minutes to 30, exercises not counted"
