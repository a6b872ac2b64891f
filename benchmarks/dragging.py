"""Dragging: a mouse that costs the page nothing, and what Chromium notes of its own work meanwhile."""

import collections
import math

KINDS = ["devtools.timeline"]


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
        self.move(*places[1:])

    def move(self, *places):
        """Move through these places."""
        for place in places:
            self.send("mouseMoved", *place, held=True)


def round_and_round(x, y, moves):
    """The places of a drag that begins at a place and goes to all sides of it."""
    for i in range(moves):
        turn = 2 * math.pi * i / 75
        yield x + 60 * math.sin(turn), y + 40 * math.sin(2 * turn)


def slowed(page, rate):
    """Slow the processor so many times, for this page."""
    if rate > 1:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


class Trace:
    """What Chromium notes of its own work meanwhile.

    Times are the thread's, so other programs on the machine do not lengthen them.
    """

    def __init__(self, browser):
        self.session = browser.new_browser_cdp_session()
        self.notes, self.complete = [], False

    def __enter__(self):
        self.session.on("Tracing.dataCollected", lambda told: self.notes.extend(told["value"]))
        self.session.on("Tracing.tracingComplete", self.finish)
        config = {"includedCategories": KINDS, "excludedCategories": ["*"]}
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

    def main(self):
        """Milliseconds of the main thread's work in all: scripts, style, layout, paint, the collection of garbage.

        The page's main thread is the one that calls scripts.
        """
        calls = collections.Counter((note["pid"], note["tid"]) for note in self.notes if note["name"] == "FunctionCall")
        ((where, _),) = calls.most_common(1)
        slices = [note for note in self.notes if (note["pid"], note["tid"]) == where and "tdur" in note]
        total, until = 0.0, 0
        for note in sorted(slices, key=lambda note: (note["ts"], -note["dur"])):
            if note["ts"] >= until:  # a slice within a slice is within its time
                until = note["ts"] + note["dur"]
                total += note["tdur"] / 1000
        return total
