// The loop of gradient descent that all widgets share, like `descend` in nnlib/fit.py; and `path`, which records every step.
import { allFinite } from "./network.ts";
import type { Optimizer } from "./optimizers.ts";

/**
 * What `descend` works with: theta and its optimizer, the gradient at theta, and `measure`, which is called after each
 * step and answers whether all is finite.
 */
export type DescentState = { theta: Float64Array, optimizer: Optimizer, gradient: (step: number) => Float64Array, measure: (step: number) => boolean };

/**
 * Take the steps from one to another, or those before `outOfTime()`. A step that overflows is taken back, and ends it.
 * @returns the step that theta is at, and whether the next one overflows
 */
export function descend({ theta, optimizer, gradient, measure }: DescentState, from: number, to: number, outOfTime = () => false) {
  const before = theta.slice();
  for (let step = from; step < to; step++) {
    if (outOfTime()) return { step, diverged: false };
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

/** Whether a path of two parameters goes nowhere after a step: what is left of it stays within a hundredth of these widths. */
export const atRest = ({ theta, steps }: Path, step: number, widths: number[]) =>
  theta.subarray(2 * step, 2 * (steps + 1)).every((x, i) => Math.abs(x - theta[2 * steps + (i % 2)]) <= widths[i % 2] / 100);

/** The path from `start`, so many steps long, or until the cost or a slope is no longer finite. */
export function path(passes: (theta: Float64Array) => { cost: number, gradient: Float64Array }, start: ArrayLike<number>, optimizer: Optimizer, steps: number): Path {
  const P = start.length;
  const here = Float64Array.from(start);
  const theta = new Float64Array(P * (steps + 1));
  const gradient = new Float64Array(P * (steps + 1));
  const cost = new Float64Array(steps + 1);
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
export function compareSteps(path: Path, k: number, end: ArrayLike<number>) {
  const w = path.theta[2 * k - 2];
  const b = path.theta[2 * k - 1];
  const realW = path.theta[2 * k] - w;
  const realB = path.theta[2 * k + 1] - b;
  const drawnW = end[0] - w;
  const drawnB = end[1] - b;
  const angle = Math.atan2(Math.abs(realW * drawnB - realB * drawnW), realW * drawnW + realB * drawnB);
  return { ratio: Math.hypot(drawnW, drawnB) / Math.hypot(realW, realB), degrees: (angle * 180) / Math.PI };
}
