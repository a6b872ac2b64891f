"""Values of a trait, by its description in the schema: right ones, on the bounds and inside them, and wrong ones.

As a link has them: JSON, and tables as one flat list.
"""

import math

SIZES = [0.0, 5e-324, 2.3e-308, 1e-160, 1e-100, 1e-12, 0.3, 1.0, 710.0, 1e6, 1e15, 1e50, 1e77, 1e100]
TEXTS = ["", "x", "σ(z)", "constructor"]
STRANGE = [None, {}, "abc", "1", [], [[]], [None], ["x"], {"length": 2, "0": 1, "1": 2}, 0.5, 1e308, math.inf, True]


def inside(chance, of):
    """A number of this kind: one of its ends, or of an odd size between them."""
    low = math.nextafter(of["low"], math.inf) if "above" in of else of["low"]
    high = math.nextafter(of["high"], -math.inf) if "below" in of else of["high"]
    if of["kind"] == "whole":
        return chance.choice([low, high, chance.randint(low, high)])
    fitting = [sign * size for size in SIZES for sign in (1, -1) if low <= sign * size <= high]
    return chance.choice([low, high, chance.uniform(max(low, -1e3), min(high, 1e3)), *fitting])


def right(chance, of, nested=False):
    """A value that the kind takes."""
    kind = of["kind"]
    if kind in ("number", "whole"):
        return inside(chance, of)
    if kind == "flag":
        return chance.random() < 0.5
    if kind == "choice":
        return chance.choice(of["names"])
    if kind == "text":
        return chance.choice(TEXTS)
    if kind == "row":
        return [] if "empty" in of and chance.random() < 0.3 else [right(chance, part) for part in of["of"]]
    if kind == "record":
        names = [name for name in of["fields"] if name in of["needs"] or chance.random() < 0.4]
        return {name: right(chance, of["fields"][name], True) for name in names}
    few = min(of["most"], of["least"] + 3)
    count = chance.randint(of["least"], few) if nested or chance.random() < 0.8 else of["most"]
    if kind == "table":
        return [right(chance, of["of"]) for _ in range(count * (of["columns"] or 1))]
    return entries(chance, of, count + (count % 2 if "pairs" in of else 0))


def entries(chance, of, count):
    """So many entries of a list, as the list wants them."""
    if "rising" not in of and "distinct" not in of:
        return [right(chance, of["of"], True) for _ in range(count)]
    found = set()
    while len(found) < count:
        found.add(right(chance, of["of"]))
    return sorted(found)


def wrong(chance, of):
    """A value that the kind refuses: just outside its bounds, or of another kind."""
    return chance.choice(list(misfits(chance, of)))


def misfits(chance, of):
    """Values that the kind refuses, of every sort."""
    yield from [value for value in STRANGE if not strangely_right(value, of)]
    kind = of["kind"]
    if kind == "number":
        yield of["low"] if "above" in of else math.nextafter(of["low"], -math.inf)
        yield of["high"] if "below" in of else math.nextafter(of["high"], math.inf)
        yield [of["low"]]
    elif kind == "whole":
        yield from (of["low"] - 1, of["high"] + 1, of["low"] + 0.5, [of["low"]])
    elif kind == "flag":
        yield from (0, 1, "true", [True])
    elif kind == "choice":
        yield from (of["names"][0].upper() + "x", f"{of['names'][0]} ", [of["names"][0]])
    elif kind == "row":
        good = [right(chance, part) for part in of["of"]]
        i = chance.randrange(len(good))
        yield from (good[:-1], [*good, good[0]], [*good[:i], wrong(chance, of["of"][i]), *good[i + 1 :]])
    elif kind == "record":
        name = chance.choice(list(of["fields"]))
        good = right(chance, of) | {name: right(chance, of["fields"][name], True)}
        yield from ({**good, "speed": 3}, {**good, name: wrong(chance, of["fields"][name])})
        if of["needs"]:
            yield {name: value for name, value in good.items() if name not in of["needs"]}
    elif kind in ("list", "table"):
        yield from wrong_lists(chance, of)


def wrong_lists(chance, of):
    """Lists and tables that the kind refuses: too short, too long, or with one entry that does not belong there."""
    good = right(chance, of, nested=True)
    wide = 1 if of["kind"] == "list" else of["columns"]
    if good:
        i = chance.randrange(len(good))
        bad = wrong(chance, of["of"])
        if of["kind"] == "list" or isinstance(bad, (str, float)) or bad is None:  # a page's bytes are numbers alone
            yield [*good[:i], bad, *good[i + 1 :]]
    if wide:  # with any number of columns, many numbers are one wide row
        yield [right(chance, of["of"], True) for _ in range((of["most"] + 1) * wide)]
    if of["least"]:
        yield [right(chance, of["of"], True) for _ in range((of["least"] - 1) * (wide or 1))]
    if wide and wide > 1:
        yield [right(chance, of["of"]) for _ in range(wide + 1)]
    if "pairs" in of:
        yield [right(chance, of["of"]) for _ in range(of["least"] + 1)]
    if "rising" in of:
        yield entries(chance, of, of["most"])[::-1]
    if "rising" in of or "distinct" in of:
        yield [right(chance, of["of"])] * of["most"]


def strangely_right(value, of):
    """Whether one of the strange values is what this kind takes after all."""
    kind = of["kind"]
    if kind in ("number", "whole"):
        return type(value) is float and of["low"] <= value <= of["high"] and kind == "number"
    if kind == "flag":
        return value is True
    if kind == "record":
        return value == {} and not of["needs"]
    if kind == "text":
        return isinstance(value, str)
    if kind in ("list", "table", "row"):
        empty = "empty" in of or of.get("least") == 0
        return isinstance(value, list) and (
            (empty and not value) or (bool(value) and kind == "list" and of["of"]["kind"] in ("text", "list"))
        )
    return False
