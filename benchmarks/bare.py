"""A bare canvas: the least that draws the same path or surface, to measure a widget by on the same machine."""

import json
from pathlib import Path

import nnlib as nn

CORE = Path(nn.__file__).parent / "widgets/js/core"
PAGE = """<!doctype html>
<canvas id="map" width="600" height="400"></canvas>
<script type="module">
  import { descend } from "/bare/descent.js";
  import { costSurface, linspace } from "/bare/surface.js";
  const [X, Y] = [Float64Array.from(%(X)s), Float64Array.from(%(Y)s)];
  const problem = { X, Y, k: 1, activation: "sigmoid", cost: "cross_entropy" };
  const pen = map.getContext("2d");
  const picture = pen.createImageData(64, 64);
  const pixels = new Uint32Array(picture.data.buffer);
  let place = [0, 0], path, waiting = 0, surface = false;
  const ask = (event) => {
    place = [(event.offsetX - 300) / 60, (200 - event.offsetY) / 40];
    surface ||= event.type === "lostpointercapture";
    waiting ||= requestAnimationFrame(draw);
  };
  const draw = () => {
    waiting = 0;
    path = descend(problem, place, 1, 0, 200, path);
    pen.clearRect(0, 0, 600, 400);
    if (surface) {
      const C = costSurface(problem, linspace(-5, 5, 64), linspace(-5, 5, 64));
      for (let i = 0; i < C.length; i++) pixels[i] = 0xff000000 + Math.min(255, C[i] * 60);
      pen.putImageData(picture, 0, 0);
      surface = false;
    }
    pen.beginPath();
    for (let i = 0; i <= 400; i += 2) pen.lineTo(300 + 60 * path.theta[i], 200 - 40 * path.theta[i + 1]);
    pen.stroke();
  };
  map.onpointerdown = (event) => map.setPointerCapture(event.pointerId);
  map.onpointermove = map.onlostpointercapture = ask;
</script>
"""


def pages():
    """What the server adds to the book: the page, and the widgets' own mathematics for it."""
    flights = nn.data.orings()
    X, _ = nn.data.standardise(flights.X)
    numbers = {"X": json.dumps(X.ravel().tolist()), "Y": json.dumps(flights.Y.ravel().tolist())}
    core = {f"/bare/{path.name}": path.read_text(encoding="utf-8") for path in CORE.glob("*.js")}
    return {"/bare/page.html": PAGE % numbers, **core}
