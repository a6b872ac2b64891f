// Small makers of elements, and helpers that touch the page only where something changes.
const SVG = "http://www.w3.org/2000/svg";

/** An HTML element with attributes and children. */
export function html<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Record<string, string | number | boolean> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) set(element, key, value);
  element.append(...children);
  return element;
}

/** An SVG element with attributes and children. */
export function svg<K extends keyof SVGElementTagNameMap>(name: K, attributes: Record<string, string | number | boolean> = {}, ...children: (Node | string)[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name) as any;
  for (const [key, value] of Object.entries(attributes)) set(element, key, value);
  element.append(...children);
  return element;
}

/** Set an attribute, and touch the page only where it changes. */
export function set(element: Element, key: string, value: string | number | boolean) {
  if (value === false) element.removeAttribute(key);
  else if (element.getAttribute(key) !== String(value)) element.setAttribute(key, value === true ? "" : String(value));
}

/**
 * Put a circle of an SVG, or those of a group, at a place: by its own numbers, because a new transform makes Chromium
 * build all of the page's layers again.
 */
export function put(element: SVGElement, x: number, y: number) {
  for (const circle of element instanceof SVGCircleElement ? [element] : element.children) {
    set(circle, "cx", x.toFixed(1));
    set(circle, "cy", y.toFixed(1));
  }
}

/**
 * Set an element's text, and touch the page only where it changes. The text node stays the same: the book's theme
 * watches nodes come and go, and searches the page after each.
 */
export function write(element: Element, text: string) {
  const node = element.firstChild;
  if (node instanceof Text && node === element.lastChild) {
    if (node.data !== text) node.data = text;
  } else if (node || text) element.textContent = text;
}

/** Call when the page turns light or dark, by the book's theme or JupyterLab's. */
export function onTheme(changed: () => void, signal: AbortSignal) {
  const watch = new MutationObserver(changed);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  watch.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  signal.addEventListener("abort", () => watch.disconnect());
}

/** The course's colours as they are on this element, for what is drawn on a canvas: read once for each theme. */
export function colours(element: Element, signal: AbortSignal) {
  const known: Map<string, string> = new Map();
  onTheme(() => known.clear(), signal);
  addEventListener("beforeprint", () => known.clear(), { signal }); // the observer above is called after the paper is drawn
  return (name: string) => {
    if (!known.has(name)) known.set(name, getComputedStyle(element).getPropertyValue(`--nn-${name}`).trim());
    return known.get(name) as string;
  };
}

/** Fit a canvas to a size in CSS pixels at the screen's resolution; answers its cleared context. */
export function canvas2d(element: HTMLCanvasElement, width: number, height: number) {
  const ratio = globalThis.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (element.width !== w || element.height !== h) {
    Object.assign(element, { width: w, height: h });
    Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
  }
  const context = element.getContext("2d") as CanvasRenderingContext2D;
  context.reset(); // clears it, and forgets clip and transform
  context.scale(ratio, ratio);
  return context;
}
