// The output of a cell: text, figures, widgets and errors, in the look that the book's own outputs have.
import { make, textPart, type Cell } from "./cell.ts";
import type { Failure, FromWorker } from "./protocol.ts";
import type { Widgets } from "./widgets.ts";

export class Output {
  readonly cell: Cell;
  readonly widgets: Widgets;
  #region: HTMLElement;
  #shown = false;
  #alt: string[]; // what the book says is to be seen in each figure, while the code is the book's
  #captions: (Element | null)[]; // and its caption
  #ids: string[]; // the ids that the book's widgets have here: links name them

  constructor(cell: Cell, widgets: Widgets) {
    this.cell = cell;
    this.widgets = widgets;
    this.#region = cell.region();
    const book = cell.book;
    this.#alt = cell.edited || !book ? [] : [...book.querySelectorAll("svg[role=img]")].map((svg) => svg.getAttribute("aria-label") ?? "");
    this.#captions = cell.edited || !book ? [] : [...book.querySelectorAll(".nn-figure")].map((figure) => figure.parentElement!.querySelector("figcaption"));
    this.#ids = book ? [...book.querySelectorAll(".nn-widget")].map((place) => place.id) : [];
  }

  /** What stands there is replaced when the first new part is there, so that the page does not jump. */
  #show() {
    if (this.#shown) return;
    this.#shown = true;
    const { cell } = this;
    const old = cell.output ?? cell.book;
    for (const place of old?.querySelectorAll<HTMLElement>(".nn-widget") ?? []) nnHost.remove(place);
    if (old) old.replaceWith(this.#region);
    else cell.element.append(this.#region);
    cell.output = this.#region;
  }

  #add(part: HTMLElement) {
    this.#show();
    this.#region.append(part);
  }

  /** Show one message. */
  take(message: FromWorker) {
    if (message.kind === "text") this.#text(message.name, message.text);
    else if (message.kind === "figure") this.#figure(message.svg);
    else if (message.kind === "html" || message.kind === "svg") this.#add(make("div", { className: "output text_html", innerHTML: message.text }));
    else if (message.kind === "widget") this.#widget(message.id);
    else if (message.kind === "clear") this.#region.replaceChildren();
    else if (message.kind === "error") this.#error(message);
  }

  #text(name: string, text: string) {
    const kind = name === "result" ? "text_plain" : `stream ${name === "stderr" ? "stderr" : ""}`;
    const last = this.#region.lastElementChild as HTMLElement | null;
    if (last?.dataset.name === name && name !== "result") {
      last.querySelector("pre")!.append(text);
      return;
    }
    const part = textPart(kind, text);
    part.dataset.name = name;
    this.#add(part);
  }

  #figure(svg: string) {
    const part = make("div", { className: "output nn-figure", innerHTML: svg, tabIndex: 0 });
    const alt = this.#alt.shift() ?? `Figure drawn by ${this.cell.name}.`;
    part.querySelector("svg")?.setAttribute("aria-label", alt);
    const caption = this.#captions.shift()?.cloneNode(true);
    this.#add(caption ? make("figure", {}, part, caption) : part);
  }

  #widget(id: string) {
    this.#show(); // first, because the book's widget in this place leaves its id to Python's
    this.#add(this.widgets.place(id, this.#ids.shift()));
  }

  #error({ sentence, lines, rest }: Failure) {
    const part = make("div", { className: "nn-error" }, make("p", { className: "nn-error-sentence" }, sentence));
    for (const [cell, line, code] of lines) {
      const where = cell === this.cell.number ? `line ${line}` : `cell ${cell}, line ${line}`;
      part.append(make("pre", {}, make("span", { className: "nn-error-place" }, where), ` ${code}`));
    }
    part.append(make("details", {}, make("summary", {}, "The whole traceback"), make("pre", {}, rest)));
    this.#add(part);
  }

  /** The cell has ended; what it showed before goes, if it shows nothing now. */
  end(sentence?: string) {
    if (sentence) this.#add(make("p", { className: "nn-message" }, sentence));
    else this.#show();
  }
}
