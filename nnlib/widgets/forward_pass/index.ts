// ForwardPass: a network computed step by step; its diagram, its matrices and every sum, all about the same neuron or connection.
import { layout, network } from "../shared/core/network.ts";
import { equation } from "./equation.ts";
import { NOTATIONS, reading, readingOfLine } from "./notation.ts";
import { functionChoices } from "./functions.ts";
import { focusOf, inColumn, inRow, lastStep, neuronAt, next, stepOf } from "./order.ts";
import { said, tableOfPass } from "./said.ts";
import { finite, refuse } from "./state.ts";
import { sums } from "./sums.ts";
import { button, choice, enable, slider } from "../shared/view/controls.ts";
import { diagram } from "../shared/view/diagram.ts";
import { html, write } from "../shared/view/dom.ts";
import { fold } from "../shared/view/fold.ts";
import { dragged, pythonList, roundUp } from "../shared/view/numbers.ts";
import { easeOut, player, runOnce, unmoved } from "../shared/view/player.ts";
import { widget } from "../shared/view/shell.ts";
import type { Item } from "../shared/view/diagram_layout.ts";
import type { Ui } from "../shared/view/shell.ts";

const BEAT = 1500; // milliseconds between steps while it plays
const TRAVEL = 650; // of which the dots move
const STEP = 400; // milliseconds they take at a step by hand
const FULL = 150; // pixels that drag an input through half its range
const NARROW = 480; // pixels: the matrices are folded away at first
const FEW = 10; // labels that a layer's connections have room for
const WIDE = 225; // pixels from one layer to the next, where there is room


export default widget({
  title: "Forward pass",
  hint: "Press Step, or drag an input.",
  refuse,
  build,
});

function build(ui: Ui) {
  const { signal, get, change, commit } = ui;
  const sizes: number[] = get("sizes");
  const most = lastStep(sizes);
  const { weightsAt, biasesAt } = layout(sizes);
  const names = { inputs: named(get("inputs")), outputs: named(get("outputs")) };
  let pointed: { item: Item, source: boolean } | null = null; // by the mouse or the keyboard's focus

  const largest = (values: number[], least = 0) => Math.max(least, ...values.map(Math.abs));
  const reach = { x: roundUp(2 * largest(get("x"), 0.5)), theta: roundUp(1.5 * largest(get("theta"), 1)) };

  /** Take new numbers where every sum stays finite; else say so, and leave the old ones. */
  const take = (values: { theta?: number[], x?: number[], activations?: string[] }) => {
    const there = finite(sizes, values.activations ?? get("activations"), values.theta ?? get("theta"), values.x ?? get("x"));
    ui.warn(there ? "" : "With that number a sum would overflow, so the old one stays.");
    there ? change(values) : ui.request();
  };
  const replaced = (list: any[], at: number, value: any) => list.map((old, i) => (i === at ? value : old));
  /** Where the number of an item stands: an input's in x, a weight's or a neuron's bias in theta. */
  const home = ([l, j, k]: Item) =>
    k !== undefined ? { list: "theta", at: weightsAt[l] + j * sizes[l] + k } : l ? { list: "theta", at: biasesAt[l - 1] + j } : { list: "x", at: j };
  const valueOf = (item: Item) => get(home(item).list)[home(item).at];
  const give = (item: Item, value: number) => {
    const { list, at } = home(item);
    take({ [list]: replaced(get(list), at, value) });
  };
  const pick = (item: Item, feeds = false) => {
    play.end();
    change({ picked: item, feeds });
  };
  const point = (item: Item | null, asSource = false) => {
    pointed = item && { item, source: asSource };
    ui.request();
  };

  let grip = 0; // what the dragged input was
  const inputRange = [-reach.x, reach.x];
  const simple = get("simple"); // the picture and its numbers alone, for who meets it first
  const net = diagram({
    sizes, names, signal, decimals: 2, stage: true, label: "Diagram of the network",
    onPick: (item) => (pick(item), commit()),
    onPoint: (item) => point(item),
    drag: {
      can: (item) => item.length === 2 && item[0] === 0,
      start: (item) => ((grip = valueOf(item)), pick(item)),
      move: (item, up) => give(item, Math.min(reach.x, Math.max(-reach.x, dragged(grip + (up / FULL) * reach.x, inputRange)))),
      end: commit,
    },
  });
  const matrices = equation({ sizes, unit: net.unit, signal, onPick: (item, feeds) => (pick(item, feeds), commit()), onPoint: point });
  const written = sums(sizes);
  const note = html("p", { class: "nn-reading" });
  const control = slider({ ...ui.range("theta"), name: "Bias", symbol: "b", low: -1, high: 1, signal, onInput: (value) => give(get("picked"), value), onChange: commit });

  const goTo = (step: number) => {
    const [l, j] = neuronAt(sizes, step);
    change({ step, picked: [l, get("by") === "layer" ? 0 : j], feeds: false });
  };
  const move = (way: number) => {
    play.end();
    const before = get("step");
    goTo(next(sizes, before, get("by"), way));
    if (way > 0 && get("step") > before && !unmoved()) still = runOnce(STEP, (part) => net.pulse(easeOut(part)));
    commit();
  };
  const play = player({ body: ui.body, label: "Play", stopLabel: "Pause", signal, start, stop });
  const by = choice({
    label: "Steps",
    options: [["neuron", "by neuron"], ["layer", "by layer"]],
    signal,
    onInput(name) {
      play.end();
      const [l] = neuronAt(sizes, get("step"));
      change({ by: name });
      goTo(name === "layer" ? stepOf(sizes, l, sizes[l] - 1) : get("step"));
      commit();
    },
  });
  const back = button({ label: "Back", signal, onClick: () => move(-1) });
  const forth = button({ label: "Step", signal, onClick: () => move(1) });
  const notation = choice({ label: "Notation", options: NOTATIONS, signal, onInput: (name) => (change({ notation: name }), commit()) });
  const functions = functionChoices({
    sizes, signal,
    onInput(l, name) {
      play.end();
      take({ activations: replaced(get("activations"), l, name) });
      commit();
    },
  });
  const matrix = fold("Matrix", html("div", { class: "nn-forward-layer" }, matrices.element, note));
  matrix.addEventListener("toggle", () => ((room = ""), ui.request()), { signal }); // what is folded has no height to be measured
  ui.body.classList.add("nn-forward");
  ui.body.append(
    net.element,
    ui.says,
    html("div", { class: "nn-forward-steps" }, html("div", { class: "nn-bar" }, play.element, forth, back, ...(simple ? [] : [by.element])), control.element),
    ...(simple ? [] : [matrix, written.element, fold("Notation and activations", html("div", { class: "nn-bar" }, notation.element, ...functions.elements))]),
  );
  ui.body.classList.toggle("nn-forward-simple", simple);

  let clock = 0; // ticks while it plays
  let still = () => {}; // ends the dots' run
  function start() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      goTo(most); // no motion asked for: the end at once
      commit();
      return false;
    }
    const tick = () => {
      if (get("step") >= most) return play.end();
      goTo(next(sizes, get("step"), get("by"), 1));
      still();
      still = runOnce(TRAVEL, (part) => net.pulse(easeOut(part))); // dots, along the connections into what is computed now
    };
    get("step") >= most ? goTo(0) : tick();
    clock = setInterval(tick, BEAT);
  }
  function stop() {
    clearInterval(clock);
    still();
    net.pulse(-1);
    commit();
    ui.request();
  }

  /** What is looked at: what is pointed at, else what is picked; by layers, the step's whole layer. */
  const focus = () => {
    const shown = play.playing() ? null : pointed;
    const [l, j, k] = get("picked");
    const whole = !shown && get("by") === "layer" && k === undefined && j === 0 && l > 0 && !get("feeds") && l === neuronAt(sizes, get("step"))[0];
    if (whole) return { l: l - 1, row: null, column: null };
    const found = shown ?? { item: get("picked"), source: get("feeds") };
    return focusOf(found.item, found.source && found.item[0] < sizes.length - 1);
  };
  let shownFor = "";
  const showControl = () => {
    const item = get("picked");
    const [l, j, k] = item;
    if (shownFor !== item.join()) {
      shownFor = item.join();
      const x = k === undefined && l === 0;
      const limit = x ? reach.x : reach.theta;
      const name = k !== undefined ? `Weight from ${net.unit(l, k)} to ${net.unit(l + 1, j)}` : x ? upper(net.unit(l, j)) : `Bias of ${net.unit(l, j)}`;
      control.become({ name, caption: lower(name), symbol: k !== undefined ? "w" : x ? "x" : "b", colour: k !== undefined ? "weight" : x ? "input" : "ink", low: -limit, high: limit });
    }
    control.show(valueOf(item));
  };

  let run: ReturnType<typeof network>;
  let made = "";
  let room = ""; // the activations and the notation whose matrices have their room
  const known = (l: number, j: number) => stepOf(sizes, l, j) <= get("step");
  /** Everything that the screen says, from one pass. */
  const scene = () => ({ sizes, run, known, simple, unit: net.unit, names, step: get("step"), by: get("by"), picked: get("picked"), theta: get("theta"), focus: focus(), weightsAt, biasesAt });

  return {
    resize(width: number) {
      if (!run) matrix.open = width >= NARROW; // at first; then the reader opens and closes it
      net.size(Math.min(width, WIDE * sizes.length));
      room = "";
    },
    draw() {
      const [theta, x, step, picked] = [get("theta"), get("x"), get("step"), get("picked")];
      if (made !== get("activations").join()) run = network(sizes, get("activations"), 1);
      made = get("activations").join();
      run.forward(theta, x);
      const here = focus();
      const { l } = here;
      const now = neuronAt(sizes, step);
      const lit: Set<string> = new Set();
      for (let j = 0; j < sizes[l + 1]; j++) {
        if (inRow(here, j)) lit.add(`${l + 1},${j}`);
        for (let k = 0; k < sizes[l]; k++) {
          if (inRow(here, j) && inColumn(here, k)) lit.add(`${l},${j},${k}`).add(`${l},${k}`);
        }
      }
      const brightest = run.A.map((values) => Math.max(1, ...Array.from(values, Math.abs))); // what glows in full: 1, or a layer's largest
      const labels = !simple && (here.row !== null || here.column !== null || (sizes[l] * sizes[l + 1] <= FEW && net.roomy()));
      const meant = (l: number, j: number) => l === here.l + 1 && inRow(here, j);
      const told = (l: number, j: number) => net.roomy() || meant(l, j); // whether its bias and sum are beside it
      const crowded = (l: number) => names.outputs && l === sizes.length - 1; // where names are, too, only sums in question
      net.draw({
        selected: picked,
        lit,
        node: (l, j) => ({
          ...(known(l, j) ? { value: run.A[l][j] } : { text: "?" }),
          glow: known(l, j) ? Math.min(1, Math.abs(run.A[l][j]) / brightest[l]) : 0,
          ...(l && !simple && told(l, j) ? { bias: theta[biasesAt[l - 1] + j], z: known(l, j) && (!crowded(l) || meant(l, j)) ? run.Z[l - 1][j] : undefined } : {}),
          className: `${known(l, j) ? "" : "nn-waiting"} ${l === now[0] && j === now[1] && step ? "nn-now" : ""}`,
        }),
        edge: (l, j, k) => ({ value: theta[weightsAt[l] + j * sizes[l] + k], label: labels && lit.has(`${l},${j},${k}`), className: known(l + 1, j) ? "" : "nn-waiting" }),
      });
    },
    drawRest() {
      showControl();
      enable(back, get("step") > 0);
      enable(forth, get("step") < most);
      if (simple) return;
      const theta = get("theta");
      const here = focus();
      const { l, row, column } = here;
      const f = get("activations")[l];
      if (room !== `${made} ${get("notation")}`) matrices.keepRoom(get("notation"), get("activations"));
      room = `${made} ${get("notation")}`;
      const values = {
        w: (j: number, k: number) => theta[weightsAt[l] + j * sizes[l] + k],
        x: (k: number) => (known(l, k) ? run.A[l][k] : undefined),
        b: (j: number) => theta[biasesAt[l] + j],
        z: (j: number) => (known(l + 1, j) ? run.Z[l][j] : undefined),
        a: (j: number) => (known(l + 1, j) ? run.A[l + 1][j] : undefined),
      };
      matrices.draw(here, get("notation"), f, values, get("picked"));
      written.draw(here, get("notation"), f, values);
      const about = row !== null ? net.unit(l + 1, row) : column !== null ? net.unit(l, column) : "";
      write(note, row !== null && column !== null ? reading(get("notation"), l, row, column) : readingOfLine(get("notation"), row, column, about));
      by.show(get("by"));
      notation.show(get("notation"));
      functions.show(get("activations"));
    },
    says: () => said(scene()),
    table: () => tableOfPass(scene()),
    code() {
      const activations = get("activations");
      const all = new Set(activations).size === 1 ? `"${activations[0]}"` : `[${activations.map((name: string) => `"${name}"`).join(", ")}]`;
      return [
        "import nnlib as nn",
        `theta = ${pythonList(get("theta"))}`,
        `net = nn.Network([${sizes.join(", ")}], ${all}, theta=theta)`,
        `run = net.forward([${pythonList(get("x"))}])`,
        "for Z, A in zip(run.Z, run.A[1:], strict=True):",
        "    print(Z[0].tolist(), A[0].tolist())",
      ].join("\n");
    },
  };
}

const named = (names: string[]) => (names.length ? names : undefined);
const upper = (text: string) => text[0].toUpperCase() + text.slice(1);
const lower = (text: string) => text[0].toLowerCase() + text.slice(1);
