// What Backprop lets a hand move: the picked weight or bias, and an input and a target of the example in the diagram.
import { network } from "../core/network.js";
import { targetMoved } from "../core/targets.js";
import { slider } from "../view/controls.js";
import { dragged } from "../view/numbers.js";
import { numbersOf, tableOf } from "../view/traits.js";

const FULL = 150; // pixels that drag an input through half its range

/**
 * @param {{ ui: import("../view/shell.js").Ui, names: ReturnType<typeof import("../view/parameters.js").parameters>, unit: (l: number, j: number) => string,
 *   theta: () => ArrayLike<number>, problem: () => import("../core/nudge.js").Problem, end: () => void }} options
 *   theta is the present one, after the updates made; end stops what plays
 */
export function moved({ ui, names, unit, theta, problem, end }) {
  const { signal, get, change, commit } = ui;
  /** @type {number[]} */
  const sizes = get("sizes");
  const last = sizes.length - 1;
  const shares = () => get("cost") === "cross_entropy" && get("activations")[last - 1] === "softmax";
  const largest = (/** @type {ArrayLike<number>} */ values) => Math.max(1, ...Array.from(values, Math.abs));
  const reach = { theta: roundUp(2 * largest(get("theta"))), x: roundUp(2 * largest(numbersOf(get("X")))) };
  const targets = get("cost") === "cross_entropy" ? [0, 1] : [-1, 1].map((sign) => sign * roundUp(1.5 * largest(numbersOf(get("Y")))));

  /** Take other numbers where their cost is a number, as their first pass starts anew; else say so, and leave the old ones. */
  const take = (/** @type {{ theta?: number[], X?: Float64Array, Y?: Float64Array }} */ values) => {
    end();
    const { activations, cost, N, X, Y } = problem();
    const net = network(sizes, activations, N);
    const there = values.theta ?? get("theta");
    net.forward(there, values.X ?? X);
    const well = Number.isFinite(net.cost(cost, there, values.Y ?? Y));
    ui.warn(well ? "" : "With that number the cost is past all bounds, so the old one stays.");
    if (!well) return ui.request();
    const tables = { ...(values.X ? { X: tableOf(values.X, sizes[0]) } : {}), ...(values.Y ? { Y: tableOf(values.Y, sizes[last]) } : {}) };
    change({ ...tables, ...(values.theta ? { theta: values.theta, steps: 0 } : {}) });
  };
  const at = (/** @type {number} */ n, /** @type {number} */ j) => get("example") * n + j;
  const setX = (/** @type {number} */ x) => {
    const X = problem().X.slice();
    X[at(sizes[0], get("input"))] = x;
    take({ X });
  };
  const setY = (/** @type {number} */ y) => take({ Y: targetMoved(problem().Y, sizes[last], get("example"), get("output"), y, shares()) });
  const setTheta = (/** @type {number} */ value) => take({ theta: Array.from(theta(), (old, p) => (p === get("pick") ? value : old)) });

  const own = { signal, onChange: commit };
  const allowed = (/** @type {number} */ y) => get("cost") !== "cross_entropy" || (y >= 0 && y <= 1);
  const sliders = {
    theta: slider({ ...own, name: "Picked parameter", caption: "", symbol: "θ", colour: "weight", low: -reach.theta, high: reach.theta, onInput: setTheta }),
    x: slider({ ...own, name: "Input", caption: "", symbol: "x", colour: "input", low: -reach.x, high: reach.x, onInput: setX }),
    y: slider({ ...own, name: "Target", caption: "", symbol: "y", colour: "output", low: targets[0], high: targets[1], allowed, onInput: setY }),
  };
  let grip = 0; // what a dragged input was

  return {
    elements: [sliders.theta.element, sliders.x.element, sliders.y.element],
    /** Inputs of the diagram are dragged up and down. */
    drag: {
      can: (/** @type {number[]} */ item) => item.length === 2 && item[0] === 0,
      start: (/** @type {number[]} */ item) => {
        change({ input: item[1] });
        grip = problem().X[at(sizes[0], item[1])];
      },
      move: (/** @type {number[]} */ _, /** @type {number} */ up) => setX(Math.min(reach.x, Math.max(-reach.x, dragged(grip + (up / FULL) * reach.x, [-reach.x, reach.x])))),
      end: commit,
    },
    /** Let the sliders move what is picked in the diagram: an input, or an output's target. */
    hold(/** @type {number[]} */ [l, j, k]) {
      if (k !== undefined) return;
      if (l === 0) change({ input: j });
      if (l === last) change({ output: j });
    },
    show() {
      const { X, Y } = problem();
      sliders.theta.show(theta()[get("pick")]);
      sliders.theta.mark(NaN, `${names.symbol(get("pick"))}: ${names.short(get("pick"))}`);
      sliders.x.show(X[at(sizes[0], get("input"))]);
      sliders.x.mark(NaN, `${unit(0, get("input"))}${sizes[0] > 1 ? " (pick others above)" : ""}`);
      sliders.y.show(Y[at(sizes[last], get("output"))]);
      sliders.y.mark(NaN, `target of ${unit(last, get("output"))}${sizes[last] > 1 ? " (pick others above)" : ""}`);
    },
  };
}

/** What targets must be for a cost, where they are not; nothing where they may be taken. */
export function wantedOfTargets(/** @type {number[]} */ Y, /** @type {string} */ cost, /** @type {string} */ output, /** @type {number} */ n) {
  if (cost !== "cross_entropy") return "";
  if (Y.some((y) => y < 0 || y > 1)) return "numbers from 0 to 1";
  const sum = (/** @type {number} */ row) => Y.slice(row * n, (row + 1) * n).reduce((total, y) => total + y, 0);
  return output === "softmax" && Array.from({ length: Y.length / n }, (_, row) => sum(row)).some((total) => Math.abs(total - 1) > 1e-4) ? "targets that add up to 1" : "";
}

/** The next of 1, 2, 3, 5 times a power of ten. */
function roundUp(/** @type {number} */ value) {
  const unit = 10 ** Math.floor(Math.log10(value));
  return Number((unit * ([1, 2, 3, 5, 10].find((step) => value <= step * unit * 1.0001) ?? 10)).toPrecision(3));
}
