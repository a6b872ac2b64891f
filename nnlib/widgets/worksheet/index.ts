// Worksheet: a small network with boxes to fill in, one whole pass forward and back; each is judged as it is filled.
import { boxesOf, drawn, follows, given, isRight, parametersOf, read, slipOf, solve } from "../shared/core/worksheet.ts";
import { button, choice, enable, slider } from "../shared/view/controls.ts";
import { html, set, write } from "../shared/view/dom.ts";
import { index } from "../shared/view/drawing.ts";
import { fold } from "../shared/view/fold.ts";
import { pythonList, worked } from "../shared/view/numbers.ts";
import { widget } from "../shared/view/shell.ts";
import { sheet } from "./sheet.ts";
import { called, formula, inNumbers, slipHint } from "./words.ts";
import type { Numbers, Solved } from "../shared/core/worksheet.ts";
import type { Ui } from "../shared/view/shell.ts";
import type { Look } from "./sheet.ts";

const LONGEST = 24; // characters of an answer, as in widget.py
const FILLED: [string, string][] = [["none", "empty"], ["half", "half-filled"], ["all", "worked"]];
const PAPER = 640; // pixels that a sheet of paper is wide, at least
const HIDDEN = "?"; // a value in the table that the reader has not found yet

export default widget({
  title: "Worksheet",
  hint: (get) => get("filled") === "all" ? "Choose a box and press Hint to see where its number comes from."
    : "Fill in the boxes: z and a forward, δ and slopes back. Enter goes to the next.",
  refuse({ theta, x, y, answers, box }, model) {
    const sizes: number[] = model.get("sizes");
    const wanted: [string, number[], number][] = [["theta", theta, parametersOf(sizes)], ["x", x, sizes[0]], ["y", y, sizes[sizes.length - 1]]];
    const off = wanted.find(([, values, many]) => values.length !== many);
    if (off) return `${off[0]} must be ${off[2]} numbers`;
    const known = boxesOf(sizes).map(({ name }) => name);
    if ([...Object.keys(answers), ...(box ? [box] : [])].some((name) => !known.includes(name))) return "answers and box must name boxes of this network";
    return Object.values(answers).some((typed: any) => typed.length > LONGEST) ? `answers must be ${LONGEST} characters or fewer` : "";
  },
  build,
});

function build(ui: Ui) {
  const { signal, get, change, commit } = ui;
  const sizes: number[] = [...get("sizes")];
  const f = get("activation");
  const boxes = boxesOf(sizes);
  let current = ""; // the box that had the focus last

  const numbers = (): Numbers => ({ sizes, activation: f, theta: get("theta"), x: get("x"), y: get("y") });
  const typedIn = (name: string): string => get("answers")[name] ?? "";
  const find = (name: string) => now.find((box) => box.name === name);
  let now = solve(numbers());
  let looks = lookAt();

  /** How every box looks: what the page fills in, what was typed and whether it is right, and what the key adds. */
  function lookAt() {
    const filled = given(boxes, get("filled"));
    return new Map(now.map(({ name, value }): [string, Look] => {
      const typed = typedIn(name);
      if (filled.includes(name)) return [name, { typed: "", value, is: "given" }];
      if (typed && isRight(read(typed), value)) return [name, { typed, is: "right" }];
      if (get("key")) return [name, { typed: "", value, is: "key" }];
      if (follows(f, name, typedIn)) return [name, { typed, is: "follows" }];
      return [name, { typed, is: typed ? "wrong" : "empty" }];
    }));
  }
  const are = (...kinds: Look["is"][]) => now.filter(({ name }) => kinds.includes((looks.get(name) as Look).is));
  const compute = () => {
    now = solve(numbers());
    looks = lookAt();
  };

  const page = sheet({
    sizes, boxes, signal,
    onHint: () => help(get("box")),
    onLook: (name) => void (current = name),
    onType(name, text) {
      if (text === typedIn(name)) return;
      const { [name]: _, ...others } = get("answers");
      const typed = text.slice(0, LONGEST);
      change({ answers: typed ? { ...others, [name]: typed } : others, box: name, hint: 0 });
      commit();
    },
  });
  const act = (label: string, onClick: () => void) => button({ label, signal, onClick });
  const draw = act("New numbers", () => {
    const seed = (get("seed") + 1) % (ui.range("seed").high + 1);
    change({ seed, ...drawn(sizes, f, seed), answers: {}, key: false, box: "", hint: 0 });
    commit();
  });
  /** One hint more for a box. */
  const help = (name: string) => {
    change({ box: name, hint: name === get("box") ? Math.min(3, get("hint") + 1) : 1 });
    commit();
  };
  const more = act("Hint", () => {
    compute();
    help(current || are("wrong", "empty")[0]?.name || boxes[0].name);
  });
  const all = act("Check all", () => {
    compute();
    current = are("wrong", "empty")[0]?.name ?? current;
    change({ box: "", hint: 0 });
    commit();
    page.focus(current);
  });
  const key = act("Show the key", () => (change({ key: !get("key") }), commit()));
  const filled = choice({ label: "What the page fills in", options: FILLED, signal, onInput: (name) => (change({ filled: name }), commit()) });

  const own = { signal, low: -3, high: 3, onChange: commit };
  const one = (name: "x" | "y", j: number, value: number) => change({ [name]: get(name).map((old: number, i: number) => (i === j ? value : old)) });
  const sliders = (["x", "y"] as const).flatMap((name) => get(name).map((_: number, j: number) => {
    const many = get(name).length > 1;
    const word = `${name === "x" ? "input" : "target"}${many ? ` ${j + 1}` : ""}`;
    return { name, j, ...slider({ ...own, ...ui.range(name), low: -3, high: 3, name: word, symbol: `${name}${many ? index(j + 1) : ""}`, colour: name === "x" ? "input" : "output", onInput: (value) => one(name, j, value) }) };
  }));
  ui.body.classList.add("nn-worksheet");
  all.classList.add("nn-primary");
  const count = html("span", { class: "nn-count", "aria-hidden": "true" }); // where the buttons stay in sight and the sentence does not
  ui.body.append(
    page.element,
    ui.says,
    html("div", { class: "nn-bar" }, all, more, count),
    fold("More", html("div", { class: "nn-bar" }, draw, key, filled.element), html("div", { class: "nn-sliders" }, ...sliders.map(({ element }) => element))),
  );

  let [width, printing] = [0, false];
  addEventListener("beforeprint", () => void (printing = true), { signal }); // before the shell's own, which asks for the size
  addEventListener("afterprint", () => ((printing = false), page.place(width)), { signal });

  return {
    resize(wide: number) {
      width = wide;
      page.place(printing ? Math.min(wide, PAPER) : wide);
    },
    draw() {
      compute();
      page.draw(numbers(), looks);
    },
    drawRest() {
      const box = find(get("box"));
      page.judge(box?.name ?? "", box ? verdict(box) : "");
      for (const { name, j, show } of sliders) show(get(name)[j]);
      filled.show(get("filled"));
      write(count, `${are("right", "given").length} of ${boxes.length} right`);
      set(key, "aria-pressed", String(get("key")));
      enable(more, boxes.length > 0);
    },
    says() {
      const right = `${are("right", "given").length} of ${boxes.length} boxes are right.`;
      const box = find(get("box"));
      if (box) return `${capital(called(sizes, box))}: ${verdict(box)} ${right}`;
      const [wrong, empty] = [are("wrong"), are("empty")];
      if (!wrong.length && !empty.length) return `${right}${get("key") ? " The key is shown." : ""} Choose a box and press Hint to see how its value is found.`;
      if (!get("key") && !Object.keys(get("answers")).length) return `Fill in z and a from left to right, then the cost, then δ and the slopes from right to left. ${right}`;
      const counts = [wrong.length ? `${wrong.length} to mend` : "", empty.length ? `${empty.length} still empty` : ""].filter(Boolean).join(", ");
      const [first] = wrong;
      return `${right} There are ${counts}. ${first ? `Look at ${called(sizes, first)} first: ${judged(first)}` : `Next is ${called(sizes, empty[0])}.`}`;
    },
    table() {
      const row = (box: Solved) => {
        const { typed, is } = looks.get(box.name) as Look;
        return [box.name, called(sizes, box), formula(sizes, f, box), typed || (is === "empty" ? "" : typedIn(box.name)), is === "empty" || is === "wrong" || is === "follows" ? HIDDEN : box.value];
      };
      return { caption: `Every box in the order of a pass; ${HIDDEN} until it is right, or the key is shown`, columns: ["box", "what it is", "formula", "typed", "right value"], rows: now.map(row) };
    },
    code() {
      const { theta, x, y } = numbers();
      return [
        "import nnlib as nn",
        `net = nn.Network([${sizes.join(", ")}], "${f}", theta=${pythonList(theta)})`,
        `X, Y = [${pythonList(x)}], [${pythonList(y)}]`,
        "run = net.forward(X)",
        "grad = net.backward(run, Y, cost=nn.mse)",
        "print(net.cost(X, Y, cost=nn.mse))",
        "for Z, A in zip(run.Z, run.A[1:]):",
        "    print(*Z[0].tolist(), *A[0].tolist())  # z and a of a layer",
        "for delta in grad.delta:",
        "    print(*delta[0].tolist())",
        "print(*grad.theta.tolist())  # layer by layer, each neuron's weights, then the biases",
      ].join("\n");
    },
  };

  /** What was found of what is typed in a box. */
  function judged(box: Solved) {
    const { typed, is } = looks.get(box.name) as Look;
    if (is === "given") return "filled in.";
    if (is === "key") return "from the key.";
    if (is === "right") return "right.";
    if (is === "empty") return "still empty.";
    if (is === "follows") return "it follows from your z. Mend z first.";
    const found = read(typed);
    if (Number.isNaN(found)) return "type a number, such as 0.5, −3 or 1/2.";
    const slip = slipOf(box, found);
    return `not yet. ${slip ? slipHint(f, box, slip) : "Look at each step again, or press Hint."}`;
  }
  /** What was found, or the hints that were asked for. */
  function verdict(box: Solved) {
    return get("hint") ? hints(box) : judged(box);
  }
  /** The hints so far: the formula, then with its numbers, then the value. */
  function hints(box: Solved) {
    const steps = [`${capital(formula(sizes, f, box))}.`, `With numbers: ${inNumbers(sizes, f, box)}.`, `The value is ${worked(box.value)}.`];
    return steps.slice(0, get("hint")).join(" ");
  }
}

const capital = (text: string) => (text[0] === "δ" || text[1] === " " ? text : text[0].toUpperCase() + text.slice(1)); // symbols stay small
