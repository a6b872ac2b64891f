// A nudge: one parameter moved by h, what changes downstream, and finite differences against backpropagation's slopes.
import { layout, network } from "./network.ts";
import type { Problem } from "./network.ts";

export type Way = "central" | "forward";

const ROUNDINGS = 16; // nnlib.gradcheck's: how many roundings of a cost we allow for
const SMALLEST = -12; // the sweep goes from 10^-12 to 1
const PER_DECADE = 5;

/** Where a parameter stands: its layer of weights, the neuron it leads to, and the one it comes from; -1 for a bias. */
export function placeOf(sizes: number[], p: number) {
  const { weightsAt, biasesAt } = layout(sizes);
  let l = weightsAt.length - 1;
  while (weightsAt[l] > p) l--;
  return p >= biasesAt[l] ? { layer: l, to: p - biasesAt[l], from: -1 } : { layer: l, to: Math.floor((p - weightsAt[l]) / sizes[l]), from: (p - weightsAt[l]) % sizes[l] };
}

/** Whether a neuron of a layer (1 is the first after the inputs) lies downstream of a parameter. */
export function isDownstream(sizes: number[], p: number, layer: number, unit: number) {
  const place = placeOf(sizes, p);
  return layer > place.layer + 1 || (layer === place.layer + 1 && unit === place.to);
}

/** The mean cost as a function of theta: one forward pass a call. */
function costOf({ sizes, activations, cost, X, Y, N }: Problem) {
  const net = network(sizes, activations, N);
  return (theta: ArrayLike<number>) => {
    net.forward(theta, X);
    return net.cost(cost, theta, Y);
  };
}

/** theta[p]'s finite difference: of up and down over 2 h, or of up and here over h. `at` is a copy that may be changed. */
function difference(cost: (theta: Float64Array) => number, at: Float64Array, p: number, h: number, way: Way, here: number) {
  const kept = at[p];
  at[p] = kept + h;
  const up = cost(at);
  at[p] = kept - h;
  const down = way === "central" ? cost(at) : here;
  at[p] = kept;
  return (up - down) / (way === "central" ? 2 * h : h);
}

/** Every parameter's finite difference. */
export function numericalGradient(problem: Problem, theta: ArrayLike<number>, h: number, way: Way) {
  const cost = costOf(problem);
  const at = Float64Array.from(theta);
  const here = cost(at);
  return at.map((_, p) => difference(cost, at, p, h, way, here));
}

/** One parameter's central difference. */
export function partialDifference(problem: Problem, theta: ArrayLike<number>, p: number, h: number) {
  return difference(costOf(problem), Float64Array.from(theta), p, h, "central", NaN);
}

/** How many forward passes the numerical gradient of P parameters takes. */
export const passesOf = (way: Way, P: number) => (way === "central" ? 2 * P : P + 1);

/** How far rounding may put a finite difference of step h off, near this cost: nnlib.gradcheck derives it. */
export const roundingOf = (cost: number, h: number) => ROUNDINGS * (Number.EPSILON / h + Number.EPSILON) * Math.max(1, cost);

/** What one nudge does: the network before and after it, and the cost before and after. */
export function nudge(problem: Problem, theta: ArrayLike<number>, p: number, h: number) {
  const { sizes, activations, cost, X, Y, N } = problem;
  const before = network(sizes, activations, N);
  const after = network(sizes, activations, N);
  const up = Float64Array.from(theta);
  up[p] += h;
  before.forward(theta, X);
  after.forward(up, X);
  return { before, after, cost: before.cost(cost, theta, Y), nudged: after.cost(cost, up, Y) };
}

/**
 * How far one parameter's finite difference lies from its slope, for h from 10^-12 to 1. `best` is the h in the valley's
 * middle: the place whose error and its neighbours' are least, because a single error may be small by luck.
 */
export function sweep(problem: Problem, theta: ArrayLike<number>, p: number, way: Way, slope: number) {
  const cost = costOf(problem);
  const at = Float64Array.from(theta);
  const here = cost(at);
  const h = Float64Array.from({ length: -SMALLEST * PER_DECADE + 1 }, (_, i) => 10 ** (SMALLEST + i / PER_DECADE));
  const error = h.map((size) => Math.abs(difference(cost, at, p, size, way, here) - slope));
  let best = 0;
  let least = Infinity;
  for (let i = 1; i + 1 < h.length; i++) {
    const worst = Math.max(error[i - 1], error[i], error[i + 1]);
    if (worst < least) {
      best = i;
      least = worst;
    }
  }
  return { h, error, best: h[best] };
}

const TINTS = 4;
const FADES = 4; // a fourth of the change is a tint paler

/** How strongly a change is tinted: 4 for the largest, paler the less it is, 1 for the least and 0 for none. */
export const tint = (change: number, most: number) =>
  change === 0 ? 0 : Math.max(1, TINTS - Math.floor(Math.log(most / Math.abs(change)) / Math.log(FADES)));
