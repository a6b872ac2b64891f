// Play, step, rewind and the slider over what was trained: how the reader moves along a run.
import { button, choice, slider } from "../view/controls.js";
import { html, write } from "../view/dom.js";
import { HALT, player } from "../view/player.js";
import { MOST_STEPS, returning } from "./state.js";
import { origin } from "./words.js";

const SPEEDS = /** @type {[string, string][]} */ ([["0", "Speed: automatic"], ["1", "1 step a frame"], ["5", "5 steps a frame"], ["20", "20 steps a frame"], ["100", "100 steps a frame"]]);
const QUICKEST = 20; // steps a frame that are taken where the reader sets none
const END = 500; // steps that Play takes where no motion is wanted

const AHEAD = 200; // steps that the slider reaches at least

/**
 * @param {{ ui: import("../view/shell.js").Ui, budget: number, run: () => ReturnType<typeof import("../core/training.js").training>,
 *   step: () => number, settle: () => void, fork: (values: Record<string, unknown>) => void }} options fork leaves the run for other settings
 */
export function transport({ ui, budget, run, step, settle, fork }) {
  const { signal, get, change, commit, body } = ui;
  let moving = 0;
  const play = player({ body, label: "Play", stopLabel: "Pause", signal, start, stop: () => (cancelAnimationFrame(moving), settle()) });
  const go = (/** @type {number} */ steps) => (play.end(), change({ steps: Math.max(0, Math.min(MOST_STEPS, steps)) }), commit());
  const speed = choice({ label: "Speed", options: SPEEDS, signal, onInput: (value) => (change({ pace: Number(value) }), commit()) });
  const scrub = slider({
    name: "Step", caption: "", symbol: "t", low: 0, high: AHEAD, step: 1, signal, onChange: settle,
    allowed: (x) => Number.isInteger(x) && x >= get("before") && x <= get("before") + MOST_STEPS,
    onInput: (t) => (play.end(), change({ steps: t - get("before") })),
  });
  const again = button({ label: "Run before", signal, onClick: () => (play.end(), ui.warn(""), change(returning(get)), commit()) });
  const told = html("span", {});
  const way = html("span", { class: "nn-way" });
  const back = html("div", { class: "nn-bar nn-earlier" }, again, html("span", {}, told, way));
  const rate = slider({ name: "Learning rate η", caption: "learning rate", symbol: "η", low: 0.001, high: 10, log: true, allowed: (x) => x > 0, signal, onChange: () => (settle(), goOn()), onInput: (value) => fork({ learning_rate: value }) });
  const element = html("div", { class: "nn-transport" },
    html("div", { class: "nn-bar nn-play" },
      play.element,
      button({ label: "Step", signal, onClick: () => go(step() + 1) }),
      button({ label: "Rewind", signal, onClick: () => go(0) }),
      speed.element),
    rate.element);

  // A setting that is dragged while it plays would begin a run in each frame: training stands still until the hand lets go.
  let waits = false;
  const goOn = () => {
    if (waits) play.toggle();
    waits = false;
  };
  body.addEventListener(HALT, () => void (waits = false), { signal });

  /** Steps in a frame: few at first, while much changes, then more. */
  const paceAt = (/** @type {number} */ at) => get("pace") || Math.min(QUICKEST, 1 + Math.floor(at / 40));
  function start() {
    if (run().divergedAt >= 0 && step() >= run().steps) return false;
    if (step() >= MOST_STEPS) return ui.warn(`A run has at most ${MOST_STEPS} steps. Change a setting, and training goes on from here.`), false;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      change({ steps: run().reach(Math.min(MOST_STEPS, step() + END)) }); // no motion asked for: the end at once
      commit();
      return false;
    }
    const tick = () => {
      const at = step();
      if (run().divergedAt >= 0 && at >= run().steps) return play.end();
      if (at >= MOST_STEPS) return play.end();
      const begun = performance.now();
      const reached = run().reach(Math.min(MOST_STEPS, at + paceAt(get("before") + at)), () => performance.now() - begun > budget);
      change({ steps: reached });
      moving = requestAnimationFrame(tick);
    };
    moving = requestAnimationFrame(tick);
  }
  return {
    element,
    scrub: html("div", { class: "nn-scrub" }, scrub.element, back),
    playing: play.playing,
    end: play.end,
    /** Stand still, where it plays, until `goOn`. */
    hold() {
      if (!play.playing()) return;
      play.end();
      waits = true;
    },
    goOn,
    show(/** @type {number} */ at, /** @type {import("./state.js").Past[]} */ past) {
      again.disabled = !past.length; // it keeps its room: what stands below must not jump away from the hand
      write(told, origin(past));
      write(way, past.length ? " Run before goes back to its end; Undo then returns here." : "Change a setting at any step: training goes on from there, and the run that you leave is kept here.");
      const before = get("before"); // counted from the start, as the sentence, the table and the chart count
      scrub.mark(NaN, past.length ? `step: back to ${before}, or on` : "step: back along the training, or on");
      speed.show(String(get("pace")));
      rate.show(get("learning_rate"));
      scrub.range(before, before + Math.min(MOST_STEPS, Math.max(AHEAD, Math.ceil(run().steps / AHEAD) * AHEAD)));
      scrub.show(before + at);
    },
  };
}
