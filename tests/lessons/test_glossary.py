"""Claims about the glossary: each word stands there once, is explained, and is linked from a lesson that needs it."""

import re
from collections import Counter

from book.minutes import taught
from tests.lessons.test_lessons import BOOK, LESSONS, NOTEBOOKS, prose

TEXT = (BOOK / "appendix/glossary.md").read_text(encoding="utf8")
ENTRIES = re.search(r"```\{glossary\}\n:sorted:\n\n(.*?)```", TEXT, re.S)[1]
WORDS = re.findall(r"^(\S.*)$", ENTRIES, re.M)


def linked(name):
    """The words that a notebook links to, in order."""
    return re.findall(r"\{term\}`(?:[^`<]+<)?([^`<>]+?)>?`", prose(name))


def test_every_word_stands_in_the_glossary_once_and_is_explained():
    assert [word for word, times in Counter(WORDS).items() if times > 1] == [], "the glossary has each word once"
    for entry in re.split(r"\n\n(?=\S)", ENTRIES.strip()):
        said = " ".join(line.strip() for line in entry.splitlines() if line.startswith("  "))
        assert 20 < len(said) < 400 and said.endswith("."), f"explain the word in a sentence or two:\n{entry}"


def test_every_linked_word_is_in_the_glossary():
    unknown = {word for name in NOTEBOOKS for word in linked(name)} - set(WORDS)
    assert unknown == set(), "a word that a lesson links to is in book/appendix/glossary.md"


def test_every_word_of_the_glossary_is_linked_from_a_lesson():
    found = {word for name in LESSONS for word in linked(name)}
    assert sorted(set(WORDS) - found) == [], "a lesson links to each word of the glossary"


OTHER_SENSES = ("hyperbolic tangent",)
EVERYDAY = {"unit"}  # of measure, before it is a neuron


def has(name, word):
    """Whether a lesson uses a word before its exercises, in a sentence and not within a longer word of the glossary."""
    text = "\n\n".join(cell["source"] for cell in taught(LESSONS[name]) if cell["cell_type"] == "markdown")
    text = re.sub(r"\$\$.*?\$\$|^#[^\n]*$|^\(\S+\)=$|\]\([^)]*\)|`[^`{]*`(?!`)", " ", text, flags=re.S | re.M)
    for longer in (*OTHER_SENSES, *(other for other in WORDS if word in other and word != other)):
        text = re.sub(re.escape(longer), " ", text, flags=re.I)
    return re.search(rf"\b{re.escape(word)}(?:s|es)?\b", text, re.I)


def test_every_word_is_linked_in_the_first_lesson_that_has_it():
    late = {}
    for word in WORDS:
        first = next((name for name in LESSONS if has(name, word)), None)
        links = next(name for name in LESSONS if word in linked(name))
        if word not in EVERYDAY and first and first < links:
            late[word] = (first, links)
    assert late == {}, "link a word in the first lesson that has it: word, (that lesson, the one with the link)"
