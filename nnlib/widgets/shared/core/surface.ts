// The cost of a neuron with one input over a grid of (w, b): C[row * n + column], columns along w, rows along b.
import { bothPasses } from "./network.ts";
import { hessian } from "./neuron.ts";
import { slice } from "./slice.ts";
import type { Problem } from "./network.ts";

const NEWTON = 12; // steps to the lowest place: each doubles the digits that are right
const SAFE = 300; // |w x| and |b| up to here: e to their sum does not overflow

/** n evenly spaced values from low to high, both included, as numpy.linspace gives them. */
export function linspace(low: number, high: number, n: number) {
  const values = Float64Array.from({ length: n }, (_, i) => low + i * ((high - low) / (n - 1)));
  values[n - 1] = high;
  return values;
}

/**
 * The surface. For a sigmoid, exp(w x + b) is a product of exp(w x) and exp(b), so a grid of n^2 cells needs n exponentials an
 * example, and the logarithms of a cell's examples are one logarithm of their product.
 */
export function costSurface(problem: Problem, w: Float64Array, b: Float64Array) {
  const { X, Y, activations, cost } = problem;
  const n = w.length;
  const N = Y.length;
  const reach = X.reduce((most, x) => Math.max(most, Math.abs(x)), 0) * Math.max(Math.abs(w[0]), Math.abs(w[n - 1]));
  const far = reach > SAFE || Math.max(Math.abs(b[0]), Math.abs(b[b.length - 1])) > SAFE;
  if (activations[0] !== "sigmoid" || far) {
    const plain = slice(problem, [0, 0], 0, 1, w, b);
    plain.work(() => false);
    return plain.C;
  }
  const C = new Float64Array(n * b.length);
  const up = new Float64Array(n * N); // exp(w x): column by column, then example by example
  for (let column = 0; column < n; column++) {
    for (let i = 0; i < N; i++) up[column * N + i] = Math.exp(w[column] * X[i]);
  }

  for (let row = 0; row < b.length; row++) {
    const lift = Math.exp(b[row]);
    for (let column = 0; column < n; column++) {
      let total = 0;
      let product = 1;
      for (let i = 0; i < N; i++) {
        const p = up[column * N + i] * lift; // e^z
        if (cost === "mse") {
          const miss = p / (1 + p) - Y[i];
          total += miss * miss;
          continue;
        }
        const z = w[column] * X[i] + b[row];
        total += (z > 0 ? z : 0) - z * Y[i];
        product *= 1 + (z > 0 ? 1 / p : p); // 1 + e^-|z|, between 1 and 2
        if (product > 1e300) {
          total += Math.log(product);
          product = 1;
        }
      }
      C[row * n + column] = (total + Math.log(product)) / N;
    }
  }
  return C;
}

/**
 * Where the cost is lowest, `[w, b]`: Newton's method from the lowest of the grid's corners. Nothing where the cost falls
 * on beyond the grid, or where no single place is the lowest.
 */
export function lowestOn(problem: Problem, C: Float64Array, w: Float64Array, b: Float64Array) {
  const n = w.length;
  let least = 0;
  for (let i = 1; i < C.length; i++) if (C[i] < C[least]) least = i;
  const place = [w[least % n], b[Math.floor(least / n)]];
  const passes = bothPasses(problem);
  for (let step = 0; step < NEWTON; step++) {
    const { gradient } = passes(place);
    const [p, q, , s] = hessian(problem, place);
    const determinant = p * s - q * q;
    if (!(determinant > 1e-12 * (p + s) ** 2)) return null;
    place[0] -= (s * gradient[0] - q * gradient[1]) / determinant;
    place[1] -= (p * gradient[1] - q * gradient[0]) / determinant;
  }
  const inside = place[0] >= w[0] && place[0] <= w[n - 1] && place[1] >= b[0] && place[1] <= b[b.length - 1];
  return inside && passes(place).cost <= C[least] ? place : null;
}
