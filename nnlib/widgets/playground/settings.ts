// The settings, in a drawer that says what is chosen while it is closed: data, network, training, cost, penalty, own points.
import { activation as activationOf } from "../shared/core/activations.ts";
import { menuOf } from "../shared/view/activation_words.ts";
import { button, choice, enable, slider } from "../shared/view/controls.ts";
import { html, write } from "../shared/view/dom.ts";
import { fold } from "../shared/view/fold.ts";
import { countsOf } from "../shared/view/schema.ts";
import { NOISE } from "./state.ts";
import type { Ui } from "../shared/view/shell.ts";

const DATA = [["blobs", "Blobs"], ["xor", "XOR"], ["rings", "Rings"], ["moons", "Moons"], ["spiral", "Spiral"], ["own", "Your own points"]] as [string, string][];
const OPTIMIZERS = [["sgd", "Gradient descent"], ["momentum", "Momentum 0.9"], ["adam", "Adam"]] as [string, string][];
const COSTS = [["cross_entropy", "Cross-entropy"], ["mse", "Squared error"]] as [string, string][];
const STARTS = [["xavier", "Xavier"], ["he", "He"], ["zeros", "all zeros"]] as [string, string][];
const BATCHES = [0, 1, 4, 16, 64];
const BRUSHES = [["", "does nothing"], ["1", "adds class 1 (filled)"], ["0", "adds class 0 (open)"]] as [string, string][];

/** @param options fork goes on from the present parameters; fresh starts again */
export function settings({ get, signal, schema, range, fork, fresh, commit, onBrush, onDataset, own, speed }: { get: (name: string) => any, signal: AbortSignal, schema: Ui["schema"], range: Ui["range"], fork: (values: Record<string, unknown>) => void, fresh: (values: Record<string, unknown>) => void,
    commit: () => void, onBrush: (label: string) => void, onDataset: (name: string) => void, own: HTMLElement, speed: HTMLElement }) {
  const once = (act: (values: any) => void, name: string, read = (text: string) => text as any) =>
    (text: string) => (act({ [name]: read(text) }), commit());
  const labelled = (text: string, control: HTMLElement) => html("label", { class: "nn-labelled" }, html("span", {}, text), control);
  const group = (title: string, ...parts: (Node | string)[]) =>
    html("div", { class: "nn-group", role: "group", "aria-label": title }, html("p", { class: "nn-heading" }, title), ...parts);
  const draw = () => Math.floor(performance.now() * 1000) % 1_000_000; // another seed: any will do
  const own2 = { signal, onChange: commit };

  const dataset = choice({ label: "Data set", options: DATA, signal, onInput: onDataset });
  const noise = slider({ ...own2, name: "Noise", caption: "noise", symbol: "∿", ...range("noise"), high: 0.5, onInput: (value) => fresh({ noise: value }) });
  const examples = slider({ ...own2, name: "Examples", caption: "examples in all", symbol: "N", ...range("examples"), onInput: (value) => fresh({ examples: value }) });
  const brush = choice({ label: "A click on the picture", options: BRUSHES, signal, onInput: onBrush });
  const anew = button({ label: "Draw new data", signal, onClick: () => (fresh({ data_seed: draw() }), commit()) });

  const layers = html("div", { class: "nn-layers" });
  const activation = choice({ label: "Activation of the hidden units", options: menuOf(""), signal, onInput: once(fresh, "activation") });
  const restart = button({ label: "New start", signal, onClick: () => (fresh({ seed: draw() }), commit()) });
  const init = choice({ label: "First weights", options: STARTS, signal, onInput: once(fresh, "init") });
  const optimizer = choice({ label: "Optimizer", options: OPTIMIZERS, signal, onInput: once(fork, "optimizer") });
  const batch = choice({ label: "Examples in a step", options: BATCHES.map((n) => [String(n), n ? `${n} a step` : "all in each step"]), signal, onInput: once(fork, "batch", Number) });
  const cost = choice({ label: "Cost", options: COSTS, signal, onInput: once(fork, "cost") });
  const strengths = ["l1", "l2"].map((name) =>
    slider({ ...own2, name: name === "l1" ? "L1 strength" : "L2 strength", caption: name === "l1" ? "L1: strength times Σ|W|" : "L2: strength times ΣW²", symbol: name === "l1" ? "λ₁" : "λ₂", ...range(name), high: 0.1, onInput: (value) => fork({ [name]: value }) }));

  const resize = (hidden: number[]) => (fresh({ hidden }), commit());
  const stepper = (name: string, value: () => number, most: number, onSet: (value: number) => void) => {
    const shown = html("output", { "aria-label": name });
    /** Clicks may come before a frame is drawn, on a button that is about to be disabled or hidden. */
    const by = (change: number) => () => {
      const wanted = value() + change;
      if (wanted >= 1 && wanted <= most) onSet(wanted);
    };
    const less = button({ label: `One less: ${name}`, sign: "−", signal, onClick: by(-1) });
    const more = button({ label: `One more: ${name}`, sign: "+", signal, onClick: by(1) });
    const element = html("div", { class: "nn-stepper" }, html("span", {}, name), less, shown, more);
    return {
      element,
      show() {
        const now = value();
        element.hidden = Number.isNaN(now);
        write(shown, element.hidden ? "" : String(now));
        enable(less, now > 1);
        enable(more, now < most);
      },
    };
  };
  const steppers = [
    stepper("hidden layers", () => get("hidden").length, countsOf(schema.hidden)[1], (n) => resize(n < get("hidden").length ? get("hidden").slice(0, n) : [...get("hidden"), get("hidden").at(-1)])),
    ...Array.from({ length: countsOf(schema.hidden)[1] }, (_, l) =>
      stepper(`units in layer ${l + 1}`, () => get("hidden")[l] ?? NaN, range("hidden").high, (units) => resize(get("hidden").map((old: number, i: number) => (i === l ? units : old))))),
  ];
  layers.append(...steppers.map(({ element }) => element));

  const chosen = html("span", { class: "nn-chosen" });
  const element = fold("Settings",
    html("div", { class: "nn-groups" },
      group("Data", html("div", { class: "nn-bar" }, dataset.element, anew), noise.element, examples.element, labelled("A click on the picture", brush.element)),
      group("Network", layers, html("div", { class: "nn-bar" }, labelled("Activation", activation.element), restart)),
      group("Training", html("div", { class: "nn-bar" }, optimizer.element, batch.element, speed)),
      group("Cost and first weights", html("div", { class: "nn-bar" }, labelled("Cost", cost.element), labelled("First weights", init.element))),
      group("Penalty on large weights", ...strengths.map(({ element }) => element)),
      group("Your own points", own)));
  element.classList.add("nn-settings");
  element.querySelector("summary")!.append(" ", chosen);
  const nameIn = (options: [string, string][], name: string) => options.find(([value]) => value === name)?.[1].toLowerCase();

  return {
    element,
    show() {
      const mine = get("dataset") === "own";
      write(chosen, [mine ? "your own points" : get("dataset"), `${get("hidden").join(" + ")} ${nameOf(get("activation"))} unit${String(get("hidden")) === "1" ? "" : "s"}`, nameIn(OPTIMIZERS, get("optimizer"))].join(", "));
      dataset.show(get("dataset"));
      for (const part of [noise.element, examples.element, anew]) part.hidden = mine;
      noise.show(get("noise"));
      examples.show(get("examples"));
      for (const one of steppers) one.show();
      activation.show(get("activation"));
      init.show(get("init"));
      optimizer.show(get("optimizer"));
      if (!BATCHES.includes(get("batch")) && !batch.element.querySelector(`[value="${get("batch")}"]`)) batch.element.append(html("option", { value: get("batch") }, `${get("batch")} a step`));
      batch.show(String(get("batch")));
      cost.show(get("cost"));
      for (const [i, name] of ["l1", "l2"].entries()) strengths[i].show(get(name));
    },
  };
}

/** What an activation is called in a line of words: its menu's name without the sign. */
const nameOf = (name: string) => activationOf(name).label.split(" ")[0];

/** The noise that a data set starts with. */
export const noiseOf = (name: string) => NOISE[name];
