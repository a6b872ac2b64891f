// A recurrent unit unrolled in time, as nnlib.Recurrent([1, 1, 1]) computes it: both passes, and clipping. No DOM.
// theta is nnlib's: w_x, w_h, b, w_y, b_y. One sequence; only its last step has a target; the cost is the squared miss.
import { ACTIVATIONS } from "./network.js";

/**
 * @typedef {keyof typeof ACTIVATIONS} Name
 * @typedef {{ Z: Float64Array, H: Float64Array, slopes: Float64Array, prediction: number, cost: number,
 *   delta: Float64Array, factors: Float64Array, gradient: Float64Array }} Passes
 *   factors[t] is w_h f'(z[t]): what the error of step t + 1 is multiplied by on its way to step t.
 */

/**
 * Both passes: states from the first step to the last, errors from the last to the first.
 * @param {Name} activation
 * @param {ArrayLike<number>} theta
 * @param {ArrayLike<number>} x
 * @param {number} target
 * @returns {Passes}
 */
export function passes(activation, theta, x, target) {
  const [T, { f, df }] = [x.length, ACTIVATIONS[activation]];
  const [wx, wh, b, wy, by] = Array.from(theta);
  const [Z, H, slopes, delta, factors] = Array.from({ length: 5 }, () => new Float64Array(T));
  for (let t = 0; t < T; t++) {
    Z[t] = wx * x[t] + b + (t ? wh * H[t - 1] : 0);
    H[t] = f(Z[t]);
    slopes[t] = df(Z[t], H[t]);
    factors[t] = wh * slopes[t];
  }
  const prediction = wy * H[T - 1] + by;
  const miss = prediction - target;
  const gradient = new Float64Array(5);
  let carried = 2 * miss * wy; // what the cost says about the last state
  for (let t = T - 1; t >= 0; t--) {
    delta[t] = carried * slopes[t];
    carried = delta[t] * wh;
    gradient[0] += delta[t] * x[t];
    if (t) gradient[1] += delta[t] * H[t - 1]; // the state before the first step is zero
    gradient[2] += delta[t];
  }
  gradient[3] = 2 * miss * H[T - 1];
  gradient[4] = 2 * miss;
  return { Z, H, slopes, prediction, cost: miss * miss, delta, factors, gradient };
}

/** The gradient shortened to the length `most` where it is longer, and how long it was. */
export function clip(/** @type {ArrayLike<number>} */ gradient, /** @type {number} */ most) {
  const values = Array.from(gradient);
  const largest = Math.max(...values.map(Math.abs)) || 1;
  const direction = values.map((slope) => slope / largest); // squares of a large gradient would leave the numbers
  const part = Math.hypot(...direction);
  const length = part * largest;
  return { length, clipped: length <= most ? values : direction.map((slope) => slope * (most / part)) };
}

/**
 * What becomes of the error on its way from the last step to the first: each step's share of the last one's size, as a
 * power of ten, and which of the course's cases it is.
 * @returns {{ decades: number[], ratio: number, rate: number, kind: "none" | "lost" | "vanishes" | "explodes" | "holds" }}
 *   rate is the factor that, taken once a step, gives the same ratio
 */
export function wayBack(/** @type {Float64Array} */ delta) {
  const last = Math.abs(delta[delta.length - 1]);
  const decades = Array.from(delta, (error) => Math.log10(Math.abs(error) / last));
  const ratio = Math.abs(delta[0]) / last;
  const kind = last === 0 ? "none" : ratio === 0 ? "lost" : ratio < 0.1 ? "vanishes" : ratio > 10 ? "explodes" : "holds";
  return { decades, ratio, rate: ratio ** (1 / (delta.length - 1)), kind };
}

/** The first step whose state is no longer a number that a computer holds, from 0; -1 where all of it is finite. */
export function lostAt(/** @type {Passes} */ { H, delta, gradient, cost }) {
  const state = H.findIndex((h) => !Number.isFinite(h));
  if (state >= 0) return state;
  return [cost, ...delta, ...gradient].every(Number.isFinite) ? -1 : H.length - 1;
}
