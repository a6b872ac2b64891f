// Backpropagation, and three wrong rules to compare with it: what each takes for the gradient, and where it leads.
import { activation, valueAndSlope } from "./activations.ts";
import { path } from "./descent.ts";
import { addGradients, network, throughTranspose } from "./network.ts";
import { numericalGradient, partialDifference, roundingOf } from "./nudge.ts";
import { sgd } from "./optimizers.ts";
import type { CostName, Problem } from "./network.ts";

export type Rule = "backpropagation" | "blame_active" | "forget_slope" | "biases_stay";

const STEP = 1e-5; // of the gradient check, as nnlib's
const TOLERANCE = 1e-6;

export const RULES = ["backpropagation", "blame_active", "forget_slope", "biases_stay"] as Rule[];

/** The backward pass by a rule, after a forward one: it fills the network's delta and gradient. */
export function backwardBy(rule: Rule, net: ReturnType<typeof network>, cost: CostName, theta: ArrayLike<number>, Y: ArrayLike<number>) {
  const { sizes, A, weightsAt, biasesAt, delta, gradient, N } = net;
  net.backward(cost, theta, Y);
  if (rule === "backpropagation") return gradient;
  if (rule === "biases_stay") {
    for (const [l, first] of biasesAt.entries()) gradient.fill(0, first, first + sizes[l + 1]);
    return gradient;
  }
  const last = weightsAt.length - 1;
  if (rule === "forget_slope" && cost === "mse") for (let i = 0; i < delta[last].length; i++) delta[last][i] = 2 * (A[last + 1][i] - Y[i]);
  for (let l = last; l > 0; l--) {
    if (rule === "forget_slope") throughTranspose(theta, weightsAt[l], sizes[l], sizes[l + 1], delta[l], delta[l - 1]);
    else blame(delta[l], sizes[l + 1], A[l], sizes[l], delta[l - 1]);
  }
  gradient.fill(0);
  for (let l = 0; l <= last; l++) addGradients(gradient, weightsAt[l], biasesAt[l], sizes[l], sizes[l + 1], A[l], delta[l], N);
  return gradient;
}

/** The wrong rule "blame the most active": the summed error, shared out by activation; nobody is blamed where all are 0. */
function blame(delta: Float64Array, outputs: number, A: Float64Array, inputs: number, out: Float64Array) {
  for (let i = 0, d = 0; i < A.length; i += inputs) {
    let error = 0;
    let active = 0;
    for (let j = 0; j < outputs; j++) error += delta[d++];
    for (let k = i; k < i + inputs; k++) active += Math.abs(A[k]);
    for (let k = i; k < i + inputs; k++) out[k] = (error * A[k]) / (active || 1);
  }
}

/** Updates by a rule from `start`, as many as asked for, or until a number is no longer finite. */
export function learn(problem: Problem, start: ArrayLike<number>, rule: Rule, rate: number, updates: number) {
  const { sizes, activations, cost, X, Y, N } = problem;
  const net = network(sizes, activations, N);
  const passes = (theta: Float64Array) => {
    net.forward(theta, X);
    return { cost: net.cost(cost, theta, Y), gradient: backwardBy(rule, net, cost, theta, Y) };
  };
  return path(passes, start, sgd(net.P, rate), updates);
}

/**
 * The gradient check: a gradient against central differences, as nnlib.gradcheck makes and explains it.
 * `error` is the largest difference over the largest entry; `right` says of each parameter whether its two numbers agree.
 * From a difference that exceeds the tolerance, the error of the differences themselves is subtracted first.
 */
export function checkGradient(problem: Problem, theta: ArrayLike<number>, gradient: Float64Array) {
  const net = network(problem.sizes, problem.activations, problem.N);
  net.forward(theta, problem.X);
  const rounding = roundingOf(net.cost(problem.cost, theta, problem.Y), STEP);
  const found = numericalGradient(problem, theta, STEP, "central");
  const largest = Math.max(...found.map(Math.abs), ...gradient.map(Math.abs));
  const most = TOLERANCE * largest;
  const apart = found.map((value, p) => {
    const off = Math.abs(gradient[p] - value);
    return off > most ? Math.max(0, off - rounding - 2 * Math.abs(value - partialDifference(problem, theta, p, STEP / 2))) : off;
  });
  const error = found.every(Number.isFinite) ? (largest ? Math.max(...apart) / largest : 0) : Infinity;
  return { numerical: found, error, agrees: error <= TOLERANCE, right: Array.from(apart, (off) => off <= most) };
}

/**
 * How one neuron's error is found, after a backward pass: its terms [weight, error of the neuron it leads to], their sum, and
 * the slope of its activation. `l` is delta's layer. A joint one, such as softmax, has no slope of one neuron's own: then it is NaN.
 * @param row the example
 */
export function errorOf(net: ReturnType<typeof network>, theta: ArrayLike<number>, l: number, unit: number, row: number) {
  const { sizes, activations, weightsAt, Z, A, delta } = net;
  const n = sizes[l + 1];
  const m = sizes[l + 2] ?? 0; // units of the layer after it; none after the last
  const i = row * n + unit;
  const terms = Array.from({ length: m }, (_, j) => [theta[weightsAt[l + 1] + j * n + unit], delta[l + 1][row * m + j]]);
  const slope = activation(activations[l]).joint ? NaN : valueAndSlope(activations[l], Z[l][i]).slope;
  let sum = 0;
  let errors = 0;
  let active = 0;
  for (const [w, error] of terms) {
    sum += w * error;
    errors += error;
  }
  for (let k = row * n; k < (row + 1) * n; k++) active += Math.abs(A[l + 1][k]);
  return { terms, sum, errors, active, slope, a: A[l + 1][i], error: delta[l][i] };
}
