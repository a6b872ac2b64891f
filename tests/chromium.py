"""Chromium for the tests: finds the machine's own, or installs one. `python -m tests.chromium` prints where it is."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from filelock import FileLock

USER = os.getuid() if hasattr(os, "getuid") else ""  # another user's lock could not be opened
LOCK = Path(tempfile.gettempdir()) / f"install-chromium-{USER}.lock"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge")
PLACES = {
    "darwin": (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        "Chromium/Application/chrome.exe",
        "Google/Chrome/Application/chrome.exe",
        "Microsoft/Edge/Application/msedge.exe",
    ),
}
MANAGERS = {  # the program that installs -> what it is asked for, and whether only root may ask
    "apt-get": (["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], True),
    "dnf": (["dnf", "install", "--assumeyes", "chromium"], True),
    "pacman": (["pacman", "--sync", "--noconfirm", "chromium"], True),
    "brew": (["brew", "install", "--cask", "chromium"], False),
}
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # The address bar is a page of its own, which nobody sees here and which takes a quarter of each opening.
    "--disable-features=MediaRouter,OptimizationHints,PaintHolding,WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # a request that slips past every gate finds no host
]


def flags():
    """What Chromium is started with: silent towards the network, and without its sandbox where root runs it."""
    return [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else list(FLAGS)


def find():
    """The path of a Chromium on this machine, or None. NN_CHROMIUM, where it is set, is taken at its word."""
    if named := os.environ.get("NN_CHROMIUM"):
        return shutil.which(named)
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    places = [Path(root) / tail for root in roots if root for tail in PLACES["win32"]]
    places = places if sys.platform == "win32" else [Path(place) for place in PLACES.get(sys.platform, ())]
    found = [shutil.which(name) for name in NAMES] + [str(place) for place in places if place.exists()]
    return next((path for path in found if path), None)


def install():
    """Ask the package manager for Chromium, where it may be asked without a password; False where it may not."""
    for manager, (command, as_root) in MANAGERS.items():
        if shutil.which(manager) is None:
            continue
        before = [] if not as_root or os.geteuid() == 0 else ["sudo", "--non-interactive"]
        if before and (shutil.which("sudo") is None or not succeeds(["sudo", "--non-interactive", "true"])):
            return False
        print(f"There is no Chromium on this machine: {manager} installs it now.", file=sys.stderr, flush=True)
        if manager == "apt-get":
            succeeds([*before, "apt-get", "update"])
        return succeeds([*before, *command])
    return False


def succeeds(command):
    """Whether a command ends well; what it prints goes to stderr, and it is asked nothing."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=quiet).returncode == 0


def chromium():
    """The path of a Chromium, installed now if there was none. SystemExit, in one sentence, where there can be none."""
    if named := os.environ.get("NN_CHROMIUM"):
        return find() or sys.exit(f"NN_CHROMIUM names no program that can be run: {named}.")
    if path := find():
        return path
    with FileLock(LOCK):  # package managers refuse to run twice at the same time
        if (path := find()) or (install() and (path := find())):
            return path
    sys.exit("The browser tests need Chromium: install it (on Debian: apt-get install chromium), or set NN_CHROMIUM.")


if __name__ == "__main__":
    print(chromium())
