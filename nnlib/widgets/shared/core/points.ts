// Points that a reader brings: lines of x, y and class, read with care, and moved to where the plane is shown.

const TO = 1; // points from elsewhere are scaled to lie between -1 and 1

/**
 * Lines of text as points, rows of x1, x2, class; or a sentence that says which line cannot be read, and why.
 * @param reach as far as the plane is shown
 * @param most points
 */
export function readPoints(text: string, reach: number, most: number): { rows: Float64Array, moved: boolean, problem: string } {
  const nothing = (problem: string) => ({ rows: new Float64Array(), moved: false, problem });
  const values = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (!line.trim()) continue;
    const cells = cellsOf(line);
    const numbers = cells.map((cell) => Number(cell.replace("−", "-").replace(",", ".")));
    const told = `Line ${i + 1}, "${line.trim().slice(0, 30)}",`;
    if (!values.length && cells.length === 3 && numbers.every(Number.isNaN)) continue; // a line of names
    if (cells.length !== 3) return nothing(`${told} has ${cells.length} ${cells.length === 1 ? "entry" : "entries"}; three are wanted: x, y and the class, separated by commas.`);
    const wrong = numbers.findIndex((number) => !(Math.abs(number) <= 1e100));
    if (wrong >= 0) return nothing(`${told} has "${cells[wrong].slice(0, 20)}" where a number is wanted.`);
    if (numbers[2] !== 0 && numbers[2] !== 1) return nothing(`${told} has the class ${cells[2].slice(0, 20)}; it must be 0 or 1.`);
    values.push(...numbers);
    if (values.length > 3 * most) return nothing(`There are more than ${most} points; a link holds no more. Leave some lines out.`);
  }
  if (!values.length) return nothing("There is no point to take: write a line x, y, class for each, as in 0.5, -0.2, 1.");
  const rows = Float64Array.from(values);
  const moved = rows.some((value, i) => i % 3 < 2 && Math.abs(value) > reach);
  for (const column of [0, 1]) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = column; i < rows.length; i += 3) {
      low = Math.min(low, rows[i]);
      high = Math.max(high, rows[i]);
    }
    const [middle, half] = moved ? [low / 2 + high / 2, high / 2 - low / 2 || 1] : [0, TO];
    for (let i = column; i < rows.length; i += 3) rows[i] = Math.round(((rows[i] - middle) / half) * TO * 1000) / 1000;
  }
  return { rows, moved, problem: "" };
}

/**
 * The cells of a line, separated by semicolons or tabs, else by commas, else by spaces. As RFC 4180 has it, a cell may be
 * in double quotes, and then it may hold any separator: "0,5" is one cell.
 */
function cellsOf(line: string) {
  const bare = line.replace(/"(?:[^"]|"")*"/g, "");
  const separator = /[;\t]/.test(bare) ? ";\t" : bare.includes(",") ? "," : "\\s";
  const cells = line.match(new RegExp(`"(?:[^"]|"")*"|[^"${separator}]+`, "g")) ?? [];
  return cells.map((cell) => cell.replaceAll('"', "").trim()).filter((cell) => cell !== "");
}

/** Points as lines of text. */
export const writePoints = (rows: Float64Array) =>
  Array.from({ length: rows.length / 3 }, (_, i) => `${rows[3 * i]}, ${rows[3 * i + 1]}, ${rows[3 * i + 2]}`).join("\n");
