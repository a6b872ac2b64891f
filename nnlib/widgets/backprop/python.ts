// Backprop as Python: nnlib alone for the right rule, and a wrong rule's few lines of NumPy for its wrong numbers.
import { python, pythonList } from "../shared/view/numbers.ts";
import type { Problem } from "../shared/core/network.ts";
import type { Rule } from "../shared/core/rules.ts";

const DELTA = {
  blame_active: [
    "        active = np.abs(run.A[l]).sum(axis=1, keepdims=True)",
    "        delta = delta.sum(axis=1, keepdims=True) * run.A[l] / np.where(active > 0, active, 1)",
  ],
  forget_slope: ["        delta = delta @ net.W[l]"],
};

/** What the rule takes for the gradient, as a function of the network. */
function ruleGradient(rule: Rule, cost: string) {
  const pass = ["    run = net.forward(X)", `    grad = net.backward(run, Y, cost=nn.${cost})`];
  if (rule === "backpropagation") return ["def slopes(net):", ...pass, "    return grad.theta"];
  if (rule === "biases_stay") return ["def slopes(net):  # a wrong rule: biases stay", ...pass, "    for b in grad.b:", "        b[:] = 0", "    return grad.theta"];
  return [
    `def slopes(net):  # a wrong rule: ${rule === "blame_active" ? "blame the most active" : "forget the slopes"}`,
    ...pass,
    rule === "forget_slope" && cost === "mse" ? "    delta = 2 * (run.A[-1] - Y)" : "    delta = grad.delta[-1]",
    "    for l in reversed(range(len(net.W))):",
    "        grad.W[l][:] = delta.T @ run.A[l] / len(X)",
    "        grad.b[l][:] = delta.mean(axis=0)",
    ...DELTA[rule],
    "    return grad.theta",
  ];
}

/** @param state steps is how many updates can be made, those that are finite; known counts what is printed after the cost: the picked slope, the cost after the update. */
export function asPython({ problem, theta, rule, rate, steps, pick, known }: { known: number, problem: Problem, theta: number[], rule: Rule, rate: number, steps: number, pick: number }) {
  const { sizes, activations, cost, X, Y, N } = problem;
  const rows = (all: Float64Array, n: number) => `np.array([${Array.from({ length: N }, (_, i) => pythonList(all.subarray(i * n, (i + 1) * n))).join(", ")}])`;
  return [
    "import numpy as np",
    "import nnlib as nn",
    `X = ${rows(X, sizes[0])}`,
    `Y = ${rows(Y, sizes[sizes.length - 1])}`,
    `net = nn.Network([${sizes.join(", ")}], [${activations.map((name) => `"${name}"`).join(", ")}], theta=${pythonList(theta)})`,
    ...ruleGradient(rule, cost),
    ...(steps ? [`for _ in range(${steps}):`, `    net.theta -= ${python(rate)} * slopes(net)`] : []),
    `before, gradient = net.cost(X, Y, cost=nn.${cost}), slopes(net)`,
    ...(known > 1 ? [`net.theta -= ${python(rate)} * gradient`] : []),
    `print(${["before", `gradient[${pick}]`, `net.cost(X, Y, cost=nn.${cost})`].slice(0, known + 1).join(", ")})`,
  ].join("\n");
}
