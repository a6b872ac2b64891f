// Python's widgets in the page: each is shown by the host that shows the book's own, and its traits go both ways.
import { make } from "./cell.ts";
import type { CommData, FromWorker, ToWorker } from "./protocol.ts";

type Values = Record<string, unknown>;
const SHARED = /^\w+-[0-9a-f]{16}\.css$|^\w+-\w+-[0-9a-f]{16}\.js$/; // a file of the book's, in place of a program's text

export class Widgets {
  #models = new Map<string, { model: ReturnType<typeof nnHost.model>; state: Values }>();
  #boxes = new Map<string, Values>(); // HBox and VBox: they hold widgets, and have no program
  #lines = new Map<string, Line>();
  #shown: Promise<void>[] = []; // widgets that take over what the reader has set before

  readonly send: (message: ToWorker) => void;

  constructor(send: (message: ToWorker) => void) {
    this.send = send;
  }

  /** Take a message that is about widgets; answers whether it was one. */
  take(message: FromWorker) {
    if (message.kind === "received") this.#lines.get(message.id)?.received();
    else if (message.kind === "comm_open") this.#open(message.id, message.data, message.buffers);
    else if (message.kind === "comm_msg") this.#models.get(message.id)?.model.receive(joined(message.data, message.buffers));
    else return message.kind === "comm_close";
    return true;
  }

  #open(id: string, data: CommData, buffers: Uint8Array[]) {
    const state = joined(data, buffers);
    if (Array.isArray(state.children)) this.#boxes.set(id, state);
    if (state._model_module !== "anywidget") return;
    const sources: Record<string, string> = {};
    for (const [name, value] of Object.entries(state)) {
      if (typeof value !== "string" || !name.startsWith("_")) continue;
      if (SHARED.test(value)) sources[name] = value;
      else if (name === "_esm") (globalThis.nnSources ??= {})[(sources[name] = `own-${id}`)] = value;
    }
    const line = new Line(id, this.send);
    this.#lines.set(id, line);
    this.#models.set(id, { model: nnHost.model(id, state, sources, (changed) => line.changed(changed)), state });
  }

  /** A place for a widget, under an id that no other place has. */
  place(id: string, wanted = ""): HTMLElement {
    const known = this.#models.get(id);
    const box = this.#boxes.get(id);
    if (box) {
      const children = (box.children as string[]).map((child) => this.place(child.replace("IPY_MODEL_", "")));
      return make("div", { className: box._model_name === "HBoxModel" ? "nn-box nn-across" : "nn-box" }, ...children);
    }
    if (!known) return make("p", { className: "nn-message" }, "This control is for a notebook: open the lesson in JupyterLab.");
    const kind = String(known.state._anywidget_id).split(".").at(-1)!.toLowerCase();
    const place = make("div", { className: "nn-widget", id: wanted.startsWith(`${kind}-`) ? wanted : free(kind) });
    Object.assign(place.dataset, { kind, model: id, root: ROOT });
    this.#shown.push(nnHost.show(place));
    return place;
  }

  /** Once what the reader has set in the places that are shown is on its way to Python: the next cell may read it. */
  async restored() {
    await Promise.all(this.#shown.splice(0));
  }

  /** Python has ended: its widgets stay in the page, and nobody listens to them any more. */
  cut() {
    for (const line of this.#lines.values()) line.cut();
    this.#lines.clear();
    this.#models.clear();
  }
}

const ROOT = new URL("../widgets/", import.meta.url).href;

/** A widget's line to Python: while Python has not taken one change, later ones wait, the newest value of each trait. */
class Line {
  #waiting: Values | null = null;
  #busy = false;

  readonly id: string;
  send: ((message: ToWorker) => void) | null;

  constructor(id: string, send: (message: ToWorker) => void) {
    this.id = id;
    this.send = send;
  }

  changed(traits: Values) {
    if (!this.send) return;
    this.#waiting = { ...this.#waiting, ...traits };
    if (!this.#busy) this.#go();
  }
  received() {
    this.#busy = false;
    if (this.#waiting) this.#go();
  }
  cut() {
    this.send = null;
  }
  #go() {
    const { state, paths, buffers } = parted(this.#waiting!);
    this.#waiting = null;
    this.#busy = true;
    this.send?.({ kind: "changed", id: this.id, data: JSON.stringify({ method: "update", state, buffer_paths: paths }), buffers });
  }
}

/** The first id of a kind that no element has. */
function free(kind: string) {
  let n = 1;
  while (document.getElementById(`${kind}-${n}`)) n++;
  return `${kind}-${n}`;
}

/** A state with its bytes put where they belong. */
function joined({ state = {}, buffer_paths = [] }: CommData, buffers: Uint8Array[]) {
  buffer_paths.forEach((path, i) => {
    const parent = path.slice(0, -1).reduce((value: any, key) => value[key], state);
    const bytes = buffers[i];
    parent[path.at(-1)!] = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  });
  return state;
}

/** A state and, apart from it, its bytes with their places. */
function parted(state: Values) {
  const paths: (string | number)[][] = [];
  const buffers: Uint8Array[] = [];
  const walk = (value: unknown, path: (string | number)[]): unknown => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      paths.push(path);
      buffers.push(value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice());
      return undefined;
    }
    if (Array.isArray(value)) return value.map((part, i) => walk(part, [...path, i]));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part, [...path, key])]));
  };
  return { state: walk(state, []) as Values, paths, buffers };
}
