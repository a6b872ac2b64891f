// Live: gives every code cell of a page its buttons. A classic script; all else is loaded at the first Run or click.
import { Cell, make } from "./cell.ts";
import { numbersOf } from "../../nnlib/widgets/shared/core/typed.ts";
import { forget, remember, versionOf } from "./memory.ts";
import type { Page, Session } from "./session.ts";

const script = document.currentScript as HTMLScriptElement;
const FROM_DISK =
  "Opened from a disk, a page cannot start Python: serve the book's folder with “python -m http.server” and open the address that it prints, or open the book on its website.";

const { manifest, session: sessionFile, editor: editorFile } = script.dataset;
const beside = (file: string) => new URL(file, script.src).href;
const onDisk = location.protocol === "file:";

let session: Promise<Session> | undefined;
const status = make("p", { className: "nn-python-status" });
status.setAttribute("role", "status");

const hint = make("span", { className: "nn-python-hint", textContent: "All code runs in this page: change a line and press Run." });

/** The page's Python, whose program is loaded when it is first wanted. */
function python() {
  session ??= import(beside(sessionFile!)).then((module: typeof import("./session.ts")) =>
    new module.Session(beside(manifest!), cells, page),
  );
  return session;
}

function run(wanted: (python: Session) => void) {
  bar.dataset.on = "";
  hint.remove(); // the bar now says what Python is doing
  if (onDisk) status.textContent = FROM_DISK;
  else python().then(wanted, () => (status.textContent = "Python could not be loaded: reload the page and try again."));
}

function button(text: string, title: string, onclick: () => void) {
  const made = make("button", { type: "button", textContent: text, title, onclick });
  made.className = "nn-button";
  return made;
}

const cells = [...document.querySelectorAll<HTMLElement>("div.cell")].flatMap((element, i) => {
  const hidden = element.querySelector("script.nn-code")?.textContent;
  const cell = new Cell(i + 1, element, hidden ? JSON.parse(hidden) : "");
  return cell.original ? [cell] : [];
});
/** The editors in exercises: what a reader writes there runs only when they ask for it. */
const answers = [...document.querySelectorAll<HTMLElement>(".nn-code-answer")].map((element, i) => new Cell(cells.length + i + 1, element, ""));

const bar = document.querySelector<HTMLElement>(".nn-python")!; // its place is in the page, so that nothing jumps
const stop = button("Stop", "End what is running; all names are gone then", () => run((python) => python.stop()));
const restart = button("Restart Python", "Start anew, without any names", () => run((python) => python.restart()));
const all = button("Run all", "Run every cell of this page, from the first", () => run((python) => python.runAll()));
const reset = button("Reset page", "The page as the book has it: code, outputs and widgets; your answers stay", async () => {
  for (const cell of cells) cell.code = cell.original;
  await globalThis.nnHost?.reset();
  for (const cell of cells) cell.restore();
  forget();
  if (session) run((python) => python.restart());
  else reset.hidden = true;
});
stop.hidden = restart.hidden = reset.hidden = true;
const come = make("progress", { max: 1, hidden: true });
come.setAttribute("aria-label", "Python's files");
const megabytes = make("span", { className: "nn-python-come", hidden: true });

const page: Page = {
  say: (sentence) => (status.textContent = sentence),
  progress(bytes, of) {
    come.value = bytes / of;
    come.hidden = megabytes.hidden = bytes >= of;
    megabytes.textContent = `${(bytes / 1e6).toFixed(1)} of ${(of / 1e6).toFixed(1)} MB`;
  },
  state(busy, started) {
    bar.toggleAttribute("data-busy", busy);
    stop.hidden = !busy;
    restart.hidden = !started;
    if (started) reset.hidden = false;
    all.disabled = busy;
  },
};

const versions = new Set([...cells, ...answers].map(versionOf));

/** Give one cell its buttons and, at a click, its editor. */
function equip(cell: Cell) {
  const input = cell.element.querySelector<HTMLElement>(".cell_input")!;
  const pre = cell.pre!;
  const runs = cell.exercise
    ? button("Check answer", "Run your code (Shift+Enter), after the cells above it, and check the value of its last line", () => {
        const numbers = numbersOf(cell.code); // no code: they need no Python
        if (numbers?.length === JSON.parse(cell.judging).right.length) cell.element.dispatchEvent(new CustomEvent("nn-number", { bubbles: true, detail: cell.code }));
        else run((python) => python.run(cell));
      })
    : button("Run", "Run this cell (Shift+Enter), after those above it", () => run((python) => python.run(cell)));
  const resets = button("Reset code", "The code as the book has it", () => (cell.code = cell.original));
  resets.hidden = true;
  const state = make("span", { className: "nn-cell-state" });
  const note = make("p", { className: "nn-cell-note" });
  note.setAttribute("role", "status");
  input.after(make("div", { className: "nn-cell-bar" }, runs, resets, state), note);
  const coloured = [...pre.childNodes];
  cell.element.addEventListener("nn-code", () => {
    if (cell.edited) pre.textContent = `${cell.code}\n`; // what Copy copies, and paper shows
    else pre.replaceChildren(...coloured);
    resets.hidden = !cell.edited;
    if (cell.edited) reset.hidden = false;
  });
  cell.element.addEventListener("nn-state", () => {
    state.textContent = { waiting: "waits", running: "runs …", ran: "✓ ran", failed: "", "": "" }[cell.state];
    runs.disabled = cell.state === "waiting" || cell.state === "running";
  });
  cell.element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.shiftKey || !(event.target as Element).closest(".cell_input")) return;
    event.preventDefault();
    runs.click();
  });
  pre.setAttribute("tabindex", "0");
  // The theme takes everything that does not scroll out of the tabs' order, whenever a page changes.
  Object.defineProperty(pre, "tabIndex", { get: () => Number(pre.getAttribute("tabindex") ?? -1), set: () => {} });
  pre.setAttribute("role", "group");
  pre.setAttribute("aria-label", cell.exercise ? cell.title : `Code of ${cell.name}; Enter begins to edit it`);
  const edit = async (at: number) => {
    const { edit } = (await import(beside(editorFile!))) as typeof import("./editor.ts");
    edit(cell, at, async (text) => (session ? (await session).complete(text) : []));
  };
  pre.addEventListener("focus", () => void import(beside(editorFile!)).catch(() => {}));
  pre.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target === pre) event.preventDefault(), void edit(0);
  });
  pre.addEventListener("click", () => {
    const chosen = getSelection();
    if (chosen?.isCollapsed) void edit(offset(pre, chosen)); // a selection is for copying
  });
  remember(cell, note, versions);
}

/** How many letters of the code come before the place that was clicked. */
function offset(pre: HTMLElement, chosen: Selection) {
  if (!chosen.anchorNode || !pre.contains(chosen.anchorNode)) return 0;
  const range = document.createRange();
  range.setStart(pre, 0);
  range.setEnd(chosen.anchorNode, chosen.anchorOffset);
  return range.toString().length;
}

/** What other scripts of the page may use: a cell's `code` can be set, and "nn-code" bubbles from it when it changes. */
Object.assign(globalThis, { nnLive: { cells } });

if (manifest && cells.some((cell) => cell.pre)) {
  bar.append(status, come, megabytes, stop, all, hint, restart, reset);
  for (const cell of [...cells, ...answers]) if (cell.pre) equip(cell);
} else bar.remove();
