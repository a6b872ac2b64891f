// Nudge: one weight or bias moved by h; the ripple downstream, and every finite difference beside backpropagation's slope.
import { network } from "./core/network.js";
import { isDownstream, nudge, passesOf, shocks, sweep } from "./core/nudge.js";
import { errorCurve } from "./nudge/curve.js";
import { counter } from "./nudge/passes.js";
import { choice, slider } from "./view/controls.js";
import { diagram } from "./view/diagram.js";
import { html, write } from "./view/dom.js";
import { python, pythonList, shown, tell } from "./view/numbers.js";
import { parameters, problemOf } from "./view/parameters.js";
import { player } from "./view/player.js";
import { widget } from "./view/shell.js";
import { slopeList } from "./view/slopes.js";
import { is, numbersOf } from "./view/traits.js";

const SHOCK_TIME = 350; // milliseconds a parameter is shown while all are shocked
const WAYS = /** @type {[string, string][]} */ ([["central", "central difference"], ["forward", "forward difference"]]);

export default widget({
  title: "Nudge",
  shared: (model) => ({
    theta: is.numbers(model.get("theta").length),
    pick: is.whole(0, model.get("theta").length - 1),
    h: is.number(1e-12, 1),
    way: is.oneOf(["central", "forward"]),
    example: is.whole(0, model.get("X").shape[0] - 1),
  }),
  traits: ["theta", "pick", "h", "way", "example", "cost"],
  parts: ["sizes", "activations", "X", "Y"],
  build,
});

/** @param {import("./view/shell.js").Ui} ui */
function build(ui) {
  const { signal, get, change, commit } = ui;
  /** @type {number[]} */
  const sizes = [...get("sizes")];
  const names = parameters(sizes);
  const reach = roundUp(2 * Math.max(1, ...get("theta").map(Math.abs)));

  const pick = (/** @type {number} */ p) => (play.end(), p >= 0 && change({ pick: p }), commit());
  const setStep = (/** @type {number} */ h) => change({ h });
  const picture = diagram({ sizes, label: "Network: pick a connection for its weight, a neuron for its bias", signal, within: ui.within, onPick: (item) => pick(names.at(item)) });
  const curve = errorCurve({ signal, within: ui.within, onMove: setStep, onEnd: commit });
  const list = slopeList({ names, columns: ["", "ΔC/h", "backprop", "gap"], label: "Every parameter's slope", signal, onPick: pick });

  const own = { signal, onChange: commit };
  const sliders = {
    h: slider({ ...own, name: "Step h", caption: "step of the nudge", symbol: "h", low: 1e-12, high: 1, log: true, allowed: (x) => x >= 1e-12 && x <= 1, onInput: setStep }),
    value: slider({ ...own, name: "Picked parameter", caption: "", symbol: "θ", colour: "weight", low: -reach, high: reach, onInput: setValue }),
  };
  function setValue(/** @type {number} */ value) {
    const theta = get("theta").map((/** @type {number} */ old, /** @type {number} */ p) => (p === get("pick") ? value : old));
    const there = Number.isFinite(nudge(problem, theta, get("pick"), get("h")).nudged);
    ui.warn(there ? "" : "The cost there is past all bounds, so the parameter stays as it is.");
    if (there) change({ theta });
    else ui.request();
  }
  const way = choice({ label: "Kind of difference", options: WAYS, signal, onInput: (name) => (change({ way: name }), commit()) });
  const example = choice({
    label: "Example in the diagram",
    options: Array.from({ length: get("X").shape[0] }, (_, i) => [String(i), `example ${i + 1}`]),
    signal,
    onInput: (i) => (change({ example: Number(i) }), commit()),
  });
  const facts = html("div", { class: "nn-facts" });
  /** @type {Record<string, HTMLElement>} */
  const told = {};
  for (const [name, title] of [["rise", "change of the cost ΔC"], ["quotient", "finite difference ΔC/h"], ["slope", "backpropagation ∂C/∂θ"]]) {
    told[name] = html("strong", { "data-name": name });
    facts.append(html("div", {}, html("span", {}, title), told[name]));
  }
  const passes = counter(names.P);
  const play = player({ body: ui.body, label: "Play all shocks", stopLabel: "Stop", signal, start, stop: () => (clearInterval(clock), (shocked = 0), ui.request(), commit()) });
  ui.body.classList.add("nn-on-network");
  ui.body.append(
    picture.element,
    facts,
    html("div", { class: "nn-sliders" }, sliders.h.element, sliders.value.element),
    html("div", { class: "nn-bar" }, play.element, way.element, ...(get("X").shape[0] > 1 ? [example.element] : [])),
    html("div", { class: "nn-beside" }, curve.element, list.element),
    passes.element,
  );

  let clock = 0; // ticks while all are shocked, one after the other
  let shocked = 0; // how many have been, while it plays
  function start() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      change({ pick: names.P - 1 }); // no motion asked for: the last one at once
      commit();
      return false;
    }
    const next = () => {
      if (shocked === names.P) return play.end();
      change({ pick: shocked++ });
    };
    shocked = 0;
    clock = setInterval(next, SHOCK_TIME);
    next();
  }

  let problem = problemOf(get, numbersOf);
  /** @type {{ before: ReturnType<typeof network>, after: ReturnType<typeof network>, cost: number, nudged: number }} */
  let done;
  let gradient = new Float64Array();
  let quotients = new Float64Array();
  /** @type {ReturnType<typeof sweep>} */
  let swept;
  const seen = new Map();
  const changed = (/** @type {string[]} */ ...traits) => traits.filter((name) => seen.get(name) !== get(name) && seen.set(name, get(name))).length > 0;
  const compute = () => {
    const [theta, p, h] = [get("theta"), get("pick"), get("h")];
    const fresh = changed("theta", "X", "Y", "cost");
    if (fresh) problem = problemOf(get, numbersOf);
    done = nudge(problem, theta, p, h);
    if (fresh) gradient = done.before.backward(problem.cost, theta, problem.Y).slice();
    quotients = shocks(problem, theta, h, get("way"));
    if (changed("pick", "way") || fresh) swept = sweep(problem, theta, p, get("way"), gradient[p]);
  };
  const moved = (/** @type {number} */ l, /** @type {number} */ j) => {
    const i = get("example") * sizes[l] + j;
    return done.after.A[l][i] - done.before.A[l][i];
  };
  const rise = () => done.nudged - done.cost;
  const gap = (/** @type {number} */ p) => Math.abs(quotients[p] - gradient[p]);
  const units = sizes.flatMap((n, l) => (l ? Array.from({ length: n }, (_, j) => [l, j]) : []));

  const drawPicture = () => {
    const [theta, p, row] = [get("theta"), get("pick"), get("example")];
    const changes = units.map(([l, j]) => Math.abs(moved(l, j)));
    const most = Math.max(...changes);
    const below = (/** @type {number} */ l, /** @type {number} */ j) => l > 0 && isDownstream(sizes, p, l, j);
    const lit = new Set([names.item(p).join()]);
    for (const [l, j] of units) {
      if (below(l, j)) lit.add(`${l},${j}`);
      for (let k = 0; k < sizes[l - 1]; k++) if (below(l - 1, k)) lit.add(`${l - 1},${j},${k}`);
    }
    picture.draw({
      selected: names.item(p),
      lit,
      under: "Δ",
      node: (l, j) => {
        const value = done.before.A[l][row * sizes[l] + j];
        if (!below(l, j)) return { value };
        const change = moved(l, j);
        const strong = most > 0 ? Math.ceil((4 * Math.abs(change)) / most) : 0;
        return { value, z: change, className: `nn-ripple-${strong}`, says: `${picture.unit(l, j)}: ${shown(value)}, changes by ${shown(change)}` };
      },
      edge: (l, j, k) => ({ value: theta[names.at([l, j, k])] }),
    });
  };

  return {
    resize(/** @type {number} */ width) {
      const wide = width >= 620;
      const left = wide ? Math.floor((width - 12) * 0.55) : width; // as the style sheet divides it
      picture.size(left);
      curve.size(wide ? width - left - 13 : width, 230);
    },
    draw() {
      compute();
      const [p, h] = [get("pick"), get("h")];
      drawPicture();
      curve.draw(swept, h, gap(p));
      list.draw({ one: quotients, other: gradient, verdict: gap, pick: p });
      sliders.h.show(h);
      sliders.h.mark(swept.best, `least error near ${shown(swept.best, 1)}`);
      sliders.value.show(get("theta")[p]);
      sliders.value.mark(NaN, `${names.symbol(p)}: ${names.short(p)}`);
      way.show(get("way"));
      example.show(String(get("example")));
      tell(told.rise, rise());
      tell(told.quotient, quotients[p]);
      tell(told.slope, gradient[p]);
      passes.draw(passesOf(get("way"), play.playing() ? shocked : names.P), passesOf(get("way"), names.P));
    },
    says() {
      const [p, h] = [get("pick"), get("h")];
      const many = units.filter(([l, j]) => moved(l, j) !== 0).length;
      const kind = get("way") === "central" ? "central" : "forward";
      const first = `Adding h = ${shown(h)} to ${names.symbol(p)}, the ${names.name(p)}, changes ${many} of ${units.length} activations, and the cost by ${shown(rise())}.`;
      const second = `The ${kind} difference is ${shown(quotients[p])}; backpropagation gives ${shown(gradient[p])}.`;
      return `${first} ${second} ${whyGap(h, swept, gap(p))}`;
    },
    table() {
      const p = get("pick");
      const rows = [["cost C", done.cost, done.nudged, rise(), "", "", ""]];
      for (const [l, j] of units) {
        const i = get("example") * sizes[l] + j;
        rows.push([picture.unit(l, j), done.before.A[l][i], done.after.A[l][i], moved(l, j), "", "", ""]);
      }
      for (const [i, value] of get("theta").entries()) {
        const nudged = value + (i === p ? get("h") : 0);
        rows.push([names.name(i), value, nudged, i === p ? get("h") : 0, quotients[i], gradient[i], i === p ? "yes" : ""]);
      }
      return { caption: "Before and after the nudge, and every slope by both methods", columns: ["what", "before", "after", "change", "finite difference", "backpropagation", "picked"], rows };
    },
    code() {
      const { activations, cost, X, Y, N } = problem;
      const rows = (/** @type {Float64Array} */ all, /** @type {number} */ n) => `[${Array.from({ length: N }, (_, i) => pythonList(all.subarray(i * n, (i + 1) * n))).join(", ")}]`;
      const central = get("way") === "central";
      return [
        "import nnlib as nn",
        `X = ${rows(X, sizes[0])}`,
        `Y = ${rows(Y, sizes[sizes.length - 1])}`,
        `net = nn.Network([${sizes.join(", ")}], [${activations.map((name) => `"${name}"`).join(", ")}], theta=${pythonList(get("theta"))})`,
        `p, h = ${get("pick")}, ${python(get("h"))}`,
        "up = net.theta.copy()",
        "up[p] += h",
        `rise = net.at(up).cost(X, Y, cost=nn.${cost}) - net.cost(X, Y, cost=nn.${cost})`,
        `grad = net.backward(net.forward(X), Y, cost=nn.${cost})`,
        ...(central ? [`shocks = nn.numerical_gradient(net, X, Y, cost=nn.${cost}, h=h)`] : []),
        `print(rise, ${central ? "shocks[p]" : "rise / h"}, grad.theta[p])`,
      ].join("\n");
    },
  };
}

/** Which of the two errors the gap is made of: by the side of the valley that h lies on. */
function whyGap(/** @type {number} */ h, /** @type {{ best: number }} */ { best }, /** @type {number} */ gap) {
  if (gap === 0) return "They are the same to the last digit.";
  const apart = `They differ by ${shown(gap, 2)}`;
  if (h > 10 * best) return `${apart}: h is so large that the cost bends within the step (truncation).`;
  if (h < best / 10) return `${apart}: h is so small that the two costs agree in most of their digits, and the few that are left are rounded (rounding).`;
  return `${apart}: h lies in the valley between rounding and truncation, and it can hardly be nearer.`;
}

/** The next of 1, 2, 3, 5 times a power of ten. */
function roundUp(/** @type {number} */ value) {
  const unit = 10 ** Math.floor(Math.log10(value));
  return Number((unit * ([1, 2, 3, 5, 10].find((step) => value <= step * unit * 1.0001) ?? 10)).toPrecision(3));
}
