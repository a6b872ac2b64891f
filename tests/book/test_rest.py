"""Claims about rest: a program comes when its widget nears the screen, and a widget at rest asks for no frame."""

import pytest

from tests.book.kinds import KINDS
from tests.book.opened import settle

NEAR = 600  # pixels from the screen: there a module is loaded
# Every frame asked for meanwhile: the theme's own ceased long before.
REST = "() => new Promise((done) => { const before = nnFrames; setTimeout(() => done(nnFrames - before), 700); })"
# Whether no frame was asked for during half a second.
CEASED = """() => new Promise((done) => {
  const seen = nnFrames;
  setTimeout(() => done(nnFrames === seen), 500);
})"""


def far(text):
    """The page with all its widgets far below the screen."""
    return text.replace('<div class="nn-widget"', '<div style="height: 6000px"></div><div class="nn-widget"', 1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_module_is_loaded_only_when_its_widget_nears_the_screen(kind, book):
    page = book.open(KINDS[kind].PAGE, alive=False, replaced=far)
    place = page.locator(f"#{kind}-1")

    def modules():
        return [url for url in book.asked if f"/{kind}-esm" in url]

    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    assert modules() == []
    top = place.evaluate("(place) => place.getBoundingClientRect().top + scrollY")
    page.evaluate("(y) => scrollTo({ top: y, behavior: 'instant' })", top - 900 - NEAR - 50)
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    assert modules() == []
    page.evaluate("(y) => scrollTo({ top: y, behavior: 'instant' })", top - 900 - NEAR + 50)
    place.and_(page.locator("[data-alive]")).wait_for()
    assert len(modules()) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_no_frame_is_drawn_when_nothing_changes_and_nothing_plays(kind, book):
    page = book.open(KINDS[kind].PAGE)
    place = page.locator(f"#{kind}-1")
    page.wait_for_function(CEASED)
    assert page.evaluate(REST) == 0
    play = place.locator("button[title^='Play']").first
    if play.count() and play.is_visible():
        play.click()
        page.wait_for_timeout(300)
        place.locator("button[title^='Pause'], button[title^='Stop'], button[title^='Play']").first.click()
    place.locator("input[data-control]:visible").first.focus()
    before = page.evaluate("nnFrames")
    page.keyboard.press("ArrowRight")
    settle(page)
    assert page.evaluate("nnFrames") > before
    page.evaluate("() => new Promise((done) => setTimeout(done, 1500))")
    assert page.evaluate(REST) == 0
