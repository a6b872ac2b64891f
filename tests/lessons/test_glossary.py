"""Claims about the glossary: each word stands there once, is explained, and is linked from a lesson that needs it."""

import re
from collections import Counter

from tests.lessons.test_lessons import BOOK, LESSONS, NOTEBOOKS, prose

# Words of the glossary that no lesson has yet. When a lesson comes that has one, take it out here.
UNLINKED = set()

TEXT = (BOOK / "appendix/glossary.md").read_text(encoding="utf8")
ENTRIES = re.search(r"```\{glossary\}\n:sorted:\n\n(.*?)```", TEXT, re.S)[1]
WORDS = re.findall(r"^(\S.*)$", ENTRIES, re.M)


def linked(name):
    """The words that a notebook links to, in order."""
    return re.findall(r"\{term\}`(?:[^`<]+<)?([^`<>]+?)>?`", prose(name))


def test_every_word_stands_in_the_glossary_once_and_is_explained():
    assert [word for word, times in Counter(WORDS).items() if times > 1] == []
    for entry in re.split(r"\n\n(?=\S)", ENTRIES.strip()):
        said = " ".join(line.strip() for line in entry.splitlines() if line.startswith("  "))
        assert 20 < len(said) < 400 and said.endswith("."), entry


def test_every_linked_word_is_in_the_glossary():
    assert {word for name in NOTEBOOKS for word in linked(name)} <= set(WORDS)


def test_every_word_of_the_glossary_is_linked_from_a_lesson():
    found = {word for name in LESSONS for word in linked(name)}
    assert sorted(set(WORDS) - found - UNLINKED) == []
    assert sorted(found & UNLINKED) == [], "take words that a lesson has out of UNLINKED"
