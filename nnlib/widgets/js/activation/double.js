// Two layers of Activation: the row of both, the first layer's curve, the curve of the whole, and the one line that it may be.
import { slider } from "../view/controls.js";
import { html } from "../view/dom.js";
import { shown, signed } from "../view/numbers.js";
import { curveChart } from "./curve.js";
import { row } from "./row.js";
import { GAP } from "./single.js";

const BOUNDED = { sigmoid: [-0.15, 1.15], tanh: [-1.25, 1.25] };
const STEPS = [1, 2, 5, 10];

/**
 * @param {{ signal: AbortSignal, within: (act: () => void) => void, holds: (values: object) => boolean, take: (values: object) => void, commit: () => void }} options
 * @param {(name: string) => any} get
 */
export function double({ signal, within, holds, take, commit }, get) {
  const picture = row();
  const first = curveChart({ label: "The first layer", x: "input x", y: "a₁", colour: "hidden1", signal, within });
  const onMove = (/** @type {number} */ x) => take({ x });
  const whole = curveChart({ label: "Both layers", x: "input x", y: "a₂", colour: "output", name: "x", signal, within, onMove, onEnd: commit });
  const own = { signal, onChange: commit };
  const entry = (/** @type {string} */ trait, /** @type {number} */ i) => {
    const changed = (/** @type {number} */ value) => ({ [trait]: get(trait).map((/** @type {number} */ old, /** @type {number} */ j) => (i === j ? value : old)) });
    return { allowed: (/** @type {number} */ value) => holds(changed(value)), onInput: (/** @type {number} */ value) => take(changed(value)) };
  };
  const x = slider({ ...own, name: "Input x", caption: "input", symbol: "x", colour: "input", low: -4, high: 4, allowed: (x) => holds({ x }), onInput: onMove });
  const weights = [0, 1].map((i) => slider({ ...own, name: `Weight of the ${NTH[i]} layer`, caption: `weight of the ${NTH[i]} layer`, symbol: `w${"₁₂"[i]}`, colour: "weight", low: -4, high: 4, ...entry("weights", i) }));
  const biases = [0, 1].map((i) => slider({ ...own, name: `Bias of the ${NTH[i]} layer`, caption: `bias of the ${NTH[i]} layer`, symbol: `b${"₁₂"[i]}`, low: -4, high: 4, ...entry("biases", i) }));
  const pairs = [0, 1].map((i) => html("div", {}, weights[i].element, biases[i].element));

  return {
    elements: [picture.element, first.element, whole.element, html("div", { class: "nn-sliders" }, x.element, ...pairs)],
    resize(/** @type {number} */ width) {
      const wide = width >= 620;
      picture.size(width);
      const narrower = wide ? Math.floor((width - GAP) * 0.4) : width;
      first.size(narrower, wide ? 270 : 180);
      whole.size(wide ? width - narrower - GAP - 1 : width, wide ? 270 : 240);
    },
    draw(/** @type {Drawn} */ { names, weights: w, biases: b, at, all, whole: one, same, stage, part, left, firstLeft, straight }) {
      picture.draw(names, w, b, at, stage);
      const ends = [all.X[0], all.X[all.X.length - 1]];
      first.domains(ends, reach(names[0], all.A1));
      first.curve(all.X, all.A1, stage === 1 ? part : 1);
      first.marble({ x: at.X[0], y: at.A1[0], slope: at.first[0], left: firstLeft }, { tangent: !straight.first, hidden: stage === 1 && part < 1 });
      whole.domains(ends, reach(names[1], all.A2));
      // What the second layer makes of the first one's curve, on its way from one to the other.
      const bent = stage === 2 && part < 1 ? all.A2.map((a2, i) => all.A1[i] + part * (a2 - all.A1[i])) : all.A2;
      whole.curve(all.X, bent, stage === 1 ? 0 : 1, stage === 2 ? all.A1 : null);
      const label = names[1] === "identity" ? `one line: ${shown(one.weight)}x ${signed(one.bias)}` : "one neuron does the same";
      const drawn = stage === 3 ? part : stage ? 0 : 1;
      whole.over(all.X, drawn ? same : null, drawn, label);
      whole.marble({ x: at.X[0], y: at.A2[0], slope: at.slope[0], left }, { tangent: !straight.whole, hidden: stage === 1 || stage === 2 });
      x.show(at.X[0]);
      for (const i of [0, 1]) (weights[i].show(w[i]), biases[i].show(b[i]));
    },
  };
}

const NTH = ["first", "second"];

/**
 * @typedef {{ X: ArrayLike<number>, Z1: Float64Array, A1: Float64Array, Z2: Float64Array, A2: Float64Array, first: Float64Array, slope: Float64Array }} Way
 * @typedef {{ names: import("../core/activation.js").Name[], weights: number[], biases: number[], at: Way, all: Way,
 *   whole: { weight: number, bias: number }, same: Float64Array | null, stage: number, part: number, left: number, firstLeft: number, straight: { first: boolean, whole: boolean } }} Drawn
 *   stage and part: what plays, and how much of it has gone by.
 */

/** The heights of a chart: a bounded function's own, or round numbers that hold the curve, so that the axis rests while it is dragged. */
function reach(/** @type {string} */ name, /** @type {Float64Array} */ values) {
  if (name in BOUNDED) return BOUNDED[/** @type {"tanh"} */ (name)];
  const most = Math.max(1, ...values.map(Math.abs));
  const unit = 10 ** Math.floor(Math.log10(most));
  const top = unit * (STEPS.find((step) => most <= step * unit * 1.0001) ?? 10);
  return name === "relu" ? [-0.15 * top, 1.05 * top] : [-1.05 * top, 1.05 * top];
}
