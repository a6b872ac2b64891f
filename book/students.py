"""Student copies: the lessons without solutions and quiz answers, and a key for the teacher: python -m book.students.

The key has the exam's too, which no page shows. All go into student-lessons/, which git ignores: hand out the
notebooks, and keep key.md.
"""

import re
import shutil
import sys
from pathlib import Path

import nbformat

from book.files import files
from book.second import exam
from nnlib.course.exercises import EXERCISES
from nnlib.course.judge import data_of

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "book"
OUT = ROOT / "student-lessons"
KEY = "key.md"
SHOWN = BOOK / "same_network_pytorch.py"

SOLUTIONS = re.compile(r"(\(solutions-\d+\)=\n)?### Solutions\n*")
SOLUTION = re.compile(r"#### Solution of `\S+`")
QUIZ = re.compile(
    r"(?P<question>````\{admonition\} [^\n]+\n:class: quiz\n:label: (?P<label>\S+)\n\n(?P<texts>.*?))"
    r"```\{admonition\} Answer\n:class: dropdown\n\n(?P<key>.*?)```\n````",
    re.DOTALL,
)
# An answer to choose from; and in the key its mark, with what may be typed.
TEXT = re.compile(r"^\d+\. (.+(?:\n +\S.*)*)$", re.MULTILINE)
MARK = re.compile(r"^(?:\d+\.|-) \[([ x=])\] (.+)$", re.MULTILINE)


def main():
    """Write the notebooks and the key, and say where they are. Return the exit code."""
    write(OUT)
    print(f"The lessons without answers are in {OUT.name}/, and the key for the teacher is {OUT.name}/{KEY}.")
    return 0


def write(out):
    """Write the notebooks, the key, and what the lessons link to and show, into a folder that is made anew."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    key = ["# Key", ""]
    for path in sorted(BOOK.glob("[0-9]*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        key += [f"## {path.stem}", "", *key_of(notebook), ""]
        notebook.cells = without_answers(notebook.cells)
        notebook.metadata.pop("colab", None)  # it names solutions to collapse
        nbformat.write(notebook, out / path.name)
    key += ["## Exam", "", exam.key()]
    (out / KEY).write_text("\n".join(key) + "\n", encoding="utf8")
    for path in [*files(BOOK / "appendix", "*"), *files(BOOK / "widgets", "*"), *BOOK.glob("*.bib"), SHOWN]:
        copy = out / path.relative_to(BOOK)
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, copy)


def without_answers(cells):
    """A lesson's cells without solutions, and without the answers of quizzes."""
    kept, inside = [], False
    for cell in cells:
        cell = cell.copy()
        if cell.cell_type == "markdown":
            if re.match("#{1,4} ", cell.source):
                inside = bool(SOLUTION.fullmatch(cell.source))
            cell.source = QUIZ.sub(unanswered, SOLUTIONS.sub("", cell.source)).strip()
        if cell.source and not inside:
            kept.append(cell)
    return kept


def unanswered(found):
    """A quiz without its marks and reasons; of a typed one, the question alone."""
    question = found["question"].rstrip()
    return f"{question}\n````" if found["texts"] else f"{question}\n\nType the answer.\n````"


def key_of(notebook):
    """The key of one lesson, line by line: what is right in each exercise, and each quiz's right answers."""
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    for name in re.findall(r"```\{exercise\}\n:label: (\S+)", text):
        yield f"- `{name}`: {right_answer(EXERCISES[name])}"
    for found in QUIZ.finditer(text):
        marks = MARK.findall(found["key"])
        texts = TEXT.findall(found["texts"]) or [typed for _, typed in marks]
        right = [text for text, (mark, _) in zip(texts, marks, strict=True) if mark in "x="]
        yield f"- `{found['label']}`: {'; '.join(right)}"


def right_answer(exercise):
    """What is right in an exercise, and why."""
    data = data_of(exercise)
    if data["kind"] == "text":
        return data["model"]
    if data["kind"] == "choice":
        return f"{next(text for text, hint in data['options'] if not hint)} {data['why']}"
    if data["kind"] == "state":
        return f"a state of the widget, such as `{exercise.state.link(**exercise.state.right())}`: {data['why']}"
    return f"{', '.join(f'{number:.6g}' for number in data['right'])}: {data['why']}"


if __name__ == "__main__":
    sys.exit(main())
