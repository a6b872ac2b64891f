// Nudge: one weight or bias moved by h; the ripple downstream, and every finite difference beside backpropagation's slope.
import { network } from "../shared/core/network.ts";
import { isDownstream, nudge, numericalGradient, passesOf, roundingOf, sweep, tint } from "../shared/core/nudge.ts";
import { errorCurve } from "./curve.ts";
import { counter } from "./passes.ts";
import { button, choice, slider } from "../shared/view/controls.ts";
import { diagram } from "../shared/view/diagram.ts";
import { html, write } from "../shared/view/dom.ts";
import { python, pythonList, roundUp, tell, worked } from "../shared/view/numbers.ts";
import { parameters, problemOf, refuse } from "../shared/view/parameters.ts";
import { easeOut, player, runOnce, unmoved } from "../shared/view/player.ts";
import { widget } from "../shared/view/shell.ts";
import { slopeList } from "../shared/view/slopes.ts";
import { tabs } from "../shared/view/tabs.ts";
import type { Ui } from "../shared/view/shell.ts";

const SHOCK_TIME = 350; // milliseconds a parameter is shown while all are shocked
const TRAVEL = 400; // milliseconds that a nudge takes through a layer of connections
const START = 0.2; // the part of the first layer's time before anything changes
const WAYS = [["central", "central difference"], ["forward", "forward difference"]] as [string, string][];

export default widget({
  title: "Nudge",
  hint: "Click a line on the left, then press Nudge.",
  shapes: ["X", "Y"],
  refuse,
  build,
});

function build(ui: Ui) {
  const { signal, get, change, commit } = ui;
  const sizes: number[] = [...get("sizes")];
  const names = parameters(sizes);
  const reach = roundUp(2 * Math.max(1, ...get("theta").map(Math.abs)));

  const pick = (p: number) => {
    play.end();
    if (p >= 0) shock(p, TRAVEL);
    commit();
  };
  /** Nudge a parameter. Its name and its numbers are there as the dots leave it, however long they take to draw. */
  const shock = (p: number, time: number) => {
    change({ pick: p });
    ui.now();
    travel(time);
  };
  let still = () => {}; // ends the dots' run
  let front = Infinity; // the last layer that the nudge has come to
  /** Dots run from the picked parameter to the outputs, layer after layer, and each neuron changes as they come to it. */
  const travel = (time: number) => {
    still();
    const [first] = names.item(get("pick"));
    const far = sizes.length - 1 - first; // layers of connections on its way; a weight's own is the first
    if (unmoved()) return;
    const reach = (l: number) => l !== front && ((front = l), ui.request());
    const end = runOnce(Math.max(far, 1) * time, (part) => {
      const gone = part * Math.max(far, 1);
      picture.pulse(part > 1 || !far ? -1 : easeOut(gone % 1), first + Math.floor(gone));
      reach(part > 1 ? Infinity : first + Math.floor(gone) - Number(gone < START)); // a bias's own neuron is at rest, and then swells
    });
    still = () => (end(), picture.pulse(-1), reach(Infinity));
  };
  signal.addEventListener("abort", () => still());
  const setStep = (h: number) => change({ h });
  const picture = diagram({ sizes, label: "Network: pick a connection for its weight, a neuron for its bias", stage: true, signal, onPick: (item) => pick(names.at(item)) });
  const curve = errorCurve({ signal, onMove: setStep, onEnd: commit });
  const list = slopeList({ names, columns: ["", "ΔC/h", "backprop", "gap"], label: "Every parameter's slope", signal, onPick: pick });

  const own = { signal, onChange: commit };
  const sliders = {
    h: slider({ ...own, name: "Step h", caption: "step", symbol: "h", ...ui.range("h"), log: true, onInput: setStep }),
    value: slider({ ...own, name: "Picked parameter", caption: "", symbol: "θ", colour: "weight", ...ui.range("theta"), low: -reach, high: reach, onInput: setValue }),
  };
  function setValue(value: number) {
    const theta = get("theta").map((old: number, p: number) => (p === get("pick") ? value : old));
    const there = Number.isFinite(nudge(problemOf(get), theta, get("pick"), get("h")).nudged);
    ui.warn(there ? "" : "The cost there overflows, so the parameter stays as it is.");
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
  const told: Record<string, HTMLElement> = {};
  for (const [name, title] of [["rise", "change of the cost ΔC"], ["quotient", "finite difference"], ["slope", "backpropagation ∂C/∂θ"]]) {
    told[name] = html("strong", { "data-name": name });
    facts.append(html("div", {}, html("span", {}, title), told[name]));
  }
  const passes = counter(names.P);
  const play = player({ body: ui.body, label: "Play all shocks", stopLabel: "Stop", signal, start, stop: () => (clearInterval(clock), still(), (shocked = 0), ui.request(), commit()) });
  play.element.classList.remove("nn-primary");
  const again = button({ label: "Nudge", signal, onClick: () => pick(get("pick")) });
  again.classList.add("nn-primary", "nn-nudge-again");
  const why = html("p", { class: "nn-why" });
  const more = tabs({
    label: "What the nudge finds", signal, choose: (tab) => (change({ tab }), commit()),
    parts: [["nudge", "This slope", facts], ["slopes", "Every slope", list.element, passes.element], ["curve", "Accuracy", why, curve.element]],
  });
  ui.body.classList.add("nn-nudge");
  ui.body.append(
    picture.element,
    ui.says,
    html("div", { class: "nn-bar" }, again, play.element, way.element, ...(get("X").shape[0] > 1 ? [example.element] : [])),
    html("div", { class: "nn-sliders" }, sliders.h.element, sliders.value.element),
    more.element,
  );

  let clock = 0; // ticks while all are shocked, one after the other
  let shocked = 0; // how many have been, while it plays
  function start() {
    change({ tab: "slopes" }); // where the slopes are listed and the passes counted
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      change({ pick: names.P - 1 }); // no motion asked for: the last one at once
      commit();
      return false;
    }
    const next = () => {
      if (shocked === names.P) return play.end();
      shock(shocked++, SHOCK_TIME / (sizes.length - 1));
    };
    shocked = 0;
    clock = setInterval(next, SHOCK_TIME);
    next();
  }

  let problem = problemOf(get);
  let done: { before: ReturnType<typeof network>, after: ReturnType<typeof network>, cost: number, nudged: number };
  let gradient = new Float64Array();
  let quotients = new Float64Array();
  let swept: ReturnType<typeof sweep>;
  const seen = new Map();
  const changed = (...traits: string[]) => traits.filter((name) => seen.get(name) !== get(name) && seen.set(name, get(name))).length > 0;
  const compute = () => {
    const [theta, p, h] = [get("theta"), get("pick"), get("h")];
    const fresh = changed("theta", "X", "Y", "cost");
    if (fresh) problem = problemOf(get);
    done = nudge(problem, theta, p, h);
    if (fresh) gradient = done.before.backward(problem.cost, theta, problem.Y).slice();
    quotients = numericalGradient(problem, theta, h, get("way"));
    if (changed("pick", "way") || fresh) swept = sweep(problem, theta, p, get("way"), gradient[p]);
  };
  const moved = (l: number, j: number) => {
    const i = get("example") * sizes[l] + j;
    return done.after.A[l][i] - done.before.A[l][i];
  };
  const rise = () => done.nudged - done.cost;
  const gap = (p: number) => Math.abs(quotients[p] - gradient[p]);
  const units = sizes.flatMap((n, l) => (l ? Array.from({ length: n }, (_, j) => [l, j]) : []));

  const drawPicture = () => {
    const [theta, p, row] = [get("theta"), get("pick"), get("example")];
    const changes = units.map(([l, j]) => Math.abs(moved(l, j)));
    const most = Math.max(...changes);
    const below = (l: number, j: number) => l > 0 && isDownstream(sizes, p, l, j);
    const lit = new Set([names.item(p).join()]);
    for (const [l, j] of units) {
      if (below(l, j)) lit.add(`${l},${j}`);
      for (let k = 0; k < sizes[l - 1]; k++) if (below(l - 1, k)) lit.add(`${l - 1},${j},${k}`);
    }
    picture.draw({
      selected: names.item(p),
      lit,
      under: "Δ",
      small: (change) => `${change > 0 ? "+" : ""}${worked(change, 3)}`, // however small the nudge
      node: (l, j) => {
        const value = done.before.A[l][row * sizes[l] + j];
        if (!below(l, j) || l > front) return { value };
        const change = moved(l, j);
        return { value, z: change, className: `nn-ripple-${tint(change, most)}`, says: `${picture.unit(l, j)}: ${worked(value)}, changes by ${worked(change)}` };
      },
      edge: (l, j, k) => ({ value: theta[names.at([l, j, k])] }),
    });
  };

  return {
    resize(width: number) {
      picture.size(width);
      curve.size(width, 260);
    },
    draw() {
      compute();
      drawPicture();
      curve.draw(swept, get("h"), gap(get("pick")));
    },
    drawRest() {
      const [p, h] = [get("pick"), get("h")];
      more.show(get("tab"));
      list.draw({ one: quotients, other: gradient, verdict: gap, pick: p });
      sliders.h.show(h);
      sliders.h.mark(swept.best, `least error: ${worked(swept.best, 1)}`);
      sliders.value.show(get("theta")[p]);
      sliders.value.mark(NaN, `${names.symbol(p)}: ${names.short(p)}`);
      way.show(get("way"));
      example.show(String(get("example")));
      tell(told.rise, rise(), worked);
      tell(told.quotient, quotients[p], worked);
      tell(told.slope, gradient[p], worked);
      write(why, whyGap(h, swept, gap(p), roundingOf(done.cost, h)));
      passes.draw(passesOf(get("way"), play.playing() ? shocked : names.P), passesOf(get("way"), names.P));
    },
    says() {
      const [p, h] = [get("pick"), get("h")];
      const up = rise() < 0 ? "lowers" : "raises";
      return `h = ${worked(h, 3)} at ${names.symbol(p)}, ${names.short(p)}, ${up} the cost by ${worked(Math.abs(rise()), 3)}: slope ${worked(quotients[p], 3)}. Backpropagation: ${worked(gradient[p], 3)}.`;
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
      const rows = (all: Float64Array, n: number) => `[${Array.from({ length: N }, (_, i) => pythonList(all.subarray(i * n, (i + 1) * n))).join(", ")}]`;
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
function whyGap(h: number, { best }: { best: number }, gap: number, rounding: number) {
  if (gap === 0) return "They are the same to the last digit.";
  const apart = `They differ by ${worked(gap, 2)}`;
  if (h > 10 * best && gap <= rounding) return `${apart}: that is no more than the rounding of the two costs.`;
  if (h > 10 * best) return `${apart}: h is so large that the cost bends within the step (truncation).`;
  if (h < best / 10) return `${apart}: h is so small that the two costs agree in most of their digits, and the few that are left are rounded (rounding).`;
  return `${apart}: h lies in the valley between rounding and truncation, and it can hardly be nearer.`;
}
