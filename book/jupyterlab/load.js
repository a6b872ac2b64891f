// An extension of JupyterLab: formulas in the course's colours, and a widget's picture where no kernel knows the widget.
// It is written in the form in which JupyterLab loads extensions, so that no bundler is needed.
const VIEW = "application/vnd.jupyter.widget-view+json";

const colours = document.createElement("link");
colours.rel = "stylesheet";
colours.href = new URL("tokens.css", document.currentScript.src).href;
document.head.append(colours);
// A word of the glossary is a link in the book's pages. A notebook cannot follow it, so there it looks like its sentence.
const words = document.createElement("style");
words.textContent = `.jp-MarkdownCell a[href="#"] { color: inherit; text-decoration: none; pointer-events: none }`;
document.head.append(words);

/** Have ipywidgets show the picture that is saved with a widget instead of "Error displaying widget: model not found". */
function showPictures(renderer) {
  const shared = Object.getPrototypeOf(renderer);
  if (shared.showsPictures) return;
  shared.showsPictures = true;
  const { renderModel } = shared;
  shared.renderModel = async function (output) {
    await renderModel.call(this, output);
    const svg = output.data["image/svg+xml"];
    if (!svg || !this.node.textContent.endsWith("model not found")) return;
    const picture = document.createElement("img");
    picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    picture.alt = `${output.data["text/plain"]}: a still picture. Run the cell, and it moves.`;
    picture.style.maxWidth = "100%";
    this.node.replaceChildren(picture);
  };
}

const pictures = {
  id: "neural-networks-alive:pictures",
  description: "Shows a widget's picture where no kernel knows the widget.",
  autoStart: true,
  activate: ({ docRegistry }) => {
    const createNew = ({ content }) => {
      const factory = content.rendermime.getFactory(VIEW);
      if (factory) showPictures(factory.createRenderer({ mimeType: VIEW }));
    };
    docRegistry.addWidgetExtension("Notebook", { createNew });
  },
};

(window._JUPYTERLAB ??= {})["neural-networks-alive"] = {
  init: () => undefined,
  get: async () => () => ({ __esModule: true, default: [pictures] }),
};
