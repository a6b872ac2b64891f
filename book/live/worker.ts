// The worker: Python, loaded once from the book's own folder, runs one cell after the other, apart from the page.
import type { FromWorker, Manifest, ToWorker } from "./protocol.ts";

type Proxy = { toJs(): unknown };
type Page = {
  start(post: (json: string, buffers: Proxy) => void, fetch: (file: string, title: string, bytes: number) => Uint8Array | null, packages: string): void;
  run(number: number, source: string, judging: string): boolean;
  receive(id: string, data: string, buffers: Uint8Array[]): void;
  complete(text: string): { toJs(): string[] };
};

let page: Page;
const ahead = new Map<string, Uint8Array>(); // files that are fetched while the interpreter starts

const post = (message: FromWorker) => self.postMessage(message);

/** A file's bytes, at once: the worker may wait, and an import in Python has to. Null where it is missing. */
function fetchAtOnce(address: string): Uint8Array | null {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.responseType = "arraybuffer";
  try {
    request.send();
  } catch {
    return null;
  }
  return request.status === 200 ? new Uint8Array(request.response) : null;
}

/** Report how much of an answer has come. */
async function count(answer: Response) {
  const reader = answer.body!.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) post({ kind: "progress", bytes: part.value.length });
}

/** Whether this website lets pages compile WebAssembly: asked of the smallest module there is. */
function mayCompile() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

/** Load the interpreter and the book's own package. */
async function start(root: string, manifest: Manifest) {
  if (!mayCompile()) throw new Error("this website's Content-Security-Policy lacks 'wasm-unsafe-eval', which Python needs");
  const interpreter = root + manifest.interpreter;
  const plainFetch = self.fetch;
  self.fetch = async (...asked) => {
    const answer = await plainFetch(...asked).catch(() => null);
    if (!answer?.ok) {
      const missing = `${String(asked[0]).split("/").at(-1)} is missing from this book's folder`;
      post({ kind: "broken", sentence: missing }); // Pyodide would wait for it without an end
      throw new Error(missing);
    }
    void count(answer.clone()); // the answer itself stays whole: only so the browser keeps compiled code
    return answer;
  };
  const [python] = await Promise.all([
    import(`${interpreter}pyodide.mjs`).then(({ loadPyodide }) => loadPyodide({ indexURL: interpreter })),
    ...manifest.core.map(async ({ file }) => ahead.set(file, new Uint8Array(await (await fetch(root + file)).arrayBuffer()))),
  ]);
  self.fetch = plainFetch;
  const extractDir = python.runPython("import site; site.getsitepackages()[0]");
  python.unpackArchive(ahead.get(manifest.book.file), "zip", { extractDir });
  page = python.pyimport("nn_page.page");
  page.start(
    (json, buffers) => post({ ...JSON.parse(json), buffers: buffers.toJs() }),
    (file, title, bytes) => {
      if (ahead.has(file)) return ahead.get(file)!;
      post({ kind: "fetching", title, bytes });
      return fetchAtOnce(root + file);
    },
    JSON.stringify(manifest.packages),
  );
  post({ kind: "ready" });
}

/** Hold a lock as long as this worker lives: the page waits for it, and so learns of an end that nobody wanted. */
const hold = (lock: string) => void navigator.locks?.request(lock, () => new Promise(() => {}));

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  try {
    if (data.kind === "start") hold(data.lock), await start(data.root, data.manifest);
    else if (data.kind === "run") post({ kind: "ended", well: page.run(data.number, data.source, data.judging) });
    else if (data.kind === "changed") page.receive(data.id, data.data, data.buffers);
    else post({ kind: "completed", ask: data.ask, names: page.complete(data.text).toJs() });
  } catch (error) {
    post({ kind: "broken", sentence: error instanceof Error ? error.message : String(error) });
  }
};
