"""Claims about exercises in the built pages: the checker knows their figures, and one page leads to every solution."""

import re

import numpy as np
import pytest

from nnlib.course.exercises import EXERCISES
from tests.book.opened import PAGES
from tests.book.reading import made

FIGURES = {name: exercise.state for name, exercise in EXERCISES.items() if exercise.state}


@pytest.mark.parametrize("name", FIGURES)
def test_the_checker_s_figure_is_the_page_s(name, html):
    number = int(name.split("-")[0])
    page = next(page for page in PAGES if page.startswith(f"book/{number:02}-"))
    _, traits = made(html, page, FIGURES[name].place)
    widget = FIGURES[name].made()
    assert set(widget.schema()) == set(traits)
    for trait, value in traits.items():
        assert np.array_equal(np.asarray(getattr(widget, trait)), np.asarray(value)), trait


def test_one_page_asks_every_exercise_and_leads_to_its_solution(html):
    text = (html / "book/appendix/solutions.html").read_text(encoding="utf8")
    items = re.findall(r'<li><p><a[^>]* href="[^"#]*#([^"]+)">Exercise ([\d.]+)</a>(.*?)</li>', text, re.S)
    assert sorted(label for label, _, _ in items) == sorted(EXERCISES)
    assert len({number for _, number, _ in items}) == len(EXERCISES)
    assert all(number.split(".")[0] == label.split("-")[0] for label, number, _ in items)
    ways = [re.findall(r'href="[^"#]*#([^"]+)">Solution</a>', asked) for _, _, asked in items]
    assert all(len(way) == 1 for way in ways) and len({way[0] for way in ways}) == len(EXERCISES)


@pytest.mark.parametrize("name", ["book/index", "book/11-backpropagation"])
def test_the_index_stands_in_the_table_of_contents(name, html):
    text = (html / f"{name}.html").read_text(encoding="utf8")
    contents = text.split('class="bd-links')[1].split("</nav>")[0]
    assert re.search(r'<a class="reference internal" href="[./]*genindex.html">\s*Index\s*</a>', contents)
