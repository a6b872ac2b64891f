"""A summary of a network: a table of its layers, as text."""


def summary(net):
    """A line for each layer of net, and one for all its parameters."""
    hidden = [f"hidden {l}" for l in range(1, len(net.sizes) - 1)]
    counts = [W.size + b.size for W, b in zip(net.W, net.b, strict=True)]
    rows = zip([*hidden, "output"], net.sizes[1:], map(str, net.activations), counts, strict=True)
    table = [("layer", "units", "activation", "parameters"), ("input", f"{net.sizes[0]:,}", "", "")]
    table += [(name, f"{n:,}", activation, f"{count:,}") for name, n, activation, count in rows]
    a, b, c, d = (max(map(len, column)) for column in zip(*table, strict=True))
    lines = [f"{name:{a}}  {n:>{b}}  {kind:{c}}  {count:>{d}}".rstrip() for name, n, kind, count in table]
    biases = sum(net.sizes[1:])
    weights = net.theta.size - biases
    return "\n".join([*lines, f"{weights + biases:,} parameters: {weights:,} weights and {biases:,} biases"])
