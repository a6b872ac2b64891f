// Unrolled: a recurrent unit drawn once for every step; the state carried forward, the error carried back.
import { clip, lostAt, passes, wayBack } from "../shared/core/recurrent.ts";
import { chain } from "./chain.ts";
import { errors } from "./errors.ts";
import { states } from "./states.ts";
import { menuOf } from "../shared/view/activation_words.ts";
import { button, choice, slider } from "../shared/view/controls.ts";
import { html, set, write } from "../shared/view/dom.ts";
import { fold } from "../shared/view/fold.ts";
import { factor, python, pythonList, reaching, shown, signed, tell, worked } from "../shared/view/numbers.ts";
import { player } from "../shared/view/player.ts";
import { countsOf } from "../shared/view/schema.ts";
import { widget } from "../shared/view/shell.ts";
import type { Ui } from "../shared/view/shell.ts";


const STEP_TIME = 400; // milliseconds a step is shown while it plays
const REACH = 3; // weights are dragged from -3 to 3, or as far as they were made with
const PARAMETERS = ["w_x", "w_h", "b", "w_y", "b_y"];

/** What nnlib calls theta: the output is the state itself. */
const thetaOf = ({ w_x, w_h, b }: any) => [w_x, w_h, b, 1, 0];
const passesOf = (state: any) => passes(state.activation, thetaOf(state), state.x, state.target);

export default widget({
  title: "A loop, unrolled",
  hint: "Drag the recurrent weight.",
  refuse: (state) =>
    state.step > 2 * state.x.length ? `step must be ${2 * state.x.length} or less, forward and back over ${state.x.length} inputs`
      : lostAt(passesOf(state)) < 0 ? "" : "states and errors must be finite",
  build,
});

function build(ui: Ui) {
  const { signal, get, change, commit } = ui;
  const [fewest, most] = countsOf(ui.schema.x); // steps
  const state = () => Object.fromEntries(["x", "activation", "w_x", "w_h", "b", "target"].map((name) => [name, get(name)]));
  /** Whether values may be taken: not if something would overflow, and then a warning says so. */
  const holds = (values: Record<string, any>) => {
    const lost = lostAt(passesOf({ ...state(), ...values }));
    ui.warn(lost < 0 ? "" : `With that number step ${lost + 1} overflows, so the old one stays.`);
    return lost < 0;
  };
  const take = (values: Record<string, any>) => {
    play.end();
    if (holds(values)) change(values);
    else ui.request(); // what was moved goes back
  };
  const reach = { weights: reaching(REACH, [get("w_x"), get("w_h")]), x: reaching(2, get("x")), b: reaching(2, [get("b")]), target: reaching(2, [get("target")]) };
  const links = chain({ steps: most, signal, reach, onEnd: commit, onWeight: (name, value) => take({ [name]: value }), onInput: (t, x) => take({ x: get("x").map((old: number, i: number) => (i === t ? x : old)) }) });
  const carried = states({ steps: most, signal, reach: reach.target, onEnd: commit, onTarget: (target) => take({ target: ui.range("target").nearest(target) }) });
  const back = errors(most);
  const own = { signal, onChange: commit };
  const may = (name: string, value: number) => ui.range(name).allowed(value) && holds({ [name]: value });
  const sliders = {
    w_h: slider({ ...own, name: "Recurrent weight", caption: "recurrent weight", symbol: "wₕ", colour: "weight", low: -reach.weights, high: reach.weights, allowed: (w_h) => may("w_h", w_h), onInput: (w_h) => take({ w_h }) }),
    w_x: slider({ ...own, name: "Input weight", caption: "input weight", symbol: "wₓ", colour: "weight", low: -reach.weights, high: reach.weights, allowed: (w_x) => may("w_x", w_x), onInput: (w_x) => take({ w_x }) }),
    b: slider({ ...own, name: "Bias b", caption: "bias", symbol: "b", low: -reach.b, high: reach.b, allowed: (b) => may("b", b), onInput: (b) => take({ b }) }),
    target: slider({ ...own, name: "Target y", caption: "target after the last step", symbol: "y", colour: "output", low: -reach.target, high: reach.target, allowed: (target) => may("target", target), onInput: (target) => take({ target }) }),
    clip: slider({ ...own, name: "Clip", caption: "clip: the gradient is made no longer", symbol: "c", colour: "error", ...ui.range("clip"), low: 0.001, high: 1000, log: true, onInput: (clip) => take({ clip }) }),
  };
  sliders.w_h.input.title = "from each state to the next"; // on a phone there is no room for it in the caption
  sliders.w_x.input.title = "from each input to its state";
  const facts = html("div", { class: "nn-facts" });
  const why = html("p", { class: "nn-unrolled-why" });
  const told: Record<string, HTMLElement> = {};
  for (const [name, title] of [["ratio", "first ÷ last δ"], ["length", "gradient’s length"], ["clipped", "length after clipping"]]) {
    told[name] = html("strong", { "data-name": name });
    facts.append(html("div", {}, html("span", {}, title), told[name]));
  }
  const play = player({ body: ui.body, label: "Play there and back", stopLabel: "Stop", signal, start, stop });
  const activation = choice({ label: "Activation", options: menuOf("f"), signal, onInput: (activation) => (take({ activation }), commit()) });
  const count = choice({
    label: "Steps",
    options: Array.from({ length: most - fewest + 1 }, (_, i) => [String(i + fewest), `${i + fewest} steps`]),
    signal,
    onInput: (steps) => (take({ x: Array.from({ length: Number(steps) }, (_, t) => get("x")[t] ?? 0), step: Math.min(get("step"), 2 * Number(steps)) }), commit()),
  });
  const backward = button({ label: "Back", signal, onClick: () => walk(-1) });
  const forward = button({ label: "Step", signal, onClick: () => walk(1) });
  const logarithm = button({ label: "Logarithmic errors", signal, onClick: () => (change({ logarithm: !get("logarithm") }), commit()) });
  ui.body.classList.add("nn-unrolled");
  ui.body.append(
    html("div", {}, links.element, carried.element, back.element),
    ui.says,
    html("div", { class: "nn-bar" }, play.element, forward, backward, logarithm),
    html("div", { class: "nn-sliders" }, ...[sliders.w_h, sliders.w_x, sliders.b, sliders.target].map(({ element }) => element)),
    fold("More", why, html("div", { class: "nn-bar" }, activation.element, count.element), html("div", { class: "nn-sliders" }, sliders.clip.element, facts)),
  );

  let clock = 0;
  const show = (step: number) => change({ step });
  const last = () => 2 * get("x").length;
  /** A step on or back through time; beyond the last one all is shown again. */
  function walk(by: number) {
    const from = get("step");
    play.end();
    show((from + by + last() + 1) % (last() + 1));
    commit();
  }
  function start() {
    const on = () => {
      show(get("step") < last() ? get("step") + 1 : 1);
      ui.now(); // the sentence is of the step that the picture shows
    };
    on();
    clock = setInterval(() => (get("step") < last() ? on() : play.end()), STEP_TIME);
  }
  function stop() {
    clearInterval(clock);
    if (signal.aborted) return;
    show(0);
    commit();
  }

  let width = 0;
  let now = passesOf(state());
  let way = wayBack(now.delta);
  let short = clip(now.gradient, get("clip"));
  return {
    resize: (wide: number) => void (width = wide),
    draw() {
      const next = passesOf(state());
      const lost = lostAt(next);
      if (lost >= 0) return void ui.warn(`Step ${lost + 1} overflows. Press Undo or Reset, or choose smaller numbers.`);
      now = next;
      way = wayBack(now.delta);
      short = clip(now.gradient, get("clip"));
      const steps = now.H.length;
      const stage = get("step");
      const lit = stage ? Math.min(stage, steps) : steps;
      links.draw(width, state() as any, lit);
      carried.draw(width, now.H, now.prediction, get("target"), lit);
      back.draw(width, now, get("logarithm"), stage ? 2 * steps - stage : 0);
    },
    drawRest() {
      set(logarithm, "aria-pressed", String(get("logarithm")));
      for (const [name, control] of Object.entries(sliders)) control.show(get(name));
      activation.show(get("activation"));
      count.show(String(now.H.length));
      tell(told.ratio, way.kind === "none" ? 0 : way.ratio);
      tell(told.length, short.norm);
      write(why, reasons());
      tell(told.clipped, Math.min(short.norm, get("clip")));
    },
    says() {
      const [last, stage] = [now.H.length - 1, get("step")];
      if (stage > last + 1) return saysBack(2 * last + 2 - stage);
      if (stage) return saysOn(stage - 1);
      const verb = { vanishes: "shrunk", explodes: "grown" }[way.kind as string] ?? "gone";
      return `After ${last + 1} steps the error has ${verb} from ${shown(now.delta[last])} to ${shown(now.delta[0])}: ${fate()}`;
    },
    table() {
      const rows = Array.from(now.H, (h, t) => [t + 1, get("x")[t], now.Z[t], h, now.slopes[t], now.factors[t], now.delta[t]]);
      const slopes = PARAMETERS.map((name, i) => [`∂C/∂${name}`, now.gradient[i], "clipped", short.clipped[i], "", "", ""]);
      return {
        caption: "Every step; then the cost, and the gradient before and after clipping",
        columns: ["step", "x", "z", "h", "slope f′(z)", "w_h f′(z)", "δ"],
        rows: [...rows, ["cost", now.cost, "", "", "", "", ""], ...slopes],
      };
    },
    code() {
      return [
        "import nnlib as nn",
        `net = nn.Recurrent([1, 1, 1], "${get("activation")}", theta=${pythonList(thetaOf(state()))})`,
        `X, Y = [[[x] for x in ${pythonList(get("x"))}]], [[${python(get("target"))}]]`,
        "run = net.forward(X)",
        "grad = net.backward(run, Y, cost=nn.mse)",
        `clipped = nn.clip(grad.theta, ${python(get("clip"))})`,
        "print(run.A_y[0, -1].item(), net.cost(X, Y, cost=nn.mse))",
        "print(grad.delta[0, -1].item(), grad.delta[0, 0].item())",
      ].join("\n");
    },
  };

  /** What became of the error. */
  function fate() {
    return {
      none: now.cost === 0 ? "the target is met, so there is no error to carry back." : "the last unit is flat here, so no error enters it.",
      lost: "a factor wₕ f′(z) on the way is 0, and nothing arrives.",
      vanishes: "it vanishes.",
      explodes: "it explodes.",
      holds: "it neither vanishes nor explodes.",
    }[way.kind];
  }
  /** The prediction and its cost, why the error changes on its way, and what clipping does. */
  function reasons() {
    const end = `The last state is the prediction, ${shown(now.prediction)}; the cost is ${shown(now.cost)}.`;
    const against = { vanishes: ", less than 1", explodes: ", more than 1" }[way.kind as string] ?? "";
    const each = way.kind === "none" || way.kind === "lost" ? "" : ` Each step back multiplies the error by wₕ f′(z), on average by ${shown(way.rate)} in size${against}.`;
    const clipped = short.norm > get("clip") ? ` The gradient is ${shown(short.norm)} long; clipping takes it to ${worked(get("clip"))} and keeps its direction.` : "";
    return end + each + clipped;
  }
  function saysOn(t: number) {
    const before = t ? ` + ${factor(get("w_h"))} × ${factor(now.H[t - 1])}` : "";
    return `Step ${t + 1}, forward: z = ${factor(get("w_x"))} × ${factor(get("x")[t])}${before} ${signed(get("b"))} = ${worked(now.Z[t])}, and the state is f(z) = ${worked(now.H[t])}.`;
  }
  function saysBack(t: number) {
    if (t === now.H.length - 1) return `Step ${t + 1}, back: δ = 2(ŷ − y) f′(z) = ${worked(now.delta[t])}, the error where it enters.`;
    return `Step ${t + 1}, back: wₕ f′(z) = ${factor(get("w_h"))} × ${worked(now.slopes[t])} = ${worked(now.factors[t])}, times the later error ${worked(now.delta[t + 1])} gives δ = ${worked(now.delta[t])}.`;
  }
}
