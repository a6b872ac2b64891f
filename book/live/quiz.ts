// Quizzes: keeps what was chosen, and reads what was typed; the reasons are in the page, and quiz.css shows the chosen ones.
import { numbersOf } from "../../nnlib/widgets/shared/core/typed.ts";

const tidy = (text: string) => text.replace(/\s+/g, " ").trim().toLowerCase().replace(/[.!]$/, "");
const same = (typed: string, wanted: string) => {
  const [a, b] = [typed, wanted].map(numbersOf);
  return a && b ? a.length === b.length && a.every((value, i) => Math.abs(value - b[i]) <= 2e-3 * Math.abs(b[i])) : tidy(typed) === tidy(wanted);
};

for (const quiz of document.querySelectorAll<HTMLElement>(".nn-quiz")) {
  const key = `quiz:${quiz.id}`;
  const kept = nnKept.get(key)?.value;
  if (quiz.dataset.kind === "typed") typed(quiz, key, kept);
  else {
    const answers = [...quiz.querySelectorAll("input")];
    if (Array.isArray(kept)) for (const [i, answer] of answers.entries()) answer.checked = kept.includes(i);
    quiz.addEventListener("change", () => nnKept.set(key, answers.flatMap((answer, i) => (answer.checked ? [i] : []))));
  }
}

function typed(quiz: HTMLElement, key: string, kept: unknown) {
  const form = document.createElement("form");
  form.className = "nn-form";
  form.innerHTML = `<label for="${quiz.id}-typed">Your answer</label><div class="nn-row"><input id="${quiz.id}-typed" autocomplete="off" spellcheck="false"><button class="nn-check">Check answer</button></div><div role="status"></div>`;
  const field = form.querySelector("input")!;
  const status = form.querySelector<HTMLElement>("[role=status]")!;
  const show = () => {
    const found = [...quiz.querySelectorAll<HTMLElement>(".nn-quiz-answer")].find((answer) => answer.firstElementChild!.textContent!.split("|").some((wanted) => same(field.value, wanted)));
    const reason = found?.querySelector(".nn-quiz-reason")!.cloneNode(true) ?? Object.assign(document.createElement("p"), { className: "nn-quiz-reason", textContent: "Not quite. Look again, or show the answer." });
    status.replaceChildren(reason);
    status.dataset.kind = found?.dataset.kind ?? "not";
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    nnKept.set(key, field.value);
    show();
  });
  quiz.querySelector("details")!.before(form);
  if (typeof kept === "string") ((field.value = kept), show());
}
