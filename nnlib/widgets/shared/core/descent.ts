// Gradient descent: the loop of every training in the widgets, as `descend` of nnlib/fit.py is for nnlib; and a path of it.
import { allFinite } from "./network.ts";
import type { Optimizer } from "./optimizers.ts";

/** A training: its parameters and optimizer, their gradient, and what is measured after a step: whether all is finite. */
export type Training = { theta: Float64Array, optimizer: Optimizer, gradient: (step: number) => Float64Array, measure: (step: number) => boolean };

/**
 * Steps from one to another, or until `late()` says that time is up. A step that overflows is taken back, and ends it.
 * @returns the step that theta is at, and whether the next one overflows
 */
export function descend({ theta, optimizer, gradient, measure }: Training, from: number, to: number, late = () => false) {
  const before = theta.slice();
  for (let step = from; step < to; step++) {
    if (late()) return { step, diverged: false };
    before.set(theta);
    optimizer.step(theta, gradient(step));
    if (!measure(step + 1)) {
      theta.set(before);
      return { step, diverged: true };
    }
  }
  return { step: to, diverged: false };
}

/**
 * Where a descent has been: theta and gradient hold P numbers a step, the start's first; `steps` were taken and kept.
 * divergedAt is the step that overflowed, 0 for the start itself, or -1.
 */
export type Path = { theta: Float64Array, cost: Float64Array, gradient: Float64Array, steps: number, divergedAt: number };

/** The path from `start`, so many steps long, or until the cost or a slope is no longer finite. */
export function path(passes: (theta: Float64Array) => { cost: number, gradient: Float64Array }, start: ArrayLike<number>, optimizer: Optimizer, steps: number): Path {
  const [here, P] = [Float64Array.from(start), start.length];
  const [theta, gradient, cost] = [new Float64Array(P * (steps + 1)), new Float64Array(P * (steps + 1)), new Float64Array(steps + 1)];
  let slopes: Float64Array;
  const measure = (step: number) => {
    const found = passes(here);
    slopes = found.gradient;
    cost[step] = found.cost;
    theta.set(here, step * P);
    gradient.set(slopes, step * P);
    return Number.isFinite(found.cost) && allFinite(here) && allFinite(slopes);
  };
  if (!measure(0)) return { theta, cost, gradient, steps: 0, divergedAt: 0 };
  const { step, diverged } = descend({ theta: here, optimizer, gradient: () => slopes, measure }, 0, steps);
  return { theta, cost, gradient, steps: step, divergedAt: diverged ? step + 1 : -1 };
}

/**
 * How a drawn step compares with step k of a path of one weight and a bias: how many times as long it is, and by how many
 * degrees its direction differs. Infinite or not a number where one of them does not move.
 * @param end of the drawn step
 */
export function besides(path: Path, k: number, end: ArrayLike<number>) {
  const [w, b] = [path.theta[2 * k - 2], path.theta[2 * k - 1]];
  const [realW, realB, ownW, ownB] = [path.theta[2 * k] - w, path.theta[2 * k + 1] - b, end[0] - w, end[1] - b];
  const apart = Math.atan2(Math.abs(realW * ownB - realB * ownW), realW * ownW + realB * ownB);
  return { ratio: Math.hypot(ownW, ownB) / Math.hypot(realW, realB), degrees: (apart * 180) / Math.PI };
}
