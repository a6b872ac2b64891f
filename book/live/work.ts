// The reader's work: ticks beside the lessons, and at the end of a page buttons that save, load or forget what is kept.
import { html } from "../../nnlib/widgets/shared/view/dom.ts";

const LOADED = "neural-networks-alive:loaded"; // the file from which work was loaded, until the page is there again
const front = nnKept.lesson === "index";

/** A mark at the links to each lesson, in the sidebar and on the front page's cards: a tick where all exercises are right. */
function marks() {
  for (const old of document.querySelectorAll(".nn-done")) old.remove();
  for (const [lesson, entries] of Object.entries(nnKept.all())) {
    const { value } = entries.progress ?? {};
    const [right, all] = Array.isArray(value) ? value : [];
    if (!(right > 0)) continue;
    const said = right >= all ? "all exercises answered" : `${right} of ${all} exercises answered`;
    const to = (link: HTMLAnchorElement) => link.pathname.endsWith(`/${lesson}.html`);
    const mark = () => {
      const seen = html("span", { "aria-hidden": "true" }, right >= all ? "✓" : `${right}/${all}`);
      return html("span", { class: "nn-done", title: said }, seen, html("span", { class: "nn-unseen" }, ` (${said})`));
    };
    [...document.querySelectorAll<HTMLAnchorElement>(".bd-links a")].find(to)?.append(mark());
    if (front) [...document.querySelectorAll<HTMLAnchorElement>("article .nn-card-title a")].find(to)?.after(mark());
  }
}

function panel() {
  const status = html("p", { role: "status" });
  const button = (text: string, press: () => void) => {
    const made = html("button", { type: "button" }, text);
    made.addEventListener("click", press);
    return made;
  };
  const file = html("input", { type: "file", accept: ".json,application/json", hidden: "", "aria-label": "File to load" });
  file.addEventListener("change", async () => {
    const [chosen] = file.files!;
    const problem = nnKept.load(await chosen.text());
    if (problem) return (status.textContent = problem);
    try {
      sessionStorage.setItem(LOADED, chosen.name);
    } catch {} // then the page just does not say it
    location.reload();
  });
  const save = button("Save to a file", () => {
    const link = html("a", { href: URL.createObjectURL(new Blob([nnKept.save()], { type: "application/json" })), download: "my-work.json" });
    link.click();
    URL.revokeObjectURL(link.href);
    status.textContent = "Saved as my-work.json.";
  });
  const forget = button("Forget everything", () => {
    if (!confirm("Forget all answers and changes, in every lesson?")) return;
    nnKept.forget();
    location.reload();
  });
  let loaded: string | null = null;
  try {
    loaded = sessionStorage.getItem(LOADED);
    sessionStorage.removeItem(LOADED);
  } catch {}
  if (loaded) status.textContent = `Loaded from ${loaded}, over what was here.`;
  return html(
    "details",
    { class: "nn-work", ...(loaded ? { open: "" } : {}) },
    html("summary", {}, "Your work in this book"),
    html("p", {}, "Your answers, your changes of the code and what you set on the widgets are kept in this browser and sent to nobody. Save them to a file to move them to another browser, or to hand them in."),
    html("div", { class: "nn-row" }, save, button("Load from a file", () => file.click()), forget),
    file,
    status,
  );
}

if (front || document.querySelector(".nn-exercise, .nn-quiz, .nn-widget, .cell_input")) document.querySelector("article")!.append(panel());
marks();
addEventListener("nn-kept", marks);
