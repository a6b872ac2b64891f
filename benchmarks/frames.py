"""Frames: how evenly they follow each other while each widget is dragged, and how soon a slider's move is seen."""

import io
import statistics
import time

import numpy as np

import nnlib as nn
from benchmarks.browser import built, opened
from benchmarks.dragging import Mouse, Trace, round_and_round, slowed
from benchmarks.table import Row
from tests.widgets.kinds import KINDS

# For a processor so many times as slow, milliseconds between frames: a screen of 60 Hz shows one each 16.667 ms.
SPEEDS = {1: 16.7, 4: 33.4}
KERNEL = 0.1  # of the time of the kernel's way
WARM, MOVES, SLIDES = 30, 120, 40
LATER = 250  # milliseconds after letting go: what is drawn at rest is counted, too
DRAGGED = ["[data-handle] .nn-grip", "input[data-control]", ".nn-pad", "[data-item='0,0'] .nn-net-circle"]
MANY = 2  # of each of these, those that nothing covers
PLACES = """([place, kinds, many]) => kinds.flatMap((kind) => {
  const middle = (part) => {
    const box = part.getBoundingClientRect();
    const filled = part.matches("input") ? (part.value - part.min) / (part.max - part.min) : 0.5;
    return [box.left + 10 + filled * (box.width - 20), box.top + box.height / 2];
  };
  const free = (part) => {
    part.scrollIntoView({ block: "center", behavior: "instant" });
    return (part.closest("[data-handle]") ?? part).contains(document.elementFromPoint(...middle(part)));
  };
  const found = [...place.querySelectorAll(kind)].filter((part) => part.checkVisibility() && free(part)).slice(0, many);
  return found.map((part) => {
    part.scrollIntoView({ block: "center", behavior: "instant" });
    const name = part.closest("[data-handle]")?.dataset.handle ?? part.dataset.control ?? "the drawing";
    return { name, top: scrollY, at: middle(part) };
  });
})"""
WATCH = """() => {
  globalThis.nnTimes = [];
  const tick = (time) => (nnTimes.push(time), (globalThis.nnTick = requestAnimationFrame(tick)));
  globalThis.nnTick = requestAnimationFrame(tick);
}"""
WATCHED = "() => (cancelAnimationFrame(nnTick), nnTimes)"
# A slider's move, and the time until the frame that shows it has been painted.
SLIDE = """(place) => new Promise((done) => {
  const slider = [...place.querySelectorAll("input[data-control]")].find((input) => input.dataset.control === "w");
  const begun = performance.now();
  slider.value = String(Number(slider.value) + ((slider.nnBack = !slider.nnBack) ? 0.5 : -0.5));
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now() - begun);
  requestAnimationFrame(() => channel.port2.postMessage(0));
})"""


def measure():
    """The rows."""
    with opened(built()) as (browser, site):
        for rate, budget in SPEEDS.items():
            slow = f", processor slowed {rate} times" if rate > 1 else ""
            page = browser.new_page()
            slowed(page, rate)
            at_rest = late(page, (200, 200))
            yield Row(f"between frames, 95th percentile: a mouse over an empty page{slow}", at_rest, "ms")
            page.close()
            for kind in KINDS:
                page, place = awake(browser, site, kind, rate)
                worst, name = max((late(page, spot), name) for name, spot in spots(page, place))
                yield Row(f"the same: {kind}, {name} dragged{slow}", worst, "ms", budget)
                page.close()
        yield from beside_the_kernel(browser, site)


def awake(browser, site, kind, rate=1):
    """A page with a widget of this kind, and the widget's place; the processor slowed so many times."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="no-preference")
    page.set_default_timeout(60_000)
    page.goto(f"{site}/{KINDS[kind].PAGE}.html")
    place = page.locator(f"#{kind}-1")
    place.scroll_into_view_if_needed()
    place.and_(page.locator("[data-alive]")).wait_for()
    slowed(page, rate)
    return page, place


def spots(page, place):
    """What is dragged in a widget: each one's name, and where it is when it is in the middle of the screen."""
    for found in page.evaluate(PLACES, [place.element_handle(), DRAGGED, MANY]):
        page.evaluate("(top) => scrollTo({ top, behavior: 'instant' })", found["top"])
        yield found["name"], found["at"]


def late(page, place):
    """Milliseconds between frames, 95th percentile, while something is dragged from a place and let go."""
    mouse = Mouse(page)
    places = list(round_and_round(*place, WARM + MOVES))
    mouse.press(*places[:WARM])
    page.evaluate(WATCH)
    mouse.move(*places[WARM:])
    mouse.send("mouseReleased", *places[-1], held=False)
    page.wait_for_timeout(LATER)
    return np.percentile(np.diff(page.evaluate(WATCHED)), 95)


def beside_the_kernel(browser, site):
    """A slider of Descent moved, in the page and as a kernel would draw it: the work, without the wait for a frame."""
    page, place = awake(browser, site, "descent")
    shown = statistics.median(place.evaluate(SLIDE) for _ in range(SLIDES))
    with Trace(browser) as trace:
        for _ in range(SLIDES):
            place.evaluate(SLIDE)
    page.close()
    theirs = statistics.median(kernels_way() for _ in range(SLIDES))
    yield Row("from a slider's move to the painted frame", shown, "ms")
    yield Row("the kernel's way: a callback, matplotlib's contours, a PNG", theirs, "ms")
    yield Row("the page's work over the kernel's way", trace.main() / SLIDES / theirs, "x", KERNEL)


def kernels_way():
    """Milliseconds that a kernel takes for each move of a slider: the surface, its contours, a picture."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    flights = nn.data.flights()
    X, net = nn.data.standardise(flights.X).X, nn.Network([1, 1], theta=[1.0, 0.0])
    begun = time.perf_counter()
    u, v, C = nn.cost_surface(net, X, flights.Y, cost=nn.cross_entropy, ranges=((-6, 6), (-6, 6)), n=64)
    figure, ax = pyplot.subplots()
    ax.contour(u, v, C, levels=12)
    ax.plot(*net.theta, "o")
    figure.savefig(io.BytesIO(), format="png")
    pyplot.close(figure)
    return 1000 * (time.perf_counter() - begun)
