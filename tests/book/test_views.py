"""Claims about views: two of one model move together, other widgets stay, and a finished one leaves nothing behind."""

import re

import pytest

from tests.book.opened import awaken, hosts, play_of, settle
from tests.book.reading import open_twin, read
from tests.widgets.kinds import KINDS

# Everything that outlives a call: listeners (but for those of abort signals) and observers, noted as they come and go.
LEDGER = """
globalThis.nnHeld = new Set();
const { addEventListener, removeEventListener } = EventTarget.prototype;
EventTarget.prototype.addEventListener = function (type, listener, options) {
  if (listener && !(this instanceof AbortSignal) && !type.startsWith("__playwright")) {
    const note = { target: this, type, listener, told: `${this.constructor.name} ${type}` };
    nnHeld.add(note);
    if (options?.signal) addEventListener.call(options.signal, "abort", () => nnHeld.delete(note));
    if (options?.once) addEventListener.call(this, type, () => nnHeld.delete(note), { once: true });
  }
  return addEventListener.call(this, type, listener, options);
};
EventTarget.prototype.removeEventListener = function (type, listener, options) {
  const same = (note) => note.target === this && note.type === type && note.listener === listener;
  [...nnHeld].filter(same).forEach((note) => nnHeld.delete(note));
  return removeEventListener.call(this, type, listener, options);
};
for (const name of ["ResizeObserver", "MutationObserver"]) {
  const Real = globalThis[name];
  globalThis[name] = class extends Real {
    observe(...rest) { nnHeld.add(this); this.told = name; super.observe(...rest); }
    disconnect() { nnHeld.delete(this); super.disconnect(); }
  };
}
"""


def twice(text):
    """The page with a second view of its first model, as the book's build writes one: the place without its state."""
    place = re.search(r'<div class="nn-widget" id="(\w+)-1".*?</div>', text, re.S)
    again = re.sub(r'<script type="application/json">.*?</script>', "", place[0], flags=re.S)
    return text.replace(place[0], place[0] + again.replace(f'id="{place[1]}-1"', f'id="{place[1]}-9"', 1), 1)


def below(text):
    """The page with its first widget, and so all of them, far below the screen: none awakens before it is sought."""
    return text.replace('<div class="nn-widget"', '<div style="height: 4000px"></div><div class="nn-widget"', 1)


def numbers(place):
    return {key: value for key, value in read(place).items() if key != "all"}


@pytest.mark.parametrize("kind", KINDS)
def test_two_views_of_a_model_move_together_and_the_other_widget_stays(kind, book):
    page = book.open(KINDS[kind].PAGE, replaced=twice)
    first, again, other = (page.locator(f"#{kind}-{i}") for i in (1, 9, 2))
    for place in (first, again, other):
        open_twin(place)
    rest = numbers(other)
    for mover, follower in ((first, again), (again, first)):
        before = numbers(follower)
        mover.locator("input[data-control]:visible").first.focus()
        page.keyboard.press("Shift+ArrowLeft")
        settle(page)
        assert numbers(follower) != before
        assert numbers(follower) == numbers(mover)
    assert numbers(other) == rest


@pytest.mark.parametrize("solid", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_a_finished_widget_asks_for_no_frame_and_holds_no_listener(kind, solid, book):
    if solid and kind != "descent":
        pytest.skip("no 3-D view")
    page = book.open(KINDS[kind].PAGE, alive=False, scripts=[LEDGER], replaced=below)
    page.locator("h1").first.evaluate("() => 0")  # the driver's own listeners come with this, and stay
    page.evaluate("() => { globalThis.nnBefore = new Set(nnHeld); }")
    awaken(page)
    places = [page.locator(f"#{id}") for id in hosts(page)]
    for place in places:
        place.scroll_into_view_if_needed()
        open_twin(place)
        if solid:
            place.get_by_title("3-D view").click()
            place.locator("canvas.nn-turn").wait_for()
        for play in play_of(place).all():
            play.click()
    held = "() => [...nnHeld].filter((note) => !nnBefore.has(note)).map((note) => note.told).join(', ')"
    assert page.evaluate(held)
    for place in places:
        place.evaluate("(place) => nnHost.remove(place)")
    page.evaluate("() => new Promise((done) => setTimeout(done, 100))")
    frames = page.evaluate("nnFrames")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.set_viewport_size({"width": 800, "height": 700})
    page.evaluate("() => new Promise((done) => setTimeout(done, 500))")
    assert page.evaluate("nnFrames") == frames
    assert page.evaluate(held) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_a_finished_view_leaves_the_other_view_of_its_model_alive(kind, book):
    page = book.open(KINDS[kind].PAGE, replaced=twice)
    first, again = page.locator(f"#{kind}-1"), page.locator(f"#{kind}-9")
    open_twin(again)
    first.evaluate("(place) => { nnHost.remove(place); place.remove(); }")
    before = numbers(again)
    again.locator("input[data-control]:visible").first.focus()
    page.keyboard.press("Shift+ArrowLeft")
    settle(page)
    assert numbers(again) != before


def test_a_view_far_below_starts_with_the_first_of_its_model_so_that_paper_shows_no_older_state(book):
    far = '<div style="height: 6000px"></div><div class="nn-widget" id="neuron-9"'
    apart = lambda text: twice(text).replace('<div class="nn-widget" id="neuron-9"', far)  # noqa: E731
    page = book.open(KINDS["neuron"].PAGE, alive=False, replaced=apart)
    page.locator("#neuron-1").scroll_into_view_if_needed()
    page.locator("#neuron-9[data-alive]").wait_for()
    assert page.locator("#neuron-9").bounding_box()["y"] > 5000


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_not_seen_lives_after_printing_and_nothing_is_drawn_twice(kind, book):
    page = book.open(KINDS[kind].PAGE, alive=False, height=300)
    page.evaluate("() => ['beforeprint', 'afterprint'].forEach((name) => dispatchEvent(new Event(name)))")
    ids = hosts(page)
    for id in ids:
        page.locator(f"#{id}[data-alive]").wait_for()
    page.evaluate("() => document.querySelectorAll('.nn-live').forEach((view, i) => (view.nnMark = i + 1))")
    awaken(page)
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    marks = page.evaluate("() => [...document.querySelectorAll('.nn-live')].map((view) => view.nnMark ?? 0)")
    assert marks == [i + 1 for i in range(len(ids))]
