"""Dragging: the script time of every frame while the marble or an example is dragged with a real mouse."""

import math
import statistics
from urllib.parse import quote

from benchmarks.browser import built, opened
from benchmarks.table import Row

PAGE = "/book/06-gradient-descent.html"
WIDGET = "#descent-1"  # 23 flights, cross-entropy: the dearest cost, over 200 steps
FRAMES = 300
RELEASES = 60
PATH, SURFACE = 1.0, 7.0  # milliseconds
SLOWER = 4

# Sums, frame by frame, what listeners and animation callbacks take: the browser's own work on style, layout and paint
# is not in it, except where a script asks for a position and so makes the browser lay out at once.
CLOCK = """
globalThis.nnClock = { frames: [], on: false };
(() => {
  const clock = globalThis.nnClock;
  let [depth, waiting, now, total] = [0, 0, -1, 0];
  const timed = (work, add) => {
    if (depth++) try { return work(); } finally { depth--; }
    const begun = performance.now();
    try { return work(); } finally { depth--; add(performance.now() - begun); }
  };
  const ask = globalThis.requestAnimationFrame.bind(globalThis);
  clock.next = (then) => ask(() => ask(then));
  clock.close = () => {
    if (clock.on && now >= 0) clock.frames.push(total);
    [now, total, waiting] = [-1, 0, 0];
  };
  globalThis.requestAnimationFrame = (callback) => ask((time) => {
    if (time !== now) {
      if (clock.on && now >= 0) clock.frames.push(total);
      [now, total, waiting] = [time, waiting, 0];
    }
    timed(() => callback(time), (took) => { total += took; });
  });
  const kinds = /^(pointer|mouse|click|touch|lostpointer|gotpointer|input|change|hashchange)/;
  const listen = EventTarget.prototype.addEventListener;
  const wrapped = new WeakMap();
  EventTarget.prototype.addEventListener = function (kind, listener, options) {
    if (typeof listener !== "function" || !kinds.test(kind)) return listen.call(this, kind, listener, options);
    if (!wrapped.has(listener)) {
      wrapped.set(listener, function (event) {
        return timed(() => listener.call(this, event), (took) => { waiting += took; });
      });
    }
    return listen.call(this, kind, wrapped.get(listener), options);
  };
  const forget = EventTarget.prototype.removeEventListener;
  EventTarget.prototype.removeEventListener = function (kind, listener, options) {
    return forget.call(this, kind, wrapped.get(listener) ?? listener, options);
  };
})();
"""
DRAWN = "() => new Promise(nnClock.next)"
BEGIN = "() => new Promise(nnClock.next).then(() => { nnClock.close(); nnClock.on = true; nnClock.frames = []; })"
END = "() => new Promise(nnClock.next).then(() => { nnClock.close(); nnClock.on = false; return nnClock.frames; })"
# The first example that no other lies above.
FREE = """(place) => [...place.querySelectorAll('[data-handle^="example"]')].find((group) => {
  const box = group.querySelector(".nn-grip").getBoundingClientRect();
  return group.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
})?.dataset.handle"""


def measure():
    """The rows: median and 95th percentile of each kind of drag, and again with the processor slowed."""
    with opened(built()) as (browser, site):
        for rate in (1, SLOWER):
            page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="no-preference")
            page.set_default_timeout(20_000)
            page.add_init_script(CLOCK)
            page.goto(site + PAGE)
            if rate > 1:
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
            place = page.locator(WIDGET)
            place.and_(page.locator("[data-alive]")).wait_for()
            place.evaluate("(place) => scrollTo(0, place.getBoundingClientRect().top + scrollY - 80)")
            slow = f", processor slowed {rate} times" if rate > 1 else ""
            for what, frames, budget in (
                ("marble: path", marble(page, place), PATH),
                ("example: path, 32 x 32 surface", example(page, place), SURFACE),
                ("example released: path, 64 x 64 surface", releases(page, place), SURFACE),
                ("another cost: path, 64 x 64 surface", links(page), SURFACE),
            ):
                budget = budget if rate == 1 else None
                yield Row(f"{what}, median of {len(frames)} frames{slow}", statistics.median(frames), "ms", budget)
                yield Row(f"{what}, 95th percentile{slow}", statistics.quantiles(frames, n=20)[-1], "ms", budget)
            page.close()


def middle(handle):
    """Where a handle's grip is on the screen."""
    box = handle.locator(".nn-grip").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, x, y, wide, high):
    """Drag from (x, y) around an ellipse for FRAMES mouse moves; the script time of every frame in milliseconds."""
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(BEGIN)
    for i in range(FRAMES):
        turn = 2 * math.pi * i / 75
        page.mouse.move(x + wide * (math.cos(turn) - 1), y + high * math.sin(turn))
    frames = page.evaluate(END)
    page.mouse.up()
    page.evaluate(DRAWN)
    assert len(frames) > FRAMES / 3, f"{len(frames)} frames were drawn for {FRAMES} moves"
    return frames


def marble(page, place):
    """The marble around the middle of the map: only the path is computed anew."""
    return drag(page, *middle(place.locator("[data-handle=marble]")), 110, 70)


def free(place):
    """An example that can be grasped."""
    return place.locator(f'[data-handle="{place.evaluate(FREE)}"]')


def example(page, place):
    """An example to and fro: the surface is computed anew for every frame, coarsely."""
    return drag(page, *middle(free(place)), 60, 5)


def releases(page, place):
    """An example let go again and again: each time the surface is computed anew, finely. The dearest frame of each."""
    frames = []
    for i in range(RELEASES):
        handle = free(place)
        x, y = middle(handle)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + (12 if i % 2 else -12), y)
        page.evaluate(DRAWN)
        page.evaluate(BEGIN)
        page.mouse.up()
        frames.append(max(page.evaluate(END)))
    return frames


def links(page):
    """Links that change the cost, to and fro: the fine surface anew, without a drag."""
    frames = []
    for i in range(RELEASES):
        state = f'{{"cost": "{("mse", "cross_entropy")[i % 2]}"}}'
        page.evaluate(BEGIN)
        page.evaluate("(hash) => { location.hash = hash; }", f"{WIDGET}={quote(state)}")
        frames.append(max(page.evaluate(END)))
    return frames
