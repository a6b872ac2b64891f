"""How a widget writes a number, as a pattern."""

NUMBER = r"(−?(?:∞|\d[\d.]*(?:e−?\d+)?))"
