"""Storage: a network comes back from the file that `net.save(path)` wrote."""

import numpy as np

from nnlib.network import Network


def load(path):
    """The network in a `.npz` file that `net.save(path)` wrote. Nothing in the file is run: it holds arrays alone.

    Raises ValueError if the file holds something else.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "net.npz"
    ...     Network([2, 1], "tanh", theta=[1.0, 2.0, 3.0]).save(path)
    ...     load(path).theta.tolist()
    [1.0, 2.0, 3.0]
    """
    try:
        with np.load(path, allow_pickle=False) as found:
            sizes, names, theta = (found[name] for name in ("sizes", "activations", "theta"))
    except (KeyError, ValueError) as error:
        raise ValueError(
            f"path must name a file that net.save wrote; got {str(path)!r} ({error}). Save the network again."
        ) from None
    return Network(sizes.tolist(), names.tolist(), theta=theta, dtype=theta.dtype)
