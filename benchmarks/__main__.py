"""Runs the benchmarks: `python -m benchmarks` all, `python -m benchmarks NAME` one. Exit code 1 over a budget."""

import importlib
import sys

from benchmarks.table import show

NAMES = {
    "weight": "what a page with widgets makes a reader download, and how soon the widgets live",
    "control": "how soon the first control is on the screen, beside ipywidgets' html-manager",
    "lighthouse": "what Lighthouse says of three pages on a phone: four categories, largest paint, blocking, shift",
    "frames": "how evenly frames follow while each widget is dragged, and a slider beside the kernel's way",
    "playground": "how many steps of training a displayed frame has room for",
    "building": "what a build costs after an edit, and what it executes again",
    "running": "what Python in a page weighs, how soon it prints, and how fast its cells are beside a kernel's",
    "engine": "what training costs beside bare products and peers, and how well it tells digits apart",
}


def main(names):
    """Run the benchmarks of these names, all where there are none, and answer the exit code."""
    unknown = [name for name in names if name not in NAMES]
    if unknown or "--help" in names:
        print("python -m benchmarks [NAME ...]", *(f"  {name:12}{about}" for name, about in NAMES.items()), sep="\n")
        return 2
    held = True
    for name in names or NAMES:
        print(f"\n{name}: {NAMES[name]}", flush=True)
        rows = importlib.import_module(f"benchmarks.{name}").measure()
        held &= show(rows)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
