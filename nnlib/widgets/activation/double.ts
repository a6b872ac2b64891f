// Two layers of Activation: the row of both, the first layer's curve, the curve of the whole, and the one line that it may be.
import { heightsOf } from "../shared/view/activation_words.ts";
import { slider } from "../shared/view/controls.ts";
import { html } from "../shared/view/dom.ts";
import { fold } from "../shared/view/fold.ts";
import { index, twoColumns } from "../shared/view/drawing.ts";
import { roundUp, signed, worked } from "../shared/view/numbers.ts";
import { curveChart } from "./curve.ts";
import { row } from "./row.ts";
import { GAP } from "./single.ts";
import type { ActivationName } from "../shared/core/activations.ts";
import type { Ui } from "../shared/view/shell.ts";

const STEPS = [1, 2, 5]; // of an axis

export function double({ signal, range, holds, take, commit }: { signal: AbortSignal, range: Ui["range"], holds: (values: object) => boolean, take: (values: object) => void, commit: () => void }, get: (name: string) => any) {
  const picture = row();
  const first = curveChart({ label: "The first layer", x: "input x", y: "a₁", colour: "hidden1", signal });
  const onMove = (x: number) => take({ x });
  const whole = curveChart({ label: "Both layers", x: "input x", y: "a₂", colour: "output", name: "x", signal, onMove, onEnd: commit });
  const own = { signal, onChange: commit };
  const entry = (trait: string, i: number) => {
    const changed = (value: number) => ({ [trait]: get(trait).map((old: number, j: number) => (i === j ? value : old)) });
    return { allowed: (value: number) => range(trait).allowed(value) && holds(changed(value)), onInput: (value: number) => take(changed(value)) };
  };
  const x = slider({ ...own, name: "Input x", caption: "input", symbol: "x", colour: "input", low: -4, high: 4, allowed: (x) => range("x").allowed(x) && holds({ x }), onInput: onMove });
  const weights = [0, 1].map((i) => slider({ ...own, name: `Weight of the ${NTH[i]} layer`, caption: `weight of the ${NTH[i]} layer`, symbol: `w${index(i + 1)}`, colour: "weight", low: -4, high: 4, ...entry("weights", i) }));
  const biases = [0, 1].map((i) => slider({ ...own, name: `Bias of the ${NTH[i]} layer`, caption: `bias of the ${NTH[i]} layer`, symbol: `b${index(i + 1)}`, low: -4, high: 4, ...entry("biases", i) }));
  const more = fold("More: the biases", html("div", { class: "nn-sliders" }, ...biases.map(({ element }) => element)));

  return {
    charts: [picture.element, first.element, whole.element],
    controls: [html("div", { class: "nn-sliders" }, x.element, ...weights.map(({ element }) => element)), more],
    resize(width: number) {
      const { wide, left, right } = twoColumns(width, GAP, 0.4);
      picture.size(width);
      first.size(left, wide ? 270 : 180);
      whole.size(right, wide ? 270 : 240);
    },
    draw({ names, weights: w, biases: b, at, all, whole: one, same, stage, part, left, firstLeft, straight }: Drawn) {
      picture.draw(names, w, b, at, stage);
      const ends = [all.X[0], all.X[all.X.length - 1]];
      first.domains(ends, reach(names[0], all.A1));
      first.curve(all.X, all.A1, stage === 1 ? part : 1);
      first.marble({ x: at.X[0], y: at.A1[0], slope: at.first[0], left: firstLeft }, { tangent: !straight.first, hidden: stage === 1 && part < 1 });
      whole.domains(ends, reach(names[1], all.A2));
      // What the second layer makes of the first one's curve, on its way from one to the other.
      const bent = stage === 2 && part < 1 ? all.A2.map((a2, i) => all.A1[i] + part * (a2 - all.A1[i])) : all.A2;
      whole.curve(all.X, bent, stage === 1 ? 0 : 1, stage === 2 ? all.A1 : null);
      const label = names[1] === "identity" ? `one line: ${worked(one.weight)}x ${signed(one.bias)}` : "one neuron does the same";
      const drawn = stage === 3 ? part : stage ? 0 : 1;
      whole.over(all.X, drawn ? same : null, drawn, label);
      whole.marble({ x: at.X[0], y: at.A2[0], slope: at.slope[0], left }, { tangent: !straight.whole, hidden: stage === 1 || stage === 2 });
    },
    drawRest(input: number, { weights: w, biases: b }: { weights: number[], biases: number[] }) {
      x.show(input);
      for (const i of [0, 1]) (weights[i].show(w[i]), biases[i].show(b[i]));
    },
  };
}

const NTH = ["first", "second"];

export type Way = { X: ArrayLike<number>, Z1: Float64Array, A1: Float64Array, Z2: Float64Array, A2: Float64Array, first: Float64Array, slope: Float64Array };
/** Stage and part: what plays, and how much of it has gone by.. */
export type Drawn = { names: ActivationName[], weights: number[], biases: number[], at: Way, all: Way,
    whole: { weight: number, bias: number }, same: Float64Array | null, stage: number, part: number, left: number, firstLeft: number, straight: { first: boolean, whole: boolean } };

/** The heights of a chart: a bounded function's own, or round numbers that hold the curve, so that the axis rests while it is dragged. */
const reach = (name: string, values: Float64Array) => heightsOf(name, 1.05 * roundUp(Math.max(1, ...values.map(Math.abs)), STEPS));
