"""Claims about MNIST: it comes from a file or from a mirror that keeps the checksums, or a sentence says what to do."""

import gzip
import hashlib
import http.server
import socket
import struct
import sys
import threading

import numpy as np
import pytest

import nnlib as nn
from nnlib.data import mnist_files
from tests.engine.refusals import refused


def tiny():
    """Three images to train with and two to test: (N, 28, 28) and (N,), uint8."""
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (5, 28, 28)).astype(np.uint8)
    images[0, 0, :2] = 0, 255
    labels = np.array([3, 0, 9, 1, 1], dtype=np.uint8)
    return {"x_train": images[:3], "y_train": labels[:3], "x_test": images[3:], "y_test": labels[3:]}


def saved(folder, **changed):
    np.savez_compressed(folder / "mnist.npz", **{k: v for k, v in (tiny() | changed).items() if v is not None})
    return folder / "mnist.npz"


def is_tiny(found):
    wanted = tiny()
    return all(
        np.array_equal(data.X, wanted[f"x_{part}"].reshape(-1, 784) / np.float32(255))
        and data.Y.argmax(axis=1).tolist() == wanted[f"y_{part}"].tolist()
        for part, data in (("train", found.train), ("test", found.test))
    )


@pytest.fixture(autouse=True)
def no_variable(monkeypatch):
    monkeypatch.delenv("NNLIB_DATA", raising=False)


@pytest.mark.parametrize("shape", ((28, 28), (784,)))
def test_images_come_as_rows_from_0_to_1_and_labels_one_hot_in_float32(tmp_path, shape):
    images = {key: tiny()[key].reshape(-1, *shape) for key in ("x_train", "x_test")}
    found = nn.data.mnist(saved(tmp_path, **images))
    assert is_tiny(found)
    for data, n in ((found.train, 3), (found.test, 2)):
        assert data.X.shape == (n, 784) and data.Y.shape == (n, 10)
        assert data.X.dtype == data.Y.dtype == np.float32
        assert np.array_equal(data.Y.sum(axis=1), np.ones(n))
        assert len(data.inputs) == 784 and data.target == tuple("0123456789") and data.source and data.licence
    assert found.train.X[0, :2].tolist() == [0.0, 1.0]


def test_a_path_is_a_file_or_a_folder_a_text_or_a_path(tmp_path):
    file = saved(tmp_path)
    assert all(is_tiny(nn.data.mnist(path)) for path in (file, str(file), tmp_path, str(tmp_path)))


def test_without_a_path_the_variable_says_where_and_a_path_goes_before_it(tmp_path, monkeypatch):
    saved(tmp_path)
    for place in (tmp_path, tmp_path / "mnist.npz"):
        monkeypatch.setenv("NNLIB_DATA", str(place))
        assert is_tiny(nn.data.mnist())
    monkeypatch.setenv("NNLIB_DATA", str(tmp_path / "nothing"))
    assert is_tiny(nn.data.mnist(tmp_path))
    refused(nn.data.mnist, "NNLIB_DATA must name", "nothing'", "it is not there")


def test_what_is_no_path_and_a_file_that_cannot_be_opened_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused(lambda: nn.data.mnist(3), "path must name a file or a folder", "got 3")
    refused(
        lambda: nn.data.mnist("nowhere.npz"), "path must name an .npz file", "got 'nowhere.npz'", "Put the file there"
    )


def spoilt(kind, folder):
    file = saved(folder)
    if kind == "cut short":
        file.write_bytes(file.read_bytes()[:-200])
    elif kind == "a text":
        file.write_text("not an archive", encoding="utf8")
    elif kind == "a pickle":
        saved(folder, y_test=np.array([{}, {}], dtype=object))
    return file


@pytest.mark.parametrize("kind", ("cut short", "a text", "a pickle"))
def test_a_damaged_file_is_refused(kind, tmp_path):
    refused(lambda: nn.data.mnist(spoilt(kind, tmp_path)), "path must name an .npz file", "it cannot be read")


@pytest.mark.parametrize("key", mnist_files.FILES)
def test_a_file_without_one_of_the_arrays_is_refused(key, tmp_path):
    refused(lambda: nn.data.mnist(saved(tmp_path, **{key: None})), "it lacks one of them")


@pytest.mark.parametrize(
    ("changed", "fragment"),
    [
        ({"x_train": np.zeros((3, 784))}, "dtype float64"),
        ({"x_test": np.zeros((2, 28, 27), np.uint8)}, "(2, 28, 27)"),
        ({"x_train": np.zeros((4, 784), np.uint8)}, "(4, 784)"),
        ({"x_test": np.zeros((0, 784), np.uint8), "y_test": np.zeros(0, np.uint8)}, "(0, 784)"),
        ({"y_train": np.array([0, 1, 10], np.uint8)}, "labels from 0 to 9"),
        ({"y_train": np.zeros((3, 10), np.uint8)}, "(3, 10)"),
    ],
)
def test_arrays_of_another_shape_or_type_are_refused(changed, fragment, tmp_path):
    refused(lambda: nn.data.mnist(saved(tmp_path, **changed)), "path must name", fragment, "np.savez_compressed")


class Mirrors(http.server.ThreadingHTTPServer):
    """A server on this machine: /good/ gives right files, /wrong/ others of the same form, /dead/ nothing."""

    def __init__(self, good, wrong):
        super().__init__(("127.0.0.1", 0), Answer)
        self.files = {f"/good/{k}": v for k, v in good.items()} | {f"/wrong/{k}": v for k, v in wrong.items()}
        self.asked = []

    def at(self, name):
        return f"http://127.0.0.1:{self.server_port}/{name}/"


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        body = self.server.files.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_):
        pass


def idx(array):
    return gzip.compress(
        struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape) + array.tobytes(), mtime=0
    )


@pytest.fixture
def mirrors(tmp_path, monkeypatch):
    import pooch  # here, because what reads a file does not need it

    good = {mnist_files.FILES[key][0]: idx(array) for key, array in tiny().items()}
    wrong = {name: idx(np.zeros(7, np.uint8)) for name in good}
    sums = {k: (name, hashlib.sha256(good[name]).hexdigest()) for k, (name, _) in mnist_files.FILES.items()}
    monkeypatch.setattr(mnist_files, "FILES", sums)
    monkeypatch.setattr(pooch, "os_cache", lambda project: tmp_path / "cache" / project)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Mirrors(good, wrong) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def closed():
    """The address of a mirror whose machine does not answer at all."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/mnist/"


def use(monkeypatch, *addresses):
    monkeypatch.setattr(mnist_files, "MIRRORS", addresses)


def cached(tmp_path):
    return sorted(path.name for path in (tmp_path / "cache").rglob("*") if path.is_file())


def test_a_download_asks_the_first_mirror_for_each_file_once_and_is_kept(mirrors, monkeypatch, tmp_path):
    use(monkeypatch, mirrors.at("good"), mirrors.at("dead"))
    assert is_tiny(nn.data.mnist())
    names = sorted(name for name, _ in mnist_files.FILES.values())
    assert sorted(mirrors.asked) == [f"/good/{name}" for name in names]
    assert cached(tmp_path) == names
    assert is_tiny(nn.data.mnist()) and len(mirrors.asked) == 4


@pytest.mark.parametrize("first", ("dead", "wrong", "closed"))
def test_where_the_first_mirror_fails_the_second_is_used(first, mirrors, monkeypatch):
    use(monkeypatch, closed() if first == "closed" else mirrors.at(first), mirrors.at("good"))
    assert is_tiny(nn.data.mnist())
    assert sum(path.startswith("/good/") for path in mirrors.asked) == 4


def test_a_file_with_a_wrong_checksum_is_refused_and_not_kept(mirrors, monkeypatch, tmp_path):
    use(monkeypatch, mirrors.at("wrong"))
    with pytest.raises(ConnectionError, match=r"got for train-images.* a wrong checksum from http"):
        nn.data.mnist()
    assert cached(tmp_path) == []


def test_a_kept_file_that_has_changed_is_downloaded_again(mirrors, monkeypatch, tmp_path):
    use(monkeypatch, mirrors.at("good"))
    nn.data.mnist()
    (tmp_path / "cache/nnlib/t10k-labels-idx1-ubyte.gz").write_bytes(idx(np.zeros(2, np.uint8)))
    assert is_tiny(nn.data.mnist()) and len(mirrors.asked) == 5


def test_where_no_mirror_answers_a_sentence_says_so_and_which_file_to_put_where(mirrors, monkeypatch):
    use(monkeypatch, mirrors.at("dead"), closed())
    with pytest.raises(ConnectionError) as caught:
        nn.data.mnist()
    message = str(caught.value)
    assert message.startswith(
        "MNIST must be downloaded once, from one of its mirrors; got for train-images-idx3-ubyte.gz"
    )
    assert all(part in message for part in ("HTTPError from http", "/dead/", "ConnectionError from http", "/mnist/"))
    assert "set NNLIB_DATA to an .npz file of uint8 arrays: x_train and x_test, (N, 784) or (N, 28, 28)" in message


def test_the_variable_keeps_mnist_from_asking_any_mirror(mirrors, monkeypatch, tmp_path):
    use(monkeypatch, mirrors.at("good"))
    monkeypatch.setenv("NNLIB_DATA", str(saved(tmp_path)))
    assert is_tiny(nn.data.mnist()) and mirrors.asked == []


def test_an_empty_variable_is_none(mirrors, monkeypatch):
    use(monkeypatch, mirrors.at("good"))
    monkeypatch.setenv("NNLIB_DATA", "")
    assert is_tiny(nn.data.mnist()) and len(mirrors.asked) == 4


def test_without_pooch_the_loader_says_what_to_install_and_reads_a_file_all_the_same(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pooch", None)
    with pytest.raises(ImportError, match="pip install pooch"):
        nn.data.mnist()
    assert is_tiny(nn.data.mnist(saved(tmp_path)))


def test_there_is_more_than_one_mirror_and_each_checksum_is_a_sha_256():
    assert len(set(mnist_files.MIRRORS)) > 1
    assert all(address.startswith("https://") and address.endswith("/") for address in mnist_files.MIRRORS)
    assert all(len(bytes.fromhex(checksum)) == 32 for _, checksum in mnist_files.FILES.values())
