"""Playground: steps of training for each displayed frame, and how evenly frames follow."""

import statistics

import numpy as np

from benchmarks.browser import built, opened
from benchmarks.table import Row

PAGE, WIDGET = "/book/widgets/playground.html", "#playground-1"
STATE = '{"hidden":[4,4],"examples":300,"batch":0,"pace":20}'  # 2-4-4-1; of 300 examples, two of three are trained with
STEPS, FRAME = 20, 16.7
WARM, FRAMES, TIMES = 60, 120, 3  # frames
# Plays for so many frames; answers when each came, and at which step the training then was.
PLAY = """(frames) => new Promise((done) => {
  const place = document.querySelector(".nn-widget[data-alive]");
  const slider = [...place.querySelectorAll("input[data-control]")].find((input) => input.dataset.control === "t");
  place.querySelector("button[title^='Play']").click();
  const times = [];
  const tick = (time) => {
    times.push(time);
    if (times.length <= frames) return requestAnimationFrame(tick);
    place.querySelector("button[title^='Pause']").click();
    requestAnimationFrame(() => requestAnimationFrame(() => done([times, Number(slider.value)])));
  };
  requestAnimationFrame(tick);
})"""


def measure():
    """The rows: medians of a few plays, each from the run's start."""
    with opened(built()) as (browser, site):
        steps, late = [], []
        for _ in range(TIMES):
            page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="no-preference")
            page.goto(f"{site}{PAGE}{WIDGET}={STATE}")
            page.locator(f"{WIDGET}[data-alive]").wait_for()
            _, before = page.evaluate(PLAY, WARM)
            times, after = page.evaluate(PLAY, FRAMES)
            steps.append((after - before) / FRAMES)
            late.append(float(np.percentile(np.diff(times), 95)))
            page.close()
    yield Row(
        "2-4-4-1, 200 examples, played: full-batch steps for each displayed frame",
        statistics.median(steps),
        "",
        least=STEPS,
    )
    yield Row("the same: between frames, 95th percentile", statistics.median(late), "ms", FRAME)
