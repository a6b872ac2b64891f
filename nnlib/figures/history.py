"""How the cost, or the length of the gradient, went from step to step."""

from matplotlib.ticker import LogFormatter

from nnlib.figures.style import COLOURS, SERIES, axes_or_new


def history(runs, *, what="cost", log=True, ax=None):
    """A curve for each run in `runs`, a dictionary from label to `nn.History`; `what` is "cost" or "gradient_norm"."""
    if what not in ("cost", "gradient_norm"):
        raise ValueError(f"what must be 'cost' or 'gradient_norm'; got {what!r}. Pass one of these names.")
    ax = axes_or_new(ax)
    for (label, run), (token, line) in zip(runs.items(), SERIES, strict=False):
        ax.plot(getattr(run, what), line, color=COLOURS[token], label=label)
    ax.set(xlabel="step", ylabel="cost" if what == "cost" else "length of the gradient")
    if log:
        ax.set_yscale("log")
        ax.yaxis.set_major_formatter(LogFormatter())
        ax.yaxis.set_minor_formatter(LogFormatter(minor_thresholds=(1, 0.4)))  # within one decade, its parts too
    ax.legend()
    return ax
