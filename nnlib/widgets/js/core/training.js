// One run of training: any step of it can be asked for, in any order, from a bounded store of what lies between.
import { network } from "./network.js";
import { adam, sgd } from "./optimizers.js";
import { shuffled, uniform } from "./random.js";

/**
 * @typedef {{ X: Float64Array, Y: Float64Array, N: number }} Examples
 * @typedef {{ sizes: number[], activations: import("./network.js").ActivationName[], cost: import("./network.js").CostName,
 *   penalties: import("./network.js").Penalties, optimizer: string, rate: number, batch: number, seed: number,
 *   before: number, start: Float64Array, train: Examples, test: Examples }} Course
 * @typedef {{ step: number, theta: Float64Array, memory: Float64Array[], steps: number }} Kept
 */

const STORE = 128; // states kept; when they are full, every second goes and those to come lie twice as far apart
const ROOM = 256; // steps that the record has room for at first
const room = (/** @type {number} */ n) => new Float64Array(n);
const GOLDEN = 0x9e3779b1 | 0; // spreads the epochs' numbers over all seeds
const RULES = /** @type {Record<string, (P: number, rate: () => number) => import("./optimizers.js").Stepper>} */ ({
  sgd: (P, rate) => sgd(P, rate),
  momentum: (P, rate) => sgd(P, rate, 0.9),
  adam: (P, rate) => adam(P, rate),
});

/**
 * A run. Full batches take the steps of nnlib.fit; batches are drawn anew in each epoch, by seed and epoch.
 * Everything recorded is of the parameters after a step, on all examples: entry 0 is the start's.
 * @param {Course} course
 * @param {number} most steps
 */
export function training(course, most) {
  const { sizes, activations, cost, penalties, train, test, before, seed } = course;
  const whole = network(sizes, activations, train.N);
  const held = network(sizes, activations, test.N);
  const stepper = RULES[course.optimizer](whole.P, () => course.rate);
  const size = Math.min(course.batch || train.N, train.N);
  const perEpoch = Math.ceil(train.N / size);
  const few = perEpoch > 1 ? batches(course, size, train.N) : null;
  const theta = course.start.slice();
  const last = theta.slice(); // before the step under way
  const trace = { cost: room(ROOM), test: room(ROOM), right: room(ROOM), testRight: room(ROOM) };
  /** @type {Kept[]} */
  let kept = [];
  let stride = 1;
  let at = 0; // the step that theta is at
  let done = 0; // the furthest step that was measured
  let divergedAt = -1;
  let lowest = 0; // the step of the lowest test cost

  const grow = (/** @type {keyof typeof trace} */ name) => {
    const larger = room(2 * trace[name].length);
    larger.set(trace[name]);
    trace[name] = larger;
  };
  const measure = () => {
    const A = whole.forward(theta, train.X);
    const c = whole.cost(cost, theta, train.Y, penalties);
    let sum = c * 0;
    for (let p = 0; p < theta.length; p++) sum += theta[p] * 0; // zero, unless something left the numbers
    if (sum !== 0) return false;
    if (at >= trace.cost.length) for (const name of /** @type {const} */ (["cost", "test", "right", "testRight"])) grow(name);
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
  const advance = () => {
    last.set(theta);
    if (few) few.step(before + at, theta, stepper);
    else {
      if (forwarded !== at) whole.forward(theta, train.X);
      stepper.step(theta, whole.backward(cost, theta, train.Y, penalties));
    }
    at++;
  };
  let forwarded = -1; // the step whose forward pass `whole` still holds
  const keep = () => {
    if (at % stride) return;
    kept.push({ step: at, theta: theta.slice(), memory: stepper.memory.map((m) => m.slice()), steps: stepper.steps });
    if (kept.length < STORE) return;
    stride *= 2;
    kept = kept.filter(({ step }) => step % stride === 0);
  };
  const restore = (/** @type {Kept} */ state) => {
    theta.set(state.theta);
    for (const [i, m] of state.memory.entries()) stepper.memory[i].set(m);
    stepper.steps = state.steps;
    at = state.step;
    forwarded = -1;
  };
  const possible = measure();
  if (possible) keep();
  else divergedAt = 0;
  forwarded = 0;

  return {
    course, trace, theta,
    /** The furthest step taken, the step that led past all numbers or -1, and the step of the lowest test cost. */
    get steps() { return done; },
    get at() { return at; },
    get divergedAt() { return divergedAt; },
    get lowest() { return lowest; },
    get stored() { return kept.length; },
    /**
     * Bring theta to a step, or as near as training gets before `late()` says that time is up; answers where it is.
     */
    reach(/** @type {number} */ step, late = () => false) {
      const wanted = Math.min(step, most, divergedAt >= 0 ? done : Infinity);
      if (wanted < at || wanted > at) {
        let from = kept.length - 1;
        while (from > 0 && kept[from].step > wanted) from--;
        if (wanted < at || kept[from].step > at) restore(kept[from]);
      }
      while (at < wanted) {
        if (late()) break;
        advance();
        if (at <= done) continue; // walked before: measured and kept already
        if (!measure()) {
          divergedAt = at;
          theta.set(last);
          at--; // the optimizer's memory is past it, but from here there is nowhere to go
          forwarded = -1;
          break;
        }
        done = forwarded = at;
        keep();
      }
      return at;
    },
  };
}

/** The share of examples on the right side of a half. */
function share(/** @type {Float64Array} */ A, /** @type {Float64Array} */ Y) {
  let right = 0;
  for (let i = 0; i < Y.length; i++) if (A[i] > 0.5 === Y[i] > 0.5) right++;
  return right / Y.length;
}

/** Steps on a part of the examples: each epoch has its own order, which seed and epoch repeat. */
function batches(/** @type {Course} */ { sizes, activations, cost, penalties, train, seed }, /** @type {number} */ size, /** @type {number} */ N) {
  const perEpoch = Math.ceil(N / size);
  const room = [size, N - size * (perEpoch - 1)].map((n) => ({ net: network(sizes, activations, n), X: new Float64Array(2 * n), Y: new Float64Array(n) }));
  let ordered = -1;
  /** @type {number[]} */
  let order = [];
  return {
    step(/** @type {number} */ step, /** @type {Float64Array} */ theta, /** @type {import("./optimizers.js").Stepper} */ stepper) {
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
      stepper.step(theta, net.backward(cost, theta, Y, penalties));
    },
  };
}
