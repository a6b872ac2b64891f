// A network of any depth, as nnlib computes it: both passes and the cost over flat typed arrays. No DOM, no drawing.
// theta is nnlib.Network's: layer by layer W row by row, then b. X holds one example a row, and so do Z, A and delta.
import { activation } from "./activations.ts";
import type { ActivationName } from "./activations.ts";

export type CostName = "mse" | "cross_entropy";
export type Penalties = { l1?: number, l2?: number };
/** A network, its data and its cost: N examples. */
export type Problem = { sizes: number[], activations: ActivationName[], cost: CostName, X: Float64Array, Y: Float64Array, N: number, penalties?: Penalties };

const SMALL = 1e-290; // a product that gets smaller might underflow

/** How many parameters a network of these layer sizes has. */
export const count = (sizes: number[]) => layout(sizes).P;

/** Where in theta each layer's numbers are: weights at `weightsAt[l] + row * n_in + column`, biases at `biasesAt[l] + row`. */
export function layout(sizes: number[]) {
  const weightsAt = [];
  const biasesAt = [];
  let P = 0;
  for (let l = 1; l < sizes.length; l++) {
    weightsAt.push(P);
    biasesAt.push(P + sizes[l] * sizes[l - 1]);
    P += sizes[l] * (sizes[l - 1] + 1);
  }
  return { weightsAt, biasesAt, P };
}

/** Both passes of a problem: a function from theta to its mean cost and gradient. It writes each gradient into the same array. */
export function bothPasses({ sizes, activations, cost, X, Y, N, penalties }: Problem) {
  const net = network(sizes, activations, N);
  return (theta: ArrayLike<number>) => {
    net.forward(theta, X);
    return { cost: net.cost(cost, theta, Y, penalties), gradient: net.backward(cost, theta, Y, penalties) };
  };
}

/** Whether the cost and its slopes are finite at theta: from there a descent can start. */
export function finiteAt(problem: Problem, theta: ArrayLike<number>) {
  const { cost, gradient } = bothPasses(problem)(theta);
  return Number.isFinite(cost) && allFinite(gradient);
}

export function allFinite(values: Float64Array) {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/**
 * A network with room for N examples at once. `forward` fills Z and A, `backward` delta and gradient; `A[0]` is X.
 * Row i of delta[l] is the derivative of example i's own cost with respect to its row of Z[l]; gradient is that of the
 * mean cost with respect to theta.
 * @param activations one for each layer after the inputs
 */
export function network(sizes: number[], activations: ActivationName[], N: number) {
  const { weightsAt, biasesAt, P } = layout(sizes);
  const L = activations.length;
  const functions = activations.map(activation);
  const rows = (n: number) => new Float64Array(N * n);
  const Z = sizes.slice(1).map(rows);
  const A = sizes.map(rows);
  const delta = sizes.slice(1).map(rows);
  const gradient = new Float64Array(P);

  return {
    sizes, activations, N, P, weightsAt, biasesAt, Z, A, delta, gradient,

    /** The forward pass of X, N rows; with `from`, the layers before that one are as they were left. */
    forward(theta: ArrayLike<number>, X: ArrayLike<number>, from = 0) {
      if (!from) A[0].set(X);
      for (let l = from; l < L; l++) {
        affine(theta, weightsAt[l], biasesAt[l], sizes[l], sizes[l + 1], A[l], Z[l]);
        functions[l].f(Z[l], A[l + 1], sizes[l + 1]);
      }
      return A[L];
    },

    /** The mean cost of the last forward pass, and the penalties on the weights. */
    cost(cost: CostName, theta: ArrayLike<number>, Y: ArrayLike<number>, penalties: Penalties = {}) {
      const z = Z[L - 1];
      const a = A[L];
      const total = cost === "mse" ? squaredError(a, Y) : functions[L - 1].joint ? crossEntropyOfRows(z, Y, sizes[L]) : crossEntropy(z, a, Y, N);
      return total / N + penaltyOf(theta, penalties, weightsAt, biasesAt);
    },

    /** The backward pass after a forward one: every delta, and the gradient of the mean cost with its penalties. */
    backward(cost: CostName, theta: ArrayLike<number>, Y: ArrayLike<number>, penalties: Penalties = {}) {
      const last = L - 1;
      if (cost === "cross_entropy") for (let i = 0; i < delta[last].length; i++) delta[last][i] = A[L][i] - Y[i];
      else {
        for (let i = 0; i < delta[last].length; i++) delta[last][i] = 2 * (A[L][i] - Y[i]);
        functions[last].pullBack(delta[last], Z[last], A[L], sizes[L]);
      }
      for (let l = last; l > 0; l--) {
        throughTranspose(theta, weightsAt[l], sizes[l], sizes[l + 1], delta[l], delta[l - 1]);
        functions[l - 1].pullBack(delta[l - 1], Z[l - 1], A[l], sizes[l]);
      }
      gradient.fill(0);
      for (let l = 0; l < L; l++) addGradients(gradient, weightsAt[l], biasesAt[l], sizes[l], sizes[l + 1], A[l], delta[l], N);
      addPenaltySlopes(gradient, theta, penalties, weightsAt, biasesAt);
      return gradient;
    },
  };
}

/** Z = A Wᵀ + b, row by row. The layer's weights begin at theta[w], its biases at theta[b]; so in the functions below. */
function affine(theta: ArrayLike<number>, w: number, b: number, inputs: number, outputs: number, A: Float64Array, Z: Float64Array) {
  for (let j = 0; j < outputs; j++) {
    const bias = theta[b + j];
    for (let i = 0, at = j; at < Z.length; i += inputs, at += outputs) {
      let z = bias;
      for (let c = 0; c < inputs; c++) z += theta[w + j * inputs + c] * A[i + c];
      Z[at] = z;
    }
  }
}

/** Errors back through the same weights, transposed: out = delta W. */
export function throughTranspose(theta: ArrayLike<number>, w: number, inputs: number, outputs: number, delta: Float64Array, out: Float64Array) {
  out.fill(0);
  for (let d = 0, i = 0; d < delta.length; i += inputs) {
    for (let j = 0, k = w; j < outputs; j++) {
      const error = delta[d++];
      for (let c = 0; c < inputs; c++) out[i + c] += error * theta[k++];
    }
  }
}

/** Adds the gradient of the mean cost: deltaᵀ A / N for the weights, delta's mean for the biases. */
export function addGradients(gradient: Float64Array, w: number, b: number, inputs: number, outputs: number, A: Float64Array, delta: Float64Array, N: number) {
  for (let d = 0, i = 0; d < delta.length; i += inputs) {
    for (let j = 0, k = w; j < outputs; j++) {
      const share = delta[d++] / N;
      gradient[b + j] += share;
      for (let c = 0; c < inputs; c++) gradient[k++] += share * A[i + c];
    }
  }
}

function squaredError(A: Float64Array, Y: ArrayLike<number>) {
  let total = 0;
  for (let i = 0; i < A.length; i++) total += (A[i] - Y[i]) ** 2;
  return total;
}

/**
 * Cross-entropy of sigmoids, summed: max(z, 0) − zy + log(1 + e^−|z|). Since 1 + e^−|z| = 1 / max(a, 1 − a), we
 * multiply these factors and take one logarithm for many outputs: logarithms are slow. Before the product underflows, we
 * take its logarithm and start again from 1. Factors near 1 are rounded, which shows if the whole cost is tiny: then we
 * add each logarithm by itself, from z.
 */
function crossEntropy(Z: Float64Array, A: Float64Array, Y: ArrayLike<number>, N: number) {
  let total = 0;
  let product = 1;
  for (let i = 0; i < Z.length; i++) {
    total += Math.max(Z[i], 0) - Z[i] * Y[i];
    product *= Math.max(A[i], 1 - A[i]);
    if (product < SMALL) {
      total -= Math.log(product);
      product = 1;
    }
  }
  total -= Math.log(product);
  if (!(total < 1e-3 * N)) return total;
  total = 0;
  for (let i = 0; i < Z.length; i++) total += Math.max(Z[i], 0) - Z[i] * Y[i] + Math.log1p(Math.exp(-Math.abs(Z[i])));
  return total;
}

/** The cross-entropy of a softmax, summed over rows of n, from the sums, so that no probability is rounded to 0. */
function crossEntropyOfRows(Z: Float64Array, Y: ArrayLike<number>, n: number) {
  let total = 0;
  for (let first = 0; first < Z.length; first += n) {
    let at = first;
    for (let j = first; j < first + n; j++) if (Z[j] > Z[at]) at = j;
    let others = 0;
    for (let j = first; j < first + n; j++) if (j !== at) others += Math.exp(Z[j] - Z[at]);
    total += Math.log1p(others);
    for (let j = first; j < first + n; j++) total -= (Z[j] - Z[at]) * Y[j];
  }
  return total;
}

function penaltyOf(theta: ArrayLike<number>, { l1 = 0, l2 = 0 }: Penalties, weightsAt: number[], biasesAt: number[]) {
  if (!l1 && !l2) return 0;
  let sizes = 0;
  let squares = 0;
  for (let l = 0; l < weightsAt.length; l++) {
    for (let p = weightsAt[l]; p < biasesAt[l]; p++) {
      sizes += Math.abs(theta[p]);
      squares += theta[p] ** 2;
    }
  }
  return l1 * sizes + l2 * squares;
}

function addPenaltySlopes(gradient: Float64Array, theta: ArrayLike<number>, { l1 = 0, l2 = 0 }: Penalties, weightsAt: number[], biasesAt: number[]) {
  if (!l1 && !l2) return;
  for (let l = 0; l < weightsAt.length; l++) for (let p = weightsAt[l]; p < biasesAt[l]; p++) gradient[p] += l1 * Math.sign(theta[p]) + 2 * l2 * theta[p];
}
