// The static host: gives each widget of a rendered page anywidget's front-end interface, without a kernel.
// A classic script, because a page opened from disk (file://) may not import modules by address.
(() => {
  "use strict";
  const NEAR = "600px"; // a module is loaded when its widget comes this near to the screen
  const models = new Map(); // model id -> Promise of { model, widget, data }
  const modules = new Map(); // source file -> Promise of its namespace

  /** Bytes look alike as JSON, so a value that holds any is always taken as new. */
  const holdsBytes = (value) =>
    ArrayBuffer.isView(value) || (value !== null && typeof value === "object" && Object.values(value).some(holdsBytes));

  /** Whether two values are the same, told the quick way for what is dragged: numbers, words and lists of them. */
  const same = (a, b) => {
    if (Object.is(a, b)) return true;
    if (typeof b !== "object" || b === null || holdsBytes(b)) return false;
    if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && b.every((value, i) => same(a[i], value));
    return JSON.stringify(a) === JSON.stringify(b);
  };

  class Model {
    #state;
    #sources;
    #listeners = new Map();

    constructor(state, sources) {
      this.#state = state;
      this.#sources = sources;
    }
    /** A trait's value. A private source (a module's text) comes as a promise, because it is loaded when it is asked for. */
    get(name) {
      return name in this.#sources ? sourceText(this.#sources[name]) : this.#state[name];
    }
    set(name, value) {
      if (same(this.#state[name], value)) return;
      this.#state[name] = value;
      this.#emit(`change:${name}`);
      this.#emit("change");
    }
    save_changes() {} // no kernel: the page's state is the only one
    send() {}
    on(event, callback) {
      if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
      this.#listeners.get(event).add(callback);
    }
    off(event, callback) {
      for (const [name, callbacks] of this.#listeners) {
        if (event && name !== event) continue;
        if (callback) callbacks.delete(callback);
        else callbacks.clear();
      }
    }
    #emit(event) {
      for (const callback of [...(this.#listeners.get(event) ?? [])]) callback();
    }
  }

  const root = document.querySelector(".nn-widget")?.dataset.root ?? "";

  /** The text of a source file: its classic script registers it. */
  async function sourceText(file) {
    if (!globalThis.nnSources?.[file]) {
      await new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = root + file;
        script.onload = done;
        script.onerror = () => failed(new Error(`its program, ${file}, could not be loaded`));
        document.head.append(script);
      });
    }
    return globalThis.nnSources[file];
  }

  /** The namespace of a module, imported once however many widgets use it. */
  function moduleOf(file) {
    if (!modules.has(file)) {
      const load = async () => {
        const address = URL.createObjectURL(new Blob([await sourceText(file)], { type: "text/javascript" }));
        return import(address).finally(() => URL.revokeObjectURL(address));
      };
      modules.set(file, load());
    }
    return modules.get(file);
  }

  /** The style sheet of a widget, loaded before it draws so that nothing jumps. */
  function style(file) {
    if (!file) return undefined;
    const href = root + file;
    const present = [...document.querySelectorAll("link[data-nn]")].find((link) => link.getAttribute("href") === href);
    if (present) return present.nnLoaded;
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href });
    link.dataset.nn = "";
    link.nnLoaded = new Promise((done) => (link.onload = link.onerror = done));
    document.head.append(link);
    return link.nnLoaded;
  }

  /** Put the binary traits back where they belong, as DataViews, the way a kernel's messages bring them. */
  function decode(state, buffers) {
    for (const { path, data, encoding } of buffers) {
      if (encoding !== "base64") throw new Error(`its data is encoded as ${encoding}; base64 was wanted`);
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const parent = path.slice(0, -1).reduce((value, key) => value[key], state);
      parent[path.at(-1)] = new DataView(bytes.buffer);
    }
    return state;
  }

  async function modelOf(place) {
    const id = place.dataset.model;
    if (!models.has(id)) {
      const text = place.querySelector("script[type='application/json']")?.textContent;
      const build = async () => {
        if (!text) throw new Error("its data is missing from the page");
        const data = JSON.parse(text);
        const model = new Model(decode(data.state, data.buffers), data.sources);
        const [namespace] = await Promise.all([moduleOf(data.sources._esm), style(data.sources._css)]);
        const exported = namespace.default;
        const widget = typeof exported === "function" ? await exported() : exported;
        await widget.initialize?.({ model, signal: new AbortController().signal, experimental });
        return { model, widget };
      };
      models.set(id, build());
    }
    return models.get(id);
  }

  const experimental = {
    invoke: () => Promise.reject(new Error("no kernel answers in a static page")),
  };

  /** The widget's own place in the page's address: `#neuron-1=...` holds its state and names nobody else's. */
  const page = (place) => ({
    link: (state) => `${location.href.split("#")[0]}#${place.id}=${encodeURIComponent(JSON.stringify(state))}`,
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
  });

  /** What the page shows of a widget without scripts, as a part of its own: for paper, and in place of what cannot start. */
  function still(place) {
    const picture = document.createElement("div");
    picture.className = "nn-still";
    picture.innerHTML = place.querySelector("noscript")?.textContent ?? "";
    return picture;
  }

  async function awaken(place) {
    if ("started" in place.dataset) return;
    place.dataset.started = "";
    watch.unobserve(place);
    const abort = new AbortController();
    try {
      const { model, widget } = await modelOf(place);
      const el = document.createElement("div");
      const finish = await widget.render({ model, el, signal: abort.signal, experimental, page: page(place) });
      place.replaceChildren(el);
      place.dataset.alive = String(Math.round(performance.now()));
      place.nnFinish = () => (abort.abort(), finish?.());
      for (const other of places) if (other.dataset.model === place.dataset.model) awaken(other); // it may change them all
    } catch (error) {
      abort.abort();
      const message = document.createElement("p");
      message.className = "nn-message nn-broken";
      message.setAttribute("role", "alert");
      message.textContent = `This interactive figure could not start: ${error.message}. The rest of the page is not affected.`;
      place.replaceChildren(message, still(place));
      place.dataset.broken = "";
    }
  }

  const places = [...document.querySelectorAll(".nn-widget")];
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) awaken(entry.target);
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
})();
