"""Training: `descend` is the loop of gradient descent, and `fit` runs it, measures, and knows the reasons to stop."""

import math
import sys
from itertools import chain, count

import numpy as np

from nnlib import arguments, diagnosis, passes
from nnlib.costs import mse
from nnlib.history import Record
from nnlib.network import checked_problem
from nnlib.optimizers import OPTIMIZERS, Optimizer


def descend(net, X, Y, cost, optimizer, batch_size, rng, max_steps, path):
    """Gradient descent itself: a generator that trains net in place, one epoch at each turn.

    Before the first epoch and after each it yields the number of steps so far, the norm of the gradient, and the
    Forward of all examples, or None. Without batches, one epoch is one step, and the gradient is the one at net's
    present parameters. With batches, each step has a gradient of its own; the norm is their mean over the epoch, and
    there is no Forward of all examples. `path`, a list or None, gets theta after each step.
    """
    W, b, activations = net.W, net.b, net.activations  # views of theta: they follow every step

    def both_passes(X_batch, Y_batch):
        run = passes.forward(W, b, activations, X_batch)
        return run, passes.backward(W, activations, run, Y_batch, cost).theta  # (P,)

    def step(gradient, epoch):
        optimizer.step(net.theta, gradient, epoch)
        if path is not None:
            path.append(net.theta.copy())

    steps, run = 0, None
    if batch_size is None:
        run, gradient = both_passes(X, Y)
    else:  # a thousand examples at a time, because all at once can fill the memory
        # Every slice's gradient contains the whole penalty. The factors len(slice) / N sum to 1, so the penalty
        # counts once.
        slices = [slice(i, i + 1000) for i in range(0, len(X), 1000)]
        gradient = sum(len(Y[rows]) / len(Y) * both_passes(X[rows], Y[rows])[1] for rows in slices)
    norms = [_norm(gradient)]
    for epoch in count():  # endless: `fit` stops asking
        before = net.theta.copy()  # a callback may move theta while this waits at yield
        yield steps, sum(norms) / len(norms), run
        if batch_size is None:
            if (net.theta != before).any():  # then the gradient is another one
                _, gradient = both_passes(X, Y)
            step(gradient, epoch)
            run, gradient = both_passes(X, Y)
            norms = [_norm(gradient)]
            steps += 1
        else:
            norms, order = [], rng.permutation(len(X))
            starts = range(0, len(X), batch_size)
            for i, start in enumerate(starts[: max_steps - steps]):  # max_steps in all
                rows = order[start : start + batch_size]
                _, gradient = both_passes(X[rows], Y[rows])
                norms.append(_norm(gradient))
                step(gradient, epoch + i / len(starts))  # schedules see an epoch of several batches as a fraction
                steps += 1


def _norm(gradient):
    norm = float(np.linalg.norm(gradient))
    if math.isfinite(norm):
        return norm
    return float(np.hypot.reduce(gradient))  # the squares overflowed; hypot avoids them


def fit(
    net,
    X,
    Y,
    *,
    cost=mse,
    optimizer="sgd",
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

    X is `(N, n_in)`, Y is `(N, n_out)`, or `(N,)` for one output. The optimizer is "sgd" for nn.SGD(0.5), "adam" for
    nn.Adam(), one of these with other settings, or your own (see `nnlib/optimizers.py`). Each step uses all examples
    or, with batch_size, that many, drawn anew in each epoch by rng, a generator or a seed (batches need one); an epoch
    is one pass over all examples. After each epoch, `validation=(X, Y)` is measured too.

    Training ends after `epochs` epochs or `max_steps` steps; when the cost after an epoch is below `stop_below`; when
    the validation cost (without validation, the cost) has had no new lowest value for `patience` epochs, and then net
    gets the parameters of the lowest; when `callback(epoch, net, cost)`, called before the first epoch and after each,
    returns True; or when the cost overflows, and then net gets the parameters of the epoch before. `progress` shows a
    bar (tqdm); `keep_path` keeps every theta.

    Raises ValueError if X, Y and cost do not fit net, if a number is out of range, if there is a batch_size without an
    rng, or if the cost is not finite at the start.

    >>> from nnlib import Network
    >>> net = Network([1, 1], "identity")
    >>> fit(net, [[0.0], [1.0]], [[1.0], [3.0]], epochs=500, stop_below=1e-6)
    History(30 steps, cost 5 -> 7.92e-07, stopped: the cost fell below 1e-06 at step 30)
    """
    X, Y, cost = checked_problem(net, X, Y, cost)
    optimizer = _optimizer(optimizer, net.theta)
    epochs = arguments.whole("epochs", epochs, 0)
    batch_size = None if batch_size is None else arguments.whole("batch_size", batch_size, 1)
    rng = None if batch_size is None and rng is None else arguments.generator(rng)
    max_steps = sys.maxsize if max_steps is None else arguments.whole("max_steps", max_steps, 1)
    patience = math.inf if patience is None else arguments.whole("patience", patience, 1)
    stop_below = -math.inf if stop_below is None else arguments.number("stop_below", stop_below)
    validation = _checked_validation(net, validation, cost)
    record = Record(net, cost, (X, Y), validation)
    path = [net.theta.copy()] if keep_path else None
    training = descend(net, X, Y, cost, optimizer, batch_size, rng, max_steps, path)
    stopped = ""
    with np.errstate(all="ignore"):  # an overflow is reported in words
        try:
            # Keep this order: when the epoch numbers run out, zip stops before it asks `training` for another epoch.
            for epoch, (steps, gradient_norm, run) in zip(_epoch_numbers(epochs, progress), training, strict=False):
                if not record.add(steps, gradient_norm, run):
                    stopped = diagnosis.why_diverged(net, X, epoch, _rate(optimizer, epoch - 1), batch_size)
                    break
                asked = None if callback is None else callback(epoch, net, record.measured[-1].cost)
                if (net.theta != record.theta).any():  # the callback has changed it
                    record.measure_again()
                record.note_lowest()
                if isinstance(asked, (bool, np.bool_)) and asked:  # only True stops: a callback may return a figure
                    stopped = f"the callback asked for it after epoch {epoch}"
                elif record.measured[-1].cost < stop_below:
                    stopped = f"the cost fell below {stop_below:g} at step {steps}"
                elif epoch - record.epoch_of_lowest >= patience:
                    record.go_back_to_lowest()
                    stopped = f"no lower cost for {patience} epochs; net is as after epoch {record.epoch}"
                elif steps >= max_steps:
                    stopped = f"all {max_steps} steps done"
                if stopped:
                    break
        finally:
            if not np.isfinite(net.theta).all():  # Ctrl-C came in the middle of an epoch that diverges
                net.theta = record.theta
        if not record.diverged:  # a divergence has a sentence of its own
            remarks = diagnosis.remarks(net, X, record.start, record.epoch)
            if record.is_growing():
                remarks.append(diagnosis.why_growing(net, X, record.measured, _rate(optimizer, record.epoch - 1)))
            stopped = "; ".join([stopped or f"all {epochs} epochs done", *remarks])
    return record.history(stopped, path)


def _checked_validation(net, validation, cost):
    """Check the validation data and return them as arrays, or None if there are none.

    The sentence about a mistake names the validation data, so that nobody looks for it in the training data.
    """
    if validation is None:
        return None
    if not isinstance(validation, (tuple, list)) or len(validation) != 2:
        raise ValueError(
            f"validation must be a pair of inputs and targets; got {arguments.short(validation)}. "
            f"Pass validation=(X_val, Y_val)."
        )
    try:
        return checked_problem(net, *validation, cost)[:2]
    except ValueError as mistake:
        raise ValueError(f"In the validation data: {mistake}") from None


def _optimizer(optimizer, theta):
    """The optimizer by name or as it is. If it has a `start`, it begins without the state of an earlier training."""
    if isinstance(optimizer, type) or not hasattr(optimizer, "step"):
        optimizer = arguments.named("optimizer", optimizer, OPTIMIZERS, fix="Pass a name, or nn.SGD(0.5).")
    return optimizer.start(theta) if hasattr(optimizer, "start") else optimizer


def _rate(optimizer, epoch):
    """The learning rate at an epoch. None for a custom optimizer, which has no `rate`."""
    return optimizer.rate(epoch) if isinstance(optimizer, Optimizer) else None


def _epoch_numbers(epochs, progress):
    """The numbers 0, 1, ..., epochs, with a bar if progress is true."""
    if not progress:
        return range(epochs + 1)
    from tqdm.auto import trange  # here, because nnlib needs NumPy only

    return chain([0], trange(1, epochs + 1, unit="epoch"))
