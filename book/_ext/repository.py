"""Repository: buttons that open a lesson elsewhere, where the book's own address is known, and only there."""

import os
import re
import subprocess
from pathlib import Path

ADDRESS = "NN_REPOSITORY_URL"
HOSTS = ("github.com", "gitlab.com", "bitbucket.org")  # those whose addresses the theme knows how to write


def setup(app):
    """Connect the extension before the theme reads its options."""
    app.connect("config-inited", set_buttons, priority=10)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def set_buttons(app, config):
    """Binder, Colab and source buttons for the fork that this is; with no address, none."""
    address = known_address()
    host = address.removeprefix("https://").split("/")[0]
    if host not in HOSTS:
        return
    options = dict(config.html_theme_options)
    options.update(
        repository_url=address,
        repository_branch=os.environ.get("NN_REPOSITORY_BRANCH", "main"),
        use_repository_button=True,
        use_source_button=True,
        use_issues_button=True,
    )
    if host == "github.com":
        options["launch_buttons"] = {
            "binderhub_url": "https://mybinder.org",
            "colab_url": "https://colab.research.google.com",
            "notebook_interface": "jupyterlab",
        }
    config.html_theme_options = options


def known_address():
    """The https address from the environment or from git's remote, or nothing: it is never guessed."""
    given = os.environ.get(ADDRESS, "").strip()
    if not given:
        here = Path(__file__).parent
        asked = subprocess.run(["git", "remote", "get-url", "origin"], cwd=here, capture_output=True, encoding="utf8")
        given = asked.stdout.strip() if asked.returncode == 0 else ""
    ssh = re.fullmatch(r"(?:ssh://)?git@([\w.-]+)[:/](.+)", given)
    given = f"https://{ssh[1]}/{ssh[2]}" if ssh else given
    address = re.fullmatch(r"(https://)(?:[^/@]+@)?(.+?)(?:\.git)?/?", given)
    return f"{address[1]}{address[2]}" if address else ""
