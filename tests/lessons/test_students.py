"""Claims about student copies and marks: a copy has no answer, the key has them all, and files are judged anew."""

import json
import re

import nbformat
import pytest

from book import students
from book.second import exam
from nnlib.course import marks
from nnlib.course.exercises import EXERCISES
from tests.lessons.test_lessons import LESSONS, prose

NAMES = list(LESSONS)


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """The folder of the student copies."""
    folder = tmp_path_factory.mktemp("class") / "student-lessons"
    students.write(folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_has_no_solution_and_no_marked_or_explained_answer_and_all_else(name, out):
    copy = nbformat.read(out / f"{name}.ipynb", as_version=4)
    nbformat.validate(copy)
    text = "\n\n".join(cell.source for cell in copy.cells if cell.cell_type == "markdown")
    assert not re.search(r"### Solutions|Solution of|\[[ x=]\] |admonition\} Answer", text)
    assert text.count("{exercise}") == prose(name).count("{exercise}")
    assert text.count(":class: quiz") == prose(name).count(":class: quiz")
    asked = students.QUIZ.sub(students.unanswered, prose(name))  # a quiz may ask for a prediction, before the exercises
    assert text.split("## Exercises")[0] == asked.split("## Exercises")[0]
    assert text.split("## What to remember")[1] == prose(name).split("## What to remember")[1]
    checked = [cell.source for cell in copy.cells if cell.cell_type == "code" and "check(" in cell.source]
    assert len(checked) == text.count("{exercise}") and all(source.endswith(", ...)") for source in checked)
    for quiz in re.findall(r":class: quiz\n:label: \S+\n\n(.*?)````", text, re.S):
        assert re.fullmatch(r"Type the answer\.\n|(\d\. .+\n)+", quiz)


def test_the_key_has_every_exercise_and_every_quiz(out):
    key = (out / "key.md").read_text(encoding="utf8")
    assert set(re.findall(r"^- `(\S+)`: \S", key, re.M)) == {
        *EXERCISES, *(label for name in NAMES for label in re.findall(r":class: quiz\n:label: (\S+)", prose(name)))
    }  # fmt: skip
    assert re.search(r"^- `5-steps`: 37: ", key, re.M) and "`2-quiz-zero`: 0 | nothing" in key


def test_the_exam_s_key_is_in_the_key_alone(out):
    assert (out / "key.md").read_text(encoding="utf8").endswith(f"## Exam\n\n{exam.key()}\n")
    for path in (students.BOOK / "appendix/exam.md", out / "appendix/exam.md"):
        text = path.read_text(encoding="utf8")
        assert text.endswith(f"## Questions\n\n{exam.paper()}\n"), "python -m book.second.exam prints the questions"
        assert not any(question.given in text for question in exam.QUESTIONS)


def test_what_a_copy_links_to_is_there(out):
    for name in NAMES:
        for target in re.findall(r"\]\(([^)#:]+)\)", prose(name)):
            assert (out / target).exists(), f"what a student's copy links to is copied too: {target}"


def saved(folder, who, answers):
    """A file as the page saves it."""
    lessons = {"05-gradient-descent": {f"answer:{name}": {"value": value} for name, value in answers.items()}}
    file = {"book": "neural-networks-alive", "format": 1, "lessons": lessons}
    (folder / f"{who}.json").write_text(json.dumps(file), encoding="utf8")


def test_a_class_is_a_table_judged_anew(tmp_path, capsys):
    saved(tmp_path, "ada", {"5-steps": "37", "5-just": '#descent-2={"learning_rate":0.18}', "6-gone": "1"})
    saved(tmp_path, "bob", {"5-step": "1; 2", "5-limit": "a long answer\nin two lines, longer than a column should be"})
    saved(tmp_path, "cleo", {})
    (tmp_path / "other.json").write_text("{}", encoding="utf8")
    assert marks.main(tmp_path) == 0
    printed = capsys.readouterr()
    rows = [re.split(r"\s{2,}", line) for line in printed.out.splitlines()]
    assert rows[:5] == [
        ["who", "exercise", "answer", "verdict"],
        ["ada", "5-just", '#descent-2={"learning_rate":0.18}', "right"],
        ["ada", "5-steps", "37", "right"],
        ["bob", "5-step", "1; 2", "not yet"],
        ["bob", "5-limit", "a long answer in two lines, longer than…", "not yet"],
    ]
    totals = [
        ["who", "right", "answered", "of"],
        ["ada", "2", "2", str(len(EXERCISES))],
        ["bob", "0", "2", str(len(EXERCISES))],
        ["cleo", "0", "0", str(len(EXERCISES))],
    ]
    assert rows[6:] == totals
    assert printed.err == "other.json is not a file that the book saved. Ask for it again.\n"


@pytest.mark.parametrize(
    "text", ["", "[]", "3", '{"book": "another"}', '{"book": "neural-networks-alive", "lessons": {"6": 3}}',
             '{"book": "neural-networks-alive", "lessons": {"6": {"answer:5-step": 3}}}'],
)  # fmt: skip
def test_another_file_is_refused_in_a_sentence(text, tmp_path, capsys):
    (tmp_path / "a.json").write_text(text, encoding="utf8")
    assert marks.main(tmp_path) == 0
    assert capsys.readouterr().err == "a.json is not a file that the book saved. Ask for it again.\n"


def test_an_empty_folder_gets_a_sentence(tmp_path, capsys):
    assert marks.main(tmp_path) == 1
    assert "There is no saved file" in capsys.readouterr().err
