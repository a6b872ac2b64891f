"""Minutes: how long a lesson takes, by what is in it: reading, trying, and the exercises.

An estimate for a learner. Prose at 120 words a minute, the pace of a text with formulas; half a minute for each
formula on a line of its own and for each figure, a whole one for each open code cell and each question of a quiz;
three minutes for each widget, which is to be tried, and half of one for each state of it that the text shows.
"""

import re
from pathlib import Path

import nbformat

from nnlib.course.exercise import Choice, Text
from nnlib.course.exercises import EXERCISES

BOOK = Path(__file__).parent
WORDS_A_MINUTE, FORMULA, FIGURE, CELL, QUESTION, WIDGET, STATE = 120, 0.5, 0.5, 1, 1, 3, 0.5
BY_HAND, ON_A_WIDGET, IN_CODE, TO_CHOOSE, TO_WRITE = 6, 6, 12, 2, 6  # minutes for an exercise


def taught(notebook):
    """The cells before the exercises."""
    cells = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and "## Exercises" in cell.source:
            cells.append(dict(cell, source=cell.source.split("## Exercises")[0]))
            break
        if cell.id != "set-up":
            cells.append(cell)
    return cells


def written(notebook):
    """The Markdown of the cells before the exercises."""
    return "\n\n".join(cell["source"] for cell in taught(notebook) if cell["cell_type"] == "markdown")


def prose(notebook):
    """The sentences as they are read: no formulas on their own lines, no directives, no marks of Markdown."""
    text = re.sub(r"\$\$.*?\$\$|```.*?```|^\(\S+\)=$", "", written(notebook), flags=re.S | re.M)
    text = re.sub(r"\$(.+?)\$", "x", text, flags=re.S)  # counts as one word
    text = re.sub(r"\[[^\]]*\]\([./]*appendix/bibliography\.md#\w+\)", "", text)
    text = re.sub(r"\{[\w:]+\}`([^`<]+?)(?: <[^`]*>)?`|`([^`]*)`", r"\1\2", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[*_#|]|^\s*[-\d]+\.?\s", " ", text, flags=re.M)


def reading(notebook):
    """The minutes for the lesson without its exercises."""
    text, cells = written(notebook), [cell for cell in taught(notebook) if cell["cell_type"] == "code"]
    opened = [cell for cell in cells if not {"hide-input", "remove-cell"} & {*cell["metadata"].get("tags", ())}]
    questions = sum(cell["source"].count(":class: quiz") for cell in notebook.cells)
    return (
        len(prose(notebook).split()) / WORDS_A_MINUTE
        + text.count("$$") // 2 * FORMULA
        + sum("figures." in cell["source"] for cell in cells) * FIGURE
        + len(opened) * CELL
        + questions * QUESTION
        + sum("widgets." in cell["source"] for cell in cells) * WIDGET
        + text.count("[Show this]") * STATE
    )


def exercises(notebook):
    """The minutes for the lesson's exercises."""
    asked = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return sum(exercise(EXERCISES[name]) for name in re.findall(r"```\{exercise\}\n:label: (\S+)", asked))


def exercise(one):
    """The minutes for an exercise, by what it asks for."""
    if isinstance(one, Choice):
        return TO_CHOOSE
    if isinstance(one, Text):
        return TO_WRITE
    return IN_CODE if one.code else ON_A_WIDGET if one.state else BY_HAND


def of(path):
    """The two numbers of a lesson's file, each rounded to five minutes."""
    notebook = nbformat.read(path, as_version=4)
    return tuple(5 * round(minutes(notebook) / 5) for minutes in (reading, exercises))
