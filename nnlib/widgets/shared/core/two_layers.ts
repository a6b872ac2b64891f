// Two layers of one neuron each, one after the other, with the slope of their whole, as nnlib computes them.
import { valuesAndSlopes } from "./activations.ts";
import { network } from "./network.ts";
import type { ActivationName } from "./activations.ts";

/** First layer, second layer. */
export type Parameters = { weights: number[], biases: number[] };

/** Two layers of one neuron each over many inputs: every sum, every activation, and the derivatives of a1 and a2 with respect to x. */
export function twoLayers(names: ActivationName[], { weights, biases }: Parameters, X: ArrayLike<number>) {
  const net = network([1, 1, 1], names, X.length);
  net.forward([weights[0], biases[0], weights[1], biases[1]], X);
  const [, A1, A2] = net.A;
  const [Z1, Z2] = net.Z;
  const slopes1 = valuesAndSlopes(names[0], Z1).slope;
  const slopes2 = valuesAndSlopes(names[1], Z2).slope;
  const first = slopes1.map((slope) => weights[0] * slope);
  const slope = slopes2.map((slope, i) => first[i] * weights[1] * slope);
  return { X, Z1, A1, Z2, A2, first, slope };
}

/** The weight and the bias of the one layer that does what two do where the first is linear: W2 W1 and W2 b1 + b2. */
export const oneLayer = ({ weights, biases }: Parameters) => ({
  weight: weights[0] * weights[1],
  bias: weights[1] * biases[0] + biases[1],
});

/** The smallest and the largest of some slopes, and whether they are equal. */
export function spread(slopes: Float64Array) {
  const least = Math.min(...slopes);
  const most = Math.max(...slopes);
  return { least, most, straight: most - least <= 1e-9 * Math.max(Math.abs(least), Math.abs(most)) };
}

/** Whether nothing overflows at x. */
export const finite = (names: ActivationName[], parameters: Parameters, x: number) => {
  const { A1, A2, slope } = twoLayers(names, parameters, [x]);
  const { weight, bias } = oneLayer(parameters);
  return [A1[0], A2[0], slope[0], weight, bias].every(Number.isFinite);
};
