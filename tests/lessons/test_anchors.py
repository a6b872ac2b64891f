"""Claims about the syllabus: each of its 49 ideas and 19 corrections has one place, and stands there."""

import re
from pathlib import Path

import pytest
import yaml

from tests.lessons.anchors import LESSONS
from tests.lessons.test_lessons import LESSONS as WRITTEN
from tests.lessons.test_lessons import prose

TOC = yaml.safe_load((Path(__file__).parents[2] / "_toc.yml").read_text(encoding="utf8"))
IN_BOOK = {chapter["file"].removeprefix("book/") for part in TOC["parts"] for chapter in part["chapters"]}


def test_every_idea_and_every_correction_has_one_place():
    wanted = [*(f"idea-{i:02d}" for i in range(1, 50)), *(f"correction-{i}" for i in range(1, 20))]
    listed = sorted(anchor for anchors in LESSONS.values() for anchor in anchors)
    assert listed == sorted(wanted), "tests/lessons/anchors.py lists each idea and each correction once"


def test_every_lesson_with_anchors_is_in_the_book():
    assert set(LESSONS) <= IN_BOOK, "a lesson of tests/lessons/anchors.py is in _toc.yml"


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_has_the_anchors_of_its_ideas_and_corrections(name):
    assert name in WRITTEN, "a lesson of tests/lessons/anchors.py is a notebook of the book"
    found = re.findall(r"^\(((?:idea|correction)-\d+)\)=$", prose(name), re.M)
    assert sorted(found) == sorted(LESSONS[name]), "a lesson has the anchors that tests/lessons/anchors.py lists for it"
