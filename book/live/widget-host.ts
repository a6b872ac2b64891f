// The static host: gives each widget of a rendered page anywidget's front-end interface, without a kernel. Where Python
// runs in the page, `nnHost` lets its widgets live here too, and their traits go both ways. Built as a classic script, because
// a page opened from disk (file://) may not import modules by address.

type Values = Record<string, unknown>;
type Sources = Record<string, string>; // a private trait, such as _esm, and the file that has its text
type Buffer = { path: (string | number)[]; data: string; encoding: string };
type Experimental = { invoke(name: string): Promise<never> };
/** What a widget's module exports: anywidget's front-end interface, and of this host's own the widget's part of the page's address and memory. */
type Widget = {
  initialize?(given: { model: Model; signal: AbortSignal; experimental: Experimental }): unknown;
  render(given: { model: Model; el: HTMLElement; signal: AbortSignal; experimental: Experimental; page: ReturnType<typeof pageOf> }): (() => void) | void | Promise<(() => void) | void>;
};
export type { Model };
type Started = { model: Model; widget: Widget };

declare global {
  var nnSources: Sources | undefined; // the texts that classic scripts have registered, by file
  var nnHost: {
    model(id: string, state: Values, sources: Sources, send: (changed: Values) => void): Model;
    modelAt(place: HTMLElement): Model | undefined;
    awaken(place: HTMLElement): Promise<void>;
    show(place: HTMLElement): Promise<void>;
    reset(): Promise<void>;
    remove(place: HTMLElement): void;
  };
}

const NEAR = "600px"; // a module is loaded when its widget comes this near to the screen
const models = new Map<string, Promise<Started>>(); // by the model's id
const pythons = new Map<string, () => Promise<Started>>(); // for each model of Python's, what starts it when it is first shown
const modules = new Map<string, Promise<{ default: Widget | (() => Promise<Widget>) }>>(); // by their source file

/** What this host knows of a place that holds a widget. */
type Life = { model?: Model; start?: Promise<void>; finish?: () => void; version?: string };
const lives = new WeakMap<HTMLElement, Life>();
function lifeOf(place: HTMLElement) {
  const life = lives.get(place) ?? {};
  lives.set(place, life);
  return life;
}

/** Bytes look alike as JSON, so a value that holds any is always taken as new. */
const holdsBytes = (value: unknown): boolean =>
  ArrayBuffer.isView(value) || (value !== null && typeof value === "object" && Object.values(value).some(holdsBytes));

/** Whether two values are the same, told the quick way for what is dragged: numbers, words and lists of them. */
const same = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof b !== "object" || b === null || holdsBytes(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && b.every((value, i) => same(a[i], value));
  return JSON.stringify(a) === JSON.stringify(b);
};

class Model {
  #made: Values; // as the book has it
  #state: Values;
  #sources: Sources;
  #send?: (changed: Values) => void;
  #unsent: Values = {};
  #listeners = new Map<string, Set<() => void>>();

  /** `send` takes the traits that have changed to Python, where the widget is one of its objects. */
  constructor(state: Values, sources: Sources, send?: (changed: Values) => void) {
    this.#made = { ...state };
    this.#state = state;
    this.#sources = sources;
    this.#send = send;
  }
  /** A trait's value. A private source (a module's text) comes as a promise, because it is loaded when it is asked for. */
  get(name: string) {
    return name in this.#sources ? sourceText(this.#sources[name]) : this.#state[name];
  }
  set(name: string, value: unknown) {
    if (same(this.#state[name], value)) return;
    this.#state[name] = value;
    this.#unsent[name] = value;
    this.#emit(`change:${name}`);
    this.#emit("change");
  }
  /** Without Python the page's state is the only one, and there is nothing to do. */
  save_changes() {
    if (Object.keys(this.#unsent).length) this.#send?.(this.#unsent);
    this.#unsent = {};
  }
  /** Take what Python has set: all of it is there before the first listener looks. */
  receive(state: Values) {
    const changed = Object.keys(state).filter((name) => !same(this.#state[name], state[name]));
    Object.assign(this.#state, state);
    for (const name of changed) this.#emit(`change:${name}`);
    if (changed.length) this.#emit("change");
  }
  /** Back to how it was made. */
  reset() {
    this.receive(this.#made);
  }
  send() {}
  on(event: string, callback: () => void) {
    if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
    this.#listeners.get(event)!.add(callback);
  }
  off(event?: string | null, callback?: () => void) {
    for (const [name, callbacks] of this.#listeners) {
      if (event && name !== event) continue;
      if (callback) callbacks.delete(callback);
      else callbacks.clear();
    }
  }
  #emit(event: string) {
    for (const callback of [...(this.#listeners.get(event) ?? [])]) callback();
  }
}

const root = () => document.querySelector<HTMLElement>(".nn-widget")?.dataset.root ?? "";

/** The text of a source file: its classic script registers it. */
async function sourceText(file: string): Promise<string> {
  if (!globalThis.nnSources?.[file]) {
    await new Promise<unknown>((done, failed) => {
      const script = document.createElement("script");
      script.src = root() + file;
      script.onload = done;
      script.onerror = () => failed(new Error(`its program, ${file}, could not be loaded`));
      document.head.append(script);
    });
  }
  return globalThis.nnSources![file];
}

/** The namespace of a module, imported once however many widgets use it. */
function moduleOf(file: string) {
  if (!modules.has(file)) {
    const load = async () => {
      const address = URL.createObjectURL(new Blob([await sourceText(file)], { type: "text/javascript" }));
      return import(address).finally(() => URL.revokeObjectURL(address));
    };
    modules.set(file, load());
  }
  return modules.get(file)!;
}

/** The style sheet of a widget, loaded before it draws so that nothing jumps. */
function style(file: string | undefined) {
  if (!file) return undefined;
  if (!styles.has(file)) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: root() + file });
    styles.set(file, new Promise((done) => (link.onload = link.onerror = done)));
    document.head.append(link);
  }
  return styles.get(file);
}
const styles = new Map<string, Promise<unknown>>(); // by their file, once they are loaded

/** Put the binary traits back where they belong, as DataViews, the way a kernel's messages bring them. */
function decode(state: Values, buffers: Buffer[]) {
  for (const { path, data, encoding } of buffers) {
    if (encoding !== "base64") throw new Error(`its data is encoded as ${encoding}; base64 was wanted`);
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const parent = path.slice(0, -1).reduce((value: any, key) => value[key], state);
    parent[path.at(-1)!] = new DataView(bytes.buffer);
  }
  return state;
}

async function modelOf(place: HTMLElement) {
  const id = place.dataset.model!;
  if (!models.has(id)) {
    const text = place.querySelector("script[type='application/json']")?.textContent;
    const build = async () => {
      if (!text) throw new Error("its data is missing from the page");
      const data = JSON.parse(text);
      return started(new Model(decode(data.state, data.buffers), data.sources), data.sources);
    };
    models.set(id, (pythons.get(id) ?? build)());
  }
  return models.get(id)!;
}

/** A model with the widget that its module exports. */
async function started(model: Model, sources: Sources): Promise<Started> {
  const [namespace] = await Promise.all([moduleOf(sources._esm), style(sources._css)]);
  const exported = namespace.default;
  const widget = typeof exported === "function" ? await exported() : exported;
  await widget.initialize?.({ model, signal: new AbortController().signal, experimental });
  return { model, widget };
}

/** What a widget may ask of a kernel: here is none. */
const experimental: Experimental = {
  async invoke() {
    throw new Error("no kernel answers in a static page");
  },
};

/** The widget's own place in the page's address: `#neuron-1=...` holds its state and names nobody else's. */
const pageOf = (place: HTMLElement) => ({
  link: (state: Values) => `${location.href.split("#")[0]}#${place.id}=${encodeURIComponent(JSON.stringify(state))}`,
  /** The state that the address gives this widget: undefined where it gives none, a string that is refused as it is. */
  linked() {
    const [id, ...rest] = location.hash.slice(1).split("=");
    if (id !== place.id || rest.length === 0) return undefined;
    try {
      return JSON.parse(decodeURIComponent(rest.join("=")));
    } catch {
      return rest.join("=");
    }
  },
  /** What the reader set here before, if the widget was made like this then: else it was another figure. */
  kept(made: Values) {
    const kept = nnKept.get(keyOf(place));
    const version = (lifeOf(place).version = nnKept.digest(made));
    return kept?.version === version ? kept.value : undefined;
  },
  /** Keep what the reader has set: the traits that differ from how the widget was made. */
  keep(state: Values) {
    const none = !Object.keys(state).length;
    const problem = none ? nnKept.remove(keyOf(place)) : nnKept.set(keyOf(place), state, lifeOf(place).version);
    if (!problem || document.querySelector(".nn-not-kept")) return;
    const message = document.createElement("p");
    message.className = "nn-message nn-not-kept";
    message.setAttribute("role", "status");
    message.textContent = problem;
    place.after(message);
  },
});
const keyOf = (place: HTMLElement) => `widget:${place.id}`;

/** What the page shows of a widget without scripts, as a part of its own: for paper, and in place of what cannot start. */
function still(place: HTMLElement) {
  const picture = document.createElement("div");
  picture.className = "nn-still";
  picture.innerHTML = place.querySelector("noscript")?.textContent ?? "";
  return picture;
}

/** Start the widget in a place, once. */
function awaken(place: HTMLElement) {
  return (lifeOf(place).start ??= start(place));
}

async function start(place: HTMLElement) {
  watch.unobserve(place);
  const abort = new AbortController();
  try {
    const { model, widget } = await modelOf(place);
    lifeOf(place).model = model; // an answer box reads the widget's state here
    const el = document.createElement("div");
    place.append(el); // there it knows its width from the first; what it replaces goes before anything is painted
    const finish = await widget.render({ model, el, signal: abort.signal, experimental, page: pageOf(place) });
    place.replaceChildren(el);
    place.dataset.alive = String(Math.round(performance.now()));
    lifeOf(place).finish = () => (abort.abort(), finish?.());
    for (const other of places) if (other.dataset.model === place.dataset.model) awaken(other); // it may change them all
  } catch (error) {
    abort.abort();
    const message = document.createElement("p");
    message.className = "nn-message nn-broken";
    message.setAttribute("role", "alert");
    message.textContent = `This interactive figure could not start: ${(error as Error).message}. The rest of the page is not affected.`;
    place.replaceChildren(message, still(place));
    place.dataset.broken = "";
  }
}

/** What Python in the page needs of this host. */
globalThis.nnHost = {
  /** A model for a widget of Python's, under the id that its places will have. */
  model(id, state, sources, send) {
    const model = new Model(state, sources, send);
    pythons.set(id, () => started(model, sources));
    return model;
  },
  modelAt: (place) => lives.get(place)?.model,
  awaken,
  /** Bring a place to life that was not in the page when it was loaded: at once where the reader has set something there. */
  async show(place) {
    places.push(place);
    if (nnKept.get(keyOf(place))) await awaken(place);
    else watch.observe(place);
  },
  /** Have every widget of the book's own as the book has it. */
  async reset() {
    for (const [id, made] of models) if (!pythons.has(id)) (await made.catch(() => null))?.model.reset();
  },
  /** End the widget in a place that leaves the page. */
  remove(place) {
    places.splice(places.indexOf(place), 1);
    watch.unobserve(place);
    lives.get(place)?.finish?.();
    lives.delete(place);
    delete place.dataset.alive;
  },
};

const places = [...document.querySelectorAll<HTMLElement>(".nn-widget")];
const watch = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) awaken(entry.target as HTMLElement);
    }
  },
  { rootMargin: NEAR },
);
for (const place of places) watch.observe(place);
const named = places.find((place) => place.id === location.hash.slice(1).split("=")[0]);
named?.scrollIntoView({ block: "center" });

// Paper is white: a dark page is printed light, and is dark again afterwards. And paper waits for no program: a widget
// that has not started is printed as its picture, which is its state, with its link; then it starts, for the next time.
const html = document.documentElement;
let printed = ""; // the theme to come back to
function toPaper() {
  for (const place of places) {
    if (place.matches("[data-alive], [data-broken], :has(.nn-still)")) continue;
    const link = document.createElement("p");
    link.className = "nn-still";
    link.textContent = `${location.href.split("#")[0]}#${place.id}`;
    place.prepend(still(place));
    place.append(link);
  }
  if (html.dataset.theme === "dark") [printed, html.dataset.theme] = ["dark", "light"];
}
function fromPaper() {
  if (printed) [html.dataset.theme, printed] = [printed, ""];
  places.forEach(awaken);
}
addEventListener("beforeprint", toPaper);
addEventListener("afterprint", fromPaper);
