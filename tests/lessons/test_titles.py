"""Claims about titles: a lesson has one, its own first heading, wherever the book names it."""

import re

from tests.book.opened import TOC
from tests.lessons.test_lessons import BOOK, LESSONS, prose

TITLES = {name: re.match(r"# (.+)", notebook.cells[0].source)[1] for name, notebook in LESSONS.items()}
PARTS = {part["caption"]: [chapter["file"] for chapter in part["chapters"]] for part in TOC["parts"]}


def test_the_front_page_lists_every_lesson_by_its_number_and_its_title_below_its_part():
    parts = re.split(r"^### ", prose("index").split("## Widgets")[0], flags=re.M)[1:]
    listed = {}
    for part in parts:
        caption = part.splitlines()[0]
        for number, title, name in re.findall(r"^(\d+)\. \[(.+?)\]\((\d\d-[\w-]+)\.ipynb\): ", part, re.M):
            assert int(number) == int(name[:2]) and f"book/{name}" in PARTS[caption]
            listed[name] = title
    assert listed == TITLES, "write each lesson's title as its own first heading has it"


def test_the_teachers_page_names_every_lesson_by_its_number_and_its_title():
    text = (BOOK / "appendix/teachers.md").read_text(encoding="utf8")
    rows = re.findall(r"^\| \[(\d+) (.+?)\]\(\.\./([\w-]+)\.ipynb\)", text, re.M)
    assert {name: (int(number), title) for number, title, name in rows} == {
        name: (int(name[:2]), title) for name, title in TITLES.items()
    }, "write each lesson's title as its own first heading has it"


def test_the_front_page_leads_to_every_page_of_a_widget():
    listed = re.findall(r"^- \[.+?\]\((widgets/[\w-]+)\.ipynb\)$", prose("index"), re.M)
    assert [f"book/{name}" for name in listed] == PARTS["The widgets"]
