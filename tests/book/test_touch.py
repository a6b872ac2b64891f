"""Claims about phones: a finger's drag is worth a mouse's, what is tapped is large enough, nothing is cut."""

import pytest

from tests.book.opened import hosts, settle, some
from tests.book.reading import linked
from tests.book.test_gestures import Finger, Mouse, reachable
from tests.widgets.kinds import DRIVEN

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
LEAST = 44  # pixels
DATUM = 24  # and of an example among many, whose place is what it says
# The drawings on which a finger draws, paints or turns, and the neurons that it drags.
SURFACES = ".nn-pad:visible, .nn-turn:visible, .nn-net-drag:visible"
MIDDLE = """(element) => {
  (element.ownerSVGElement ?? element).scrollIntoView({ block: "center", behavior: "instant" });
  const box = (element.querySelector(".nn-net-circle") ?? element).getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}"""
# What the Tab key reaches and what is tapped, with its size. The parts of a network diagram are found by nearness: see
# nearest() in diagram_layout.js, whose reach for fingers is 22 pixels to each side.
TARGETS = """(place) => [...place.querySelectorAll("button, select, summary, input, textarea, a[href], [tabindex]")]
  .filter((e) => e.checkVisibility() && !e.matches("[data-item]") && e.getBoundingClientRect().width)
  .map((e) => [e.dataset.handle ?? e.tagName, e.getAttribute("aria-label") || e.textContent, e.getBoundingClientRect()])
  .map(([tag, name, { width, height }]) => [tag, name.slice(0, 30), width, height])"""
# Words that stick out of their widget, to the left or to the right.
CUT = """(place) => {
  const { left, right } = place.getBoundingClientRect();
  const said = [...place.querySelectorAll("text, p, span, button, select, label, summary, strong, output")];
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.textContent.trim();
  return said
    .filter((e) => seen(e) && !e.closest(".nn-unseen, .nn-scroll, .nn-code, .nn-eq"))
    .map((e) => [e.textContent.slice(0, 40), e.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.left < left - 1 || box.right > right + 1))
    .map(([text, box]) => [text, box.left - left, box.right - right]);
}"""


def reset(place):
    """Take back what was done."""
    place.locator(".nn-foot button", has_text="Reset").click()
    settle(place.page)


@pytest.mark.parametrize("name", some(DRIVEN, 3, 1))
def test_a_finger_drags_as_far_as_a_mouse(name, once):
    page = once(name, **PHONE)
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


@pytest.mark.parametrize("name", some(DRIVEN, 3, 2))
def test_where_a_drawing_is_shown_smaller_the_handle_stays_under_the_pointer(name, book):
    page = book.open(name)
    page.add_style_tag(content=".nn-live svg { max-width: 62% !important; height: auto !important }")
    for id in hosts(page):
        place = page.locator(f"#{id}")
        for handle, centre in reachable(place, most=4):
            if handle.get_attribute("data-handle").startswith("w_"):
                continue  # a weight is dragged on its connection, which stays
            before = handle.evaluate(MIDDLE)
            Mouse(page).drag(**centre, dx=-30, dy=-7)  # so little that no handle comes to its end
            settle(page)
            after = handle.evaluate(MIDDLE)
            # a handle moves one way or both, and along a curve; the way that the hand gives is the pointer's own
            assert abs(after["x"] - before["x"] + 30) < 2 or abs(after["y"] - before["y"] + 7) < 2, (id, before, after)


@pytest.mark.parametrize("name", some(DRIVEN, 3, 0))
def test_what_a_finger_taps_is_44_pixels_wide_and_high_and_no_word_is_cut(name, once):
    page = once(name, **PHONE)
    for id in hosts(page):
        place = page.locator(f"#{id}")
        place.evaluate("(place) => place.querySelectorAll('details').forEach((details) => { details.open = true; })")
        for tab in place.locator("[role=tab]").all() or [None]:
            if tab:
                tab.click()
            settle(page)
            targets = place.evaluate(TARGETS)
            assert targets
            least = {True: DATUM, False: LEAST}
            small = [one for one in targets if min(one[2:]) < least[one[0].startswith("example")] - 0.5]
            assert small == [], (id, small)
            assert place.evaluate(CUT) == [], id


@pytest.mark.parametrize("name", some(DRIVEN, 3, 1))
def test_paper_shows_what_was_chosen_and_cuts_nothing(name, book):
    page = book.open(name)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})  # about an A4 sheet
    settle(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for id in hosts(page):
        place = page.locator(f"#{id}")
        assert place.locator("button:not(.nn-tile, .nn-entry, [role=tab]):visible").count() == 0
        opened = place.locator("[role=tab]:visible, [role=tabpanel]:visible")  # of its tabs the open one, with its name
        assert opened.count() == 2 * place.locator("[role=tablist]").count()
        for chosen in place.locator(".nn-bar > select:not([hidden], details:not([open]) *)").all():
            assert chosen.is_visible()
        hidden = "(all) => all.filter((e) => e.scrollHeight > e.clientHeight + 1).length"
        assert place.locator(".nn-slope-box").evaluate_all(hidden) == 0
        assert place.evaluate(CUT) == [], id
        assert f"#{id}=" in place.locator(".nn-printed").inner_text()
        assert place.locator(".nn-live").evaluate("(live) => getComputedStyle(live).printColorAdjust") == "exact"
    assert not page.locator("#pst-back-to-top").is_visible()


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_the_neuron_s_weights_and_products_do_not_lie_on_each_other(width, book):
    page = book.open("book/03-one-neuron", width=width)
    for id in hosts(page):
        weights, products = (
            [found.bounding_box() for found in page.locator(f"#{id} .{name}").all()]
            for name in ("nn-weight-value", "nn-product")
        )
        for weight, product in zip(weights, products, strict=True):
            apart = weight["x"] + weight["width"] <= product["x"] or weight["y"] + weight["height"] <= product["y"]
            assert apart, (id, weight, product)
