// Reading: what a network makes of a picture, and which pixels would change its mind. DigitReader in Python does the same.
import { network } from "./network.ts";
import type { unpack } from "./digits.ts";

const SURE = 0.99; // a mind that is changed: no pixel is changed beyond it

export type Trained = ReturnType<typeof unpack>;
export type Reading = { x: Float64Array, p: Float64Array, z: Float64Array, hidden: Float64Array, hiddenZ: Float64Array, best: number };
/** The pixel, what it would be set to, and what that promises. */
export type Telling = { pixel: number, to: number, gain: number };

export function reader({ sizes, activations, theta }: Trained) {
  const net = network(sizes, activations, 1);
  const [n, hidden, digits] = sizes;
  const outgoing = net.weightsAt[1];

  /** What the network reads in a picture, x from 0 to 1: probabilities p, the hidden units, and the likeliest digit. */
  function read(x: Float64Array) {
    net.forward(theta, x);
    const p = net.A[2].slice();
    const found: Reading = { x, p, z: net.Z[1].slice(), hidden: net.A[1].slice(), hiddenZ: net.Z[0].slice(), best: largest(p) };
    return found;
  }

  const only = (digit: number) => Float64Array.from({ length: digits }, (_, j) => (j === digit ? 1 : 0));

  /** What a picture costs whose right digit this is: minus the logarithm of that digit's probability. */
  function cost(x: Float64Array, digit: number) {
    net.forward(theta, x);
    return net.cost("cross_entropy", theta, only(digit));
  }

  /** The slope of the cost in every pixel, were the picture of this digit: the first delta through the weights transposed. */
  function slope(x: Float64Array, digit: number) {
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
  function telling(x: Float64Array, slopes: Float64Array, changed: number[] = []) {
    let best: Telling = { pixel: 0, to: slopes[0] < 0 ? 1 : 0, gain: -1 };
    for (let i = 0; i < n; i++) {
      const gain = slopes[i] < 0 ? -slopes[i] * (1 - x[i]) : slopes[i] * x[i];
      if (gain > best.gain && !changed.includes(i)) best = { pixel: i, to: slopes[i] < 0 ? 1 : 0, gain };
    }
    return best;
  }

  /** Change the most telling pixel, again and again, at most so often, or until the network is sure of the digit. */
  function persuade(picture: Float64Array, digit: number, most: number) {
    const x = picture.slice();
    const changed: number[] = [];
    while (changed.length < most && read(x).p[digit] < SURE) {
      const { pixel, to } = telling(x, slope(x, digit), changed);
      x[pixel] = to;
      changed.push(pixel);
    }
    return { x, changed };
  }

  /** How many pixels must be changed until the network reads this digit; nothing where `most` are not enough. */
  function needed(picture: Float64Array, digit: number, most: number) {
    const x = picture.slice();
    const changed: number[] = [];
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
    weights: (unit: number) => theta.subarray(unit * n, (unit + 1) * n),
    leaving: (unit: number) => Array.from({ length: digits }, (_, d) => theta[outgoing + d * hidden + unit]),
  };
}

/** The digit to be persuaded of: the asked one, or else the truth where it is known and misread, or else the runner-up. */
export function aim({ p, best }: Reading, asked: number, label: number | undefined) {
  if (asked >= 0) return asked;
  if (label !== undefined && label !== best) return label;
  return largest(p, best);
}

/** Where the largest number is, the first of equals; one place may be left out. */
export function largest(values: ArrayLike<number>, without = -1) {
  let best = without === 0 ? 1 : 0;
  for (let i = best + 1; i < values.length; i++) if (i !== without && values[i] > values[best]) best = i;
  return best;
}
