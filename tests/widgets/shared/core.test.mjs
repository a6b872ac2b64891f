// The widgets' mathematics against nnlib's, which wrote the golden files: the same numbers within 1e-9 of their size.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atRest, compareSteps, path } from "../../../nnlib/widgets/shared/core/descent.ts";
import { bothPasses, finiteAt, network } from "../../../nnlib/widgets/shared/core/network.ts";
import * as core from "../../../nnlib/widgets/shared/core/neuron.ts";
import { sgd } from "../../../nnlib/widgets/shared/core/optimizers.ts";
import { uniform } from "../../../nnlib/widgets/shared/core/random.ts";
import { costSurface, linspace, lowestOn } from "../../../nnlib/widgets/shared/core/surface.ts";
import { legs } from "../../../nnlib/widgets/descent/legs.ts";
import { targetMoved } from "../../../nnlib/widgets/shared/core/targets.ts";
import { agree, golden } from "./agree.mjs";

const { cases, sure } = golden("neuron");
const { runs, surfaces } = golden("descent");
const PAIRS = [["identity", "mse"], ["sigmoid", "mse"], ["sigmoid", "cross_entropy"]];

const problemOf = ({ X, Y, inputs = 1, activation, cost }) => ({
  sizes: [inputs, 1], activations: [activation], cost, X: Float64Array.from(X.flat()), Y: Float64Array.from(Y.flat()), N: Y.length,
});
const descend = (problem, start, rate, momentum, steps) => path(bothPasses(problem), start, sgd(start.length, rate, momentum), steps);
const nameOf = (found, i) => `${i}: ${found.activation}, ${found.cost}, ${found.inputs ?? 1} inputs`;

for (const [i, found] of [...cases, ...sure].entries()) {
  test(`neuron ${nameOf(found, i)}: sums, activations, error signals, cost and gradient are nnlib's`, () => {
    const problem = problemOf(found);
    const net = network(problem.sizes, problem.activations, problem.N);
    net.forward(found.theta, problem.X);
    net.backward(problem.cost, found.theta, problem.Y);
    agree([...net.Z[0]], found.Z, "Z");
    agree([...net.A[1]], found.A, "A");
    agree([...net.delta[0]], found.delta, "delta");
    const { cost, gradient } = bothPasses(problem)(found.theta);
    agree(cost, found.value, "cost");
    agree([...gradient], found.gradient, "gradient");
    const { z, a } = core.output(found.activation, found.theta, found.X[0]);
    assert.deepEqual([z, a], [net.Z[0][0], net.A[1][0]]);
    assert.ok(gradient.every(Number.isFinite) && net.Z[0].every(Number.isFinite), "every number is finite");
  });
}

for (const [i, found] of cases.entries()) {
  test(`neuron ${nameOf(found, i)}: the Hessian and the stable rate are nnlib's`, () => {
    const problem = problemOf(found);
    agree([...core.hessian(problem, found.theta)], found.hessian, "hessian");
    if (found.inputs > 1) assert.throws(() => core.stableLearningRate(problem, found.theta), /1 input was wanted; got/);
    else agree(core.stableLearningRate(problem, found.theta), found.stable_learning_rate ?? Infinity, "stable rate");
  });
}

test("the golden neurons hold sums of 700 and of 10 thousand, where exp alone would overflow", () => {
  const sums = new Set(sure.flatMap(({ Z }) => Z.flat(2).map(Math.abs)));
  assert.deepEqual([...sums], [700, 1e4]);
});

test("momentum lifts the stable rate by 1 + momentum", () => {
  const found = cases.find(({ inputs, stable_learning_rate: rate }) => inputs === 1 && rate);
  agree(core.stableLearningRate(problemOf(found), found.theta, 0.5), 1.5 * found.stable_learning_rate, "stable rate");
});

test("where nothing curves upward no learning rate is too high", () => {
  for (const X of [[[1]], [[1], [2]], [[0.3], [0.7], [1.1]]]) {
    const problem = problemOf({ X, Y: X.map(() => 0), activation: "sigmoid", cost: "mse" });
    assert.equal(core.stableLearningRate(problem, [2, 2]), Infinity);
  }
});

test("cross-entropy fits the sigmoid only", () => {
  const every = ["identity", "sigmoid"].flatMap((a) => ["mse", "cross_entropy"].filter((c) => core.fits(a, c)).map((c) => [a, c]));
  assert.deepEqual(every, PAIRS);
});

for (const [i, found] of runs.entries()) {
  const { start, learning_rate: rate, momentum, steps, diverged, diverged_at_step: at, path, costs } = found;
  test(`descent ${nameOf(found, i)}, momentum ${momentum}: every step is nnlib's${diverged ? `, and the end at step ${at}` : ""}`, () => {
    const rolled = descend(problemOf(found), start, rate, momentum, steps);
    assert.equal(rolled.divergedAt, diverged ? at : -1);
    assert.equal(rolled.steps, path.length - 1);
    agree([...rolled.theta.slice(0, 2 * path.length)], path, "path");
    agree([...rolled.cost.slice(0, path.length)], costs, "costs");
    for (let step = 0; step < path.length; step++) {
      const { gradient } = bothPasses(problemOf(found))(path[step]);
      agree([...rolled.gradient.slice(2 * step, 2 * step + 2)], [...gradient], `gradient of step ${step}`, 1e-9, 1e-12);
    }
  });
}

for (const [i, found] of surfaces.entries()) {
  test(`surface ${nameOf(found, i)}: grid and costs are nnlib's`, () => {
    const [u, v] = found.ranges.map(([low, high]) => linspace(low, high, 16));
    assert.deepEqual([[...u], [...v]], [found.u, found.v]);
    agree([...costSurface(problemOf(found), u, v)], found.C, "C", 1e-9, 1e-12);
  });
}

test("a grid ends exactly where it was asked to", () => {
  for (const [low, high, n] of [[-0.3, 1.7, 50], [0.01, 0.9, 7], [-8, 8, 32]]) {
    const grid = linspace(low, high, n);
    assert.deepEqual([grid[0], grid.at(-1), grid.length], [low, high, n]);
  }
});

for (const [activation, cost] of PAIRS) {
  test(`${activation}, ${cost}: the surface's fast way and its plain one agree, near and far`, () => {
    const next = uniform(9);
    for (const [N, reach, far] of [[1, 1, 4], [23, 6, 6], [100, 8, 8], [300, 40, 50], [40, 99, 299], [1100, 8, 8]]) {
      const X = Float64Array.from({ length: N }, () => 6 * next() - 3);
      const problem = core.neuron(X, X.map(() => (cost === "mse" ? next() : Math.round(next()))), activation, cost);
      const [w, b] = [linspace(-reach, reach, 9), linspace(-far, far, 7)];
      const fast = costSurface(problem, w, b);
      const plain = costSurface(problem, w, Float64Array.of(...b, 301)); // a row beyond SAFE: the plain way for all
      agree([...fast], [...plain.slice(0, fast.length)], `C at ${N} examples, |w| to ${reach}`, 1e-9, 1e-12);
      assert.ok(plain.every(Number.isFinite));
    }
  });
}

test("a start from which nothing can be computed is told apart from a path that ends well", () => {
  const problem = problemOf({ X: [[1]], Y: [[0]], activation: "identity", cost: "mse" });
  const path = descend(problem, [1e200, 0], 0.1, 0, 5); // nnlib.fit refuses it: the cost is infinite at the start
  assert.ok(path.steps === 0 && path.cost[0] === Infinity);
  assert.equal(path.divergedAt, 0);
  assert.deepEqual([finiteAt(problem, [1e200, 0]), finiteAt(problem, [0, 0])], [false, true]);
  assert.equal(descend(problem, [0, 0], 0.1, 0, 5).divergedAt, -1);
});

test("a drawn step is compared with the real one: its length as a multiple, its direction in degrees, either side alike", () => {
  const path = { theta: Float64Array.of(1, 1, 3, 1, 3, 1), cost: new Float64Array(3), gradient: new Float64Array(6), steps: 2, divergedAt: -1 };
  for (const [end, ratio, degrees] of [[[3, 1], 1, 0], [[1, 5], 2, 90], [[1, -3], 2, 90], [[0, 1], 0.5, 180], [[2, 2], Math.SQRT1_2, 45], [[1, 1], 0, 0]]) {
    const found = compareSteps(path, 1, end);
    agree([found.ratio, found.degrees], [ratio, degrees], String(end));
  }
  assert.equal(compareSteps(path, 2, [4, 1]).ratio, Infinity); // the real one does not move
});

test("a moved target is one number; where targets are shares, the others share the rest as before, or alike where they had none", () => {
  const Y = Float64Array.of(0.5, 0.3, 0.2, 1, 0, 0);
  agree([...targetMoved(Y, 3, 0, 1, 0.9, false)], [0.5, 0.9, 0.2, 1, 0, 0], "alone");
  agree([...targetMoved(Y, 3, 0, 0, 0.75, true)], [0.75, 0.15, 0.1, 1, 0, 0], "shared");
  agree([...targetMoved(Y, 3, 1, 0, 0.5, true)], [0.5, 0.3, 0.2, 0.5, 0.25, 0.25], "alike");
  assert.deepEqual([...Y], [0.5, 0.3, 0.2, 1, 0, 0]);
});

const lowest = (problem, w = [-4, 4], b = [-4, 4]) => {
  const [ws, bs] = [linspace(...w, 64), linspace(...b, 64)];
  return lowestOn(problem, costSurface(problem, ws, bs), ws, bs);
};
const examples = (activation, cost) => core.neuron(Float64Array.of(-1, 0, 1, 2, 2.5), Float64Array.of(0, 1, 0, 1, 1), activation, cost);

test("the lowest place of a straight fit is what least squares give", () => {
  agree(lowest(core.neuron(Float64Array.of(0, 1, 2), Float64Array.of(1, 3, 5), "identity", "mse")), [2, 1], "w and b");
});

for (const cost of ["mse", "cross_entropy"]) {
  test(`at the lowest place of a logistic ${cost} the slope is zero, and no place near it is lower`, () => {
    const problem = examples("sigmoid", cost);
    const place = lowest(problem);
    const passes = bothPasses(problem);
    const { cost: least, gradient } = passes(place);
    assert.ok(Math.hypot(...gradient) < 1e-12);
    for (const [dw, db] of [[0.1, 0], [-0.1, 0], [0, 0.1], [0, -0.1]]) {
      assert.ok(passes([place[0] + dw, place[1] + db]).cost > least);
    }
  });
}

test("where the cost falls on beyond the map, or many places are lowest, none is marked", () => {
  const separable = core.neuron(Float64Array.of(-1, 1), Float64Array.of(0, 1), "sigmoid", "cross_entropy");
  assert.equal(lowest(separable), null);
  assert.equal(lowest(core.neuron(Float64Array.of(1, 1), Float64Array.of(1, 1), "identity", "mse")), null);
  assert.equal(lowest(examples("identity", "mse"), [2, 4]), null);
});

test("a path is drawn as 40 legs at most, the oldest at 15 %, and steps that lie together are one leg", () => {
  const apart = () => false;
  const back = legs(70, 0, apart);
  assert.equal(back.length, 40);
  assert.deepEqual([back[0].to, back[0].from, back.at(-1).from], [30, 31, 70]);
  agree([back[0].strength, back.at(-1).strength], [0.15, 1], "strengths");
  assert.deepEqual(legs(0, 3, apart).map(({ from, to }) => [from, to]), [[2, 3], [1, 2], [0, 1]]);
  assert.deepEqual(legs(5, 5, apart), []);
  assert.deepEqual(legs(9, 0, (one, other) => Math.abs(one - other) < 4).map(({ from, to }) => [from, to]), [[1, 0], [5, 1], [9, 5]]);
});

test("a drawn step is compared with the one at its own place in the path", () => {
  const theta = Float64Array.of(0, 0, 1, 2, 4, 6, 4, 11);
  const path = { theta, cost: new Float64Array(4), gradient: new Float64Array(8), steps: 3, divergedAt: -1 };
  for (const [k, end, ratio, degrees] of [[1, [2, 4], 2, 0], [2, [7, 10], 2, 0], [3, [9, 6], 1, 90]]) {
    const found = compareSteps(path, k, end);
    agree([found.ratio, found.degrees], [ratio, degrees], `step ${k}`);
  }
});

test("a path is at rest from where the rest of it stays within a hundredth of the map's widths", () => {
  const theta = Float64Array.from([0, 0, 5, 10, 9.95, 20.2, 10.05, 19.8, 10, 20]);
  const made = { theta, cost: new Float64Array(5), gradient: new Float64Array(10), steps: 4, divergedAt: 0 };
  assert.deepEqual([0, 1, 2, 3, 4].map((step) => atRest(made, step, [10, 20])), [false, false, true, true, true]);
  assert.equal(atRest(made, 2, [4, 20]), false, "0.05 is more than a hundredth of 4");
});

test("a lowest place on the very edge of the map is on the map, and one beyond it is not", () => {
  const flat = core.neuron(Float64Array.of(-1, 1), Float64Array.of(0, 0), "identity", "mse"); // lowest at (0, 0)
  for (const [w, b] of [[[0, 2], [0, 2]], [[-2, 0], [-2, 0]]]) assert.deepEqual(lowest(flat, w, b).map((value) => value + 0), [0, 0]);
  for (const [w, b] of [[[1, 2], [-1, 1]], [[-1, 1], [-2, -1]]]) assert.equal(lowest(flat, w, b), null);
});
