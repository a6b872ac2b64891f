// An activation at one place, and two layers in a row with the slope of their whole, as nnlib computes them. No DOM.
import { ACTIVATIONS, network } from "./network.js";

/**
 * @typedef {keyof typeof ACTIVATIONS} Name
 * @typedef {{ weights: number[], biases: number[] }} Parameters first layer, second layer
 */

/** The steepest slope that each function has anywhere: a slope is judged by how much of it is left. */
const STEEPEST = { identity: 1, sigmoid: 0.25, tanh: 1, relu: 1 };
const SATURATED = 0.1; // of the steepest: below it a push on z hardly moves a

/** The function's value at z, and its slope there. At ReLU's corner the slope 0 is taken, as nnlib does. */
export function valueAndSlope(/** @type {Name} */ name, /** @type {number} */ z) {
  const { f, df } = ACTIVATIONS[name];
  const a = f(z);
  return { a, slope: df(z, a) };
}

/** How much of the steepest slope is left, from 0 to 1. */
export const left = (/** @type {Name} */ name, /** @type {number} */ slope) => slope / STEEPEST[name];

/** Whether a push on z hardly moves a. */
export const saturated = (/** @type {Name} */ name, /** @type {number} */ slope) => left(name, slope) < SATURATED;

/**
 * Two layers of one neuron each over many inputs: every sum, every activation, and the slopes of a1 and a2 in x.
 * @param {Name[]} names
 * @param {Parameters} parameters
 * @param {ArrayLike<number>} X
 */
export function twoLayers(names, { weights, biases }, X) {
  const net = network([1, 1, 1], names, X.length);
  net.forward([weights[0], biases[0], weights[1], biases[1]], X);
  const [[, A1, A2], [Z1, Z2]] = [net.A, net.Z];
  const [f1, f2] = names.map((name) => ACTIVATIONS[name]);
  const first = Float64Array.from(Z1, (z, i) => weights[0] * f1.df(z, A1[i]));
  const slope = Float64Array.from(Z2, (z, i) => first[i] * weights[1] * f2.df(z, A2[i]));
  return { X, Z1, A1, Z2, A2, first, slope };
}

/** The weight and the bias of the one layer that does what two do where the first is linear: W2 W1 and W2 b1 + b2. */
export const oneLayer = (/** @type {Parameters} */ { weights, biases }) => ({
  weight: weights[0] * weights[1],
  bias: weights[1] * biases[0] + biases[1],
});

/** The least and the largest of some slopes, and whether they are one. */
export function spread(/** @type {Float64Array} */ slopes) {
  const [least, most] = [Math.min(...slopes), Math.max(...slopes)];
  return { least, most, straight: most - least <= 1e-9 * Math.max(Math.abs(least), Math.abs(most)) };
}

/** Whether all of it can be drawn: numbers, none beyond what a computer holds. */
export const finite = (/** @type {Name[]} */ names, /** @type {Parameters} */ parameters, /** @type {number} */ x) => {
  const { A1, A2, slope } = twoLayers(names, parameters, [x]);
  const { weight, bias } = oneLayer(parameters);
  return [A1[0], A2[0], slope[0], weight, bias].every(Number.isFinite);
};
