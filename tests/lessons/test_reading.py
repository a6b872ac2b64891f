"""Claims about reading time: it counts what is read, shown and tried, and every lesson fits into a sitting."""

import nbformat.v4 as v4
import pytest

from tests.lessons.reading import minutes, prose
from tests.lessons.test_lessons import LESSONS


def notebook(*cells):
    return v4.new_notebook(cells=list(cells))


def test_words_formulas_code_figures_and_widgets_take_their_time():
    assert minutes(notebook(v4.new_markdown_cell("word " * 400))) == 2
    assert minutes(notebook(v4.new_markdown_cell("$$x = 1$$\n\n$$y = 2$$"))) == pytest.approx(40 / 60)
    assert minutes(notebook(v4.new_code_cell("print(1)"))) == pytest.approx(20 / 60)
    assert minutes(notebook(v4.new_code_cell("ax = figures.contours(s)"))) == pytest.approx(40 / 60)
    assert minutes(notebook(v4.new_code_cell("widgets.Neuron(x=(1,), weights=(1,))"))) == 2
    assert minutes(notebook(v4.new_markdown_cell("```{admonition} Why?\n:class: quiz\n```"))) == 1


def test_exercises_are_not_counted_and_roles_are_read_as_their_words():
    text = "One {term}`step <step>`, $x$ of [two](a.md) {cite:p}`key`.\n\n## Exercises\n\nWork."
    assert prose(notebook(v4.new_markdown_cell(text), v4.new_markdown_cell("More."))).split() == [
        *("One", "step,", "x", "of", "two", "."),
    ]


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_fits_into_a_sitting(name):
    assert 15 <= round(minutes(LESSONS[name])) <= 30
