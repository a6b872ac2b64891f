// Descent: one neuron's data and fit beside its cost over (w, b), and the path of gradient descent, all of it draggable.
import { descend, finiteAt } from "./core/descent.js";
import { stableLearningRate } from "./core/neuron.js";
import { fitChart } from "./descent/fit.js";
import { ground } from "./descent/ground.js";
import { guessOf } from "./descent/guess.js";
import { costMap } from "./descent/map.js";
import { costChart } from "./descent/rolled.js";
import { HORIZON, MOST_MOMENTUM, refuse, shared } from "./descent/state.js";
import { sizesAt, viewButtons } from "./descent/views.js";
import { code, sentence, table } from "./descent/words.js";
import { button, choice, slider } from "./view/controls.js";
import { colours, html } from "./view/dom.js";
import { shown } from "./view/numbers.js";
import { player } from "./view/player.js";
import { widget } from "./view/shell.js";
import { numbersOf, tableOf } from "./view/traits.js";
import { turns } from "./view/turns.js";

const NAMES = { mse: "squared error", cross_entropy: "cross-entropy" };
const MODELS = /** @type {[string, string][]} */ ([
  ["sigmoid cross_entropy", "Logistic, cross-entropy"],
  ["sigmoid mse", "Logistic, squared error"],
  ["identity mse", "Linear, squared error"],
]);

export default widget({
  title: "Descent",
  shared,
  tables: { X: 1, Y: 1 },
  traits: ["start", "learning_rate", "momentum", "steps", "activation", "cost", "view", "turn", "guess", "X", "Y"],
  parts: ["w_range", "b_range", "inputs", "target"],
  refuse,
  build,
});

/** @param {import("./view/shell.js").Ui} ui */
function build(ui) {
  const { signal, get, change, commit } = ui;
  const [wLow, wHigh] = get("w_range");
  const [bLow, bHigh] = get("b_range");
  let stale = { surface: true, paint: true }; // the surface's numbers, and what the maps show of it
  let moving = 0; // the frame that the marble rolls in next

  const onMap = (/** @type {number} */ w, /** @type {number} */ b) => w >= wLow && w <= wHigh && b >= bLow && b <= bHigh;
  const place = (/** @type {number} */ w, /** @type {number} */ b) => {
    const there = onMap(w, b) || finiteAt(problem, [w, b]);
    ui.warn(there ? "" : "The cost there is past all bounds, so the marble stays where it is.");
    play.end();
    if (there) change({ start: [w, b], steps: 0, ...(get("guess").length ? { guess: [] } : {}) });
    else ui.request(); // the slider that asked for it goes back
  };
  const settle = () => (frame.all(), commit());
  const colour = colours(ui.body, signal);
  const onGuess = (/** @type {number} */ w, /** @type {number} */ b) => change({ guess: [w, b, get("guess")[2]] });
  const maps = ["Marble", "Marble on the other map"].map((name) => costMap({ name, signal, within: ui.within, colour, onPlace: place, onGuess, onEnd: settle }));
  const [map, other] = maps;
  const solid = html("div", { class: "nn-solid", hidden: true });
  const fit = fitChart({
    inputs: get("inputs"),
    target: get("target"),
    colour,
    signal,
    within: ui.within,
    onPoint(i, x, y) {
      const [X, Y] = [numbersOf(get("X")).slice(), numbersOf(get("Y")).slice()];
      [X[i], Y[i]] = [x, y];
      play.end();
      change({ X: tableOf(X), Y: tableOf(Y) });
    },
    onEnd: settle,
  });
  const floor = ground({ maps, signal, onFine: ui.request });
  const costs = costChart(HORIZON, colour);

  const own = { signal, onChange: settle };
  const sliders = {
    w: slider({ ...own, name: "Weight w", caption: "weight", symbol: "w", colour: "weight", low: wLow, high: wHigh, onInput: (w) => place(w, marble()[1]) }),
    b: slider({ ...own, name: "Bias b", caption: "bias", symbol: "b", colour: "ink", low: bLow, high: bHigh, onInput: (b) => place(marble()[0], b) }),
    rate: slider({ ...own, name: "Learning rate η", caption: "learning rate", symbol: "η", low: 0.001, high: 100, log: true, allowed: (x) => x > 0, onInput: (learning_rate) => change({ learning_rate }) }),
    momentum: slider({ ...own, name: "Momentum μ", caption: "momentum", symbol: "μ", low: 0, high: 0.99, allowed: (x) => x >= 0 && x <= MOST_MOMENTUM, onInput: (momentum) => change({ momentum }) }),
  };

  const roll = (/** @type {number} */ by) => {
    const steps = Math.max(0, Math.min(HORIZON, path.steps, get("steps") + by));
    change({ steps });
    return steps;
  };
  const play = player({ body: ui.body, label: "Play", stopLabel: "Pause", signal, start, stop: () => cancelAnimationFrame(moving) });
  const bar = html(
    "div",
    { class: "nn-bar nn-play" },
    button({ label: "Back", signal, onClick: () => (play.end(), roll(-1), commit()) }),
    play.element,
    button({ label: "Step", signal, onClick: () => (play.end(), roll(1), commit()) }),
    button({ label: "Rewind", signal, onClick: () => (play.end(), change({ steps: 0 }), commit()) }),
  );
  const model = choice({
    label: "Neuron and cost",
    options: MODELS,
    signal,
    onInput(name) {
      const [activation, cost] = name.split(" ");
      if (cost === "cross_entropy" && numbersOf(get("Y")).some((y) => y < 0 || y > 1)) {
        ui.warn("Cross-entropy needs targets from 0 to 1, and these data have others.");
        model.show(`${get("activation")} ${get("cost")}`);
        return;
      }
      ui.warn("");
      play.end();
      change({ activation, cost, steps: 0, ...(get("guess").length ? { guess: [] } : {}) });
      commit();
    },
  });
  const pending = () => get("guess").length > 0 && steps < get("guess")[2];
  const views = viewButtons({
    ui, pending,
    onDraw() {
      play.end();
      const [w, b] = marble();
      const [mid, span] = [(wLow + wHigh) / 2, (wHigh - wLow) / 8]; // to the side where the map has room
      change(pending() ? { guess: [] } : { guess: [w + (w < mid ? span : -span), b, steps + 1], ...(get("view") === "surface" ? { view: "map" } : {}) });
      commit();
    },
  });
  ui.body.classList.add("nn-descent");
  ui.body.append(
    html("div", { class: "nn-ground" }, map.element, other.element, solid),
    html("div", { class: "nn-sliders" }, sliders.rate.element, sliders.momentum.element, sliders.w.element, sliders.b.element, bar, html("div", { class: "nn-bar" }, model.element, ...views.elements)),
    fit.element,
    costs.element,
  );

  function start() {
    if (get("steps") >= path.steps) change({ steps: 0 });
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      change({ steps: path.steps }); // no motion asked for: the end at once
      commit();
      return false;
    }
    let last = 0;
    const tick = (/** @type {number} */ time) => {
      if (time - last >= 50) {
        last = time;
        if (roll(1) >= path.steps) return play.end(), commit();
      }
      moving = requestAnimationFrame(tick);
    };
    moving = requestAnimationFrame(tick);
  }

  /** @type {import("./core/neuron.js").Problem} */
  let problem;
  let stable = Infinity;
  let steps = 0;
  const seen = new Map();
  const changed = (/** @type {string[]} */ ...names) => names.filter((name) => seen.get(name) !== get(name) && seen.set(name, get(name))).length > 0;
  const compute = () => {
    if (changed("view")) stale.paint = true; // the hidden one was not kept up
    if (changed("X", "Y", "activation", "cost", "w_range", "b_range") || !problem) {
      problem = { X: numbersOf(get("X")), Y: numbersOf(get("Y")), k: 1, activation: get("activation"), cost: get("cost") };
      stale.surface = true;
    }
    path = descend(problem, get("start"), get("learning_rate"), get("momentum"), HORIZON, path);
    steps = Math.min(get("steps"), path.steps);
    stable = stableLearningRate(problem, marble(), get("momentum"));
  };
  /** @type {import("./core/descent.js").Path} */
  let path;
  const marble = () => [path.theta[2 * steps], path.theta[2 * steps + 1]];
  compute();

  const made = { X: numbersOf(get("X")).slice(), Y: numbersOf(get("Y")).slice() };
  const spread = (/** @type {Float64Array} */ values, by = 0.08) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = (high - low || 1) * by;
    return [low - room, high + room];
  };
  /** Room for data: as they were made, and where others that a kernel sets leave it, for those. */
  const room = (/** @type {"X" | "Y"} */ of, /** @type {number} */ by) => {
    const [low, high] = spread(made[of], by);
    return problem[of].every((value) => value >= low && value <= high) ? [low, high] : spread(/** @type {Float64Array} */ (problem[of]), by);
  };
  let [inputs, targets] = [spread(made.X), spread(made.Y, 0.3)];
  const binary = (/** @type {ArrayLike<number>} */ Y) => Array.prototype.every.call(Y, (y) => y === 0 || y === 1);
  const labels = binary(made.Y);
  /** @type {any} */
  let view3d = null;
  const open3d = async () => {
    view3d = "loading";
    try {
      const address = URL.createObjectURL(new Blob([await ui.model.get("_surface3d")], { type: "text/javascript" }));
      const { mount } = await import(address).finally(() => URL.revokeObjectURL(address));
      if (signal.aborted) return;
      view3d = mount(solid, { signal, onPlace: place, onTurn: (/** @type {number[]} */ turn) => change({ turn }), onEnd: settle });
      stale.paint = true;
      ui.request();
    } catch (error) {
      view3d = null;
      change({ view: "map" });
      ui.warn(`The 3-D view could not start: ${/** @type {Error} */ (error).message}. The map shows the same cost.`);
    }
  };

  /** Whether the other cost can be measured on these data, too. */
  const comparable = () => problem.activation === "sigmoid" && problem.Y.every((y) => y >= 0 && y <= 1);
  const both = () => get("view") === "both" && comparable();
  const otherCost = () => /** @type {import("./core/neuron.js").CostName} */ (problem.cost === "mse" ? "cross_entropy" : "mse");
  const frame = turns(16, ui.request, signal);
  const drawControls = () => {
    for (const one of maps) one.tell();
    model.show(`${get("activation")} ${get("cost")}`);
    views.show(comparable());
    sliders.rate.show(get("learning_rate"));
    sliders.rate.mark(stable, Number.isFinite(stable) ? `stable below ${shown(stable, 3)} here` : "no limit here");
    sliders.momentum.show(get("momentum"));
  };

  let wide = 0; // the width there is
  let titled = ""; // what the sizes and the titles are for
  const size = () => {
    titled = `${both()} ${problem.cost}`;
    const at = sizesAt(wide, both());
    for (const one of maps) one.size(at.left, at.high);
    Object.assign(solid.style, { width: `${at.left}px`, height: `${at.high}px` });
    fit.size(at.right, at.fit);
    costs.size(at.right, at.costs);
    ui.body.classList.toggle("nn-both", both());
    map.titles(both() ? `weight w; ${NAMES[problem.cost]}` : "weight w");
    other.titles(`weight w; ${NAMES[otherCost()]}`);
    stale.paint = true;
  };
  const drawSolid = () => {
    const solidView = get("view") === "surface";
    const shown = solidView && view3d !== null && view3d !== "loading";
    if (map.element.hidden !== shown) solid.hidden = !(map.element.hidden = shown);
    if (shown) view3d.draw({ surface: floor.surface(), path, steps, turn: get("turn"), fresh: stale.paint, ahead: !pending(), colour });
    else if (solidView && view3d === null) open3d();
    return !solidView || shown;
  };
  return {
    resize(/** @type {number} */ width) {
      wide = width;
      size();
    },
    draw(/** @type {boolean} */ whole) {
      compute();
      if (path.divergedAt === 0) return void ui.warn("The cost here is past all bounds. Press Undo or Reset, or set start nearer to zero.");
      if (titled !== `${both()} ${problem.cost}`) size();
      for (const one of maps) one.domains(get("w_range"), get("b_range"));
      const classes = get("cost") === "cross_entropy" || (labels && binary(problem.Y));
      fit.data(problem.X, problem.Y, classes);
      if (stale.surface && !frame.pressed()) [inputs, targets] = [room("X", 0.08), room("Y", 0.3)];
      fit.domains(inputs, classes ? [-0.09, 1.09] : targets);
      const fog = get("view") === "fog";
      const seen = { fog, ahead: !fog && !pending(), guess: guessOf(get("guess"), path) };
      const due = frame.next(whole);
      const problems = [problem, ...(both() ? [{ ...problem, cost: otherCost() }] : [])];
      const moved = stale.surface; // an example, as likely as not
      const moves = changed("start", "learning_rate", "momentum", "steps", "guess") || moved || stale.paint || due.calm; // else only what is owed is drawn
      const [w, b, controls, says] = [3, 7, 11, 15].map((turn) => due(turn)); // what is read, four times a second
      const waits = frame.pressed() && !due.calm && (w || b || controls || says); // the ground, a frame: that one has enough to do
      floor.draw(problems, [get("w_range"), get("b_range")], { fresh: moved && !waits, paint: stale.paint, hurried: !due.calm, solid: get("view") === "surface" });
      stale = { surface: moved && waits, paint: !drawSolid() && stale.paint };
      if (moves) map.drawPath(path, steps, seen);
      if (other.element.hidden === both()) other.element.hidden = !both();
      if (moves && both()) other.drawPath(path, steps, seen);
      // The curves every second and every fourth frame, so that they follow.
      if (moves ? moved || due(0, 2) : due(0)) fit.draw(get("activation"), marble(), steps ? [path.theta[0], path.theta[1]] : null);
      if (moves ? due(1, 4) : due(1)) costs.draw(path, steps, !due.calm, seen.ahead);
      if (due.calm || !frame.pressed()) for (const one of [...maps, fit]) one.follow();
      if (w) sliders.w.show(marble()[0]);
      if (b) sliders.b.show(marble()[1]);
      if (controls) drawControls();
      if (whole) (floor.finish(), drawSolid());
      return says; // whether it is the sentence's turn
    },
    says: () => sentence({ path, steps, stable, rate: get("learning_rate"), activation: get("activation"), guess: guessOf(get("guess"), path) }),
    table: () => table(path, steps),
    code: () => code(problem, get),
  };
}
