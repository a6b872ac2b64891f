"""Claims about the folded solutions: who unfolds one finds the number that the checker wants, in text or in print."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from nnlib.course.exercises import EXERCISES

BOOK = Path(__file__).parents[2] / "book"
SOLUTION = re.compile(r"^#### Solution of `(\S+)`$(.*?)(?=^##|\Z)", re.DOTALL | re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
CLOSE = 6e-3  # relative: three digits are enough


def shown(path):
    """All that a lesson shows, prose and what its cells print, in its order; the cells' own code is not."""
    for cell in json.loads(path.read_text(encoding="utf8"))["cells"]:
        if cell["cell_type"] == "markdown":
            yield "".join(cell["source"])
        for output in cell.get("outputs", []):
            yield "".join(output.get("text", output.get("data", {}).get("text/plain", [])))


def solutions():
    """The text of every solution, by its exercise."""
    lessons = ("\n".join(shown(path)) for path in sorted(BOOK.glob("*.ipynb")))
    return {name: text for lesson in lessons for name, text in SOLUTION.findall(lesson)}


def test_every_exercise_has_a_solution():
    assert solutions().keys() == EXERCISES.keys(), "each exercise has a heading, Solution of `label`, in its lesson"


@pytest.mark.parametrize("name", [name for name, exercise in EXERCISES.items() if exercise.answer])
def test_a_solution_shows_the_number_that_the_checker_wants(name):
    text = solutions()[name].replace("{,}", "").replace("−", "-")
    found = np.array([float(number) for number in NUMBER.findall(re.sub(r"\\(?:textcolor\{\w+\}|[,;!])", " ", text))])
    for right in np.ravel(EXERCISES[name].answer()).astype(float):
        near = np.isclose(found, right, rtol=CLOSE, atol=5e-5).any()
        assert near, f"the solution shows the number that the checker wants, {right}, in text or in print:\n{text}"
