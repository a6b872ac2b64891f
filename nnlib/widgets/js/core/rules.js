// Backpropagation, and three wrong rules to hold beside it: what each takes for the gradient, and where it leads.
import { ACTIVATIONS, network, slopes, throughTranspose } from "./network.js";
import { shocks } from "./nudge.js";

/**
 * @typedef {"backpropagation" | "blame_active" | "forget_slope" | "biases_stay"} Rule
 * @typedef {import("./nudge.js").Problem} Problem
 * @typedef {{ theta: Float64Array, cost: Float64Array, steps: number, divergedAt: number }} Learned
 *   theta holds P numbers an update, start included; steps is how many were made and kept; divergedAt is the update that
 *   gave a number past all bounds, or -1.
 */

export const RULES = /** @type {Rule[]} */ (["backpropagation", "blame_active", "forget_slope", "biases_stay"]);

/**
 * The backward pass by a rule, after a forward one: it fills the network's delta and gradient.
 * @param {Rule} rule
 * @param {ReturnType<typeof network>} net
 * @param {import("./network.js").CostName} cost
 * @param {ArrayLike<number>} theta
 * @param {ArrayLike<number>} Y
 */
export function backwardBy(rule, net, cost, theta, Y) {
  const { sizes, A, W, b, delta, gradient, N } = net;
  net.backward(cost, theta, Y);
  if (rule === "backpropagation") return gradient;
  if (rule === "biases_stay") {
    for (const [l, first] of b.entries()) gradient.fill(0, first, first + sizes[l + 1]);
    return gradient;
  }
  const last = W.length - 1;
  if (rule === "forget_slope" && cost === "mse") for (let i = 0; i < delta[last].length; i++) delta[last][i] = 2 * (A[last + 1][i] - Y[i]);
  for (let l = last; l > 0; l--) {
    if (rule === "forget_slope") throughTranspose(theta, W[l], sizes[l], sizes[l + 1], delta[l], delta[l - 1]);
    else blame(delta[l], sizes[l + 1], A[l], sizes[l], delta[l - 1]);
  }
  gradient.fill(0);
  for (let l = 0; l <= last; l++) slopes(gradient, W[l], b[l], sizes[l], sizes[l + 1], A[l], delta[l], N);
  return gradient;
}

/** The wrong rule "blame the most active": the summed error, shared out by activation; nobody is blamed where all are 0. */
function blame(/** @type {Float64Array} */ delta, /** @type {number} */ m, /** @type {Float64Array} */ A, /** @type {number} */ n, /** @type {Float64Array} */ out) {
  for (let i = 0, d = 0; i < A.length; i += n) {
    let [error, active] = [0, 0];
    for (let j = 0; j < m; j++) error += delta[d++];
    for (let k = i; k < i + n; k++) active += Math.abs(A[k]);
    for (let k = i; k < i + n; k++) out[k] = (error * A[k]) / (active || 1);
  }
}

/**
 * Updates by a rule from `start`, as many as asked for, or until a number is no longer finite.
 * @param {Problem} problem
 * @param {ArrayLike<number>} start
 * @param {Rule} rule
 * @param {number} rate
 * @param {number} updates
 * @returns {Learned}
 */
export function learn(problem, start, rule, rate, updates) {
  const net = network(problem.sizes, problem.activations, problem.N);
  const { P } = net;
  const theta = new Float64Array(P * (updates + 1));
  const cost = new Float64Array(updates + 1);
  const here = Float64Array.from(start);
  for (let step = 0; step <= updates; step++) {
    if (step > 0) for (let p = 0; p < P; p++) here[p] -= rate * net.gradient[p];
    net.forward(here, problem.X);
    cost[step] = net.cost(problem.cost, here, problem.Y);
    if (!Number.isFinite(cost[step]) || !here.every(Number.isFinite)) return { theta, cost, steps: Math.max(0, step - 1), divergedAt: step };
    theta.set(here, step * P);
    backwardBy(rule, net, problem.cost, here, problem.Y);
  }
  return { theta, cost, steps: updates, divergedAt: -1 };
}

/**
 * The gradient check: a gradient against the shock method's central differences. `error` is the largest difference
 * over the largest entry, as in nnlib; `right` says of each parameter whether its two numbers agree. Where all slopes
 * are tiny, as much tolerance as rounding asks is given.
 * @param {Problem} problem
 * @param {ArrayLike<number>} theta
 * @param {Float64Array} gradient
 */
export function checkGradient(problem, theta, gradient) {
  const net = network(problem.sizes, problem.activations, problem.N);
  net.forward(theta, problem.X);
  const value = net.cost(problem.cost, theta, problem.Y);
  const found = shocks(problem, theta, 1e-5, "central");
  let [largest, most, off] = [0, 0, 0];
  for (let p = 0; p < found.length; p++) {
    largest = Math.max(largest, Math.abs(gradient[p]), Math.abs(found[p]));
    most = Math.max(most, Math.abs(gradient[p]));
    off = Math.max(off, Math.abs(gradient[p] - found[p]));
  }
  const error = largest ? off / largest : 0;
  const tolerance = most ? Math.max(1e-6, (1e-9 * Math.max(1, value)) / most) : 1e-6;
  const right = Array.from(found, (shock, p) => Math.abs(gradient[p] - shock) <= tolerance * largest);
  return { shocks: found, error, agrees: error <= tolerance, right };
}

/**
 * How one neuron's error is found, after a backward pass: its terms [weight, error of the neuron it leads to], their sum, and
 * the slope of its activation. `l` is delta's layer. Softmax has no slope of one neuron's own: then it is NaN.
 * @param {ReturnType<typeof network>} net
 * @param {ArrayLike<number>} theta
 * @param {number} l
 * @param {number} unit
 * @param {number} row the example
 */
export function errorOf(net, theta, l, unit, row) {
  const { sizes, activations, W, Z, A, delta } = net;
  const [n, m] = [sizes[l + 1], sizes[l + 2] ?? 0];
  const i = row * n + unit;
  const terms = Array.from({ length: m }, (_, j) => [theta[W[l + 1] + j * n + unit], delta[l + 1][row * m + j]]);
  const name = activations[l];
  const slope = name === "softmax" ? NaN : ACTIVATIONS[name].df(Z[l][i], A[l + 1][i]);
  let [sum, errors, active] = [0, 0, 0];
  for (const [w, error] of terms) [sum, errors] = [sum + w * error, errors + error];
  for (let k = row * n; k < (row + 1) * n; k++) active += Math.abs(A[l + 1][k]);
  return { terms, sum, errors, active, slope, a: A[l + 1][i], error: delta[l][i] };
}
