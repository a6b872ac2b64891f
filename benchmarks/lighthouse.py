"""Lighthouse: what Google's tool says of three pages as a phone of the middle class would load them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.browser import ROOT, built, served
from benchmarks.table import Row
from tests.chromium import chromium, flags

LIGHTHOUSE = "lighthouse@12.8.2"  # needs nothing that the pinned node does not have; never a package of the book's own
PAGES = ("/book/index.html", "/book/05-gradient-descent.html", "/book/widgets/playground.html")
CATEGORIES = {
    "performance": "speed",
    "accessibility": "access",
    "best-practices": "best practices",
    "seo": "search engines",
}
SCORE = 95
MEASURES = {
    "largest-contentful-paint": ("largest paint", "ms", None),
    "total-blocking-time": ("blocked by scripts", "ms", None),
    "cumulative-layout-shift": ("layout shift", "", 0.02),
}


def measure():
    """The rows: the four categories of each page against 95, its three measures, and what costs it points."""
    folder, program = built(), fetched()
    if program is None:
        print("  npm could not fetch Lighthouse.", flush=True)
        return
    with served(folder) as site:
        for page in PAGES:
            report = reported(program, site + page)
            name = page.rsplit("/", 1)[-1]
            for key, title in CATEGORIES.items():
                yield Row(f"{name}: {title}", round(100 * (report["categories"][key]["score"] or 0)), "", least=SCORE)
            for key, (title, unit, budget) in MEASURES.items():
                yield Row(f"{name}: {title}", report["audits"][key]["numericValue"], unit, budget)
            for audit in failed(report):
                print(f"            {audit}", flush=True)


def fetched():
    """The path of Lighthouse's program; None where npm cannot fetch it."""
    home = ROOT / "_build/peers"
    program = home / "node_modules/lighthouse/cli/index.js"
    if not program.exists():
        npm = shutil.which("npm", path=str(Path(sys.executable).parent)) or shutil.which("npm")
        command = [npm, "install", "--no-save", "--ignore-scripts", "--prefix", str(home), LIGHTHOUSE]
        if npm is None or subprocess.run(command, capture_output=True).returncode:
            return None
    return program


def reported(program, address):
    """Lighthouse's report of a page."""
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    options = ["--quiet", "--output=json", "--output-path=stdout", f"--only-categories={','.join(CATEGORIES)}"]
    chrome = f"--chrome-flags={' '.join(['--headless=new', *flags()])}"
    environment = os.environ | {"CHROME_PATH": chromium()}
    done = subprocess.run(
        [node, str(program), address, *options, chrome], env=environment, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout)


def failed(report):
    """Each audit that costs its category points, with the first things it names."""
    for key, category in report["categories"].items():
        for part in category["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                items = (audit.get("details") or {}).get("items", [])[:3]
                named = [str(item.get("url") or (item.get("node") or {}).get("selector") or "") for item in items]
                yield f"{key}: {audit['title']} {audit.get('displayValue', '')} {' '.join(named)}".rstrip()
