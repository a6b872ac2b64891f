// A fold: what a widget can do besides, below a heading that opens it.
import { html } from "./dom.ts";

export const fold = (title: string, ...parts: HTMLElement[]) => html("details", { class: "nn-fold" }, html("summary", {}, title), ...parts);
