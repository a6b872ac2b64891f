"""Claims about the repository's address: it comes from outside, in any form git knows, and is never guessed."""

import importlib.util
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("repository", Path(__file__).parents[2] / "book/_ext/repository.py")
repository = importlib.util.module_from_spec(spec)
spec.loader.exec_module(repository)


class Config:
    """As much of Sphinx's configuration as the extension touches."""

    def __init__(self):
        self.html_theme_options = {"search_bar_text": "kept"}


def options(monkeypatch, address):
    monkeypatch.setattr(repository, "known_address", lambda: address)
    config = Config()
    repository.set_buttons(None, config)
    return config.html_theme_options


@pytest.mark.parametrize(
    "given",
    [
        "https://github.com/someone/fork",
        "https://github.com/someone/fork.git",
        "https://github.com/someone/fork/",
        "https://name:secret@github.com/someone/fork.git",
        "git@github.com:someone/fork.git",
        "ssh://git@github.com/someone/fork.git",
    ],
)
def test_every_form_of_an_address_becomes_the_same_and_loses_its_secret(monkeypatch, given):
    monkeypatch.setenv(repository.ADDRESS, given)
    assert repository.known_address() == "https://github.com/someone/fork"


@pytest.mark.parametrize("given", ["/a/folder/of/this/machine", "file:///a/folder", "nonsense"])
def test_what_is_no_address_gives_none(monkeypatch, given):
    monkeypatch.setenv(repository.ADDRESS, given)
    assert repository.known_address() == ""


def test_a_fork_on_github_gets_its_own_buttons(monkeypatch):
    found = options(monkeypatch, "https://github.com/someone/fork")
    assert found["repository_url"] == "https://github.com/someone/fork"
    assert set(found["launch_buttons"]) == {"binderhub_url", "colab_url", "notebook_interface"}
    assert found["search_bar_text"] == "kept"


@pytest.mark.parametrize("address", ["", "https://an.example/someone/fork"])
def test_without_an_address_that_the_theme_can_write_there_are_no_buttons(monkeypatch, address):
    assert options(monkeypatch, address) == {"search_bar_text": "kept"}
