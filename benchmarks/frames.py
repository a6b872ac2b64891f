"""Frames: how evenly they follow each other on a slow machine, what each costs, and how soon the next one comes."""

import io
import statistics
import time

import numpy as np

import nnlib as nn
from benchmarks import bare
from benchmarks.browser import built, opened
from benchmarks.dragging import DRAWN, FRAMES, SLOWER, Mouse, Trace, ellipse, free, lesson, middle, slowed
from benchmarks.table import Row

FRAME, MAIN, KERNEL = 16.7, 7.0, 0.1  # a screen of 60 Hz: 16.667 ms, told by a clock that steps by 0.005
SLIDES = 40
LATER = 150  # milliseconds after letting go: what is refined then is counted, too
# Every frame's time, and every task that took longer than 50 ms, from now on.
WATCH = """() => {
  globalThis.nnTimes = [];
  globalThis.nnLong = [];
  const tick = (time) => (nnTimes.push(time), (globalThis.nnTick = requestAnimationFrame(tick)));
  globalThis.nnTick = requestAnimationFrame(tick);
  const note = (list) => nnLong.push(...list.getEntries().map((entry) => entry.duration));
  globalThis.nnWatcher = new PerformanceObserver(note);
  nnWatcher.observe({ type: "longtask" });
}"""
WATCHED = "() => (cancelAnimationFrame(nnTick), nnWatcher.disconnect(), [nnTimes, nnLong])"
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
    with opened(built(), bare.pages()) as (browser, site):
        yield from yardsticks(browser, site)
        page, place = lesson(browser, site, SLOWER)
        marble = place.locator("[data-handle=marble]")
        for what, grip in (
            ("marble dragged and let go", lambda: middle(marble)),
            ("example, its surface redrawn, dragged and let go", lambda: middle(free(place))),
        ):
            yield from evenness(page, what, grip, held=True)
        page.close()
        page, place = lesson(browser, site)
        for what, grip in (
            ("marble dragged", place.locator("[data-handle=marble]")),
            ("example dragged, its surface redrawn", free(place)),
        ):
            yield from work(browser, page, what, middle(grip))
        shown = statistics.median(place.evaluate(SLIDE) for _ in range(SLIDES))
        with Trace(browser) as trace:
            for _ in range(SLIDES):
                place.evaluate(SLIDE)
        ours = trace.main() / SLIDES
        page.close()
    theirs = statistics.median(kernels_way() for _ in range(SLIDES))
    # As the kernel's way is counted: the work from the event to the picture. The wait for the screen's next beat, which
    # comes on top of either, is in the row before, as a reader has it.
    yield Row("from a slider's move to the painted frame, the wait for the screen's beat included", shown, "ms")
    yield Row("the same without the wait: script, style, layout and paint of the main thread, mean", ours, "ms")
    yield Row("the kernel's way: a callback, matplotlib's contours, a PNG", theirs, "ms")
    yield Row("the work over the kernel's way", ours / theirs, "x", KERNEL)


def yardsticks(browser, site):
    """The same of a page on which only the mouse moves, and of a bare canvas: what this machine keeps, in this run."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(site + "/bare/page.html")
    slowed(page, SLOWER)
    yield from evenness(page, "the mouse moved over an empty page", lambda: (900, 600))
    what = "a bare canvas dragged and let go, path and 64 x 64 surface"
    yield from evenness(page, what, lambda: (308, 208))
    page.close()


def evenness(page, what, grip, held=False):
    """How evenly frames follow while something is dragged and let go again and again; `held`: there is a budget."""
    mouse = Mouse(page)
    page.evaluate(WATCH)
    for _ in range(5):
        here = grip()
        mouse.drag(here, *ellipse(here, 60, 5, FRAMES // 5))
        page.evaluate(DRAWN)
        page.wait_for_timeout(LATER)
    times, long = page.evaluate(WATCHED)
    gaps = np.diff(times)
    what = f"{what}, processor slowed {SLOWER} times"
    budget, none = (FRAME, 0) if held else (None, None)
    yield Row(f"{what}: between frames, 95th percentile", np.percentile(gaps, 95), "ms", budget)
    yield Row(f"{what}: tasks longer than 50 ms", len(long), "", exactly=none)


def work(browser, page, what, here):
    """The main thread's work a frame, every task of it, in the thread's own time: whatever else runs on the machine."""
    mouse = Mouse(page)
    with Trace(browser, tasks=True) as trace:
        mouse.drag(here, *ellipse(here, 60, 5, FRAMES))
        page.wait_for_timeout(LATER)
    found = trace.work()[:-1]
    yield Row(f"{what}: the main thread's work a frame, mean", statistics.fmean(found), "ms", MAIN)
    yield Row("the same, 95th percentile", np.percentile(found, 95), "ms")


def kernels_way():
    """Milliseconds that a kernel takes for each move of a slider: the surface, its contours, a picture."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    flights = nn.data.orings()
    X, net = nn.data.standardise(flights.X).X, nn.Network([1, 1], theta=[1.0, 0.0])
    begun = time.perf_counter()
    u, v, C = nn.cost_surface(net, X, flights.Y, cost=nn.cross_entropy, ranges=((-6, 6), (-6, 6)), n=64)
    figure, ax = pyplot.subplots()
    ax.contour(u, v, C, levels=12)
    ax.plot(*net.theta, "o")
    figure.savefig(io.BytesIO(), format="png")
    pyplot.close(figure)
    return 1000 * (time.perf_counter() - begun)
