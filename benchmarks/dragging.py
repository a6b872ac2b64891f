"""Dragging: the script time of every frame while the marble or an example is dragged with a real mouse."""

import math
import statistics

from benchmarks.browser import built, opened
from benchmarks.table import Row

PAGE = "/book/06-gradient-descent.html"
WIDGET = "#descent-1"  # 23 flights, cross-entropy: the dearest cost, over 200 steps
FRAMES = 300
TIMES = 60  # of what happens once, as a release does
WARM = 40  # moves before anything is measured: a reader's first frames compile the code
PATH, SURFACE = 1.0, 7.0  # milliseconds
SLOWER = 4
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# The first example that no other lies above.
FREE = """(place) => [...place.querySelectorAll('[data-handle^="example"]')].find((group) => {
  const box = group.querySelector(".nn-grip").getBoundingClientRect();
  return group.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
})?.dataset.handle"""


def measure():
    """The rows: median and 95th percentile of each kind of change, and again with the processor slowed."""
    with opened(built()) as (browser, site):
        for rate in (1, SLOWER):
            page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="no-preference")
            page.set_default_timeout(60_000)
            page.goto(site + PAGE)
            place = page.locator(WIDGET)
            place.and_(page.locator("[data-alive]")).wait_for()
            place.evaluate("(place) => scrollTo(0, place.getBoundingClientRect().top + scrollY - 80)")
            if rate > 1:
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
            drag(page, place.locator("[data-handle=marble]"), 110, 70, WARM)
            slow = f", processor slowed {rate} times" if rate > 1 else ""
            for what, kind, budget, act in (
                ("marble dragged: the path anew", "pointermove", PATH, marble),
                ("example dragged: path and 32 x 32 surface", "pointermove", SURFACE, example),
                ("example let go: path and 64 x 64 surface", "lostpointercapture", SURFACE, release),
            ):
                with Trace(browser) as trace:
                    act(page, place)
                frames = trace.frames(kind)
                budget = budget if rate == 1 else None  # slowed: for information
                yield Row(f"{what}, median of {len(frames)} frames{slow}", statistics.median(frames), "ms", budget)
                yield Row(f"{what}, 95th percentile{slow}", statistics.quantiles(frames, n=20)[-1], "ms", budget)
            page.close()


class Trace:
    """What Chromium notes of its own work meanwhile.

    Times are the thread's, so other programs on the machine do not lengthen them. The browser's own work on style,
    layout and paint is not in them, except where a script asks for a position and so has it done at once.
    """

    def __init__(self, browser):
        self.session = browser.new_browser_cdp_session()
        self.notes, self.complete = [], False

    def __enter__(self):
        self.session.on("Tracing.dataCollected", lambda told: self.notes.extend(told["value"]))
        self.session.on("Tracing.tracingComplete", self.finish)
        config = {"includedCategories": ["devtools.timeline"], "excludedCategories": ["*"]}
        self.session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
        return self

    def finish(self, told):
        """Chromium has sent all."""
        self.complete = True

    def __exit__(self, kind, error, traceback):
        self.session.send("Tracing.end")
        while not self.complete:
            self.session.send("Browser.getVersion")  # lets what has arrived be read
        self.session.detach()

    def frames(self, kind):
        """Milliseconds of script for every frame that an event of this kind led to: its listeners, then its drawing."""
        slices = [note for note in self.notes if note["name"] in ("EventDispatch", "FireAnimationFrame")]
        slices = sorted((note for note in slices if "tdur" in note), key=lambda note: note["ts"])
        found, kinds, total, end = [], set(), 0.0, 0
        for note in slices:
            if note["ts"] < end:
                continue  # an event that a listener caused is within that listener's time
            end = note["ts"] + note["dur"]
            total += note["tdur"] / 1000
            if note["name"] == "EventDispatch":
                kinds.add(note["args"]["data"]["type"])
                continue
            if kind in kinds:
                found.append(total)
            kinds, total = set(), 0.0
        assert len(found) >= TIMES / 2, f"only {len(found)} frames followed a {kind}"
        return found


def middle(handle):
    """Where a handle's grip is on the screen."""
    box = handle.locator(".nn-grip").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, handle, wide, high, moves):
    """Drag a handle round an ellipse, a move a frame."""
    x, y = middle(handle)
    page.mouse.move(x, y)
    page.mouse.down()
    for i in range(moves):
        turn = 2 * math.pi * i / 75
        page.mouse.move(x + wide * (math.cos(turn) - 1), y + high * math.sin(turn))
    page.evaluate(DRAWN)
    page.mouse.up()
    page.evaluate(DRAWN)


def marble(page, place):
    """The marble round the map's upper right: only the path is computed anew."""
    drag(page, place.locator("[data-handle=marble]"), 110, 70, FRAMES)


def free(place):
    """An example that can be grasped."""
    return place.locator(f'[data-handle="{place.evaluate(FREE)}"]')


def example(page, place):
    """An example to and fro: the surface is computed anew for every frame, coarsely."""
    drag(page, free(place), 60, 5, FRAMES)


def release(page, place):
    """An example moved and let go again and again: each time the surface is computed anew, finely."""
    for i in range(TIMES):
        x, y = middle(free(place))
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + (12 if i % 2 else -12), y)
        page.evaluate(DRAWN)
        page.mouse.up()
        page.evaluate(DRAWN)
