"""Printed text: pieces of one stream are joined as they were printed, wherever the clock happened to cut them."""


def setup(app):
    """Connect the extension. myst-nb's own joining ends each piece with a new line, and offers no other."""
    from myst_nb.core import render

    render.coalesce_streams = joined
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def joined(outputs):
    """Outputs in which neighbouring pieces of one stream are one."""
    found = []
    for output in outputs:
        if output.output_type == "stream" and found and found[-1].get("name") == output.name:
            found[-1].text += output.text
        else:
            found.append(output)
    return found
