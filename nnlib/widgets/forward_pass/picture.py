"""ForwardPass as a picture that stands still."""

from nnlib.widgets.shared.pictures import network


def draw(widget, figure):
    """Draw the widget's present state in the figure."""
    network(widget.net, widget.x, figure, inputs=widget.inputs or None, outputs=widget.outputs or None)
