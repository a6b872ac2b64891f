// What is wrong with a training, if something is: dead units, a cost that has grown, a plateau. No DOM, no drawing.
import { activation } from "./activations.ts";
import type { network } from "./network.ts";

const GROWTH = 10; // as in nnlib/history.py
const MANY = 100; // steps without progress that make a plateau: fewer may be a bend in the way
const OFTEN = 10; // and where a step sees a few examples only, as many as bring each example up so often
const STILL = 0.005; // of the cost: what it may change by from one half of these steps to the other
const SMALL = 0.1; // of the cost, for a step of length 1

/**
 * The hidden units whose slope is 0 for every example of the last forward pass: pairs (layer from 1, unit from 0). No
 * gradient comes through them. nnlib/diagnosis.py has the same; here hidden layers work on each sum alone.
 */
export function deadUnits({ sizes, activations, Z, A, N }: ReturnType<typeof network>) {
  const found: [number, number][] = [];
  for (let l = 1; l < sizes.length - 1; l++) {
    const slope = new Float64Array(N * sizes[l]).fill(1);
    activation(activations[l - 1]).pullBack(slope, Z[l - 1], A[l], sizes[l]);
    for (let j = 0; j < sizes[l]; j++) {
      let alive = false;
      for (let i = j; i < slope.length && !alive; i += sizes[l]) alive = slope[i] !== 0;
      if (!alive) found.push([l, j]);
    }
  }
  return found;
}

/**
 * Whether the cost after a step is the highest so far, far above the first, and no longer small beside the variance of
 * the targets: then the steps are too long. nnlib/history.py has the same.
 */
export function hasGrown(costs: ArrayLike<number>, step: number, variance: number) {
  if (costs[step] <= Math.max(GROWTH * costs[0], variance)) return false;
  for (let s = 0; s < step; s++) if (costs[s] > costs[step]) return false;
  return true;
}

/** The variance of targets, as nnlib measures it: the squared error of their mean. */
export function variance(Y: ArrayLike<number>) {
  const mean = Array.from(Y).reduce((sum, y) => sum + y, 0) / Y.length;
  return Array.from(Y).reduce((sum, y) => sum + (y - mean) ** 2, 0) / Y.length;
}

/**
 * How many steps the cost has stood still on a plateau, or 0 where it is on none. Two things make a plateau. The mean
 * cost of the last steps is the mean cost of those before, within half a percent: means, because mini-batches make single
 * costs jump. And the gradient is small, so that a bold step would not help either: weights are about one in size, and
 * to go so far along the gradient would, by the slope here, change the cost by less than a tenth. A cost that stands still
 * while the gradient is large is something else: steps that are too short, or so long that they jump across a valley.
 * @param perEpoch steps that use each example once
 */
export function stillFor(costs: ArrayLike<number>, step: number, perEpoch: number, gradientNorm: number) {
  const steps = Math.max(MANY, OFTEN * perEpoch);
  if (step < steps || gradientNorm > SMALL * costs[step]) return 0;
  const half = Math.floor(steps / 2);
  const mean = (last: number) => {
    let sum = 0;
    for (let s = last - half + 1; s <= last; s++) sum += costs[s];
    return sum / half;
  };
  const [before, now] = [mean(step - half), mean(step)];
  return Math.abs(now - before) <= STILL * before ? steps : 0;
}
