"""Claims about a system that replaces a page's colours by its own few: nothing is lost, and every text can be read."""

import pytest

from tests.book.opened import PAGES
from tests.book.test_contrast import PALE

# What a colour alone would show: what of it is gone.
LOST = """() => {
  const style = (part, pseudo) => getComputedStyle(part, pseudo);
  const edged = (part) => ["Top", "Left"].some((side) => parseFloat(style(part)[`border${side}Width`]) > 0);
  const all = (selector) => [...document.querySelectorAll(selector)].filter((part) => part.checkVisibility());
  const lost = {
    progress: all(".nn-progress").filter((part) => style(part).backgroundImage === "none"),
    chips: all(".nn-chip").filter((part) => !edged(part)),
    code: all("div.cell_input, article div.highlight:not(.cell *, .cell_input *)").filter((part) => !edged(part)),
    cards: all(".nn-exercise, .nn-quiz").filter((part) => !edged(part)),
    marks: all(".nn-quiz-reason").filter((part) => !/^(Right|Not quite)/.test(part.innerText.trim())),
    figures: all(".nn-figure").filter((part) => style(part).forcedColorAdjust !== "none"),
    current: all(".bd-links li.current.active > a").filter((part) => parseFloat(style(part).borderLeftWidth) < 3),
  };
  return Object.fromEntries(Object.entries(lost).map(([what, parts]) => [what, parts.length]));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [PAGES[1], PAGES[6], PAGES[11]])
def test_with_forced_colours_nothing_of_a_page_is_lost(name, scheme, book):
    page = book.open(name, alive=False, forced_colors="active", color_scheme=scheme)
    for quiz in page.locator(".nn-quiz").all():
        quiz.locator("input[type=radio], input[type=checkbox]").first.check()
    lost = page.evaluate(LOST)
    assert not any(lost.values()), lost
    assert page.locator(".nn-progress").count() and page.locator(".nn-quiz-reason:visible").count()
    page.evaluate("() => document.querySelectorAll('.nn-widget').forEach((place) => place.remove())")
    assert page.evaluate(PALE)[1] == []
