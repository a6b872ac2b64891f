// What every unit of a network says about every place of the plane: values on a grid, from one forward pass.
import { zeroLine } from "./isolines.js";
import { network } from "./network.js";

/**
 * A grid of n x n places from -reach to reach, rows upwards, and the units' activations on it.
 * @param {number[]} sizes
 * @param {import("./network.js").ActivationName[]} activations
 * @param {number} n
 * @param {number} reach
 */
export function plane(sizes, activations, n, reach) {
  const net = network(sizes, activations, n * n);
  const X = new Float64Array(2 * n * n);
  for (let row = 0, at = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      X[at++] = reach * ((2 * column) / (n - 1) - 1);
      X[at++] = reach * ((2 * row) / (n - 1) - 1);
    }
  }
  const L = activations.length;
  const output = new Float64Array(n * n);
  return {
    n,
    A: net.A,
    output,
    /** Compute all of it for these parameters. */
    compute(/** @type {Float64Array} */ theta) {
      net.forward(theta, X);
      output.set(net.A[L]);
    },
    /** A unit's own boundary, where its sum z is zero: segments x0, y0, x1, y1 and so on in grid units (column, row). */
    boundary: (/** @type {number} */ l, /** @type {number} */ j) => zeroLine(net.Z[l - 1], n, j, sizes[l]),
    /** The lowest and the highest activation that unit `j` of layer `l` is drawn with: what its function can give, or what it gives here. */
    range(/** @type {number} */ l, /** @type {number} */ j, /** @type {number[]} */ into) {
      const name = activations[l - 1];
      into[0] = name === "tanh" ? -1 : 0;
      into[1] = 1;
      if (name === "tanh" || name === "sigmoid") return;
      const A = net.A[l];
      let [low, high] = [0, 0];
      for (let i = j; i < A.length; i += sizes[l]) {
        if (A[i] < low) low = A[i];
        else if (A[i] > high) high = A[i];
      }
      // Zero is always among the shades, so that a silent unit looks silent.
      into[0] = name === "relu" ? 0 : -Math.max(-low, high, 1e-6);
      into[1] = name === "relu" ? Math.max(high, 1e-6) : -into[0];
    },
  };
}
