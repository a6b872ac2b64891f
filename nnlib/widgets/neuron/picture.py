"""Neuron as a picture that stands still."""

from nnlib import figures


def draw(widget, figure):
    """Draw the widget's present state in the figure."""
    with_data = len(widget.x) == 1 and len(widget.X)
    high = [0.6 + 0.75 * (len(widget.x) + 1), *([3.0] if with_data else [])]
    figure.set_size_inches(7.2, sum(high))
    rows = figure.subplots(len(high), 1, height_ratios=high, squeeze=False)[:, 0]
    figures.neuron(widget.net, widget.x, inputs=widget.inputs, target=widget.target, ax=rows[0])
    if with_data:
        names = {"inputs": widget.inputs[0], "target": widget.target}
        figures.data_and_fit(widget.X, widget.Y, {"prediction": widget.net}, **names, ax=rows[1])
        for label, x in widget.marks:
            rows[1].axvline(x, color=figures.COLOURS["input"], linestyle="--", linewidth=1.2)
            rows[1].text(x, 0.3, f" {label}", color=figures.COLOURS["input"], clip_on=True)
