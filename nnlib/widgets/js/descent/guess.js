// The step that the reader draws before it is taken: an arrow from the marble to a ring that is dragged, and what came of it.
import { besides } from "../core/descent.js";
import { handle } from "../view/controls.js";
import { put, set, svg } from "../view/dom.js";
import { dragged, shown } from "../view/numbers.js";

/** A drawn step: where it ends, and which step it is, counted from 1. @typedef {[number, number, number]} Guess */

/** A state's drawn step, where there is one that the path comes to. @returns {Guess | null} */
export const guessOf = (/** @type {number[]} */ guess, /** @type {import("../core/descent.js").Path} */ path) =>
  guess.length && guess[2] <= path.steps ? /** @type {Guess} */ (guess) : null;

/** What a state's drawn step must be: nothing, or two numbers and the step's. */
export const guessCheck = (/** @type {number} */ most) => (/** @type {any} */ x) =>
  Array.isArray(x) && (x.length === 0 || (x.length === 3 && x.every((value) => typeof value === "number" && Math.abs(value) <= 1e100) && Number.isInteger(x[2]) && x[2] >= 1 && x[2] <= most))
    ? "" : `no numbers, or a weight, a bias and the number of a step up to ${most}`;

/** How the drawn step and the real one differ, in words; nothing before the real one is taken. */
export function guessSays(/** @type {Guess | null} */ guess, /** @type {import("../core/descent.js").Path} */ path, /** @type {number} */ steps) {
  if (!guess) return "";
  const k = guess[2];
  if (steps < k) return ` Step ${k} is yours to draw: drag the ring to where you think it ends, then press Step.`;
  const { ratio, degrees } = besides(path, k, guess);
  if (!Number.isFinite(ratio)) return ` Step ${k} does not move at all, so nothing can be compared with the one you drew.`;
  return ` The step ${k} that you drew is ${shown(ratio, 3)} times as long as the real one, and points ${shown(degrees, 3)}° beside it.`;
}

/**
 * The ring on a map.
 * @param {{ plot: ReturnType<typeof import("../view/chart.js").chart>, signal: AbortSignal, within: (act: () => void) => void,
 *   onGuess: (w: number, b: number) => void, onEnd: () => void }} options
 */
export function ring({ plot, signal, within, onGuess, onEnd }) {
  const group = svg("g", { "data-handle": "guess", display: "none" }, svg("circle", { r: 22, class: "nn-touch" }), svg("circle", { r: 7, class: "nn-ring nn-grip" }));
  plot.over.append(group);
  let at = [0, 0];
  const inside = (/** @type {number} */ value, /** @type {number[]} */ ends) => dragged(Math.max(ends[0], Math.min(ends[1], value)), ends);
  const give = (/** @type {number} */ w, /** @type {number} */ b) => onGuess(inside(w, plot.x.domain()), inside(b, plot.y.domain()));
  handle(group, {
    name: "End of the step that you draw", signal, within, onEnd,
    area: plot.root,
    onMove: (x, y) => give(plot.x.invert(x), plot.y.invert(y)),
    onNudge(dx, dy, large) {
      const size = (/** @type {number[]} */ [low, high]) => (high - low) * (large ? 0.1 : 0.01);
      give(at[0] + dx * size(plot.x.domain()), at[1] + dy * size(plot.y.domain()));
    },
    onEdge: (end) => give(plot.x.domain()[end === "Home" ? 0 : 1], at[1]),
  });
  return {
    /** Draw the arrow on the map's canvas, from pixels of the step's start, and beside it the real step where it is taken. */
    draw(/** @type {CanvasRenderingContext2D} */ pen, /** @type {Guess | null} */ guess, /** @type {Float64Array} */ spots, /** @type {(name: string) => string} */ colour) {
      set(group, "display", guess ? false : "none");
      if (!guess) return;
      at = [guess[0], guess[1]];
      const [x, y] = [plot.x(guess[0]), plot.y(guess[1])];
      put(group, x, y);
      const [low, high] = plot.x.domain();
      for (const [key, value] of Object.entries({ "aria-valuenow": at[0], "aria-valuemin": low, "aria-valuemax": high })) set(group, key, value);
      set(group, "aria-valuetext", `weight ${shown(at[0])}, bias ${shown(at[1])}`);
      pen.strokeStyle = colour("hidden2");
      pen.lineWidth = 2.2;
      pen.setLineDash([6, 4]);
      pen.beginPath();
      pen.moveTo(spots[2 * guess[2] - 2], spots[2 * guess[2] - 1]);
      pen.lineTo(x, y);
      pen.stroke();
      pen.setLineDash([]);
    },
  };
}
