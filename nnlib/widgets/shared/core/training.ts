// One run of training in Playground. Any step can be asked for in any order: some states on the way are kept.
import { descend } from "./descent.ts";
import { network } from "./network.ts";
import { adam, sgd } from "./optimizers.ts";
import { shuffled, uniform } from "./random.ts";
import type { ActivationName } from "./activations.ts";
import type { CostName, Penalties } from "./network.ts";
import type { Optimizer } from "./optimizers.ts";

export type Examples = { X: Float64Array, Y: Float64Array, N: number };
export type Course = { sizes: number[], activations: ActivationName[], cost: CostName,
    penalties: Penalties, optimizer: string, rate: number, batch: number, seed: number,
    before: number, start: Float64Array, train: Examples, test: Examples };
export type Kept = { step: number, theta: Float64Array, memory: Float64Array[], steps: number };

const STORE = 128; // states kept; when there are so many, every second one goes, and later ones are twice as far apart
const ROOM = 256; // steps that the record has room for at first
const room = (n: number) => new Float64Array(n);
const GOLDEN = 0x9e3779b1 | 0; // spreads the epochs' numbers over all seeds
const OPTIMIZERS = {
  sgd: (P, rate) => sgd(P, rate),
  momentum: (P, rate) => sgd(P, rate, 0.9),
  adam: (P, rate) => adam(P, rate),
} as Record<string, (P: number, rate: number) => Optimizer>;

/**
 * A run. Full batches take the steps of nnlib.fit; batches are drawn anew in each epoch, by seed and epoch.
 * Everything recorded is of the parameters after a step, on all examples: entry 0 is the start's.
 * @param most steps
 */
export function training(course: Course, most: number) {
  const { sizes, activations, cost, penalties, train, test, before } = course;
  const whole = network(sizes, activations, train.N);
  const held = network(sizes, activations, test.N);
  const optimizer = OPTIMIZERS[course.optimizer](whole.P, course.rate);
  const size = Math.min(course.batch || train.N, train.N);
  const perEpoch = Math.ceil(train.N / size);
  const few = perEpoch > 1 ? batches(course, size, train.N) : null;
  const theta = course.start.slice();
  const trace = { cost: room(ROOM), test: room(ROOM), right: room(ROOM), testRight: room(ROOM) };
  let kept: Kept[] = [];
  let stride = 1;
  let at = 0; // the step that theta is at
  let done = 0; // the furthest step that was measured
  let divergedAt = -1;
  let lowest = 0; // the step of the lowest test cost

  const grow = (name: keyof typeof trace) => {
    const larger = room(2 * trace[name].length);
    larger.set(trace[name]);
    trace[name] = larger;
  };
  const measure = () => {
    const A = whole.forward(theta, train.X);
    const c = whole.cost(cost, theta, train.Y, penalties);
    let sum = c * 0;
    for (let p = 0; p < theta.length; p++) sum += theta[p] * 0; // zero, unless something has overflowed
    if (sum !== 0) return false;
    if (at >= trace.cost.length) for (const name of ["cost", "test", "right", "testRight"] as const) grow(name);
    trace.cost[at] = c;
    trace.right[at] = share(A, train.Y);
    if (test.N) {
      const B = held.forward(theta, test.X);
      trace.test[at] = held.cost(cost, theta, test.Y, penalties);
      trace.testRight[at] = share(B, test.Y);
    } else trace.test[at] = trace.testRight[at] = NaN;
    if (trace.test[at] < trace.test[lowest]) lowest = at;
    return true;
  };
  const gradient = (step: number) => {
    if (few) return few.gradient(before + step, theta);
    if (forwarded !== step) whole.forward(theta, train.X);
    return whole.backward(cost, theta, train.Y, penalties);
  };
  /** After a step: measure it, if it is a new one. */
  const arrive = (step: number) => {
    at = step;
    if (at <= done) return true; // measured and kept already
    if (!measure()) {
      divergedAt = at--; // the optimizer remembers the step, but from here there is nowhere to go
      forwarded = -1;
      return false;
    }
    done = forwarded = at;
    keep();
    return true;
  };
  let forwarded = -1; // the step whose forward pass `whole` still holds
  const keep = () => {
    if (at % stride) return;
    kept.push({ step: at, theta: theta.slice(), memory: optimizer.memory.map((m) => m.slice()), steps: optimizer.steps });
    if (kept.length < STORE) return;
    stride *= 2;
    kept = kept.filter(({ step }) => step % stride === 0);
  };
  const restore = (state: Kept) => {
    theta.set(state.theta);
    for (const [i, m] of state.memory.entries()) optimizer.memory[i].set(m);
    optimizer.steps = state.steps;
    at = state.step;
    forwarded = -1;
  };
  const possible = measure();
  if (possible) keep();
  else divergedAt = 0;
  forwarded = 0;

  return {
    course, trace, theta,
    /** The furthest step taken, the step that theta is at, the step that overflowed or -1, and that of the lowest test cost. */
    get steps() { return done; },
    get at() { return at; },
    get divergedAt() { return divergedAt; },
    get lowest() { return lowest; },
    get stored() { return kept.length; },
    /** Bring theta to a step, or as near as training gets before `late()` says that time is up. Returns where it is. */
    reach(step: number, late = () => false) {
      const wanted = Math.min(step, most, divergedAt >= 0 ? done : Infinity);
      if (wanted < at || wanted > at) {
        let from = kept.length - 1;
        while (from > 0 && kept[from].step > wanted) from--;
        if (wanted < at || kept[from].step > at) restore(kept[from]);
      }
      descend({ theta, optimizer, gradient, measure: arrive }, at, wanted, late);
      return at;
    },
  };
}

/** The share of examples on the right side of a half. */
function share(A: Float64Array, Y: Float64Array) {
  let right = 0;
  for (let i = 0; i < Y.length; i++) if (A[i] > 0.5 === Y[i] > 0.5) right++;
  return right / Y.length;
}

/** Gradients on a part of the examples: each epoch has its own order, which seed and epoch repeat. */
function batches({ sizes, activations, cost, penalties, train, seed }: Course, size: number, N: number) {
  const perEpoch = Math.ceil(N / size);
  const room = [size, N - size * (perEpoch - 1)].map((n) => ({ net: network(sizes, activations, n), X: new Float64Array(2 * n), Y: new Float64Array(n) }));
  let ordered = -1;
  let order: number[] = [];
  return {
    gradient(step: number, theta: Float64Array) {
      const epoch = Math.floor(step / perEpoch);
      const place = step % perEpoch;
      if (epoch !== ordered) {
        order = shuffled(N, uniform(seed ^ Math.imul(epoch, GOLDEN)));
        ordered = epoch;
      }
      const { net, X, Y } = room[place === perEpoch - 1 ? 1 : 0];
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
