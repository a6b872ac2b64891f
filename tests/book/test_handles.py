"""Claims about handles and sliders: a handle shows itself once, and few sliders are seen before anything is opened."""

import pytest

from tests.book.opened import settle, some
from tests.widgets.kinds import DRIVEN, KINDS

COUNT = """globalThis.nnPulses = 0;
addEventListener("animationstart", (event) => { if (event.animationName === "nn-seen") nnPulses++; }, true);"""
OUTSIDE = """(place) => [...place.querySelectorAll("input[data-control]")]
  .filter((input) => input.checkVisibility() && !input.closest("details, [role=tabpanel]"))
  .map((input) => input.dataset.control)"""
SIZE = """(grip) => {
  const { r, strokeWidth } = getComputedStyle(grip);
  return [parseFloat(r), parseFloat(strokeWidth)];
}"""


@pytest.mark.parametrize(("motion", "pulses"), [("no-preference", 1), ("reduce", 0)])
def test_a_handle_pulses_once_when_it_first_comes_into_view_and_not_where_no_motion_is_asked_for(motion, pulses, book):
    page = book.open(KINDS["neuron"].PAGE, context=book.context(scripts=[COUNT], reduced_motion=motion))
    place = page.locator("#neuron-1")
    for _ in range(3):
        place.scroll_into_view_if_needed()
        handle = place.locator("[data-handle=input]")
        page.wait_for_function("(handle) => handle.classList.contains('nn-seen')", arg=handle.element_handle())
        settle(page)
        assert page.evaluate("nnPulses") == pulses * page.locator(".nn-seen").count()
        page.evaluate("scrollTo(0, document.body.scrollHeight)")


def test_a_handle_is_a_disc_of_14_pixels_in_a_ring_and_larger_under_the_mouse_and_with_the_focus(book):
    page = book.open(KINDS["neuron"].PAGE, reduced_motion="reduce")
    handle = page.locator("#neuron-1 [data-handle=input]")
    grip = handle.locator(".nn-grip")
    radius, ring = grip.evaluate(SIZE)
    assert 2 * (radius - ring / 2) == 14
    handle.hover()
    assert grip.evaluate(SIZE)[0] > radius
    page.mouse.move(0, 0)
    assert grip.evaluate(SIZE)[0] == radius
    handle.focus()
    page.keyboard.press("ArrowRight")
    assert grip.evaluate(SIZE)[0] > radius


@pytest.mark.parametrize("name", some(DRIVEN, 3, 0))
def test_no_more_than_four_sliders_are_seen_before_anything_is_opened(name, book):
    page = book.open(name)
    for place in page.locator(".nn-widget").all():
        assert len(place.evaluate(OUTSIDE)) <= 4
