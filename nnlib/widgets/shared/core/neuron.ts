// One neuron as the network [k, 1], theta w_1 ... w_k, b: its curvature, and the learning rates that this allows.
import { valuesAndSlopes } from "./activations.ts";
import { network } from "./network.ts";
import type { ActivationName } from "./activations.ts";
import type { CostName, Problem } from "./network.ts";

/** The second derivative of each activation that one neuron may have here, given a = f(z). */
const BENDS: Record<string, (a: number) => number> = {
  identity: () => 0,
  sigmoid: (a) => a * (1 - a) * (1 - 2 * a),
};

/** A neuron with one input, its data and its cost. */
export const neuron = (X: Float64Array, Y: Float64Array, activation: string, cost: CostName) =>
  ({ sizes: [1, 1], activations: [activation], cost, X, Y, N: Y.length }) as Problem;

/** A neuron's sum z and its activation a. */
export function output(activation: ActivationName, theta: ArrayLike<number>, x: ArrayLike<number>) {
  const net = network([x.length, 1], [activation], 1);
  net.forward(theta, x);
  return { z: net.Z[0][0], a: net.A[1][0] };
}

/** The odds e^z of a probability whose log-odds are z. */
export const odds = (z: number) => Math.exp(z);

/** Whether the cost fits this activation: cross-entropy is computed from z and needs the sigmoid. */
export const fits = (activation: string, cost: CostName) => cost === "mse" || activation === "sigmoid";

/** The Hessian of the mean cost, row by row, (k + 1) x (k + 1): the mean of ddelta/dz times the outer product of [x, 1]. */
export function hessian({ sizes, activations, cost, X, Y, N }: Problem, theta: ArrayLike<number>) {
  const k = sizes[0];
  const f = activations[0];
  const net = network(sizes, activations, N);
  net.forward(theta, X);
  const { a, slope } = valuesAndSlopes(f, net.Z[0]);
  const H = new Float64Array((k + 1) * (k + 1));
  for (let i = 0; i < N; i++) {
    const bend = cost === "cross_entropy" ? slope[i] : 2 * (slope[i] * slope[i] + (a[i] - Y[i]) * BENDS[f](a[i]));
    for (let r = 0; r <= k; r++) {
      const xr = r < k ? X[i * k + r] : 1;
      for (let c = 0; c <= k; c++) H[r * (k + 1) + c] += (bend * xr * (c < k ? X[i * k + c] : 1)) / N;
    }
  }
  return H;
}

/**
 * The learning rate above which steps grow near theta: 2 (1 + momentum) / the Hessian's largest eigenvalue.
 * For one input the eigenvalue of the 2 x 2 matrix has a closed form. Infinite where nothing curves upward.
 */
export function stableLearningRate(problem: Problem, theta: ArrayLike<number>, momentum = 0) {
  if (problem.sizes[0] !== 1) throw new Error(`a neuron with 1 input was wanted; got ${problem.sizes[0]}`);
  const [p, q, , s] = hessian(problem, theta);
  const largest = (p + s) / 2 + Math.hypot((p - s) / 2, q);
  const smallest = (p + s) / 2 - Math.hypot((p - s) / 2, q);
  const size = Math.max(Math.abs(largest), Math.abs(smallest));
  return largest <= 1e-12 * size ? Infinity : (2 * (1 + momentum)) / largest;
}
