// Descent: one neuron's data and fit beside its cost over (w, b), and the path of gradient descent, all of it draggable.
import { atRest, path as pathOf } from "../shared/core/descent.ts";
import { bothPasses, finiteAt } from "../shared/core/network.ts";
import { neuron, stableLearningRate } from "../shared/core/neuron.ts";
import { sgd } from "../shared/core/optimizers.ts";
import { fitChart } from "./fit.ts";
import { COARSE, FINE, groundOf } from "./ground.ts";
import { guessOf } from "./guess.ts";
import { landscape } from "./landscape.ts";
import { costMap } from "./map.ts";
import { costChart } from "./rolled.ts";
import { racers } from "./race.ts";
import { refuse } from "./state.ts";
import { sizesAt, viewButtons } from "./views.ts";
import { code, sentence, shortly, table } from "./words.ts";
import { button, choice, slider } from "../shared/view/controls.ts";
import { colours, html, set } from "../shared/view/dom.ts";
import { fold } from "../shared/view/fold.ts";
import { worked } from "../shared/view/numbers.ts";
import { twoColumns } from "../shared/view/drawing.ts";
import { player, runOnce } from "../shared/view/player.ts";
import { widget } from "../shared/view/shell.ts";
import { numbersOf, tableOf } from "../shared/view/tables.ts";
import type { Path } from "../shared/core/descent.ts";
import type { CostName, Problem } from "../shared/core/network.ts";
import type { Ui } from "../shared/view/shell.ts";
import type { Ground } from "./ground.ts";
import type { Racer } from "./race.ts";

const NAMES = { mse: "squared error", cross_entropy: "cross-entropy" };
const PACES = [[0.05, "creeps"], [1, "rolls"], [30, "leaps"]] as [number, string][]; // what the marble does at a learning rate
const ENTRANCE = 2200; // milliseconds in which the marble of the simple form first rolls to where it is
const MODELS = [
  ["sigmoid cross_entropy", "Logistic, cross-entropy"],
  ["sigmoid mse", "Logistic, squared error"],
  ["identity mse", "Linear, squared error"],
] as [string, string][];

export default widget({
  title: "Gradient descent",
  hint: "Drag the marble, or press Play.",
  refuse,
  build,
});

/** The neuron, its data and its cost. */
const problemOf = (get: (name: string) => any) => neuron(numbersOf(get("X")), numbersOf(get("Y")), get("activation"), get("cost"));

function build(ui: Ui) {
  const { signal, get, change, commit } = ui;
  const { high: horizon } = ui.range("steps"); // so many are drawn ahead
  const simple = get("simple");
  const [wLow, wHigh] = get("w_range");
  const [bLow, bHigh] = get("b_range");
  let grounds: Ground[] = []; // one for each cost that is shown; none where the cost has changed
  let painted = false; // whether the maps show them
  let dragged = false; // an example: then the axes stay
  let moving = 0; // the frame that the marble rolls in next

  /** Take values with which the cost at the start is a number; else say so, and leave the old ones. */
  const take = (values: Record<string, any>) => {
    play.end();
    const then = problemOf((name) => values[name] ?? get(name));
    const well = finiteAt(then, values.start ?? get("start"));
    ui.warn(well ? "" : "With that the cost overflows: it is more than a computer can hold. So the old values stay.");
    if (well) change(values);
    else ui.request(); // what was moved goes back
  };
  const place = (w: number, b: number) => take({ start: [w, b], steps: 0, ...(get("guess").length ? { guess: [] } : {}) });
  const colour = colours(ui.body, signal);
  const onGuess = (w: number, b: number) => {
    if (get("guess").length) change({ guess: [w, b, get("guess")[2]] }); // its ring may be seen for a frame longer
  };
  const maps = ["Marble", "Marble on the other map"].map((name) => costMap({ name, signal, colour, onPlace: place, onGuess, onEnd: commit }));
  const [map, other] = maps;
  const solid = landscape({ signal, tilted: ui.range("turn").nearest, onPlace: place, onTurn: (turn) => change({ turn }), onEnd: commit });
  const fit = fitChart({
    inputs: get("inputs"),
    target: get("target"),
    colour,
    signal,
    onPoint(i, x, y) {
      const [X, Y] = [numbersOf(get("X")).slice(), numbersOf(get("Y")).slice()];
      [X[i], Y[i]] = [ui.range("X").nearest(x), ui.range("Y").nearest(y)];
      dragged = true;
      take({ X: tableOf(X), Y: tableOf(Y) });
    },
    onEnd: () => ((dragged = false), ui.request(), commit()),
  });
  const costs = costChart(horizon, colour);
  fit.element.classList.add("nn-fit");
  costs.element.classList.add("nn-costs");

  const own = { signal, onChange: commit };
  const slowest = Math.min(0.001, stableLearningRate(problemOf(get), get("start")) / 10) || 0.001; // large inputs allow small steps only
  const sliders = {
    w: slider({ ...own, name: "Weight w", caption: "weight", symbol: "w", colour: "weight", ...ui.range("start"), low: wLow, high: wHigh, onInput: (w) => (compute(), place(w, marble()[1])) }),
    b: slider({ ...own, name: "Bias b", caption: "bias", symbol: "b", colour: "ink", ...ui.range("start"), low: bLow, high: bHigh, onInput: (b) => (compute(), place(marble()[0], b)) }),
    rate: slider({ ...own, name: "Learning rate η", caption: "learning rate", symbol: "η", ...ui.range("learning_rate"), low: slowest, high: 100, log: true, words: simple ? PACES : [], onInput: (learning_rate) => change({ learning_rate }) }),
    momentum: slider({ ...own, name: "Momentum μ", caption: "momentum", symbol: "μ", ...ui.range("momentum"), high: 0.99, onInput: (momentum) => change({ momentum }) }),
  };

  const roll = (by: number) => {
    compute(); // several clicks may come before a frame is drawn
    const to = Math.max(0, Math.min(horizon, path.steps, steps + by));
    change({ steps: to });
    return to;
  };
  const play = player({ body: ui.body, label: "Play", stopLabel: "Pause", signal, start, stop: () => cancelAnimationFrame(moving) });
  const bar = html(
    "div",
    { class: "nn-bar nn-play" },
    play.element,
    button({ label: "Step", signal, onClick: () => (play.end(), roll(1), commit()) }),
    button({ label: "Back", signal, onClick: () => (play.end(), roll(-1), commit()) }),
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
      take({ activation, cost, steps: 0, ...(get("guess").length ? { guess: [] } : {}) });
      commit();
    },
  });
  const pending = () => get("guess").length > 0 && steps < get("guess")[2];
  const views = viewButtons({
    ui, pending,
    onDraw() {
      play.end();
      compute();
      if (steps >= path.steps && !pending()) return ui.warn("There is no step ahead to draw: press Rewind first.");
      const [w, b] = marble();
      const [mid, span] = [(wLow + wHigh) / 2, (wHigh - wLow) / 8]; // to the side where the map has room
      change(pending() ? { guess: [] } : { guess: [w + (w < mid ? span : -span), b, steps + 1], ...(get("view") === "surface" ? { view: "map" } : {}) });
      commit();
    },
  });
  ui.body.classList.add("nn-descent");
  ui.body.classList.toggle("nn-simple", simple);
  if (simple) ui.body.append(solid.element, ui.says, html("div", { class: "nn-transport" }, bar, sliders.rate.element));
  // Where there is room, what is below More is always seen, and the heading is not.
  const more = fold("More: momentum, weight, bias and cost", html("div", { class: "nn-sliders" }, sliders.momentum.element, sliders.w.element, sliders.b.element), html("div", { class: "nn-bar" }, model.element, views.both));
  let roomy: boolean;
  const unfold = (wide: boolean) => {
    if (wide === roomy) return;
    roomy = wide;
    set(more, "open", wide || get("momentum") > 0);
  };
  if (!simple) ui.body.append(
    html("div", { class: "nn-ground" }, solid.element, map.element, other.element),
    ui.says,
    html("div", { class: "nn-transport" }, bar, html("div", { class: "nn-bar nn-views" }, ...views.elements), sliders.rate.element),
    fit.element,
    more,
    costs.element,
  );

  function start() {
    compute();
    // Where nothing would be seen to move any more, Play begins again.
    const still = get("steps") > 0 && !get("race").length && atRest(path, get("steps"), [wHigh - wLow, bHigh - bLow]);
    if (get("steps") >= path.steps || still) change({ steps: 0 });
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      change({ steps: path.steps }); // no motion asked for: the end at once
      commit();
      return false;
    }
    let last = 0;
    const tick = (time: number) => {
      if (time - last >= 50) {
        last = time;
        if (roll(1) >= path.steps) return play.end(), commit();
      }
      moving = requestAnimationFrame(tick);
    };
    moving = requestAnimationFrame(tick);
  }

  let problem: Problem;
  let stable = Infinity;
  let steps = 0;
  const seen = new Map();
  const changed = (...names: string[]) => names.filter((name) => seen.get(name) !== get(name) && seen.set(name, get(name))).length > 0;
  const compute = () => {
    if (changed("view")) painted = false; // the hidden one was not kept up
    const fresh = changed("X", "Y", "activation", "cost", "w_range", "b_range") || !problem;
    if (fresh) {
      problem = problemOf(get);
      grounds = [];
    }
    const passes = bothPasses(problem);
    path = pathOf(passes, get("start"), sgd(2, get("learning_rate"), get("momentum")), horizon);
    if (changed("race", "start") || fresh) race = racers(get("race"), passes, get("start"), horizon);
    steps = Math.min(get("steps"), path.steps);
    stable = stableLearningRate(problem, marble(), get("momentum"));
  };
  let path: Path;
  let race: Racer[]; // those beside the marble: they roll on where it has diverged
  const marble = () => [path.theta[2 * steps], path.theta[2 * steps + 1]];
  compute();

  const made = { X: numbersOf(get("X")).slice(), Y: numbersOf(get("Y")).slice() };
  const spread = (values: Float64Array, by = 0.08) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = (high - low || 1) * by;
    return [low - room, high + room];
  };
  /** The ends of an axis: those of the first data, and for data beyond them, which a kernel has set, their own. */
  const room = (of: "X" | "Y", by: number) => {
    const [low, high] = spread(made[of], by);
    return problem[of].every((value) => value >= low && value <= high) ? [low, high] : spread(problem[of] as Float64Array, by);
  };
  let [inputs, targets] = [spread(made.X), spread(made.Y, 0.3)];
  const binary = (Y: ArrayLike<number>) => Array.prototype.every.call(Y, (y) => y === 0 || y === 1);
  const labels = binary(made.Y);
  /** Whether the other cost can be measured on these data, too. */
  const comparable = () => get("activation") === "sigmoid" && problem.Y.every((y) => y >= 0 && y <= 1);
  const both = () => get("view") === "both" && comparable();
  const otherCost = () => (problem.cost === "mse" ? "cross_entropy" : "mse") as CostName;
  const lost = () => path.divergedAt === 0; // the cost at the start is no number: there is nothing to draw

  let wide = 0; // the widget's width
  let titled = ""; // what the sizes and the titles are for
  const size = () => {
    titled = `${get("view")} ${both()} ${problem.cost}`;
    const turned = get("view") === "surface";
    unfold(twoColumns(wide, 0, 1).wide);
    const at = sizesAt(wide, simple ? "simple" : turned ? "surface" : both() ? "both" : "map");
    map.size(turned && at.broad ? at.right : at.left, at.high);
    other.size(at.left, at.high);
    solid.size(at.left, at.high);
    fit.size(at.under, at.fit);
    costs.size(at.under, at.costs);
    solid.element.hidden = !turned && !simple;
    map.element.hidden = turned && !at.broad; // there is room for one of them
    other.element.hidden = !both();
    ui.body.classList.toggle("nn-pair", both() || turned);
    map.titles(both() ? `weight w; ${NAMES[problem.cost]}` : "weight w");
    other.titles(`weight w; ${NAMES[otherCost()]}`);
    painted = false;
  };
  /** Draw the ground: on a grid of n x n places where the cost has changed, else as it is. */
  const drawGround = (n: number) => {
    const problems = [problem, ...(both() ? [{ ...problem, cost: otherCost() }] : [])];
    if (grounds.length !== problems.length || grounds[0].n < n) {
      grounds = problems.map((one) => groundOf(one, [get("w_range"), get("b_range")], n));
      painted = false;
    }
    if (simple) {
      if (entered < 0) enter();
      return solid.draw({ surface: grounds[0], path, steps, rolled: entered * steps, turn: get("turn"), ahead: false, plain: true, colour });
    }
    if (get("view") === "surface") solid.draw({ surface: grounds[0], path, steps, rolled: steps, turn: get("turn"), ahead: !pending(), plain: false, colour });
    if (!painted) for (const [i, ground] of grounds.entries()) maps[i].drawGround(ground, get("view") === "fog");
    painted = true;
  };
  let entered = simple && !matchMedia("(prefers-reduced-motion: reduce)").matches ? -1 : 1; // the share of the marble's first way
  /** Let the marble roll to where it is, once: what it shows is the picture's, and no trait changes. */
  function enter() {
    entered = 0;
    const end = runOnce(ENTRANCE, (part) => ((entered = Math.min(1, 1 - (1 - part) ** 3)), part > 1 && (entered = 1), ui.request()));
    const stop = () => (end(), (entered = 1));
    for (const type of ["pointerdown", "keydown"]) ui.body.addEventListener(type, stop, { signal, once: true });
    signal.addEventListener("abort", end);
  }
  const away = () => marble().some((at, i) => at < get(["w_range", "b_range"][i])[0] || at > get(["w_range", "b_range"][i])[1]); // off the picture
  const drawPaths = () => {
    if (simple) return;
    const fog = get("view") === "fog";
    const seen = { fog, ahead: !fog && !pending() && !race.length, race: fog ? [] : race, guess: guessOf(get("guess"), path) };
    for (const [i, { lowest }] of grounds.entries()) maps[i].drawPath(path, steps, { ...seen, lowest });
  };
  return {
    resize(width: number) {
      wide = width;
      size();
    },
    draw() {
      compute();
      if (lost()) return ui.warn("The cost here is past all bounds. Press Undo or Reset, or set start nearer to zero.");
      if (titled !== `${get("view")} ${both()} ${problem.cost}`) size();
      for (const one of maps) one.domains(get("w_range"), get("b_range"));
      const classes = get("cost") === "cross_entropy" || (labels && binary(problem.Y));
      fit.data(problem.X, problem.Y, classes);
      if (!dragged) [inputs, targets] = [room("X", 0.08), room("Y", 0.3)];
      fit.domains(inputs, classes ? [-0.09, 1.09] : targets);
      drawGround(COARSE);
      drawPaths();
      fit.draw(get("activation"), marble(), steps ? [path.theta[0], path.theta[1]] : null);
    },
    drawRest() {
      if (lost()) return;
      costs.draw(path, steps, get("view") !== "fog" && !pending() && !race.length, race);
      for (const one of maps) one.tell();
      model.show(`${get("activation")} ${get("cost")}`);
      views.show(comparable());
      sliders.w.show(marble()[0]);
      sliders.b.show(marble()[1]);
      sliders.rate.show(get("learning_rate"));
      if (!simple) sliders.rate.mark(stable, Number.isFinite(stable) ? `stable < ${worked(stable, 3)}` : "no limit here");
      sliders.momentum.show(get("momentum"));
    },
    drawFine() {
      if (lost()) return;
      painted = false; // the labels make way for the path, which may be another one
      drawGround(FINE);
      drawPaths(); // the lowest place is known better now
    },
    says: () => (simple ? shortly : sentence)({ path, steps, stable, away: away(), rate: get("learning_rate"), activation: get("activation"), guess: guessOf(get("guess"), path), race }),
    table: () => table(path, steps),
    code: () => code(problem, get),
  };
}
