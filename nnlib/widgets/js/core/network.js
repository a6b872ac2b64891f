// A network of any depth, as nnlib computes it: both passes and the cost over flat typed arrays. No DOM, no drawing.
// theta is nnlib.Network's: layer by layer W row by row, then b. X holds one example a row, and so do Z, A and delta.
import { sigmoid } from "./neuron.js";

/**
 * @typedef {"identity" | "sigmoid" | "tanh" | "relu" | "softmax"} ActivationName
 * @typedef {"mse" | "cross_entropy"} CostName
 * @typedef {{ f: (z: number) => number, df: (z: number, a: number) => number }} Activation
 * @typedef {{ l1?: number, l2?: number }} Penalties
 */

/** What each neuron does with its own sum, and how steep that is. Softmax looks at a whole row, so it stands apart. */
export const ACTIVATIONS = /** @type {Record<Exclude<ActivationName, "softmax">, Activation>} */ ({
  identity: { f: (z) => z, df: () => 1 },
  sigmoid: { f: sigmoid, df: (_z, a) => a * (1 - a) },
  tanh: { f: Math.tanh, df: (_z, a) => 1 - a * a },
  relu: { f: (z) => (z > 0 ? z : z * 0), df: (_z, a) => (a > 0 ? 1 : 0) },
});

/** How many parameters a network of these layer sizes has. */
export const count = (/** @type {number[]} */ sizes) => layout(sizes).P;

/** Where in theta each layer's weights and biases begin: `W[l] + row * n_in + column`, and `b[l] + row`. */
export function layout(/** @type {number[]} */ sizes) {
  const W = [];
  const b = [];
  let P = 0;
  for (let l = 1; l < sizes.length; l++) {
    W.push(P);
    b.push(P + sizes[l] * sizes[l - 1]);
    P += sizes[l] * (sizes[l - 1] + 1);
  }
  return { W, b, P };
}

/**
 * A network with room for N examples at once. `forward` fills Z and A, `backward` delta and gradient; `A[0]` is X.
 * delta[l] is, row by row, the derivative of each example's own cost in its Z[l]; gradient is that of the mean cost.
 * @param {number[]} sizes
 * @param {ActivationName[]} activations one for each layer after the inputs
 * @param {number} N
 */
export function network(sizes, activations, N) {
  const { W, b, P } = layout(sizes);
  const L = activations.length;
  const rows = (/** @type {number} */ n) => new Float64Array(N * n);
  const Z = sizes.slice(1).map(rows);
  const A = sizes.map(rows);
  const delta = sizes.slice(1).map(rows);
  const gradient = new Float64Array(P);

  return {
    sizes, activations, N, P, W, b, Z, A, delta, gradient,

    /** The forward pass of X, N rows; with `from`, the layers before that one are as they were left. */
    forward(/** @type {ArrayLike<number>} */ theta, /** @type {ArrayLike<number>} */ X, from = 0) {
      if (!from) A[0].set(X);
      for (let l = from; l < L; l++) {
        sums(theta, W[l], b[l], sizes[l], sizes[l + 1], A[l], Z[l]);
        activate(activations[l], Z[l], A[l + 1], sizes[l + 1]);
      }
      return A[L];
    },

    /** The mean cost of the last forward pass, and the penalties on the weights. */
    cost(/** @type {CostName} */ cost, /** @type {ArrayLike<number>} */ theta, /** @type {ArrayLike<number>} */ Y, /** @type {Penalties} */ penalties = {}) {
      const n = sizes[L];
      let total = 0;
      for (let i = 0; i < N; i++) total += costOfRow(cost, activations[L - 1], Z[L - 1], A[L], Y, i, n);
      return total / N + penaltyOf(theta, penalties, W, b);
    },

    /** The backward pass after a forward one: every delta, and the gradient of the mean cost with its penalties. */
    backward(/** @type {CostName} */ cost, /** @type {ArrayLike<number>} */ theta, /** @type {ArrayLike<number>} */ Y, /** @type {Penalties} */ penalties = {}) {
      const last = L - 1;
      if (cost === "cross_entropy") for (let i = 0; i < delta[last].length; i++) delta[last][i] = A[L][i] - Y[i];
      else {
        for (let i = 0; i < delta[last].length; i++) delta[last][i] = 2 * (A[L][i] - Y[i]);
        pullBack(activations[last], delta[last], Z[last], A[L], sizes[L]);
      }
      for (let l = last; l > 0; l--) {
        throughTranspose(theta, W[l], sizes[l], sizes[l + 1], delta[l], delta[l - 1]);
        pullBack(activations[l - 1], delta[l - 1], Z[l - 1], A[l], sizes[l]);
      }
      gradient.fill(0);
      for (let l = 0; l < L; l++) slopes(gradient, W[l], b[l], sizes[l], sizes[l + 1], A[l], delta[l], N);
      addPenaltySlopes(gradient, theta, penalties, W, b);
      return gradient;
    },
  };
}

/** Z = A W' + b, row by row. */
function sums(/** @type {ArrayLike<number>} */ theta, /** @type {number} */ w, /** @type {number} */ b, /** @type {number} */ n, /** @type {number} */ m, /** @type {Float64Array} */ A, /** @type {Float64Array} */ Z) {
  for (let i = 0, at = 0; at < Z.length; i += n) {
    for (let j = 0, k = w; j < m; j++) {
      let z = theta[b + j];
      for (let c = 0; c < n; c++) z += theta[k++] * A[i + c];
      Z[at++] = z;
    }
  }
}

function activate(/** @type {ActivationName} */ name, /** @type {Float64Array} */ Z, /** @type {Float64Array} */ A, /** @type {number} */ n) {
  // A loop for each: called by way of a table, a function puts every number that it answers on the heap.
  if (name === "softmax") softmax(Z, A, n);
  else if (name === "tanh") for (let i = 0; i < Z.length; i++) A[i] = Math.tanh(Z[i]);
  else if (name === "sigmoid") for (let i = 0; i < Z.length; i++) A[i] = sigmoid(Z[i]);
  else if (name === "relu") for (let i = 0; i < Z.length; i++) A[i] = Z[i] > 0 ? Z[i] : Z[i] * 0;
  else A.set(Z);
}

/** Each row's certainty, shared among its n outputs; the largest sum is taken from all, so that nothing overflows. */
export function softmax(/** @type {Float64Array} */ Z, /** @type {Float64Array} */ A, /** @type {number} */ n) {
  for (let i = 0; i < Z.length; i += n) {
    let most = -Infinity;
    for (let j = i; j < i + n; j++) most = Math.max(most, Z[j]);
    let total = 0;
    for (let j = i; j < i + n; j++) total += A[j] = Math.exp(Z[j] - most);
    for (let j = i; j < i + n; j++) A[j] /= total;
  }
}

/** The chain rule through an activation, in place: slopes in a become slopes in z. */
function pullBack(/** @type {ActivationName} */ name, /** @type {Float64Array} */ slope, /** @type {Float64Array} */ Z, /** @type {Float64Array} */ A, /** @type {number} */ n) {
  if (name === "identity") return;
  if (name === "tanh") for (let i = 0; i < slope.length; i++) slope[i] *= 1 - A[i] * A[i];
  else if (name === "sigmoid") for (let i = 0; i < slope.length; i++) slope[i] *= A[i] * (1 - A[i]);
  else if (name === "relu") for (let i = 0; i < slope.length; i++) slope[i] *= A[i] > 0 ? 1 : 0;
  if (name !== "softmax") return;
  for (let i = 0; i < slope.length; i += n) {
    let mean = 0;
    for (let j = i; j < i + n; j++) mean += A[j] * slope[j];
    for (let j = i; j < i + n; j++) slope[j] = A[j] * (slope[j] - mean);
  }
}

/** Errors back through the same weights, transposed: out = delta W. */
export function throughTranspose(/** @type {ArrayLike<number>} */ theta, /** @type {number} */ w, /** @type {number} */ n, /** @type {number} */ m, /** @type {Float64Array} */ delta, /** @type {Float64Array} */ out) {
  out.fill(0);
  for (let d = 0, i = 0; d < delta.length; i += n) {
    for (let j = 0, k = w; j < m; j++) {
      const error = delta[d++];
      for (let c = 0; c < n; c++) out[i + c] += error * theta[k++];
    }
  }
}

/** The slopes of the mean cost: delta' A / N for the weights, delta's mean for the biases. */
export function slopes(/** @type {Float64Array} */ gradient, /** @type {number} */ w, /** @type {number} */ b, /** @type {number} */ n, /** @type {number} */ m, /** @type {Float64Array} */ A, /** @type {Float64Array} */ delta, /** @type {number} */ N) {
  for (let d = 0, i = 0; d < delta.length; i += n) {
    for (let j = 0, k = w; j < m; j++) {
      const share = delta[d++] / N;
      gradient[b + j] += share;
      for (let c = 0; c < n; c++) gradient[k++] += share * A[i + c];
    }
  }
}

/** One example's cost: from Z where it is a cross-entropy, so that no certainty is rounded away. */
function costOfRow(/** @type {CostName} */ cost, /** @type {ActivationName} */ output, /** @type {Float64Array} */ Z, /** @type {Float64Array} */ A, /** @type {ArrayLike<number>} */ Y, /** @type {number} */ row, /** @type {number} */ n) {
  const first = row * n;
  let total = 0;
  if (cost === "mse") {
    for (let j = first; j < first + n; j++) total += (A[j] - Y[j]) ** 2;
    return total;
  }
  if (output !== "softmax") {
    for (let j = first; j < first + n; j++) total += Math.max(Z[j], 0) - Z[j] * Y[j] + Math.log1p(Math.exp(-Math.abs(Z[j])));
    return total;
  }
  let at = first;
  for (let j = first; j < first + n; j++) if (Z[j] > Z[at]) at = j;
  for (let j = first; j < first + n; j++) if (j !== at) total += Math.exp(Z[j] - Z[at]);
  total = Math.log1p(total);
  for (let j = first; j < first + n; j++) total -= (Z[j] - Z[at]) * Y[j];
  return total;
}

function penaltyOf(/** @type {ArrayLike<number>} */ theta, /** @type {Penalties} */ { l1 = 0, l2 = 0 }, /** @type {number[]} */ W, /** @type {number[]} */ b) {
  if (!l1 && !l2) return 0;
  let [sizes, squares] = [0, 0];
  for (let l = 0; l < W.length; l++) {
    for (let p = W[l]; p < b[l]; p++) {
      sizes += Math.abs(theta[p]);
      squares += theta[p] ** 2;
    }
  }
  return l1 * sizes + l2 * squares;
}

function addPenaltySlopes(/** @type {Float64Array} */ gradient, /** @type {ArrayLike<number>} */ theta, /** @type {Penalties} */ { l1 = 0, l2 = 0 }, /** @type {number[]} */ W, /** @type {number[]} */ b) {
  if (!l1 && !l2) return;
  for (let l = 0; l < W.length; l++) for (let p = W[l]; p < b[l]; p++) gradient[p] += l1 * Math.sign(theta[p]) + 2 * l2 * theta[p];
}
