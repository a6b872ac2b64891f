// Memory: what a reader wrote into a cell, and what it printed, are there again when they come back.
//
// An edit is kept as of the book's code. Where that has changed since, it is offered, and not applied.
import { make, textPart, type Cell } from "./cell.ts";

const LONGEST = 5000; // letters of an output: what is longer is quickly printed again

const keys = () => Object.keys(nnKept.all()[nnKept.lesson] ?? {});

/** What the book's code is, whatever the reader makes of it. */
export const versionOf = (cell: Cell) => nnKept.digest([cell.exercise, cell.original]);

/**
 * Put into a cell what is kept of it, and keep what becomes of it. `note` is a place below the code for a sentence;
 * `known` are the versions of all the page's cells: what is kept of another is of code that the book has no more.
 */
export function remember(cell: Cell, note: HTMLElement, known: Set<string>) {
  const same = `code:${versionOf(cell)}:`; // the book's code may have moved to another place
  const own = keys().find((key) => key.startsWith(same)) ?? same + cell.element.id;
  const tell = (...parts: (Node | string)[]) => note.replaceChildren(...parts);

  const kept = nnKept.get(own)?.value;
  if (typeof kept === "string") cell.code = kept;
  const older = keys().find((key) => key.startsWith("code:") && key.endsWith(`:${cell.element.id}`) && !known.has(key.split(":")[1]));
  if (older) tell(...offer(older));
  printedBefore(cell);

  cell.element.addEventListener("nn-code", () => {
    const problem = cell.edited ? nnKept.set(own, cell.code) : nnKept.remove(own);
    if (problem) tell(problem);
  });
  cell.element.addEventListener("nn-state", () => {
    if (cell.state !== "ran") return;
    const text = textOf(cell.output);
    if (text && text !== textOf(cell.book) && text.length <= LONGEST) nnKept.set(outputKey(cell), text, nnKept.digest(cell.code));
    else if (nnKept.get(outputKey(cell))) nnKept.remove(outputKey(cell));
  });

  /** The book's code has changed since the reader wrote theirs: they may have it, or not. */
  function* offer(older: string) {
    const answer = (text: string, act: () => void) =>
      make("button", { type: "button", className: "nn-button", textContent: text, onclick: () => (act(), nnKept.remove(older), tell()) });
    yield "The book’s code has changed since you changed it here. ";
    yield answer("Show your version", () => (cell.code = String(nnKept.get(older)?.value)));
    yield " ";
    yield answer("Forget it", () => {});
  }
}

/** Forget what is kept of this page's cells and widgets; the answers to its exercises stay. */
export function forget() {
  for (const key of keys()) if (/^(code|output):.*\bcell-|^widget:/.test(key)) nnKept.remove(key);
}

const outputKey = (cell: Cell) => `output:${cell.element.id}`;

/** An output that is text and nothing else, as text; otherwise nothing. */
function textOf(output: HTMLElement | null) {
  const parts = [...(output?.children ?? [])];
  return parts.every((part) => part.matches(".stream, .text_plain")) ? parts.map((part) => part.textContent).join("") : "";
}

/** Show what the cell's code printed on the last visit, if it is that code still. */
function printedBefore(cell: Cell) {
  const kept = nnKept.get(outputKey(cell));
  if (typeof kept?.value !== "string" || kept.version !== nnKept.digest(cell.code) || cell.book?.querySelector(".nn-widget")) return;
  const region = cell.region();
  region.append(make("p", { className: "nn-from-before" }, "From your last visit:"), textPart("stream", kept.value));
  if (cell.book) cell.book.replaceWith(region);
  else cell.element.append(region);
  cell.output = region;
}
