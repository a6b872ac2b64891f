// One run of training in Playground. You can ask for any step in any order: snapshots on the way are kept.
import { descend } from "./descent.ts";
import { deadUnits, hasGrown, stillFor, variance } from "./diagnosis.ts";
import { allFinite, network } from "./network.ts";
import { adam, sgd } from "./optimizers.ts";
import { shuffled, uniform } from "./random.ts";
import type { ActivationName } from "./activations.ts";
import type { CostName, Penalties } from "./network.ts";
import type { Optimizer } from "./optimizers.ts";

export type Examples = { X: Float64Array, Y: Float64Array, N: number };
/** What makes a run. `before` is how many steps were taken before its first one: its mini-batches go on from there. */
export type RunSettings = { sizes: number[], activations: ActivationName[], cost: CostName,
    penalties: Penalties, optimizer: string, rate: number, batch: number, seed: number,
    before: number, start: Float64Array, train: Examples, test: Examples };
/** All that training needs to go on from a step: theta, and the optimizer's state and number of steps. */
export type Snapshot = { step: number, theta: Float64Array, state: Float64Array[], steps: number };

const MAX_SNAPSHOTS = 128; // when full, every second one is dropped and the spacing doubles
const INITIAL_CAPACITY = 256; // steps that the trace has room for at first; it doubles when full
const GOLDEN = 0x9e3779b1 | 0; // 2^32 / golden ratio: a hash constant, so that neighbouring epochs get unrelated seeds
const OPTIMIZERS = {
  sgd: (P, rate) => sgd(P, rate),
  momentum: (P, rate) => sgd(P, rate, 0.9),
  adam: (P, rate) => adam(P, rate),
} as Record<string, (P: number, rate: number) => Optimizer>;

/**
 * A run. Full batches take the steps of nnlib.fit; mini-batches are drawn anew in each epoch, by seed and epoch.
 * Everything recorded is of the parameters after a step, on all examples: entry 0 is the start's.
 * @param most steps
 */
export function trainingRun(settings: RunSettings, most: number) {
  const { sizes, activations, cost, penalties, train, test, before } = settings;
  const trainNet = network(sizes, activations, train.N);
  const testNet = network(sizes, activations, test.N);
  const optimizer = OPTIMIZERS[settings.optimizer](trainNet.P, settings.rate);
  const size = Math.min(settings.batch || train.N, train.N);
  const miniBatches = size < train.N ? batches(settings, size) : null;
  const theta = settings.start.slice();
  const column = () => new Float64Array(INITIAL_CAPACITY);
  const spread = variance(train.Y);
  const perEpoch = Math.ceil(train.N / size);
  const trace = { cost: column(), test: column(), accuracy: column(), testAccuracy: column() };
  let snapshots: Snapshot[] = [];
  let stride = 1; // steps between two snapshots
  let at = 0; // the step that theta is at
  let done = 0; // the furthest step that was measured
  let forwarded = -1; // the step whose forward pass trainNet still holds, or -1
  let divergedAt = -1;
  let lowest = 0; // the step of the lowest test cost

  const grow = (name: keyof typeof trace) => {
    const larger = new Float64Array(2 * trace[name].length);
    larger.set(trace[name]);
    trace[name] = larger;
  };
  /** Record cost and accuracy at theta. False, with nothing recorded, if the cost or a parameter has overflowed. */
  const measure = () => {
    const A = trainNet.forward(theta, train.X);
    const c = trainNet.cost(cost, theta, train.Y, penalties);
    if (!Number.isFinite(c) || !allFinite(theta)) return false;
    if (at >= trace.cost.length) for (const name of ["cost", "test", "accuracy", "testAccuracy"] as const) grow(name);
    trace.cost[at] = c;
    trace.accuracy[at] = accuracyOf(A, train.Y);
    if (test.N) {
      const B = testNet.forward(theta, test.X);
      trace.test[at] = testNet.cost(cost, theta, test.Y, penalties);
      trace.testAccuracy[at] = accuracyOf(B, test.Y);
    } else trace.test[at] = trace.testAccuracy[at] = NaN;
    if (trace.test[at] < trace.test[lowest]) lowest = at;
    return true;
  };
  const gradient = (step: number) => {
    if (miniBatches) return miniBatches.gradient(before + step, theta);
    if (forwarded !== step) trainNet.forward(theta, train.X);
    return trainNet.backward(cost, theta, train.Y, penalties);
  };
  /** Measure a step that is new, and keep a snapshot of it when one is due. False if it overflowed. */
  const afterStep = (step: number) => {
    at = step;
    if (at <= done) return true; // it was measured when training came here first
    if (!measure()) {
      divergedAt = at--; // the optimizer's state includes the step, but training never goes on from here
      forwarded = -1;
      return false;
    }
    done = forwarded = at;
    keep();
    return true;
  };
  const keep = () => {
    if (at % stride) return;
    snapshots.push({ step: at, theta: theta.slice(), state: optimizer.state.map((values) => values.slice()), steps: optimizer.steps });
    if (snapshots.length < MAX_SNAPSHOTS) return;
    stride *= 2;
    snapshots = snapshots.filter(({ step }) => step % stride === 0);
  };
  const restore = (snapshot: Snapshot) => {
    theta.set(snapshot.theta);
    for (const [i, values] of snapshot.state.entries()) optimizer.state[i].set(values);
    optimizer.steps = snapshot.steps;
    at = snapshot.step;
    forwarded = -1;
  };
  const startIsFinite = measure();
  if (startIsFinite) keep();
  else divergedAt = 0;
  forwarded = 0;

  return {
    settings, trace, theta,
    /** The furthest step taken. */
    get steps() { return done; },
    /** The step that theta is at. */
    get at() { return at; },
    /** The step that overflowed, 0 for the start itself, or -1. */
    get divergedAt() { return divergedAt; },
    /** The step of the lowest test cost. */
    get lowest() { return lowest; },
    /** How many snapshots are kept. */
    get stored() { return snapshots.length; },
    /** What is wrong at the step that theta is at, if something is: see diagnosis.ts. */
    examine() {
      if (forwarded !== at) trainNet.forward(theta, train.X);
      forwarded = at;
      const gradient = trainNet.backward(cost, theta, train.Y, penalties);
      return {
        dead: deadUnits(trainNet),
        grown: hasGrown(trace.cost, at, spread),
        still: stillFor(trace.cost, at, perEpoch, Math.hypot(...gradient)),
      };
    },
    /** Bring theta to a step, or as near as training gets before `outOfTime()`. Returns the step where it is. */
    reach(step: number, outOfTime = () => false) {
      const wanted = Math.min(step, most, divergedAt >= 0 ? done : Infinity);
      if (wanted < at || wanted > at) {
        let from = snapshots.length - 1;
        while (from > 0 && snapshots[from].step > wanted) from--;
        if (wanted < at || snapshots[from].step > at) restore(snapshots[from]);
      }
      descend({ theta, optimizer, gradient, measure: afterStep }, at, wanted, outOfTime);
      return at;
    },
  };
}

/** The share of examples on the right side of a half. */
function accuracyOf(A: Float64Array, Y: Float64Array) {
  let right = 0;
  for (let i = 0; i < Y.length; i++) if (A[i] > 0.5 === Y[i] > 0.5) right++;
  return right / Y.length;
}

/** Gradients on mini-batches of `size` examples: each epoch has its own order, which depends on seed and epoch alone. */
function batches({ sizes, activations, cost, penalties, train, seed }: RunSettings, size: number) {
  const perEpoch = Math.ceil(train.N / size);
  const last = train.N - size * (perEpoch - 1); // the last batch of an epoch may be smaller
  const rooms = [size, last].map((n) => ({ net: network(sizes, activations, n), X: new Float64Array(2 * n), Y: new Float64Array(n) }));
  let ordered = -1; // the epoch that `order` is of
  let order: number[] = [];
  return {
    gradient(step: number, theta: Float64Array) {
      const epoch = Math.floor(step / perEpoch);
      const place = step % perEpoch;
      if (epoch !== ordered) {
        order = shuffled(train.N, uniform(seed ^ Math.imul(epoch, GOLDEN)));
        ordered = epoch;
      }
      const { net, X, Y } = rooms[place === perEpoch - 1 ? 1 : 0];
      for (let i = 0; i < Y.length; i++) {
        const row = order[place * size + i];
        X[2 * i] = train.X[2 * row];
        X[2 * i + 1] = train.X[2 * row + 1];
        Y[i] = train.Y[row];
      }
      net.forward(theta, X);
      return net.backward(cost, theta, Y, penalties);
    },
  };
}
