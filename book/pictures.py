"""Pictures: photographs the built book for the README. `python -m book.pictures` writes them into `book/pictures/`.

One moves: the Descent of the front page, from its start to the valley. The others are a still for each part of the
course. Run it after a change of what they show; the book must be built.
"""

import functools
import http.server
import io
import sys
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.chromium import chromium, flags

ROOT = Path(__file__).parents[1]
BUILT, FOLDER = ROOT / "_build/html", ROOT / "book/pictures"
STILLS = {  # one for each part: its name, page, widget, and how often Step is pressed
    "one-neuron": ("book/03-one-neuron", "neuron-2", 0),
    "learning": ("book/06-learning-rate", "descent-1", 30),
    "networks": ("book/widgets/backprop", "backprop-1", 2),
    "playground": ("book/widgets/playground", "playground-1", 40),
}
MOVING = ("book/index", "descent-1")
SCREEN = {"width": 1360, "height": 900}
FRAMES, MILLISECONDS, WIDTH = 40, 90, 720
HEIGHT = 0.8  # of the width, at most: a still shows the stage, and not what is set below it
# What lies over a page's top, and would lie over a picture.
CLEAR = ".bd-header-article, .skip-link, #pst-back-to-top { display: none !important; }"
MOST = 2_000_000  # bytes of the moving picture
QUALITY = 72


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that prints nothing."""

    def log_message(self, *args):
        pass


def main():
    """Photograph all, and say what was written."""
    if not BUILT.exists():
        sys.exit("The book is not built yet: run `make book` first.")
    FOLDER.mkdir(exist_ok=True)
    handler = functools.partial(Quiet, directory=str(BUILT))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as play:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = play.chromium.launch(executable_path=chromium(), args=flags())
        site = f"http://127.0.0.1:{server.server_address[1]}/"
        moving(browser, site)
        for name, (page, widget, steps) in STILLS.items():
            place = opened(browser, site, page, widget)
            for _ in range(steps):
                place.get_by_title("Step", exact=True).click()
            place.page.wait_for_timeout(1000)
            picture = photograph(place)
            picture = picture.crop((0, 0, picture.width, min(picture.height, round(HEIGHT * WIDTH))))
            picture.save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)
        browser.close()
        server.shutdown()
    for path in sorted(FOLDER.iterdir()):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def opened(browser, site, page, widget):
    """A widget that lives, on the screen, in the light theme."""
    context = browser.new_context(viewport=SCREEN, device_scale_factor=1.5, color_scheme="light")
    tab = context.new_page()
    tab.goto(f"{site}{page}.html", wait_until="load")
    tab.add_style_tag(content=CLEAR)
    place = tab.locator(f"#{widget}")
    place.scroll_into_view_if_needed()
    place.and_(tab.locator("[data-alive]")).wait_for()
    tab.wait_for_timeout(1500)  # what is drawn finely comes last
    return place


def photograph(place):
    """A picture of the widget, as wide as all of them."""
    picture = Image.open(io.BytesIO(place.screenshot())).convert("RGB")
    return picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS)


def moving(browser, site):
    """The Descent as it plays: each frame is a step, because how fast a screenshot comes is no speed to show."""
    place = opened(browser, site, *MOVING)
    step = place.get_by_title("Step", exact=True)
    place.get_by_title("Rewind", exact=True).click()  # it rolls by itself when the page is opened
    place.page.wait_for_timeout(1000)
    pictures = [photograph(place)]
    for _ in range(FRAMES):
        step.click()
        place.page.wait_for_timeout(450)  # a step takes 400 ms
        pictures.append(photograph(place))
    durations = [1200, *[MILLISECONDS] * (FRAMES - 1), 2500]
    for quality in range(QUALITY, 20, -10):
        options = {"save_all": True, "append_images": pictures[1:], "duration": durations, "loop": 0}
        pictures[0].save(FOLDER / "descent.webp", quality=quality, method=4, **options)
        if (FOLDER / "descent.webp").stat().st_size <= MOST:
            return
    sys.exit(f"The moving picture is larger than {MOST:,} bytes.")


if __name__ == "__main__":
    main()
