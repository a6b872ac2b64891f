"""Edits that change nothing, and so are no mistakes: (the line before, the line after), and the reason."""

REASONS = {
    (
        "let best: Telling = { pixel: 0, to: slopes[0] < 0 ? 1 : 0, gain: -1 };",
        "let best: Telling = { pixel: 0, to: slopes[0] <= 0 ? 1 : 0, gain: -1 };",
    ): "a start that the gain of any pixel, which is never below 0, replaces",
    (
        "const moved = rows.some((value, i) => i % 3 < 2 && Math.abs(value) > reach);",
        "const moved = rows.some((value, i) => i % 3 <= 2 && Math.abs(value) > reach);",
    ): "the third of each row is a class, 0 or 1, and never beyond reach",
    (
        "meant = isinstance(value, float) and least <= value <= most and value.is_integer()  # such as 1e3",
        "meant = isinstance(value, float) and least <= value < most and value.is_integer()  # such as 1e3",
    ): "most is a limit that nobody reaches; for exactly this number the advice would be another one",
    (
        "if high > SCALE_RATIO * low:",
        "if high >= SCALE_RATIO * low:",
    ): "SCALE_RATIO is about where standardising begins to help; inputs exactly that far apart may get either advice",
    (
        "return self.epoch == len(costs) - 1 and costs[-1] == max(costs) and costs[-1] > high",
        "return self.epoch == len(costs) - 1 and costs[-1] == max(costs) and costs[-1] >= high",
    ): "high is about where a cost is bad; one that is exactly as high may be called either",
    (
        "for (let i = 1; i + 1 < h.length; i++) {",
        "for (let i = 1; i + 1 <= h.length; i++) {",
    ): "past the last error is undefined, so the worst of three is NaN, which is never less than the least",
    (
        "f: (Z, A) => { for (let i = 0; i < Z.length; i++) A[i] = Z[i] > 0 ? Z[i] : Z[i] * 0; }, // NaN stays NaN",
        "f: (Z, A) => { for (let i = 0; i < Z.length; i++) A[i] = Z[i] >= 0 ? Z[i] : Z[i] * 0; }, // NaN stays NaN",
    ): "at 0 both give 0",
}
