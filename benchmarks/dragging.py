"""Dragging: the script time of every frame while the marble or an example is dragged with a real mouse."""

import math
import statistics

from benchmarks import bare
from benchmarks.browser import built, opened
from benchmarks.table import Row

PAGE = "/book/06-gradient-descent.html"
WIDGET = "#descent-1"  # 23 flights, cross-entropy: the dearest cost, over 200 steps
FRAMES = 300
TIMES = 60  # of what happens once, as a release does
REFINED = 250  # milliseconds after letting go: by then the fine surface stands
WARM = 150  # moves before anything is measured: in a reader's first two seconds the browser compiles the code
PATH, SURFACE = 1.0, 7.0  # milliseconds
SLOWER = 4
LET_GO = "lostpointercapture"
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# The first example that no other lies above.
FREE = """(place) => [...place.querySelectorAll('[data-handle^="example"]')].find((group) => {
  const box = group.querySelector(".nn-grip").getBoundingClientRect();
  return group.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
})?.dataset.handle"""


def measure():
    """The rows: median and 95th percentile of each kind of change, and again with the processor slowed."""
    with opened(built(), bare.pages()) as (browser, site):
        yield from yardstick(browser, site)
        for rate in (1, SLOWER):
            page, place = lesson(browser, site, rate)
            slow = f", processor slowed {rate} times" if rate > 1 else ""
            for what, kind, budget, act in (
                ("marble dragged: the path anew", "pointermove", PATH, marble),
                ("example dragged: path and 32 x 32 surface", "pointermove", SURFACE, example),
                ("example let go: the dearest frame until the 64 x 64 surface stands", LET_GO, SURFACE, release),
            ):
                with Trace(browser) as trace:
                    act(page, place)
                # Slowed is for information.
                yield from rows(trace.frames(kind), what + slow, budget if rate == 1 else None)
            page.close()


def lesson(browser, site, rate=1):
    """A page with a Descent in sight and warm, and the widget's place; the processor slowed so many times."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="no-preference")
    page.set_default_timeout(60_000)
    page.goto(site + PAGE)
    place = page.locator(WIDGET)
    place.and_(page.locator("[data-alive]")).wait_for()
    place.evaluate("(place) => scrollTo(0, place.getBoundingClientRect().top + scrollY - 80)")
    slowed(page, rate)
    drag(page, place.locator("[data-handle=marble]"), 110, 70, WARM)
    return page, place


def slowed(page, rate):
    """Slow the processor so many times, for this page."""
    if rate > 1:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def yardstick(browser, site):
    """The same on a bare canvas: what the least drawing costs on this machine, in this run."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(site + "/bare/page.html")
    mouse, middle = Mouse(page), (308, 208)
    mouse.drag(middle, *ellipse(middle, 110, 70, WARM))
    with Trace(browser) as trace:
        mouse.drag(middle, *ellipse(middle, 110, 70, FRAMES))
        page.evaluate(DRAWN)
    yield from rows(trace.frames("pointermove"), "a bare canvas: the path alone")
    with Trace(browser) as trace:
        for _ in range(TIMES):
            mouse.drag(middle, (320, 208))
            page.evaluate(DRAWN)
    yield from rows(trace.frames(LET_GO), "a bare canvas: path and 64 x 64 surface")
    page.close()


def rows(frames, what, budget=None):
    """The median and the 95th percentile of frames."""
    yield Row(f"{what}, median of {len(frames)} frames", statistics.median(frames), "ms", budget)
    yield Row(f"{what}, 95th percentile", statistics.quantiles(frames, n=20)[-1], "ms", budget)


class Trace:
    """What Chromium notes of its own work meanwhile.

    Counted is every call of a script, whoever's it is: the widget's, the theme's, and the collection of garbage within.
    Times are the thread's, so other programs on the machine do not lengthen them. The browser's own work on style,
    layout and paint is not in them, except where a script asks for a position and so has it done at once.
    """

    def __init__(self, browser, tasks=False):
        """`tasks`: every task is noted, and so is what no other note tells of."""
        self.session = browser.new_browser_cdp_session()
        self.kinds = ["devtools.timeline", *["disabled-by-default-devtools.timeline"] * tasks]
        self.notes, self.complete = [], False

    def __enter__(self):
        self.session.on("Tracing.dataCollected", lambda told: self.notes.extend(told["value"]))
        self.session.on("Tracing.tracingComplete", self.finish)
        config = {"includedCategories": self.kinds, "excludedCategories": ["*"]}
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
        """Milliseconds of script for every frame that an event of this kind led to: its listeners, then its drawing.

        Of what was let go, the dearest frame from there to the next press: the work that remains is done in slices.
        """
        of = {"EventDispatch", "FunctionCall", "Layerize"}
        slices = [note for note in self.notes if note["name"] in of and "tdur" in note]
        found, kinds, total, called, pressed = [], set(), 0.0, 0, False
        for note in sorted(slices, key=lambda note: note["ts"]):
            if note["name"] == "Layerize":  # a frame's scripts have run: what comes now leads to the next
                if kind in kinds:
                    found.append(total)
                elif kind == LET_GO and found and not pressed:
                    found[-1] = max(found[-1], total)
                kinds, total = set(), 0.0
            elif note["name"] == "EventDispatch":
                kinds.add(note["args"]["data"]["type"])
                pressed = "pointerdown" in kinds or (pressed and LET_GO not in kinds)
            elif note["ts"] >= called:  # a call within a call is within its time
                called = note["ts"] + note["dur"]
                total += note["tdur"] / 1000
        assert len(found) >= TIMES / 2, f"only {len(found)} frames followed a {kind}"
        return found

    def main(self):
        """Milliseconds of the main thread's work in all: scripts, style, layout, paint, the collection of garbage."""
        return sum(self.work())

    def work(self):
        """The same frame by frame; a last item is what followed the last frame.

        The page's main thread is the one that calls scripts.
        """
        calls = [note for note in self.notes if note["name"] == "FunctionCall"]
        where = max(
            {(note["pid"], note["tid"]) for note in calls},
            key=lambda at: sum((n["pid"], n["tid"]) == at for n in calls),
        )
        slices = [note for note in self.notes if (note["pid"], note["tid"]) == where and "tdur" in note]
        found, until, drawn = [0.0], 0, False
        for note in sorted(slices, key=lambda note: (note["ts"], -note["dur"])):
            if note["ts"] >= until:  # a slice within a slice is within its time
                if drawn:
                    found.append(0.0)
                until, drawn = note["ts"] + note["dur"], False
                found[-1] += note["tdur"] / 1000
            drawn |= note["name"] == "Layerize"
        return found


def middle(handle):
    """Where a handle's grip is on the screen."""
    box = handle.locator(".nn-grip").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


class Mouse:
    """A mouse that runs no script of its own in the page, as Playwright's does at each move of a drag."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)

    def send(self, kind, x, y, held):
        """One event; it answers when the page has dealt with it."""
        pressed = {"button": "left", "clickCount": 1} if kind != "mouseMoved" or held else {}
        event = {"type": kind, "x": x, "y": y, "buttons": int(held), **pressed}
        self.session.send("Input.dispatchMouseEvent", event)

    def press(self, *places):
        """Press at the first place, and move through the others, a move a frame."""
        self.send("mouseMoved", *places[0], held=False)
        self.send("mousePressed", *places[0], held=True)
        for place in places[1:]:
            self.send("mouseMoved", *place, held=True)

    def drag(self, *places):
        """Press, move, and let go at the last place."""
        self.press(*places)
        self.send("mouseReleased", *places[-1], held=False)


def drag(page, handle, wide, high, moves):
    """Drag a handle round an ellipse."""
    place = middle(handle)
    Mouse(page).drag(place, *ellipse(place, wide, high, moves))
    page.evaluate(DRAWN)


def ellipse(place, wide, high, moves):
    """The places of a drag round an ellipse that begins at a place."""
    for i in range(moves):
        turn = 2 * math.pi * i / 75
        yield place[0] + wide * (math.cos(turn) - 1), place[1] + high * math.sin(turn)


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
    mouse = Mouse(page)
    for i in range(TIMES):
        x, y = middle(free(place))
        there = x + (12 if i % 2 else -12), y
        mouse.press((x, y), there)
        page.evaluate(DRAWN)
        mouse.send("mouseReleased", *there, held=False)
        page.wait_for_timeout(REFINED)
