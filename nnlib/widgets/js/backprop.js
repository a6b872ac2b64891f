// Backprop: the error stepped backwards to the gradient and the update; wrong rules beside it, which the gradient check refuses.
import { network } from "./core/network.js";
import { placeOf } from "./core/nudge.js";
import { backwardBy, checkGradient, learn, RULES } from "./core/rules.js";
import { costPaths } from "./backprop/costs.js";
import { moved, wantedOfTargets } from "./backprop/moved.js";
import { asPython } from "./backprop/python.js";
import { RULE_NAMES, slopeSentence, stageSentence } from "./backprop/words.js";
import { button, choice, slider } from "./view/controls.js";
import { diagram, unitName } from "./view/diagram.js";
import { html, svg, write } from "./view/dom.js";
import { shown } from "./view/numbers.js";
import { parameters, problemOf } from "./view/parameters.js";
import { player } from "./view/player.js";
import { widget } from "./view/shell.js";
import { slopeList } from "./view/slopes.js";
import { is, numbersOf } from "./view/traits.js";

const HORIZON = 100; // the most updates, all of them drawn
const ROOM = 6; // connections between two layers, whose slopes can be read in the diagram
const STAGE_TIME = 1300; // milliseconds a stage is shown while it plays
let arrows = 0;

export default widget({
  title: "Backprop",
  shared: (model) => ({
    theta: is.numbers(model.get("theta").length),
    learning_rate: is.positive,
    rule: is.oneOf(RULES),
    steps: is.whole(0, HORIZON),
    step: is.whole(0, model.get("sizes").length + 1),
    pick: is.whole(0, model.get("theta").length - 1),
    input: is.whole(0, model.get("sizes")[0] - 1),
    output: is.whole(0, model.get("sizes").at(-1) - 1),
    example: is.whole(0, model.get("X").shape[0] - 1),
    X: is.numbers(numbersOf(model.get("X")).length),
    Y: (Y) => is.numbers(numbersOf(model.get("Y")).length)(Y) || wantedOfTargets(Y, model.get("cost"), model.get("activations").at(-1), model.get("Y").shape[1]),
  }),
  tables: (model) => ({ X: model.get("X").shape[1], Y: model.get("Y").shape[1] }),
  traits: ["theta", "learning_rate", "rule", "steps", "step", "pick", "input", "output", "example", "X", "Y"],
  parts: ["sizes", "activations", "cost", "X", "Y"],
  build,
});

/** @param {import("./view/shell.js").Ui} ui */
function build(ui) {
  const { signal, get, change, commit } = ui;
  /** @type {number[]} */
  const sizes = [...get("sizes")];
  const layers = sizes.length - 1;
  const LAST = layers + 2; // the update, after an error for each layer and the gradient
  const names = parameters(sizes);

  const pick = (/** @type {number} */ p) => (p >= 0 && change({ pick: p }), commit());
  const hand = moved({ ui, names, unit: (l, j) => unitName(sizes, l, j), theta: () => theta, problem: () => problem, end: () => play.end() });
  const picture = diagram({ sizes, label: "Network: pick a connection for its weight, a neuron for its bias", signal, within: ui.within, drag: hand.drag, onPick: (item) => (hand.hold(item), pick(names.at(item))) });
  const arrow = `nn-arrow-${++arrows}-${Math.floor(performance.now())}`;
  picture.root.prepend(
    svg("defs", {}, svg("marker", { id: arrow, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" }, svg("path", { d: "M0,0L8,4L0,8Z", class: "nn-arrow" }))),
  );
  picture.root.style.setProperty("--nn-back", `url(#${arrow})`);
  const costs = costPaths(HORIZON);
  const list = slopeList({ names, columns: ["", "this rule", "nudges", "check"], label: "Every parameter's slope, checked", signal, onPick: pick });
  const check = html("p", { class: "nn-check" });

  const own = { signal, onChange: commit };
  const sliders = {
    rate: slider({ ...own, name: "Learning rate η", caption: "learning rate", symbol: "η", low: 0.001, high: 100, log: true, allowed: (x) => x > 0, onInput: (learning_rate) => (play.end(), change({ learning_rate })) }),
    updates: slider({ ...own, name: "Updates n", caption: "updates made", symbol: "n", low: 0, high: HORIZON, step: 1, allowed: (x) => Number.isInteger(x) && x >= 0 && x <= HORIZON, onInput: (steps) => (play.end(), change({ steps, step: 0 })) }),
  };
  const rule = choice({ label: "Rule", options: RULES.map((name) => [name, name === "backpropagation" ? "backpropagation" : `wrong: ${RULE_NAMES[name]}`]), signal, onInput: (name) => (play.end(), change({ rule: name }), commit()) });
  const example = choice({
    label: "Example in the diagram",
    options: Array.from({ length: get("X").shape[0] }, (_, i) => [String(i), `example ${i + 1}`]),
    signal,
    onInput: (i) => (change({ example: Number(i) }), commit()),
  });
  /** A stage on or back; beyond the update the next pass begins, before the first stage the last pass ends. */
  const go = (/** @type {number} */ by) => {
    const next = stage + by;
    if (next > LAST && steps < learned.steps) change({ steps: steps + 1, step: 0 });
    else if (next < 0 && steps > 0) change({ steps: steps - 1, step: LAST });
    else if (next >= 0 && next <= LAST) change({ step: next, steps });
  };
  const play = player({ body: ui.body, label: "Play", stopLabel: "Pause", signal, start, stop: () => (clearInterval(clock), ui.body.classList.remove("nn-playing"), ui.request(), commit()) });
  const stepper = (/** @type {string} */ label, /** @type {() => void} */ act) => button({ label, signal, onClick: () => (play.end(), act(), commit()) });
  ui.body.classList.add("nn-on-network", "nn-backprop");
  ui.body.append(
    picture.element,
    html("div", { class: "nn-bar" }, stepper("Back", () => go(-1)), play.element, stepper("Step", () => go(1)), stepper("Rewind", () => change({ steps: 0, step: 0 })), rule.element, ...(get("X").shape[0] > 1 ? [example.element] : [])),
    html("div", { class: "nn-sliders" }, sliders.rate.element, sliders.updates.element, ...hand.elements),
    html("div", { class: "nn-beside" }, costs.element, check, list.element),
  );

  let clock = 0; // ticks while the stages play
  function start() {
    if (stage === LAST) {
      if (steps >= learned.steps) return false;
      go(1);
      compute();
    }
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      change({ step: LAST }); // no motion asked for: the update at once
      commit();
      return false;
    }
    ui.body.classList.add("nn-playing");
    const next = () => (go(1), compute(), stage === LAST && play.end());
    clock = setInterval(next, STAGE_TIME);
    change({ step: stage + 1 });
  }

  let problem = problemOf(get, numbersOf);
  let net = network(sizes, problem.activations, problem.N);
  /** @type {import("./core/rules.js").Learned} */
  let learned;
  /** @type {import("./core/rules.js").Learned} */
  let best;
  let steps = 0;
  let stage = 0;
  let theta = new Float64Array();
  let checked = { shocks: new Float64Array(), error: 0, agrees: true, right: [true] };
  let updated = new Float64Array();
  let after = 0; // the cost after the update
  const seen = new Map();
  const changed = (/** @type {string[]} */ ...traits) => traits.filter((name) => seen.get(name) !== get(name) && seen.set(name, get(name))).length > 0;
  const compute = () => {
    stage = Math.min(LAST, get("step"));
    if (!changed("theta", "X", "Y", "cost", "learning_rate", "rule", "steps") && theta.length) return;
    problem = problemOf(get, numbersOf);
    if (net.N !== problem.N) net = network(sizes, problem.activations, problem.N);
    learned = learn(problem, get("theta"), get("rule"), get("learning_rate"), HORIZON);
    best = get("rule") === "backpropagation" ? learned : learn(problem, get("theta"), "backpropagation", get("learning_rate"), HORIZON);
    steps = Math.min(get("steps"), learned.steps);
    theta = learned.theta.slice(steps * names.P, (steps + 1) * names.P);
    net.forward(theta, problem.X);
    const gradient = backwardBy(get("rule"), net, problem.cost, theta, problem.Y);
    checked = checkGradient(problem, theta, gradient);
    const then = learn(problem, theta, get("rule"), get("learning_rate"), 1);
    updated = then.steps ? then.theta.slice(names.P) : theta.map((value, p) => value - get("learning_rate") * gradient[p]);
    after = then.steps ? then.cost[1] : Infinity;
  };
  compute();
  const wrongs = () => checked.right.filter((right) => !right).length;
  const reached = (/** @type {number} */ l) => l > 0 && stage >= layers + 1 - l; // whether a layer's error is known

  const drawPicture = () => {
    const row = get("example");
    const lit = new Set();
    const front = layers + 1 - stage; // the layer whose error this stage finds
    for (let l = 1; l <= layers; l++) {
      for (let j = 0; j < sizes[l]; j++) {
        if (l === front) lit.add(`${l},${j}`);
        for (let k = 0; k < sizes[l - 1]; k++) if (l - 1 === front || stage === layers + 1) lit.add(`${l - 1},${j},${k}`);
      }
    }
    const slopes = stage === layers + 1;
    const shownAt = slopes ? net.gradient : stage === LAST ? updated : theta;
    const most = Math.max(...net.gradient.map(Math.abs));
    picture.root.classList.toggle("nn-showing-slopes", slopes);
    picture.draw({
      selected: names.item(get("pick")),
      lit,
      under: "δ",
      lines: slopes ? "slope" : stage === LAST ? "updated weight" : "weight",
      scale: slopes && most > 0 ? most / 3 : 1,
      node(l, j) {
        const value = net.A[l][row * sizes[l] + j];
        if (!reached(l)) return { value };
        const error = net.delta[l - 1][row * sizes[l] + j];
        return { value, z: error, className: "nn-has-error", says: `${picture.unit(l, j)}: activation ${shown(value)}, error ${shown(error)}` };
      },
      edge(l, j, k) {
        const value = shownAt[names.at([l, j, k])];
        const what = slopes ? "slope of the weight" : stage === LAST ? "updated weight" : "weight";
        const says = `${what} from ${picture.unit(l, k)} to ${picture.unit(l + 1, j)}: ${shown(value)}`;
        return { value, label: slopes && sizes[l] * sizes[l + 1] <= ROOM, className: slopes ? "nn-slope-edge" : stage > 1 && l === front ? "nn-error-edge" : "", says };
      },
    });
  };
  const units = sizes.flatMap((n, l) => (l ? Array.from({ length: n }, (_, j) => [l, j]) : []));

  return {
    resize(/** @type {number} */ width) {
      const wide = width >= 620;
      const left = wide ? Math.floor((width - 12) * 0.55) : width; // as the style sheet divides it
      picture.size(left);
      costs.size(wide ? width - left - 13 : width, 200);
    },
    draw() {
      compute();
      drawPicture();
      const name = get("rule") === "backpropagation" ? "" : RULE_NAMES[/** @type {import("./core/rules.js").Rule} */ (get("rule"))];
      costs.draw(best, learned, name, steps);
      list.draw({ one: net.gradient, other: checked.shocks, verdict: (p) => (checked.right[p] ? { word: "✓", good: true } : { word: "✗ wrong", good: false }), pick: get("pick") });
      check.classList.toggle("nn-failed", !checked.agrees);
      write(check, checkSentence());
      rule.show(get("rule"));
      example.show(String(get("example")));
      sliders.rate.show(get("learning_rate"));
      sliders.updates.show(get("steps"));
      hand.show();
      const ended = learned.divergedAt > 0;
      sliders.updates.mark(ended ? learned.steps : NaN, ended ? `diverged after ${learned.steps}` : "");
    },
    says() {
      const [p, rate] = [get("pick"), get("learning_rate")];
      const now = stageSentence({ net, theta, Y: problem.Y, cost: problem.cost, rule: get("rule"), rate, stage, row: get("example"), place: placeOf(sizes, p), symbol: names.symbol(p), p, unit: picture.unit });
      const when = steps === 0 ? "" : `After ${steps} update${steps === 1 ? "" : "s"}, the`;
      const cost = `${when || "The"} cost is ${shown(net.cost(problem.cost, theta, problem.Y))}; the update makes it ${shown(after)}. ${slopeSentence(`${names.symbol(p)}, ${names.short(p)},`, net.gradient[p], checked.shocks[p], checked.right[p])}`;
      const verdict = checked.agrees ? "" : " The gradient check says that this rule is wrong.";
      if (learned.divergedAt > 0 && steps === learned.steps) return `${now} ${cost} Diverged at update ${learned.divergedAt}: the learning rate ${shown(rate)} is too high for these slopes; the last finite parameters are kept; try ${shown(rate / 2)} or less.`;
      return `${now} ${cost}${verdict}`;
    },
    table() {
      const row = get("example");
      /** @type {(string | number)[][]} */
      const rows = [["cost C", net.cost(problem.cost, theta, problem.Y), after, "", "", "", ""]];
      for (const [l, j] of units) {
        const i = row * sizes[l] + j;
        rows.push([picture.unit(l, j), net.A[l][i], "", net.delta[l - 1][i], "", "", ""]);
      }
      for (const [p, value] of theta.entries()) rows.push([names.name(p), value, updated[p], "", net.gradient[p], checked.shocks[p], p === get("pick") ? "yes" : ""]);
      return { caption: `The backward pass, and the update (example ${row + 1} of ${problem.N})`, columns: ["what", "value", "after the update", "error δ", "slope by this rule", "slope by nudges", "picked"], rows };
    },
    code: () => asPython({ problem, theta: get("theta"), rule: get("rule"), rate: get("learning_rate"), steps, pick: get("pick") }),
  };

  function checkSentence() {
    if (checked.agrees) return `✓ Gradient check passed: all ${names.P} slopes are what nudges find.`;
    return `✗ Gradient check failed: ${wrongs()} of ${names.P} slopes are wrong.`;
  }
}
