// The activations of every unit of a network on a grid over the plane, from one forward pass.
import { activation } from "./activations.ts";
import { zeroLine } from "./isolines.ts";
import { network } from "./network.ts";
import { linspace } from "./surface.ts";
import type { ActivationName } from "./activations.ts";

const USUAL = [[-1.3, 1.3], [-1.3, 1.3]]; // where nnlib's own data sets lie
const MARGIN = 0.12; // beside other points, of their width

/**
 * The view in which points are seen: the usual one, the present one where they lie in it, or one with room for them.
 * @param rows x1, x2, class
 */
export function viewOf(rows: Float64Array, present: number[][] = USUAL) {
  const inside = (view: number[][]) => rows.every((value, i) => i % 3 === 2 || (value >= view[i % 3][0] && value <= view[i % 3][1]));
  if (inside(USUAL)) return USUAL;
  if (inside(present)) return present;
  return [0, 1].map((axis) => {
    const values = rows.filter((_, i) => i % 3 === axis);
    const low = Math.min(...values);
    const high = Math.max(...values);
    const room = MARGIN * (high - low || 1);
    return [low - room, high + room];
  });
}

/**
 * A grid of n x n places in a view of the plane, rows upwards, and the units' activations on it.
 * @param view the lowest and the highest x1, and x2
 */
export function plane(sizes: number[], activations: ActivationName[], n: number, view: number[][]) {
  const net = network(sizes, activations, n * n);
  const X = new Float64Array(2 * n * n);
  const [across, upwards] = view.map(([low, high]) => linspace(low, high, n));
  for (let row = 0, at = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      X[at++] = across[column];
      X[at++] = upwards[row];
    }
  }
  const L = activations.length;
  const output = new Float64Array(n * n);
  return {
    n,
    view,
    A: net.A,
    output,
    /** Compute all of it for these parameters. */
    compute(theta: Float64Array) {
      net.forward(theta, X);
      output.set(net.A[L]);
    },
    /** A unit's own boundary, where its sum z is zero: segments x0, y0, x1, y1 and so on in grid units (column, row). */
    boundary: (l: number, j: number) => zeroLine(net.Z[l - 1], n, j, sizes[l]),
    /** The lowest and the highest activation that unit `j` of layer `l` is drawn with: the range of its function, or what it reaches here. */
    range(l: number, j: number, into: number[]) {
      const [least, most] = activation(activations[l - 1]).range;
      into[0] = least;
      into[1] = most;
      if (Number.isFinite(most - least)) return;
      const A = net.A[l];
      let low = 0;
      let high = 0;
      for (let i = j; i < A.length; i += sizes[l]) {
        if (A[i] < low) low = A[i];
        else if (A[i] > high) high = A[i];
      }
      // Zero is always among the shades, so that a silent unit looks silent.
      into[1] = Math.max(high, Number.isFinite(least) ? 1e-6 : Math.max(-low, 1e-6));
      into[0] = Number.isFinite(least) ? least : -into[1];
    },
  };
}

export type Plane = ReturnType<typeof plane>;
