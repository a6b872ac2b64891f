"""Claims about the page for teachers: every lesson, correction and exercise stands there, and no reference is lost."""

import re
from collections import Counter

import pytest

from book._ext import lesson_map
from tests.lessons.test_lessons import BOOK, LESSONS, prose

PAGE = (BOOK / "appendix" / "teachers.md").read_text(encoding="utf8")
REFERENCES = Counter(re.findall(r"\{ref\}`(?:[^`]*<)?([^`<>]+)>?`", PAGE))


def test_every_correction_every_exercise_and_every_solution_is_named_once():
    exercises = [label for name in LESSONS for label in re.findall(r"```\{exercise\}\n:label: (\S+)", prose(name))]
    wanted = [*(f"correction-{i}" for i in range(1, 20)), *exercises, *(f"solutions-{int(n[:2])}" for n in LESSONS)]
    named = {label: REFERENCES[label] for label in wanted}
    assert named == dict.fromkeys(wanted, 1), "the page for teachers names each once"


def test_every_reference_leads_to_a_target_in_a_lesson():
    text = "\n".join(prose(name) for name in LESSONS)
    targets = {*re.findall(r"^\((\S+)\)=$", text, re.M), *re.findall(r"^:label: (\S+)$", text, re.M)}
    assert set(REFERENCES) <= targets, "what the page for teachers refers to is an anchor or a label of a lesson"


def test_every_lesson_has_its_row_of_goals_and_every_linked_lesson_exists():
    linked = re.findall(r"\(\.\./(\S+?)\.ipynb\)", PAGE)
    lessons = {name for name in linked if not name.startswith("widgets/")}
    assert lessons == set(LESSONS), "the page for teachers links to each lesson"
    rows = [row.split("|")[1].split("](../")[1].strip(" )") for row in goals()]
    assert rows == [f"{name}.ipynb" for name in LESSONS], "the table of goals has a row for each lesson, in their order"


def goals():
    return [line for line in PAGE.splitlines() if re.match(r"\| \[\d+ ", line)]


NEEDS = lesson_map.needs(PAGE)


@pytest.mark.parametrize("name", LESSONS)
def test_the_table_names_the_lessons_that_a_lesson_says_it_needs(name):
    taught = prose(name).split("## Exercises")[0]
    paragraphs = [part for part in taught.split("\n\n") if re.search(r"\b(lesson|It) needs\b", part)][:1]
    said = {int(other) for part in paragraphs for other in re.findall(r"\((\d\d)-[\w-]+\.ipynb\)", part)}
    named = NEEDS[int(name[:2])]
    earlier = {other for other in said if other < int(name[:2])}
    assert earlier <= named, "the table of goals names each earlier lesson that the lesson says it needs"
    linked = {int(other) for other in re.findall(r"(?:\((?=\d\d-)|[Ll]essons? \[?)(\d+)", prose(name))}
    assert named <= linked, "what the table of goals says is needed, the lesson names"


def test_the_map_joins_each_lesson_with_the_nearest_that_it_needs_and_says_so():
    joined = lesson_map.nearest({1: set(), 2: {1}, 3: {1, 2}, 4: {1, 3}, 5: {2}})
    assert joined == {1: set(), 2: {1}, 3: {2}, 4: {3}, 5: {2}}
    drawn = lesson_map.drawing(PAGE)
    assert drawn.count("<rect ") == len(LESSONS) and 'aria-label="Which lesson builds on which. Lesson 3 needs' in drawn
    assert drawn.count("<path ") == sum(map(len, lesson_map.nearest(NEEDS).values()))
    boxes = list(lesson_map.places(lesson_map.nearest(NEEDS)).values())
    assert len(set(boxes)) == len(boxes), "no lesson's box is over another's"


CELLS = {
    "school algebra": set(), "lesson 5; roots": {5}, "lessons 3 to 5": {3, 4, 5}, "lessons 4, 9 and 11": {4, 9, 11},
    "lesson 7; softmax, of lesson 8": {7, 8},
}  # fmt: skip


@pytest.mark.parametrize("said", CELLS)
def test_the_lessons_that_a_cell_of_the_table_names_are_read(said):
    assert lesson_map.numbers(said) == CELLS[said]
