// One function of Activation: its curve with the tangent, its slope beside it, and what both are in symbols.
import { slider } from "../view/controls.js";
import { html, write } from "../view/dom.js";
import { tell } from "../view/numbers.js";
import { curveChart } from "./curve.js";

const SYMBOLS = {
  identity: ["f(z) = z", "f′(z) = 1", "not bounded"],
  sigmoid: ["σ(z) = 1 / (1 + e⁻ᶻ)", "σ′(z) = a (1 − a)", "between 0 and 1"],
  tanh: ["tanh(z) = 2σ(2z) − 1", "tanh′(z) = 1 − a²", "between −1 and 1"],
  relu: ["ReLU(z) = max(0, z)", "ReLU′(z) = 1 where z > 0, else 0", "0 or more, not bounded above"],
};
const HEIGHTS = { identity: [-6.5, 6.5], sigmoid: [-0.15, 1.15], tanh: [-1.25, 1.25], relu: [-1, 6.5] };
export const GAP = 10; // pixels between the columns
const STEEP = { identity: [0, 1.25], sigmoid: [0, 0.3], tanh: [0, 1.25], relu: [0, 1.25] };

/** @param {{ signal: AbortSignal, within: (act: () => void) => void, take: (values: object) => void, commit: () => void }} options */
export function single({ signal, within, take, commit }) {
  const onMove = (/** @type {number} */ z) => take({ z });
  const curve = curveChart({ label: "The activation", x: "sum z", y: "a = f(z)", colour: "hidden1", name: "z", signal, within, onMove, onEnd: commit });
  const steep = curveChart({ label: "Its slope", x: "sum z", y: "slope f′(z)", colour: "ink", signal, within });
  const z = slider({ name: "Sum z", caption: "sum", symbol: "z", colour: "hidden1", low: -6, high: 6, signal, onInput: onMove, onChange: commit });
  const value = html("strong", { "data-name": "a" });
  const slope = html("strong", { "data-name": "slope" });
  const [formula, derivative, bounds] = [html("span"), html("span"), html("em")];
  const facts = html("div", { class: "nn-facts" }, html("div", {}, formula, value, bounds), html("div", {}, derivative, slope));
  const side = html("div", {}, steep.element, facts);

  return {
    elements: [curve.element, side, html("div", { class: "nn-sliders" }, z.element)],
    resize(/** @type {number} */ width) {
      const wide = width >= 620;
      const first = wide ? Math.floor((width - GAP) * 0.58) : width; // as the style sheet divides it: a drawing is not scaled
      curve.size(first, wide ? 330 : 260);
      steep.size(wide ? width - first - GAP - 1 : width, wide ? 240 : 170);
    },
    draw(/** @type {{ name: keyof typeof SYMBOLS, Z: Float64Array, curve: { a: number, slope: number }[], z: number, a: number, slope: number, left: number }} */ now) {
      const ends = [now.Z[0], now.Z[now.Z.length - 1]];
      curve.domains(ends, HEIGHTS[now.name]);
      curve.curve(now.Z, now.curve.map(({ a }) => a));
      curve.marble({ x: now.z, y: now.a, slope: now.slope, left: now.left }, { push: true });
      steep.domains(ends, STEEP[now.name]);
      steep.curve(now.Z, now.curve.map(({ slope }, i) => (i && now.name === "relu" && slope !== now.curve[i - 1].slope ? NaN : slope)));
      steep.marble({ x: now.z, y: now.slope, slope: 0, left: 0 }, { tangent: false });
      z.show(now.z);
      for (const [i, element] of [formula, derivative, bounds].entries()) write(element, SYMBOLS[now.name][i]);
      tell(value, now.a);
      tell(slope, now.slope);
    },
  };
}
