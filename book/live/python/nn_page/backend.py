"""Matplotlib's backend for pages: plt.show() sends the open figures to the page, as the end of a cell does."""

from matplotlib.backends.backend_agg import FigureCanvas, FigureManager  # noqa: F401, pyplot looks for them here

from nn_page.shown import draw_all


def show(*arguments, **options):
    """Draw and close every open figure."""
    draw_all()
