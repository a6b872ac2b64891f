// A cell of the page: its code, which the reader may change, and its output, which takes the place of the book's.

export type CellState = "" | "waiting" | "running" | "ran" | "failed";

export class Cell {
  state: CellState = "";
  output: HTMLElement | null = null; // the region of what has run here
  readonly number: number;
  readonly element: HTMLElement; // the whole cell
  readonly pre: HTMLElement | null; // its code, where the page shows it
  readonly book: HTMLElement | null; // the output that came with the book
  readonly original: string;
  readonly exercise: string; // the exercise that its code answers, or ""
  readonly judging: string; // the exercise's data, which judge the value of the code, as JSON, or ""
  readonly name: string; // in a sentence, such as "cell 3"
  #code: string;

  /** `hidden` is the code of a cell where the page shows none. */
  constructor(number: number, element: HTMLElement, hidden: string) {
    this.number = number;
    this.element = element;
    this.pre = element.querySelector<HTMLElement>(".cell_input pre");
    this.book = element.querySelector<HTMLElement>(":scope > .cell_output");
    const box = element.closest<HTMLElement>(".nn-answer");
    this.exercise = box?.dataset.exercise ?? "";
    this.judging = box ? JSON.stringify(JSON.parse(document.getElementById("nn-exercises")!.textContent!)[this.exercise]) : "";
    this.name = box ? `your answer to exercise ${box.dataset.number}` : `cell ${number}`;
    this.original = this.#code = this.pre ? (this.pre.textContent ?? "").replace(/\n$/, "") : hidden;
  }

  get code() {
    return this.#code;
  }
  /** Change the code, in whichever way: the page hears of it. */
  set code(text: string) {
    if (text === this.#code) return;
    this.#code = text;
    this.element.dispatchEvent(new CustomEvent("nn-code", { bubbles: true, detail: this }));
  }
  /** Its name as a sentence begins. */
  get title() {
    return this.name[0].toUpperCase() + this.name.slice(1);
  }
  get edited() {
    return this.#code !== this.original;
  }

  /** The place of an output, in the look of the book's own. */
  region() {
    const region = make("div", { className: "cell_output docutils container nn-output" });
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", `Output of ${this.name}`);
    return region;
  }

  /** Put the book's own output back. */
  restore() {
    const { output, book } = this;
    if (!output) return;
    for (const place of output.querySelectorAll<HTMLElement>(".nn-widget")) nnHost.remove(place);
    if (book) {
      output.replaceWith(book);
      for (const place of book.querySelectorAll<HTMLElement>(".nn-widget")) void nnHost.show(place);
    } else output.remove();
    this.output = null;
  }

  /** Say on the page what the cell is doing. */
  mark(state: CellState) {
    this.state = state;
    this.element.dataset.state = state;
    this.element.dispatchEvent(new CustomEvent("nn-state", { bubbles: true, detail: this }));
  }
}

/** An element with these properties and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A part of an output that is text. */
export const textPart = (kind: string, text: string) =>
  make("div", { className: `output ${kind}` }, make("div", { className: "highlight" }, make("pre", {}, text)));
