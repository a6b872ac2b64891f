// The ground of Descent: its cost's surface, coarse at once, and fine over the frames that follow when the hand rests.
import { costSurface, linspace, surfaceWork } from "../core/surface.js";
import { levels } from "../view/contours.js";
import { slices } from "../view/slices.js";

const FINE = 64; // grid of the surface at rest
const COARSE = [32, 24, 16, 12]; // and while an example is dragged: the coarser, the slower the machine and the more the examples
const DEAR = 4; // milliseconds for a coarse one: twice in a row, and the next is coarser
const CHEAP = 1.2; // and finer again

/**
 * @typedef {{ C: Float64Array, n: number, w: Float64Array, b: Float64Array, thresholds: number[] }} Surface
 * @param {{ maps: ReturnType<typeof import("./map.js").costMap>[], signal: AbortSignal, onFine: () => void }} options
 *   onFine is called when a fine surface stands and no map shows it: the 3-D view's turn
 */
export function ground({ maps, signal, onFine }) {
  const work = slices(signal);
  /** @type {Surface[]} */
  let surfaces = []; // one a cost that is shown
  let finished = false;
  let under = false; // whether the fine ones are under way
  let grain = 0; // the place in COARSE
  let slow = 0; // how many coarse ones in a row were dear
  const grid = (/** @type {number[][]} */ ranges, /** @type {number} */ n) => ranges.map(([low, high]) => linspace(low, high, n));
  const surface = (/** @type {Float64Array} */ C, /** @type {Float64Array[]} */ [w, b]) => ({ C, n: w.length, w, b, thresholds: levels(C) });

  /** The slices that make one cost's surface fine and show it. @returns {import("../view/slices.js").Work[]} */
  const refined = (/** @type {import("../core/neuron.js").Problem} */ problem, /** @type {number} */ i, /** @type {number[][]} */ ranges, /** @type {boolean} */ solid) => {
    const places = grid(ranges, FINE);
    /** @type {ReturnType<typeof surfaceWork>} */
    let made;
    /** @type {Surface} */
    let one;
    /** @type {import("../view/slices.js").Work} */
    let painting;
    return [
      (late) => (made ??= surfaceWork(problem, places[0], places[1])).work(late),
      () => ((one = surface(made.C, places)), true),
      (late) => solid || (painting ??= maps[i].paintSurface(one))(late),
      () => ((surfaces[i] = one), true),
    ];
  };
  const stop = () => {
    work.stop();
    under = false;
  };
  return {
    surface: () => surfaces[0],
    /**
     * Draw it: `fresh` where its numbers are new, `paint` where the maps or their colours are. In a hurry it stays coarse,
     * and what was under way is given up.
     * @param {import("../core/neuron.js").Problem[]} problems one a map
     * @param {number[][]} ranges
     * @param {{ fresh: boolean, paint: boolean, hurried: boolean, solid: boolean }} now
     */
    draw(problems, ranges, { fresh, paint, hurried, solid }) {
      const begun = performance.now();
      const anew = fresh || problems.length !== surfaces.length;
      if (anew) {
        const places = grid(ranges, COARSE[grain]);
        surfaces = problems.map((problem) => surface(costSurface(problem, places[0], places[1]), places));
        finished = false;
        paint = true;
      }
      if (paint) stop();
      if (paint && !solid) surfaces.forEach((one, i) => maps[i].drawSurface(one));
      if (anew) {
        const took = performance.now() - begun;
        slow = took > DEAR ? slow + 1 : 0;
        if (slow > 1) grain = Math.min(grain + 1, COARSE.length - 1);
        else if (took < CHEAP) grain = Math.max(grain - 1, 0);
      }
      if (hurried) return stop();
      if (finished || under) return;
      under = true;
      work.start([
        ...problems.flatMap((problem, i) => refined(problem, i, ranges, solid)),
        () => {
          [finished, under] = [true, false];
          if (solid) onFine();
          return true;
        },
      ]);
    },
    /** The fine surface at once: paper does not wait. */
    finish: work.finish,
  };
}
