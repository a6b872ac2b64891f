// One neuron, as nnlib computes it: its forward pass, costs, gradient and curvature. No DOM, no drawing.
// theta is Float64Array [w_1 ... w_k, b], the layout of nnlib.Network([k, 1]); X holds one example a row.

const BLOCK = 1000; // examples whose 1 + e^-|z| are multiplied before a logarithm is taken

/**
 * @typedef {"identity" | "sigmoid"} ActivationName
 * @typedef {"mse" | "cross_entropy"} CostName
 * @typedef {{ X: Float64Array, Y: Float64Array, k: number, activation: ActivationName, cost: CostName }} Problem
 */

/** Activations: the function, and its slope given also a = f(z), because the slope is cheaper from a. */
export const ACTIVATIONS = {
  identity: { f: (/** @type {number} */ z) => z, df: () => 1, ddf: () => 0 },
  sigmoid: {
    f: sigmoid,
    df: (/** @type {number} */ _z, /** @type {number} */ a) => a * (1 - a),
    ddf: (/** @type {number} */ _z, /** @type {number} */ a) => a * (1 - a) * (1 - 2 * a),
  },
};

/** exp of a negative number cannot overflow, so each side of zero uses the form that needs only that. */
export function sigmoid(/** @type {number} */ z) {
  const e = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : e) / (1 + e);
}

/** The odds e^z of a probability whose log-odds are z. */
export const odds = (/** @type {number} */ z) => Math.exp(z);

/** Whether the cost can stand behind this activation: cross-entropy is computed from z and needs the sigmoid. */
export const fits = (/** @type {ActivationName} */ activation, /** @type {CostName} */ cost) =>
  cost === "mse" || activation === "sigmoid";

/** The sum z of example i: every weight times its input, and the bias. */
export function sum(/** @type {Problem} */ { X, k }, /** @type {ArrayLike<number>} */ theta, /** @type {number} */ i) {
  let z = theta[k];
  for (let j = 0; j < k; j++) z += theta[j] * X[i * k + j];
  return z;
}

/** The cost of one example with sum z and target y. */
export function costOf(/** @type {ActivationName} */ activation, /** @type {CostName} */ cost, /** @type {number} */ z, /** @type {number} */ y) {
  if (cost === "cross_entropy") return Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));
  const miss = ACTIVATIONS[activation].f(z) - y;
  return miss * miss;
}

/**
 * The mean cost, and its gradient written into `gradient`: delta is dC/dz for each example, and the bias's slope is
 * delta's mean, because the bias's input is always 1.
 * @param {Problem} problem
 * @param {ArrayLike<number>} theta
 * @param {Float64Array} gradient
 */
export function costAndGradient(problem, theta, gradient) {
  const { X, Y, k, activation, cost } = problem;
  if (k === 1 && cost === "cross_entropy") return oneInputCrossEntropy(X, Y, theta[0], theta[1], gradient);
  const f = ACTIVATIONS[activation];
  const N = Y.length;
  let total = 0;
  gradient.fill(0);
  for (let i = 0; i < N; i++) {
    const z = sum(problem, theta, i);
    const a = f.f(z);
    const delta = cost === "cross_entropy" ? a - Y[i] : 2 * (a - Y[i]) * f.df(z, a);
    total += costOf(activation, cost, z, Y[i]);
    for (let j = 0; j < k; j++) gradient[j] += delta * X[i * k + j];
    gradient[k] += delta;
  }
  for (let j = 0; j <= k; j++) gradient[j] /= N;
  return total / N;
}

/**
 * The same for one input and cross-entropy, which Descent asks for 200 times a frame: one logarithm for all examples,
 * of the product of their 1 + e^-|z|. Where the cost is so small that the product would lose digits, one for each.
 * @param {Float64Array} X
 * @param {Float64Array} Y
 * @param {number} w
 * @param {number} b
 * @param {Float64Array} gradient
 */
function oneInputCrossEntropy(X, Y, w, b, gradient) {
  const N = Y.length;
  let linear = 0;
  let logs = 0;
  let dw = 0;
  let db = 0;
  for (let first = 0; first < N; first += BLOCK) {
    const end = Math.min(N, first + BLOCK);
    let product = 1; // of numbers from 1 to 2: a block of them cannot overflow
    for (let i = first; i < end; i++) {
      const z = w * X[i] + b;
      const e = Math.exp(-Math.abs(z));
      const q = 1 + e;
      const delta = (z >= 0 ? 1 : e) / q - Y[i];
      linear += Math.max(z, 0) - z * Y[i];
      product *= q;
      dw += delta * X[i];
      db += delta;
    }
    logs += Math.log(product);
  }
  gradient[0] = dw / N;
  gradient[1] = db / N;
  const mean = (linear + logs) / N;
  if (!(mean < 1e-3)) return mean;
  let total = 0;
  for (let i = 0; i < N; i++) total += costOf("sigmoid", "cross_entropy", w * X[i] + b, Y[i]);
  return total / N;
}

/**
 * The Hessian of the mean cost, row by row, (k + 1) x (k + 1): the mean of ddelta/dz times the outer product of [x, 1].
 * @param {Problem} problem
 * @param {ArrayLike<number>} theta
 */
export function hessian(problem, theta) {
  const { X, Y, k, activation, cost } = problem;
  const f = ACTIVATIONS[activation];
  const N = Y.length;
  const H = new Float64Array((k + 1) * (k + 1));
  for (let i = 0; i < N; i++) {
    const z = sum(problem, theta, i);
    const a = f.f(z);
    const slope = f.df(z, a);
    const bend = cost === "cross_entropy" ? slope : 2 * (slope * slope + (a - Y[i]) * f.ddf(z, a));
    for (let r = 0; r <= k; r++) {
      const xr = r < k ? X[i * k + r] : 1;
      for (let c = 0; c <= k; c++) H[r * (k + 1) + c] += (bend * xr * (c < k ? X[i * k + c] : 1)) / N;
    }
  }
  return H;
}

/**
 * The learning rate above which steps grow near theta: 2 (1 + momentum) / the Hessian's largest eigenvalue.
 * For one input the eigenvalue of the 2 x 2 matrix has a closed form. Infinite where nothing curves upward.
 * @param {Problem} problem
 * @param {ArrayLike<number>} theta
 * @param {number} momentum
 */
export function stableLearningRate(problem, theta, momentum = 0) {
  if (problem.k !== 1) throw new Error(`a neuron with 1 input was wanted; got ${problem.k}`);
  const [p, q, , s] = hessian(problem, theta);
  const largest = (p + s) / 2 + Math.hypot((p - s) / 2, q);
  const smallest = (p + s) / 2 - Math.hypot((p - s) / 2, q);
  const size = Math.max(Math.abs(largest), Math.abs(smallest));
  return largest <= 1e-12 * size ? Infinity : (2 * (1 + momentum)) / largest;
}
