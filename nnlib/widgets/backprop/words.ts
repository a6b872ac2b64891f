// What Backprop says at each stage: the step's rule, written out with the numbers of the neuron that is looked at.
import { activation } from "../shared/core/activations.ts";
import { errorOf } from "../shared/core/rules.ts";
import { factor, signed, worked } from "../shared/view/numbers.ts";
import type { network } from "../shared/core/network.ts";
import type { Rule } from "../shared/core/rules.ts";

export type Net = ReturnType<typeof network>;

/** The wrong rules' names, as the menu and the chart have them. */
export const RULE_NAMES = { backpropagation: "backpropagation", blame_active: "blame the most active", forget_slope: "forget σ′", biases_stay: "biases stay" };

/** The step's sentence. */
export function stageSentence(now: { net: Net, theta: Float64Array, Y: Float64Array, cost: string, rule: Rule, rate: number, stage: number, row: number,
    place: { layer: number, to: number, from: number }, symbol: string, p: number, unit: (l: number, j: number) => string }) {
  const { net, theta, rate, stage, p, symbol } = now;
  const layers = net.weightsAt.length;
  const slope = net.gradient[p];
  if (stage === 0) return "No error is known yet. Press Step.";
  if (stage === 1) return `1. The error at ${outputError(now)}`;
  if (stage <= layers) return `2. Back through the weights, to ${hiddenError(now)}`;
  if (stage === layers + 1) return `3. A slope for each parameter, here ${slopeOf(now)}`;
  return `4. The update by −η × slope: ${symbol} = ${worked(theta[p])} − ${worked(rate)} × ${factor(slope)} = ${worked(theta[p] - rate * slope)}.`;
}

/** What this rule says of the picked parameter's slope, and what the slope is where the rule is wrong. */
export function slopeSentence(name: string, found: number, nudged: number, right: boolean) {
  return right ? `The slope of ${name} is ${worked(found)}.` : `By this rule the slope of ${name} is ${worked(found)}; a nudge finds ${worked(nudged)}.`;
}

/** The neuron whose error is written out: the picked parameter's, where it lies in this layer of errors. */
export function looked(place: { layer: number, to: number, from: number }, l: number) {
  if (place.layer === l) return place.to;
  return place.layer === l + 1 && place.from >= 0 ? place.from : 0;
}

function outputError({ net, theta, Y, cost, rule, row, place, unit }: Parameters<typeof stageSentence>[0]) {
  const l = net.weightsAt.length - 1;
  const j = looked(place, l);
  const { a, slope, error } = errorOf(net, theta, l, j, row);
  const y = Y[row * net.sizes[l + 1] + j];
  const start = `${unit(l + 1, j)}: δ = `;
  if (cost === "cross_entropy") return `${start}a − y = ${worked(a)} ${signed(-y)} = ${worked(error)}.`;
  const miss = `2 × (${worked(a)} ${signed(-y)})`;
  if (rule === "forget_slope") return `${start}2(a − y) = ${miss} = ${worked(error)}, with no slope.`;
  if (Number.isNaN(slope)) return `${start}2(a − y) of all outputs through the ${activation(net.activations[l]).called}’s slopes = ${worked(error)}.`;
  return `${start}2(a − y) × ${activation(net.activations[l]).symbol}′(z) = ${miss} × ${worked(slope)} = ${worked(error)}.`;
}

function hiddenError({ net, theta, rule, row, stage, place, unit }: Parameters<typeof stageSentence>[0]) {
  const l = net.weightsAt.length - stage;
  const k = looked(place, l);
  const { errors, active, slope, a, error } = errorOf(net, theta, l, k, row);
  const start = `${unit(l + 1, k)}: δ = `;
  if (rule === "blame_active") return `${start}its share of what is active × the summed error = ${worked(a)} / ${worked(active)} × ${factor(errors)} = ${worked(error)}. The weights have no say: that is wrong.`;
  const added = "the sum below"; // with every number, block by block, in sum.ts
  if (rule === "forget_slope") return `${start}${added} = ${worked(error)}. The slope of its activation is missing: that is wrong.`;
  if (Number.isNaN(slope)) return `${start}${added} through the ${activation(net.activations[l]).called}’s slopes = ${worked(error)}.`;
  return `${start}${added} × ${activation(net.activations[l]).symbol}′(z) = ${worked(error)}.`;
}

/** What the picked slope is made of; `slopeSentence` says how large it is. */
function slopeOf({ net, rule, row, place, symbol }: Parameters<typeof stageSentence>[0]) {
  const { layer, to, from } = place;
  const error = net.delta[layer][row * net.sizes[layer + 1] + to];
  const mean = net.N > 1 ? `the mean over ${net.N} examples of ` : "";
  if (from < 0) {
    if (rule === "biases_stay") return `∂C/∂${symbol} is δ, but this rule takes 0: that is wrong.`;
    return mean ? `${mean}δ.` : "δ itself.";
  }
  const a = net.A[layer][row * net.sizes[layer] + from];
  if (mean) return `${mean}δ × a; this example’s is ${factor(error)} × ${factor(a)}.`;
  return `δ × a = ${factor(error)} × ${factor(a)}.`;
}
