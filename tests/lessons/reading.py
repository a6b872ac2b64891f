"""Reading time and reading level of the notebooks: `python -m tests.lessons.reading`, with file names for those only.

Time: the prose at 200 words a minute; 20 seconds for each formula on a line of its own, each code cell with its output
and each figure; two minutes for each widget, which is to be tried, and one for each question of the quiz. Exercises and
their solutions are not counted: they take as long as they take. Level: the Flesch-Kincaid grade, about the years of
school that sentences and words ask for; numbers and symbols, which ask for something else, are left out.
"""

import re
import sys
from pathlib import Path

import nbformat

from tests.lessons.refresh import without_set_up

BOOK = Path(__file__).parents[2] / "book"
WORDS_A_MINUTE, SECONDS, WIDGET, QUESTION = 200, 20, 120, 60


def taught(notebook):
    """The cells before the exercises, and what to remember."""
    cells = []
    for cell in without_set_up(notebook):
        if cell.cell_type == "markdown" and "## Exercises" in cell.source:
            cells.append(dict(cell, source=cell.source.split("## Exercises")[0]))
            break
        cells.append(cell)
    return cells


def prose(notebook):
    """The sentences as they are read: no formulas on their own lines, no directives, no marks of Markdown."""
    text = "\n\n".join(cell["source"] for cell in taught(notebook) if cell["cell_type"] == "markdown")
    text = re.sub(r"\$\$.*?\$\$|```.*?```|^\(\S+\)=$", "", text, flags=re.S | re.M)
    text = re.sub(r"\$(.+?)\$", "x", text, flags=re.S)  # what is read aloud as a word or two
    text = re.sub(r"\[[^\]]*\]\([./]*appendix/bibliography\.md#\w+\)", "", text)
    text = re.sub(r"\{[\w:]+\}`([^`<]+?)(?: <[^`]*>)?`|`([^`]*)`", r"\1\2", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[*_#|]|^\s*[-\d]+\.?\s", " ", text, flags=re.M)


def minutes(notebook):
    """The reading time in minutes."""
    words = len(prose(notebook).split())
    sources = [cell["source"] for cell in taught(notebook) if cell["cell_type"] == "code"]
    shown = "\n".join(cell["source"] for cell in taught(notebook) if cell["cell_type"] == "markdown").count("$$") // 2
    widgets = sum("widgets." in source for source in sources)
    figures = sum("figures." in source for source in sources)
    questions = sum(cell["source"].count(":class: quiz") for cell in notebook.cells)
    seconds = (shown + len(sources) - widgets + figures) * SECONDS + widgets * WIDGET + questions * QUESTION
    return words / WORDS_A_MINUTE + seconds / 60


def grade(notebook):
    """The Flesch-Kincaid grade of the prose."""
    import readability  # here, so that the rest of this module needs no more than nbformat

    paragraphs = [" ".join(block.split()) for block in re.split(r"\n\s*\n", prose(notebook))]
    sentences = [sentence for block in paragraphs for sentence in re.split(r"(?<=[.?])\s+", block)]
    words = [re.findall(r"[^\W\d_]{2,}|\b[aAI]\b", sentence) for sentence in sentences]
    tokens = "\n".join(" ".join(sentence) for sentence in words if len(sentence) > 2)
    return readability.getmeasures(tokens, lang="en")["readability grades"]["Kincaid"]


def main(names):
    for path in [Path(name) for name in names] or sorted(BOOK.glob("[0-9][0-9]-*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        words = len(prose(notebook).split())
        print(f"{path.stem:24} {minutes(notebook):3.0f} minutes, {words:5} words, grade {grade(notebook):4.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
