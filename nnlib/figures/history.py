"""How the cost, or the length of the gradient, went from epoch to epoch."""

from matplotlib.ticker import LogFormatter

from nnlib import checks
from nnlib.figures.style import COLOURS, axes_or_new, labelled, series
from nnlib.history import History


class Plain(LogFormatter):
    """Numbers on a logarithmic axis as 0.05, not as 5e-02."""

    def _num_to_string(self, x, vmin, vmax):
        return f"{x:g}"


def history(runs, *, what="cost", log=True, ax=None):
    """A curve for each run in `runs`, a dictionary from label to `nn.History`; `what` is "cost" or "gradient_norm".

    Where a run has a `validation` cost, that is a thin line with rings beside its cost. With all examples in each step
    an epoch is a step. ValueError for more than four runs, or another `what`.
    """
    if what not in ("cost", "gradient_norm"):
        raise ValueError(f"what must be 'cost' or 'gradient_norm'; got {what!r}. Pass one of these names.")
    curves = series("runs", labelled("runs", runs, "History", 'Pass {"this run": history}.'))
    ax = axes_or_new(ax)
    for (label, run), token, line in curves:
        checks.instance(f"runs[{label!r}]", run, History, "Pass what nn.fit returned.")
        ax.plot(getattr(run, what), line, color=COLOURS[token], label=label)  # (epochs + 1,)
        if what == "cost" and run.validation is not None:
            ax.plot(
                run.validation,
                line,
                color=COLOURS[token],
                linewidth=1,
                marker="o",
                markersize=5,
                markerfacecolor=COLOURS["paper"],
                markevery=max(1, len(run.validation) // 12),
                label=f"{label}, validation",
            )
    ax.set(xlabel="epoch", ylabel="cost" if what == "cost" else "length of the gradient")
    if log:
        ax.set_yscale("log")
        ax.yaxis.set_major_formatter(Plain())
        ax.yaxis.set_minor_formatter(Plain(minor_thresholds=(1, 0.4)))  # within one decade, its parts too
    if runs:
        ax.legend()
    return ax
