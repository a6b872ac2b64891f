// The reader's own image for DigitReader: a file that the browser decodes, and that never leaves it.
import { fitted, inkOf } from "../shared/core/digits.ts";
import { button } from "../shared/view/controls.ts";
import { html } from "../shared/view/dom.ts";

const LARGEST = 400; // pixels of a side: more would be averaged away

/** @param options image gets 784 bytes; warn a sentence, or "" where all is well. */
export function chooser({ signal, begin, image, warn }: { signal: AbortSignal, begin: () => void, image: (bytes: number[]) => void, warn: (text: string) => void }) {
  const input = html("input", { type: "file", accept: "image/*", "aria-label": "Image file", hidden: true });
  const element = button({ label: "Choose an image", signal, onClick: () => input.click() });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    input.value = ""; // so that the same file can be chosen again
    if (!file) return;
    begin();
    const found = await greyOf(file);
    if (signal.aborted) return;
    if (!found) return warn("This file is no image that your browser can open. Choose a PNG, a JPEG or another picture.");
    const ink = inkOf(found.grey, found.width, found.height);
    const bytes = ink && fitted(ink, found.width, found.height);
    if (!bytes) return warn("This image is all of one tone, so there is no digit to read. Choose one with a digit on an even ground.");
    image([...bytes]);
  }, { signal });
  return { element, input };
}

/** A file's grey tones from 0 to 1, made smaller where it is large; transparent parts are white. Nothing where it is no image. */
async function greyOf(file: File) {
  const address = URL.createObjectURL(file);
  const picture = new Image();
  try {
    picture.src = address;
    await picture.decode();
    const scale = Math.min(1, LARGEST / Math.max(picture.naturalWidth, picture.naturalHeight));
    const [width, height] = [picture.naturalWidth, picture.naturalHeight].map((side) => Math.max(1, Math.round(side * scale)));
    const context = html("canvas", { width, height }).getContext("2d") as CanvasRenderingContext2D;
    context.fillStyle = "white";
    context.fillRect(0, 0, width, height);
    context.drawImage(picture, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    const grey = Float64Array.from({ length: width * height }, (_, i) => (0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2]) / 255);
    return { grey, width, height };
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}
