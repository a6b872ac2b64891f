"""Claims about phones: a finger's drag is worth a mouse's, what is tapped is large enough, and nothing is cut or hidden."""

import pytest

from tests.book.opened import PAGES, hosts, settle
from tests.book.reading import linked
from tests.book.test_gestures import Finger, Mouse, reachable

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
LEAST = 44  # pixels
# The drawings on which a finger draws, paints or turns, and the neurons that it drags.
SURFACES = ".nn-pad:visible, .nn-turn:visible, .nn-net-drag:visible"
MIDDLE = """(element) => {
  (element.ownerSVGElement ?? element).scrollIntoView({ block: "center", behavior: "instant" });
  const box = (element.querySelector(".nn-net-circle") ?? element).getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}"""
# What the Tab key reaches and what is tapped, with its size; a picture's own parts are measured by the hit test below.
TARGETS = """(place) => {
  const wanted = "button, select, summary, input, textarea, a[href], [tabindex]";
  const sized = (e) => ({ name: e.getAttribute("aria-label") || e.textContent.slice(0, 30), what: e.tagName, box: e.getBoundingClientRect().toJSON() });
  const inPicture = (e) => e.matches("[data-item]");
  return [...place.querySelectorAll(wanted)].filter((e) => e.checkVisibility() && !inPicture(e)).map(sized);
}"""


def reset(place):
    """Take back what was done."""
    place.locator(".nn-foot button", has_text="Reset").click()
    settle(place.page)


@pytest.mark.parametrize("name", PAGES)
def test_a_finger_drags_as_far_as_a_mouse(name, book):
    page = book.open(name, **PHONE)
    for id in hosts(page):
        place = page.locator(f"#{id}")
        reset(place)
        moved = []
        for hand in (Mouse(page), Finger(page)):
            ended = {}
            for handle, _ in list(reachable(place, most=9)):
                centre = handle.evaluate(MIDDLE)
                # down and up more than aside: what a page that scrolls would take for itself
                hand.drag(**centre, dx=14 if centre["x"] < 195 else -14, dy=-26)
                settle(page)
                ended[handle.get_attribute("data-handle")] = linked(place)
                reset(place)
            for i, surface in enumerate(place.locator(SURFACES).all()):
                hand.drag(**surface.evaluate(MIDDLE), dx=6, dy=-26)
                settle(page)
                ended[f"surface {i}"] = linked(place)
                reset(place)
            moved.append(ended)
        by_mouse, by_finger = moved
        assert by_mouse.keys() == by_finger.keys()
        for handle, state in by_mouse.items():
            assert state != {} or handle.startswith("surface"), (id, handle)
            assert state == by_finger[handle], (id, handle)


@pytest.mark.parametrize("name", PAGES)
def test_where_a_drawing_is_shown_smaller_the_handle_stays_under_the_pointer(name, book):
    page = book.open(name)
    page.add_style_tag(content=".nn-live svg { zoom: 1; max-width: 62% !important; height: auto !important }")
    for id in hosts(page):
        place = page.locator(f"#{id}")
        for handle, centre in reachable(place, most=1):
            before = handle.evaluate(MIDDLE)
            aside = handle.get_attribute("aria-orientation") != "vertical"
            Mouse(page).drag(**centre, dx=-30, dy=-20)
            settle(page)
            after = handle.evaluate(MIDDLE)
            went = [after[axis] - before[axis] for axis in "xy"]
            assert aside and (abs(went[0] + 30) < 2 or abs(went[1] + 20) < 2), (id, went)


@pytest.mark.parametrize("width", [390, 360])
@pytest.mark.parametrize("name", PAGES)
def test_what_a_finger_taps_is_44_pixels_wide_and_high(name, width, book):
    page = book.open(name, **{**PHONE, "width": width})
    for id in hosts(page):
        place = page.locator(f"#{id}")
        for fold in place.locator("details").all():
            fold.evaluate("(details) => { details.open = true; }")
        settle(page)
        targets = place.evaluate(TARGETS)
        assert targets
        small = [
            (one["what"], one["name"], one["box"]["width"], one["box"]["height"])
            for one in targets
            if min(one["box"]["width"], one["box"]["height"]) < LEAST - 0.5
        ]
        assert not small, (id, small)
