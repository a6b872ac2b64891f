// Activations: the one table that networks, menus, charts and sentences read. nnlib/activations.py has the same functions.

export type Activation = {
  /** A = f(Z), both row by row, for layers of n neurons. */
  f: (Z: Float64Array, A: Float64Array, n: number) => void,
  /** The chain rule, in place: `slope` holds dC/dA, and then dC/dZ, because it is multiplied by f's own slope. */
  pullBack: (slope: Float64Array, Z: Float64Array, A: Float64Array, n: number) => void,
  /** Whether each activation depends on every sum of its row. */
  joint?: true,
  /** The smallest and the largest value; where there is none, -Infinity or Infinity. */
  range: [number, number],
  /**
   * The formula in z, the same text as in nnlib/activations.py, and the slope's formula in z and a = f(z). Both may use
   * exp, log, max(a, b) and sigmoid, and the slope's may be "1 where z > 0, else 0". A joint function's slope is "".
   */
  formula: string, slope: string,
  /** What it is called in a menu, in a sentence, and in a formula as f is. */
  label: string, called: string, symbol: string,
  /** How a formula writes it at z: with exactly one letter z standing alone, which numbers replace (forward_pass/sums.ts). */
  applied: string,
  /** Its curve as an SVG path, about from -13 to 13 both ways, y pointing down; "" for a joint function. */
  icon: string,
};

/** exp of a negative number cannot overflow, so each side of zero uses the form that needs only that. */
function logistic(z: number) {
  const e = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : e) / (1 + e);
}

// A loop in each entry, and not a function of one number: such a call from a shared loop takes two to five times as long.
export const ACTIVATIONS = {
  identity: {
    f: (Z, A) => A.set(Z),
    pullBack: () => {},
    range: [-Infinity, Infinity],
    formula: "z", slope: "1",
    label: "identity", called: "the identity", symbol: "f", applied: "z",
    icon: "M-12,12L12,-12",
  },
  sigmoid: {
    f: (Z, A) => { for (let i = 0; i < Z.length; i++) A[i] = logistic(Z[i]); },
    pullBack: (slope, _Z, A) => { for (let i = 0; i < A.length; i++) slope[i] *= A[i] * (1 - A[i]); },
    range: [0, 1],
    formula: "1 / (1 + exp(-z))", slope: "a * (1 - a)",
    label: "sigmoid σ", called: "the sigmoid", symbol: "σ", applied: "σ(z)",
    icon: "M-13,10C3,10 -3,-10 13,-10",
  },
  tanh: {
    f: (Z, A) => { for (let i = 0; i < Z.length; i++) A[i] = Math.tanh(Z[i]); },
    pullBack: (slope, _Z, A) => { for (let i = 0; i < A.length; i++) slope[i] *= 1 - A[i] * A[i]; },
    range: [-1, 1],
    formula: "2 * sigmoid(2 * z) - 1", slope: "1 - a * a",
    label: "tanh", called: "tanh", symbol: "tanh", applied: "tanh(z)",
    icon: "M-13,12C1,12 -1,-12 13,-12M-13,0H13M0,13V-13",
  },
  relu: {
    f: (Z, A) => { for (let i = 0; i < Z.length; i++) A[i] = Z[i] > 0 ? Z[i] : Z[i] * 0; }, // NaN stays NaN
    pullBack: (slope, _Z, A) => { for (let i = 0; i < A.length; i++) slope[i] *= A[i] > 0 ? 1 : 0; }, // 0 at its corner
    range: [0, Infinity],
    formula: "max(0, z)", slope: "1 where z > 0, else 0",
    label: "ReLU", called: "ReLU", symbol: "ReLU", applied: "max(0, z)",
    icon: "M-13,6H0L13,-10",
  },
  softmax: {
    f: softmax,
    pullBack: pullBackSoftmax,
    joint: true,
    range: [0, 1],
    formula: "exp(z) / sum(exp(z))", slope: "",
    label: "softmax", called: "softmax", symbol: "softmax", applied: "exp(z) ÷ the sum of exp over the layer",
    icon: "",
  },
} satisfies Record<string, Activation>;

export type ActivationName = keyof typeof ACTIVATIONS;
export const NAMES = Object.keys(ACTIVATIONS) as ActivationName[];
/** Those that work on each sum alone. */
export const ELEMENTWISE = NAMES.filter((name) => !activation(name).joint);

/** The entry of this name. An unknown name is an error, as in Python. */
export function activation(name: string): Activation {
  if (Object.hasOwn(ACTIVATIONS, name)) return ACTIVATIONS[name as ActivationName];
  throw new Error(`activation must be one of ${NAMES.join(", ")}; got ${JSON.stringify(name)}.`);
}

/** Each row's probabilities: e to each sum, divided by the total. The largest sum is subtracted from all, so nothing overflows. */
function softmax(Z: Float64Array, A: Float64Array, n: number) {
  for (let i = 0; i < Z.length; i += n) {
    let most = -Infinity;
    for (let j = i; j < i + n; j++) most = Math.max(most, Z[j]);
    let total = 0;
    for (let j = i; j < i + n; j++) total += A[j] = Math.exp(Z[j] - most);
    for (let j = i; j < i + n; j++) A[j] /= total;
  }
}

function pullBackSoftmax(slope: Float64Array, _Z: Float64Array, A: Float64Array, n: number) {
  for (let i = 0; i < A.length; i += n) {
    let mean = 0;
    for (let j = i; j < i + n; j++) mean += A[j] * slope[j];
    for (let j = i; j < i + n; j++) slope[j] = A[j] * (slope[j] - mean);
  }
}

/** f at each of some sums, and its slopes there, of an activation that works on each sum alone. */
export function valuesAndSlopes(name: string, z: ArrayLike<number>) {
  const Z = Float64Array.from(z);
  const a = new Float64Array(Z.length);
  const slope = new Float64Array(Z.length).fill(1);
  activation(name).f(Z, a, 1);
  activation(name).pullBack(slope, Z, a, 1);
  return { a, slope };
}

/** The same at one sum. */
export function valueAndSlope(name: string, z: number) {
  const { a, slope } = valuesAndSlopes(name, [z]);
  return { a: a[0], slope: slope[0] };
}
