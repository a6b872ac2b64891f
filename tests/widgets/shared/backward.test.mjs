// Nudges, right and wrong rules and the paths they lead along, against nnlib, which wrote the golden file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { network } from "../../../nnlib/widgets/shared/core/network.ts";
import { isDownstream, nudge, numericalGradient, passesOf, placeOf, sweep } from "../../../nnlib/widgets/shared/core/nudge.ts";
import { backwardBy, checkGradient, learn, RULES } from "../../../nnlib/widgets/shared/core/rules.ts";
import { agree, golden } from "./agree.mjs";

const { nudges, rules, checks } = golden("backward");
const problemOf = ({ sizes, activations, cost, X, Y }) => ({ sizes, activations, cost, X: Float64Array.from(X.flat()), Y: Float64Array.from(Y.flat()), N: X.length });
const nameOf = ({ sizes, cost }) => `${sizes.join("-")}, ${cost}`;

for (const [i, found] of nudges.entries()) {
  const { theta, pick, h, way } = found;
  test(`nudge ${i}: ${nameOf(found)}, h = ${h}, ${way}: the ripple and every difference are nnlib's`, () => {
    const problem = problemOf(found);
    const done = nudge(problem, theta, pick, h);
    agree([done.nudged - done.cost], [found.rise], "rise", 1e-9, 1e-13);
    for (const [l, change] of found.ripple.entries()) agree([...done.after.A[l + 1].map((a, j) => a - done.before.A[l + 1][j])], change, `ripple[${l}]`, 1e-9, 1e-13);
    agree([...numericalGradient(problem, theta, h, way)], found.shocks, "shocks", 1e-9, 1e-13 / h);
    assert.equal(passesOf(way, theta.length), found.passes);
  });

  test(`nudge ${i}: ${nameOf(found)}: only neurons downstream change`, () => {
    const done = nudge(problemOf(found), theta, pick, h);
    for (let l = 1; l < found.sizes.length; l++) {
      for (let j = 0; j < found.sizes[l]; j++) {
        const moved = found.X.some((_, row) => done.after.A[l][row * found.sizes[l] + j] !== done.before.A[l][row * found.sizes[l] + j]);
        if (moved && found.activations[l - 1] !== "softmax") assert.ok(isDownstream(found.sizes, pick, l, j), `layer ${l}, neuron ${j}`);
      }
    }
  });
}

test("a parameter's place is where theta's layout puts it", () => {
  assert.deepEqual([0, 4, 5, 9, 10, 11, 12, 13, 16, 32].map((p) => Object.values(placeOf([5, 2, 2, 5], p))), [
    [0, 0, 0], [0, 0, 4], [0, 1, 0], [0, 1, 4], [0, 0, -1], [0, 1, -1], [1, 0, 0], [1, 0, 1], [1, 0, -1], [2, 4, -1],
  ]);
});

test("the error against h is a U: it falls with h, by truncation, and rises again, by rounding", () => {
  for (const found of nudges.filter(({ way, h, activations }) => h === 1 && !activations.includes("relu") && !activations.includes("identity"))) {
    const { h, error, best } = sweep(problemOf(found), found.theta, found.pick, found.way, found.gradient[found.pick]);
    assert.deepEqual([h[0], h.at(-1), h.length], [1e-12, 1, 61]);
    const [low, high] = found.way === "central" ? [1e-7, 1e-3] : [1e-10, 1e-6];
    assert.ok(best >= low && best <= high, `${nameOf(found)}, ${found.way}: best at ${best}`);
    const at = (size) => Math.max(...[-1, 0, 1].map((by) => error[Math.round(5 * (Math.log10(size) + 12)) + by]));
    assert.ok(at(0.1) > 100 * at(best) && at(1e-11) > 100 * at(best), "both sides are higher");
    const fall = found.way === "central" ? 100 : 10; // a tenth of h leaves a hundredth or a tenth of the truncation
    assert.ok(Math.abs(error[50] / error[45] / fall - 1) < 0.3, `${nameOf(found)}, ${found.way}: ${error[50] / error[45]}`);
  }
});

for (const [i, found] of rules.entries()) {
  const { rule, theta, learning_rate: rate, steps, costs, end } = found;
  test(`rule ${i}: ${nameOf(found)}, ${rule}: delta, gradient, check and path are nnlib's`, () => {
    const problem = problemOf(found);
    const net = network(problem.sizes, problem.activations, problem.N);
    net.forward(theta, problem.X);
    const gradient = backwardBy(rule, net, problem.cost, theta, problem.Y);
    for (const [l, d] of found.delta.entries()) agree([...net.delta[l]], d, `delta[${l}]`, 1e-9, 1e-13);
    agree([...gradient], found.gradient, "gradient", 1e-9, 1e-13);
    const check = checkGradient(problem, theta, gradient);
    if (rule === "backpropagation" && found.agrees) agree([...check.numerical], found.gradient, "shocks", 1e-6, 1e-9);
    assert.equal(check.agrees, found.agrees);
    assert.equal(check.right.every(Boolean), check.agrees);
    const learned = learn(problem, theta, rule, rate, steps);
    assert.equal(learned.steps, costs.length - 1);
    assert.equal(learned.divergedAt, costs.length <= steps ? costs.length : -1);
    agree([...learned.cost.slice(0, costs.length)], costs, "costs");
    agree([...learned.theta.slice(learned.steps * theta.length, (learned.steps + 1) * theta.length)], end, "end", 1e-9, 1e-12);
  });
}

for (const [i, found] of checks.entries()) {
  test(`check ${i}: ${nameOf(found)}: where all slopes are near 0, backpropagation's agree, and a wrong one does not`, () => {
    const problem = problemOf(found);
    const right = checkGradient(problem, found.theta, Float64Array.from(found.gradient));
    assert.deepEqual([right.agrees, right.right.every(Boolean)], [found.agrees, true]);
    for (const p of found.theta.keys()) {
      const planted = Float64Array.from(found.gradient);
      planted[p] += 1e-3;
      const wrong = checkGradient(problem, found.theta, planted);
      assert.deepEqual([wrong.agrees, wrong.right.indexOf(false), wrong.right.lastIndexOf(false)], [false, p, p]);
    }
  });
}

test("the gradient check is passed by backpropagation and failed by every wrong rule on a network with hidden layers", () => {
  const deep = rules.filter(({ sizes }) => sizes.length > 2);
  for (const rule of RULES) {
    assert.deepEqual(new Set(deep.filter((found) => found.rule === rule).map(({ agrees }) => agrees)), new Set([rule === "backpropagation"]));
  }
});

test("nobody is blamed where no neuron is active, and no number is lost", () => {
  const net = network([1, 2, 1], ["relu", "identity"], 1);
  const theta = [-1, -1, 0, 0, 1, 1, 0];
  net.forward(theta, [1]);
  backwardBy("blame_active", net, "mse", theta, [1]);
  assert.deepEqual([...net.delta[0]], [0, 0]);
});

test("where every slope is exactly zero, each of them is right", () => {
  const still = { sizes: [1, 1], activations: ["identity"], cost: "mse", X: Float64Array.of(1), Y: Float64Array.of(0), N: 1 };
  const check = checkGradient(still, Float64Array.of(0, 0), Float64Array.of(0, 0));
  assert.deepEqual([check.agrees, check.right], [true, [true, true]]);
});
