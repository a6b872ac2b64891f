// Backprop: the error stepped backwards to the gradient and the update; wrong rules beside it, which the gradient check refuses.
import { network } from "../shared/core/network.ts";
import { placeOf } from "../shared/core/nudge.ts";
import { backwardBy, checkGradient, learn, RULES } from "../shared/core/rules.ts";
import { costPaths } from "./costs.ts";
import { moved, wrongTargets } from "./moved.ts";
import { asPython } from "./python.ts";
import { backSum } from "./sum.ts";
import { TOUR } from "./tour.ts";
import { looked, RULE_NAMES, slopeSentence, stageSentence } from "./words.ts";
import { button, choice, labelled, slider } from "../shared/view/controls.ts";
import { diagram, unitName } from "../shared/view/diagram.ts";
import { html, svg, write } from "../shared/view/dom.ts";
import { fold } from "../shared/view/fold.ts";
import { shown, worked } from "../shared/view/numbers.ts";
import { parameters, problemOf, refuse } from "../shared/view/parameters.ts";
import { easeOut, player, runOnce, unmoved } from "../shared/view/player.ts";
import { widget } from "../shared/view/shell.ts";
import { slopeList } from "../shared/view/slopes.ts";
import type { Path } from "../shared/core/descent.ts";
import type { Rule } from "../shared/core/rules.ts";
import type { Ui } from "../shared/view/shell.ts";

const LATER = "–"; // what a later step finds
const MAX_LABELLED = 6; // with more connections between two layers, labels of their slopes would overlap
const STRONGEST = 4; // the weight that has a line as wide as the largest slope, or the largest error that comes back
const STAGE_TIME = 1300; // milliseconds a stage is shown while it plays
const TRAVEL = 600; // of which the error runs back
let arrows = 0;

export default widget({
  title: "Backpropagation",
  hint: "Press Step to send the error back.",
  tour: TOUR,
  shapes: ["X", "Y"],
  refuse(state, model) {
    const sizes: number[] = model.get("sizes");
    const ends = { step: sizes.length + 1, input: sizes[0] - 1, output: sizes[sizes.length - 1] - 1 };
    const beyond = Object.entries(ends).find(([name, most]) => state[name] > most);
    return beyond ? `${beyond[0]} must be ${beyond[1]} or less` : wrongTargets(state.Y, model) || refuse(state, model);
  },
  build,
});

function build(ui: Ui) {
  const { signal, get, change, commit } = ui;
  const sizes: number[] = [...get("sizes")];
  const layers = sizes.length - 1;
  const LAST = layers + 2; // the update, after an error for each layer and the gradient
  const names = parameters(sizes);
  const few = sizes.reduce((sum, n, l) => sum + (l ? n * sizes[l - 1] : 0), 0) <= MAX_LABELLED; // then each weight has its number, always

  const pick = (p: number) => {
    if (p >= 0) change({ pick: p });
    commit();
  };
  const dragging = moved({ ui, names, unit: (l, j) => unitName(sizes, l, j), theta: () => present().theta, problem: () => present().problem, end: () => play.end() });
  const pickItem = (item: number[]) => {
    dragging.hold(item);
    pick(names.at(item));
  };
  /** The parameters and the problem after what the reader has done, before a frame has drawn it. */
  const present = () => {
    compute();
    return { theta, problem };
  };
  const picture = diagram({ sizes, label: "Network: pick a connection for its weight, a neuron for its bias", stage: true, aside: "target", signal, drag: dragging.drag, onPick: pickItem });
  // a unique id, as several widgets share a page
  const arrow = `nn-arrow-${++arrows}-${Math.floor(performance.now())}`;
  picture.root.prepend(
    svg("defs", {}, svg("marker", { id: arrow, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" }, svg("path", { d: "M0,0L8,4L0,8Z", class: "nn-arrow" }))),
  );
  picture.root.classList.add("nn-net-back");
  picture.root.style.setProperty("--nn-back", `url(#${arrow})`);
  const { high: horizon } = ui.range("steps"); // all of them are drawn
  const costs = costPaths(horizon);
  const list = slopeList({ names, columns: ["", "this rule", "nudges", "check"], label: "Every parameter's slope, checked", signal, onPick: pick });
  const sum = backSum(picture.unit);
  const check = html("p", { class: "nn-check" });

  /** Change traits by hand, which stops what plays. */
  const changeStopped = (values: Record<string, any>) => {
    play.end();
    change(values);
  };
  const common = { signal, onChange: commit };
  const sliders = {
    rate: slider({ ...common, name: "Learning rate η", caption: "learning rate", symbol: "η", ...ui.range("learning_rate"), low: 0.001, high: 100, log: true, onInput: (learning_rate) => changeStopped({ learning_rate }) }),
    updates: slider({ ...common, name: "Updates n", caption: "updates made", symbol: "n", ...ui.range("steps"), onInput: (steps) => changeStopped({ steps, step: 0 }) }),
  };
  const rule = choice({ label: "Rule", options: RULES.map((name) => [name, name === "backpropagation" ? "backpropagation" : `wrong: ${RULE_NAMES[name]}`]), signal, onInput: (name) => {
    changeStopped({ rule: name });
    commit();
  } });
  const example = choice({
    label: "Example in the diagram",
    options: Array.from({ length: get("X").shape[0] }, (_, i) => [String(i), `example ${i + 1}`]),
    signal,
    onInput: (i) => {
      change({ example: Number(i) });
      commit();
    },
  });
  /** A stage on or back; beyond the update the next pass begins, before the first stage the last pass ends. */
  const go = (by: number) => {
    compute(); // several clicks may come before a frame is drawn
    const next = stage + by;
    still();
    if (next > LAST && steps < learned.steps) change({ steps: steps + 1, step: 0 });
    else if (next < 0 && steps > 0) change({ steps: steps - 1, step: LAST });
    else if (next >= 0 && next <= LAST) change({ step: next, steps });
    else return;
    const back = by > 0 && next > 1 && next <= layers; // a layer's error comes through the connections after it
    if (!back || unmoved()) return;
    const end = runOnce(TRAVEL, (part) => picture.pulse(part > 1 ? -1 : 1 - easeOut(part)));
    still = () => (end(), picture.pulse(-1)); // a stage that comes soon after leaves no dots on its way
  };
  let still = () => {}; // ends the pulse that runs
  signal.addEventListener("abort", () => still());
  const play = player({ body: ui.body, label: "Play", stopLabel: "Pause", signal, start, stop });
  const stepper = (label: string, act: () => void) => button({ label, signal, onClick: () => {
    play.end();
    act();
    commit();
  } });
  ui.body.classList.add("nn-backprop");
  const folds = [
    fold("Every slope, checked", check, list.element),
    fold("Cost and settings", costs.element, html("div", { class: "nn-sliders" }, sliders.rate.element, sliders.updates.element, ...dragging.elements)),
  ];
  for (const one of folds) one.addEventListener("toggle", ui.request, { signal }); // what was not laid out could not scroll to the pick
  ui.body.append(
    picture.element,
    ui.says,
    html("div", { class: "nn-bar" }, play.element, stepper("Step", () => go(1)), stepper("Back", () => go(-1)), stepper("Rewind", () => (still(), change({ steps: 0, step: 0 }))), labelled("rule", rule.element), ...(get("X").shape[0] > 1 ? [labelled("shown", example.element)] : [])),
    sum.element,
    ...folds,
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
    const next = () => {
      go(1);
      compute();
      if (stage === LAST) play.end();
    };
    clock = setInterval(next, STAGE_TIME);
    change({ step: stage + 1 });
  }

  function stop() {
    clearInterval(clock);
    ui.body.classList.remove("nn-playing");
    ui.request();
    commit();
  }

  let problem = problemOf(get);
  let net = network(sizes, problem.activations, problem.N);
  let learned: Path;
  let correctPath: Path;
  let steps = 0;
  let stage = 0;
  let theta = new Float64Array();
  let checked = { numerical: new Float64Array(), error: 0, agrees: true, right: [true] };
  let updated = new Float64Array();
  let after = 0; // the cost after the update
  const seen = new Map();
  const changed = (...traits: string[]) => traits.filter((name) => seen.get(name) !== get(name) && seen.set(name, get(name))).length > 0;
  const compute = () => {
    stage = Math.min(LAST, get("step"));
    if (!changed("theta", "X", "Y", "cost", "learning_rate", "rule", "steps") && theta.length) return;
    problem = problemOf(get);
    if (net.N !== problem.N) net = network(sizes, problem.activations, problem.N);
    learned = learn(problem, get("theta"), get("rule"), get("learning_rate"), horizon);
    correctPath = get("rule") === "backpropagation" ? learned : learn(problem, get("theta"), "backpropagation", get("learning_rate"), horizon);
    steps = Math.min(get("steps"), learned.steps);
    theta = learned.theta.slice(steps * names.P, (steps + 1) * names.P);
    net.forward(theta, problem.X);
    const gradient = backwardBy(get("rule"), net, problem.cost, theta, problem.Y);
    checked = checkGradient(problem, theta, gradient);
    const nextUpdate = learn(problem, theta, get("rule"), get("learning_rate"), 1);
    updated = nextUpdate.steps ? nextUpdate.theta.slice(names.P) : theta.map((value, p) => value - get("learning_rate") * gradient[p]);
    after = nextUpdate.steps ? nextUpdate.cost[1] : Infinity;
  };
  compute();
  const wrongs = () => checked.right.filter((right) => !right).length;
  const reached = (l: number) => l > 0 && stage >= layers + 1 - l; // whether a layer's error is known

  const known = () => stage > layers; // whether the slopes are
  const front = () => layers + 1 - stage; // the layer whose error this stage finds
  const goesBack = () => stage > 1 && stage <= layers; // whether that comes through connections
  /** How much error comes back through a connection of the example, by the rule. */
  const carried = (l: number, j: number, k: number) => {
    const error = net.delta[l][get("example") * sizes[l + 1] + j];
    return get("rule") === "blame_active" ? error : theta[names.at([l, j, k])] * error;
  };

  const drawPicture = () => {
    const row = get("example");
    const lit = new Set<string>();
    const back = goesBack();
    const from = front();
    const summed = back ? looked(placeOf(sizes, get("pick")), from - 1) : -1; // the neuron whose sum is written out
    let strongest = 0;
    for (let k = 0; back && k < sizes[from]; k++) for (let j = 0; j < sizes[from + 1]; j++) strongest = Math.max(strongest, Math.abs(carried(from, j, k)));
    for (let l = 1; l <= layers; l++) {
      for (let j = 0; j < sizes[l]; j++) {
        if (l === from) lit.add(`${l},${j}`);
        for (let k = 0; k < sizes[l - 1]; k++) if (l - 1 === from || stage === layers + 1) lit.add(`${l - 1},${j},${k}`);
      }
    }
    const slopes = stage === layers + 1;
    const shownAt = slopes ? net.gradient : stage === LAST ? updated : theta;
    const most = Math.max(...net.gradient.map(Math.abs));
    picture.root.classList.toggle("nn-showing-slopes", slopes);
    picture.root.classList.toggle("nn-showing-back", back);
    picture.draw({
      selected: names.item(get("pick")),
      lit,
      under: "δ",
      lines: back ? "error carried back" : slopes ? "slope" : stage === LAST ? "updated weight" : "weight",
      scale: slopes && most > 0 ? most / STRONGEST : 1,
      node(l, j) {
        const value = net.A[l][row * sizes[l] + j];
        const aside = l === layers ? problem.Y[row * sizes[l] + j] : undefined;
        if (!reached(l)) return { value, aside };
        const error = net.delta[l - 1][row * sizes[l] + j];
        return { value, aside, z: error, className: "nn-has-error", says: `${picture.unit(l, j)}: activation ${shown(value)}, error ${shown(error)}` };
      },
      edge(l, j, k) {
        const value = shownAt[names.at([l, j, k])];
        const ends = `from ${picture.unit(l, k)} to ${picture.unit(l + 1, j)}`;
        if (back && l === from) {
          const error = carried(l, j, k);
          const says = `weight ${ends}: ${shown(value)}, carries back ${shown(error)}`;
          // The weight that the error is multiplied by, where it is one of the sum that is written out; the wrong rule takes none.
          const label = k === summed && picture.roomy() && get("rule") !== "blame_active";
          return { value, label, strength: STRONGEST * (error / strongest || 0), className: `nn-error-edge ${k === summed ? "" : "nn-other-sum"}`, says };
        }
        const what = slopes ? "slope of the weight" : stage === LAST ? "updated weight" : "weight";
        const label = few || (slopes && sizes[l] * sizes[l + 1] <= MAX_LABELLED);
        return { value, label, className: slopes ? "nn-slope-edge" : "", says: `${what} ${ends}: ${shown(value)}` };
      },
    });
  };
  const units = sizes.flatMap((n, l) => (l ? Array.from({ length: n }, (_, j) => [l, j]) : []));

  return {
    resize(width: number) {
      picture.size(width);
      costs.size(width, 200);
    },
    draw() {
      compute();
      drawPicture();
    },
    drawRest() {
      const name = get("rule") === "backpropagation" ? "" : RULE_NAMES[get("rule") as Rule];
      costs.draw(correctPath, learned, name, steps);
      list.draw({ known: known(), one: net.gradient, other: checked.numerical, verdict: (p) => (checked.right[p] ? { word: "✓", good: true } : { word: "✗ wrong", good: false }), pick: get("pick") });
      const layer = front() - 1;
      sum.draw(goesBack() ? { net, theta, l: layer, k: looked(placeOf(sizes, get("pick")), layer), row: get("example"), rule: get("rule") } : null);
      check.classList.toggle("nn-failed", known() && !checked.agrees);
      write(check, checkSentence());
      rule.show(get("rule"));
      example.show(String(get("example")));
      sliders.rate.show(get("learning_rate"));
      sliders.updates.show(get("steps"));
      dragging.show();
      const ended = learned.divergedAt > 0;
      sliders.updates.mark(ended ? learned.steps : NaN, ended ? `diverged after ${learned.steps}` : "");
    },
    says() {
      const p = get("pick");
      const rate = get("learning_rate");
      const now = stageSentence({ net, theta, Y: problem.Y, cost: problem.cost, rule: get("rule"), rate, stage, row: get("example"), place: placeOf(sizes, p), symbol: names.symbol(p), p, unit: picture.unit });
      const when = steps === 0 ? "The" : `After ${steps} update${steps === 1 ? "" : "s"}, the`;
      const slope = known() ? ` ${slopeSentence(`${names.symbol(p)}, ${names.short(p)},`, net.gradient[p], checked.numerical[p], checked.right[p])}` : "";
      const cost = `${when} cost is ${worked(net.cost(problem.cost, theta, problem.Y))}${stage === LAST ? `; the update makes it ${worked(after)}` : ""}.${slope}`;
      const verdict = checked.agrees || !known() ? "" : " The gradient check says that this rule is wrong.";
      if (learned.divergedAt > 0 && steps === learned.steps) return `${now} ${cost} Diverged at update ${learned.divergedAt}: the learning rate ${worked(rate)} is too high for these slopes; the last finite parameters are kept; try ${worked(rate / 2)} or less.`;
      return `${now} ${cost}${verdict}`;
    },
    table() {
      const row = get("example");
      const rows: (string | number)[][] = [["cost C", net.cost(problem.cost, theta, problem.Y), stage === LAST ? after : LATER, "", "", "", ""]];
      for (const [l, j] of units) {
        const i = row * sizes[l] + j;
        rows.push([picture.unit(l, j), net.A[l][i], "", reached(l) ? net.delta[l - 1][i] : LATER, "", "", ""]);
      }
      for (const [p, value] of theta.entries()) rows.push([names.name(p), value, stage === LAST ? updated[p] : LATER, "", ...(known() ? [net.gradient[p], checked.numerical[p]] : [LATER, LATER]), p === get("pick") ? "yes" : ""]);
      return { caption: `The backward pass, and the update (example ${row + 1} of ${problem.N})`, columns: ["what", "value", "after the update", "error δ", "slope by this rule", "slope by nudges", "picked"], rows };
    },
    code: () => asPython({ problem, theta: get("theta"), rule: get("rule"), rate: get("learning_rate"), steps, pick: get("pick"), known: Number(known()) + Number(stage === LAST) }),
  };

  function checkSentence() {
    if (!known()) return "The check comes with the slopes, after the errors. Press Step.";
    if (checked.agrees) return `✓ Gradient check passed: all ${names.P} slopes are what nudges find.`;
    return `✗ Gradient check failed: ${wrongs()} of ${names.P} slopes are wrong.`;
  }
}
