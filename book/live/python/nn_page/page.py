"""The worker calls `start` once, then `run` for each cell; what happens is sent to the page as messages."""

from nn_page.cells import complete, run
from nn_page.messages import connect
from nn_page.packages import install

__all__ = ["complete", "receive", "run", "start"]


def start(post, fetch, packages):
    """Make this Python the page's.

    post: sends a message, `(json, buffers)`. fetch: gives a file's content at once, `(file, title, bytes)`.
    packages: for each import name the file that holds it, as JSON.
    """
    connect(post)
    install(packages, fetch)


def receive(id, data, buffers):
    """Take what the page's widget changed. Comms are there only once a cell has made a widget."""
    from nn_page.comms import receive

    receive(id, data, [buffer.to_bytes() for buffer in buffers])
