"""Claims about the page for teachers: every lesson, correction and exercise stands there, and no reference is lost."""

import re
from collections import Counter

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
    assert set(linked) == set(LESSONS), "the page for teachers links to each lesson"
    rows = [row.split("|")[1].split("](../")[1].strip(" )") for row in goals()]
    assert rows == [f"{name}.ipynb" for name in LESSONS], "the table of goals has a row for each lesson, in their order"


def goals():
    return [line for line in PAGE.splitlines() if re.match(r"\| \[\d+ ", line)]
