// Kept: what a reader typed and answered, in this browser's localStorage, one item a lesson. Nothing is sent anywhere.
//
//   nnKept.lesson, nnKept.version      this page's lesson, such as "05-gradient-descent", and a digest of its notebook's cells
//   nnKept.get(key)                    { value, version } of this lesson, or undefined; a key is such as "answer:5-step"
//   nnKept.set(key, value, version)    keep a value (text, or what JSON holds), as of a version (the lesson's, if none is
//                                      given); "" or a sentence that says why it lasts only until the page is closed
//   nnKept.remove(key)                 forget one value; "" or that sentence
//   nnKept.digest(value)               a version for something that is not the whole lesson: short, and the same for the same
//   nnKept.all()                       { lesson: { key: { value, version } } } of all lessons
//   nnKept.save()                      the text of a file that holds all of it
//   nnKept.load(text)                  take such a text in, over what is kept; "" or a sentence that says why it cannot be
//   nnKept.forget()                    forget everything, of all lessons
//   the event "nn-kept" on window      something was kept, removed, loaded or forgotten, here or in another tab
/** A value, and the version of what it belongs to. */
export type Kept = { value: unknown; version: string };
export type Entries = Record<string, Kept>; // of one lesson

declare global {
  var nnKept: {
    lesson: string;
    version: string;
    get(key: string): Kept | undefined;
    set(key: string, value: unknown, version?: string): string;
    remove(key: string): string;
    digest(value: unknown): string;
    all(): Record<string, Entries>;
    save(): string;
    load(text: string): string;
    forget(): void;
  };
  interface Storage {
    forThePage?: boolean; // the stand-in of storage.py
  }
}

const [BOOK, FORMAT] = ["neural-networks-alive", 1];
const { lesson = "", version = "" } = document.currentScript!.dataset;
const open = new Map<string, Entries>(); // for as long as the page is open, where the browser keeps nothing
const isPlain = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === "object" && !Array.isArray(value);
const tell = () => dispatchEvent(new Event("nn-kept"));

/** The browser's own storage. It throws where there is none, or only the stand-in of storage.py, which keeps nothing. */
function store() {
  if (localStorage.forThePage) throw new Error("nothing is kept");
  return localStorage;
}

function read(name: string): Entries {
  const now = open.get(name);
  if (now) return now;
  try {
    const found = JSON.parse(store().getItem(`${BOOK}:${name}`)!);
    return isPlain(found) ? (found as Entries) : {};
  } catch {
    return {}; // refused, or damaged
  }
}

function write(name: string, entries: Entries) {
  open.delete(name);
  try {
    if (Object.keys(entries).length) store().setItem(`${BOOK}:${name}`, JSON.stringify(entries));
    else store().removeItem(`${BOOK}:${name}`);
    return "";
  } catch {
    open.set(name, entries);
    return "This browser keeps nothing for this page: its storage is full or switched off. Save your work to a file before you close the page.";
  }
}

function names() {
  try {
    const stored = Object.keys(store()).filter((key) => key.startsWith(`${BOOK}:`));
    return [...new Set([...stored.map((key) => key.slice(BOOK.length + 1)), ...open.keys()])];
  } catch {
    return [...open.keys()];
  }
}

/** FNV-1a, of 32 bits. Numbers count to six digits: two computers may differ in their last ones. */
function digest(value: unknown) {
  const rounded = (_: string, part: unknown) => (typeof part === "number" ? Number(part.toPrecision(6)) : part);
  let sum = 0x811c9dc5;
  for (const unit of JSON.stringify(value, rounded)) sum = Math.imul(sum ^ unit.codePointAt(0)!, 0x01000193);
  return (sum >>> 0).toString(16);
}

const all = () => Object.fromEntries(names().map((name) => [name, read(name)]));

globalThis.nnKept = {
  lesson,
  version,
  get: (key) => read(lesson)[key],
  set(key, value, of = version) {
    const problem = write(lesson, { ...read(lesson), [key]: { value, version: of } });
    tell();
    return problem;
  },
  remove(key) {
    const { [key]: _, ...rest } = read(lesson);
    const problem = write(lesson, rest);
    tell();
    return problem;
  },
  digest,
  all,
  save: () => JSON.stringify({ book: BOOK, format: FORMAT, lessons: all() }, null, 1),
  load(text) {
    let found;
    try {
      found = JSON.parse(text);
    } catch {
      return "This file is not one that the book saved: it cannot be read.";
    }
    const whole = isPlain(found) && found.book === BOOK && isPlain(found.lessons) && Object.values(found.lessons).every((entries) => isPlain(entries) && Object.values(entries).every(isPlain));
    if (!whole) return "This file is not one that the book saved: it holds something else.";
    if (found.format !== FORMAT) return "This file was saved by a newer edition of the book: load it there.";
    const problems = Object.entries(found.lessons as Record<string, Entries>).map(([name, entries]) => write(name, { ...read(name), ...entries }));
    tell();
    return problems.find(Boolean) ?? "";
  },
  forget() {
    for (const name of names()) write(name, {});
    tell();
  },
};
addEventListener("storage", (event) => event.key?.startsWith(`${BOOK}:`) && tell());
