"""Claims about "Show this": each sets the state that its link holds, by a click alone; and about widgets that stay."""

import re

import pytest

from book._ext import stage
from tests.book.opened import PAGES, ROOT, settle, some
from tests.book.reading import linked, made
from tests.lessons.shown_states import shows

TOLD = {name: found for name in PAGES if (found := shows(ROOT / f"{name}.ipynb"))}
STAGED = [name for name in TOLD if '"stage-' in (ROOT / f"{name}.ipynb").read_text("utf8")]
CLICK = """(button) => button.scrollIntoView({ block: "center", behavior: "instant" })"""
BOXES = """() => ["staged", "steps"].map((name) => {
  const { left, top, right, bottom } = document.querySelector(`.nn-${name}`).getBoundingClientRect();
  return { left, top, right, bottom };
})"""
ENDS = """(staged) => {
  const widget = staged.querySelector(".nn-widget");
  staged.scrollTop = 1e6;
  return [widget.getBoundingClientRect().bottom, staged.getBoundingClientRect().bottom, innerHeight];
}"""

# How far to the right the text beside a stage reaches: captions, figures, code and outputs.
WIDEST = """() => Math.max(...[...document.querySelectorAll(".nn-steps :is(p, figure, figcaption, pre, .cell)")]
  .filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect().right))"""


def button(page, number):
    """The page's n-th button, in the middle of the window."""
    found = page.locator(f"#show-{number}")
    found.evaluate(CLICK)
    return found


@pytest.mark.parametrize("name", some(TOLD, 3, 0))
def test_each_show_this_sets_exactly_the_state_of_its_link(name, book, html):
    page = book.open(name, reduced_motion="reduce")
    for number, (place, state, named) in enumerate(TOLD[name], 1):
        click = button(page, number)
        assert click.get_attribute("data-named") == named
        click.click()
        page.locator(f"#show-{number}[aria-pressed=true]").wait_for()
        settle(page)
        widget = page.locator(f"#{place}")
        assert widget.locator(".nn-warning:visible").count() == 0
        _, traits = made(html, name, place)
        plain = {key: value.ravel().tolist() if hasattr(value, "ravel") else value for key, value in traits.items()}
        assert {**plain, **linked(widget)} == {**plain, **state}
        assert page.locator(f".nn-in-text[data-place='{place}'] a").text_content() == named


@pytest.mark.parametrize("name", STAGED)
def test_nothing_but_a_click_changes_a_widget_and_back_to_mine_brings_the_reader_s_own(name, book):
    page = book.open(name, reduced_motion="reduce")
    place = TOLD[name][0][0]
    widget = page.locator(f"#{place}")
    slider = widget.locator("input[data-control]:visible").first
    slider.focus()
    page.keyboard.press("Shift+ArrowLeft")
    settle(page)
    mine = linked(widget)
    assert mine
    numbers = [i for i, (one, _, _) in enumerate(TOLD[name], 1) if one == place][:3]
    for number in numbers:
        button(page, number)
        settle(page)
        assert linked(widget) == mine
    for number in numbers:
        button(page, number).click()
        settle(page)
    back = page.get_by_role("button", name="Back to mine")
    assert back.count() == 1
    back.click()
    settle(page)
    assert linked(widget) == mine
    assert back.count() == 0
    button(page, numbers[-1]).click()
    settle(page)
    widget.get_by_title("Undo").first.click()
    settle(page)
    assert linked(widget) == mine
    assert page.locator(".nn-show[aria-pressed=true]").count() == 0


@pytest.mark.parametrize("name", STAGED)
def test_what_the_reader_moves_after_a_show_this_is_the_reader_s(name, book):
    page = book.open(name, reduced_motion="reduce")
    place = TOLD[name][0][0]
    button(page, 1).click()
    page.locator("#show-1[aria-pressed=true]").wait_for()
    slider = page.locator(f"#{place} input[data-control]:visible").first
    slider.focus()
    page.keyboard.press("Shift+ArrowRight")
    page.locator("#show-1[aria-pressed=false]").wait_for()
    assert page.get_by_role("button", name="Back to mine").count() == 0


@pytest.mark.parametrize("name", STAGED)
def test_a_staged_widget_stays_beside_its_text_and_its_bottom_can_be_reached(name, book):
    page = book.open(name)
    for width in (1100, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 700})
        settle(page)
        last = page.locator(".nn-steps .nn-show").last
        last.evaluate(CLICK)
        staged, steps = page.evaluate(BOXES)
        assert steps["right"] <= staged["left"]
        assert page.evaluate(WIDEST) <= staged["left"], width
        assert staged["top"] >= 0 and staged["bottom"] <= 700, width
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), width
    bottom, end, window = page.locator(".nn-staged").first.evaluate(ENDS)
    assert bottom <= end + 1 and end <= window


@pytest.mark.parametrize("name", STAGED)
def test_play_is_in_sight_beside_the_text_in_a_low_window_too(name, book):
    page = book.open(name, width=1280, height=720)
    page.locator(".nn-steps .nn-show").last.evaluate(CLICK)
    settle(page)
    play = page.locator(".nn-staged").last.locator(".nn-primary:visible").first
    x, y, wide, high = play.evaluate("(play) => Object.values(play.getBoundingClientRect().toJSON()).slice(0, 4)")
    assert y >= 56 and y + high <= 720
    assert play.evaluate("(play, at) => play.contains(document.elementFromPoint(...at))", [x + wide / 2, y + high / 2])


@pytest.mark.parametrize("name", STAGED)
def test_below_1100_pixels_and_on_paper_the_order_is_plain(name, book):
    page = book.open(name, width=1090, height=800)
    staged, steps = page.evaluate(BOXES)
    assert staged["bottom"] <= steps["top"] and abs(staged["left"] - steps["left"]) < 2
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="print")
    staged, steps = page.evaluate(BOXES)
    assert staged["bottom"] <= steps["top"] and abs(staged["left"] - steps["left"]) < 2
    assert page.locator(".nn-show:visible").count() == 0


@pytest.mark.parametrize("name", STAGED)
def test_without_scripts_the_text_has_no_dead_button(name, book):
    page = book.open(name, alive=False, java_script_enabled=False)
    assert page.locator(".nn-show:visible, .nn-in-text:visible").count() == 0


@pytest.mark.parametrize(
    ("place", "state", "named", "says"),
    [
        ("descent-9", '{"steps": 3}', "three", "does not have: name one of descent-1"),
        ("descent-1", '{"steps": 3}', "", "has no title: name the state"),
        ("descent-1", '{"steps": 3', "three", "is not JSON"),
        ("descent-1", "[3]", "three", "names no traits: write them"),
        ("descent-1", '{"speed": 3}', "three", "sets 'speed', which no link can set: name one of X, Y, "),
        ("descent-1", '{"w_range": [0, 1]}', "three", "sets 'w_range', which no link can set"),
        ("descent-1", '{"steps": 300}', "three", "steps must be a whole number, 0 or more and at most 200; got 300"),
        ("descent-1", '{"view": "moon"}', "three", "view must be one of"),
        ("descent-1", '{"X": ["a"], "Y": [1]}', "three", "cannot be shown: X"),
        ("descent-1", '{"steps": 3}', "three", ""),
        ("descent-1", '{"X": [1, 2], "Y": [0, 1]}', "two examples", ""),
    ],
)
def test_a_link_that_cannot_be_shown_stops_the_build_with_advice(place, state, named, says):
    link = stage.show("", "Show this", place=place, state=state, named=named)
    problem = stage.problem_with(link, {"descent-1"})
    assert says in problem and bool(problem) == bool(says)


def test_every_link_of_every_notebook_is_found_by_this_file(html):
    for name in PAGES:
        text = (html / f"{name}.html").read_text(encoding="utf8")
        built = re.findall(r'<button type="button" class="nn-show[^"]*"[^>]* data-place="([^"]+)"', text)
        assert built == [place for place, _, _ in TOLD.get(name, [])]
