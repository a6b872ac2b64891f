// One life of Python: a worker from its start to its end, and what it sends on the way.
import type { Cell } from "./cell.ts";
import type { FromWorker, Manifest, ToWorker } from "./protocol.ts";

declare const WORKER: string; // the worker's file, put in by the build

export type Listener = {
  starts(bytes: number): void; // all that has to come
  come(bytes: number): void; // so much of it
  message(message: FromWorker): void;
};

export class Python {
  readonly ready: Promise<void>;
  readonly over: Promise<never>; // rejected when this Python ends, with the reason
  started = false;
  #worker: Worker | null = null;
  #life = new AbortController();
  #fail!: (reason: Error) => void;
  #ended: ((well: boolean) => void) | null = null; // takes how the running cell ended
  #asked = new Map<number, (names: string[]) => void>(); // what waits for completions

  /** `address` is that of the list of Python's files. */
  constructor(address: string, listener: Listener) {
    this.over = new Promise((_, failed) => (this.#fail = failed));
    this.over.catch(() => {}); // it ends some day, and who needs to know listens
    this.ready = this.#load(address, listener);
    this.ready.then(() => (this.started = true), (error: Error) => this.end(error.message));
  }

  /** Run one cell; answers whether it ended without an error. */
  run({ number, code: source, judging }: Cell) {
    this.send({ kind: "run", number, source, judging });
    return Promise.race([this.over, new Promise<boolean>((done) => (this.#ended = done))]);
  }

  /** The names that could go on from this text. */
  complete(text: string) {
    const ask = this.#asked.size + 1;
    this.send({ kind: "complete", text, ask });
    return new Promise<string[]>((done) => this.#asked.set(ask, done));
  }

  send(message: ToWorker) {
    this.#worker?.postMessage(message);
  }

  /** End it, whatever it is doing. */
  end(reason: string) {
    this.#life.abort();
    this.#worker?.terminate();
    this.#worker = null;
    this.#fail(new Error(reason));
  }

  async #load(address: string, listener: Listener) {
    const answer = await fetch(address, { signal: this.#life.signal });
    if (!answer.ok) throw new Error("the list of its files is missing from this book's folder");
    const manifest: Manifest = await answer.json();
    listener.starts(manifest.bytes);
    const lock = `nn-python-${Math.random()}`; // the worker holds it as long as it lives
    const worker = (this.#worker = new Worker(new URL(WORKER, import.meta.url), { type: "module" }));
    worker.onerror = () => this.end("its program could not be loaded");
    const ready = new Promise<void>((done) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind === "ready") done();
        else if (data.kind === "progress") listener.come(data.bytes);
        else if (data.kind === "broken") this.end(data.sentence.trim().split("\n").at(-1)!.replace(/\.$/, ""));
        else if (data.kind === "ended") this.#ended?.(data.well);
        else if (data.kind === "completed") this.#asked.get(data.ask)?.(data.names), this.#asked.delete(data.ask);
        else listener.message(data);
      };
    });
    this.send({ kind: "start", root: new URL(".", address).href, manifest, lock });
    await Promise.race([ready, this.over]);
    const released = () => this.end("it was closed, perhaps because its memory was full");
    navigator.locks?.request(lock, { signal: this.#life.signal }, released).catch(() => {}); // refused: it ended on purpose
  }
}
