// The cost over any two parameters of a network, the others held: a slice of its surface, a few rows at a time.
import { linspace } from "./surface.js";
import { network } from "./network.js";

/**
 * A slice under way. C[row * n + column] has p along the columns and q along the rows. `work(late)` computes rows until
 * `late()`, and answers whether all are there. Layers before both parameters' are computed once.
 * @param {{ sizes: number[], activations: import("./network.js").ActivationName[], cost: import("./network.js").CostName,
 *   penalties: import("./network.js").Penalties, train: import("./training.js").Examples }} course
 * @param {ArrayLike<number>} theta
 * @param {number} p
 * @param {number} q
 * @param {number[]} pRange
 * @param {number[]} qRange
 * @param {number} n
 */
export function slice({ sizes, activations, cost, penalties, train }, theta, p, q, pRange, qRange, n) {
  const net = network(sizes, activations, train.N);
  const here = Float64Array.from(theta);
  const [u, v] = [linspace(pRange[0], pRange[1], n), linspace(qRange[0], qRange[1], n)];
  const C = new Float64Array(n * n);
  const from = Math.min(layerOf(p), layerOf(q));
  net.forward(here, train.X);
  let row = 0;

  /** The layer that a parameter leads to, from 0. */
  function layerOf(/** @type {number} */ place) {
    let l = 0;
    while (l + 1 < net.W.length && place >= net.W[l + 1]) l++;
    return l;
  }
  return {
    C, n, u, v,
    work(/** @type {() => boolean} */ late) {
      for (; row < n; row++) {
        if (late()) return false;
        here[q] = v[row];
        for (let column = 0; column < n; column++) {
          here[p] = u[column];
          net.forward(here, train.X, from);
          C[row * n + column] = net.cost(cost, here, train.Y, penalties);
        }
      }
      return true;
    },
  };
}
