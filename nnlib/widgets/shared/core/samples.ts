// What the playground trains on and starts from: examples in the plane, and the first weights, drawn from seeds.
// Numbers are rounded to a few decimals, so that a page, another browser and Python begin with the very same ones.
import { layout } from "./network.ts";
import { normal, uniform } from "./random.ts";

export const DRAWN = 300; // examples of each shape
export const HELD = 3; // every third example is held back for testing

/** Whether the example in a row is held back. */
export const isHeld = (row: number) => row % HELD === HELD - 1;

/** The standard deviation of a layer's first weights, by the rule's name, as in nnlib/initialisation.py. */
export const STANDARD_DEVIATIONS = {
  zeros: () => 0,
  xavier: (inputs, outputs) => Math.sqrt(2 / (inputs + outputs)),
  he: (inputs) => Math.sqrt(2 / inputs),
} as Record<string, (inputs: number, outputs: number) => number>;

const rounded = (x: number, digits: number) => Math.floor(x * 10 ** digits + 0.5) / 10 ** digits;

/**
 * Examples of a shape with noise: rows of x1, x2, class.
 * @param shapes all shapes without noise, rows of x1, x2
 */
export function drawn(shapes: Float64Array, which: number, count: number, noise: number, seed: number) {
  const next = normal(uniform(seed));
  const rows = new Float64Array(3 * count);
  for (let i = 0, at = 2 * DRAWN * which; i < count; i++) {
    rows[3 * i] = rounded(shapes[at++] + noise * next(), 3);
    rows[3 * i + 1] = rounded(shapes[at++] + noise * next(), 3);
    rows[3 * i + 2] = i % 2;
  }
  return rows;
}

/** Rows of x1, x2, class as inputs and targets: those trained with, or those held back. */
export function part(rows: Float64Array, test: boolean) {
  const X = [];
  const Y = [];
  for (let i = 0; 3 * i < rows.length; i++) {
    if (isHeld(i) !== test) continue;
    X.push(rows[3 * i], rows[3 * i + 1]);
    Y.push(rows[3 * i + 2]);
  }
  return { X: Float64Array.from(X), Y: Float64Array.from(Y), N: Y.length };
}

/** The first theta: weights drawn with the standard deviation of the rule, biases zero. */
export function initial(sizes: number[], init: string, seed: number) {
  const { weightsAt, biasesAt, P } = layout(sizes);
  const theta = new Float64Array(P);
  const next = normal(uniform(seed));
  for (let l = 0; l < weightsAt.length; l++) {
    const std = STANDARD_DEVIATIONS[init](sizes[l], sizes[l + 1]);
    for (let p = weightsAt[l]; p < biasesAt[l]; p++) theta[p] = rounded(std * next(), 4) || 0;
  }
  return theta;
}
