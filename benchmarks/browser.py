"""A browser on the built book: the folder served on this machine alone, and pages opened in headless Chromium."""

import contextlib
import functools
import gzip
import http.server
import mimetypes
import os
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

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
    """Serves files, and pages made up for a benchmark, with gzip as hosts of pages do; no cache is kept."""

    protocol_version = "HTTP/1.1"  # connections are kept, as on any host

    def __init__(self, *arguments, made, **options):
        self.made = made
        super().__init__(*arguments, **options)

    def do_GET(self):
        """A made page or script by its path, or else a file."""
        path, file = urlsplit(self.path).path, Path(self.translate_path(self.path))
        kind = mimetypes.guess_type(path)[0] or ""
        if path in self.made:
            body = zipped(self.made[path].encode())
        elif file.is_file() and kind.startswith(("text/", "application/j")):
            body = zipped(file.read_bytes())
        else:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
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


@functools.cache
def zipped(body):
    """The bytes that a server sends for these."""
    return gzip.compress(body, 9, mtime=0)


@contextlib.contextmanager
def served(folder, made=()):
    """The folder's address on this machine; `made` maps paths to pages besides."""
    handler = functools.partial(Handler, directory=str(folder), made=dict(made))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def opened(folder, made=()):
    """`(browser, site)`: a Chromium, and the folder's address on this machine, with these pages besides."""
    with served(folder, made) as site, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=flags())
        try:
            yield browser, site
        finally:
            browser.close()
