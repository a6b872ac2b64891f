// A recurrent unit unrolled in time, as nnlib.Recurrent([1, 1, 1]) computes it: both passes, and clipping. No DOM.
// theta is nnlib's: w_x, w_h, b, w_y, b_y. One sequence; only its last step has a target; the cost is the squared miss.
import { valueAndSlope } from "./activations.ts";

/** Factors[t] is w_h f'(z[t]): what the error of step t + 1 is multiplied by on its way to step t.. */
export type Passes = { Z: Float64Array, H: Float64Array, slopes: Float64Array, prediction: number, cost: number,
    delta: Float64Array, factors: Float64Array, gradient: Float64Array };

/** Both passes: states from the first step to the last, errors from the last to the first. */
export function passes(activation: string, theta: ArrayLike<number>, x: ArrayLike<number>, target: number): Passes {
  const T = x.length;
  const [wx, wh, b, wy, by] = Array.from(theta);
  const [Z, H, slopes, delta, factors] = Array.from({ length: 5 }, () => new Float64Array(T));
  for (let t = 0; t < T; t++) {
    Z[t] = wx * x[t] + b + (t ? wh * H[t - 1] : 0);
    ({ a: H[t], slope: slopes[t] } = valueAndSlope(activation, Z[t]));
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

/** The gradient, scaled down to the norm `most` if its norm is larger, and that norm. */
export function clip(gradient: ArrayLike<number>, most: number) {
  const values = Array.from(gradient);
  const largest = Math.max(...values.map(Math.abs)) || 1;
  const direction = values.map((slope) => slope / largest); // the squares of a large gradient would overflow
  const part = Math.hypot(...direction);
  const norm = part * largest;
  return { norm, clipped: norm <= most ? values : direction.map((slope) => slope * (most / part)) };
}

/**
 * What becomes of the error on its way from the last step to the first: how many times as large it is there, and which of
 * the course's cases that is.
 * @returns rate is the factor that, taken once a step, gives the same ratio
 */
export function wayBack(delta: Float64Array): { ratio: number, rate: number, kind: "none" | "lost" | "vanishes" | "explodes" | "holds" } {
  const last = Math.abs(delta[delta.length - 1]);
  const ratio = Math.abs(delta[0]) / last;
  const kind = last === 0 ? "none" : ratio === 0 ? "lost" : ratio < 0.1 ? "vanishes" : ratio > 10 ? "explodes" : "holds";
  return { ratio, rate: ratio ** (1 / (delta.length - 1)), kind };
}

/** The first step, from 0, whose state overflows; -1 if everything is finite. */
export function lostAt({ H, delta, gradient, cost }: Passes) {
  const state = H.findIndex((h) => !Number.isFinite(h));
  if (state >= 0) return state;
  return [cost, ...delta, ...gradient].every(Number.isFinite) ? -1 : H.length - 1;
}
