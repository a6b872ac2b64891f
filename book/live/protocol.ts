// The messages between a page and the worker in which its Python runs.

/** One file of the book's folder `_static/python/`. */
export type File = { file: string; title: string; bytes: number; sha256: string };

/** What the build put into that folder, and what each import name is fetched from. */
export type Manifest = {
  interpreter: string; // its folder
  bytes: number; // of all that starts with it
  core: File[]; // what is fetched with it
  book: File;
  packages: Record<string, File>;
};

/** An error as a beginner can read it: the sentence, the lines of cells, and the whole traceback. */
export type Failure = { sentence: string; lines: [cell: number, line: number, code: string][]; rest: string };

export type ToWorker =
  | { kind: "start"; root: string; manifest: Manifest; lock: string }
  | { kind: "run"; number: number; source: string; judging: string } // what judges the code's value, as JSON, or ""
  | { kind: "changed"; id: string; data: string; buffers: Uint8Array[] }
  | { kind: "complete"; text: string; ask: number };

/** A widget's state as ipywidgets sends it: the buffers' places in it are given beside it. */
export type CommData = { state?: Record<string, unknown>; buffer_paths?: (string | number)[][]; method?: string };

export type FromWorker =
  | { kind: "progress"; bytes: number }
  | { kind: "fetching"; title: string; bytes: number }
  | { kind: "ready" }
  | { kind: "broken"; sentence: string }
  | { kind: "text"; name: "stdout" | "stderr" | "result"; text: string }
  | { kind: "html" | "svg"; text: string }
  | { kind: "figure"; svg: string }
  | { kind: "widget"; id: string }
  | { kind: "clear" }
  | { kind: "verdict"; right: boolean; text: string; answer: string | null } // on the value of the last line, and that value
  | ({ kind: "error" } & Failure)
  | { kind: "comm_open" | "comm_msg" | "comm_close"; id: string; data: CommData; buffers: Uint8Array[] }
  | { kind: "received"; id: string }
  | { kind: "ended"; well: boolean }
  | { kind: "completed"; ask: number; names: string[] };
