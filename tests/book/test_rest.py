"""Claims about rest: a program comes when its widget nears the screen, and a widget at rest asks for no frame."""

import re

import pytest

from tests.book.opened import PAGES, play_of, rested, settle, some
from tests.widgets.kinds import KINDS

TOP = "(place) => place.getBoundingClientRect().top + scrollY"
NEAR = 600  # pixels from the screen: there a module is loaded
# Every frame asked for meanwhile: the theme's own ceased long before.
REST = "() => new Promise((done) => { const before = nnFrames; setTimeout(() => done(nnFrames - before), 700); })"

PRELOAD = re.compile(r'<link rel="preload"[^>]*_static/widgets/[^>]*>')  # only where a widget opens a page


def far(text):
    """The page with all its widgets far below the screen, so that none opens it."""
    text = PRELOAD.sub("", text)
    # Before a stage, not in it: a widget that stays on the screen is near as soon as its stage is.
    return re.sub(
        r'(?=<div class="(?:[\w-]+ )*nn-(?:stage|widget)[" ])', '<div style="height: 6000px"></div>', text, count=1
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_module_is_loaded_only_when_its_widget_nears_the_screen(kind, book):
    page = book.open(KINDS[kind].PAGE, alive=False, replaced=far)
    place = page.locator(f"#{kind}-1")

    def modules():
        return [url for url in book.asked if f"/{kind}-esm" in url]

    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    assert modules() == []
    top = place.evaluate(TOP)
    page.evaluate("(y) => scrollTo({ top: y, behavior: 'instant' })", top - 900 - NEAR - 50)
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    assert modules() == []
    page.evaluate("(y) => scrollTo({ top: y, behavior: 'instant' })", top - 900 - NEAR + 50)
    place.and_(page.locator("[data-alive]")).wait_for()
    assert len(modules()) == 1


@pytest.mark.parametrize("name", some(PAGES, 4, 1))
def test_what_is_fetched_with_the_page_is_the_program_of_a_widget_near_its_first_screen(name, book):
    text = (book.html / f"{name}.html").read_text(encoding="utf-8")
    places = text.split('<div class="nn-widget"')
    assert not any(PRELOAD.search(part) for part in places[1:])
    early = PRELOAD.findall(places[0])
    if not early:
        return
    for width, height in ((1280, 900), (390, 844)):
        book.asked.clear()
        page = book.open(name, width=width, height=height)
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        assert page.locator(".nn-widget").first.evaluate(TOP) < height + NEAR
        files = [re.search(r"widgets/([^\"]+)", link)[1] for link in early]
        assert len(files) == 2 and all(sum(url.endswith(file) for url in book.asked) == 1 for file in files)


@pytest.mark.parametrize("kind", KINDS)
def test_no_frame_is_drawn_when_nothing_changes_and_nothing_plays(kind, book):
    page = book.open(KINDS[kind].PAGE)
    place = page.locator(f"#{kind}-1")
    rested(page)
    assert page.evaluate(REST) == 0
    play = play_of(place).first
    if play.count() and play.is_visible():
        play.click()
        page.wait_for_timeout(300)
        place.locator("button[title^='Pause'], button[title^='Stop'], button[title^='Play']").first.click()
    place.locator("input[data-control]:visible").first.focus()
    rested(page)  # a frame still asked for would serve the key too
    before = page.evaluate("nnFrames")
    page.keyboard.press("ArrowRight")
    settle(page)
    assert page.evaluate("nnFrames") > before
    page.evaluate("() => new Promise((done) => setTimeout(done, 1500))")
    assert page.evaluate(REST) == 0
