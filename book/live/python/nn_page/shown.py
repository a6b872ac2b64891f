"""Shown: sends a value to the page the way a notebook would show it, and each figure that a cell has drawn."""

import io
import sys

from nn_page.messages import flush, send

count = 0  # of figures, for the names inside them


def show(value):
    """Show one value: a widget alive, a figure drawn, anything else by its richest form that is safe to show."""
    flush()
    if is_widget(value):
        send("widget", id=value.model_id)
        return
    if is_figure(value):
        draw(value)
        return
    if has(value, "_ipython_display_"):
        value._ipython_display_()  # it shows itself, or, as a Verdict does, nothing
        return
    for kind, method in (("html", "_repr_html_"), ("svg", "_repr_svg_")):
        if (text := rich(value, method)) is not None:
            send(kind, text=text)
            return
    send("text", name="result", text=repr(value) + "\n")


def rich(value, method):
    """What a value's own method says it looks like; None where it has none."""
    return getattr(value, method)() if has(value, method) else None


def has(value, method):
    """Whether a value has such a method; a class only describes it."""
    return not isinstance(value, type) and callable(getattr(value, method, None))


def is_widget(value):
    """Whether the page has a living view of it."""
    ipywidgets = sys.modules.get("ipywidgets")
    return ipywidgets is not None and isinstance(value, ipywidgets.Widget)


def is_figure(value):
    """Whether it is a figure of Matplotlib's."""
    figure = sys.modules.get("matplotlib.figure")
    return figure is not None and isinstance(value, figure.Figure)


def draw(figure):
    """Send one figure as SVG in the page's colours; one without anything in it is not shown, as in a notebook."""
    global count
    if not figure.axes and not figure.lines:
        return
    from nn_page.figure_in_page import in_page_colours

    count += 1
    file = io.StringIO()
    figure.savefig(file, format="svg", bbox_inches="tight", facecolor=figure.get_facecolor(), dpi=figure.dpi)
    send("figure", svg=in_page_colours(file.getvalue(), prefix=f"run{count}", alt=""))


def draw_all():
    """Draw and close every open figure."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    flush()
    try:
        for number in pyplot.get_fignums():
            draw(pyplot.figure(number))
    finally:
        pyplot.close("all")
