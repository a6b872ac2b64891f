"""A table of what a class answered: `python -m nnlib.course.marks FOLDER`.

The folder holds the files that students saved from the book's pages ("Your work in this book", "Save to a file"), one
for each student and named after them. Every answer is judged anew.
"""

import json
import sys
from pathlib import Path

from nnlib.course.exercises import EXERCISES
from nnlib.course.judge import verdict

BOOK, LONGEST = "neural-networks-alive", 40  # what such a file says it is of; characters of an answer in the table


def answers_of(path):
    """The answers that a saved file holds, by exercise, as text. ValueError, in a sentence, for another file."""
    try:
        saved = json.loads(path.read_text(encoding="utf8"))
        if saved["book"] != BOOK:
            raise ValueError
        entries = [entry for lesson in saved["lessons"].values() for entry in lesson.items()]
        found = {key.removeprefix("answer:"): kept["value"] for key, kept in entries if key.startswith("answer:")}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ValueError(f"{path.name} is not a file that the book saved. Ask for it again.") from None
    return {name: answer for name, answer in found.items() if isinstance(answer, str)}


def rows_of(who, answers):
    """A row for each answer: who, which exercise, what was answered, and whether it is right."""
    for name in EXERCISES:
        if name in answers:
            found = verdict(EXERCISES[name], answers[name])
            yield who, name, shortened(answers[name]), "right" if found.right else "not yet"


def shortened(answer):
    """An answer on one line, and not longer than the table's column."""
    text = " ".join(answer.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def table(rows):
    """Rows of text with their columns aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows)


def main(folder):
    """Print the table of a folder's files, then how many exercises each student has right. Return the exit code."""
    paths = sorted(Path(folder).glob("*.json"))
    if not paths:
        print(f"There is no saved file, *.json, in {folder}. Give the folder that holds them.", file=sys.stderr)
        return 1
    rows, totals = [("who", "exercise", "answer", "verdict")], [("who", "right", "answered", "of")]
    for path in paths:
        try:
            found = list(rows_of(path.stem, answers_of(path)))
        except ValueError as error:
            print(error, file=sys.stderr)
            continue
        rows += found
        right = sum(row[-1] == "right" for row in found)
        totals.append((path.stem, str(right), str(len(found)), str(len(EXERCISES))))
    print(f"{table(rows)}\n\n{table(totals)}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the folder that holds the saved files: python -m nnlib.course.marks FOLDER")
    sys.exit(main(sys.argv[1]))
