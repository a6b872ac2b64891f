// The cost over any two parameters of a network, the others held: a slice of its surface, a few rows at a time.
import { network } from "./network.ts";
import type { Problem } from "./network.ts";

/**
 * A slice under way. C[row * n + column] has u, the values of p, along the columns, and v, those of q, along the rows.
 * Layers before both parameters' are computed once.
 */
export function slice({ sizes, activations, cost, penalties, X, Y, N }: Problem, theta: ArrayLike<number>, p: number, q: number, u: Float64Array, v: Float64Array) {
  const net = network(sizes, activations, N);
  const here = Float64Array.from(theta);
  const n = u.length;
  const C = new Float64Array(n * v.length);
  const from = Math.min(layerOf(p), layerOf(q));
  net.forward(here, X);

  /** The layer that a parameter leads to, from 0. */
  function layerOf(place: number) {
    let l = 0;
    while (l + 1 < net.weightsAt.length && place >= net.weightsAt[l + 1]) l++;
    return l;
  }
  const row = (r: number) => {
    here[q] = v[r];
    for (let column = 0; column < n; column++) {
      here[p] = u[column];
      net.forward(here, X, from);
      C[r * n + column] = net.cost(cost, here, Y, penalties);
    }
  };
  return { C, n, u, v, work: rowByRow(v.length, row) };
}

/** Work under way: it computes rows, one at least, until `outOfTime()`, and answers whether all are there. */
export function rowByRow(rows: number, compute: (row: number) => void) {
  let row = 0;
  return (outOfTime: () => boolean) => {
    while (row < rows) {
      compute(row++);
      if (row < rows && outOfTime()) return false;
    }
    return true;
  };
}
