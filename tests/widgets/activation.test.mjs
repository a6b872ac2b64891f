// The widgets' activations, slopes and two layers against nnlib's, which wrote the golden file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { finite, left, oneLayer, saturated, spread, twoLayers, valueAndSlope } from "../../nnlib/widgets/js/core/activation.js";
import { agree, golden } from "./agree.mjs";

const { single, double } = golden("activation");

for (const { name, z, a, slope } of single) {
  test(`${name}: value and slope are nnlib's, far out and at zero`, () => {
    const found = z.map((value) => valueAndSlope(name, value));
    agree(found.map((at) => at.a), a, "a", 1e-9, 1e-300);
    agree(found.map((at) => at.slope), slope, "slope", 1e-9, 1e-16);
  });
}

for (const { names, theta, X, A1, A2, slope, weight, bias } of double) {
  const parameters = { weights: [theta[0], theta[2]], biases: [theta[1], theta[3]] };
  test(`${names.join(", then ")}: both layers and the slope of the whole are nnlib's`, () => {
    const found = twoLayers(names, parameters, X);
    agree([...found.A1], A1, "A1", 1e-9, 1e-15);
    agree([...found.A2], A2, "A2", 1e-9, 1e-15);
    agree([...found.slope], slope, "slope", 1e-9, 1e-15);
    const one = oneLayer(parameters);
    agree([one.weight, one.bias], [weight, bias], "one layer", 1e-12, 1e-15);
  });
  test(`${names.join(", then ")}: one layer does the same where the first is linear`, () => {
    const { weight: w, bias: b } = oneLayer(parameters);
    const same = X.every((x, i) => Math.abs(valueAndSlope(names[1], w * x + b).a - A2[i]) < 1e-12);
    if (names[0] === "identity") assert.ok(same);
    assert.equal(spread(twoLayers(["identity", "identity"], parameters, X).slope).straight, true);
  });
}

test("at the corner of ReLU the slope 0 is taken", () => assert.deepEqual(valueAndSlope("relu", 0), { a: 0, slope: 0 }));

test("a sigmoid is saturated at 5 and at -5, and not at 2; nothing of the identity is lost anywhere", () => {
  const at = (name, z) => saturated(name, valueAndSlope(name, z).slope);
  assert.deepEqual([5, -5, 2].map((z) => at("sigmoid", z)), [true, true, false]);
  assert.equal(left("identity", valueAndSlope("identity", 99).slope), 1);
  assert.equal(left("sigmoid", valueAndSlope("sigmoid", 0).slope), 1);
});

test("a sum past all bounds is found", () => {
  const of = (size) => finite(["identity", "identity"], { weights: [size, size], biases: [0, 0] }, size);
  assert.deepEqual([of(1e90), of(1e120)], [true, false]);
});
