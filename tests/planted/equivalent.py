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
        "return costs[-1] == max(costs) and costs[-1] > high",
        "return costs[-1] == max(costs) and costs[-1] >= high",
    ): "high is about where a cost is bad; one that is exactly as high may be called either",
    (
        "f: (Z, A) => { for (let i = 0; i < Z.length; i++) A[i] = Z[i] > 0 ? Z[i] : Z[i] * 0; }, // NaN stays NaN",
        "f: (Z, A) => { for (let i = 0; i < Z.length; i++) A[i] = Z[i] >= 0 ? Z[i] : Z[i] * 0; }, // NaN stays NaN",
    ): "at 0 both give 0",
    (
        "for (let i = 0; i < Y.length; i++) if (A[i] > 0.5 === Y[i] > 0.5) right++;",
        "for (let i = 0; i < Y.length; i++) if (A[i] > 0.5 === Y[i] >= 0.5) right++;",
    ): "Y holds classes, 0 and 1, and never a half",
    (
        "activation(activations[l - 1]).pullBack(slope, Z[l - 1], A[l], sizes[l]);",
        "activation(activations[l - 1]).pullBack(slope, Z[l + 1], A[l], sizes[l]);",
    ): "no activation of the browser reads Z on the way back",
    (
        "if (!(determinant > 1e-12 * (p + s) ** 2)) return null;",
        "if (!(determinant >= 1e-12 * (p + s) ** 2)) return null;",
    ): "where both sides are 0 the next place is NaN, which is not inside the map: null, too",
    (
        "for (let i = 1; i < C.length; i++) if (C[i] < C[least]) least = i;",
        "for (let i = 1; i < C.length; i++) if (C[i] <= C[least]) least = i;",
    ): "Newton's method may begin at either of two corners that are equally low",
    (
        "const smallest = (p + s) / 2 - Math.hypot((p - s) / 2, q);",
        "const smallest = (p + s) / 2 - Math.hypot((p + s) / 2, q);",
    ): "it only helps to decide what is so small that it counts as no curvature, a part in 10^12",
    (
        "wrong = np.abs(Y.sum(axis=-1) - 1) > 1e-4",
        "wrong = np.abs(Y.sum(axis=-1) - 1) >= 1e-4",
    ): "1e-4 is about as far as rounded shares may be from 1; no sum of floats is off by exactly that",
}
