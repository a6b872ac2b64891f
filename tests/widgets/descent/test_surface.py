"""Claims about the landscape: it is seen, it turns, its marble moves the neuron; the simple form shows it alone."""

import colorsys
import io

import numpy as np
import pytest
from PIL import Image

from tests.book.opened import hosts, settle
from tests.book.reading import agrees, open_twin
from tests.book.test_states import fragment
from tests.widgets.kinds import KINDS

GREEN = 95 / 360  # the hue of the output's colour, which is the marble's


def picture(canvas):
    """A canvas as the reader sees it: `(height, width, 3)`, from 0 to 255."""
    settle(canvas.page)
    return np.asarray(Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")).astype(int)


def marble_in(pixels):
    """The middle of what is green in a picture: x, y in pixels."""
    hues = np.array([colorsys.rgb_to_hsv(*pixel) for pixel in pixels.reshape(-1, 3) / 255]).reshape(pixels.shape)
    ys, xs = np.nonzero((abs(hues[..., 0] - GREEN) < 0.04) & (hues[..., 1] > 0.5))
    assert len(xs) > 20
    return float(np.median(xs)), float(np.median(ys))


def opened3d(page, id):
    """A widget turned to its 3-D view, and the canvas."""
    place = page.locator(f"#{id}")
    place.scroll_into_view_if_needed()
    open_twin(place)
    place.get_by_title("3-D view").click()
    canvas = place.locator("canvas.nn-turn")
    canvas.wait_for()
    canvas.evaluate("(canvas) => canvas.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.wait_for_function("(canvas) => canvas.width > 300", arg=canvas.element_handle())
    settle(page)
    return place, canvas


@pytest.mark.parametrize("disk", [False, True])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_surface_is_seen_turns_and_gives_way_to_the_map(scheme, disk, book):
    page = book.open("book/05-gradient-descent", color_scheme=scheme, disk=disk)
    for id in hosts(page):
        place, canvas = opened3d(page, id)
        first = picture(canvas)
        assert len(np.unique(first.reshape(-1, 3), axis=0)) > 100
        marble_in(first)
        box = canvas.bounding_box()
        page.mouse.move(box["x"] + 30, box["y"] + 30)
        page.mouse.down()
        page.mouse.move(box["x"] + 130, box["y"] + 50, steps=4)
        page.mouse.up()
        turned = picture(canvas)
        assert (abs(turned - first).max(axis=2) > 24).mean() > 0.02
        canvas.focus()
        page.keyboard.press("Shift+ArrowRight")
        assert (abs(picture(canvas) - turned).max(axis=2) > 24).mean() > 0.02
        place.get_by_title("3-D view").click()
        settle(page)
        assert not canvas.is_visible()
        assert place.locator("[data-handle=marble]").is_visible()


@pytest.mark.parametrize("id", ["descent-1", "descent-2"])
def test_the_marble_moved_on_the_surface_moves_weight_and_bias(id, book, html):
    name = "book/05-gradient-descent"
    page = book.open(name)
    place, canvas = opened3d(page, id)
    before = agrees(place, html, name, id)
    x, y = marble_in(picture(canvas))
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + x, box["y"] + y)
    page.mouse.down()
    page.mouse.move(box["x"] + x + 40, box["y"] + y + 8, steps=5)
    page.mouse.up()
    settle(page)
    after = agrees(place, html, name, id)
    assert after["steps"] == 0 and after["start"] != before["start"]
    moved_x, moved_y = marble_in(picture(canvas))
    assert abs(moved_x - x - 40) < 14 and abs(moved_y - y - 8) < 14
    place.get_by_title("Undo").click()
    settle(page)
    assert agrees(place, html, name, id)["start"] == before["start"]


def ink(pixels, scheme):
    """Where a picture has the colour of ink, `(height, width)`."""
    grey = pixels[..., :3].max(axis=2) if scheme == "light" else 255 - pixels[..., :3].min(axis=2)
    return grey < 90


def bar(mask, size=5):
    """Whether some square of so many pixels is all ink: then what is drawn there is no thin line."""
    return np.lib.stride_tricks.sliding_window_view(mask, (size, size)).all(axis=(2, 3)).any()


@pytest.mark.parametrize("view", ["map", "surface"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_long_path_that_jumps_to_and_fro_stays_thin_lines_within_the_map(scheme, view, book):
    state = {"learning_rate": 30, "steps": 70, "view": view}
    page = book.open(KINDS["descent"].PAGE, fragment=fragment("descent-1", state), color_scheme=scheme)
    ground = page.locator("#descent-1 .nn-ground")
    if view == "surface":
        ground.locator("canvas.nn-turn").wait_for()
        drawn = picture(ground.locator("canvas.nn-turn"))
    else:
        ground.locator("svg").evaluate_all("(all) => all.forEach((svg) => (svg.style.visibility = 'hidden'))")
        drawn = picture(ground)
    found = ink(drawn, scheme)
    assert found.sum() > 60 and not bar(found)


# Notes how high the marble is in each frame: it is the only circle of its size.
MARBLES = """
globalThis.nnMarbles = [];
const { arc } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.arc = function (x, y, r, ...rest) {
  if (r === 8.5) nnMarbles.push(y);
  return arc.call(this, x, y, r, ...rest);
};
"""


def test_the_simple_form_has_the_landscape_play_and_the_learning_rate_and_its_marble_rolls_in_once(book):
    page = book.open("book/index", scripts=[MARBLES])
    place = page.locator("#descent-1")
    page.wait_for_timeout(3000)  # longer than the marble takes
    settle(page)
    heights = page.evaluate("nnMarbles")
    assert heights[-1] - heights[0] > 20  # it rolls down
    assert min(np.diff(heights)) > -1  # and never up: a finer grid moves it by a fraction of a pixel
    assert place.locator(".nn-says").inner_text().startswith("After 60 steps")
    assert place.locator("input[data-control]").evaluate_all("(all) => all.map((one) => one.dataset.control)") == ["η"]
    assert place.locator(".nn-chart").count() == 0
    page.wait_for_timeout(300)
    assert page.evaluate("nnMarbles.length") == len(heights)


def test_without_motion_the_simple_form_s_marble_is_where_it_is_from_the_beginning(book):
    page = book.open("book/index", scripts=[MARBLES], reduced_motion="reduce")
    page.wait_for_timeout(600)
    assert np.ptp(page.evaluate("nnMarbles")) < 1
