// Play, step, rewind and the slider over what was trained: how the reader moves along a run.
import { button, choice, enable, slider } from "../shared/view/controls.ts";
import { html, write } from "../shared/view/dom.ts";
import { HALT, player } from "../shared/view/player.ts";
import { returning } from "./state.ts";
import { origin } from "./words.ts";
import type { trainingRun } from "../shared/core/training.ts";
import type { Ui } from "../shared/view/shell.ts";
import type { Past } from "./state.ts";

const SPEEDS = [["0", "Speed: automatic"], ["1", "1 step a frame"], ["5", "5 steps a frame"], ["20", "20 steps a frame"], ["100", "100 steps a frame"]] as [string, string][];
const QUICKEST = 20; // steps a frame that are taken where the reader sets none
const END = 500; // steps that Play takes where no motion is wanted

const AHEAD = 200; // steps that the slider reaches at least

/** @param options fork leaves the run for other settings */
export function transport({ ui, budget, run, step, fork }: { ui: Ui, budget: number, run: () => ReturnType<typeof trainingRun>,
    step: () => number, fork: (values: Record<string, unknown>) => void }) {
  const { signal, get, change, commit, body } = ui;
  const { high: most, allowed } = ui.range("steps");
  let moving = 0;
  const play = player({ body, label: "Play", stopLabel: "Pause", signal, start, stop: () => (cancelAnimationFrame(moving), commit()) });
  const go = (steps: number, done = true) => {
    play.end();
    change({ steps: Math.max(0, Math.min(most, steps)) });
    if (done) commit();
  };
  const speed = choice({ label: "Speed", options: SPEEDS, signal, onInput: (value) => (change({ pace: Number(value) }), commit()) });
  const scrub = slider({
    name: "Step", caption: "step", symbol: "t", low: 0, high: AHEAD, step: 1, signal, onChange: commit,
    allowed: (x) => allowed(x - get("before")),
    onInput: (t) => go(t - get("before"), false),
  });
  const again = button({ label: "Run before", signal, onClick: () => (play.end(), ui.warn(""), change(returning(get)), commit()) });
  const told = html("span", {});
  const way = html("span", { class: "nn-way" });
  const earlier = html("div", { class: "nn-bar nn-earlier" }, again, html("span", {}, told, way));
  const rate = slider({ name: "Learning rate η", caption: "learning rate", symbol: "η", ...ui.range("learning_rate"), low: 0.001, high: 10, log: true, signal, onChange: () => (commit(), goOn()), onInput: (value) => fork({ learning_rate: value }) });
  const element = html("div", { class: "nn-transport" },
    html("div", { class: "nn-bar nn-play" },
      play.element,
      button({ label: "Step", signal, onClick: () => go(step() + 1) }),
      button({ label: "Rewind", signal, onClick: () => go(0) })),
    rate.element);

  // A setting that is dragged while it plays would begin a run in each frame: training stands still until the hand lets go.
  let waits = false;
  const goOn = () => {
    if (waits) play.toggle();
    waits = false;
  };
  body.addEventListener(HALT, () => void (waits = false), { signal });

  /** Steps in a frame: few at first, while much changes, then more. */
  const paceAt = (at: number) => get("pace") || Math.min(QUICKEST, 1 + Math.floor(at / 40));
  function start() {
    if (run().divergedAt >= 0 && step() >= run().steps) return false;
    if (step() >= most) return ui.warn(`A run has at most ${most} steps. Change a setting, and training goes on from here.`), false;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      change({ steps: run().reach(Math.min(most, step() + END)) }); // no motion asked for: the end at once
      commit();
      return false;
    }
    const tick = () => {
      const at = step();
      if (run().divergedAt >= 0 && at >= run().steps) return play.end();
      if (at >= most) return play.end();
      const begun = performance.now();
      const reached = run().reach(Math.min(most, at + paceAt(get("before") + at)), () => performance.now() - begun > budget);
      change({ steps: reached });
      moving = requestAnimationFrame(tick);
    };
    moving = requestAnimationFrame(tick);
  }
  return {
    element,
    speed: speed.element,
    scrub: html("div", { class: "nn-scrub" }, scrub.element),
    earlier,
    playing: play.playing,
    end: play.end,
    /** Stand still, where it plays, until `goOn`. */
    hold() {
      if (!play.playing()) return;
      play.end();
      waits = true;
    },
    goOn,
    show(at: number, past: Past[]) {
      enable(again, past.length > 0); // where it is not, the style sheet hides the row, but not from under the keyboard's focus
      write(told, origin(past));
      write(way, past.length ? " Run before goes back to its end; Undo then returns here." : "Change a setting at any step: training goes on from there, and the run that you leave is kept here.");
      const before = get("before"); // counted from the start, as the sentence, the table and the chart count
      scrub.mark(NaN, past.length ? `from ${before} on` : "back, or on");
      speed.show(String(get("pace")));
      rate.show(get("learning_rate"));
      scrub.range(before, before + Math.min(most, Math.max(AHEAD, Math.ceil(run().steps / AHEAD) * AHEAD)));
      scrub.show(before + at);
    },
  };
}
