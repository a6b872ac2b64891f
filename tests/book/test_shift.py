"""Claims about what moves while a page loads: next to nothing, for a widget has its room before it is drawn."""

import pytest

from tests.book.opened import PAGES, some
from tests.book.test_speed import PHONE, SHIFTS

SHIFT = 0.02
FORMULAS = {
    "book/05-gradient-descent": 0.03,
    "book/06-learning-rate": 0.05,
}  # lines that break elsewhere once their fonts come
TEXTS = ("book/01-what-networks-do", "book/appendix/teachers", "book/appendix/bibliography")
APART = 0.03  # of the height of a page's paragraphs
HEIGHT = """async () => {
  await document.fonts.ready;
  const heights = [...document.querySelectorAll(".bd-article p")].map((part) => part.getBoundingClientRect().height);
  return heights.reduce((sum, height) => sum + height);
}"""
FACE = "() => [...document.fonts].some((face) => face.status === 'loaded' && face.family.includes('Source Serif'))"


@pytest.fixture(scope="module")
def without_fonts(browser, site):
    """Pages on a phone to which no font comes: what moves then is moved by something else."""
    with browser.new_context(viewport=PHONE) as context:
        context.add_init_script(SHIFTS)
        context.route("**/*.woff*", lambda route: route.abort())
        yield context


@pytest.mark.parametrize("name", some(PAGES, 4, 2))
def test_little_moves_while_a_page_loads(name, without_fonts, site):
    page = without_fonts.new_page()
    page.goto(f"{site}{name}.html")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    shifts = page.evaluate("() => nnShifts")
    page.close()
    assert sum(value for value, _ in shifts) <= FORMULAS.get(name, SHIFT), shifts


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_as_high_before_its_fonts_have_come_as_after(name, without_fonts, browser, site):
    heights, loaded = [], []
    with browser.new_context(viewport=PHONE) as usual:
        for context in (without_fonts, usual):
            page = context.new_page()
            page.goto(f"{site}{name}.html")
            page.wait_for_load_state("networkidle")
            heights.append(page.evaluate(HEIGHT))
            loaded.append(page.evaluate(FACE))
            page.close()
    assert loaded == [False, True]
    assert heights[0] == pytest.approx(heights[1], rel=APART)
