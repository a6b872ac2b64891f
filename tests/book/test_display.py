"""Claims about what surrounds a widget: theme, reduced motion, paper, stillness, and what helps who cannot see."""

import pytest

from nnlib.figures.style import COLOURS
from tests.book.opened import hosts, play_of, rested, settle, some
from tests.book.reading import agrees, open_twin, read
from tests.widgets.kinds import DRIVEN

INK = f"rgb{tuple(bytes.fromhex(COLOURS['ink'][1:]))}"  # the light theme's
# The mean colour of what is drawn on the first canvas: paper and surfaces are most of it, whatever else is on them.
PIXELS = """(place) => [...place.querySelectorAll("canvas.nn-layer")].slice(0, 1).map((canvas) => {
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] === 255) [0, 1, 2].forEach((c) => (sum[c] += data[i + c])), sum[3]++;
  }
  return sum.slice(0, 3).map((all) => Math.round(all / sum[3]));
})"""
# The page's theme, how light its text is, and the first canvas's mean colours: before printing, on paper, afterwards.
PRINTED = f"""() => {{
  const seen = () => ({{
    theme: document.documentElement.dataset.theme,
    text: getComputedStyle(document.querySelector("article h1")).color.match(/[\\d.]+/g)
      .slice(0, 3).reduce((sum, part) => sum + part / 765, 0),
    canvases: [...document.querySelectorAll(".nn-widget[data-alive]")].flatMap({PIXELS}),
  }});
  const before = seen();
  dispatchEvent(new Event("beforeprint"));
  const paper = seen();
  dispatchEvent(new Event("afterprint"));
  return [before, paper, seen()];
}}"""

# Of each widget that has not started: its id, what paper shows of it before anything else can run, and its ink.
WAITING = """() => {
  dispatchEvent(new Event("beforeprint"));
  const waiting = [...document.querySelectorAll(".nn-widget:not([data-alive])")];
  return waiting.map((place) => {
    const svg = place.querySelector("svg[role=img]");
    const ink = getComputedStyle(svg).getPropertyValue("--nn-ink");
    const shown = Object.assign(document.createElement("span"), { style: `color: ${ink}` });
    place.append(shown);
    const colour = getComputedStyle(shown).color;
    shown.remove();
    return [place.id, svg.getBoundingClientRect().width, colour, place.innerText.trim()];
  });
}"""

STEPWISE = (
    "neuron",
    "activation-2",
    "unrolled",
)  # what plays there is a few steps to be read, each shown without motion


@pytest.mark.parametrize("name", some([name for name in DRIVEN if "neuron" not in name], 3, 2))
def test_a_change_of_theme_redraws_every_canvas_at_once_and_back(name, once):
    page = once(name, color_scheme="light")
    for id in hosts(page):
        place = page.locator(f"#{id}")
        if not place.locator("canvas.nn-layer").count():
            continue  # what is drawn in SVG follows the style sheet
        by_day = place.evaluate(PIXELS)
        page.evaluate("document.documentElement.dataset.theme = 'dark'")
        settle(page)
        dark = place.evaluate(PIXELS)
        assert all(max(a) < 140 < min(b) for a, b in zip(dark, by_day, strict=True)), (by_day, dark)
        page.evaluate("document.documentElement.dataset.theme = 'light'")
        settle(page)
        assert place.evaluate(PIXELS) == by_day


@pytest.mark.parametrize("name", some(DRIVEN, 3, 0))
def test_with_reduced_motion_play_shows_the_end_at_once(name, book, html):
    page = book.open(name, reduced_motion="reduce")
    for id in hosts(page):
        place = page.locator(f"#{id}")
        place.scroll_into_view_if_needed()
        open_twin(place)
        play = play_of(place)
        if not play.count():
            continue  # nothing plays there
        label = play.text_content()
        play.click()
        settle(page)
        frames = page.evaluate("nnFrames")
        page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
        assert page.evaluate("nnFrames") - frames <= 2, id
        assert play.text_content() == label or id.startswith(STEPWISE)
        if id.startswith("descent"):
            state = agrees(place, html, name, id)
            assert int(read(place)["rows"][-1][0]) == state["steps"] == 200


@pytest.mark.parametrize("name", some(DRIVEN, 3, 1))
def test_nothing_is_drawn_while_nothing_changes(name, once):
    page = once(name, color_scheme="light")
    rested(page)
    frames = page.evaluate("nnFrames")
    page.evaluate("() => new Promise((done) => setTimeout(done, 500))")
    assert page.evaluate("nnFrames") == frames


@pytest.mark.parametrize("name", some(DRIVEN, 3, 2))
def test_paper_shows_the_link_to_the_state_and_no_buttons(name, once):
    page = once(name, color_scheme="light")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for id in hosts(page):
        place = page.locator(f"#{id}")
        printed = place.locator(".nn-printed")
        assert printed.is_visible() and f"#{id}=" in printed.inner_text()
        assert place.locator(".nn-says").is_visible()
        assert not place.locator(".nn-twin").is_visible() and not place.locator(".nn-bar button").first.is_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")


@pytest.mark.parametrize("name", some(DRIVEN, 3, 0))
def test_paper_shows_what_was_not_on_the_screen_yet_as_its_picture_with_its_link(name, book):
    page = book.open(name, alive=False, height=300, color_scheme="dark")
    page.emulate_media(media="print")
    waiting = page.evaluate(WAITING)
    assert waiting
    for id, picture, colour, text in waiting:
        assert picture > 200 and colour == INK, id
        assert "Interactive figure." in text and text.endswith(f"{name}.html#{id}")
    page.emulate_media(media="screen")
    assert not page.locator(".nn-still:visible").count()


@pytest.mark.parametrize("name", some(DRIVEN, 3, 1))
def test_a_dark_page_is_printed_light_and_dark_again_afterwards(name, book):
    page = book.open(name, color_scheme="dark")
    before, paper, after = page.evaluate(PRINTED)
    assert (before["theme"], paper["theme"], after["theme"]) == ("dark", "light", "dark")
    assert paper["text"] < 0.3 < 0.7 < after["text"] == before["text"]
    for dark, light in zip(before["canvases"], paper["canvases"], strict=True):
        assert dark != light  # what a canvas shows has followed at once


@pytest.mark.parametrize("name", some(DRIVEN, 3, 2))
def test_a_reader_who_hears_is_told_the_sentence_once_it_rests(name, once):
    page = once(name, color_scheme="light")
    for id in hosts(page):
        place = page.locator(f"#{id}")
        place.locator("input[data-control]:visible").first.focus()
        page.keyboard.press("ArrowLeft")
        settle(page)
        says = read(place)["says"]
        told = "([place, says]) => place.querySelector('.nn-unseen[aria-live]').textContent === says"
        page.wait_for_function(told, arg=[place.element_handle(), says], timeout=15_000)
