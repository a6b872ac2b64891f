// The session: the page's Python. It runs cells in order, those above first, and shows what they do.
import type { Cell } from "./cell.ts";
import { Output } from "./output.ts";
import type { FromWorker } from "./protocol.ts";
import { Python } from "./python.ts";
import { Widgets } from "./widgets.ts";

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
const GONE = "All names are gone: the next Run begins anew, with the cells above.";

/** What the session has the page show. */
export type Page = {
  say(sentence: string): void;
  progress(bytes: number, of: number): void; // of Python's files
  state(busy: boolean, started: boolean): void;
};

export class Session {
  readonly address: string; // of the list of Python's files
  readonly cells: Cell[];
  #page: Page;
  #python: Python | null = null;
  #queue: Cell[] = [];
  #output: Output | null = null; // of the cell that runs
  #widgets = new Widgets((message) => this.#python?.send(message));

  constructor(address: string, cells: Cell[], page: Page) {
    this.address = address;
    this.cells = cells;
    this.#page = page;
  }

  /** Run a cell; those above it that have not run yet run first. */
  run(cell: Cell) {
    const isAbove = (other: Cell) => other.element.compareDocumentPosition(cell.element) & Node.DOCUMENT_POSITION_FOLLOWING;
    const above = this.cells.filter((other) => isAbove(other) && other.state !== "ran");
    return this.#run([...above, cell]);
  }

  runAll() {
    return this.#run(this.cells);
  }

  /** End whatever runs. Nothing but the worker's end stops a loop without an end, and all names go with it. */
  stop() {
    return this.#anew(`Stopped. ${GONE}`);
  }

  restart() {
    return this.#anew(`Python was started anew. ${GONE}`);
  }

  /** The names that could go on from this text; none while Python is busy or not there. */
  async complete(text: string) {
    return this.#python?.started && !this.#queue.length ? this.#python.complete(text) : [];
  }

  async #anew(sentence: string) {
    this.#end(sentence);
    const python = this.#begin();
    await python.ready.catch(() => {});
    if (python === this.#python && !this.#queue.length) this.#rest(`${sentence} Python is ready.`);
  }

  /** The Python that runs, or a new one. */
  #begin() {
    if (this.#python) return this.#python;
    let come = 0;
    let all = 0;
    const python = new Python(this.address, {
      starts: (bytes) => {
        all = bytes;
        this.#page.say(`Python starts in this page: ${megabytes(bytes)}, once, from this book's own folder.`);
      },
      come: (bytes) => this.#page.progress((come += bytes), all),
      message: (message) => python === this.#python && this.#take(message),
    });
    this.#python = python;
    this.#page.state(true, false);
    python.over.catch((reason: Error) => {
      if (python !== this.#python) return; // it was ended on purpose
      if (python.started) this.#end(`Python has ended: ${reason.message}. ${GONE}`);
      else this.#end(`Python could not start: ${reason.message}. Press Run to try again.`);
    });
    return python;
  }

  /** Nothing runs any more, and Python has gone. */
  #end(sentence: string) {
    const python = this.#python;
    this.#python = null;
    python?.end(sentence);
    for (const cell of new Set([...this.cells, ...this.#queue])) cell.mark("");
    this.#queue = [];
    this.#output?.end("This cell was stopped.");
    this.#output = null;
    this.#widgets.cut();
    this.#page.progress(1, 1);
    this.#rest(sentence);
  }

  /** Nothing runs. */
  #rest(sentence: string) {
    this.#page.say(sentence);
    this.#page.state(false, this.#python !== null);
  }

  async #run(cells: Cell[]) {
    const busy = this.#queue.length > 0;
    for (const cell of cells) {
      if (this.#queue.includes(cell)) continue;
      this.#queue.push(cell);
      cell.mark("waiting");
    }
    if (busy) return; // the loop below goes on with these
    const python = this.#begin();
    this.#page.state(true, python.started);
    try {
      await python.ready;
      this.#page.progress(1, 1);
      while (this.#queue.length) await this.#runFirst(python);
    } catch {
      // This Python is over: #end has said so.
    }
  }

  /** Run the first of the cells that wait. */
  async #runFirst(python: Python) {
    const [cell, ...later] = this.#queue;
    this.#page.say(`${cell.title} runs${later.length ? `, ${later.length} more after it` : ""}.`);
    this.#page.state(true, true);
    cell.mark("running");
    this.#output = new Output(cell, this.#widgets);
    const well = await python.run(cell);
    this.#output.end();
    this.#output = null;
    await Promise.race([python.over, this.#widgets.restored()]);
    cell.mark(well ? "ran" : "failed");
    const after = this.#queue.slice(1);
    this.#queue = well ? after : [];
    if (this.#queue.length) return;
    if (well) return this.#rest("Python is ready.");
    for (const other of after) other.mark("");
    const left = after.length ? ` ${after.length === 1 ? "The cell" : `The ${after.length} cells`} after it did not run.` : "";
    this.#rest(`${cell.title} ended with an error.${left} Python is ready.`);
  }

  /** One message of Python's. */
  #take(message: FromWorker) {
    if (message.kind === "fetching") {
      this.#page.say(`${message.title}, ${megabytes(message.bytes)}, is fetched from this book's own folder.`);
    } else if (message.kind === "verdict") {
      this.#output?.cell.element.dispatchEvent(new CustomEvent("nn-verdict", { bubbles: true, detail: message }));
    } else if (!this.#widgets.take(message)) this.#output?.take(message);
  }
}
