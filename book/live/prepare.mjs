// Prepares packages for pages: compiled, and with Matplotlib's list of its fonts, which a page would otherwise make anew
// because the one in Pyodide's wheel is of another version. node prepare.mjs PYODIDE OUT keep|drop FILE...
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

// Node would print the line of the failing program too, which here is a megabyte long.
process.on("uncaughtException", (error) => {
  process.stderr.write(String(error.message ?? error));
  process.exit(1);
});
const [folder, out, sources, ...files] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${folder}/`, stdout: () => {}, stderr: () => {} });
python.runPython(readFileSync(fileURLToPath(new URL("compiling.py", import.meta.url)), "utf8"));
const compiled = python.globals.get("compiled");

const bytes = (file) => new Uint8Array(readFileSync(file));
for (const file of files) {
  const given = python.toPy(bytes(file));
  const made = compiled(given.tobytes(), sources === "keep");
  writeFileSync(`${out}/${basename(file)}`, made.toJs());
  made.destroy?.();
  given.destroy();
}
if (files.some((file) => basename(file).startsWith("matplotlib-"))) {
  const extractDir = python.runPython("import site; site.getsitepackages()[0]");
  for (const file of files) if (!/^sci|^python_stdlib/.test(basename(file))) python.unpackArchive(bytes(`${out}/${basename(file)}`), "zip", { extractDir });
  const list = python.runPython(`
import os
os.environ["MPLBACKEND"] = "agg"
from matplotlib import font_manager
open(os.path.dirname(font_manager.__file__) + "/fontlist.json", encoding="utf8").read()
`);
  writeFileSync(`${out}/fontlist.json`, list);
}
