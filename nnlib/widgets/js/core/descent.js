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
 * @param {Path} [old] a path of as many steps that is not needed any more: its arrays are used again
 * @returns {Path}
 */
export function descend(problem, start, rate, momentum, steps, old) {
  const P = problem.k + 1;
  const same = old?.cost.length === steps + 1 && old.theta.length === P * (steps + 1);
  const theta = same ? old.theta : new Float64Array(P * (steps + 1));
  const gradients = same ? old.gradient : new Float64Array(P * (steps + 1));
  const cost = same ? old.cost : new Float64Array(steps + 1);
  const gradient = new Float64Array(P);
  const velocity = new Float64Array(P);
  const here = Float64Array.from(start);
  for (let step = 0; step <= steps; step++) {
    const at = step * P;
    if (step > 0) {
      for (let j = 0; j < P; j++) {
        velocity[j] = momentum * velocity[j] - rate * gradient[j];
        here[j] += velocity[j];
      }
    }
    cost[step] = costAndGradient(problem, here, gradient);
    let all = cost[step] * 0; // zero times a number is zero, and times anything past all bounds it is not a number
    for (let j = 0; j < P; j++) {
      theta[at + j] = here[j];
      gradients[at + j] = gradient[j];
      all += here[j] * 0 + gradient[j] * 0;
    }
    if (all !== 0) {
      return { theta, cost, gradient: gradients, steps: Math.max(0, step - 1), divergedAt: step };
    }
  }
  return { theta, cost, gradient: gradients, steps, divergedAt: -1 };
}

/** Whether the cost and its slope are numbers at a place: from there a descent can start. */
export const finiteAt = (/** @type {import("./neuron.js").Problem} */ problem, /** @type {number[]} */ theta) =>
  descend(problem, theta, 1, 0, 0).divergedAt < 0;

/**
 * How a drawn step compares with step k of a path: how many times as long it is, and how many degrees it points beside it.
 * Not a number, or past all bounds, where one of them does not move.
 * @param {Path} path of one weight and a bias
 * @param {number} k
 * @param {ArrayLike<number>} end of the drawn step
 */
export function besides(path, k, end) {
  const [w, b] = [path.theta[2 * k - 2], path.theta[2 * k - 1]];
  const [realW, realB, ownW, ownB] = [path.theta[2 * k] - w, path.theta[2 * k + 1] - b, end[0] - w, end[1] - b];
  const apart = Math.atan2(Math.abs(realW * ownB - realB * ownW), realW * ownW + realB * ownB);
  return { ratio: Math.hypot(ownW, ownB) / Math.hypot(realW, realB), degrees: (apart * 180) / Math.PI };
}
