// What the playground says is wrong with a training: dead units and growing costs as nnlib finds them; plateaus by their definition.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deadUnits, hasGrown, stillFor, variance } from "../../../nnlib/widgets/shared/core/diagnosis.ts";
import { network } from "../../../nnlib/widgets/shared/core/network.ts";
import { drawn, initial, part } from "../../../nnlib/widgets/shared/core/samples.ts";
import { trainingRun } from "../../../nnlib/widgets/shared/core/training.ts";
import { sentence } from "../../../nnlib/widgets/playground/words.ts";
import { golden } from "../shared/agree.mjs";

const { runs, dead, grown } = golden("playground");

test("the units that are dead are those that nnlib finds", () => {
  assert.ok(dead.some((found) => found.dead.length) && dead.some((found) => !found.dead.length));
  for (const { sizes, activation, theta, X, dead: wanted } of dead) {
    const net = network(sizes, [activation, activation, "sigmoid"], X.length);
    net.forward(theta, X.flat());
    assert.deepEqual(deadUnits(net), wanted, activation);
  }
});

test("a cost has grown where nnlib says so", () => {
  assert.deepEqual(new Set(grown.map((found) => found.grown)), new Set([true, false]));
  for (const found of grown) assert.equal(hasGrown(found.costs, found.costs.length - 1, found.variance), found.grown, `${found.costs}`);
});

test("the variance of classes is their share times the other's", () => {
  assert.equal(variance([0, 1, 1, 0]), 0.25);
  assert.equal(variance([1, 1]), 0);
});

test("a plateau is a cost that stands still for a hundred steps while the gradient is small", () => {
  const level = new Float64Array(301).fill(0.5);
  assert.equal(stillFor(level, 100, 1, 0.01), 100);
  assert.equal(stillFor(level, 99, 1, 0.01), 0, "a few steps more must be waited for");
  assert.equal(stillFor(level, 100, 1, 0.06), 0, "with a large gradient the steps are wrong, not the place");
  const falling = level.map((_, s) => 0.5 * 0.9998 ** s);
  assert.equal(stillFor(falling, 200, 1, 0.01), 0, "one percent in fifty steps is progress");
  assert.equal(stillFor(level.map((_, s) => 0.5 * 0.99995 ** s), 200, 1, 0.01), 100);
  const jumping = level.map((_, s) => 0.5 + 0.02 * (-1) ** s);
  assert.equal(stillFor(jumping, 100, 1, 0.01), 100, "single costs may jump, as with mini-batches");
  assert.equal(stillFor(level, 299, 30, 0.01), 0, "with mini-batches each example must come up ten times");
  assert.equal(stillFor(level, 300, 30, 0.01), 300);
});

// Trainings on nnlib's XOR, which no straight line parts.
const xor = runs.find((found) => found.dataset === "xor");
function trained(other, steps) {
  const { hidden = [3], activation = "tanh", ...rest } = other;
  const sizes = [2, ...hidden, 1];
  const rows = drawn(Float64Array.from(xor.shape.flat()), 0, 60, xor.noise, xor.data_seed);
  const settings = { sizes, activations: [...hidden.map(() => activation), "sigmoid"], cost: "cross_entropy", penalties: {}, optimizer: "sgd", rate: 0.5, batch: 0, seed: 1, before: 0,
    start: initial(sizes, "xavier", 1), train: part(rows, false), test: part(rows, true), ...rest };
  const run = trainingRun(settings, 5000);
  run.reach(steps);
  return run;
}
const says = (run) => sentence(run, run.at, []);

test("training that goes well is not commented", () => {
  const run = trained({}, 60);
  assert.deepEqual(run.examine(), { dead: [], grown: false, still: 0 });
  assert.match(says(run), /^After 60 steps the cost is [\d.e−]+ on 40 training examples, [\d.]+ % right, and [\d.e−]+ on 20 test examples, [\d.]+ % right\.$/);
});

test("silent units are named, with what to try", () => {
  const start = Float64Array.from([1, 0, 1, 1, 0, 1, -9, 0, -9, 1, 1, 1, 0]);
  const run = trained({ activation: "relu", start }, 5);
  assert.deepEqual(run.examine().dead, [[1, 0], [1, 2]]);
  assert.match(says(run), / Units h1,1 and h1,3 are dead: their ReLU is 0 for every training example, so no gradient reaches them\. Try New start under Settings, or a lower learning rate\.$/);
  start[7] = -9;
  assert.match(says(trained({ activation: "relu", start }, 0)), / All 3 units of hidden layer 1 are dead: /);
  const flat = Float64Array.from([1, 0, 1, 1, 0, 1, -900, 0, 0, 1, 1, 1, 0]);
  assert.match(says(trained({ activation: "sigmoid", start: flat }, 0)), / Unit h1,1 is dead: its slope is 0 for every training example/);
});

test("a plateau is named, with what to try, unless all examples are right already", () => {
  const run = trained({ hidden: [4, 4, 4], activation: "sigmoid" }, 400);
  assert.equal(run.examine().still, 100);
  assert.match(says(run), / The cost has hardly moved for 100 steps, and the gradient is small: a plateau, or as low as this network gets\. Wait, or try New start or more units under Settings\.$/);
});

test("training that explodes is told to take a lower learning rate, while the numbers are finite and after", () => {
  const growing = trained({ rate: 40, penalties: { l2: 0.05 } }, 4);
  assert.ok(growing.examine().grown && growing.divergedAt < 0, `${[...growing.trace.cost.slice(0, 6)]}`);
  assert.match(says(growing), / The cost grew from [\d.]+ to [\d.e]+: training diverges, because the learning rate 40 is too high\. Press Rewind, and try 20 or less\.$/);
  const over = trained({ rate: 1e60, penalties: { l2: 1 }, activation: "relu" }, 400);
  assert.ok(over.divergedAt > 0);
  assert.match(says(over), / Diverged at step \d+: the learning rate 1 × 10⁶⁰ is too high for this slope; .*Press Rewind, and try 5 × 10⁵⁹ or less\.$/);
});
