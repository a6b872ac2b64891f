"""Claims about anchors in the pages: each idea and each correction can be linked to, and there is something there."""

import pytest

from tests.book.opened import some
from tests.lessons.anchors import LESSONS

ANCHORS = [(name, anchor) for name, anchors in LESSONS.items() for anchor in anchors]
# The element with the anchor's id, or, where the anchor is empty, what follows it; two anchors may have one place.
SAID = """(id) => {
  let place = document.getElementById(id);
  while (place && !place.textContent.trim()) place = place.nextElementSibling;
  return place?.textContent.trim() ?? null;
}"""


@pytest.mark.parametrize("name", some(sorted({name for name, _ in ANCHORS}), 3, 1))
def test_every_anchor_of_a_lesson_opens_at_its_text(name, book):
    page = book.open(f"book/{name}", alive=False)
    for anchor in (anchor for lesson, anchor in ANCHORS if lesson == name):
        said = page.evaluate(SAID, anchor)
        assert said and len(said) > 4, anchor
        page.evaluate("(id) => { location.hash = id; }", anchor)
        top = page.evaluate("(id) => document.getElementById(id).getBoundingClientRect().top", anchor)
        assert -5 <= top < 900, anchor
