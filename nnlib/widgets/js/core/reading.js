// Reading: what a network makes of a picture, and which pixels would change its mind. DigitReader in Python does the same.
import { network } from "./network.js";

const SURE = 0.99; // a mind that is changed: no pixel is changed beyond it

/**
 * @typedef {ReturnType<typeof import("./digits.js").unpack>} Trained
 * @typedef {{ x: Float64Array, p: Float64Array, z: Float64Array, hidden: Float64Array, hiddenZ: Float64Array, best: number }} Reading
 * @typedef {{ pixel: number, to: number, gain: number }} Telling the pixel, what it would be set to, and what that promises
 */

/** @param {Trained} trained */
export function reader({ sizes, activations, theta }) {
  const net = network(sizes, activations, 1);
  const [n, hidden, digits] = sizes;
  const outgoing = net.W[1];

  /** What the network reads in a picture, x from 0 to 1: probabilities p, the hidden units, and the likeliest digit. */
  function read(/** @type {Float64Array} */ x) {
    net.forward(theta, x);
    const p = net.A[2].slice();
    /** @type {Reading} */
    const found = { x, p, z: net.Z[1].slice(), hidden: net.A[1].slice(), hiddenZ: net.Z[0].slice(), best: largest(p) };
    return found;
  }

  const only = (/** @type {number} */ digit) => Float64Array.from({ length: digits }, (_, j) => (j === digit ? 1 : 0));

  /** What a picture costs whose right digit this is: minus the logarithm of that digit's probability. */
  function cost(/** @type {Float64Array} */ x, /** @type {number} */ digit) {
    net.forward(theta, x);
    return net.cost("cross_entropy", theta, only(digit));
  }

  /** The slope of the cost in every pixel, were the picture of this digit: the first delta through the weights transposed. */
  function slope(/** @type {Float64Array} */ x, /** @type {number} */ digit) {
    net.forward(theta, x);
    net.backward("cross_entropy", theta, only(digit));
    const found = new Float64Array(n);
    for (let j = 0, k = 0; j < hidden; j++) {
      const delta = net.delta[0][j];
      for (let i = 0; i < n; i++) found[i] += delta * theta[k++];
    }
    return found;
  }

  /** The pixel, not among `changed`, that promises most for a digit when it is filled or emptied. */
  function telling(/** @type {Float64Array} */ x, /** @type {Float64Array} */ slopes, /** @type {number[]} */ changed = []) {
    /** @type {Telling} */
    let best = { pixel: 0, to: slopes[0] < 0 ? 1 : 0, gain: -1 };
    for (let i = 0; i < n; i++) {
      const gain = slopes[i] < 0 ? -slopes[i] * (1 - x[i]) : slopes[i] * x[i];
      if (gain > best.gain && !changed.includes(i)) best = { pixel: i, to: slopes[i] < 0 ? 1 : 0, gain };
    }
    return best;
  }

  /** Change the most telling pixel, again and again, at most so often, or until the network is sure of the digit. */
  function persuade(/** @type {Float64Array} */ picture, /** @type {number} */ digit, /** @type {number} */ most) {
    const x = picture.slice();
    /** @type {number[]} */
    const changed = [];
    while (changed.length < most && read(x).p[digit] < SURE) {
      const { pixel, to } = telling(x, slope(x, digit), changed);
      x[pixel] = to;
      changed.push(pixel);
    }
    return { x, changed };
  }

  /** How many pixels must be changed until the network reads this digit; nothing where `most` are not enough. */
  function needed(/** @type {Float64Array} */ picture, /** @type {number} */ digit, /** @type {number} */ most) {
    const x = picture.slice();
    /** @type {number[]} */
    const changed = [];
    for (; changed.length <= most; ) {
      if (read(x).best === digit) return changed.length;
      const { pixel, to } = telling(x, slope(x, digit), changed);
      x[pixel] = to;
      changed.push(pixel);
    }
    return undefined;
  }

  return {
    read, cost, slope, telling, persuade, needed,
    /** The weights of the connections into a hidden unit, 784, and from it to the digits, 10. */
    weights: (/** @type {number} */ unit) => theta.subarray(unit * n, (unit + 1) * n),
    leaving: (/** @type {number} */ unit) => Array.from({ length: digits }, (_, d) => theta[outgoing + d * hidden + unit]),
  };
}

/** The digit to be persuaded of: the asked one, or else the truth where it is known and misread, or else the runner-up. */
export function aim(/** @type {Reading} */ { p, best }, /** @type {number} */ asked, /** @type {number | undefined} */ label) {
  if (asked >= 0) return asked;
  if (label !== undefined && label !== best) return label;
  return largest(p, best);
}

/** Where the largest number is, the first of equals; one place may be left out. */
export function largest(/** @type {ArrayLike<number>} */ values, without = -1) {
  let best = without === 0 ? 1 : 0;
  for (let i = best + 1; i < values.length; i++) if (i !== without && values[i] > values[best]) best = i;
  return best;
}
