// The widgets' activations, slopes and two layers against nnlib's, which wrote the golden file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { activation, ACTIVATIONS, ELEMENTWISE, NAMES, valueAndSlope, valuesAndSlopes } from "../../../nnlib/widgets/shared/core/activations.ts";
import { left, saturated, shapeOf } from "../../../nnlib/widgets/shared/core/saturation.ts";
import { finite, oneLayer, spread, twoLayers } from "../../../nnlib/widgets/shared/core/two_layers.ts";
import { network } from "../../../nnlib/widgets/shared/core/network.ts";
import { boundsOf, menuOf, typeset } from "../../../nnlib/widgets/shared/view/activation_words.ts";
import { agree, golden } from "../shared/agree.mjs";

const { table, single, double } = golden("activation");

test("the table has nnlib's activations, with its ranges and formulas", () => {
  const entry = ([name, { joint = false, range, formula }]) => ({ name, joint, range: range.map((end) => (Number.isFinite(end) ? end : null)), formula });
  assert.deepEqual(Object.entries(ACTIVATIONS).map(entry), table);
  assert.deepEqual(ELEMENTWISE, single.map(({ name }) => name));
});

const WORDS = { exp: Math.exp, log: Math.log, max: Math.max, sigmoid: (z) => 1 / (1 + Math.exp(-z)) };
/** A formula of the table as a function of z and a. */
const meant = (text) => {
  const f = new Function(...Object.keys(WORDS), "z", "a", `return ${text.replace(/^(.*) where (.*), else (.*)$/, "($2) ? $1 : $3")}`);
  return (z, a) => f(...Object.values(WORDS), z, a);
};
for (const name of ELEMENTWISE) {
  test(`${name}: value and slope are their formulas, and the slope is the value's difference quotient`, () => {
    const [f, df] = [meant(ACTIVATIONS[name].formula), meant(ACTIVATIONS[name].slope)];
    for (let z = -7.95; z < 8; z += 0.1) {
      const { a, slope } = valueAndSlope(name, z);
      agree([a, slope], [f(z), df(z, a)], `at ${z}`, 1e-12, 1e-12);
      agree([slope], [(f(z + 1e-5) - f(z - 1e-5)) / 2e-5], `difference quotient at ${z}`, 1e-8, 1e-8);
      const [low, high] = ACTIVATIONS[name].range;
      assert.ok(a >= low && a <= high);
    }
  });
}

test("the chain rule through softmax is the slope of the values, in every direction", () => {
  const [Z, back] = [Float64Array.of(0.3, -1, 2, 0, 0, 1), Float64Array.of(1, -2, 0.5, 0.1, 3, 0)];
  const value = (z) => {
    const A = new Float64Array(6);
    ACTIVATIONS.softmax.f(z, A, 3);
    return A;
  };
  const found = back.slice();
  ACTIVATIONS.softmax.pullBack(found, Z, value(Z), 3);
  for (const i of Z.keys()) {
    const moved = (h) => value(Z.with(i, Z[i] + h)).reduce((sum, a, j) => sum + a * back[j], 0);
    agree([found[i]], [(moved(1e-6) - moved(-1e-6)) / 2e-6], `slope ${i}`, 1e-8, 1e-9);
  }
});

test("an unknown name is an error that says what came and what was wanted, wherever it is used", () => {
  const wanted = { message: `activation must be one of ${NAMES.join(", ")}; got "rely".` };
  for (const use of [() => activation("rely"), () => network([1, 1], ["rely"], 1), () => valuesAndSlopes("rely", [0]), () => menuOf("f", ["rely"])]) assert.throws(use, wanted);
  for (const name of ["toString", "__proto__", "", undefined]) assert.throws(() => activation(name), /must be one of/);
});

test("menus hold every activation that works on each sum alone; formulas have the signs of a page", () => {
  assert.deepEqual(menuOf("").map(([name]) => name), ELEMENTWISE);
  assert.equal(new Set(menuOf("f").map(([, text]) => text)).size, ELEMENTWISE.length);
  assert.equal(typeset("1 / (1 + exp(-z))"), "1 / (1 + e⁻ᶻ)");
  assert.equal(typeset("2 * sigmoid(2 * z) - 1"), "2σ(2z) − 1");
  assert.deepEqual(["a * (1 - a)", "1 - a * a"].map(typeset), ["a (1 − a)", "1 − a²"]);
  assert.deepEqual(["identity", "sigmoid", "tanh", "relu"].map(boundsOf), ["not bounded", "between 0 and 1", "between −1 and 1", "0 or more, not bounded above"]);
});

test("the steepest slope is found, and straight pieces are counted", () => {
  const found = ["identity", "sigmoid", "tanh", "relu"].map((name) => [shapeOf(name).steepest.slope, shapeOf(name).pieces]);
  assert.deepEqual(found, [[1, 1], [0.25, Infinity], [1, Infinity], [1, 2]]);
  assert.deepEqual(["sigmoid", "tanh"].map((name) => shapeOf(name).steepest.z), [0, 0]);
});

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

test("a sum that overflows is found", () => {
  const of = (size) => finite(["identity", "identity"], { weights: [size, size], biases: [0, 0] }, size);
  assert.deepEqual([of(1e90), of(1e120)], [true, false]);
});
