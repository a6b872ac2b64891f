"""MNIST's files: read from this machine, or downloaded from the first mirror that gives what the checksums want."""

import gzip
import os
from pathlib import Path

import numpy as np

from nnlib import arguments

MIRRORS = ("https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/")
FILES = {  # name and SHA-256
    "x_train": ("train-images-idx3-ubyte.gz", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
    "y_train": ("train-labels-idx1-ubyte.gz", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
    "x_test": ("t10k-images-idx3-ubyte.gz", "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
    "y_test": ("t10k-labels-idx1-ubyte.gz", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
}
WANTED = "an .npz file of uint8 arrays: x_train and x_test, (N, 784) or (N, 28, 28), y_train and y_test, (N,)"


def read(name, path):
    """The four arrays from the file `path`, or from mnist.npz in that folder; `name` is the path's, for a message."""
    if not isinstance(path, (str, os.PathLike)):
        raise ValueError(f"{name} must name a file or a folder; got {arguments.short(path)}. Pass 'folder/mnist.npz'.")
    try:
        file = Path(path, "mnist.npz") if os.path.isdir(path) else Path(path)
        with open(file, "rb") as opened, np.load(opened, allow_pickle=False) as found:
            arrays = {key: found[key] for key in FILES}
    except Exception as error:  # a damaged file makes NumPy raise nearly anything
        reason = {FileNotFoundError: "is not there", KeyError: "lacks one of them"}.get(type(error), "cannot be read")
        raise ValueError(
            f"{name} must name {WANTED}, or a folder with mnist.npz in it; got {os.fspath(path)!r}: it {reason}. "
            f"Put the file there, or leave out path and NNLIB_DATA to download MNIST."
        ) from error
    for part in ("train", "test"):
        x, y = arrays[f"x_{part}"], arrays[f"y_{part}"]
        if not (
            isinstance(x, np.ndarray) and x.dtype == np.uint8 and x.shape[1:] in ((784,), (28, 28)) and len(x)
            and isinstance(y, np.ndarray) and y.dtype == np.uint8 and y.shape == (len(x),) and y.max() < 10
        ):  # fmt: skip
            raise ValueError(
                f"{name} must name {WANTED}, labels from 0 to 9; got {arguments.short(x)} and {arguments.short(y)} "
                f"for {part}. Write the file again with np.savez_compressed."
            )
    return arrays


def downloaded():
    """The four arrays from pooch's cache, or else from a mirror."""
    try:
        import pooch
    except ImportError as error:
        raise ImportError("MNIST is downloaded with pooch, which is not installed. pip install pooch.") from error
    return {key: _idx(_file(pooch, *FILES[key])) for key in FILES}


def _file(pooch, name, checksum):
    failed = []
    for mirror in MIRRORS:
        try:
            return pooch.retrieve(mirror + name, f"sha256:{checksum}", fname=name, path=pooch.os_cache("nnlib"))
        except (OSError, ValueError) as error:  # no answer, or another checksum
            failed.append(f"{type(error).__name__ if isinstance(error, OSError) else 'a wrong checksum'} from {mirror}")
    raise ConnectionError(
        f"MNIST must be downloaded once, from one of its mirrors; got for {name} {', '.join(failed)}. "
        f"Try again later, or set NNLIB_DATA to {WANTED}."
    )


def _idx(path):
    """An array from an IDX file: two zeros, the type (8: uint8), how many dimensions, each as 4 bytes, the numbers."""
    data = gzip.decompress(Path(path).read_bytes())
    shape = np.frombuffer(data, ">u4", count=data[3], offset=4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(shape)
