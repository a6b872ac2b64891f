"""A browser on the built book: the folder served on this machine alone, and pages opened in headless Chromium."""

import contextlib
import functools
import http.server
import mimetypes
import os
import subprocess
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import chromium, flags

ROOT = Path(__file__).parents[1]


def built():
    """The folder of the book, built now where something has changed. NN_BOOK names one that is built already."""
    if named := os.environ.get("NN_BOOK"):
        return Path(named).resolve()
    subprocess.run([sys.executable, "-m", "book.build"], cwd=ROOT, stdin=subprocess.DEVNULL, check=True)
    return ROOT / "_build/html"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files, and pages made up for a benchmark; its no cache is kept."""

    def __init__(self, *arguments, made, **options):
        self.made = made
        super().__init__(*arguments, **options)

    def do_GET(self):
        """A made page or script by its path, or else a file."""
        if (text := self.made.get(self.path)) is None:
            return super().do_GET()
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{mimetypes.guess_type(self.path)[0]}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self):
        """Isolated from other sites: only then does performance.now() count in steps of 5 microseconds."""
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()

    def log_message(self, *arguments):
        """Print nothing."""


@contextlib.contextmanager
def opened(folder, made=()):
    """`(browser, site)`: a Chromium, and the folder's address on this machine; `made` maps paths to pages besides."""
    handler = functools.partial(Handler, directory=str(folder), made=dict(made))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as play:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        browser = play.chromium.launch(executable_path=chromium(), args=flags())
        try:
            yield browser, f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            browser.close()
            server.shutdown()
            thread.join()
