"""Weight: the JavaScript that a page with two widgets brings, gzipped, and how soon after the page its widgets live."""

import re
import statistics
from urllib.parse import unquote, urlsplit

from benchmarks.browser import built, opened, zipped
from benchmarks.table import Row

NEURON, DESCENT, FRONT = "/book/03-one-neuron.html", "/book/05-gradient-descent.html", "/book/index.html"
BOTH = "/book/both.html"  # made here: no lesson needs both widgets
JAVASCRIPT = 250_000  # bytes gzipped
MODULE = 45_000  # bytes gzipped, of one widget
ALIVE = 300  # milliseconds after the load event
TIMES = 5
PLACE = re.compile(r'(?:<link rel="preload"[^>]*_static/widgets/[^>]*>)*<div class="nn-widget".*?</div>', re.DOTALL)
INLINE = """() => [...document.scripts]
  .filter((script) => !script.src && (!script.type || /javascript|module/.test(script.type)))
  .map((script) => script.textContent)"""
LIVING = """() => [...document.querySelectorAll(".nn-widget")]
  .filter((place) => place.getBoundingClientRect().top < innerHeight)
  .map((place) => [place.id, place.dataset.alive === undefined ? null
    : Number(place.dataset.alive) - performance.getEntriesByType("navigation")[0].loadEventStart])"""
SETTLED = """() => [...document.querySelectorAll(".nn-widget")]
  .every((place) => place.matches("[data-alive], [data-broken]") || place.getBoundingClientRect().top >= innerHeight)"""


def measure():
    """The rows: every script's bytes and their sum, and the milliseconds of every widget in the first screen."""
    folder = built()
    with opened(folder, {BOTH: both(folder)}) as (browser, site):
        sizes = scripts(browser, site)
        for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
            yield Row(f"{name}, gzipped", size, "bytes")
        yield Row("all JavaScript of a page with Neuron and Descent, gzipped", sum(sizes.values()), "bytes", JAVASCRIPT)
        for module in sorted((folder / "_static/widgets").glob("*-esm-*.js")):
            what = f"the module of {module.name.split('-')[0]}, gzipped"
            yield Row(what, len(zipped(module.read_bytes())), "bytes", MODULE)
        for path in (FRONT, NEURON, DESCENT, BOTH):
            for widget, times in living(browser, site + path).items():
                what = f"{path.rsplit('/', 1)[1]} {widget}: alive after the load event, median of {len(times)}"
                yield Row(what, statistics.median(times), "ms", ALIVE)


def both(folder):
    """The page of the first lesson with a neuron, with the front page's Descent set beside its first widget."""
    text = (folder / NEURON[1:]).read_text(encoding="utf8")
    descent = PLACE.search((folder / DESCENT[1:]).read_text(encoding="utf8"))[0]
    assert 'data-kind="neuron"' in text and 'data-kind="descent"' in descent
    return PLACE.sub(lambda neuron: neuron[0] + descent, text, count=1)


def scripts(browser, site):
    """Bytes gzipped of every script that the page runs, once the whole page was read."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    answers = []
    page.on("response", lambda answer: answer.request.resource_type == "script" and answers.append(answer))
    page.goto(site + BOTH, wait_until="load")
    for place in page.locator(".nn-widget").all():
        place.scroll_into_view_if_needed()
        place.and_(page.locator("[data-alive]")).wait_for(timeout=20_000)
    page.wait_for_load_state("networkidle")
    kinds = page.locator(".nn-widget").evaluate_all("(places) => places.map((place) => place.dataset.kind)")
    assert {"neuron", "descent"} <= set(kinds)
    sizes = {}
    for answer in answers:
        if answer.url.startswith(site):
            sizes[unquote(urlsplit(answer.url).path)] = len(zipped(answer.body()))
        else:
            assert answer.url.startswith("blob:"), answer.url  # a module whose text has come once already
    sizes["inline scripts"] = sum(len(zipped(text.encode())) for text in page.evaluate(INLINE))
    page.close()
    return sizes


def living(browser, address):
    """Milliseconds from the load event to life, of each widget in the first screen; each time with nothing cached."""
    times = {}
    for _ in range(TIMES):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(address, wait_until="load")
        page.wait_for_function(SETTLED, timeout=20_000)
        for widget, after in page.evaluate(LIVING):
            assert after is not None, f"{widget} did not start"
            times.setdefault(widget, []).append(max(0, after))
        context.close()
    assert times, f"no widget is on the first screen of {address}"
    return times
