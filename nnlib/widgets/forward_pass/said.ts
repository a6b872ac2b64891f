// ForwardPass in words: the sentence on what is picked, and the table of the whole pass.
import { shown, stated } from "../shared/view/numbers.ts";
import type { Focus } from "./order.ts";

export type Scene = { sizes: number[], run: { Z: Float64Array[], A: Float64Array[] }, known: (l: number, j: number) => boolean, simple: boolean, unit: (l: number, j: number) => string,
    step: number, by: string, picked: number[], theta: number[], focus: Focus, weightsAt: number[], biasesAt: number[] };

const list = (values: Iterable<number>) => `(${Array.from(values, (x) => shown(x)).join(", ")})`;
const upper = (text: string) => text[0].toUpperCase() + text.slice(1);

/** Which step this is, what is picked and what is known of it; at the end, the prediction. */
export function said(scene: Scene) {
  const { sizes, run, step, by } = scene;
  const most = sizes.slice(1).reduce((all, n) => all + n, 0);
  const layer = step ? sizes.findIndex((_, l) => l > 0 && step <= sizes.slice(1, l + 1).reduce((all, n) => all + n, 0)) : 0;
  const when = by === "layer" ? `Layer ${layer} of ${sizes.length - 1}` : `Step ${step} of ${most}`;
  const whole = by === "layer" && scene.picked.length === 2 && scene.picked[0] === sizes.length - 1 && scene.picked[1] === 0;
  const end = step === most && !whole ? scene.simple ? " All is computed." : ` All is computed: the prediction is ${list(run.A[sizes.length - 1])}.` : "";
  return `${when}. ${about(scene, layer)}${end}`;
}

function about({ sizes, run, known, simple, unit, by, picked, theta, weightsAt }: Scene, layer: number) {
  const [l, j, k] = picked;
  if (k !== undefined) {
    const w = theta[weightsAt[l] + j * sizes[l] + k];
    const weight = `The weight from ${unit(l, k)} to ${unit(l + 1, j)} is ${shown(w)}`;
    if (!known(l, k)) return `${weight}; what it will multiply is not computed yet.`;
    return `${weight}; it multiplies ${shown(run.A[l][k])} and gives ${shown(w * run.A[l][k])} to the sum.`;
  }
  if (l === 0) return `${upper(unit(l, j))} is ${shown(run.A[0][j])}, and every neuron of the next layer weighs it in its own way.`;
  if (by === "layer" && j === 0 && l === layer && known(l, sizes[l] - 1)) {
    if (simple) return `All of this layer at once: they are ${list(run.A[l])}.`;
    const outputs = l === sizes.length - 1 ? "activations, the prediction," : "activations";
    return `All of this layer at once: the sums are ${list(run.Z[l - 1])}, and the ${outputs} are ${list(run.A[l])}.`;
  }
  if (!known(l, j)) return `${upper(unit(l, j))} is not computed yet.`;
  if (simple) return `${upper(unit(l, j))} is ${shown(run.A[l][j])}.`;
  return `${upper(unit(l, j))}: its sum is ${stated("z", run.Z[l - 1][j])}, and its activation is ${stated("a", run.A[l][j])}.`;
}

/** Every neuron after the inputs, with its bias, its sum and its activation. */
export function tableOfPass({ sizes, run, unit, theta, biasesAt }: Scene) {
  const rows = [];
  for (let l = 1; l < sizes.length; l++) {
    for (let j = 0; j < sizes[l]; j++) rows.push([l, unit(l, j), theta[biasesAt[l - 1] + j], run.Z[l - 1][j], run.A[l][j]]);
  }
  return { caption: "The whole pass, neuron by neuron", columns: ["layer", "neuron", "bias", "sum z", "activation a"], rows };
}
