"""Claims about the second half of the lessons, in a file of its own so that another worker runs it."""

import pytest

from tests.book.lessons_run import runs_as_its_notebook
from tests.book.running import WITH_CODE


@pytest.mark.parametrize("name", WITH_CODE[len(WITH_CODE) // 2 :])
def test_a_lesson_runs_in_its_page_and_prints_what_its_notebook_prints(name, book):
    runs_as_its_notebook(name, book)
