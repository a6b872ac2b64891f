// The sheet of Worksheet: the network as cards, joined by their weights, and the boxes on them; on a phone in a list below.
import { layout } from "../shared/core/network.ts";
import { colourOf } from "../shared/view/diagram.ts";
import { button } from "../shared/view/controls.ts";
import { html, set, svg, write } from "../shared/view/dom.ts";
import { edgeWidth, index, sized } from "../shared/view/drawing.ts";
import { tell, worked } from "../shared/view/numbers.ts";
import { called, letter, unit } from "./words.ts";
import type { Box, Numbers } from "../shared/core/worksheet.ts";

/** How a box looks: to be filled in, filled in by the page, or by the key; and what was found of what is typed in it. */
export type Look = { typed: string, value?: number, is: "right" | "wrong" | "follows" | "empty" | "given" | "key" };

const MARKS = { right: "M2 6.5l3 3 5-7", wrong: "M2.5 2.5l7 7M9.5 2.5l-7 7", follows: "M10 9.5v-3H2.5M5.5 3.5l-3 3 3 3", empty: "", given: "", key: "" };
const SAID = { right: "right", wrong: "not yet right", follows: "follows from your z", empty: "", given: "filled in", key: "from the key" };
const INPUT = 54; // pixels: the width of an input
const [LABEL, BOX, LETTER, PAD] = [50, 92, 20, 8]; // the parts of a card with boxes, side by side
const CARD = LABEL + BOX + LETTER + BOX + 3 * PAD;
const PLAIN = 74; // the width of a card without boxes
const HEAD = 24; // the height of a card's name
const BETWEEN = 12; // between two cards of a layer
const TARGET = 22; // below the outputs' cards, where these have no boxes
const LOW = 200; // a diagram that is no higher stays in sight above the list
const LEAST = 14; // between two layers: as much as a sheet of paper leaves

/** @param onType gets what is typed into a box, and whether Enter has ended it; onLook the box that has the focus; onHint is the button below the box that was judged. */
export function sheet({ sizes, boxes, signal, onType, onLook, onHint }: { onHint: () => void, sizes: number[], boxes: Box[], signal: AbortSignal, onType: (name: string, text: string) => void, onLook: (name: string) => void }) {
  const L = sizes.length - 1;
  const units = (l: number) => Array.from({ length: sizes[l] }, (_, i) => i + 1);
  const text = (className: string, anchor = "start", content = "") => svg("text", { class: className, "text-anchor": anchor }, content);
  const root = svg("svg", { role: "img" });
  const inputs = units(0).map((j) => ({ pill: svg("rect", { class: "nn-pill", rx: 13, height: 26, width: INPUT }), name: text("nn-small", "start", `x${sizes[0] > 1 ? index(j) : ""}`), value: text("nn-input-value", "middle") }));
  const edges = svg("g");
  const cards = units(L).length ? Array.from({ length: L }, (_, i) => i + 1).flatMap((l) => units(l).map((j) => {
    const rows = [...units(l - 1), 0].map(() => ({ label: text("nn-weight-value", "end"), edge: svg("path", { class: "nn-edge" }) }));
    edges.append(...rows.slice(0, -1).map(({ edge }) => edge));
    const parts = { frame: svg("rect", { class: "nn-card", rx: 8, style: `stroke: var(--nn-${colourOf(l, L + 1)})` }), name: text("nn-card-name", "start", unit(sizes, l, j)), head: text("nn-small", "end", "slope"), target: text("nn-a", "end") };
    return { l, j, rows, ...parts };
  })) : [];
  const cost = text("nn-small", "end", "cost");
  root.append(edges, ...inputs.flatMap(({ pill, name, value }) => [pill, name, value]));
  for (const { frame, name, head, target, rows } of cards) root.append(frame, name, head, target, ...rows.map(({ label }) => label));
  root.append(cost);

  const list = html("div", { class: "nn-boxes", role: "group", "aria-label": "Boxes in the order of a pass" });
  const back = boxes.findIndex(({ kind }) => kind === "delta"); // the first box of the way back
  const blanks = boxes.map((box, i) => {
    const name = called(sizes, box);
    const input = html("input", { type: "text", class: "nn-blank-input", "aria-label": name, autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "next" });
    const path = svg("path", {});
    const short = html("span", { class: "nn-letter", "aria-hidden": "true" }, letter(box));
    const element = html("label", { class: `nn-blank nn-of-${box.kind}`, "data-box": box.name }, short, html("span", { class: "nn-long", "aria-hidden": "true" }, name), html("span", { class: "nn-field" }, input, svg("svg", { class: "nn-mark", viewBox: "0 0 12 12", "aria-hidden": "true" }, path)));
    input.addEventListener("focus", () => onLook(box.name), { signal });
    input.addEventListener("change", () => input.readOnly || onType(box.name, input.value.trim()), { signal });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (!input.readOnly) onType(box.name, input.value.trim());
      blanks[(i + 1) % blanks.length].input.focus();
    }, { signal });
    if (i === 0) list.append(html("p", { class: "nn-part" }, "Forward: sums, activations, the cost"));
    if (i === back) list.append(html("p", { class: "nn-part" }, "Back: errors and slopes"));
    list.append(element);
    return { box, name, input, path, element };
  });
  const stage = html("div", { class: "nn-sheet" }, root, list);
  const said = html("span", { "aria-hidden": "true" }); // a screen reader hears it in the sentence
  const verdict = html("div", { class: "nn-judged" }, said, button({ label: "Hint", signal, onClick: onHint }));

  /** Where each part is, for cards with boxes or without. */
  function place(width: number) {
    const wide = width >= INPUT + L * (CARD + LEAST);
    stage.classList.toggle("nn-listed", !wide);
    const row = !wide ? 18 : matchMedia("(pointer: coarse)").matches ? 50 : 42;
    const card = wide ? CARD : PLAIN;
    const gap = Math.min(wide ? 120 : 90, (width - INPUT - L * card) / L);
    const left = (l: number) => INPUT + l * gap + (l - 1) * card;
    const rows = (l: number) => (wide ? Math.max(sizes[l - 1] + 1, 3) : sizes[l - 1] + 1);
    const high = (l: number) => HEAD + rows(l) * row + PAD;
    const below = wide ? row + PAD : TARGET; // the cost or the target, under the outputs
    const column = (l: number) => sizes[l] * (high(l) + BETWEEN) - BETWEEN + (l === L ? below : 0);
    const height = Math.max(...Array.from({ length: L }, (_, i) => column(i + 1)), sizes[0] * 60);
    const top = (l: number, j: number) => (height - column(l)) / 2 + (j - 1) * (high(l) + BETWEEN);
    const out = (l: number, j: number) => (l === 0 ? [INPUT, (height * (j - 0.5)) / sizes[0]] : [left(l) + card, top(l, j) + high(l) / 2]);
    sized(root, wide ? left(L) + card + 1 : width, height);
    for (const [i, { pill, name, value }] of inputs.entries()) {
      const [, y] = out(0, i + 1);
      at(pill, 0, y - 13);
      at(name, 3, y - 18);
      at(value, INPUT / 2, y + 5);
    }
    const spots: Record<string, [number, number]> = {};
    for (const { l, j, rows: ports, frame, name, head, target } of cards) {
      const [x, y] = [left(l), top(l, j)];
      at(frame, x, y);
      set(frame, "width", card);
      set(frame, "height", high(l));
      at(name, x + PAD, y + 17);
      at(head, x + PAD + LABEL + BOX - 2, y + 17);
      set(head, "visibility", wide ? "visible" : "hidden");
      if (l === L) at(target, wide ? x + card - PAD : x + card, wide ? y + 17 : y + high(l) + 17);
      for (const [i, { label, edge }] of ports.entries()) {
        const middle = y + HEAD + (i + 0.5) * row;
        at(label, wide ? x + LABEL + 3 : x + card - PAD, middle + 4);
        if (i < sizes[l - 1]) {
          const [fromX, fromY] = out(l - 1, i + 1);
          set(edge, "d", `M${fromX.toFixed(1)},${fromY.toFixed(1)}L${x},${middle.toFixed(1)}`);
          spots[`dW${l}_${i + 1}_${j}`] = [x + PAD + LABEL, middle];
        } else spots[`db${l}_${j}`] = [x + PAD + LABEL, middle];
      }
      for (const [i, kind] of ["z", "a", "delta"].entries()) spots[`${kind}${l}_${j}`] = [x + 2 * PAD + LABEL + BOX, y + HEAD + (i + 0.5) * row];
    }
    spots.C = [left(L) + 2 * PAD + LABEL + BOX, top(L, sizes[L]) + high(L) + PAD + row / 2];
    at(cost, spots.C[0] - 2, spots.C[1] + 4);
    set(cost, "visibility", wide ? "visible" : "hidden");
    root.classList.toggle("nn-stays", !wide && height <= LOW);
    for (const { box, element } of blanks) {
      const [x, y] = spots[box.name];
      element.style.left = wide ? `${x.toFixed(1)}px` : "";
      element.style.top = wide ? `${y.toFixed(1)}px` : "";
    }
  }

  return {
    element: stage,
    place,
    /** Show the network's own numbers, and each box as it looks. */
    draw({ theta, x, y }: Numbers, looks: Map<string, Look>) {
      const { weightsAt, biasesAt } = layout(sizes);
      for (const [i, { value }] of inputs.entries()) tell(value, x[i], worked);
      for (const { l, j, rows, target } of cards) {
        for (const [i, { label, edge }] of rows.entries()) {
          const isBias = i === sizes[l - 1];
          const value = theta[isBias ? biasesAt[l - 1] + j - 1 : weightsAt[l - 1] + (j - 1) * sizes[l - 1] + i];
          write(label, isBias ? `${value < 0 ? "−" : "+"} ${worked(Math.abs(value))}` : `× ${worked(value)}`);
          label.classList.toggle("nn-bias", isBias);
          set(edge, "stroke-width", edgeWidth(value));
        }
        if (l === L) write(target, `y${sizes[L] > 1 ? index(j) : ""} = ${worked(y[j - 1])}`);
      }
      const inputs_ = x.map((value, i) => `x${index(i + 1)} is ${worked(value)}`).join(", ");
      set(root, "aria-label", `Diagram: ${inputs_}; the target is ${y.map((value) => worked(value)).join(" and ")}`);
      const next = boxes.find(({ name }) => looks.get(name)?.is === "empty");
      for (const { box, name, input, path, element } of blanks) {
        const { typed, value, is } = looks.get(box.name) as Look;
        const text = value === undefined ? typed : worked(value);
        if (input.value !== text && (document.activeElement !== input || value !== undefined || !typed)) input.value = text;
        set(input, "data-value", value ?? false);
        input.readOnly = is === "given" || is === "key";
        set(input, "aria-label", SAID[is] ? `${name}, ${SAID[is]}` : name);
        set(input, "aria-invalid", is === "wrong" && "true");
        set(element, "data-is", is);
        set(element, "data-next", box === next);
        set(path, "d", MARKS[is]);
      }
    },
    /** In the list, write what was found of a box directly below it. */
    judge(name: string, text: string) {
      const { element } = blanks.find(({ box }) => box.name === name) ?? {};
      if (!element) return verdict.remove();
      if (element.nextSibling !== verdict) element.after(verdict);
      write(said, text);
    },
    /** Put the focus into a box. */
    focus: (name: string) => blanks.find(({ box }) => box.name === name)?.input.focus({ preventScroll: false }),
  };
}

/** Put a part of the drawing at a place. */
function at(part: SVGElement, x: number, y: number) {
  set(part, "x", x.toFixed(1));
  set(part, "y", y.toFixed(1));
}
