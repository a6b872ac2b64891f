// A nudge: one parameter moved by h, what changes downstream, and finite differences against backpropagation's slopes.
import { layout, network } from "./network.js";

/**
 * @typedef {{ sizes: number[], activations: import("./network.js").ActivationName[], cost: import("./network.js").CostName,
 *   X: Float64Array, Y: Float64Array, N: number }} Problem
 * @typedef {"central" | "forward"} Way
 */

const [SMALLEST, PER_DECADE] = [-12, 5]; // the sweep: from 10^-12 to 1

/** Where a parameter stands: its layer of weights, the neuron it leads to, and the one it comes from; -1 for a bias. */
export function placeOf(/** @type {number[]} */ sizes, /** @type {number} */ p) {
  const { W, b } = layout(sizes);
  let l = W.length - 1;
  while (W[l] > p) l--;
  return p >= b[l] ? { layer: l, to: p - b[l], from: -1 } : { layer: l, to: Math.floor((p - W[l]) / sizes[l]), from: (p - W[l]) % sizes[l] };
}

/** Whether a neuron of a layer (1 is the first after the inputs) lies downstream of a parameter. */
export function isDownstream(/** @type {number[]} */ sizes, /** @type {number} */ p, /** @type {number} */ layer, /** @type {number} */ unit) {
  const place = placeOf(sizes, p);
  return layer > place.layer + 1 || (layer === place.layer + 1 && unit === place.to);
}

/** The mean cost as a function of theta: one forward pass a call. */
function costOf(/** @type {Problem} */ { sizes, activations, cost, X, Y, N }) {
  const net = network(sizes, activations, N);
  return (/** @type {ArrayLike<number>} */ theta) => {
    net.forward(theta, X);
    return net.cost(cost, theta, Y);
  };
}

/** theta[p]'s finite difference: of up and down over 2 h, or of up and here over h. `at` is a copy that may be changed. */
function difference(/** @type {(theta: Float64Array) => number} */ cost, /** @type {Float64Array} */ at, /** @type {number} */ p, /** @type {number} */ h, /** @type {Way} */ way, /** @type {number} */ here) {
  const kept = at[p];
  at[p] = kept + h;
  const up = cost(at);
  at[p] = kept - h;
  const down = way === "central" ? cost(at) : here;
  at[p] = kept;
  return (up - down) / (way === "central" ? 2 * h : h);
}

/** The shock method: every parameter's finite difference. */
export function shocks(/** @type {Problem} */ problem, /** @type {ArrayLike<number>} */ theta, /** @type {number} */ h, /** @type {Way} */ way) {
  const cost = costOf(problem);
  const at = Float64Array.from(theta);
  const here = cost(at);
  return at.map((_, p) => difference(cost, at, p, h, way, here));
}

/** How many forward passes the shock method takes for all P parameters. */
export const passesOf = (/** @type {Way} */ way, /** @type {number} */ P) => (way === "central" ? 2 * P : P + 1);

/**
 * What one nudge does: the network before and after it, and the cost before and after.
 * @param {Problem} problem
 * @param {ArrayLike<number>} theta
 * @param {number} p
 * @param {number} h
 */
export function nudge(problem, theta, p, h) {
  const { sizes, activations, cost, X, Y, N } = problem;
  const [before, after] = [network(sizes, activations, N), network(sizes, activations, N)];
  const up = Float64Array.from(theta);
  up[p] += h;
  before.forward(theta, X);
  after.forward(up, X);
  return { before, after, cost: before.cost(cost, theta, Y), nudged: after.cost(cost, up, Y) };
}

/**
 * How far one parameter's finite difference lies from its slope, for h from 10^-12 to 1. `best` is the h in the valley's
 * middle: the place whose error and its neighbours' are least, because a single error may be small by luck.
 * @param {Problem} problem
 * @param {ArrayLike<number>} theta
 * @param {number} p
 * @param {Way} way
 * @param {number} slope
 */
export function sweep(problem, theta, p, way, slope) {
  const cost = costOf(problem);
  const at = Float64Array.from(theta);
  const here = cost(at);
  const h = Float64Array.from({ length: -SMALLEST * PER_DECADE + 1 }, (_, i) => 10 ** (SMALLEST + i / PER_DECADE));
  const error = h.map((size) => Math.abs(difference(cost, at, p, size, way, here) - slope));
  let [best, least] = [0, Infinity];
  for (let i = 1; i + 1 < h.length; i++) {
    const worst = Math.max(error[i - 1], error[i], error[i + 1]);
    if (worst < least) [best, least] = [i, worst];
  }
  return { h, error, best: h[best] };
}
