// Fog on the map of Descent: only the ground around the marble is seen, and which way it falls.

const SIGHT = 38; // pixels around the marble that are seen clearly
const THICK = 80; // pixels from it where the fog hides all
const ARROW = 30; // pixels

/**
 * Cover a map but for the ground around the marble.
 * @param box the map's, in pixels
 * @param at the marble, in pixels
 */
export function drawFog(pen: CanvasRenderingContext2D, { left, top, width, height }: { left: number, top: number, width: number, height: number }, [x, y]: number[], colour: (name: string) => string) {
  pen.fillStyle = colour("raised");
  pen.fillRect(left, top, width, height);
  const clear = pen.createRadialGradient(x, y, SIGHT, x, y, THICK);
  clear.addColorStop(0, "#000f");
  clear.addColorStop(1, "#0000");
  pen.fillStyle = clear;
  pen.globalCompositeOperation = "destination-out"; // takes the fog away, and nothing else has been drawn yet
  pen.fillRect(left, top, width, height);
  pen.globalCompositeOperation = "source-over";
}

/**
 * Point downhill from the marble.
 * @param at the marble, in pixels
 * @param down the way downhill, in pixels, of any length
 */
export function drawDownhill(pen: CanvasRenderingContext2D, [x, y]: number[], [dx, dy]: number[], colour: (name: string) => string) {
  const far = Math.hypot(dx, dy);
  if (!(far > 0) || !Number.isFinite(far)) return;
  const [ux, uy] = [dx / far, dy / far];
  const [ex, ey] = [x + ARROW * ux, y + ARROW * uy];
  pen.strokeStyle = pen.fillStyle = colour("error");
  pen.lineWidth = 2.5;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(ex, ey);
  pen.stroke();
  pen.beginPath();
  pen.moveTo(ex + 6 * ux, ey + 6 * uy);
  pen.lineTo(ex - 5 * uy, ey + 5 * ux);
  pen.lineTo(ex + 5 * uy, ey - 5 * ux);
  pen.fill();
}
