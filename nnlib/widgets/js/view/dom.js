// Small makers of elements, and one frame per change.
const SVG = "http://www.w3.org/2000/svg";

/**
 * An HTML element with attributes and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string | number | boolean>} [attributes]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function html(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) set(element, key, value);
  element.append(...children);
  return element;
}

/**
 * An SVG element with attributes and children.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string | number | boolean>} [attributes]
 * @param {(Node | string)[]} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(name, attributes = {}, ...children) {
  const element = /** @type {any} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) set(element, key, value);
  element.append(...children);
  return element;
}

/** Set an attribute, and touch the page only where it changes. */
export function set(/** @type {Element} */ element, /** @type {string} */ key, /** @type {string | number | boolean} */ value) {
  if (value === false) element.removeAttribute(key);
  else if (element.getAttribute(key) !== String(value)) element.setAttribute(key, value === true ? "" : String(value));
}

/** Put a circle of an SVG, or those of a group, at a place. To change a transform makes browsers lay all the page's layers anew. */
export function put(/** @type {SVGElement} */ element, /** @type {number} */ x, /** @type {number} */ y) {
  for (const circle of element instanceof SVGCircleElement ? [element] : element.children) {
    set(circle, "cx", x.toFixed(1));
    set(circle, "cy", y.toFixed(1));
  }
}

/**
 * Set an element's text, and touch the page only where it changes. The text node stays the same one: a page's theme
 * watches nodes come and go, and would look through the page again after each.
 */
export function write(/** @type {Element} */ element, /** @type {string} */ text) {
  const node = element.firstChild;
  if (node instanceof Text && node === element.lastChild) {
    if (node.data !== text) node.data = text;
  } else if (node || text) element.textContent = text;
}

/**
 * Draw at most once a frame, and only after `request()`; nothing runs while nothing changes.
 * @param {(whole: boolean) => void} draw
 * @param {AbortSignal} signal
 */
export function frames(draw, signal) {
  const FRAME = 8; // milliseconds: shorter than any screen's
  let waiting = 0;
  let last = -Infinity;
  let held = false;
  let asked = false;
  const now = (whole = false) => {
    waiting = 0;
    last = performance.now();
    draw(whole);
  };
  const request = () => {
    asked = true;
    if (waiting || held || signal.aborted) return;
    waiting = requestAnimationFrame(() => now());
  };
  signal.addEventListener("abort", () => cancelAnimationFrame(waiting));
  return {
    request,
    /** Draw all of it at once: paper does not wait for a frame. */
    now: () => void (signal.aborted || now(true)),
    /**
     * Act on a pointer's move, and draw at once what it changed: browsers tell of a move as a frame begins. Where they
     * tell more often, the drawing waits for the frame.
     */
    within(/** @type {() => void} */ act) {
      held = true;
      asked = false;
      try {
        act();
      } finally {
        held = false;
      }
      if (!asked || waiting || signal.aborted) return;
      performance.now() - last > FRAME ? now() : request();
    },
  };
}

/**
 * Act once after calls have ceased for so long. One timer serves many calls: where it wakes too soon it sleeps again,
 * because a new timer for each call would cost a frame more than what it draws.
 * @param {number} quiet milliseconds
 * @param {() => void} act
 * @param {AbortSignal} signal
 */
export function afterwards(quiet, act, signal) {
  let last = 0;
  let timer = 0;
  signal.addEventListener("abort", () => clearTimeout(timer));
  const wake = () => {
    const left = last + quiet - performance.now();
    timer = left > 1 ? setTimeout(wake, left) : 0;
    if (!timer) act();
  };
  return () => {
    last = performance.now();
    if (!signal.aborted) timer ||= setTimeout(wake, quiet);
  };
}

/**
 * Tell when the page turns light or dark: the book's theme, JupyterLab's, or the system's.
 * @param {() => void} changed
 * @param {AbortSignal} signal
 */
export function onTheme(changed, signal) {
  const watch = new MutationObserver(changed);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  watch.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  signal.addEventListener("abort", () => watch.disconnect());
}

/** The course's colours as they are on this element, for what is drawn on a canvas: read once for each theme. */
export function colours(/** @type {Element} */ element, /** @type {AbortSignal} */ signal) {
  /** @type {Map<string, string>} */
  const known = new Map();
  onTheme(() => known.clear(), signal);
  addEventListener("beforeprint", () => known.clear(), { signal }); // the observer above comes after the paper
  return (/** @type {string} */ name) => {
    if (!known.has(name)) known.set(name, getComputedStyle(element).getPropertyValue(`--nn-${name}`).trim());
    return /** @type {string} */ (known.get(name));
  };
}

/** Fit a canvas to a size in CSS pixels at the screen's resolution; answers its cleared context. */
export function canvas2d(/** @type {HTMLCanvasElement} */ element, /** @type {number} */ width, /** @type {number} */ height) {
  const ratio = globalThis.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (element.width !== w || element.height !== h) {
    Object.assign(element, { width: w, height: h });
    Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
  }
  const context = /** @type {CanvasRenderingContext2D} */ (element.getContext("2d"));
  context.reset(); // clears it, and forgets clip and transform
  context.scale(ratio, ratio);
  return context;
}
