"""The table of a benchmark: a row for each quantity, its budget beside it, and whether it holds."""

from typing import NamedTuple


class Row(NamedTuple):
    """One measured quantity. `budget` is the most it may be, `least` the least, `exactly` what it must be."""

    what: str
    value: float
    unit: str
    budget: float | None = None
    exactly: float | None = None
    least: float | None = None

    @property
    def holds(self):
        """Whether the value keeps its budget."""
        if self.exactly is not None:
            return self.value == self.exactly
        if self.least is not None:
            return self.value >= self.least
        return self.budget is None or self.value <= self.budget


def show(rows):
    """Print the rows; answer whether every budget holds. A benchmark without rows has measured nothing, and fails."""
    seen = []
    for row in rows:  # as they come: a benchmark takes its time
        print(f"  {number(row.value):>9} {row.unit:5}  {verdict(row):24}  {row.what}", flush=True)
        seen.append(row.holds)
    return bool(seen) and all(seen)


def verdict(row):
    """The budget and whether it holds, in words."""
    if row.budget is None and row.exactly is None and row.least is None:
        return ""
    if row.least is not None:
        return f"{f'at least {number(row.least)}':16} {'holds' if row.holds else 'UNDER'}"
    wanted = f"at most {number(row.budget)}" if row.exactly is None else f"exactly {number(row.exactly)}"
    return f"{wanted:16} {'holds' if row.holds else 'OVER' if row.exactly is None else 'WRONG'}"


def number(value):
    """Whole numbers whole, others with three decimals at most."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3g}" if abs(value) < 100 else f"{value:,.0f}"
