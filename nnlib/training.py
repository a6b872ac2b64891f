"""Training: measure the slope, take a step, repeat, and say why it stopped."""

import math
from itertools import chain

import numpy as np

from nnlib import checks
from nnlib.costs import mse
from nnlib.network import problem
from nnlib.optimizers import SGD, Optimizer
from nnlib.trainer import Trainer

DEFAULT = SGD(learning_rate=0.5)  # frozen, so that sharing it between calls is safe


def fit(
    net,
    X,
    Y,
    *,
    cost=mse,
    optimizer=DEFAULT,
    epochs=200,
    batch_size=None,
    rng=None,
    validation=None,
    patience=None,
    stop_below=None,
    max_steps=None,
    callback=None,
    progress=False,
    keep_path=False,
):
    """Train net in place by gradient descent and return the History.

    X is `(N, n_in)`, Y is `(N, n_out)`. Each step uses all examples or, with batch_size, that many, drawn anew in each
    epoch by rng; an epoch is one pass over all. `validation=(X, Y)` is measured after each epoch.

    Training ends after `epochs` epochs or `max_steps` steps; when the cost is below `stop_below`; when the validation
    cost (without validation, the cost) has no new lowest for `patience` epochs, and then net has the parameters of the
    lowest (with batches and no validation, the cost of an epoch is measured on its way); when `callback(epoch, net,
    cost)`, called after each epoch and with 0 before the first, returns True; or when it diverges: then net has the
    last parameters whose cost and slope were finite. `progress` shows a bar (tqdm); `keep_path` keeps every theta.
    With batches net is brought up to date at the end of each epoch. ValueError for arguments that do not fit, or where
    the cost or a parameter is not finite at the start or after a callback.

    >>> from nnlib import Network
    >>> net = Network([1, 1], "identity")
    >>> fit(net, [[0.0], [1.0]], [[1.0], [3.0]], epochs=500, stop_below=1e-6)
    History(30 steps, cost 5 -> 7.92e-07, stopped: the cost fell below 1e-06 at step 30)
    """
    X, Y, cost = problem(net, X, Y, cost)
    checks.instance("optimizer", optimizer, Optimizer, "Pass optimizer=nn.SGD(0.5).")
    epochs = checks.whole("epochs", epochs, 0)
    most = math.inf if max_steps is None else checks.whole("max_steps", max_steps, 1)
    patience = math.inf if patience is None else checks.whole("patience", patience, 1)
    low = -math.inf if stop_below is None else checks.number("stop_below", stop_below)
    if callback is not None:
        checks.function("callback", callback, "epoch", "net", "cost", mend="Pass callback=print.")
    checks.instance("progress", progress, bool, "Pass True or False.")
    checks.instance("keep_path", keep_path, bool, "Pass True or False.")
    judged = _validation(net, validation, cost)
    trainer = Trainer(net, X, Y, cost, optimizer, _batch_size(batch_size, rng), rng, most, keep_path)
    lowest, best, since, stopped = math.inf, None, 0, ""

    with np.errstate(all="ignore"):  # an overflow is told in words
        for epoch in _counted(epochs, progress):
            if not trainer.epoch(epoch):
                break
            watched = trainer.record(judged)
            now = trainer.costs[-1]
            sample = epoch == 0 and batch_size is not None  # the cost of one batch, which no mean compares with
            if watched is None:
                watched = math.inf if sample else now
            since = 0 if watched < lowest or epoch == 0 else since + 1  # what is no number is no new lowest
            if since == 0:
                lowest, best = watched, net.theta.copy() if patience < math.inf else None
            if callback is not None and _asks_to_stop(callback, epoch, trainer):
                stopped = f"the callback asked for it after epoch {epoch}"
            elif now < low and not sample:
                stopped = f"the cost fell below {low:g} at step {trainer.steps}"
            elif since >= patience:
                net.theta = best
                stopped = f"no lower cost for {patience} epochs; net is as after epoch {epoch - since}"
            elif trainer.steps >= most:
                stopped = f"all {most} steps done"
            if stopped:
                break
        trainer.end()
    return trainer.history(stopped or f"all {epochs} epochs done")


def _asks_to_stop(callback, epoch, trainer):
    """Whether a callback said True; whatever else it returns says nothing. It may change theta, but not to NaN."""
    net, theta = trainer.net, trainer.net.theta.copy()
    answer = callback(epoch, net, trainer.costs[-1])
    checks.array("net.theta, after the callback,", net.theta)
    if (net.theta != theta).any():
        trainer.measure_moved()
    return isinstance(answer, (bool, np.bool_)) and bool(answer)


def _counted(epochs, progress):
    """The epochs from 0, with a bar where it is wanted."""
    if not progress:
        return range(epochs + 1)
    try:
        from tqdm.auto import trange
    except ImportError as error:
        raise ImportError("progress=True shows a bar of tqdm's, which is not installed. pip install tqdm.") from error
    return chain([0], trange(1, epochs + 1, unit="epoch"))


def _batch_size(size, rng):
    """How many examples are a batch; None where all are."""
    size = None if size is None else checks.whole("batch_size", size, 1)
    if size is not None or rng is not None:
        checks.generator(rng)
    return size


def _validation(net, validation, cost):
    if validation is None:
        return None
    if not isinstance(validation, (tuple, list)) or len(validation) != 2:
        raise ValueError(
            f"validation must be a pair, inputs and targets; got {checks.told(validation)}. Pass validation=(X, Y)."
        )
    X, Y, _ = problem(net, *validation, cost)
    return X, Y
