"""Messages to the page: one function sends them all; text is gathered, so that ten thousand lines are few messages."""

import io
import json
import time

SECONDS = 0.1  # text is sent at most this often
MOST = 200_000  # letters that one cell may print: more would make the page slow, and nobody reads them

_post = None


def connect(post):
    """Remember the function that posts, and take over what is printed."""
    global _post
    _post = post


def send(kind, buffers=(), **content):
    """Send one message; `buffers` are bytes that go beside its JSON."""
    _post(json.dumps({"kind": kind, **content}), [bytes(buffer) for buffer in buffers])


class Printed(io.TextIOBase):
    """What a cell prints to one stream."""

    def __init__(self, name):
        self.name = name
        self.begin()

    def begin(self):
        """Count anew: another cell begins."""
        self.parts, self.letters, self.last = [], 0, 0.0

    def writable(self):
        """Yes, as any stream that is printed to."""
        return True

    def write(self, text):
        """Keep the text, and send all that is kept if the last was sent some time ago."""
        if not isinstance(text, str):
            raise TypeError(f"write() wants a text; got {type(text).__name__}. Pass str(...) of it.")
        room = MOST - self.letters
        if room >= 0:
            self.letters += len(text)
            self.parts.append(text[:room])
            if len(text) > room:
                self.parts.append("\n[The cell prints more than a page can show; the rest is left out.]\n")
            if time.monotonic() - self.last > SECONDS:
                self.flush()
        return len(text)

    def flush(self):
        """Send what is kept."""
        if self.parts:
            text, self.parts = "".join(self.parts), []
            self.last = time.monotonic()
            send("text", name=self.name, text=text)


streams = {name: Printed(name) for name in ("stdout", "stderr")}


def flush():
    """Send all text that is kept, before something else is shown below it."""
    for stream in streams.values():
        stream.flush()
