// How Backprop tells where a neuron's error comes from, against the backward pass of the network itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { network } from "../../../nnlib/widgets/shared/core/network.ts";
import { errorOf } from "../../../nnlib/widgets/shared/core/rules.ts";
import { agree } from "../shared/agree.mjs";

test("how a neuron's error is found is told with the weights, errors and slopes of the backward pass", () => {
  const sizes = [2, 3, 2, 4];
  const net = network(sizes, ["tanh", "sigmoid", "identity"], 2);
  const theta = Array.from({ length: net.P }, (_, p) => Math.sin(p + 1));
  net.forward(theta, [0.5, -1, 2, 0.25]);
  net.backward("mse", theta, [1, 0, 0, 1, 0, 1, 1, 0]);
  const sum = (values) => values.reduce((all, value) => all + value, 0);
  for (const [row, l, slopeAt] of [0, 1].flatMap((row) => [[row, 0, (a) => 1 - a * a], [row, 1, (a) => a * (1 - a)]])) {
    const [n, m] = [sizes[l + 1], sizes[l + 2]];
    const [a, behind] = [net.A[l + 1].slice(n * row, n * row + n), net.delta[l + 1].slice(m * row, m * row + m)];
    for (let unit = 0; unit < n; unit++) {
      const found = errorOf(net, theta, l, unit, row);
      assert.deepEqual(found.terms, Array.from(behind, (error, j) => [theta[net.weightsAt[l + 1] + j * n + unit], error]));
      assert.equal(found.a, a[unit]);
      agree([found.slope, found.errors, found.active], [slopeAt(a[unit]), sum(behind), sum(a.map(Math.abs))], "slope and sums");
      agree([found.sum * found.slope], [found.error], "error");
      assert.equal(found.error, net.delta[l][n * row + unit]);
    }
    assert.deepEqual(errorOf(net, theta, 2, 1, row).terms, [], "the last layer's comes from the cost");
  }
});
