"""Opened pages: a helper that opens the book's pages, and notes every other host they ask and all that goes wrong."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TOC = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf8"))
PAGES = [TOC["root"], *(chapter["file"] for part in TOC["parts"] for chapter in part["chapters"])]
OWN = ("data:", "blob:")
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf8")  # what a page runs to be looked at by axe


def some(names, of, first=0):
    """Every `of`th name, from the `first` on, as a test's parameters; the others are long: `make test-all` runs them.

    Tests that open a page for each name begin at different ones, so that `make test` opens every page for some of them.
    """
    names = list(names)
    now = names[first::of]
    return [name if name in now else pytest.param(name, marks=pytest.mark.long) for name in names]


# Before a page's own scripts: count the frames it asks for, and keep what it copies.
WATCH = """
globalThis.nnFrames = 0;
const ask = globalThis.requestAnimationFrame.bind(globalThis);
globalThis.nnAsk = ask;
globalThis.requestAnimationFrame = (callback) => (globalThis.nnFrames++, ask(callback));
"""
# Until no frame was asked for during 150 ms: numbers are drawn up to 100 ms after what was dragged. What plays is not
# waited for.
SETTLED = """() => new Promise((done) => {
  let [seen, looks] = [-1, 0]; // looks are counted and not milliseconds: on a busy machine one look may take a second
  const look = () => {
    if (seen === nnFrames || ++looks > 10) return done();
    seen = nnFrames;
    setTimeout(look, 150);
  };
  nnAsk(() => nnAsk(look));
})"""
# Whether no frame was asked for during half a second.
CEASED = """() => new Promise((done) => {
  const seen = nnFrames;
  setTimeout(() => done(nnFrames === seen), 500);
})"""


class Opener:
    """Opens pages; `wrong` lists requests to other hosts, page errors and console errors of them all.

    Chromium's flags refuse every other host. Playwright's routes could too, but they take a third of a page's time, and
    no browser has its cache where one stands.
    """

    def __init__(self, browser, site, html):
        self.browser, self.site, self.html = browser, site, html
        self.wrong, self.asked, self.contexts = [], [], []

    def context(self, *, width=1280, height=900, scripts=(), **options):
        """A new browser profile, watched."""
        options = {"reduced_motion": "no-preference", "viewport": {"width": width, "height": height}, **options}
        return self.watched(self.browser.new_context(**options), scripts)

    def watched(self, context, scripts=()):
        """A browser profile, from now on watched."""
        context.set_default_timeout(60_000)  # a busy machine is no failure
        for script in (WATCH, *scripts):
            context.add_init_script(script)
        context.on("request", self.note)
        context.on("page", self.watch)
        self.contexts.append(context)
        return context

    def note(self, request):
        """Note what is asked for, and what is asked of another host as wrong."""
        self.asked.append(request.url)
        if not request.url.startswith((self.site, self.html.as_uri(), *OWN)):
            self.wrong.append(f"request to another host: {request.url}")

    def watch(self, page):
        """Note every error of a page."""
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        page.on("console", lambda line: line.type == "error" and self.wrong.append(f"{page.url}: {line.text}"))
        page.on("requestfailed", self.failed)

    def failed(self, request):
        """Note a request that failed, but for those that a browser without JavaScript leaves unasked."""
        if request.failure != "csp":
            self.wrong.append(f"{request.failure}: {request.url}")

    def open(self, name, *, fragment="", disk=False, context=None, alive=True, replaced=None, **options):
        """A page of the book, by its name in _toc.yml, every widget awake.

        `disk` opens it by file://; `replaced` changes its HTML, `(text) -> text`, on the way to the browser.
        """
        page = (context or self.context(**options)).new_page()
        address = f"{self.html.as_uri()}/{name}.html" if disk else f"{self.site}{name}.html"
        if replaced:
            text = replaced((self.html / f"{name}.html").read_text(encoding="utf8"))
            page.route(address, lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
        page.goto(address + (f"#{fragment}" if fragment else ""), wait_until="load")
        if alive:
            awaken(page)
        return page

    def close(self):
        """Close every page that was opened."""
        for context in self.contexts:
            context.close()


# A fold that is a trait is left as it is: the tests of that trait open it.
OPEN = "() => { for (const fold of document.querySelectorAll('.nn-fold:not([data-trait])')) fold.open = true; }"
OPEN_PLAY = """(place) => {
  const panel = place.querySelector("button[title^='Play']")?.closest("[role=tabpanel][hidden]");
  if (panel) document.getElementById(panel.getAttribute("aria-labelledby")).click();
}"""


def awaken(page):
    """Scroll to every widget, wait until each has started, or said that it cannot, and open what it has folded."""
    for place in page.locator(".nn-widget").all():
        place.scroll_into_view_if_needed()
        place.and_(page.locator("[data-alive], [data-broken]")).wait_for()
    page.evaluate(OPEN)
    settle(page)


def settle(page):
    """Wait until what was changed is drawn."""
    page.evaluate(SETTLED)


def play_of(place):
    """A widget's Play buttons; the tab that they are in is opened."""
    place.evaluate(OPEN_PLAY)
    settle(place.page)
    return place.locator("button[title^='Play']")


def rested(page):
    """Wait until no frame was asked for during half a second: what is fine is drawn then. It must come to an end."""
    page.wait_for_function(CEASED)


def hosts(page):
    """The ids of a page's widgets."""
    return page.locator(".nn-widget").evaluate_all("(places) => places.map((place) => place.id)")
