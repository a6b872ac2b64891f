"""Backpropagation, and three wrong rules to hold beside it: what each takes for the gradient, and where it leads."""

import numpy as np

RULES = ("backpropagation", "blame_active", "forget_slope", "biases_stay")


def gradient(net, X, Y, cost, rule):
    """What a rule takes for the Gradient of the mean cost, with its own delta; `rule` is one of RULES.

    "blame_active": the next layer's error, summed, is shared out in proportion to the activations, not through the
    weights. "forget_slope": the error goes through the weights, but not through the slope of any activation.
    "biases_stay": right for every weight, and zero for every bias.
    """
    run = net.forward(X)
    grad = net.backward(run, Y, cost)
    if rule == "biases_stay":
        for b in grad.b:
            b[:] = 0
    if rule in ("blame_active", "forget_slope"):
        delta = grad.delta[-1]  # (N, n_out)
        if rule == "forget_slope" and cost == "mse":
            delta = 2 * (run.A[-1] - Y)
        for l in reversed(range(len(net.W))):
            grad.delta[l] = delta
            grad.W[l][:] = delta.T @ run.A[l] / len(X)
            grad.b[l][:] = delta.mean(axis=0)
            delta = blamed(delta, run.A[l]) if rule == "blame_active" else delta @ net.W[l]  # (N, n_in)
    return grad


def blamed(delta, A):
    """The summed error, `(N, n_out)`, shared out by activation, `(N, n_in)`; nobody is blamed where all are 0."""
    total = np.abs(A).sum(axis=1, keepdims=True)  # (N, 1)
    return delta.sum(axis=1, keepdims=True) * A / np.where(total > 0, total, 1)


@np.errstate(all="ignore")
def learn(net, X, Y, cost, rule, learning_rate, updates):
    """Costs and parameters after 0, 1, ... updates by a rule, as far as they are finite: `(n + 1,)`, `(n + 1, P)`."""
    costs, path = [net.cost(X, Y, cost)], [net.theta.copy()]
    for _ in range(updates):
        theta = path[-1] - learning_rate * gradient(net.at(path[-1]), X, Y, cost, rule).theta
        value = net.at(theta).cost(X, Y, cost) if np.isfinite(theta).all() else np.inf
        if not np.isfinite(value):
            break
        costs.append(value)
        path.append(theta)
    return np.array(costs), np.array(path)
