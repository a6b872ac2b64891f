"""Comms: what ipywidgets sends to a notebook goes to the page, and what the page's widgets change comes back."""

import json

import comm
from comm.base_comm import BaseComm

from nn_page.errors import explain
from nn_page.messages import flush, send


class PageComm(BaseComm):
    """One widget's line to the page."""

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **rest):
        """Send ipywidgets' own message: a widget's whole state, or the traits that have changed."""
        send(msg_type, buffers or (), id=self.comm_id, data=data or {})


comm.create_comm = PageComm


def receive(id, data, buffers):
    """Take what the page's widget changed; the comm's own callback checks it and sets the traits."""
    known = comm.get_comm_manager().comms.get(id)
    if known is not None:
        message = {"content": {"comm_id": id, "data": json.loads(data)}, "buffers": [memoryview(b) for b in buffers]}
        try:
            known.handle_msg(message)
        except Exception as error:
            send("error", **explain(error))
    flush()
    send("received", id=id)
