"""Worksheet as a picture that stands still: the network, and its boxes as a table to be filled in by hand."""

from nnlib import figures
from nnlib.widgets.shared.pictures import network
from nnlib.widgets.worksheet.widget import boxes_of, judged

COLUMNS = 3  # of boxes, side by side
ROW = 0.32  # inches


def draw(widget, figure):
    """Draw the widget's present state in the figure: what is filled in, what was typed, and empty boxes."""
    rows = -(-len(boxes_of(widget.sizes)) // COLUMNS)
    inputs = [f"x = {number(value)}" for value in widget.x]
    ax = network(widget.net, None, figure, below=(rows + 2) * ROW, inputs=inputs)  # the values of a pass are the task
    ax.set_axis_off()
    ax.set(xlim=(0, COLUMNS), ylim=(rows, -2))
    layers = "; ".join(f"to {layer(widget.sizes, l)} {numbers(b)}" for l, b in enumerate(widget.net.b, 1))
    for line, text in ((-1.7, f"biases: {layers}"), (-0.8, f"target y: {numbers(widget.y)}; cost: (a − y)², summed")):
        ax.text(0.02, line + 0.3, text, color=figures.COLOURS["ink"])
    for i, (box, text, colour) in enumerate(filled(widget)):
        column, row = divmod(i, rows)
        ax.text(column + 0.02, row + 0.55, label(widget.sizes, box), color=figures.COLOURS["ink"], va="center", size=9)
        x, y = (column + 0.68, column + 0.98), (row + 0.12, row + 0.95)
        ax.fill([*x, *x[::-1]], [y[0], y[0], y[1], y[1]], fill=False, edgecolor=figures.COLOURS["muted"], linewidth=0.8)
        ax.text(x[0] + 0.02, row + 0.55, text, color=figures.COLOURS[colour], va="center", size=9)


def filled(widget):
    """Each box with the text in it, and the colour of that text: what is given muted, what is wrong in red."""
    given = widget.given
    for box, value in widget.solution.items():
        typed = widget.answers.get(box, "")
        right = judged(typed, value)
        if box in given or (widget.key and not right):
            yield box, number(value), "muted"
        else:
            yield box, typed, "output" if right else "error"


def label(sizes, box):
    """A box's name in words: `dW1_2_1` is "slope W2,1 (hidden)"."""
    name, *places = box.split("_")
    if not places:
        return "cost C"
    kind, l = name[:-1], int(name[-1])
    symbol = {"delta": "δ", "dW": "slope W", "db": "slope b"}.get(kind, kind)
    return f"{symbol}{'' if len(places) > 1 else ' '}{','.join(places)} ({layer(sizes, l)})"


def layer(sizes, l):
    """What a layer is called."""
    return "output" if l == len(sizes) - 1 else "hidden" if len(sizes) == 3 else ("blue", "magenta")[l - 1]


def number(value):
    """A number as the page shows it."""
    return f"{value:.4g}".replace("-", "−")


def numbers(values):
    """Several of them."""
    return ", ".join(map(number, values))
