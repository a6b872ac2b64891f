// Gradient descent on one neuron, with a heavy ball's momentum: the same steps, in the same order, as nnlib.fit.
import { costAndGradient } from "./neuron.js";

/**
 * @typedef {{ theta: Float64Array, cost: Float64Array, gradient: Float64Array, steps: number, divergedAt: number }} Path
 *   theta and gradient hold k + 1 numbers a step, start included; steps is how many were taken and kept;
 *   divergedAt is the step that gave a number past all bounds, or -1 where none did; 0 where the start itself does.
 */

/**
 * The path from `start` for `steps` steps, or until a number is no longer finite: then it ends at the last finite state.
 * @param {import("./neuron.js").Problem} problem
 * @param {ArrayLike<number>} start
 * @param {number} rate
 * @param {number} momentum
 * @param {number} steps
 * @returns {Path}
 */
export function descend(problem, start, rate, momentum, steps) {
  const P = problem.k + 1;
  const theta = new Float64Array(P * (steps + 1));
  const gradients = new Float64Array(P * (steps + 1));
  const cost = new Float64Array(steps + 1);
  const velocity = new Float64Array(P);
  theta.set(start);
  for (let step = 0; step <= steps; step++) {
    const here = theta.subarray(step * P, (step + 1) * P);
    if (step > 0) {
      for (let j = 0; j < P; j++) {
        velocity[j] = momentum * velocity[j] - rate * gradients[(step - 1) * P + j];
        here[j] = theta[(step - 1) * P + j] + velocity[j];
      }
    }
    const gradient = gradients.subarray(step * P, (step + 1) * P);
    cost[step] = costAndGradient(problem, here, gradient);
    if (!Number.isFinite(cost[step]) || !gradient.every(Number.isFinite) || !here.every(Number.isFinite)) {
      return { theta, cost, gradient: gradients, steps: Math.max(0, step - 1), divergedAt: step };
    }
  }
  return { theta, cost, gradient: gradients, steps, divergedAt: -1 };
}
