// The widgets' networks and optimizers against nnlib's, which wrote the golden file: the same within 1e-9 of their size.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NAMES } from "../../../nnlib/widgets/shared/core/activations.ts";
import { count, network } from "../../../nnlib/widgets/shared/core/network.ts";
import { adam, sgd } from "../../../nnlib/widgets/shared/core/optimizers.ts";
import { normal, shuffled, uniform } from "../../../nnlib/widgets/shared/core/random.ts";
import { agree, golden } from "./agree.mjs";

const { cases, paths } = golden("network");

for (const [i, found] of cases.entries()) {
  test(`network ${i}: ${found.sizes.join("-")}, ${found.activations.join(", ")}, ${found.cost}: both passes are nnlib's`, () => {
    const { sizes, activations, cost, theta, l1, l2 } = found;
    const [X, Y] = [found.X.flat(), found.Y.flat()];
    const net = network(sizes, activations, found.X.length);
    net.forward(theta, X);
    for (const [l, z] of found.Z.entries()) agree([...net.Z[l]], z, `Z[${l}]`, 1e-9, 1e-13);
    for (const [l, a] of found.A.entries()) agree([...net.A[l]], a, `A[${l}]`, 1e-9, 1e-13);
    agree([net.cost(cost, theta, Y, { l1, l2 })], [found.value], "cost");
    const gradient = net.backward(cost, theta, Y, { l1, l2 });
    for (const [l, d] of found.delta.entries()) agree([...net.delta[l]], d, `delta[${l}]`, 1e-9, 1e-13);
    agree([...gradient], found.gradient, "gradient", 1e-9, 1e-12);
  });
}

test("a penalty's slope is 0 at a weight of exactly 0, and leaves the biases alone", () => {
  const net = network([1, 1], ["identity"], 1);
  const slopes = (theta, penalties) => {
    net.forward(theta, [0]);
    return [...net.backward("mse", theta, [theta[1]], penalties)];
  };
  assert.deepEqual(slopes([0, 3], { l1: 0.5, l2: 0.25 }), [0, 0]);
  assert.deepEqual(slopes([-2, 3], { l1: 0.5, l2: 0.25 }), [-0.5 + 2 * 0.25 * -2, 0]);
});

test("the golden networks hold every activation as hidden and as output, and both costs", () => {
  const names = NAMES.toSorted();
  const seen = (/** @type {(found: any) => string[]} */ pick) => [...new Set(cases.flatMap(pick))].sort();
  assert.deepEqual(seen(({ activations }) => activations.slice(0, -1)), names);
  assert.deepEqual(seen(({ activations }) => activations.slice(-1)), names);
  assert.deepEqual(seen(({ cost }) => [cost]), ["cross_entropy", "mse"]);
});

for (const { rule, learning_rate: rate, momentum, sizes, X, Y, start, path, costs } of paths) {
  test(`${rule}: every step is nnlib's`, () => {
    const net = network(sizes, ["tanh", "sigmoid"], X.length);
    const theta = Float64Array.from(start);
    const optimizer = rule === "adam" ? adam(net.P, rate) : sgd(net.P, rate, momentum, rule === "nesterov");
    for (const [step, wanted] of path.entries()) {
      if (step > 0) optimizer.step(theta, net.backward("cross_entropy", theta, Y.flat()));
      net.forward(theta, X.flat());
      agree([...theta], wanted, `theta after ${step}`, 1e-9, 1e-12);
      agree([net.cost("cross_entropy", theta, Y.flat())], [costs[step]], `cost after ${step}`);
    }
  });
}

test("5-2-2-5 has 33 parameters", () => assert.equal(count([5, 2, 2, 5]), 33));

test("NaN in the data is not hidden by a ReLU", () => {
  const net = network([1, 1], ["relu"], 1);
  assert.ok(Number.isNaN(net.forward([1, 0], [NaN])[0]));
});

test("chance is repeated by its seed, and looks as it should", () => {
  const [one, other] = [uniform(7), uniform(7)];
  for (let i = 0; i < 9; i++) assert.equal(one(), other());
  const next = normal(uniform(1));
  const drawn = Array.from({ length: 20000 }, next);
  const mean = drawn.reduce((sum, x) => sum + x) / drawn.length;
  const square = drawn.reduce((sum, x) => sum + x * x, 0) / drawn.length;
  assert.ok(Math.abs(mean) < 0.03 && Math.abs(square - 1) < 0.04);
  assert.deepEqual(shuffled(50, uniform(3)).toSorted((a, b) => a - b), Array.from({ length: 50 }, (_, i) => i));
  assert.notDeepEqual(shuffled(50, uniform(3)), shuffled(50, uniform(4)));
});

test("shuffling n numbers draws n - 1 times, so that what is drawn next is the same", () => {
  let draws = 0;
  const next = uniform(3);
  shuffled(7, () => (draws++, next()));
  assert.equal(draws, 6);
});
