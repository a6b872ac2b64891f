// One function of Activation: its curve with the tangent, its slope below it on the same axis, and what both are in symbols.
import { activation } from "../shared/core/activations.ts";
import { jumps, shapeOf } from "../shared/core/saturation.ts";
import { boundsOf, heightsOf, typeset } from "../shared/view/activation_words.ts";
import { slider } from "../shared/view/controls.ts";
import { html, write } from "../shared/view/dom.ts";
import { roundUp, tell } from "../shared/view/numbers.ts";
import { curveChart } from "./curve.ts";
import type { Ui } from "../shared/view/shell.ts";

export const GAP = 10; // pixels between the columns

export function single({ signal, range, take, commit }: { signal: AbortSignal, range: Ui["range"], take: (values: object) => void, commit: () => void }) {
  const onMove = (z: number) => take({ z });
  const curve = curveChart({ label: "The activation", x: "", y: "a = f(z)", colour: "hidden1", name: "z", signal, onMove, onEnd: commit });
  const steep = curveChart({ label: "Its slope", x: "sum z", y: "slope f′(z)", colour: "ink", signal });
  const z = slider({ name: "Sum z", caption: "sum", symbol: "z", colour: "hidden1", ...range("z"), low: -6, high: 6, signal, onInput: onMove, onChange: commit });
  const parts = { formula: html("span"), derivative: html("span"), bounds: html("em"), value: html("strong", { "data-name": "a" }), slope: html("strong", { "data-name": "slope" }) };
  const facts = html("div", { class: "nn-facts" }, html("div", {}, parts.formula, parts.value, parts.bounds), html("div", {}, parts.derivative, parts.slope));

  return {
    charts: [curve.element, steep.element],
    controls: [html("div", { class: "nn-sliders" }, z.element), facts],
    resize(width: number) {
      curve.size(width, width >= 520 ? 290 : 240); // as wide as each other: one z is at the same place in both
      steep.size(width, width >= 520 ? 170 : 150);
    },
    draw(now: { name: string, Z: Float64Array, curve: { a: Float64Array, slope: Float64Array }, z: number, a: number, slope: number, left: number }) {
      const ends = [now.Z[0], now.Z[now.Z.length - 1]];
      const { a, slope } = now.curve;
      curve.domains(ends, heightsOf(now.name, ends[1] + 0.5));
      curve.curve(now.Z, a);
      curve.marble({ x: now.z, y: now.a, slope: now.slope, left: now.left }, { push: true });
      steep.domains(ends, [1.2 * Math.min(0, ...slope), roundUp(1.2 * shapeOf(now.name).steepest.slope, [1, 1.25, 2, 3, 5])]);
      steep.curve(now.Z, slope.map((value, i) => (i && jumps(slope[i - 1], value) ? NaN : value))); // no line where it jumps
      steep.marble({ x: now.z, y: now.slope, slope: 0, left: 0 }, { tangent: false });
    },
    drawRest(name: string, now: { x: number, a: number, slope: number }) {
      z.show(now.x);
      const { symbol, formula, slope } = activation(name);
      write(parts.formula, `${symbol}(z) = ${typeset(formula)}`);
      write(parts.derivative, `${symbol}′(z) = ${typeset(slope)}`);
      write(parts.bounds, boundsOf(name));
      tell(parts.value, now.a);
      tell(parts.slope, now.slope);
    },
  };
}
