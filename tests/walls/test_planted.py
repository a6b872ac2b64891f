"""Claims about planted mistakes: each is really in the copy that is tested, and the working tree stays as it is."""

import pytest

from tests.planted.copies import HALVES, ROOT, copied, passes, planted
from tests.planted.equivalent import REASONS
from tests.planted.mistakes import KINDS, mistakes

FILE = "nnlib/layout.py"


def test_the_tests_see_a_planted_mistake_and_the_working_tree_does_not(tmp_path):
    before = (ROOT / FILE).read_bytes()
    mistake = next(found for found in mistakes(FILE, before) if b"return sum((n_in + 1" in before[: found.end])
    original = copied(tmp_path / "original")
    planted(original, tmp_path / "copy", mistake)
    assert (tmp_path / "copy" / FILE).read_bytes() == mistake.planted(before) != before
    assert (ROOT / FILE).read_bytes() == (original / FILE).read_bytes() == before
    doctest = [*HALVES[0].command, FILE]
    assert passes(doctest, original, 300) and not passes(doctest, tmp_path / "copy", 300)


def test_tests_that_take_too_long_have_caught_the_mistake(tmp_path):
    assert not passes([*HALVES[0].command[:1], "-c", "while True: pass"], tmp_path, 1)


@pytest.mark.parametrize(("file", "line"), [("a.py", "y = 2 * x[0] - b < c"), ("a.ts", "y = 2 * x[0] - b < c;")])
def test_both_languages_offer_the_same_mistakes_of_every_kind(file, line):
    source = line.encode()
    found = {mistake.planted(source).decode().rstrip(";"): mistake.kind for mistake in mistakes(file, source)}
    assert set(found.values()) == set(KINDS)
    assert found == {
        "y = 2 * x[0] + b < c": "sign",
        "y = 2 / x[0] - b < c": "factor",
        "y = (2 * 2) * x[0] - b < c": "factor",
        "y = 2 * x[1] - b < c": "index",
        "y = 2 * x[0] - b <= c": "bound",
        "y = 2 * x[0] < c": "missing term",
        "y = b < c": "missing term",
    }


@pytest.mark.parametrize("file", ["a.py", "a.ts"])
def test_texts_hold_no_mistakes(file):
    assert mistakes(file, b'x = "a + b[0] < 2 * c"') == []


def test_an_edit_that_is_called_no_mistake_is_one_that_can_be_planted():
    files = [file for half in HALVES for file in half.files()]
    sources = {file: (ROOT / file).read_bytes() for file in files}
    offered = {mistake.lines(text)[1:] for file, text in sources.items() for mistake in mistakes(file, text)}
    assert set(REASONS) - offered == set(), "the line has changed: look whether the edit still changes nothing"
