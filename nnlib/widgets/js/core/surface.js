// The cost of a neuron with one input over a grid of (w, b): C[row * n + column], columns along w, rows along b.
import { costOf } from "./neuron.js";

const SAFE = 300; // |w x| and |b| up to here: e to their sum is still a number

/** n evenly spaced values from low to high, both included, as numpy.linspace gives them. */
export function linspace(/** @type {number} */ low, /** @type {number} */ high, /** @type {number} */ n) {
  const values = Float64Array.from({ length: n }, (_, i) => low + i * ((high - low) / (n - 1)));
  values[n - 1] = high;
  return values;
}

/** The whole surface at once. */
export function costSurface(/** @type {import("./neuron.js").Problem} */ problem, /** @type {Float64Array} */ w, /** @type {Float64Array} */ b) {
  const surface = surfaceWork(problem, w, b);
  surface.work(() => false);
  return surface.C;
}

/**
 * A surface under way: `work(late)` computes rows, one at least, until `late()`, and answers whether all are there.
 * exp(w x + b) is a product of exp(w x) and exp(b), so a grid of n^2 cells needs n exponentials an example, and the
 * logarithms of a cell's examples are one logarithm of their product.
 * @param {import("./neuron.js").Problem} problem
 * @param {Float64Array} w
 * @param {Float64Array} b
 */
export function surfaceWork(problem, w, b) {
  const { X, Y, activation, cost } = problem;
  const n = w.length;
  const N = Y.length;
  const C = new Float64Array(n * b.length);
  const reach = X.reduce((most, x) => Math.max(most, Math.abs(x)), 0) * Math.max(Math.abs(w[0]), Math.abs(w[n - 1]));
  const plain = activation === "identity" || reach > SAFE || Math.max(Math.abs(b[0]), Math.abs(b[b.length - 1])) > SAFE;
  const up = new Float64Array(plain ? 0 : n * N); // exp(w x): column by column, then example by example
  if (!plain) {
    for (let column = 0; column < n; column++) {
      for (let i = 0; i < N; i++) up[column * N + i] = Math.exp(w[column] * X[i]);
    }
  }

  function plainRow(/** @type {number} */ row) {
    for (let column = 0; column < n; column++) {
      let total = 0;
      for (let i = 0; i < N; i++) total += costOf(activation, cost, w[column] * X[i] + b[row], Y[i]);
      C[row * n + column] = total / N;
    }
  }

  function fastRow(/** @type {number} */ row) {
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

  let row = 0;
  return {
    C,
    work(/** @type {() => boolean} */ late) {
      while (row < b.length) {
        plain ? plainRow(row) : fastRow(row);
        row++;
        if (row < b.length && late()) return false;
      }
      return true;
    },
  };
}
