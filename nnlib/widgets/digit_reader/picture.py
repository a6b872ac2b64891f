"""DigitReader as a picture that stands still."""

from nnlib import figures


def draw(widget, figure):
    """Draw the widget's present state in the figure."""
    figure.set_size_inches(7.0, 3.4)
    left, right = figure.subplots(1, 2)
    figures.image_grid(widget.X, shape=(28, 28), ax=left)
    read = [0.0] * 10 if widget.blank else widget.probabilities  # of nothing, nothing is claimed
    right.barh(range(10), read, color=figures.COLOURS["output"])
    right.set(yticks=range(10), xlim=(0, 1), xlabel="probability", ylabel="digit")
    right.invert_yaxis()
