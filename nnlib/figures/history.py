"""How the cost, or the length of the gradient, went from epoch to epoch."""

import numpy as np
from matplotlib.ticker import LogFormatter

from nnlib import arguments
from nnlib.figures.labels import direct_labels
from nnlib.figures.style import COLOURS, axes_or_new, labelled, series
from nnlib.history import History

MOST = 1e100  # a run that diverged is drawn up to here; what is higher tells no more, and no axis can hold it


class Plain(LogFormatter):
    """Numbers on a logarithmic axis as 0.05, not as 5e-02."""

    def _num_to_string(self, x, vmin, vmax):
        return f"{x:g}"


def history(runs, *, what="cost", log=True, ax=None):
    """A curve for each run in `runs`, a dictionary from label to `nn.History`; `what` is "cost" or "gradient_norm".

    A single History is taken, too, and needs no label.

    Where a run has a `validation` cost, that is a thin line with rings beside its cost. With all examples in each step
    an epoch is a step. A run that diverged leaves the picture above 1e100. log=False: costs on a linear axis.
    Raises ValueError if there are more than four runs, one of them is not a History, or `what` has another name.
    """
    what = arguments.named("what", what, {name: name for name in ("cost", "gradient_norm")})
    arguments.instance("log", log, bool, "Pass log=False, or leave it out.")
    single = isinstance(runs, History)
    runs = {"training": runs} if single else runs
    curves = series("runs", labelled("runs", runs, "History", 'Pass {"this run": history}.'))
    ax = axes_or_new(ax)
    for (label, run), token, line in curves:
        arguments.instance(f"runs[{label!r}]", run, History, "Pass what nn.fit returned.")
        ax.plot(_readable(getattr(run, what)), line, color=COLOURS[token], label=label)  # (epochs + 1,)
        if what == "cost" and run.validation is not None:
            ax.plot(
                _readable(run.validation),
                line,
                color=COLOURS[token],
                linewidth=1,
                marker="o",
                markersize=5,
                markerfacecolor=COLOURS["paper"],
                markevery=max(1, len(run.validation) // 12),
                label="validation" if single else f"{label}, validation",
            )
    ax.set(xlabel="epoch", ylabel="cost" if what == "cost" else "length of the gradient")
    if log and any((line.get_ydata() > 0).any() for line in ax.lines):
        ax.set_yscale("log")
        ax.yaxis.set_major_formatter(Plain())
        ax.yaxis.set_minor_formatter(Plain(minor_thresholds=(1, 0.4)))  # within one decade, its parts too
    if not (single and len(ax.lines) == 1):
        direct_labels(ax)
    return ax


def _readable(values):
    """The values, `(epochs + 1,)`, with gaps for those that are above MOST."""
    return np.where(values <= MOST, values, np.nan)
