// The editor: a click into a cell's code turns it into CodeMirror, with Python's colours, indentation and completion.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type CompletionContext } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { classHighlighter } from "@lezer/highlight";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import type { Cell } from "./cell.ts";

/** Put an editor in place of a cell's code, with the cursor at this letter. */
export function edit(cell: Cell, at: number, names: (text: string) => Promise<string[]>) {
  const pre = cell.pre!;
  if (pre.parentElement!.querySelector(".cm-editor")) return;
  const complete = async (context: CompletionContext) => {
    const word = context.matchBefore(/[\w.]+/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const found = await names(word.text);
    if (!found.length) return null;
    const from = word.from + word.text.lastIndexOf(".") + 1;
    return { from, options: found.map((name) => ({ label: name.slice(from - word.from).replace(/\($/, "") })), validFor: /^\w*$/ };
  };
  const view = new EditorView({
    state: EditorState.create({
      doc: cell.code,
      selection: { anchor: Math.min(at, cell.code.length) },
      extensions: [
        history(),
        python(),
        indentUnit.of("    "),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [complete] }),
        syntaxHighlighting(classHighlighter),
        EditorView.contentAttributes.of({ "aria-label": cell.exercise ? cell.title : `Code of ${cell.name}; Escape, then Tab, leaves it` }),
        keymap.of([{ key: "Shift-Enter", run: () => true }, ...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) cell.code = update.state.doc.toString();
        }),
      ],
    }),
  });
  pre.after(view.dom);
  pre.classList.add("nn-edited");
  pre.removeAttribute("tabindex");
  view.focus();
  cell.element.addEventListener("nn-code", () => {
    const text = view.state.doc.toString();
    if (text !== cell.code) view.dispatch({ changes: { from: 0, to: text.length, insert: cell.code } });
  });
}
